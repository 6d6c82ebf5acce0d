"""Read a list of prisoners from a table: who stands on it, under which number, since when; whose list of which day.

In: a table, and what the command was told of it. Out: a list for each organisation and day that the table tells of; or
BriefingError with each cell that can't be read (D462). Whose list it is and of which day is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import get_args

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin, suggest
from generator.base.foreign_files import ForeignTable, TableRow, strip_markup
from generator.records.schema.partial_dates import PartialDate, parse_date
from generator.records.schema.person import RecognisedAs

COLUMNS = ("name", "other_names", "number", "since", "born", "recognised_as", "organisation", "as_of")
"""What a list can tell of a person: the name, other spellings with | between them, the number in the list, since when
they stand on it, the day or year of birth, as what they are recognised, and whose list of which day it is."""

_LONGEST_NUMBER = 20


@dataclass(frozen=True, slots=True)
class AskedOfList:
    """What the command was told of a file: whose list it is, of which day, and the source that it is in our records
    (None: not told); and the heads of columns that are called otherwise."""

    organisation: str | None = None
    as_of: str | None = None
    source: str | None = None
    heads: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """Somebody on a list: the line of the file, the names as they stand there (the first foremost), the rest where it
    is told."""

    line: int
    names: tuple[str, ...]
    number: str | None
    since: PartialDate | None
    born: PartialDate | None
    recognised_as: RecognisedAs | None


@dataclass(frozen=True, slots=True)
class PrisonerList:
    """The people whom an organisation (its id) had on its list on a day; `source` is its id in our records."""

    file: str
    organisation: str
    as_of: PartialDate
    source: str | None
    people: tuple[ListedPerson, ...]


def read_lists(table: ForeignTable, asked: AskedOfList, organisations: Collection[str]) -> list[PrisonerList]:
    """Return the lists in a table. Raises BriefingError (D462) with everything that can't be read in it."""
    heads = {name: (asked.heads or {}).get(name, name) for name in COLUMNS}
    found: dict[tuple[str, PartialDate], list[ListedPerson]] = {}
    faults = list(_find_missing(table, asked, heads))
    for row in table.rows if not faults else ():
        reader = _Row(table.name, row, heads)
        organisation = reader.text("organisation") or asked.organisation or ""
        if organisation not in organisations:
            help = suggest(organisation, organisations, "name an organisation of data/ by its id")
            reader.fault("organisation", f"there is no organisation `{organisation}`", help)
        as_of = reader.day("as_of") or (parse_date(asked.as_of) if asked.as_of else None)
        if as_of is None and not reader.faults:
            reader.fault("as_of", "no day of the list is told", "fill the cell, or say --as-of")
        person = _read_person(reader)
        faults += reader.faults
        if as_of and person:
            found.setdefault((organisation, as_of), []).append(person)
    if not faults and not found:
        faults.append(codes.UNREADABLE_ENTRY.at(Origin(table.name), "nobody stands on this list", "look at the file"))
    if faults:
        raise BriefingError(faults)
    return [PrisonerList(table.name, of, day, asked.source, tuple(people)) for (of, day), people in found.items()]


def find_unread_columns(table: ForeignTable, asked: AskedOfList) -> list[Diagnostic]:
    """Return a warning for each column of which nothing is read (D463)."""
    read = {(asked.heads or {}).get(name, name) for name in COLUMNS}
    help = f"if it tells one of {', '.join(COLUMNS)}, say --column NAME=HEAD"
    return [
        codes.LEFT_OUT_OF_IMPORT.at(Origin(table.name), f"the column “{head}” is not read", help)
        for head in table.heads
        if head and head not in read
    ]


def _find_missing(table: ForeignTable, asked: AskedOfList, heads: Mapping[str, str]) -> list[Diagnostic]:
    """Return what is missing for the whole table: the column of names, whose list it is, of which day."""
    found = []
    known = ", ".join(f"“{head}”" for head in table.heads[:30])
    for name, said, option in (
        ("name", None, "--column name=HEAD"),
        ("organisation", asked.organisation, f"--of {table.name}=ID"),
        ("as_of", asked.as_of, f"--as-of {table.name}=DATE"),
    ):
        if heads[name] not in table.heads and said is None:
            help = f"say {option}, or add the column; the heads are {known}"
            found.append(codes.UNREADABLE_ENTRY.at(Origin(table.name), f"there is no column “{heads[name]}”", help))
    return found


class _Row:
    """Reads the cells of a row, and gathers what is wrong with them."""

    def __init__(self, file: str, row: TableRow, heads: Mapping[str, str]):
        self.file, self.row, self.heads = file, row, heads
        self.faults: list[Diagnostic] = []

    def text(self, name: str) -> str:
        return strip_markup(self.row.cells.get(self.heads[name], ""))

    def fault(self, name: str, said: str, help: str) -> None:
        message = f"column “{self.heads[name]}”: {said}"
        self.faults.append(codes.UNREADABLE_ENTRY.at(Origin(self.file, self.row.line), message, help))

    def day(self, name: str) -> PartialDate | None:
        if not (said := self.text(name)):
            return None
        try:
            return parse_date(said)
        except ValueError:
            self.fault(name, f"“{said[:40]}” is not read as a date", "write 2024-05-01, 2024-05 or 2024: year first")
            return None


def _read_person(reader: _Row) -> ListedPerson | None:
    """Return who stands in a row; None where that can't be read, of which its faults tell."""
    names = [reader.text("name"), *re.split(r"\s*\|\s*", reader.text("other_names"))]
    names = list(dict.fromkeys(name for name in names if name))
    if not reader.text("name"):
        reader.fault("name", "nobody is named", "fill the cell, or take the row out")
    number, word = reader.text("number"), reader.text("recognised_as")
    if len(number) > _LONGEST_NUMBER:
        reader.fault("number", f"a number of a list has at most {_LONGEST_NUMBER} letters", "correct the cell")
    words: tuple[RecognisedAs, ...] = get_args(RecognisedAs)
    recognised = next((one for one in words if one == word), None)
    if word and not recognised:
        reader.fault("recognised_as", f"“{word[:40]}” is no such word", f"write one of {', '.join(words)}")
    since, born = reader.day("since"), reader.day("born")
    if reader.faults:
        return None
    return ListedPerson(reader.row.line, tuple(names), number or None, since, born, recognised)
