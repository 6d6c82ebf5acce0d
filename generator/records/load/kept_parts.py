"""Make a part of a record again from what it says, without validating it.

In: the class of a part, the values that are not those where nothing is said, and the names of the fields that were
given. Out: the part as it was validated. What parts have in common stands once: which fields were given, and that
nobody has told yet when a part was told first. Nobody changes either: what is changed is a copy (`model_copy`).
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from generator.records.schema.base import Part

_set = object.__setattr__


def make_part(kind: type[Part], said: dict[str, Any], given: tuple[str, ...]) -> Part:
    """Return a part of a class."""
    values = _list_defaults(kind).copy()
    values.update(said)
    part = kind.__new__(kind)
    _set(part, "__dict__", values)
    _set(part, "__pydantic_fields_set__", _gather(given))
    _set(part, "__pydantic_extra__", None)
    _set(part, "__pydantic_private__", _list_private(kind))
    return part


def is_plain(part: Part) -> bool:
    """Tell whether a part is all that its fields say."""
    defaults, private = _list_defaults(type(part)), part.__pydantic_private__
    return [*part.__dict__] == [*defaults] and part.__pydantic_extra__ is None and private == _list_private(type(part))


def list_said(part: Part) -> dict[str, Any]:
    """Return the values of a part that are not those where nothing is said."""
    defaults = _list_defaults(type(part))
    return {name: value for name, value in part.__dict__.items() if value is not defaults[name]}


def list_given(part: Part) -> tuple[str, ...]:
    """Return the names of the fields of a part that were given, in their order."""
    return tuple(name for name in part.__dict__ if name in part.model_fields_set)


_NONE = object()
"""Stands for the value of a field that has to be given, or that may be changed: it is what no part has."""


@cache
def _list_defaults(kind: type[Part]) -> dict[str, Any]:
    """Return what the fields of a class say where nothing is said."""
    said = {name: field.get_default() for name, field in kind.model_fields.items()}
    return {name: one if isinstance(one, str | int | tuple | None) else _NONE for name, one in said.items()}


@cache
def _list_private(kind: type[Part]) -> dict[str, None] | None:
    names = kind.__private_attributes__
    return dict.fromkeys(names) if names else None


@lru_cache(maxsize=4096)
def _gather(names: tuple[str, ...]) -> set[str]:
    return set(names)
