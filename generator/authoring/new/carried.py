"""Mark what a new edition takes over from an old one: each text, heading and listed id waits to be confirmed.

In: the text of a section's file. Out: the same file with `carried_over` in its heading and in every block: the old
edition's id where the block has words, and the names of what waits, one a line, where it has a list. Marks typed beside
prisoners (`marks:`) are left out: they said what was new in the old paper.
"""

from __future__ import annotations

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.records.load.yaml_edits import (
    Edit,
    apply_edits,
    compose,
    cut_lines,
    find_end,
    find_key,
    find_line_break,
    find_line_end,
    find_start,
    is_first,
)
from generator.records.schema.editions import CARRIED_OVER, DERIVED, LIST_WORDS, LISTS


def carry_over(text: str, old: str) -> str:
    """Return a section's file with everything in it marked as taken over from the edition `old`."""
    root = _unwrapped(compose(text))
    edits: list[Edit] = []
    _mark(text, root, old, edits)
    _blocks(text, root, old, edits)
    return apply_edits(text, edits)


def _blocks(text: str, node: Node, old: str, edits: list[Edit]) -> None:
    found = find_key(node, "blocks")
    for item in _unwrapped(found[1]).value if found else ():
        block = _unwrapped(item)
        if not isinstance(block, MappingNode):
            continue
        _mark(text, block, old, edits)
        if marks := find_key(block, "marks"):
            edits.append(_without(text, block, *marks))
        _blocks(text, block, old, edits)


def _mark(text: str, block: Node, old: str, edits: list[Edit]) -> None:
    """Add the edits that mark one block, or the section itself."""
    if not isinstance(block, MappingNode) or not block.value or any(find_key(block, key) for key in DERIVED):
        return
    listed = next((field for kind, field in LISTS.items() if find_key(block, kind)), None)
    waiting = _waiting(block, listed) if listed else [old]
    before = find_key(block, CARRIED_OVER)
    if before and (block.flow_style or is_first(block, CARRIED_OVER)):
        # on the line of the `-`, or of the bracket: only its value changes
        value = before[1]
        edits.append(Edit(find_start(value), find_end(value, text), f"[{', '.join(waiting)}]" if listed else old))
        return
    if before:
        edits.append(cut_lines(text, *before))
    if not waiting:
        return
    first, value = block.value[0]
    if block.flow_style:
        said = f"[{', '.join(waiting)}]" if listed else old
        edits.append(Edit(find_end(value, text), find_end(value, text), f", {CARRIED_OVER}: {said}"))
        return
    # below the first line of the block, where it is seen, and where it can be taken away as a line of its own
    place = find_line_end(text, find_end(value, text))
    indent = find_line_break(text) + " " * first.start_mark.column
    lines = f"{indent}{CARRIED_OVER}:" + ("".join(f"{indent}  - {name}" for name in waiting) if listed else f" {old}")
    edits.append(Edit(place, place, lines))


def _waiting(block: Node, listed: str) -> list[str]:
    """Return what of a list's block waits: its ids in order, then the names of its words."""
    found = find_key(block, listed)
    ids = _unwrapped(found[1]) if found else None
    names = (
        [ids.value]
        if isinstance(ids, ScalarNode)
        else [_name(item) for item in ids.value]
        if isinstance(ids, SequenceNode)
        else []
    )
    return [*names, *(name for name in LIST_WORDS if find_key(block, name))]


def _name(item: Node) -> str:
    """Return what names one entry of a list, with who may see it where the entry says so."""
    name, seen = _unwrapped(item).value, find_key(item, "visibility")
    return f"{{value: {name}, visibility: {seen[1].value}}}" if seen else str(name)


def _without(text: str, block: MappingNode, key: Node, value: Node) -> Edit:
    if block.flow_style or is_first(block, key.value):
        return Edit(find_start(value), find_end(value, text), "{}")
    return cut_lines(text, key, value)


def _unwrapped(node: Node) -> Node:
    """Return what is written as `{value: …, visibility: …}` without that."""
    while isinstance(node, MappingNode) and {key.value for key, _ in node.value} == {"value", "visibility"}:
        node = find_key(node, "value")[1]  # type: ignore[index]
    return node
