"""What is exported is read as the same record: through the bytes of a CSV, of a workbook and of JSON Lines, whatever a
case says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from generator.authoring.case_import.columns import find_columns
from generator.authoring.case_import.mapping import ListMapping
from generator.authoring.case_import.merge import merge
from generator.authoring.case_import.read_list import read_list
from generator.authoring.case_import.read_row import RowReader
from generator.authoring.case_import.sources import name_sources
from generator.formats.case_sheets import write_case_csv, write_case_lines, write_case_workbook
from generator.records.case_cells import make_values, sort_keys, write_cells
from generator.records.load.parse import Map, leave_places
from generator.records.schema import Case
from tests.support.case_values import case_values
from tests.support.examples import examples

pytestmark = pytest.mark.slow


def read_back(path: Path) -> Map:
    """Return the values of the one row of a list."""
    sheet = read_list(path)
    columns, problems = find_columns(sheet, ListMapping())
    row = RowReader(sheet, columns, ListMapping()).read(sheet.rows[0])
    assert [d for d in (*problems, *row.problems) if d.severity == "error"] == []
    return name_sources(row, str(row.tree["id"]), {}, set(), {})


def to_cells(values: dict[str, Any]) -> tuple[list[str], dict[str, str]]:
    cells = dict(write_cells(values))
    return sort_keys(set(cells)), cells


@given(values=case_values)
@settings(max_examples=examples(100, 25), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_record_comes_back_from_csv_as_it_was(values: dict[str, Any], tmp_path: Path) -> None:
    keys, cells = to_cells(values)
    (tmp_path / "list.csv").write_bytes(write_case_csv(keys, [cells]))
    tree = read_back(tmp_path / "list.csv")
    assert Case.model_validate(leave_places(tree)) == Case.model_validate(values)
    # and changes nothing, by its numbers and by what it says
    assert merge(values, tree, True) == merge(values, tree, False) == ([], [])  # type: ignore[arg-type]


@given(values=case_values)
@settings(max_examples=examples(15, 4), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_record_comes_back_from_a_workbook_as_it_was(values: dict[str, Any], tmp_path: Path) -> None:
    keys, cells = to_cells(values)
    (tmp_path / "list.xlsx").write_bytes(write_case_workbook(keys, [cells], "Cases", None))
    assert Case.model_validate(leave_places(read_back(tmp_path / "list.xlsx"))) == Case.model_validate(values)


@given(values=case_values)
@settings(max_examples=examples(60, 15), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_record_comes_back_from_json_lines_as_it_was(values: dict[str, Any], tmp_path: Path) -> None:
    _, cells = to_cells(values)
    (tmp_path / "list.jsonl").write_bytes(write_case_lines([make_values(cells)]))
    tree = read_back(tmp_path / "list.jsonl")
    assert Case.model_validate(leave_places(tree)) == Case.model_validate(values)
    assert merge(values, tree, True) == merge(values, tree, False) == ([], [])  # type: ignore[arg-type]
