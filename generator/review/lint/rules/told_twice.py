"""What it finds: one event told twice in one paper with numbers that can't both be right: of the people detained,
fined, killed …, and of things to which one and the same was done.

Why: readers compare the overview with the section, and believe neither.

Example:

```yaml
text: Police detained 70 people at the march of 2 May.
# and elsewhere
text: At the march of 2 May 90 people were detained.
```

What to do: make a figure of the number and link it in both places. “Over 70” and 90 go together; so do numbers of
different places, groups or days, and those with “others” or “of them”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.paper.document import Mention
from generator.paper.sentences import ProseSentence
from generator.review.lint.dates_and_numbers import Number, find_days, find_numbers
from generator.review.lint.likeness import stem_words
from generator.review.lint.locate import locate
from generator.review.lint.sentence_events import find_event, find_sentence_events
from generator.review.lint.subject import Subject, is_english

CODE = codes.TOLD_TWICE

_HAPPENED = {
    "detained": r"detain\w*|arrest\w*|apprehend\w*|rounded up", "killed": r"kill\w*|died|dead|deaths?|shot dead",
    "injured": r"injur\w*|wounded|hurt", "fined": r"fined|fines?", "sentenced": r"sentenced|convicted",
    "charged": r"charged",
    "taking part": r"took part|taking part|attended|gathered|marched|participa\w+|joined|protested|rallied|demonstrated"
                   r"|on the march",
    "signing": r"signed|signatures?", "released": r"released|freed", "summoned": r"summoned|questioned|interrogated",
    "tortured": r"tortured|beaten", "complaining": r"complain\w*|complaints?",
}  # fmt: skip
_VERBS = {what: re.compile(rf"\b(?:{pattern})\b", re.I) for what, pattern in _HAPPENED.items()}
_APART = re.compile(
    r"\b(?:others?|another|of (?:them|these|those|whom|which)|each|further|more(?! than)|additional\w*|the"
    r" rest|remaining|later that day|including|among them|initially|at first|later)\b",
    re.I,
)
_MORE = re.compile(r"\b(?:over|more than|at least|no fewer than|upwards of|dozens|some of)\W*$", re.I)
_LESS = re.compile(r"\b(?:up to|almost|nearly|fewer than|less than|as many as|not more than|no more than)\W*$", re.I)
_ABOUT = re.compile(r"\b(?:around|about|some|roughly|approximately|an estimated)\W*$", re.I)
_CLAUSE = re.compile(r"[.;:–—]| and | but | while |, (?!\d)")
_LOOSE = 0.15
_DONE = r"[a-z]+(?:ed|nt|wn|ken|len|de|ught|ilt|ut|un|nd)"
_ADVERB = r"(?:also |not |all |again |\w+ly )?"
_THINGS = re.compile(
    r"\W*(?:[a-z-]+ )??(?P<noun>[a-z]{3,}(?<!s)s) (?:(?:had|have|has) been|were|was|are|stood|lay|remained)"
    rf" {_ADVERB}(?P<done>{_DONE})\b"
)
_DONE_TO = re.compile(
    rf"\b(?P<done>{_DONE}) (?:over |more than |at least |around |about |some |up to |almost |nearly |the )?$"
)
_NOUN = re.compile(r"\W*(?:[a-z-]+ )??(?P<noun>[a-z]{3,}(?<!s)s)\b(?! (?:were|was|are|had|have|has)\b)")
_MEASURE = frozenset(
    [
        "seconds",
        "minutes",
        "hours",
        "days",
        "weeks",
        "months",
        "years",
        "times",
        "percent",
        "euros",
        "dollars",
        "tenge",
        "metres",
        "kilometres",
        "miles",
        "articles",
        "sentences",
    ]
)
"""What lasts, measures or pays: two such numbers are two spans or two sums."""
_PEOPLE = re.compile(
    r"\W*(?:\w+"
    r" ){0,3}?(?:people|persons|activists|protesters|demonstrators|participants|marchers|men|women|citizens|residents"
    r"|members|supporters|detainees|students|workers|children|individuals|of"
    r" the marchers|of the protesters|were|was)\b",
    re.I,
)


_SINGLED_OUT = frozenset({"people", "child", "children", "officer", "student", "journalist"})


@dataclass(frozen=True, slots=True)
class _Count:
    """One number of one event: what happened to how many, where, and the figure that it is linked to."""

    sentence: ProseSentence
    number: Number
    what: str
    counted: frozenset[str]
    places: frozenset[str]
    days: frozenset[tuple[int | None, int | None]]
    figure: str | None

    def range(self) -> tuple[float, float]:
        """Return the least and the greatest number that is meant."""
        before, value = self.sentence.text[: self.number.start], self.number.value
        if _MORE.search(before):
            return value, float("inf")
        if _LESS.search(before):
            return 0, value
        loose = _LOOSE * value if _ABOUT.search(before) else 0
        return value - loose, value + loose


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield, for each event, the later of two numbers that contradict each other."""
    if not is_english(subject):
        return
    told: dict[str, list[_Count]] = {}
    places = _places(subject)
    for sentence, events in find_sentence_events(subject):
        if len(events) == 1:
            (id,) = events
            own = find_event(subject, id)
            told.setdefault(id, []).extend(_counts(sentence, places, own.place if own else None))
    for id, counts in told.items():
        done: list[_Count] = []
        for one, two in combinations(counts, 2):
            if two in done or not _contradict(one, two):
                continue
            done.append(two)
            a, b = (c.sentence.text[c.number.start : c.number.end] for c in (one, two))
            at = one.sentence.origin
            yield CODE.at(
                locate(subject, two.sentence, b),
                f"“{b}” for those {two.what} at `{id}`, and “{a}” in {at.file}, line {at.line}",
                "correct one of them, or make a figure of it and link it in both places",
                width=len(b),
            )


