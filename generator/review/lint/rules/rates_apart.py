"""What it finds: sums whose equivalents imply rates that lie far apart within one paper, in its prose and in the fines
of the cases of which it tells, imposed within its period.

Why: who multiplies finds that one of the two sums is wrong, and does not know which; one paper converted one and the
same sum to 14,400 and to 18,000 euros.

Example:

```yaml
text: He was fined 50,000 KZT (100 EUR), she 80,000 KZT (190 EUR).
```

What to do: look both up in their sources; convert all by one rate and say in a note by which, or leave the equivalents
out. Rates within 10 % of their median are no finding: a year has many days. Where edition.yaml gives a `rate`, each
equivalent has to imply that one, but for rounding.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.review.lint.blocks import list_prisoners, list_profiles
from generator.review.lint.evidence import find_reach
from generator.review.lint.markup import MASK, mask_markup
from generator.review.lint.subject import RecordText, Subject

CODE = codes.RATES_APART

_APART = 0.10
"""How far a rate may lie from the median of the paper's rates; the yearly range of most currencies is less."""

_ROUNDED = 0.02
"""How far the equivalents of one and the same sum may lie from each other: they are rounded."""

_N = r"(?:(\d+) billion )?(\d{1,3}(?:[,  ]\d{3})+|\d+(?:\.\d+)?)( million| billion)?"
_CUR = r"([A-Z]{3})\b"
_PAIR = re.compile(
    rf"{_N}[  ]{_CUR},? ?(?:\(|or |that is,? |i\.e\. )(?:(?:around|about|some|almost|nearly|over|less than|more"
    rf" than|approximately|circa|ca\.|approx\.|roughly|equivalent to|=|≈|~)[  ]?)*{_N}[  ]{_CUR}"
)
_PAIR_CODE_FIRST = re.compile(
    rf"{_CUR}[  ]{_N} ?\((?:(?:around|about|some|almost|nearly|over|less than|more than|approximately)[  ])*{_CUR}[ "
    rf" ]{_N}"
)
_MAY_BE = re.compile(r"[A-Z]{3}\b")
"""What both have."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """A sum with its equivalent: `rate` is how much of the one currency one unit of the other is."""

    origin: Origin
    said: str
    amount: float
    rate: float


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield the sums whose rate lies far from the others of the paper."""
    shown = {sentence.origin.file for sentence in subject.sentences}
    found: dict[tuple[str, str], list[_Pair]] = defaultdict(list)
    for words in subject.texts:
        if (
            words.entry.collection in ("sections", "cases")
            and words.entry.file in shown
            and (words.entry.collection == "sections" or words.path[0] == "profile")
        ):
            for currencies, pair in _pairs(words):
                found[currencies].append(pair)
    for currencies, pair in _fines(subject):
        found[currencies].append(pair)
    for (one, other), pairs in found.items():
        if rate := _rate(subject, one, other):
            yield from _other_than(rate, one, other, pairs)
            continue
        middle = median(pair.rate for pair in pairs)
        low, high = min(p.rate for p in pairs), max(p.rate for p in pairs)
        apart = [pair for pair in pairs if abs(pair.rate / middle - 1) > _APART]
        for pair in apart or _converted_twice(pairs):
            yield CODE.at(
                pair.origin,
                f"“{pair.said}” implies {pair.rate:,.4g} {one} for one {other}; the paper’s equivalents imply"
                f" {low:,.4g} to {high:,.4g}, in the middle {middle:,.4g}",
                "look both sums up; convert by one dated rate, or leave the equivalent out",
                width=len(pair.said),
            )


def _rate(subject: Subject, one: str, other: str) -> float | None:
    """Return how much of the one currency one unit of the other is by the edition's rate; None where it has none for
    them."""
    record = subject.edition.record
    rate = record.rate
    if rate and (rate.currency, rate.unit) == (one, other):
        return rate.amount
    return 1 / rate.amount if rate and (rate.unit, rate.currency) == (one, other) else None


def _other_than(rate: float, one: str, other: str, pairs: list[_Pair]) -> Iterator[Diagnostic]:
    for pair in pairs:
        rounded = 0.5 * pair.rate / pair.amount  # half a unit of the equivalent, as a share of it
        if abs(pair.rate / rate - 1) > _ROUNDED + rounded:
            yield CODE.at(
                pair.origin,
                f"“{pair.said}” implies {pair.rate:,.4g} {one} for one {other}; the edition’s rate is {rate:,.4g}",
                "convert by the edition’s rate, or leave the equivalent out",
                width=len(pair.said),
            )


def _converted_twice(pairs: list[_Pair]) -> list[_Pair]:
    """Return the later ones of sums that have two equivalents in the paper."""
    first: dict[float, _Pair] = {}
    return [p for p in pairs if abs(first.setdefault(p.amount, p).rate / p.rate - 1) > _ROUNDED]


def _pairs(words: RecordText) -> Iterator[tuple[tuple[str, str], _Pair]]:
    masked = mask_markup(words.text)
    text = masked.replace(MASK, "")
    if not (_MAY_BE.search(text) and (_PAIR.search(text) or _PAIR_CODE_FIRST.search(text))):
        return
    kept = [offset for offset, letter in enumerate(masked) if letter != MASK]
    for pattern, order in ((_PAIR, (1, 2, 3, 4, 5, 6, 7, 8)), (_PAIR_CODE_FIRST, (2, 3, 4, 1, 6, 7, 8, 5))):
        for match in pattern.finditer(text):
            billions, n, scale, currency, more, m, scale_too, other = (match[i] for i in order)
            one, two = _value(billions, n, scale), _value(more, m, scale_too)
            if currency != other and one and two:
                yield (currency, other), _Pair(words.at(kept[match.start()]), match[0], one, one / two)


def _fines(subject: Subject) -> Iterator[tuple[tuple[str, str], _Pair]]:
    """Yield the fines in the records of the cases that the paper names, of its period."""
    edition, reach = subject.edition.record, find_reach(subject)
    named = {id for sentence in subject.sentences for kind, id in reach.named(sentence) if kind == "cases"}
    named |= {*list_profiles(subject), *(id for _, _, id in list_prisoners(subject))}
    for id, entry in subject.edition.cases.items():
        if id not in named:
            continue
        for number, proceeding in enumerate(entry.record.proceedings):
            for place, stage in enumerate(proceeding.stages):
                fine, day = stage.sentence and stage.sentence.fine, stage.date or stage.as_of
                if not fine or not fine.equivalent or not fine.equivalent.amount or not day:
                    continue
                since = edition.period.start.first if edition.period else date.min
                if not since <= day.last <= edition.as_of.last:
                    continue
                other = fine.equivalent
                said = f"{fine.amount:,.0f} {fine.currency} ({other.amount:,.0f} {other.currency})"
                at = entry.origin("proceedings", number, "stages", place, "sentence", "fine", "amount")
                yield (fine.currency, other.currency), _Pair(at, said, fine.amount, fine.amount / other.amount)


def _value(billions: str | None, number: str, scale: str | None) -> float:
    value = float(re.sub(r"[,  ]", "", number))
    return float(billions or 0) * 1e9 + value * {"million": 1e6, "billion": 1e9}.get((scale or "").strip(), 1)
