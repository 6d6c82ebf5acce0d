"""Explain how to write a date that is not in the form that the files use."""

from __future__ import annotations

import calendar
import re

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_SHORT = {name[:3]: number for name, number in MONTHS.items()}

_ISO = re.compile(r"(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?(?:[t ][\d:.+z-]*)?")
_DAY_FIRST = re.compile(r"(?:(\d{1,2})[-./ ]+)?(\d{1,2})[-./ ]+(\d{4})")
_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?(?: of)? )?([a-z]+)\.?(?: (\d{1,2})(?:st|nd|rd|th)?,)?,? (\d{4})")


def suggest_date(said: str) -> str | None:
    """Return how to write a date that was written otherwise, or why there is no such day; None where it can't be
    read."""
    words = " ".join(said.lower().split())
    note = ""
    if match := _ISO.fullmatch(words):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.fullmatch(words):
        day, month, year = match.groups()
        if int(month) > 12 >= int(day or 13):
            day, month = month, day  # a month first, as in the United States
        elif day and int(day) <= 12 and day != month:
            note = f", or `{year}-{int(day):02}-{int(month):02}` if the month stands first"
    elif (match := _WORDS.fullmatch(words)) and (number := MONTHS.get(match[2], _SHORT.get(match[2][:3]))):
        day, month, year = match[1] or match[3], str(number), match[4]
        if not any(name.startswith(match[2]) for name in MONTHS):
            return None
    else:
        return None
    return _written(int(year), int(month), int(day) if day else None, note)


def _written(year: int, month: int, day: int | None, note: str) -> str | None:
    if not 1 <= year <= 9999:
        return None
    if not 1 <= month <= 12:
        return f"a year has 12 months, and this is month {month}"
    last = calendar.monthrange(year, month)[1]
    if day is not None and not 1 <= day <= last:
        when = f" in {year}" if month == 2 else ""
        return f"{calendar.month_name[month]} has {last} days{when}"
    return f"write `{year:04}-{month:02}{f'-{day:02}' if day else ''}`{note}"
