"""Mark a case as withdrawn: closed to everybody, with the day on which the person asked for it.

In: the text of the file of a case, its id, the day. Out: the same text with `visibility: internal`, `removed:` in its
basis and, where there is a consent, `withdrawn:` in that; all else as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from ruamel.yaml.nodes import MappingNode, Node

from generator.authoring.new.record import WHO
from generator.records.load.yaml_edits import (
    Edit,
    apply_edits,
    compose,
    find_end,
    find_key,
    find_line_break,
    find_line_end,
    find_start,
)

_BEHIND = ("sources", "proceedings", "timeline", "detention", "recognitions", "criteria", "profile", "raised_by",
           "related")  # fmt: skip
"""Fields of a case that stand behind its basis in the layout of `briefing fmt`."""


_SAID = re.compile(rf"[ \t]*#[ \t]*(?:{'|'.join(map(re.escape, WHO.values()))})[ \t]*(?=\r?\n|$)")
"""The words that `briefing new` puts behind the visibility of a record."""


def mark_withdrawn(text: str, id: str, day: str) -> str:
    """Return the text of a case's file in which the case was withdrawn on a day; a day that it says already stays."""
    root = compose(text)
    own = None if find_key(root, "names") else find_key(root, id)  # a file of one case, or of several by their ids
    return apply_edits(text, _mark(text, cast(MappingNode, own[1] if own else root), day))


def _mark(text: str, case: MappingNode, day: str) -> Iterator[Edit]:
    """Yield the edits of a case: each adds a field, or sets it."""
    closed = find_key(case, "visibility")
    if closed:
        end = find_end(closed[1], text)
        said = _SAID.match(text, end)  # what `briefing new` wrote beside it is true no more
        yield Edit(find_start(closed[1]), said.end() if said else end, "internal")
    else:
        key = find_key(case, "id")
        yield from _insert(text, case, "visibility: internal", behind=key[1] if key else None)
    basis = find_key(case, "basis")
    if basis is None:
        before = next((found[0] for name in _BEHIND if (found := find_key(case, name))), None)
        yield from _insert(text, case, f"basis: {{removed: {day}}}", before=before)
        return
    inner = _unwrap(basis[1])
    if not find_key(inner, "removed"):
        yield from _append(text, inner, f"removed: {day}")
    consent = find_key(inner, "consent")
    if consent and not find_key(_unwrap(consent[1]), "withdrawn"):
        yield from _append(text, _unwrap(consent[1]), f"withdrawn: {day}")


def _unwrap(node: Node) -> MappingNode:
    """Return the mapping that a node is, or that stands as `value` in one with a visibility of its own."""
    value = find_key(node, "value")
    return cast(MappingNode, value[1] if value else node)


def _insert(
    text: str, node: MappingNode, field: str, *, behind: Node | None = None, before: Node | None = None
) -> Iterator[Edit]:
    """Yield the edit that puts a field into a mapping: on the line behind a value, or before a name; where neither is
    said, a visibility first and any other last."""
    if node.flow_style:
        yield from _append(text, node, field)
        return
    first = node.value[0][0]
    indent = " " * first.start_mark.column
    if behind is not None:
        at = find_line_end(text, find_end(behind, text))
        yield Edit(at, at, f"{find_line_break(text)}{indent}{field}")
        return
    if before is None and field.startswith("visibility"):
        before = first
    if before is None:
        yield from _append(text, node, field)
        return
    at = find_start(before)
    yield Edit(at, at, f"{field}{find_line_break(text)}{indent}")


def _append(text: str, node: MappingNode, field: str) -> Iterator[Edit]:
    """Yield the edit that puts a field at the end of a mapping."""
    if node.flow_style:
        end = find_end(node, text) - 1  # before the brace
        if node.value:
            last = find_end(node.value[-1][1], text)
            yield Edit(last, last, f", {field}")
        else:
            yield Edit(end, end, field)
        return
    indent = " " * node.value[0][0].start_mark.column
    at = find_line_end(text, find_end(node, text))
    yield Edit(at, at, f"{find_line_break(text)}{indent}{field}")
