"""Each value of a case in a cell of its own: the names of columns are paths in the record, as the schema has it.

In: the values of a case, or the name of a column. Out: cells by column, or where a column's value stands and how it is
read. A step of a path is a field (`date_of_birth.date`), the place in a list counted from 1 (`proceedings.1.stages.2`)
or a language (`names.native.kk`). Sources that stand in the case are a list, too: `sources.1.id`, `sources.1.url`. Ids
stand with blanks between them (`by`, `themes`, `charges`), and so do words of the schema and numbers of parts; other
texts of a list have a column each. There is nothing to add here for a new field.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.records.schema import Case, Source
from generator.records.schema.base import RefersTo, make_tuple
from generator.records.schema.partial_dates import PartialDate
from generator.records.schema.proceedings import Numeral

CellKind = Literal["text", "word", "date", "flag", "number", "id"]
"""What a value is: words, a word of the schema, a date, true or false, a number, the id of a record."""

CellPath = tuple[str | int, ...]
"""Where a value stands in a record, places in lists counted from 0; a source of the case by its place."""

SOURCES = "sources"
_TRUE = ("true", "yes", "on", "y", "t", "1")
"""How records may write that something is so."""
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
_PLACE = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class CellField:
    """Where the value of a column stands, what it is (an id: of which `collection`), and its place among columns.
    `many`: the cell holds several with blanks between them. `in_list`: the field is a list, even of one value, save
    where `may_be_one`."""

    key: str
    path: CellPath
    kind: CellKind
    collection: str
    words: tuple[str, ...]
    many: bool
    in_list: bool
    may_be_one: bool
    order: tuple[tuple[int, str], ...]


class _Type(NamedTuple):
    """A type with what is said beside it."""

    type: Any
    said: tuple[Any, ...]


@cache
def find_cell_field(key: str) -> CellField | None:
    """Return the field of a case that a column is called after; None where there is none."""
    return _walk(_Type(Case, ()), tuple(key.split(".")), key, (), ()) if key else None


def write_cells(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (column, text) of all that a case says; `values` are those of its YAML, without visibilities of fields."""
    yield from _write(values, _Type(Case, ()), "")


def make_values(cells: Mapping[str, str]) -> dict[str, Any]:
    """Return cells as JSON has them: lists, objects, true and false, numbers; what is no field by its name, too."""
    nested: dict[str | int, Any] = {}
    for key, text in cells.items():
        field = find_cell_field(key)
        path: CellPath = field.path if field else tuple(key.split("."))
        inner = nested
        for step in path[:-1]:
            inner = inner.setdefault(step, {})
        inner[path[-1]] = _make_value(field, text) if field else text
    made = _close_up(nested)
    assert isinstance(made, dict)
    return made


def _make_value(field: CellField, text: str) -> Any:
    if field.in_list:
        return text.split(" ") if field.many else [text]
    if field.kind == "flag":
        return text.casefold() in _TRUE
    if field.kind == "number":
        return float(text) if "." in text else int(text)
    return text


def means_same(key: str, one: str, other: str) -> bool:
    """Tell whether two texts of a column mean the same: true is yes, 2 is 2.0, and blanks at the ends count for
    nothing."""
    one, other = one.strip(), other.strip()
    if one == other:
        return True
    field = find_cell_field(key)
    if field is None or field.kind not in ("flag", "number") or field.in_list:
        return False
    if field.kind == "flag":
        return (one.casefold() in _TRUE) == (other.casefold() in _TRUE)
    try:
        return float(one) == float(other)
    except ValueError:
        return False


def _close_up(node: Any) -> Any:
    """Return what is nested with lists in the place of numbered entries."""
    if not isinstance(node, dict):
        return node
    if node and all(isinstance(step, int) for step in node):
        return [_close_up(node[step]) for step in sorted(node)]
    return {step: _close_up(value) for step, value in node.items()}