def _contradict(one: _Count, two: _Count) -> bool:
    if one.sentence is two.sentence or one.what != two.what or (one.figure and two.figure):
        return False
    if one.places and two.places and one.places != two.places:
        return False
    if bool(one.places) != bool(two.places) and (one.places | two.places):
        return False
    if one.days and two.days and not one.days & two.days:
        return False
    if one.counted != two.counted and not (one.counted & two.counted):
        return False
    (low, high), (least, most) = one.range(), two.range()
    return high < least or most < low


def _counts(sentence: ProseSentence, places: re.Pattern[str] | None, own: str | None) -> Iterator[_Count]:
    text = sentence.text
    figures = {
        "".join(run.text for run in m.runs): m.record
        for m in sentence.inlines
        if isinstance(m, Mention) and m.record.startswith("figure:")
    }
    for number in find_numbers(text):
        ends = [m.end() for m in _CLAUSE.finditer(text, 0, number.start)]
        start = ends[-1] if ends else 0
        stop = next((m.start() for m in _CLAUSE.finditer(text, number.end)), len(text))
        clause = text[start:stop]
        if _APART.search(clause):
            continue
        before, after = text[start : number.start], text[number.end : stop]
        if what := _happened(clause, number.start - start) if _PEOPLE.match(after) else None:
            counted = stem_words(after[:25]) & _SINGLED_OUT or frozenset({"people"})
        elif things := _done(before, after):
            what, counted = things, frozenset({things})
        else:
            continue
        said = text[number.start : number.end]
        yield _Count(
            sentence,
            number,
            what,
            counted,
            frozenset(m[0] for m in places.finditer(text) if m[0] != own) if places else frozenset(),
            frozenset((d.month, d.day) for d in find_days(text) if d.day),
            next((r for w, r in figures.items() if said in w), None),
        )


def _happened(clause: str, number: int) -> str | None:
    """Return what happened to the people whose number stands at `number`: the nearest verb tells."""
    found = [((m.start() - number) ** 2, kind) for kind, verb in _VERBS.items() if (m := verb.search(clause))]
    return min(found)[1] if found else None


def _done(before: str, after: str) -> str | None:
    """Return what was done to the things that are counted, such as `shops closed`; None where the words say no such
    thing."""
    if found := _THINGS.match(after):
        noun, done = found["noun"], found["done"]
    elif (verb := _DONE_TO.search(before)) and (found := _NOUN.match(after)):
        noun, done = found["noun"], verb["done"]
    else:
        return None
    return None if noun in _MEASURE else f"{noun} {done}"


def _places(subject: Subject) -> re.Pattern[str] | None:
    """Return what finds the names of places that records have."""
    found: set[str] = set()
    for collection in ("cases", "events", "organisations"):
        for entry in subject.edition.records[collection].values():
            found |= {str(value) for key in ("place", "region") if (value := getattr(entry.record, key, None))}
    for entry in subject.edition.countries.values():
        found |= {name.name for name in entry.record.capital}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(found, key=len, reverse=True)))})\b") if found else None
