"""Whole records of cases as a workbook (XLSX), as CSV (RFC 4180, UTF-8) and as JSON Lines, to be edited and read back.

In: rows of cells by column, or objects. Out: bytes; the same input gives the same bytes. Nothing is a formula.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.base.text.formulas import guard_formula
from generator.formats.workbook import WorkbookSheet, write_workbook
from generator.paper.document import BlockId, Cover, Document, Paragraph, Properties, Run
from generator.records.case_cells import find_cell_field

_MARK = "\ufeff"
_SHEET = "records"
_WIDEST, _BUTTON = 28, 3


def write_case_csv(keys: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return a table with a row for each case below the names of the columns."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([guard_formula(key) for key in keys])
    writer.writerows([guard_formula(row.get(key, "")) for key in keys] for row in rows)
    return (_MARK + text.getvalue()).encode()


def write_case_workbook(keys: Sequence[str], rows: Sequence[Mapping[str, str]], title: str, mark: str | None) -> bytes:
    """Return a workbook of one sheet, `records`; `mark` stands on each page and in what the
    file says of itself. Raises BriefingError (O322) for a cell
    that is longer than a sheet can hold."""
    cells = [[row.get(key, "") for key in keys] for row in rows]
    widths = [
        float(min(_WIDEST, max(len(key) + _BUTTON, *(len(text) + 1 for text in column), 8)))
        for key, *column in zip(keys, *cells, strict=True)
    ]
    dated = tuple(n for n, key in enumerate(keys) if (field := find_cell_field(key)) and field.kind == "date")
    named = "names.preferred"
    frozen = 1 + (keys.index(named) if named in keys else 0)
    sheet = WorkbookSheet(_SHEET, keys, cells, widths, frozen, dates=dated, wrapped=False)
    return write_workbook(_make_document(title, mark), [sheet])


def write_case_lines(objects: Iterable[Mapping[str, Any]]) -> bytes:
    """Return JSON Lines: an object for each case (https://jsonlines.org)."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects).encode()


def _make_document(title: str, mark: str | None) -> Document:
    """Return a document of nothing but what a workbook says of itself and on each page."""

    def line(name: str, words: str) -> Paragraph:
        return Paragraph(BlockId(name), (Run(words),))

    properties = Properties(title, (), mark or title, (), "", "")
    cover = Cover(line("cover.kind", title), line("cover.title", title))
    labels = {"page": "{page} / {pages}"}
    return Document("cases", "en", properties, cover, (), {}, labels, title, mark)
