"""Read a list of people: a workbook (XLSX) or a CSV, whoever made it.

In: a file, by choice the name of a sheet and the row of heads. Out: a Sheet; or BriefingError: what is no such file,
too large, or made to do harm.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin
from generator.base.inputs import read_input
from generator.base.sheets.sheet import MOST_COLUMNS, MOST_LETTERS, MOST_ROWS, Sheet, SheetCell
from generator.base.sheets.workbook import read_workbook
from generator.base.text.formulas import is_formula, unguard_formula

_SEPARATORS = ",;\t"
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_MOST_ROWS_TOLD = 10
_UTF_8 = "save it as “CSV UTF-8”, or as a workbook (.xlsx)"


def read_sheet(path: Path, sheet: str | None = None, head: int = 1) -> Sheet:
    """Return the sheet of a file with its heads in row `head`; `sheet` None: the one called `records`, or the only one.

    Raises BriefingError (D007, D021 to D023, D401).
    """
    data = read_list_file(path)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")):
        name, rows = read_workbook(data, path.name, sheet)
    elif path.suffix.lower() in (".csv", ".tsv", ".txt"):
        name, rows = "", [*_read_csv(data, path.name)]
    else:
        help = "save it as a workbook (.xlsx) or as CSV"
        raise _stop(codes.UNREADABLE_LIST.at(Origin(path.name), "this is neither a workbook (.xlsx) nor a CSV", help))
    heads = next((row for row in rows if row and row[0].row == head), ())
    heads = tuple(cell._replace(text=" ".join(cell.text.split())) for cell in heads if cell.text.strip())
    if not heads:
        help = (
            "take out what stands above the heads of the columns; for `briefing import cases` the mapping file may also"
            " say in which row they stand: `head: 3`"
        )
        raise _stop(codes.UNREADABLE_LIST.at(Origin(path.name, head), f"row {head} has no heads of columns", help))
    return Sheet(path.name, name, heads, tuple(row for row in rows if row[0].row > head))


def read_list_file(path: Path) -> bytes:
    """Return the bytes of a list. Raises BriefingError (D021 to D023, and D401 where there is no such file)."""
    try:
        return read_input(path, path.parent)
    except OSError as error:
        said = f"`{path.name}` can't be read: {error.strerror or 'it is not there'}"
        raise _stop(codes.UNREADABLE_LIST.at(Origin(path.name), said, "look at its name")) from error


def find_bad_columns(sheet: Sheet, read: Sequence[str]) -> list[Diagnostic]:
    """Return what is wrong with the columns of a sheet of which those with these heads are `read`: two of one head, and
    words that stand below none (D402). With words in a place where no head is, a name with a comma in it was cut."""
    found = [*find_headless(sheet)]
    heads = [head.text for head in sheet.heads]
    for n, head in enumerate(sheet.heads):
        if head.text in read and head.text in heads[:n]:
            help = "give each column a head of its own"
            found.append(sheet.tell(codes.UNKNOWN_COLUMN, head, f"two columns are called “{head.text}”", help))
    return found


def find_headless(sheet: Sheet) -> Iterator[Diagnostic]:
    """Yield the first cell of each column that has words and no head (D402), and say in which other rows there are
    some."""
    known = {head.column for head in sheet.heads}
    found: dict[int, list[SheetCell]] = {}
    for row in sheet.rows:
        for cell in row:
            if cell.column not in known:
                found.setdefault(cell.column, []).append(cell)
    for first, *more in found.values():
        rows = ", ".join(str(cell.row) for cell in more[:_MOST_ROWS_TOLD])
        rest = f" and {len(more) - _MOST_ROWS_TOLD} more" if len(more) > _MOST_ROWS_TOLD else ""
        also = f", and in row {rows}{rest}" if more else ""
        help = "write a head above it, or take it out; in a CSV, words with a comma stand in quotation marks"
        yield sheet.tell(codes.UNKNOWN_COLUMN, first, f"something stands here below no head{also}", help)


def _read_csv(data: bytes, file: str) -> Iterator[tuple[SheetCell, ...]]:
    """Yield the cells of each row that say something; rows are counted as a spreadsheet does."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        raise _stop(codes.NOT_UTF_8.at(Origin(file, row), f"line {row} of this file is not UTF-8", _UTF_8)) from None
    first = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    before = csv.field_size_limit(MOST_LETTERS)
    number = 0
    try:
        for words in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            number += 1
            if number > MOST_ROWS or len(words) > MOST_COLUMNS:
                raise _stop(_too_large(file, number))
            cells = tuple(_make_cell(said, number, place) for place, said in enumerate(words, 1) if said.strip())
            if cells:
                yield cells
    except csv.Error as error:
        raise _stop(_tell_broken(file, number + 1, str(error))) from None
    finally:
        csv.field_size_limit(before)


def _make_cell(said: str, row: int, column: int) -> SheetCell:
    """Return a cell of a CSV: what an apostrophe keeps from being a formula is a text, what begins as one is one."""
    text = unguard_formula(said)
    kind = "formula" if text == said and is_formula(said) and said.lstrip()[:1] in ("=", "\uff1d") else "text"
    return SheetCell(text, row, column, kind)  # type: ignore[arg-type]


def _tell_broken(file: str, row: int, said: str) -> Diagnostic:
    if "field larger" in said:
        message = f"row {row}: a cell has more than {MOST_LETTERS:,} letters, or a quotation mark is not closed"
        return codes.TOO_LARGE.at(Origin(file, row), message, "take out what does not belong there")
    help = "look at the quotation marks of this row: one that stands in words is written twice; or save the file anew"
    return codes.UNREADABLE_LIST.at(Origin(file, row), f"row {row} is not written as CSV: {said}", help)


def _too_large(file: str, row: int) -> Diagnostic:
    message = f"this list has more than {MOST_ROWS:,} rows or {MOST_COLUMNS:,} columns"
    return codes.TOO_LARGE.at(Origin(file, row), message, "take out what does not belong there, or import several")


def _stop(problem: Diagnostic) -> BriefingError:
    return BriefingError([problem])
