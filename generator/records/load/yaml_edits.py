"""Change a YAML file and leave all else in it as it was written: comments, layout, quotation marks.

In: its text. `compose` gives the nodes with their marks; edits are made at the marks, and `apply_edits` applies them
together. ruamel.yaml's own way to write a file anew would indent and break it otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode


class Edit(NamedTuple):
    """Characters from `start` to before `end` become `text`."""

    start: int
    end: int
    text: str


def compose(text: str) -> Node:
    """Return the root of the file's nodes; raise MarkedYAMLError where it is no YAML."""
    root: Node = YAML(pure=True).compose(text)
    return root


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with all edits made; they do not overlap."""
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def find_start(node: Node) -> int:
    """Return where a node begins."""
    return int(node.start_mark.index)


def find_end(node: Node, text: str) -> int:
    """Return where a node ends: after its last word, not after the comments and empty lines that follow."""
    if isinstance(node, MappingNode | SequenceNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return find_end(last[1] if isinstance(last, tuple) else last, text)
    stop = int(node.end_mark.index)
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        # empty lines at its end belong to it only where it says so
        # (https://yaml.org/spec/1.2.2/#8112-block-chomping-indicator)
        said = text[find_start(node) : stop]
        kept = "+" in said.split("\n", 1)[0]
        stop = stop - 1 if kept else find_start(node) + len(said.rstrip())
    return stop


def find_key(node: Node, key: str) -> tuple[Node, Node] | None:
    """Return the key and value nodes of a name in a mapping; None where it is not there."""
    pairs = node.value if isinstance(node, MappingNode) else ()
    return next(((name, value) for name, value in pairs if name.value == key), None)


def is_first(node: MappingNode, key: str) -> bool:
    """Tell whether a name is the first of its mapping: in a list, it stands on the line of the `-`."""
    return bool(node.value) and node.value[0][0].value == key


def find_line_end(text: str, place: int) -> int:
    """Return where the line ends on which a place is, before its line break."""
    found = text.find("\n", place)
    return len(text) if found < 0 else found - (text[found - 1 : found] == "\r")


def find_line_break(text: str) -> str:
    """Return how lines end in this file."""
    return "\r\n" if "\r\n" in text else "\n"


def cut_lines(text: str, key: Node, value: Node) -> Edit:
    """Return the edit that takes a name and its value away, with their lines."""
    begin = text.rfind("\n", 0, find_start(key)) + 1
    after = find_line_end(text, find_end(value, text))
    return Edit(begin, min(after + len(find_line_break(text)), len(text)), "")
