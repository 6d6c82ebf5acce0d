"""What it finds: a number in plain prose, beside the words of what a figure counts, that is not the figure’s number on
the paper’s day.

Why: figures are revised, and a paper that says both the old and the new number says two things. A linked number
(`[239](figure:…)`) is checked by the build; one without a link is checked here.

Example, where the figure `marchers` (“people on the march”) was revised from 1,200 to 1,500:

```yaml
text: Some 1,200 people were on the march of 2 May.
```

What to do: correct the number, or link it. Where the sentence counts something else, say it in other words than the
figure's, or link what it counts. A number that the figure had earlier is quoted as such with its date (“by 3 May 1,200
had been counted”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.paper.document import Mention
from generator.paper.sentences import ProseSentence
from generator.records.resolve.wordings import MONTHS
from generator.records.schema import Figure
from generator.records.schema.base import pick_text
from generator.review.lint.dates_and_numbers import Number, find_numbers
from generator.review.lint.likeness import stem_words
from generator.review.lint.locate import locate
from generator.review.lint.sentence_events import find_event, find_sentence_events
from generator.review.lint.subject import Subject, is_english

CODE = codes.NUMBER_AGAINST_FIGURE

_SHARE = 0.6
"""How much of a figure's words, without those of its event, has to stand beside the number for it to count the same."""
_ALONE = 0.75
"""How much of them, where the figure belongs to no event."""
_SMALL = 3
"""Numbers in words up to this one count what the sentence itself names."""
_OTHERS = re.compile(
    r"\b(?:another|others?|further|more(?! than)|each|earlier|previously|at first|initially|until then|by then|had"
    r" been|of (?:them|these|those|whom|which))\b",
    re.I,
)
_MORE = re.compile(r"\b(?:over|more than|at least|no fewer than|hundreds|dozens)\W*$", re.I)
_LESS = re.compile(r"\b(?:up to|almost|nearly|fewer than|less than|as many as)\W*$", re.I)
_ABOUT = re.compile(r"\b(?:around|about|some|roughly|approximately|an estimated)\W*$", re.I)
_UNIT = re.compile(
    r"\s*(?:[A-Z]{3}\b|percent|per"
    r" cent|%|(?:days?|months?|years?|hours?|minutes?|weeks?|km|metres|kilometres|million)\b|(?:-|–|to )\d)"
)
_PERCENT = re.compile(r"\s*(?:percent|per cent|%)")
_BREAK = re.compile(r"[;:–—]|, and |, but |, while |\. ")
_NOUN = 45
"""Within how many letters after a number stands what it counts."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """A figure on the paper's day: `what` are the stems of what it counts, without those of its event; `head` the
    first; `limited`: at least, over, up to."""

    id: str
    value: float
    head: str
    what: frozenset[str]
    event: str | None
    percent: bool
    limited: bool


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield the numbers of the prose that stand beside a figure’s words and are not the figure’s."""
    if not is_english(subject):
        return
    edition = subject.edition.record
    day = edition.as_of.last
    figures = [
        told for id, entry in subject.edition.figures.items() if (told := _counted(subject, id, entry.record, day))
    ]
    for sentence, events in find_sentence_events(subject) if figures else ():
        linked = {m.record.partition(":")[2] for m in sentence.inlines if isinstance(m, Mention)}
        for number in _plain(sentence):
            beside = _read_beside(sentence.text, number)
            alike = [(share, figure) for figure in figures if (share := _alike(beside, events, figure))]
            if not alike or any(_agrees(sentence, number, figure) for _, figure in alike):
                continue
            figure = max(alike, key=lambda one: one[0])[1]
            if figure.id in linked:
                continue
            said = sentence.text[number.start : number.end]
            yield CODE.at(
                locate(subject, sentence, said),
                f"“{said}” stands beside the words of the figure `{figure.id}`, which is {figure.value:,g} on"
                f" {edition.as_of}",
                f"correct it, or link what it counts: [{figure.value:,g}](figure:{figure.id})",
                width=len(said),
            )


def _counted(subject: Subject, id: str, figure: Figure, day: date) -> _Counted | None:
    known = [value for value in figure.values if value.as_of.last <= day]
    said = pick_text(figure.what, subject.document.lang)
    if not known or not said:
        return None
    first = next((stem for word in said.split() for stem in stem_words(word)), None)
    what = stem_words(said) - (_of_event(subject, figure.event) if figure.event else frozenset()) - _MONTHS
    if first is None:
        return None
    latest = max(known, key=lambda value: value.as_of.last)
    what = what - {first} or stem_words(said) - {first}
    limited = latest.qualifier in ("at_least", "over", "up_to", "almost")
    return _Counted(id, latest.value, first, what, figure.event, "percent" in f"{figure.unit} {said}", limited)


def _plain(sentence: ProseSentence) -> Iterator[Number]:
    """Yield the numbers of a sentence that no mention holds."""
    held = ["".join(run.text for run in m.runs) for m in sentence.inlines if isinstance(m, Mention)]
    for number in find_numbers(sentence.text):
        said = sentence.text[number.start : number.end]
        small = said.isalpha() and number.value <= _SMALL
        if not small and not any(said in words for words in held):
            yield number


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside a number: the stems of its clause, and of the words right behind it; `percent`; whether it is
    told what it counts: a `unit`, or `others` than those of before."""

    clause: frozenset[str]
    after: frozenset[str]
    percent: bool
    unit: bool
    others: bool


def _read_beside(text: str, number: Number) -> _Beside:
    starts = [m.end() for m in _BREAK.finditer(text, 0, number.start)]
    stop = next((m.start() for m in _BREAK.finditer(text, number.end)), len(text))
    clause = text[starts[-1] if starts else 0 : stop]
    after = text[number.end : min(stop, number.end + _NOUN)]
    percent = _PERCENT.match(after) is not None
    unit, others = _UNIT.match(after) is not None, _OTHERS.search(clause) is not None
    return _Beside(stem_words(clause), stem_words(after), percent, unit, others)


def _alike(beside: _Beside, events: frozenset[str], figure: _Counted) -> float:
    """Return how much of what the figure counts stands beside the number; 0 where it counts something else."""
    percent = beside.percent
    if percent != figure.percent or (beside.unit and not percent) or beside.others:
        return 0
    if not percent and figure.head not in beside.after:
        return 0
    if figure.event and figure.event not in events:
        return 0
    share = len(beside.clause & figure.what) / len(figure.what) if figure.what else 1
    return share if share >= (_SHARE if figure.event else _ALONE) and (figure.event or len(figure.what) > 1) else 0


def _agrees(sentence: ProseSentence, number: Number, figure: _Counted) -> bool:
    """Tell whether a number and the words before it may mean the figure's value."""
    before, value = sentence.text[: number.start], figure.value
    if figure.limited:
        return number.value == value
    if _MORE.search(before):
        return number.value <= value < 2 * number.value
    if _LESS.search(before):
        return number.value / 2 < value <= number.value
    return number.value == value or (_ABOUT.search(before) is not None and abs(number.value / value - 1) < 0.1)


def _of_event(subject: Subject, id: str) -> frozenset[str]:
    """Return the stems that only say which event it was."""
    one = find_event(subject, id)
    if one is None:
        return frozenset()
    return stem_words(" ".join([one.title if isinstance(one.title, str) else "", *one.wordings, one.place or ""])) - {
        "people"
    }


_MONTHS = stem_words(" ".join(MONTHS)) | {"beg", "middle", "late", "earl"}
