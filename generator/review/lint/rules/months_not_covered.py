"""What it finds: an abstract or overview that speaks of a time (“since November 2020”, “from January 2019 to May 2022”)
of which the paper's documents cover some months only, where the cover does not say which.

Why: a reader takes “since November 2020” as a claim that the authors have followed every month since. The cover says
which months the documents cover and which they don't (from their `covers:`), for the time that the edition looks at:
its `period:` and what passed since the `predecessor:`. What the text claims beyond that is said nowhere.

Example, where no document tells of 2019:

```yaml
period: {from: 2020-01, to: 2020-11}
abstract: Expression and assembly since March 2019.
```

What to do: say in the sources of the paper which time each gives an account of (`covers: {from: 2019-03, to: 2019-12}`,
as the document itself says), correct `period:` or `predecessor:`, or claim less. A sentence about a person, and one of
the overview that mentions an event, a law, a body or a number, speaks of that and not of the paper (“held since 2019”);
a year alone counts from its last month.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.paper.assemble.coverage import Coverage, Months, find_coverage, number_month
from generator.records.resolve.wordings import MONTHS
from generator.review.lint.dates_and_numbers import Day, find_days
from generator.review.lint.evidence import find_reach
from generator.review.lint.locate import locate
from generator.review.lint.subject import RecordText, Subject, is_english

CODE = codes.MONTHS_NOT_COVERED

_SINCE = re.compile(r"\b(?:since|from)\b(?:[^.;:,()]*?\bof)?\s+$", re.I)
_UNTIL = re.compile(r"\b(?:to|until|till|through)\s+$", re.I)
_SENTENCE = re.compile(r"[^.?!]+[.?!]*")
_OWN_TIME = ("case", "person", "event", "figure", "law", "org")
"""Kinds of mentions of records that have a time of their own."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every span of time in the abstract and the overview of which months are neither covered nor said not to
    be."""
    if not is_english(subject):
        return
    coverage = find_coverage(subject.edition)
    for text, place in _list_claims(subject):
        for start, end, words in _list_spans(text):
            unsaid = _list_unsaid(coverage, start, end)
            if unsaid:
                yield CODE.at(
                    place(words),
                    f"“{words}” takes in {len(unsaid)} months, the first {_say(min(unsaid))} and the last"
                    f" {_say(max(unsaid))}, of which no document of this paper gives an account, and its cover does not"
                    " say so",
                    "say in the sources which time they cover (`covers:`), correct `period:` or `predecessor:`, or"
                    " claim less",
                    width=len(words),
                )


def _list_claims(subject: Subject) -> Iterator[tuple[str, Callable[[str], Origin]]]:
    """Yield the sentences of the abstract and the overview that speak of the paper, with what places words of them."""
    for written in subject.texts:
        if written.entry is subject.edition.entry and written.path[0] == "abstract":
            for match in _SENTENCE.finditer(written.text):
                if not _names_somebody(subject, match[0]):
                    yield match[0], partial(_place, written, match.start())
    overviews = {entry.file for entry in subject.edition.sections if entry.record.kind == "overview"}
    for sentence in subject.sentences:
        own = any(one.partition(":")[0] in _OWN_TIME for one in sentence.records)
        if sentence.origin.file in overviews and not own and not _names_somebody(subject, sentence.text):
            yield sentence.text, partial(locate, subject, sentence)


def _place(written: RecordText, start: int, words: str) -> Origin:
    return written.at(max(written.text.find(words, start), start))


def _names_somebody(subject: Subject, text: str) -> bool:
    return any(collection in ("cases", "people") for collection, _ in find_reach(subject).in_prose(text))


def _list_spans(text: str) -> Iterator[tuple[Day, Day | None, str]]:
    """Yield the first and the last day of each span that a text tells, and its words; None where it has no end."""
    days = find_days(text)
    for number, day in enumerate(days):
        before = _SINCE.search(text[: day.start])
        if day.year is None or not before:
            continue
        after = days[number + 1] if number + 1 < len(days) else None
        ends = bool(after and after.year and _UNTIL.search(text[: after.start]))
        end = after if ends else None
        yield day, end, text[before.start() : (end or day).end]


def _list_unsaid(coverage: Coverage, start: Day, end: Day | None) -> Months:
    """Return the months of a span that no document covers and that the cover does not name as such."""
    assert start.year
    first = number_month(start.year, start.month or 12)
    known = coverage.covered | (coverage.looked_at if coverage.covered else frozenset())
    if end and end.year:
        last = number_month(end.year, end.month or 1)
    else:
        last = max(coverage.looked_at, default=max(known, default=first))
    return frozenset(range(first, last + 1)) - known


def _say(month: int) -> str:
    return f"{MONTHS[month % 12]} {month // 12}"
