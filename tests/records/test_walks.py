"""Ways through a record pass by what can't hold what is looked for, and find all the same what stands in it."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from generator.records.load import list_all_entries, load
from generator.records.resolve.references import _referred, list_references
from generator.records.schema import COLLECTIONS
from generator.records.schema.base import Told
from generator.records.schema.court import Lawyer
from generator.records.schema.partial_dates import PartialDate
from generator.records.schema.walks import find_parts, list_dated_fields
from tests.support.workspaces import write


def every_part(
    record: BaseModel, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], BaseModel]]:
    """Yield every part of a record with its path, by asking each field."""
    yield path, record
    for name, field in type(record).model_fields.items():
        value, here = getattr(record, name), (*path, field.alias or name)
        if isinstance(value, BaseModel):
            yield from every_part(value, here)
        items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
        for key, item in items:
            if isinstance(item, BaseModel):
                yield from every_part(item, (*here, key))


def test_a_way_through_a_record_finds_all_that_stands_in_it(tmp_path: Path) -> None:
    dataset, _ = load(write(tmp_path))
    entries = [entry for entry in list_all_entries(dataset) if entry.collection in COLLECTIONS]
    assert entries
    for entry in entries:
        parts = [*every_part(entry.record)]
        assert [*find_parts(entry.record, Told)] == [one for one in parts if one[0] and isinstance(one[1], Told)]
        assert [*find_parts(entry.record, Lawyer)] == [one for one in parts if isinstance(one[1], Lawyer)]
        said = {
            ((*path, field.alias or name), item)
            for path, part in parts
            if "sources" not in path
            for name, field in type(part).model_fields.items()
            if _referred(name, field) and (value := getattr(part, name))
            for item in ([value] if isinstance(value, str) else value)
            if isinstance(item, str)
        }
        found = {(tuple(p for p in path), id) for path, _, id in list_references(entry.record)}
        assert {(tuple(p for p in path if isinstance(p, str)), id) for path, id in found} == {
            (tuple(p for p in path if isinstance(p, str)), id) for path, id in said
        }


def test_no_part_with_a_date_is_passed_by(tmp_path: Path) -> None:
    dataset, _ = load(write(tmp_path))
    for entry in list_all_entries(dataset):
        reached = {()}
        for path, part in every_part(entry.record):
            if path and path[: -1 if isinstance(path[-1], str) else -2] not in reached:
                continue
            dated = dict(list_dated_fields(type(part))).values()
            reached |= {path}
            for name, field in type(part).model_fields.items():
                value = getattr(part, name)
                inside = [value, *(value if isinstance(value, tuple) else ())]
                if any(isinstance(one, PartialDate | Told) for one in inside):
                    assert (field.alias or name) in dated, (path, name)


def test_a_copy_of_a_record_names_what_it_says_itself(tmp_path: Path) -> None:
    dataset, _ = load(write(tmp_path))
    named = 0
    for entry in list_all_entries(dataset):
        record = entry.record
        assert list_references(record) is list_references(record)
        without = record.model_copy(update={"by": ()}) if "by" in type(record).model_fields else record.model_copy()
        assert list_references(without) == tuple(one for one in list_references(record) if one[0][0] != "by")
        again = pickle.loads(pickle.dumps(record))
        assert again == record
        assert getattr(again, "_references", None) is None
        named += len(list_references(record))
    assert named


def test_a_copy_of_a_part_is_the_one_that_pydantic_makes(tmp_path: Path) -> None:
    dataset, _ = load(write(tmp_path))
    told = 0
    for entry in list_all_entries(dataset):
        for _, part in every_part(entry.record):
            if isinstance(part, Told):
                part, told = part.told_on(date(2020, 1, 1)), told + 1
            made, other = copy.copy(part), BaseModel.__copy__(part)
            assert type(made) is type(other)
            assert made == other
            for name in ("__dict__", "__pydantic_extra__", "__pydantic_private__", "__pydantic_fields_set__"):
                own, of_part = getattr(made, name), getattr(part, name)
                assert own == getattr(other, name)
                assert own is None or own is not of_part  # what is changed in a copy is its own
    assert told
