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


class Meant(NamedTuple):
    """What an expression stands for: its `name` in the table of placeholders, and its type (Marker for a slot)."""

    name: str
    type: Any


class Unknown(NamedTuple):
    """A name that is not there, and those that are."""

    name: str
    near: tuple[str, ...]


ROOTS: Mapping[str, Meant] = {
    "cover": Meant("cover", CoverFields),
    "labels": Meant("labels", Mapping),
    "contents": Meant("contents", Marker),
    "sections": Meant("sections", tuple[SectionFields, ...]),
    "running": Meant("running", Marker),
    "mark": Meant("mark", Marker),
    "page_of_pages": Meant("page_of_pages", Marker),
}
"""The names that a template has from the beginning, as `slots.fields` gives them."""

Scope = dict[str, Meant | None]
"""What variables stand for; None for what only rendering can tell."""


def meant(node: nodes.Node, scope: Scope, labels: frozenset[str]) -> Meant | Unknown | None:
    """Return what the expression stands for, or the first name in it that is not there; None where neither can be
    told."""
    if isinstance(node, nodes.Name):
        return scope[node.name] if node.name in scope else Unknown(node.name, tuple(sorted(scope)))
    if isinstance(node, nodes.Getattr | nodes.Getitem):
        inner = meant(node.node, scope, labels)
        if not isinstance(inner, Meant):
            return inner
        key = node.attr if isinstance(node, nodes.Getattr) else getattr(node.arg, "value", None)
        if not isinstance(key, str):
            return one_of(inner)
        known = members(inner, labels)
        if known is None:
            return None
        return known[key] if key in known else Unknown(key, tuple(sorted(known)))
    return None


def members(of: Meant, labels: frozenset[str]) -> dict[str, Meant] | None:
    """Return what can be written behind the name and a dot; None where that is a matter of Jinja's, such as `loop`."""
    if of.type is Mapping:
        return {key: Meant(f"labels.{key}", Marker) for key in labels}
    if of.type in _GROUPS:
        return {key: Meant(f"{of.name}.{key}", _plain(hint)) for key, hint in get_type_hints(of.type).items()}
    return {}


def one_of(several: Meant) -> Meant | None:
    """Return what one of several stands for."""
    if get_origin(several.type) is not tuple:
        return None
    return Meant(_ONE.get(several.name, several.name), _plain(get_args(several.type)[0]))


def _plain(hint: Any) -> Any:
    """Return the type of what is there, for something that may be missing."""
    if isinstance(hint, UnionType):
        return next(arg for arg in get_args(hint) if arg is not type(None))
    return hint
