"""What it finds: a list of demands in prose without the line that says who should do this: nothing before it, or words
that do not end in a colon, or a colon after words without “should”, “must”, “urge”, “call on” …

Why: “Release all prisoners” is said to nobody. Boxes of recommendations from records have their line by themselves.

Example:

```yaml
text: |
  The situation is serious.

  - Repeal Article 12;
  - release those who are held.
```

What to do: open the list (“The authorities should:”), or make recommendations of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.paper.document import Block, Box, ItemList, ListItem, Paragraph, Section, join_inlines
from generator.review.lint.demands import begins_with_verb
from generator.review.lint.subject import Subject, is_english

CODE = codes.LIST_WITHOUT_LEAD_IN

_ASKS = re.compile(r"\b(?:should|must|shall|ought|need(?:s|ed)?|urg\w+|call(?:s|ed|ing)?|appeal\w*|recommend(?:s|ed)?"
                   r"|ask(?:s|ed)?|demand(?:s|ed)?|request(?:s|ed)?|advis\w+|invit\w+|want(?:s|ed)?|"
                   r"required|obliged|promis\w+|pledg\w+|undert\w+|commit\w*|plan\w*|going to|will|would|could|can|may"
                   r"|to)\b", re.I)  # fmt: skip
_SHOULD = re.compile(
    r"\b(?:should|must) (?:\w+ )?(?:ask|do|act|take|now|be asked|be urged)\b|\b(?:call|calls|called)"
    r" (?:on|upon)\b|\b(?:urge|recommend)(?:s|ed)?\b",
    re.I,
)
"""A whole sentence opens a list where it says that somebody should act."""
_MOST = 0.6
"""Share of the items that begin with a verb from which a list is one of demands."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every list of demands that nothing opens."""
    if is_english(subject):
        yield from _inside(subject.document.sections)


def _inside(blocks: Iterable[Block | Section]) -> Iterator[Diagnostic]:
    before: Block | Section | None = None
    for block in blocks:
        match block:
            case Section() | Box() if not (isinstance(block, Box) and block.kind == "recommendations"):
                yield from _inside(block.blocks)
            case ItemList() if block.kind != "recommendations":
                if _demands(block) and not _opened(before):
                    origin = block.items[0].origin or block.origin
                    if origin:
                        yield CODE.at(
                            origin,
                            "this list of demands has no line that says who should do this",
                            "open it, as with “The authorities should:”",
                        )
            case _:
                pass
        before = block


def _demands(block: ItemList) -> bool:
    texts = [_text(item) for item in block.items]
    asked = [text for text in texts if begins_with_verb(text)]
    return len(texts) >= 2 and len(asked) >= max(2, _MOST * len(texts))


def _text(item: ListItem) -> str:
    return next((join_inlines(block.inlines) for block in item.blocks if isinstance(block, Paragraph)), "")


def _opened(before: Block | Section | None) -> bool:
    """Tell whether the paragraph before a list asks somebody for what follows."""
    if not isinstance(before, Paragraph):
        return False
    text = join_inlines(before.inlines).strip()
    last = re.split(r"(?<=[.!?])\s+", text)[-1]
    closed = last.endswith((".", "!", "?", ";"))
    return before.role == "addressee" or (_SHOULD if closed else _ASKS).search(last) is not None
