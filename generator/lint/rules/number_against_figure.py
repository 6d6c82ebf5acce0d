"""What it finds: a number in plain prose, beside the words of what a figure counts, that is not the figure’s number on the paper’s day.

Why: figures are revised, and a paper that says both the old and the new number says two things. A linked number
(`[239](figure:…)`) is checked by the build; one without a link is checked here.

Example, where the figure `marchers` (“people on the march”) was revised from 1,200 to 1,500:

```yaml
text: Some 1,200 people were on the march of 2 May.
```

What to do: correct the number, or link it. Where the sentence counts something else, say it in other words than the figure's,
or link what it counts. A number that the figure had earlier is quoted as such with its date (“by 3 May 1,200 had been counted”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Severity
from generator.document import Mention
from generator.lint.likeness import stems
from generator.lint.reach import Reach, reach_of
from generator.lint.spots import spot
from generator.lint.subject import Subject
from generator.lint.told import Number, days, numbers
from generator.resolve.forms import MONTHS
from generator.schema import Edition, Event, Figure
from generator.schema.base import last_day, text_in
from generator.sentences import Sentence

CODE = "D322"
NAME = "number-against-figure"
SEVERITY: Severity = "warning"

_SHARE = 0.6
"""How much of a figure's words has to stand beside the number for it to count the same."""
_ENOUGH = 2
_REACH = 60
"""How many letters before and after a number belong to what it counts."""
_SHARED = 3
_OTHER_TIME = re.compile(
    r"\b(?:earlier|previously|at first|initially|first|originally|until then|so far|by then|at the time|had been|another|others|more|further|other|each|of (?:them|these|those|whom|which))\b",
    re.I,
)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield the numbers of the prose that stand beside a figure’s words and are not the figure’s."""
    reach = reach_of(subject)
    edition = subject.edition.record
    assert isinstance(edition, Edition)
    day = last_day(edition.as_of)
    figures = [
        (id, *told)
        for id, entry in subject.edition.records["figures"].items()
        if (told := _figure(subject, id, entry.record, day))
    ]
    for sentence in subject.sentences:
        if sentence.origin.file.endswith("recommendations.yaml"):
            continue
        linked = {
            m.record.partition(":")[2]: m
            for m in sentence.inlines
            if isinstance(m, Mention) and m.record.startswith("figure:")
        }
        for number in _plain(sentence):
            for id, words, value, event in figures:
                if id in linked or number.value == value or not _same(subject, reach, sentence, number, words, event):
                    continue
                said = sentence.text[number.start : number.end]
                yield Diagnostic(CODE, NAME, f"“{said}” stands beside the words of the figure `{id}`, which is {value:,g} on {edition.as_of}", spot(subject, sentence, said),
                                 f"correct it, or link what it counts: [{value:,g}](figure:{id})", width=len(said), severity=SEVERITY)  # fmt: skip
                break


def _figure(subject: Subject, id: str, figure: object, day: date) -> tuple[frozenset[str], float, str | None] | None:
    assert isinstance(figure, Figure)
    known = [value for value in figure.values if last_day(value.as_of) <= day]
    if not known:
        return None
    what = stems(text_in(figure.what, subject.document.lang) or "")
    return what, max(known, key=lambda value: last_day(value.as_of)).value, figure.event


def _plain(sentence: Sentence) -> Iterator[Number]:
    """Yield the numbers of a sentence that no mention holds."""
    held = ["".join(run.text for run in m.runs) for m in sentence.inlines if isinstance(m, Mention)]
    for number in numbers(sentence.text):
        said = sentence.text[number.start : number.end]
        small = said.isalpha() and number.value <= _SHARED
        if not small and not any(said in words for words in held):
            yield number


def _same(
    subject: Subject, reach: Reach, sentence: Sentence, number: Number, words: frozenset[str], event: str | None
) -> bool:
    """Tell whether a number seems to count what the figure counts."""
    text = sentence.text
    near = text[max(number.start - _REACH, 0) : number.end + _REACH]
    if _OTHER_TIME.search(text[max(number.start - 30, 0) : number.end + 30]):
        return False
    counted = stems(text[number.end : number.end + 30])
    if not counted or re.match(
        r"[  ]?(?:[A-Z]{3}\b|percent|per cent|%|days?|months?|years?|hours?|minutes?|weeks?)",
        text[number.end :].lstrip(),
    ):
        return False
    shared = stems(near) & words
    if len(shared) < _ENOUGH or len(shared) < _SHARE * len(words):
        if not event or len(shared) < _ENOUGH:
            return False
        rest = words - _of_event(subject, event)
        if len(stems(near) & rest) < max(1, _SHARE * len(rest)):
            return False
    return _about_event(subject, reach, sentence, event, words)


def _about_event(subject: Subject, reach: Reach, sentence: Sentence, event: str | None, words: frozenset[str]) -> bool:
    """Tell whether the sentence is about the figure's event: it names it, or its day; a figure without one has to say all."""
    if event is None:
        return len(stems(sentence.text) & words) >= 0.75 * len(words)
    entry = subject.edition.records["events"].get(event)
    if entry is None or not isinstance(entry.record, Event):
        return False
    other = [day for day in days(sentence.text) if not day.agrees(entry.record.date)]
    if ("events", event) in reach.named(sentence):
        return True
    return any(day.agrees(entry.record.date) and day.month for day in days(sentence.text)) and not other


def _of_event(subject: Subject, event: str) -> frozenset[str]:
    entry = subject.edition.records["events"].get(event)
    if entry is None or not isinstance(entry.record, Event):
        return frozenset()
    said = [
        entry.record.title if isinstance(entry.record.title, str) else "",
        *entry.record.wordings,
        entry.record.place or "",
    ]
    year, *rest = entry.record.date.split("-")
    return stems(" ".join(said)) | stems(" ".join([year, *(MONTHS[int(part) - 1] for part in rest[:1])]))
