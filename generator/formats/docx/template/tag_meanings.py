"""What a name in a tag stands for, told without rendering: from the types of what a template gets.

In: an expression of Jinja and the variables of the loops around it. Out: what it stands for, or the name that is not
there.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import UnionType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from jinja2 import nodes

from generator.formats.docx.template.slots import BoxFields, CoverFields, Marker, PartFields, SectionFields, TableFields

_GROUPS = (CoverFields, SectionFields, PartFields, BoxFields, TableFields)
_ONE = {"sections": "section", "section.parts": "part"}
"""What one of several is called where the table of placeholders has names for what is in it."""


class Meaning(NamedTuple):
    """What an expression stands for: its `name` in the table of placeholders, and its type (Marker for a slot)."""

    name: str
    type: Any


class UnknownName(NamedTuple):
    """A name that is not there, and those that are."""

    name: str
    near: tuple[str, ...]


ROOTS: Mapping[str, Meaning] = {
    "cover": Meaning("cover", CoverFields),
    "labels": Meaning("labels", Mapping),
    "contents": Meaning("contents", Marker),
    "sections": Meaning("sections", tuple[SectionFields, ...]),
    "running": Meaning("running", Marker),
    "mark": Meaning("mark", Marker),
    "page_of_pages": Meaning("page_of_pages", Marker),
}
"""The names that a template has from the beginning, as `slots.fields` gives them."""

Scope = dict[str, Meaning | None]
"""What variables stand for; None for what only rendering can tell."""


def find_meaning(node: nodes.Node, scope: Scope, labels: frozenset[str]) -> Meaning | UnknownName | None:
    """Return what the expression stands for, or the first name in it that is not there; None where neither can be
    told."""
    if isinstance(node, nodes.Name):
        return scope[node.name] if node.name in scope else UnknownName(node.name, tuple(sorted(scope)))
    if isinstance(node, nodes.Getattr | nodes.Getitem):
        inner = find_meaning(node.node, scope, labels)
        if not isinstance(inner, Meaning):
            return inner
        key = node.attr if isinstance(node, nodes.Getattr) else getattr(node.arg, "value", None)
        if not isinstance(key, str):
            return find_item_type(inner)
        known = list_members(inner, labels)
        if known is None:
            return None
        return known[key] if key in known else UnknownName(key, tuple(sorted(known)))
    return None


def list_members(of: Meaning, labels: frozenset[str]) -> dict[str, Meaning] | None:
    """Return what can be written behind the name and a dot; None where that is a matter of Jinja's, such as `loop`."""
    if of.type is Mapping:
        return {key: Meaning(f"labels.{key}", Marker) for key in labels}
    if of.type in _GROUPS:
        return {key: Meaning(f"{of.name}.{key}", _plain(hint)) for key, hint in get_type_hints(of.type).items()}
    return {}


def find_item_type(several: Meaning) -> Meaning | None:
    """Return what one of several stands for."""
    if get_origin(several.type) is not tuple:
        return None
    return Meaning(_ONE.get(several.name, several.name), _plain(get_args(several.type)[0]))


def _plain(hint: Any) -> Any:
    """Return the type of what is there, for something that may be missing."""
    if isinstance(hint, UnionType):
        return next(arg for arg in get_args(hint) if arg is not type(None))
    return hint
