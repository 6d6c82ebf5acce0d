"""What a program finds in a sheet of a workbook (XLSX), read from its parts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from lxml import etree

S = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}

_FIRST = date(1899, 12, 30)
"""The day from which sheets count, for days after February 1900."""


class Sheet(NamedTuple):
    """Rows of text, and the XML for the rest. `kinds` says of each cell whether it is `text`, a `number`, a `date`."""

    rows: list[list[str]]
    kinds: list[list[str]]
    xml: etree._Element
    parts: Mapping[str, bytes]


def sheet_of(data: bytes, number: int = 1) -> Sheet:
    """Return a sheet of a workbook; a date as YYYY-MM-DD. Every cell has to be a shared string, or a whole number."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    shared = ["".join(si.itertext()) for si in etree.fromstring(parts["xl/sharedStrings.xml"]).findall("s:si", S)]
    dates = _date_formats(parts["xl/styles.xml"])
    xml = etree.fromstring(parts[f"xl/worksheets/sheet{number}.xml"])
    rows, kinds = [], []
    for row in xml.iterfind("s:sheetData/s:row", S):
        found: list[tuple[str, str]] = []
        for cell in row.iterfind("s:c", S):
            column = re.match(r"[A-Z]+", str(cell.get("r")))
            assert column is not None
            place = sum((ord(c) - 64) * 26**n for n, c in enumerate(reversed(column[0])))
            found += [("", "")] * (place - 1 - len(found))
            found.append(_read(cell, shared, dates))
        rows.append([text for text, _ in found])
        kinds.append([kind for _, kind in found])
    return Sheet(rows, kinds, xml, parts)


def _read(cell: etree._Element, shared: list[str], dates: set[int]) -> tuple[str, str]:
    value = cell.findtext("s:v", None, S)
    if value is None:
        return "", ""
    if cell.get("t") == "s":
        return shared[int(value)], "text"
    assert cell.get("t") in (None, "n")
    if int(cell.get("s", "0")) in dates:
        return (_FIRST + timedelta(days=int(value))).isoformat(), "date"
    return str(int(value)), "number"


def _date_formats(styles: bytes) -> set[int]:
    """Return the formats of cells by which a number is a day, written year first."""
    xml = etree.fromstring(styles)
    codes = {one.get("numFmtId"): str(one.get("formatCode")) for one in xml.iterfind("s:numFmts/s:numFmt", S)}
    formats = xml.findall("s:cellXfs/s:xf", S)
    return {n for n, one in enumerate(formats) if codes.get(one.get("numFmtId"), "").replace("\\", "") == "yyyy-mm-dd"}
