"""Read a list of prisoners from a sheet: who stands on it, under which number, since when; whose list of which day.

In: a sheet, and what the command was told of it. Out: a list for each organisation, day and country of which the sheet
tells; or BriefingError with each cell that can't be read (D402 to D405). Whose list it is and of which day is never
guessed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import get_args

from generator.authoring.case_import.dates import DateSpelling, list_readings, read_date, say_unread
from generator.base import codes
from generator.base.diagnostics import BriefingError, Code, Diagnostic, Origin, suggest
from generator.base.foreign_files import strip_markup
from generator.base.sheets import Sheet, SheetCell
from generator.base.sheets.read_sheet import find_bad_columns
from generator.base.text.name_scores import fold_name
from generator.records.schema.partial_dates import PartialDate, parse_date
from generator.records.schema.person import RecognisedAs

COLUMNS = ("name", "other_names", "number", "since", "born", "recognised_as", "organisation", "as_of", "country")
"""What a list can tell of a person: the name, other spellings with | between them, the number in the list, since when
they stand on it, the day or year of birth, as what they are recognised, and whose list of which day it is, with people
of which country."""

_LONGEST_NUMBER = 20


@dataclass(frozen=True, slots=True)
class AskedOfList:
    """What the command was told of a file: whose list it is, of which day, the source that it is in our records, the
    country of the people on it, and how its dates are written (None: not told); and the heads of columns that are
    called otherwise."""

    organisation: str | None = None
    as_of: str | None = None
    source: str | None = None
    country: str | None = None
    dates: DateSpelling | None = None
    heads: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What a list may name: organisations by their ids, and countries by their ids and names, in small letters."""

    organisations: Collection[str]
    countries: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """Somebody on a list: the row of the file, the names as they stand there (the first foremost), the rest where it
    is told."""

    row: int
    names: tuple[str, ...]
    number: str | None
    since: PartialDate | None
    born: PartialDate | None
    recognised_as: RecognisedAs | None


@dataclass(frozen=True, slots=True)
class PrisonerList:
    """The people whom an organisation (its id) had on its list on a day; `source` is its id in our records, `country`
    that of the people (None: not told)."""

    file: str
    organisation: str
    as_of: PartialDate
    source: str | None
    country: str | None
    people: tuple[ListedPerson, ...]


def read_lists(sheet: Sheet, asked: AskedOfList, known: KnownNames) -> list[PrisonerList]:
    """Return the lists in a sheet. Raises BriefingError (D401 to D405) with everything that can't be read in it."""
    heads = {name: (asked.heads or {}).get(name, name) for name in COLUMNS}
    found: dict[tuple[str, PartialDate, str | None], list[ListedPerson]] = {}
    faults = [*_find_missing(sheet, asked, heads, known), *find_bad_columns(sheet, [*heads.values()])]
    if not any(fault.kind is codes.UNKNOWN_COLUMN and fault.origin.line == sheet.heads[0].row for fault in faults):
        for cells in sheet.rows:
            row = _Row(sheet, cells, heads, asked.dates)
            organisation = _read_organisation(row, asked, known)
            as_of = row.day("as_of") or (parse_date(asked.as_of) if asked.as_of else None)
            if as_of is None and not row.faults:
                row.fault("as_of", "no day of the list is told", "fill the cell, or say --as-of")
            country = _read_country(row, asked, known)
            person = _read_person(row)
            faults += row.faults
            if as_of and person:
                found.setdefault((organisation, as_of, country), []).append(person)
    if not faults and not found:
        faults.append(codes.UNREADABLE_LIST.at(Origin(sheet.file), "nobody stands on this list", "look at the file"))
    if faults:
        raise BriefingError(faults)
    return [
        PrisonerList(sheet.file, of, day, asked.source, country, tuple(people))
        for (of, day, country), people in found.items()
    ]


def find_unread_columns(sheet: Sheet, asked: AskedOfList) -> list[Diagnostic]:
    """Return a warning for each column of which nothing is read (D463)."""
    read = {(asked.heads or {}).get(name, name) for name in COLUMNS}
    help = f"if it tells one of {', '.join(COLUMNS)}, say --column NAME=HEAD"
    return [
        codes.LEFT_OUT_OF_IMPORT.at(
            sheet.find_origin(head.row, head.column), f"the column “{head.text}” is not read", help
        )
        for head in sheet.heads
        if head.text not in read
    ]


def _find_missing(sheet: Sheet, asked: AskedOfList, heads: Mapping[str, str], known: KnownNames) -> list[Diagnostic]:
    """Return what is missing for the whole list: the column of names, whose list it is, of which day."""
    found = []
    there = [head.text for head in sheet.heads]
    place = Origin(sheet.file, sheet.heads[0].row)
    shown = ", ".join(f"“{head}”" for head in there[:30])
    for name, said, option in (
        ("name", None, "--column name=HEAD"),
        ("organisation", asked.organisation, f"--of {sheet.file}=ID"),
        ("as_of", asked.as_of, f"--as-of {sheet.file}=DATE"),
    ):
        if heads[name] not in there and said is None:
            help = f"say {option}, or add the column; row {place.line} has the heads {shown}"
            found.append(codes.UNKNOWN_COLUMN.at(place, f"there is no column “{heads[name]}”", help))
    if asked.organisation and asked.organisation not in known.organisations:
        help = suggest(asked.organisation, known.organisations, "name an organisation of data/ by its id")
        found.append(codes.UNKNOWN_COLUMN.at(place, f"there is no organisation `{asked.organisation}`", help))
    return found


