"""Ways through a record: every value in it that somebody looks for, and every block of a section's file; which steps of
a path are fields.

In: a record, or the blocks of one. Out: what stands in it, in the order of its fields, each with its path as YAML has
it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from types import UnionType
from typing import Annotated, Any, ForwardRef, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.records.schema.base import Told
from generator.records.schema.editions import BlockRecord, SectionBlock
from generator.records.schema.partial_dates import PartialDate

Path = tuple[str | int, ...]

T = TypeVar("T")

Mark = Callable[[str, FieldInfo], T | None]
"""Tells of a field, by its name, what it is looked for as; None where nobody looks for it."""


def find_values(record: BaseModel, mark: Mark[T], path: Path = ()) -> list[tuple[Path, BaseModel, T, Any]]:
    """Return (path, the part that has the field, mark, value) of every value in marked fields of the record and its
    parts: of a list each item.

    Sources that stand inside a record are records of their own. What is not given (None) is no value.
    """
    found: list[tuple[Path, BaseModel, T, Any]] = []  # filled and not yielded level by level, part by part
    _add_values(record, mark, path, found)
    return found


def _add_values(record: BaseModel, mark: Mark[T], path: Path, found: list[tuple[Path, BaseModel, T, Any]]) -> None:
    said = record.__dict__
    for name, alias, marked, inner in _plan(type(record), mark):
        value = said[name]
        if value is None:  # as most fields of most records
            continue
        kind = type(value)
        if kind is tuple:
            if not value:
                continue
            here = (*path, alias)
            for index, item in enumerate(value):
                if is_part(type(item)):
                    if inner:
                        _add_values(item, mark, (*here, index), found)
                elif marked is not None:
                    found.append(((*here, index), record, marked, item))
        elif is_part(kind):
            if inner:
                _add_values(value, mark, (*path, alias), found)
        elif kind is dict and inner:
            here = (*path, alias)
            for key, item in value.items():
                if is_part(type(item)):
                    _add_values(item, mark, (*here, key), found)
        elif marked is not None:
            found.append(((*path, alias), record, marked, value))


def _is_part(kind: type) -> bool:
    return issubclass(kind, BaseModel)


is_part: Callable[[type], bool] = cache(_is_part)
"""Tells whether a class is one of parts: asked of the class of each value, since pydantic has `isinstance` answered in
Python."""


M = TypeVar("M", bound=BaseModel)


def find_parts(record: BaseModel, kind: type[M], path: Path = ()) -> Iterator[tuple[Path, M]]:
    """Yield (path, part) of every part of a record that is of a kind, those inside other parts too."""
    for name, alias in _list_fields_to(type(record), kind):
        value, here = getattr(record, name), (*path, alias)
        if not value:
            continue
        items: Iterable[tuple[Path, Any]] = [(here, value)]
        if isinstance(value, tuple):
            items = (((*here, index), item) for index, item in enumerate(value))
        elif isinstance(value, dict):
            items = (((*here, key), item) for key, item in value.items())
        for at, item in items:
            if isinstance(item, kind):
                yield at, item
            if isinstance(item, BaseModel):
                yield from find_parts(item, kind, at)


@cache
def _list_fields_to(model: type[BaseModel], kind: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Return (field, its name in YAML) of the fields of a model in which parts of a kind may stand, at any depth."""
    fields = model.model_fields.items()
    return tuple(
        (name, field.alias or name)
        for name, field in fields
        if _leads_to(field.annotation, lambda part: issubclass(part, kind) or issubclass(kind, part))
    )


