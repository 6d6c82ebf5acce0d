"""All that a case says stands in cells, and is found there again, however it is nested."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from generator.records.case_cells import find_cell_field, make_values, mark_state, sort_keys, write_cells
from generator.records.case_rows import COLUMNS
from generator.records.schema import Case
from generator.runs.export_cases import make_case_schema
from tests.support.case_values import case_values
from tests.support.examples import examples

VALIDATOR = Draft202012Validator(make_case_schema())


def read_back(cells: Mapping[str, str]) -> Case:
    values = make_values(cells)
    values["sources"] = {one.pop("id"): one for one in values.pop("sources", [])}
    return Case.model_validate(values)


@pytest.mark.slow
@given(values=case_values)
@settings(max_examples=examples(100, 20))
def test_what_a_case_says_is_read_from_its_cells_as_the_same_record(values: dict[str, Any]) -> None:
    cells = dict(write_cells(values))
    assert read_back(cells) == Case.model_validate(values)
    assert sort_keys(set(cells))[0] == "id"


@pytest.mark.slow
@given(values=case_values)
@settings(max_examples=examples(30, 6))
def test_a_line_of_json_is_what_its_schema_says(values: dict[str, Any]) -> None:
    VALIDATOR.validate(make_values(dict(write_cells(values))))


@pytest.mark.parametrize(
    "wrong", [{"gender": "man"}, {"id": "A b"}, {"id": "a", "names": {"given": 3}}, {"nonsense": 1}, {}]
)
def test_the_schema_refuses_what_no_record_says(wrong: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid({"id": "a", **wrong} if wrong else wrong)


def list_fields(model: type[BaseModel], key: str, around: tuple[type, ...]) -> Iterator[str]:
    """Yield a column for each field of a model and of what stands in it."""
    for name, field in model.model_fields.items():
        here = f"{key}{field.alias or name}"
        inner = [*list_models(field.annotation)]
        if not inner:
            yield here
        listed = ".1" if any(get_origin(one) in (tuple, dict) for one in flat(field.annotation)) else ""
        for one in inner:
            if one not in around:
                yield from list_fields(one, f"{here}{listed}.", (*around, one))


def flat(kind: Any) -> Iterator[Any]:
    yield kind
    for one in get_args(kind):
        yield from flat(one)


def list_models(kind: Any) -> Iterator[type[BaseModel]]:
    yield from (one for one in flat(kind) if isinstance(one, type) and issubclass(one, BaseModel))


def test_each_field_of_the_schema_has_a_column() -> None:
    """Of `names.native` each language has one of its own."""
    missing = [key for key in list_fields(Case, "", (Case,)) if find_cell_field(key) is None]
    assert missing == ["names.native"]


def test_the_columns_of_the_annex_are_among_them() -> None:
    own = [column for column in COLUMNS if not column.computed and column.key != "names.native"]
    assert own
    for column in own:
        field = find_cell_field(column.key)
        assert field is not None
        assert field.collection == ("" if column.key == "id" else column.collection)


@pytest.mark.parametrize(
    "key",
    ["", "proceedings", "proceedings.0.about", "proceedings.one.about", "names.native.Kazakh", "sources.weekly-1.url",
     "timeline.1", "as_of.status", "names.preferred.en", "proceedings.99999.about", "timeline.1.by.x"],
)  # fmt: skip
def test_what_is_no_field_has_no_column(key: str) -> None:
    assert find_cell_field(key) is None


def test_a_record_that_says_something_else_has_another_mark() -> None:
    one = {"id": "a", "names": {"preferred": "A"}}
    assert mark_state(one) == mark_state({"names": {"preferred": "A"}, "id": "a"})
    assert mark_state(one) != mark_state({**one, "gender": "male"})