def mark_state(values: Mapping[str, Any]) -> str:
    """Return a mark of all that a record says: who has a sheet of it knows whether it is the same still."""
    said = json.dumps(values, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def sort_keys(keys: Iterator[str] | set[str]) -> list[str]:
    """Return columns in the order of the schema; those that are no fields come last."""
    known = {key: found.order for key in keys if (found := find_cell_field(key))}
    return [*sorted(known, key=known.__getitem__), *sorted(set(keys) - known.keys())]


# ── the way in: from the name of a column to a field ──────────────────────────────────────────────────────────────────


def _walk(
    here: _Type, steps: tuple[str, ...], key: str, path: CellPath, order: tuple[tuple[int, str], ...]
) -> CellField | None:
    if not steps:
        return _make_field(here, key, path, order)
    step, rest = steps[0], steps[1:]
    for one in _list_members(here):
        if (inner := _step_into(one, step)) is not None:
            following, part, place = inner
            if found := _walk(following, rest, key, (*path, part), (*order, place)):
                return found
    return None


def _step_into(one: _Type, step: str) -> tuple[_Type, str | int, tuple[int, str]] | None:
    """Return what a step leads to in a type, the step in the record, and its place among its neighbours."""
    if isinstance(one.type, type) and issubclass(one.type, BaseModel):
        for place, (name, field) in enumerate(one.type.model_fields.items()):
            if (field.alias or name) == step:
                return _Type(field.annotation, tuple(field.metadata)), step, (place, "")
        return None
    if get_origin(one.type) is tuple or _holds_sources(one.type):
        if not _PLACE.fullmatch(step):
            return None
        inner = Source if _holds_sources(one.type) else get_args(one.type)[0]
        said = tuple(said for said in one.said if isinstance(said, RefersTo))  # of a list of ids it holds for each
        return _Type(inner, said), int(step) - 1, (int(step), "")
    if get_origin(one.type) is dict and _TAG.fullmatch(step):
        return _Type(str, ()), step, (0, step)
    return None


def _make_field(here: _Type, key: str, path: CellPath, order: tuple[tuple[int, str], ...]) -> CellField | None:
    members = _list_members(here)
    listed = next((one for one in members if get_origin(one.type) is tuple), None)
    items = _list_members(_Type(get_args(listed.type)[0], listed.said)) if listed else members
    leaf = next((one for one in items if _name_kind(one)), None)
    if leaf is None or (listed is None and leaf.type is dict):
        return None
    kind = _name_kind(leaf) or "text"
    collection = next((one.collection for one in (*leaf.said, *here.said) if isinstance(one, RefersTo)), "")
    words = tuple(map(str, get_args(leaf.type))) if kind == "word" else ()
    many = listed is not None and (bool(collection) or kind == "word" or _is_numeral(leaf))
    may_be_one = any(getattr(one, "func", None) is make_tuple for one in here.said)
    if collection:
        kind = "id"
    return CellField(key, path, kind, collection, words, many, listed is not None, may_be_one, order)


def _name_kind(one: _Type) -> CellKind | None:
    if one.type is PartialDate:
        return "date"
    if one.type is bool:
        return "flag"
    if one.type in (int, float):
        return "number"
    if one.type is str:
        return "text"
    return "word" if get_origin(one.type) is Literal else None


def _is_numeral(one: _Type) -> bool:
    pattern = get_args(Numeral)[1].metadata
    return any(said in pattern for said in one.said)


def _holds_sources(type: Any) -> bool:
    return get_origin(type) is dict and get_args(type)[1] is Source


def _list_members(here: _Type) -> list[_Type]:
    """Return the types of a union, each with what is said beside it; of any other type that one."""
    origin = get_origin(here.type)
    if origin is Annotated:
        inner, *said = get_args(here.type)
        plain = tuple(part for one in said for part in (one.metadata if isinstance(one, FieldInfo) else (one,)))
        return _list_members(_Type(inner, (*here.said, *plain)))
    if origin in (Union, UnionType):
        return [one for part in get_args(here.type) for one in _list_members(_Type(part, here.said))]
    return [here]


# ── the way out: from values to cells ─────────────────────────────────────────────────────────────────────────────────


def _write(node: Any, here: _Type, key: str) -> Iterator[tuple[str, str]]:
    members = _list_members(here)
    if node is None or node in ({}, []):
        return
    if isinstance(node, Mapping):
        if any(_holds_sources(one.type) for one in members):
            for number, (id, source) in enumerate(node.items(), 1):
                yield f"{key}.{number}.id", id
                said = {name: value for name, value in source.items() if name != "id"}
                yield from _write(said, _Type(Source, ()), f"{key}.{number}")
            return
        for name, value in node.items():
            inner = next((found[0] for one in members if (found := _step_into(one, name))), _Type(str, ()))
            yield from _write(value, inner, f"{key}.{name}" if key else name)
    elif isinstance(node, list | tuple):
        field = find_cell_field(key)
        texts = all(isinstance(one, str) and one for one in node)
        if texts and field and field.in_list and (field.many or len(node) == 1):
            yield key, " ".join(node)
        else:
            inner = next(_Type(get_args(one.type)[0], one.said) for one in members if get_origin(one.type) is tuple)
            for number, value in enumerate(node, 1):
                yield from _write(value, inner, f"{key}.{number}")
    else:
        yield key, str(node)
