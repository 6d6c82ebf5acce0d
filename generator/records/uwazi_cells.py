"""How Uwazi (HURIDOCS) writes values into cells of its CSV files: several values, ranges of days, links, languages.

In: values, or cells. Out: cells, or values. As Uwazi's own code reads and writes them (huridocs/uwazi, app/api/csv):
`|` stands between several values, `:` between the days of a range on the way in and `~` on the way out, `::` between a
word of a thesaurus and the group that it is in, and the head of a column ends in `__ru` where it is in a language.

Uwazi knows no month and no year: `2020` becomes the first of January, a day that nobody wrote. So a partial date is a
range of days here, from the first that it may mean to the last, and only a range of just one month or year is read
back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.records.schema.partial_dates import PartialDate, parse_date

MANY, LANGUAGE = "|", "__"

COMMON = frozenset({"date_added", "template", "documents", "attachments", "published", "file"})
"""Columns that Uwazi has beside the properties of a template."""

UNPUBLISHED = "unpublished"
"""What Uwazi writes below `Published` of an entity that only those see who may log in."""

_DAY = re.compile(r"\d{4}[-/]\d{2}[-/]\d{2}", re.ASCII)
_HEAD = re.compile(r"(.+)__([a-z]{2,3})")


def name_column(head: str) -> tuple[str, str]:
    """Return what Uwazi calls the property of a column, and the language with which its head ends ("" for none)."""
    name = re.sub(r"[^a-z0-9]", "_", head.strip().lower())
    found = _HEAD.fullmatch(name)
    return (found[1], found[2]) if found else (name, "")


def join_values(values: Iterable[str]) -> str:
    """Return several values as one cell; a `|` in one of them, which Uwazi can't tell from the next, becomes `/`."""
    return MANY.join(value.replace(MANY, "/") for value in values)


def split_values(cell: str) -> list[str]:
    """Return the values of a cell, each once; of a word in a group of a thesaurus the word."""
    parts = (part.strip().rpartition("::")[2].strip() for part in cell.split(MANY))
    return list(dict.fromkeys(part for part in parts if part))


def write_range(day: PartialDate) -> str:
    """Return a date as the range of the days that it may mean."""
    return f"{day.first.isoformat()}:{day.last.isoformat()}"


def read_range(cell: str) -> PartialDate | None:
    """Return the day, month or year that a cell means; None where it is a range of other days.

    Raises ValueError where it is no date, or one of which it can't be told which number is the month.
    """
    ends = [end.strip() for end in re.split(r"[:~]", cell.strip())]
    if len(ends) == 1:
        return parse_date(ends[0].replace("/", "-"))
    if len(ends) != 2 or not all(_DAY.fullmatch(end) for end in ends):
        raise ValueError("it is no range of two days")
    first, last = (parse_date(end.replace("/", "-")) for end in ends)
    said = first.written
    for written in (said, said[:7], said[:4]):
        whole = parse_date(written)
        if (whole.first, whole.last) == (first.first, last.last):
            return whole
    return None


def read_link(cell: str) -> str:
    """Return the address of a link, before which its words may stand."""
    return cell.rpartition(MANY)[2].strip()
