"""What the schema says of each name in a file: its place among the others, and whether its text is prose.

In: the nodes of a file and its kind. Out: the same nodes, dates without quotation marks, names in the order of the
schema's fields; names that are ids or languages stay in the order of their author. Also the texts that papers print as
sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.authoring.fmt.tree import Mapping, Node, Scalar, Sequence
from generator.records.schema.base import Text
from generator.records.schema.editions import CARRIED_OVER
from generator.records.schema.files import FileKind
from generator.records.schema.partial_dates import PartialDate

_NOT_SENTENCES = frozenset(
    {"title", "short_title", "caption", "what", "role", "offence", "others", "court", "plaintiff"}
)
"""Texts that are names or words, and not sentences."""

_TEXT = get_args(Text)

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def arrange(root: Mapping, kind: FileKind) -> set[int]:
    """Put the names of a file in order, in place, and return the prose in it: the `id()` of each such text."""
    prose: set[int] = set()
    if kind.model is not None:
        above = root.entries[0].above if root.entries else []
        if root.entries and not kind.many:
            root.entries[0].above = []
        for node in [entry.value for entry in root.entries] if kind.many else [root]:
            _walk(node, kind.model, prose)
        if root.entries and not kind.many:
            root.entries[0].above = above + root.entries[0].above
    return prose


def _walk(node: Node, type_: Any, prose: set[int], name: str = "") -> None:
    if isinstance(node, Mapping) and {entry.key.value for entry in node.entries if entry.key} == {
        "value",
        "visibility",
    }:
        # a field that only some may see: what stands inside is the field's
        _sort(node, ["value", "visibility"])
        for entry in node.entries:
            if entry.key and entry.key.value == "value":
                _walk(entry.value, type_, prose, name)
        return
    members = _members(type_)
    if isinstance(node, Scalar):
        if set(members) >= set(_TEXT) and name not in _NOT_SENTENCES:
            prose.add(id(node))
        elif PartialDate in members and node.style in ("'", '"') and _DATE.fullmatch(node.value):
            node.style, node.raw = "", node.value  # programs quote what is no text of theirs; by hand nobody does
        return
    if isinstance(node, Sequence):
        inner = next((get_args(member)[0] for member in members if get_origin(member) is tuple), None)
        for entry in node.entries:
            _walk(entry.value, inner, prose, name)
        return
    if model := _model(node, members):
        fields, _ = _names(model)
        _sort(node, list(fields))
        for entry in node.entries:
            if entry.key and entry.key.value in fields:
                field = fields[entry.key.value]
                _walk(entry.value, field.annotation, prose, entry.key.value)
        return
    values = next((get_args(member)[1] for member in members if get_origin(member) is dict), None)
    texts = set(members) >= set(_TEXT)
    for entry in node.entries:
        _walk(entry.value, Text if texts else values, prose, name)


def _sort(node: Mapping, names: list[str]) -> None:
    """Put entries in the order of names; a name that is not known stays behind the one before which it stood."""
    places = {name: place for place, name in enumerate(names)}
    last, ranked = -1.0, []
    for number, entry in enumerate(node.entries):
        known = places.get(entry.key.value) if entry.key else None
        last = last if known is None else known
        ranked.append((last, known is None, number, entry))
    entries = [entry for *_, entry in sorted(ranked, key=lambda item: item[:3])]
    # what waits to be confirmed stands below the first line of its block, as `briefing new` writes it
    waiting = [entry for entry in entries if entry.key and entry.key.value == CARRIED_OVER]
    others = [entry for entry in entries if entry not in waiting]
    node.entries = [*others[:1], *waiting, *others[1:]]


def _members(type_: Any) -> tuple[Any, ...]:
    """Return the types that a value may have, without their annotations."""
    if id(type_) not in _KNOWN:
        _KNOWN[id(type_)] = type_, tuple(_taken_apart(type_))
    return _KNOWN[id(type_)][1]


_KNOWN: dict[int, tuple[Any, tuple[Any, ...]]] = {}
"""Types and what `_members` said of them: the types of fields are the same objects for every file."""


def _taken_apart(type_: Any) -> Iterator[Any]:
    if get_origin(type_) is Annotated:
        yield from _taken_apart(get_args(type_)[0])
    elif get_origin(type_) in (Union, UnionType):
        for one in get_args(type_):
            yield from _taken_apart(one)
    elif type_ not in (None, NoneType):
        yield type_


@cache
def _names(model: type[BaseModel]) -> tuple[dict[str, FieldInfo], frozenset[str]]:
    """Return the fields of a model by the names that YAML has for them, and which of them are needed."""
    model.model_rebuild()
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    return fields, frozenset(name for name, field in fields.items() if field.is_required())


def _model(node: Mapping, members: tuple[Any, ...]) -> type[BaseModel] | None:
    """Return the model of which a mapping is: the one that knows most of its names and misses least."""
    models = [member for member in members if isinstance(member, type) and issubclass(member, BaseModel)]
    given = {entry.key.value for entry in node.entries if entry.key}

    def strange(model: type[BaseModel]) -> tuple[int, int]:
        known, needed = _names(model)
        return len(given - known.keys()), len(needed - given)

    return min(models, key=strange, default=None)
