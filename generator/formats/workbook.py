"""Workbooks (XLSX) of sheets of text: a table with a head that filters, stays in sight and is printed on every page.

In: tabs, and the Document that the workbook belongs to. Out: bytes; the same input gives the same bytes. Everything is
text but whole numbers and days in columns that ask for them: a date of which the day is not known would become one that
nobody wrote. No cell is a formula, whatever its words begin with.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from generator.base import codes
from generator.base.diagnostics import BriefingError, Origin
from generator.base.text.formulas import is_formula
from generator.paper.document import Document

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_SIZE = 10
_LINE = 13.2
_HIGHEST = 409.0
"""Height of a line of that size, and of a row at most, in points."""

_MOST_LINES = 31
"""Lines that no row is high enough for: more of them need not be counted."""

_FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900, which there was not: from here on it and LibreOffice mean the same day."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)

_ISO = {"num_format": "yyyy\\-mm\\-dd", "align": "left"}

_LINKS = ("https://", "http://")
_A4 = 9
_LONGEST_LINK = 2079
"""What Excel takes for a link at most; a longer address stands there as text."""


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A sheet: its rows, as wide in characters as `widths` say. The first `frozen` columns stay in sight, and the last
    of them is bold where they are `named`; the columns at `linked` hold addresses, those at `numbers` whole numbers and
    those at `dates` dates, as YYYY-MM-DD where the day is known. `title` and `facts` stand above the table, with what
    the document must carry. A sheet that is not `wrapped` has rows of one line, and is not made fit for a page.
    """

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    frozen: int
    named: bool = True
    linked: Sequence[int] = ()
    title: str | None = None
    facts: Sequence[str] = ()
    numbers: Sequence[int] = ()
    dates: Sequence[int] = ()
    wrapped: bool = True


def write_workbook(document: Document, tabs: Sequence[WorkbookSheet]) -> bytes:
    """Return the workbook. Raises BriefingError (O322) for a cell that is longer than a sheet can hold."""
    # 0.1 s, and no other format needs it
    from xlsxwriter.workbook import Workbook

    data = io.BytesIO()
    book = Workbook(data, {"in_memory": True})
    pen = _Pen(book, document)
    for name, tab in zip(_unlike([_tab(tab.name) for tab in tabs]), tabs, strict=True):
        sheet = book.add_worksheet(name)
        top = 0
        if tab.title is not None:
            for text, look in (
                (tab.title, "title"),
                *((fact, "line") for fact in tab.facts),
                (document.mark or "", "title"),
            ):
                if text:
                    pen.write(sheet, top, 0, text, look)
                    top += 1
            top += 1
        _grid(pen, sheet, top, tab)
    book.close()
    return _with_properties(data.getvalue(), document)


class _Pen:
    """Writes words into sheets: as text, wrapped, at the top of their cells."""

    def __init__(self, book: Workbook, document: Document):
        self.book, self.document = book, document
        base = {"font_name": "Calibri", "font_size": _SIZE, "valign": "top"}
        ruled = {**base, "text_wrap": True, "bottom": 1, "bottom_color": "#D9D9D9"}
        self.looks: dict[str, Format] = {
            "cell": book.add_format(ruled),
            "name": book.add_format({**ruled, "bold": True}),
            "link": book.add_format({**ruled, "font_color": "#0563C1", "underline": 1}),
            "head": book.add_format({**base, "text_wrap": True, "bold": True, "bg_color": "#E7E6E6", "bottom": 1}),
            "title": book.add_format({**base, "font_size": 14, "bold": True}),
            "line": book.add_format(base),
            "number": book.add_format({**ruled, "align": "left"}),
            "plain": book.add_format(base),
            "plain number": book.add_format({**base, "align": "left"}),
            "date": book.add_format({**base, **_ISO}),
        }
        # shown as text by Excel for ever, even after somebody has gone into the cell and out again
        self.quoted: dict[str, Format] = {
            "cell": book.add_format({**ruled, "quote_prefix": True}),
            "name": book.add_format({**ruled, "bold": True, "quote_prefix": True}),
            "plain": book.add_format({**base, "quote_prefix": True}),
        }

    def write(self, sheet: Worksheet, row: int, column: int, text: str, look: str = "cell") -> None:
        form = self.quoted.get(look, self.looks[look]) if is_formula(text) else self.looks[look]
        if sheet.write_string(row, column, text, form) != 0:
            raise BriefingError(
                [
                    codes.CELL_TOO_LONG.at(
                        Origin(self.document.id),
                        f"a cell of the sheet would hold {len(text)} characters, and can hold 32,767",
                        "shorten the record, or make the other formats only",
                    )
                ]
            )

    def number(self, sheet: Worksheet, row: int, column: int, text: str, look: str) -> None:
        if _NUMBER.fullmatch(text):
            sheet.write_number(row, column, int(text), self.looks["plain number" if look == "plain" else "number"])
        else:
            self.write(sheet, row, column, text, look)

    def day(self, sheet: Worksheet, row: int, column: int, text: str) -> None:
        if _DAY.fullmatch(text) and (day := date.fromisoformat(text)) >= _FIRST_DAY:
            sheet.write_datetime(row, column, day, self.looks["date"])
        else:
            self.write(sheet, row, column, text, "plain")

    def link(self, sheet: Worksheet, row: int, column: int, url: str) -> None:
        if url.lower().startswith(_LINKS) and len(url) <= _LONGEST_LINK:
            sheet.write_url(row, column, url, self.looks["link"], url)
        else:
            self.write(sheet, row, column, url)


