"""What records hold: days, numbers and words, to be asked whether they hold what a sentence tells.

In: the tree of a record. Out: its Facts. What words tell of days and numbers is read only where no field has it, and
once of each text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from typing import Any

from generator.review.lint.accusations import is_backed
from generator.review.lint.dates_and_numbers import Day, find_days, find_numbers

_PARTIAL = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)

_Parts = tuple[int | None, int | None, int | None]
"""Year, month and day."""


@dataclass(slots=True)
class Facts:
    """What records hold: dates as written, numbers, established words, and words of what is only claimed: alleged,
    reported, told by somebody, or what somebody is accused of; or the facts of several records, as `parts`, without
    their words. What was asked is kept."""

    dates: set[str] = field(default_factory=set)
    numbers: set[float] = field(default_factory=set)
    words: list[str] = field(default_factory=list)
    alleged: list[str] = field(default_factory=list)
    parts: list[Facts] = field(default_factory=list)
    _days: frozenset[_Parts] | None = None
    _told: _Told | None = None
    _backed: dict[tuple[str, bool], bool] = field(default_factory=dict)

    def add(self, other: Facts) -> None:
        """Take in what another record holds."""
        self.dates |= other.dates
        self.numbers |= other.numbers
        self.parts.append(other)

    def has_day(self, day: Day) -> bool:
        """Tell whether a date, or the words of a record, may be a day that is told."""
        if self._days is None:
            self._days = frozenset(parts for date in self.dates for parts in _list_parts(date))
        return (day.year, day.month, day.day) in self._days or self._read().has_day(day)

    def has_number(self, number: float) -> bool:
        """Tell whether a number stands in a field or in words."""
        return number in self.numbers or number in self._read().numbers

    def backs(self, kind: str, alleged: bool = False) -> bool:
        """Tell whether established words, or those that are alleged, say something of a kind of accusations."""
        if (kind, alleged) not in self._backed:
            own = self.alleged if alleged else self.words
            self._backed[kind, alleged] = is_backed(kind, own) or any(part.backs(kind, alleged) for part in self.parts)
        return self._backed[kind, alleged]

    def _read(self) -> _Told:
        if self._told is None:
            own = _read_all([*self.words, *self.alleged])
            self._told = _join([own, *(part._read() for part in self.parts)]) if self.parts else own
        return self._told


@dataclass(frozen=True, slots=True)
class _Told:
    """What words tell: days, those without their year, years, and numbers."""

    days: frozenset[_Parts]
    yearless: frozenset[tuple[int | None, int | None]]
    years: frozenset[int | None]
    numbers: frozenset[float]

    def has_day(self, day: Day) -> bool:
        own = (day.month, day.day)
        if own in self.yearless and (day.year is None or (None, *own) in self.days or (day.year, *own) in self.days):
            return True
        return day.month is None and day.year in self.years


def _read_all(texts: Iterable[str]) -> _Told:
    days: set[_Parts] = set()
    numbers: set[float] = set()
    for text in dict.fromkeys(texts):
        told, counted = _read(text)
        days.update(told)
        numbers |= counted
    return _Told(
        frozenset(days),
        frozenset((month, day) for _, month, day in days),
        frozenset(year for year, _, _ in days),
        frozenset(numbers),
    )


def _join(some: Sequence[_Told]) -> _Told:
    return _Told(
        frozenset().union(*(told.days for told in some)),
        frozenset().union(*(told.yearless for told in some)),
        frozenset().union(*(told.years for told in some)),
        frozenset().union(*(told.numbers for told in some)),
    )


@lru_cache(maxsize=32768)
def _read(text: str) -> tuple[tuple[_Parts, ...], frozenset[float]]:
    counted = frozenset(number.value for number in find_numbers(text.replace("_", " ")))
    more = {value * 1e6 for value in counted if value < 1000}  # "unit: million people"
    return tuple((day.year, day.month, day.day) for day in find_days(text)), counted | more


@lru_cache(maxsize=4096)
def _list_parts(date: str) -> tuple[_Parts, ...]:
    """Return what prose may tell of a date of a record, such as 2020-06-08 or 2020-06, and leave out of it."""
    known = [(place, int(part)) for place, part in enumerate(date.split("-"))]
    some = (dict(chosen) for count in range(1, len(known) + 1) for chosen in combinations(known, count))
    return tuple((one.get(0), one.get(1), one.get(2)) for one in some)


def collect_facts(tree: Any) -> Facts:
    """Return what the values of a record hold."""
    found = Facts()
    values: list[tuple[str | float, bool]] = []  # filled and not yielded level by level: of a long list there are many
    _add_values(tree, False, values)
    for text, alleged in values:
        if isinstance(text, float):
            found.numbers.add(text)
        elif text[:1].isdigit() and _PARTIAL.fullmatch(text):
            found.dates.add(text)
            found.numbers |= {float(text)} if text.isdigit() else set()
        else:
            (found.alleged if alleged else found.words).append(text)
    return found


def _add_values(node: Any, alleged: bool, found: list[tuple[str | float, bool]]) -> None:
    """Add what stands in a part of a record, and whether it is only claimed."""
    if isinstance(node, str):
        found.append((node, alleged))
    elif isinstance(node, bool):
        return
    elif isinstance(node, int | float):
        found.append((float(node), alleged))
    elif isinstance(node, dict):
        # of an event its text is what is claimed; that it happened, and where, is not
        attributed = alleged or _is_attributed(node)
        others = alleged or (attributed and "title" not in node)
        for key, value in node.items():
            inside = others
            if key in _APART:
                if key in _UNASKED:
                    continue
                inside = (attributed if key == "text" else others or key == "accused_of") and key != "attributed_to"
                if key == "publisher" and isinstance(value, list):
                    found.append((float(len(value)), inside))  # ten organisations that sign one statement
            if type(value) is str:
                found.append((value, inside))
            elif value is not None:
                _add_values(value, inside, found)
    elif isinstance(node, list):
        for value in node:
            _add_values(value, alleged, found)


_UNASKED = frozenset(("by", "url", "archive_url", "profile", "texts"))
_APART = _UNASKED | {"text", "accused_of", "attributed_to", "publisher"}
"""Fields that are told by their names."""


def _is_attributed(node: dict[str, Any]) -> bool:
    """Tell whether the source says of an entry that it is alleged, reported, or told by somebody."""
    if _ATTRIBUTED.isdisjoint(node):  # as nearly always
        return False
    return bool(node.get("attributed_to")) or any(
        str(node.get(key)).lower() == "true" for key in ("alleged", "reported")
    )


_ATTRIBUTED = frozenset(("attributed_to", "alleged", "reported"))
