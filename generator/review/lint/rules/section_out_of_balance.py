"""What it finds: a paper longer than its edition's `limits:`, and a section that takes more than half of the words that
are allowed for all, where there are three or more.

Why: papers for a dialogue are read the night before. What is cut at the last moment is what stands last, and that is
not what matters least.

Example:

```yaml
limits: {words: 6000}
```

What to do: shorten the section, or move some of it to an annex, which does not count. Pages are those that are recorded
in pages.json; where none are, 400 words count as a page. Without limits there is nothing to find.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic
from generator.base.inputs import read_input
from generator.paper.document import Section
from generator.paper.sentences import ProseSentence
from generator.review.lint.subject import Subject

CODE = codes.SECTION_OUT_OF_BALANCE

_WORDS_A_PAGE = 400
"""Of A4 in 11 points with headings, lists and boxes."""
_MOST = 0.5
_FEW = 3


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield what is longer than the limits of the edition allow."""
    record = subject.edition.record
    limits = record.limits
    if limits is None:
        return
    annexes = {entry.record.id for entry in subject.edition.sections if entry.record.id in record.annexes}
    own = [section for section in subject.document.sections if section.id.partition(".")[0] not in annexes]
    counted = {section.id: _words(subject, section) for section in own}
    total = sum(counted.values())
    allowed = limits.words or (limits.pages or 0) * _WORDS_A_PAGE
    entry = subject.edition.entry
    if limits.words and total > limits.words:
        yield CODE.at(
            entry.origin("limits", "words"),
            f"the paper has {total:,} words without its annexes, and {limits.words:,} are allowed",
            _longest(counted),
        )
    pages = _pages(subject) or -(-total // _WORDS_A_PAGE)
    if limits.pages and pages > limits.pages:
        yield CODE.at(
            entry.origin("limits", "pages"),
            f"the paper has {pages} pages, and {limits.pages} are allowed",
            _longest(counted),
        )
    for section in own:
        if allowed and len(own) >= _FEW and counted[section.id] > _MOST * allowed and section.origin:
            yield CODE.at(
                section.origin,
                f"this section has {counted[section.id]:,} words, more than half of the {allowed:,} that are allowed"
                " for all",
                "shorten it, or move some of it to an annex",
            )


def _longest(counted: dict[str, int]) -> str:
    id = max(counted, key=lambda id: counted[id])
    return f"shorten it; `{id}` is the longest section, with {counted[id]:,} words"


def _words(subject: Subject, section: Section) -> int:
    inside = {section.id, *_sections(section)}
    return sum(_count(sentence) for sentence in subject.sentences if sentence.section in inside)


def _sections(section: Section) -> Iterator[str]:
    for block in section.blocks:
        if isinstance(block, Section):
            yield block.id
            yield from _sections(block)


def _count(sentence: ProseSentence) -> int:
    return len(sentence.text.split())


def _pages(subject: Subject) -> int | None:
    """Return the number of pages before the annexes, as recorded from a layout; None where nothing is."""
    record = subject.edition.record
    path = subject.dataset.root / "briefings" / record.id / "pages.json"
    try:
        layouts = json.loads(read_input(path, subject.dataset.root))
        recorded = layouts[f"{record.audience}/{subject.document.lang}"]["pages"]
        numbers = {str(id): int(page) for id, page in recorded.items()}
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        BriefingError,
    ):  # a broken record of pages is told of by the build
        return None
    annex = [page for id, page in numbers.items() if id in record.annexes]
    return min(annex) - 1 if annex else max(numbers.values(), default=None)