def _grid(pen: _Pen, sheet: Worksheet, top: int, tab: WorkbookSheet) -> None:
    """Write the table below its head."""
    heads, rows = tab.heads, tab.rows
    for n, width in enumerate(tab.widths):
        sheet.set_column(n, n, width)
    if rows:
        columns = [{"header": head, "header_format": pen.looks["head"]} for head in _unlike(heads)]
        sheet.add_table(top, 0, top + len(rows), len(heads) - 1, {"columns": columns, "style": None})
    count = cache(_count_lines)  # of a source that many rows name, and of what they say of it, once
    for n, row in enumerate([heads, *rows] if tab.wrapped else [], top):
        # Excel would find the height by itself, LibreOffice does not
        lines = max(count(text, width) for text, width in zip(row, tab.widths, strict=True))
        sheet.set_row(n, min(_HIGHEST, _LINE * lines + 2))
    looks = ["cell" if tab.wrapped else "plain"] * len(heads)
    if tab.named and tab.wrapped:
        looks[tab.frozen - 1] = "name"
    for n, row in enumerate(rows, top + 1):
        for m, text in enumerate(row):
            if not (text or tab.wrapped):
                continue
            if m in tab.linked:
                pen.link(sheet, n, m, text)
            elif m in tab.numbers:
                pen.number(sheet, n, m, text, looks[m])
            elif m in tab.dates:
                pen.day(sheet, n, m, text)
            else:
                pen.write(sheet, n, m, text, looks[m])
    sheet.freeze_panes(top + 1, tab.frozen)
    _set_up_page(pen.document, sheet, top, tab)


def _set_up_page(document: Document, sheet: Worksheet, top: int, tab: WorkbookSheet) -> None:
    """Say how the sheet is printed: on pages that lie on their side, with the head on each of them."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.75)
    sheet.repeat_rows(top)
    if tab.wrapped:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.repeat_columns(0, tab.frozen - 1)
        # a year alone is text, and no number that somebody typed wrong
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(tab.rows) + top + 1}"})
    mark = f"&R{_printed(document.mark)}" if document.mark else ""
    sheet.set_header(f"&L{_printed(document.running)}{mark}")
    sheet.set_footer(f"&R{_printed(document.labels['page']).format(page='&P', pages='&N')}")


def _printed(line: str) -> str:
    """Return the words of a line that is printed on each page: & begins a code, and 255 characters are all for head or
    foot."""
    short = line if len(line) <= 60 else f"{line[:59]}…"
    return short.replace("&", "&&")


def _tab(words: str) -> str:
    """Return words as Excel takes them for the name of a sheet: at most 31 characters, and not all of them."""
    return re.sub(r"[\[\]:*?/\\']", " ", words)[:27].strip() or "-"


def _count_lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column at most: its width counts digits of a larger size, and in running
    text a letter takes about five sixths of one."""
    room = max(1, int(width * 1.25))
    if len(text) <= room and "\n" not in text:
        return 1
    lines = 0
    for paragraph in text.split("\n"):
        left = room
        lines += 1
        for word in paragraph.split() if len(paragraph) > room else ():
            if len(word) > left:
                lines += left < room  # a word that no line holds begins in this one where nothing stands in it yet
                lines += (len(word) - 1) // room
                left = room - (len(word) - 1) % room - 1
            else:
                left -= len(word)
            left -= 1
        if lines >= _MOST_LINES:
            break
    return lines


def _unlike(heads: Iterable[str]) -> list[str]:
    """Return heads or names so that no two are the same, which Excel would repair: the second has a number."""
    heads = list(heads)
    seen: list[str] = []
    for head in heads:
        times = 1 + sum(other.casefold() == head.casefold() for other in heads[: len(seen)])
        seen.append(head if times == 1 else f"{head} ({times})")
    return seen


def _with_properties(data: bytes, document: Document) -> bytes:
    """Return the file with what all papers say of themselves: no program, no person, no time."""
    from generator.formats.docx.package import build_properties

    own = {part.name: part.data for part in build_properties(document.properties, document.lang)}
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            info = zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, own.get(member.filename) or old.read(member))
    return packed.getvalue()
