"""Lists of people as others send them: CSV and workbooks, with what a spreadsheet puts into cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from xlsxwriter.workbook import Workbook

from generator.authoring.case_import.mapping import ListMapping, read_mapping
from generator.authoring.case_import.plan import ImportPlan, plan_import
from generator.authoring.case_import.read_list import read_list
from generator.base.files import write_files
from generator.records.load import load


def write_csv(path: Path, rows: Iterable[Sequence[str]]) -> Path:
    """Write a CSV as Excel does: UTF-8 with a mark of order."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    path.write_bytes(("\ufeff" + text.getvalue()).encode())
    return path


def write_xlsx(path: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    """Write a workbook. A cell is a text, a number, a truth, a formula (`=…`), or (day, format) of a date."""
    book = Workbook(str(path))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for n, row in enumerate(rows):
            for m, said in enumerate(row):
                if isinstance(said, tuple):
                    sheet.write_datetime(n, m, said[0], book.add_format({"num_format": said[1]}))
                elif isinstance(said, date | datetime):
                    sheet.write_datetime(n, m, said, book.add_format({"num_format": "dd/mm/yyyy"}))
                elif said is not None:
                    sheet.write(n, m, said)
    book.close()
    return path


def plan(root: Path, list: Path, mapping: str = "") -> ImportPlan:
    """Return what would become of a list in a workspace."""
    said = ListMapping()
    if mapping:
        path = list.with_suffix(".map.yaml")
        path.write_text(mapping, "utf-8")
        said = read_mapping(path)
    dataset, problems = load(root)
    assert not problems
    return plan_import(dataset, read_list(list, said.sheet, said.head), said, "ruritania")


def take_in(root: Path, made: ImportPlan) -> None:
    """Write what was planned."""
    assert made.files
    write_files(made.files, root, was=made.was, within=root)
