"""Dates that may be partial: a day, a month or a year, each with the days that it may mean."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from pydantic_core import CoreSchema, core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

Precision = Literal["year", "month", "day"]
"""How much of a date is said."""

_PRECISIONS: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month or a year: 2020-03-05, 2020-03 or 2020.

    These are the written forms of a date at level 0 of EDTF, the Extended Date/Time Format (ISO 8601-2:2019;
    https://www.loc.gov/standards/datetime/), from the year 0001 to 9999. A date is made by `parse_date`; `str` gives
    it as it was written. Dates are in the order of their last days, since a partial date counts as its last day, so
    that nothing is told before it is sure to have happened; where these are the same, the one that began first is
    first: 2020, 2020-12, 2020-12-31.
    """

    last: date
    """The last day that it may mean."""

    first: date
    """The first day that it may mean."""

    written: str
    """As a record writes it."""

    @property
    def precision(self) -> Precision:
        """The last part that is said: the year, the month or the day."""
        return _PRECISIONS[len(self.written)]

    def contains(self, day: date) -> bool:
        """Tell whether it may mean that day."""
        return self.first <= day <= self.last

    def is_before(self, day: date) -> bool:
        """Tell whether it is surely before a day: whichever day it means."""
        return self.last < day

    def is_after(self, day: date) -> bool:
        """Tell whether it is surely after a day: whichever day it means."""
        return self.first > day

    def overlaps(self, other: PartialDate) -> bool:
        """Tell whether both may mean the same day."""
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        return self.written

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return how pydantic reads and writes it: a text in files and JSON, parsed once when a record is validated."""
        text = core_schema.str_schema()
        return core_schema.no_info_after_validator_function(
            parse_date, text, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return what its JSON Schema says: a text of a format that has a name of its own."""
        return {**handler(core), "format": "partial-date"}


@lru_cache(maxsize=8192)
def parse_date(text: str) -> PartialDate:
    """Return the date of a text such as `2020-03-05`, `2020-03` or `2020`; raise ValueError for what is no date of the
    calendar."""
    match = _PARTIAL.fullmatch(text)
    if not match:
        raise ValueError("not a date")
    year, month, day = int(match[1]), int(match[2] or 12), match[3]
    if not 1 <= month <= 12:
        raise ValueError("not a date: no such month")
    if not 1 <= year <= 9999 or (day and not 1 <= int(day) <= calendar.monthrange(year, month)[1]):
        raise ValueError("not a date: no such day")
    last = date(year, month, int(day) if day else calendar.monthrange(year, month)[1])
    return PartialDate(last, last if day else date(year, month if match[2] else 1, 1), text)


def make_full_date(day: date) -> PartialDate:
    """Return a day of the calendar as a date of which all is said."""
    return PartialDate(day, day, day.isoformat())


def shorten_to_month(date: PartialDate) -> PartialDate:
    """Return the month of a date's last day; a date of which no month is said, as it is."""
    return date if date.precision == "year" else parse_date(date.last.isoformat()[:7])