@cache
def list_dated_fields(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Return (field, its name in YAML) of the fields of a model that are dates, or in which parts stand that have some
    or are told at some time, at any depth; in order."""
    fields = model.model_fields.items()
    return tuple(
        (name, one.alias or name)
        for name, one in fields
        if _is_date(one.annotation) or _leads_to(one.annotation, _has_a_time)
    )


def _has_a_time(part: type[BaseModel]) -> bool:
    return issubclass(part, Told) or any(_is_date(field.annotation) for field in part.model_fields.values())


def _is_date(annotation: Any) -> bool:
    return annotation is PartialDate or any(_is_date(part) for part in get_args(annotation))


@cache
def list_day_fields(model: type[BaseModel]) -> tuple[bool, tuple[str, ...], tuple[str, ...]]:
    """Return whether a model has `within`, its fields of the day, and that of the end: to ask a part for a field that
    it has not takes longer than to read ten that it has."""
    known = model.model_fields
    days, end = ([name for name in names if name in known] for names in (("date", "since", "as_of"), ("end",)))
    return "within" in known, tuple(days), tuple(end)


@cache
def _plan(model: type[BaseModel], mark: Mark[T]) -> tuple[tuple[str, str, T | None, bool], ...]:
    """Return (field, its name in YAML, its mark, whether parts with marked fields stand in it, at any depth) for the
    fields of a model that matter."""

    def has_marked(part: type[BaseModel]) -> bool:
        return any(mark(name, field) is not None for name, field in part.model_fields.items())

    rows = (
        (name, field.alias or name, mark(name, field), name != "sources" and _leads_to(field.annotation, has_marked))
        for name, field in model.model_fields.items()
    )
    return tuple(row for row in rows if row[2] is not None or row[3])


def _leads_to(annotation: Any, wanted: Callable[[type[BaseModel]], bool]) -> bool:
    """Tell whether a model that is wanted stands in a type, or in the fields of its models; a name of one that is not
    known yet (blocks that hold blocks) may be any."""
    return any(part is None or wanted(part) for part in _list_parts(annotation))


def _list_parts(annotation: Any) -> Iterator[type[BaseModel] | None]:
    """Yield every model of which a type is made, and those inside them, each once; None for one that is not known."""
    seen: set[type[BaseModel]] = set()
    left = [annotation]
    while left:
        one = left.pop()
        if isinstance(one, ForwardRef):
            yield None
        elif not (isinstance(one, type) and issubclass(one, BaseModel)):
            left += get_args(one)
        elif one not in seen:
            seen.add(one)
            yield one
            left += [field.annotation for field in one.model_fields.values()]


@lru_cache(maxsize=4096)
def name_fields(model: type[BaseModel], path: Path) -> tuple[str | None, ...]:
    """Return for each step of a path in a record the field that it is; None for a place in a list and for a key that
    its author chose: a language, the id of a source. `id` is a field of a record, and Indonesian in a name."""
    named: list[str | None] = []
    here: tuple[Any, ...] = (model,)
    for step in path:
        parts = [part for one in here for part in _list_members(one)]
        models = [part for part in parts if isinstance(part, type) and issubclass(part, BaseModel)]
        fields = [types[step] for types in map(_list_field_types, models) if step in types]
        named.append(str(step) if fields else None)
        # a list gives (X, ...), what has keys gives (key, X), and neither has a field of the name
        here = tuple(fields) or tuple(inner for part in parts for inner in get_args(part) if inner is not ...)
    return tuple(named)


def leads_through(model: type[BaseModel], path: Path, fields: frozenset[str]) -> bool:
    """Tell whether one of the steps of a path in a record is one of these fields."""
    return not fields.isdisjoint(path) and any(name in fields for name in name_fields(model, path))


def _list_members(annotation: Any) -> Iterator[Any]:
    """Yield the types of a union, each without what is said beside it; any other type is one."""
    if isinstance(annotation, UnionType) or get_origin(annotation) in (Union, Annotated):
        parts = get_args(annotation)
        for part in parts[:1] if get_origin(annotation) is Annotated else parts:
            yield from _list_members(part)
    else:
        yield annotation


@cache
def _list_field_types(model: type[BaseModel]) -> dict[str | int, Any]:
    """Return the types of a model's fields, by their names in YAML."""
    model.model_rebuild()  # the types of blocks that hold blocks are known only then
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def find_blocks(records: Iterable[BlockRecord], path: Path = ("blocks",)) -> Iterator[tuple[Path, BlockRecord]]:
    """Yield every block with its path, those of a subsection behind the subsection itself."""
    for index, block in enumerate(records):
        here = (*path, index)
        yield here, block
        if isinstance(block, SectionBlock):
            yield from find_blocks(block.blocks, (*here, "blocks"))


def change_blocks(
    records: Iterable[BlockRecord], change: Callable[[BlockRecord], BlockRecord]
) -> tuple[BlockRecord, ...]:
    """Return the blocks with `change` made of each that is no subsection, and of those inside subsections."""
    return tuple(
        block.model_copy(update={"blocks": change_blocks(block.blocks, change)})
        if isinstance(block, SectionBlock)
        else change(block)
        for block in records
    )
