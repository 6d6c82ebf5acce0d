"""Take something out of a record that was read already: what is left is what reading the rest anew would make of it,
and its other parts are the very same.

In: a record, and the paths of what goes. Out: the record without it; None where only reading the rest tells whether
that is a record at all, and which: where a field goes that is needed, something of a list that may not be empty, or of
a part that may be one of several kinds.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from generator.records.load import PathInRecord
from generator.records.resolve.references import list_references
from generator.records.schema.base import RefersTo, make_tuple
from generator.records.schema.walks import is_part

P = TypeVar("P", bound=BaseModel)

_DECIDE_DATES = frozenset(("outcome",))
"""Fields of words without which other days are known of a part (records/resolve/known.py)."""

_Gone = dict[str | int, Any]
"""What goes, by the next step of its path: None where all that stands there does, else what goes inside."""


def cut(record: P, lost: Iterable[PathInRecord]) -> P | None:
    """Return a record, or a part of one, without what stands at some paths, none of them empty."""
    gone: _Gone = {}
    for path in lost:
        here: _Gone | None = gone
        for step in path[:-1]:
            here = None if here is None else here.setdefault(step, {})
        if here is not None:
            here[path[-1]] = None
    return _cut_part(record, gone) if gone else record


def are_words(record: BaseModel, lost: Iterable[PathInRecord]) -> bool:
    """Tell whether nothing but single words stand at some paths of which no date depends: no id of another record, no
    date, nothing that has either inside."""
    named = [path for path, _, _ in list_references(record)]
    return all(
        type(_find(record, path)) is str
        and path[-1] not in _DECIDE_DATES
        and not any(one[: len(path)] == path for one in named)
        for path in lost
    )


class _Field(NamedTuple):
    """A field of a part: what it is called there, whether it may lose something of what it holds."""

    name: str
    info: FieldInfo
    may_lose: bool


def _cut_part(part: P, gone: _Gone) -> P | None:
    fields, without = _list_fields(type(part)), []
    changes: dict[str, Any] = {}
    for step, inner in gone.items():
        field = fields.get(step)
        if field is None or (inner is None and field.info.is_required()):
            return None
        if inner is None:
            changes[field.name] = field.info.get_default(call_default_factory=True, validated_data={})
            without.append(field.name)
            continue
        left = _cut_value(part.__dict__[field.name], inner) if field.may_lose else None
        if left is None:
            return None
        changes[field.name] = left
    made = part.model_copy(update=changes)
    made.model_fields_set.difference_update(without)
    return made


def _cut_value(value: Any, gone: _Gone) -> Any:
    kind: type[Any] = type(value)
    if is_part(kind):
        return _cut_part(value, gone)
    if kind is not tuple and kind is not dict:
        return None
    kept = []
    for step, item in enumerate(value) if kind is tuple else value.items():
        if step in gone:
            inner = gone[step]
            if inner is None:
                continue
            if (item := _cut_value(item, inner)) is None:
                return None
        kept.append(item if kind is tuple else (step, item))
    return kind(kept)


def _find(node: Any, path: PathInRecord) -> Any:
    """Return what stands at a path; None where nothing does."""
    for step in path:
        kind: type[BaseModel] = type(node)
        if is_part(kind):
            field = _list_fields(kind).get(step)
            node = node.__dict__[field.name] if field else None
        elif type(node) is dict:
            node = node.get(step)
        else:
            node = node[step] if type(node) is tuple and isinstance(step, int) and step < len(node) else None
    return node


@cache
def _list_fields(kind: type[BaseModel]) -> dict[str | int, _Field]:
    """Return the fields of a part by their names in YAML."""
    return {
        info.alias or name: _Field(name, info, _may_lose(info.annotation, info.metadata))
        for name, info in kind.model_fields.items()
    }


def _may_lose(annotation: Any, said: Iterable[Any]) -> bool:
    """Tell whether what a field holds stays what it is whatever it loses: nothing is said of how much there is to be,
    and at no depth may it be one of two kinds that have something inside."""
    if not all(
        isinstance(one, RefersTo) or (isinstance(one, BeforeValidator) and one.func is make_tuple) for one in said
    ):
        return False
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return isinstance(inside[0], type) or _may_lose(inside[0], inside[1:])
    if origin in (Union, UnionType):
        return sum(map(_has_something_inside, inside)) < 2 and all(_may_lose(one, ()) for one in inside)
    if origin is tuple:
        return inside[-1] is ... and _may_lose(inside[0], ())
    if origin is dict:
        return _may_lose(inside[1], ())
    return isinstance(annotation, type) or origin is Literal


def _has_something_inside(annotation: Any) -> bool:
    if get_origin(annotation) is Annotated:
        return _has_something_inside(get_args(annotation)[0])
    kind = get_origin(annotation) or annotation
    return kind in (tuple, dict) or (isinstance(kind, type) and issubclass(kind, BaseModel))
