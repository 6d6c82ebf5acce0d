"""Read one sheet of a workbook (XLSX) that anybody may have made.

In: bytes. Out: cells as text, with what the program that wrote them meant: a date of which the sheet shows the month
alone is that month, and no day. Formulas are not computed and not read: what stands in the file beside one may be of
another day. The work is done where it can neither take all memory nor go on for ever, and a file that says of itself
that it unpacks to more than a list needs is not unpacked.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from generator.base import codes
from generator.base.diagnostics import BriefingError, Origin, suggest
from generator.base.limits import Bounds, OutOfMemory, OutOfTime, run_limited
from generator.base.sheets.sheet import MOST_COLUMNS, MOST_LETTERS, MOST_ROWS, SheetCell

_RECORDS = "records"
"""The sheet of the annex that is for programs."""
_MOST_UNPACKED, _MOST_PARTS = 300_000_000, 5_000
_BOUNDS = Bounds(120.0, 1_000_000_000)
_DECLARES = tuple(
    f"<!{word}".encode(code) for word in ("DOCTYPE", "ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)
"""What no part of a workbook may declare (ECMA-376-2): entities, which grow without end or lead elsewhere."""
_UNSHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_SAVE = "open it in a spreadsheet, and save it as a workbook (.xlsx) anew"

Rows = list[tuple[SheetCell, ...]]


def read_workbook(data: bytes, file: str, sheet: str | None) -> tuple[str, Rows]:
    """Return the name of the sheet asked for, and its rows that say something. Raises BriefingError (D023, D401)."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        help = "save it as a workbook (.xlsx) without a password"
        raise _refuse(file, "this is a workbook of an old Excel (.xls), or one with a password", help)

    def describe(error: Exception) -> BriefingError:
        if isinstance(error, OutOfTime | OutOfMemory):
            return _refuse_size(file, "reading this workbook takes more time or memory than a list needs")
        return _refuse(file, "this workbook can't be read: it is damaged, or no workbook", _SAVE)

    # 0.2 s, and nothing but an import needs it; here and not in the fork, so that it is loaded once
    import openpyxl.utils.escape  # noqa: F401

    return run_limited(lambda: _read(data, file, sheet), describe, _BOUNDS)


def _read(data: bytes, file: str, sheet: str | None) -> tuple[str, Rows]:
    from openpyxl import load_workbook

    _judge_package(data, file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what it does not keep: pictures, validations, formats
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        chosen = _choose_sheet(book, file, sheet)
        chosen.reset_dimensions()  # what a file says of its size is often wrong, and then most of it would be left out
        return chosen.title, [*_list_rows(chosen, file)]


def _judge_package(data: bytes, file: str) -> None:
    """Refuse what unpacks to more than a list needs, and parts that declare entities."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
        # no more of a part is unpacked than it says of itself
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
            raise _refuse_size(file, f"this workbook unpacks to more than {_MOST_UNPACKED // 1_000_000} megabytes")
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                content = package.read(part)
                if any(word in content for word in _DECLARES):
                    raise _refuse(file, f"`{part.filename}` in it declares entities, which no workbook needs", _SAVE)


def _choose_sheet(book: Any, file: str, asked: str | None) -> Any:
    seen = [one for one in book.worksheets if one.sheet_state == "visible"]
    names = [one.title for one in seen]
    if asked is not None:
        if asked in names:
            return seen[names.index(asked)]
        raise _refuse(
            file, f"there is no sheet “{asked}” in it", suggest(asked, names, f"there are: {', '.join(names)}")
        )
    if _RECORDS in names:
        return seen[names.index(_RECORDS)]
    if len(seen) == 1:
        return seen[0]
    if not seen:
        raise _refuse(file, "it has no sheet that is shown", _SAVE)
    help = f"say which, with `--sheet`: {', '.join(names)}"
    raise _refuse(file, f"it has {len(seen)} sheets", help)


def _list_rows(sheet: Any, file: str) -> Iterator[tuple[SheetCell, ...]]:
    for row in sheet.iter_rows():
        cells = tuple(_make_cell(cell) for cell in row if cell.value is not None)
        cells = tuple(cell for cell in cells if cell.text.strip())
        if not cells:
            continue
        if cells[-1].row > MOST_ROWS or cells[-1].column > MOST_COLUMNS:
            message = f"this list has more than {MOST_ROWS:,} rows or {MOST_COLUMNS:,} columns"
            raise _refuse_size(file, message, cells[-1].row, cells[-1].column)
        if long := next((cell for cell in cells if len(cell.text) > MOST_LETTERS), None):
            message = f"a cell has more than {MOST_LETTERS:,} letters"
            raise _refuse_size(file, message, long.row, long.column)
        yield cells


def _make_cell(cell: Any) -> SheetCell:
    from openpyxl.utils.escape import unescape

    value, place = cell.value, (cell.row, cell.column)
    if cell.data_type == "f":
        return SheetCell(str(value), *place, "formula")
    if cell.data_type == "e":
        return SheetCell(str(value), *place, "error")
    if isinstance(value, bool):
        return SheetCell("true" if value else "false", *place, "flag")
    if isinstance(value, datetime):
        return SheetCell(_write_date(value, cell.number_format), *place, "date")
    if isinstance(value, time | timedelta):
        return SheetCell(str(value), *place, "time")
    if isinstance(value, int | float):
        return SheetCell(str(int(value)) if value == int(value) else repr(value), *place, "number")
    return SheetCell(unescape(str(value)), *place)


def _write_date(day: datetime, format: str) -> str:
    """Return a date year first, with no more of it than its cell shows: `mmm yyyy` shows a month. Where a cell shows no
    year, whoever typed it gave none, and the spreadsheet put its own there: it comes as words, which are no date."""
    shown = _UNSHOWN.sub("", format.split(";")[0].lower())
    whole = day.date().isoformat()
    if "y" not in shown:
        return f"{day.day} {_MONTHS[day.month - 1]}, of a year that the cell does not show"
    if "d" in shown:
        return whole
    return whole[:7] if "m" in shown else whole[:4]


def _refuse(file: str, message: str, help: str) -> BriefingError:
    return BriefingError([codes.UNREADABLE_LIST.at(Origin(file), message, help)])


def _refuse_size(file: str, message: str, row: int = 1, column: int = 1) -> BriefingError:
    help = "take out what does not belong there, or import several"
    return BriefingError([codes.TOO_LARGE.at(Origin(file, row, column), message, help)])
