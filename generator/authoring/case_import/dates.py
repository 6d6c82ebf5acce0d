"""What a date that is not written year first may mean, and what it means where somebody says how it is written.

In: the text of a cell. Out: its readings, one for each way to write dates. None of them is chosen here: 3/4/2020 is a
day in April to some and a day in March to others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Literal, get_args

from generator.records.schema.partial_dates import parse_date

DateSpelling = Literal["day first", "month first", "year first", "days counted"]
"""How the dates of a column are written: 3/11/2020, 3.11.2020, 3 November 2020; 11/3/2020, November 3, 2020;
2020/11/3, 20201103; 44138, as spreadsheets count days. Where the day is left out: 11/2020, November 2020."""

SPELLINGS: tuple[DateSpelling, ...] = get_args(DateSpelling)

_THREE = re.compile(r"(\d{1,4})([-./ ])\s?(\d{1,2})\2\s?(\d{1,4})\.?")
_TWO = re.compile(r"(\d{1,4})[-./ ](\d{1,4})")
_WORDS = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?)?([^\W\d_]+)\.?,?(?: (\d{1,2})(?:st|nd|rd|th)?,)? (\d{4})"
)
_JOINED = re.compile(r"(\d{4})(\d\d)(\d\d)")
_COUNTED = re.compile(r"\d{5}(?:\.0+)?")
_TIME = re.compile(r"[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$")
_ZERO = date(1899, 12, 30)
"""The day before which spreadsheets begin to count, for all days from March 1900 on."""


def list_readings(text: str, language: str = "en") -> Mapping[DateSpelling, str]:
    """Return what a text means by each way to write dates that fits it: year first, as records have it."""
    said = _TIME.sub("", " ".join(text.split()))
    found: dict[DateSpelling, str] = {}

    def note(spelling: DateSpelling, year: str, month: str, day: str = "") -> None:
        written = "-".join([year, month.zfill(2), *([day.zfill(2)] if day else [])])
        try:
            found[spelling] = parse_date(written).written
        except ValueError:
            return

    if match := _THREE.fullmatch(said):
        first, _, second, last = match.groups()
        if len(last) == 4:
            note("day first", last, second, first)
            note("month first", last, first, second)
        elif len(first) == 4:
            note("year first", first, second, last)
    elif match := _TWO.fullmatch(said):
        first, last = match.groups()
        if len(last) == 4:
            note("day first", last, first)
            note("month first", last, first)
        elif len(first) == 4:
            note("year first", first, last)
    elif (match := _WORDS.fullmatch(said)) and (month := _find_month(match[2], language)):
        day = match[1] or match[3] or ""
        note("day first", match[4], month, day)
        note("month first", match[4], month, day)
    elif match := _JOINED.fullmatch(said):
        note("year first", *match.groups())
    elif _COUNTED.fullmatch(said):
        found["days counted"] = (_ZERO + timedelta(days=int(said.split(".")[0]))).isoformat()
    return found


def read_date(text: str, spelling: DateSpelling | None, language: str = "en") -> str | None:
    """Return a date as records have it, where it is written year first, or in the spelling that was told; else None."""
    try:
        return parse_date(text).written
    except ValueError:
        return list_readings(text, language).get(spelling) if spelling else None


def say_unread(text: str, spelling: DateSpelling | None, language: str = "en") -> str:
    """Return why a text was not read as a date: what it may be, or that it is none."""
    readings, shown = list_readings(text, language), text if len(text) <= 40 else f"{text[:39]}…"
    if readings and not spelling:
        return f"“{shown}” may be {say_readings(readings)}"
    also = f"; it may be {say_readings(readings)}" if readings else ""
    return f"“{shown}” is no date{f' written {spelling}' if spelling else ''}{also}"


def say_readings(readings: Mapping[DateSpelling, str]) -> str:
    """Return the readings in words: `2020-04-03 (day first) or 2020-03-04 (month first)`."""
    by_day: dict[str, list[str]] = {}
    for spelling, day in readings.items():
        by_day.setdefault(day, []).append(spelling)
    return " or ".join(f"{day} ({', '.join(spellings)})" for day, spellings in by_day.items())


def _find_month(word: str, language: str) -> str | None:
    """Return the number of the month that a word names, in full or shortened, in English or the list's language."""
    return _list_months(language).get(word.casefold()) or _list_months("en").get(word.casefold())


@cache
def _list_months(language: str) -> Mapping[str, str]:
    from babel import Locale, UnknownLocaleError  # only where a date has a word in it

    try:
        months = Locale.parse(language.replace("-", "_")).months
    except (UnknownLocaleError, ValueError):
        return {}
    return {
        name.casefold().rstrip("."): str(number)
        for where in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in months[where][width].items()
        if not name.isdigit()
    } | ({"sept": "9"} if language == "en" else {})
