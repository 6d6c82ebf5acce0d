"""What it finds: a heading two levels below the one above it, and a paragraph of bold words alone that stands for a
heading.

Why: readers who can't see the page walk through a paper by the levels of its headings, and so does the contents of the
Word file. A level that is left out sounds like a part that is missing; a bold line is no heading to either of them.

Example:

```yaml
- text: |
    **Arrests in May**

    Many were arrested.
```

What to do: write a `section:` with a `title:` in the place of the bold line, and put it one level below its section.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.paper.document import Block, Box, ItemList, Mention, NoteCall, Paragraph, Run, Section, join_inlines
from generator.review.lint.subject import Subject

CODE = codes.SKIPPED_HEADING_LEVEL

_LONG = 80
"""A bold paragraph of more letters is a sentence that is meant to be strong."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every skipped level and every bold line that stands for a heading."""
    yield from _inside(subject.document.sections, 0)


def _inside(blocks: tuple[Block | Section, ...], level: int) -> Iterator[Diagnostic]:
    for block, after in zip(blocks, (*blocks, None)[1:], strict=True):
        match block:
            case Section():
                if block.level > level + 1:
                    yield CODE.at(
                        block.origin or Origin(""),
                        (
                            f"a heading of level {block.level} stands below one of level {level}"
                            if level
                            else f"the first heading is of level {block.level}"
                        ),
                        "put it one level below its section",
                    )
                yield from _inside(block.blocks, block.level)
            case Box():
                yield from _inside(block.blocks, level)
            case ItemList():
                pass  # a bold point of a list is a point
            case Paragraph() if block.role == "body" and block.origin and _is_bold(block) and not _opens(block, after):
                yield CODE.at(
                    block.origin,
                    "a paragraph of bold words stands for a heading",
                    "write a `section:` with a `title:`, so that it has a level",
                    width=len(join_inlines(block.inlines)),
                )


def _opens(paragraph: Paragraph, after: Block | Section | None) -> bool:
    """Tell whether the words open the list after them, as “The authorities should:” does."""
    return isinstance(after, ItemList) and join_inlines(paragraph.inlines).strip().endswith(":")


def _is_bold(paragraph: Paragraph) -> bool:
    said = join_inlines(paragraph.inlines).strip()
    runs = [
        run
        for i in paragraph.inlines
        for run in ((i,) if isinstance(i, Run) else i.runs if isinstance(i, Mention) else ())
    ]
    others = [i for i in paragraph.inlines if not isinstance(i, Run | Mention | NoteCall)]
    strong = bool(runs) and all(run.strong or not run.text.strip() for run in runs)
    return strong and not others and 0 < len(said) <= _LONG and said[-1] not in ".!?…"
