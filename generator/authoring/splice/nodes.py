"""Nodes of a file from plain values, and back.

In: what a record says, as JSON has it. Out: nodes as somebody would write them by hand, before `fmt` lays them out: in
brackets where it is short and holds nothing that holds more, line by line where it is not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as AnySequence
from typing import Any

from generator.authoring.fmt.quotes import double_quote
from generator.authoring.fmt.tree import Mapping, Node, Scalar, Sequence, TreeEntry

_SHORT = 40
"""Letters up to which a text stands beside others in brackets."""

_NULL = re.compile(r"~|null|Null|NULL|")
"""What a plain text says that says nothing (YAML 1.2, core schema)."""


def make_node(value: Any) -> Node:
    """Return a value as nodes: mappings, lists, texts, numbers, true or false, None."""
    match value:
        case AnyMapping():
            entries = [TreeEntry(make_scalar(str(key)), make_node(inner)) for key, inner in value.items()]
            return Mapping(entries, all(_is_short(entry.value) for entry in entries))
        case str():
            return make_scalar(value)
        case AnySequence():
            items = [TreeEntry(None, make_node(inner)) for inner in value]
            return Sequence(items, all(isinstance(item.value, Scalar) and _is_short(item.value) for item in items))
        case None:
            return _make_plain("null")
        case bool():
            return _make_plain(str(value).lower())
        case _:
            return _make_plain(str(value))


def make_scalar(value: str) -> Scalar:
    """Return a text: in lines of its own where it has several, and else in quotation marks, which `fmt` takes away
    again where YAML needs none."""
    if "\n" in value and _is_literal(value):
        return Scalar(value, "|", "")
    return Scalar(value, '"', double_quote(value))


def _make_plain(value: str) -> Scalar:
    return Scalar(value, "", value)


def _is_short(node: Node) -> bool:
    """Tell whether a node may stand in brackets with others."""
    if isinstance(node, Scalar):
        return node.style != "|"
    return isinstance(node, Sequence) and node.flow and all(_is_word(entry.value) for entry in node.entries)


def _is_word(node: Node) -> bool:
    return isinstance(node, Scalar) and len(node.value) <= _SHORT


def _is_literal(value: str) -> bool:
    """Tell whether a text of several lines can stand line by line as it is."""
    rows = value.split("\n")
    seen = all(row == row.rstrip() and row.replace("\u00a0", " ").isprintable() for row in rows)
    return seen and bool(value.strip()) and not value.startswith((" ", "\n"))


def read_plain(node: Node) -> Any:
    """Return what a node says: mappings, lists, texts, None."""
    if isinstance(node, Mapping):
        return {entry.key.value if entry.key else "": read_plain(entry.value) for entry in node.entries}
    if isinstance(node, Sequence):
        return [read_plain(entry.value) for entry in node.entries]
    return None if not node.style and _NULL.fullmatch(node.value) else node.value


def says_same(before: Any, after: Any) -> bool:
    """Tell whether two values say the same; of texts in several lines, whether they have the same words."""
    if isinstance(before, dict) and isinstance(after, dict):
        return before.keys() == after.keys() and all(says_same(value, after[key]) for key, value in before.items())
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(map(says_same, before, after))
    if isinstance(before, str) and isinstance(after, str) and "\n" in before.rstrip("\n") + after.rstrip("\n"):
        return before.split() == after.split()
    return bool(before == after)


def write_plain(value: Any) -> Any:
    """Return a value as it is read again: numbers, true and false as texts."""
    if isinstance(value, AnyMapping):
        return {str(key): write_plain(inner) for key, inner in value.items()}
    if isinstance(value, AnySequence) and not isinstance(value, str):
        return [write_plain(inner) for inner in value]
    return value if value is None or isinstance(value, str) else read_plain(make_node(value))