class _Row:
    """Reads the cells of a row, and gathers what is wrong with them."""

    def __init__(
        self, sheet: Sheet, cells: tuple[SheetCell, ...], heads: Mapping[str, str], dates: DateSpelling | None
    ):
        self.sheet, self.number, self.heads, self.dates = sheet, cells[0].row, heads, dates
        self.places = {head.text: head.column for head in sheet.heads}
        self.cells = {cell.column: cell for cell in cells}
        self.faults: list[Diagnostic] = []

    def cell(self, name: str) -> SheetCell:
        """Return the cell of a column; an empty one where there is none."""
        column = self.places.get(self.heads[name], 1)
        known = self.cells.get(column) if self.heads[name] in self.places else None
        return known or SheetCell("", self.number, column)

    def text(self, name: str) -> str:
        """Return the words of a cell; nothing, and a fault, where there are none but a formula or an error."""
        cell = self.cell(name)
        if cell.kind == "formula":
            help = "put what it shows in its place: copy the column, and paste it as values"
            self.tell(codes.FORMULA_IN_CELL, cell, "a formula stands here, and is not read", help)
            return ""
        if cell.kind in ("error", "time"):
            what = "an error of the spreadsheet" if cell.kind == "error" else "a time of day"
            self.tell(codes.UNREADABLE_CELL, cell, f"{what} stands here: {cell.text[:40]}", "correct the cell")
            return ""
        return strip_markup(cell.text)

    def tell(self, code: Code, cell: SheetCell, said: str, help: str) -> None:
        """Note what is wrong with a cell, once."""
        fault = self.sheet.tell(code, cell, said, help)
        if fault not in self.faults:
            self.faults.append(fault)

    def fault(self, name: str, said: str, help: str) -> None:
        """Note that the cell of a column can't be read."""
        self.tell(codes.UNREADABLE_CELL, self.cell(name), said, help)

    def day(self, name: str) -> PartialDate | None:
        """Return the date of a cell; None where there is none, or none that is written year first or as was told."""
        if not (said := self.text(name)):
            return None
        if (day := read_date(said, self.dates)) is not None:
            return parse_date(day)
        help = "write 2024-05-01, 2024-05 or 2024: year first"
        if not self.dates and (readings := list_readings(said)):
            help = f'say how the list writes its dates: --dates "{next(iter(readings))}"; or write them year first'
        self.tell(codes.DATE_TO_ASK, self.cell(name), say_unread(said, self.dates), help)
        return None


def _read_organisation(row: _Row, asked: AskedOfList, known: KnownNames) -> str:
    said = row.text("organisation")
    if said and said not in known.organisations:
        help = suggest(said, known.organisations, "name an organisation of data/ by its id")
        row.fault("organisation", f"there is no organisation `{said}`", help)
    elif not said and not asked.organisation:
        row.fault("organisation", "whose list it is is not told", "fill the cell, or say --of")
    return said or asked.organisation or ""


def _read_country(row: _Row, asked: AskedOfList, known: KnownNames) -> str | None:
    said = row.text("country")
    if said and said.casefold() not in known.countries:
        help = suggest(said, sorted(set(known.countries.values())), "name a folder of data/")
        row.fault("country", f"there is no country `{said}`", help)
    return known.countries.get(said.casefold()) if said else asked.country


def _read_person(row: _Row) -> ListedPerson | None:
    """Return who stands in a row; None where that can't be read, of which its faults tell."""
    names = [row.text("name"), *re.split(r"\s*\|\s*", row.text("other_names"))]
    names = list(dict.fromkeys(name for name in names if fold_name(name)))
    if not fold_name(row.text("name")) and row.cell("name").kind in ("text", "number", "date", "flag"):
        row.fault("name", "nobody is named", "fill the cell, or take the row out")
    number, word = row.text("number"), row.text("recognised_as")
    if len(number) > _LONGEST_NUMBER:
        row.fault("number", f"a number of a list has at most {_LONGEST_NUMBER} letters", "correct the cell")
    words: tuple[RecognisedAs, ...] = get_args(RecognisedAs)
    recognised = next((one for one in words if one == word), None)
    if word and not recognised:
        row.fault("recognised_as", f"“{word[:40]}” is no such word", f"write one of {', '.join(words)}")
    since, born = row.day("since"), row.day("born")
    if row.faults:
        return None
    return ListedPerson(row.number, tuple(names), number or None, since, born, recognised)
