"""Put a value into the nodes of a file, take one away, move one; comments go with what they are about.

In: the nodes, and an edit. Out: nothing; the nodes are changed in place, and those that stay are the same objects.
"""

from __future__ import annotations

import json
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as AnySequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from generator.authoring.fmt.tree import Mapping, Node, Scalar, Sequence, TreeEntry
from generator.authoring.splice.nodes import make_node, make_scalar, read_plain, write_plain
from generator.authoring.splice.wrappings import rewrap

Path = tuple[str | int, ...]
"""The names and numbers (from 0) that lead to a value; of a file with many records, the id of the record first."""


class SetValue(NamedTuple):
    """The value at a path, which is added where it is not there yet: of what is in it already, what stays the same
    keeps its lines."""

    path: Path
    value: Any


class RemoveValue(NamedTuple):
    """The name, or the item of a list, at a path goes, with the comment right above it."""

    path: Path


class InsertItem(NamedTuple):
    """An item is put into the list at a path, before the one that has the place; behind the last where none has. A
    list that is not there is begun."""

    path: Path
    place: int
    value: Any


class MoveItem(NamedTuple):
    """An item of the list at a path gets another place."""

    path: Path
    start: int
    end: int


ValueEdit = SetValue | RemoveValue | InsertItem | MoveItem


class NoSuchPlace(LookupError):
    """A path leads to nothing in the file; the message says where it ends."""


def change(root: Mapping, edit: ValueEdit) -> None:
    """Make an edit in the nodes of a file. Raises NoSuchPlace where its path leads to nothing."""
    match edit:
        case SetValue(path, value):
            _set(root, path, value)
        case RemoveValue(path):
            home = _find(root, path[:-1])
            _remove(home, home.entries[_place(home, path)])
        case InsertItem(path, place, value):
            _insert(_begin_list(root, path), place, value)
        case MoveItem(path, start, end):
            _move(_list_at(root, path), start, end)
    _open(root)


def _open(node: Node) -> bool:
    """Open the brackets around what can't stand in them; tell whether a node can."""
    if isinstance(node, Scalar):
        return node.style not in ("|", ">")
    fits = [_open(entry.value) for entry in node.entries]  # each is opened, whatever those before it are
    node.flow = node.flow and all(fits)
    return node.flow or not node.entries


# ── the way to a value ────────────────────────────────────────────────────────────────────────────────────────────────


def _find(node: Node, path: Path) -> Mapping | Sequence:
    """Return the mapping or list at a path."""
    for number in range(len(path)):
        if isinstance(node, Scalar):
            raise NoSuchPlace(_say(path[:number]))
        node = node.entries[_place(node, path[: number + 1])].value
    if isinstance(node, Scalar):
        raise NoSuchPlace(_say(path))
    return node


def _place(home: Mapping | Sequence, path: Path) -> int:
    """Return which entry of a mapping or list the last step of a path names."""
    step = path[-1] if path else ""
    if isinstance(home, Mapping):
        found = [number for number, entry in enumerate(home.entries) if entry.key and entry.key.value == str(step)]
        if found:
            return found[0]
    elif isinstance(step, int) and 0 <= step < len(home.entries):
        return step
    raise NoSuchPlace(_say(path))


def _say(path: Path) -> str:
    return f"there is nothing at {'/'.join(map(str, path)) or 'the beginning'}"


def _list_at(root: Mapping, path: Path) -> Sequence:
    home = _find(root, path)
    if isinstance(home, Sequence):
        return home
    raise NoSuchPlace(f"there is no list at {'/'.join(map(str, path))}")


def _begin_list(root: Mapping, path: Path) -> Sequence:
    """Return the list at a path; one is begun where there is none, or one word stands for it."""
    home = _find(root, path[:-1])
    try:
        entry = home.entries[_place(home, path)]
    except NoSuchPlace:
        _set(root, path, [])
        return _list_at(root, path)
    if isinstance(entry.value, Scalar):
        said = read_plain(entry.value)
        _replace(entry, make_node([] if said is None else [said]))
    return _list_at(root, path)


# ── what is done there ────────────────────────────────────────────────────────────────────────────────────────────────


def _set(root: Mapping, path: Path, value: Any) -> None:
    if not path:
        _update_mapping(root, value)
        return
    home = _find(root, path[:-1])
    try:
        entry = home.entries[_place(home, path)]
    except NoSuchPlace:
        if isinstance(home, Sequence):
            raise
        _add(home, str(path[-1]), value)
        return
    _update(entry, value)


def _update(entry: TreeEntry, value: Any) -> None:
    """Give an entry a value; what it says already stays as it is written."""
    rewrap(entry, value)
    node = entry.value
    if isinstance(node, Mapping) and isinstance(value, AnyMapping) and value:
        _update_mapping(node, value)
    elif isinstance(node, Sequence) and isinstance(value, AnySequence) and not isinstance(value, str) and value:
        _update_list(node, value)
    elif read_plain(node) != write_plain(value):
        _replace(entry, make_node(value))


def _replace(entry: TreeEntry, node: Node) -> None:
    old = entry.value
    if isinstance(old, Scalar):
        if isinstance(node, Scalar) and not old.style and node.style == '"' and old.value and "\n" not in old.raw:
            # a number that its author wrote without quotation marks is written so again
            node = _as_plain(node)
        entry.beside = entry.beside or old.note
    entry.value = node
    if entry.opening and (isinstance(node, Scalar) or not node.entries):
        entry.beside, entry.opening = entry.beside or entry.opening, ""


def _as_plain(node: Scalar) -> Scalar:
    digits = node.value.replace("-", "").replace(".", "")
    return Scalar(node.value, "", node.value) if digits.isdecimal() and digits.isascii() else node


def _update_mapping(node: Mapping, value: AnyMapping[Any, Any]) -> None:
    wanted = {str(key): inner for key, inner in value.items()}
    for entry in [one for one in node.entries if one.key and one.key.value not in wanted]:
        _remove(node, entry)
    known = {entry.key.value: entry for entry in node.entries if entry.key}
    for key, inner in wanted.items():
        if key in known:
            _update(known[key], inner)
        else:
            _add(node, key, inner)


def _update_list(node: Sequence, value: AnySequence[Any]) -> None:
    """Give a list other items: those that are in both stay, one that took the place of another is changed in it."""
    items = list(node.entries)
    before = [_dump(read_plain(entry.value)) for entry in items]
    after = [_dump(write_plain(item)) for item in value]
    place = len(items)
    for tag, a, b, c, d in reversed(SequenceMatcher(None, before, after, autojunk=False).get_opcodes()):
        place = a
        if tag == "equal":
            continue
        both = min(b - a, d - c)
        for offset in range(both):
            _update(items[a + offset], value[c + offset])
        for entry in items[a + both : b]:
            _remove(node, entry)
        for offset in range(both, d - c):
            _insert(node, place + offset, value[c + offset])


def _dump(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _add(home: Mapping, key: str, value: Any) -> None:
    if not home.entries:
        home.flow = home.flow and _is_flow({key: value})
    home.entries.append(TreeEntry(make_scalar(key), make_node(value), above=_gap(home)))


def _insert(home: Sequence, place: int, value: Any) -> None:
    entry = TreeEntry(None, make_node(value))
    if not home.entries:
        home.flow = _is_flow([value])
    if place > 0:
        entry.above = _gap(home)
    home.entries.insert(place, entry)


def _is_flow(value: Any) -> bool:
    node = make_node(value)
    return not isinstance(node, Scalar) and node.flow


def _gap(home: Mapping | Sequence) -> list[str]:
    """Return an empty line where all others of a mapping or list are kept apart by such."""
    others = home.entries[1:]
    return [""] if others and all(entry.above[:1] == [""] for entry in others) else []


def _remove(home: Mapping | Sequence, entry: TreeEntry) -> None:
    """Take an entry away with the comment right above it; empty lines stay where they keep others apart."""
    place = next(number for number, one in enumerate(home.entries) if one is entry)
    stays = _part(entry.above)[0]
    del home.entries[place]
    if place < len(home.entries):
        after = home.entries[place]
        if any(stays):
            after.above = [*stays, *after.above]
        elif place == 0:
            after.above = [*stays, *_without_gap(after.above)]
        elif stays and after.above[:1] != [""]:
            after.above = ["", *after.above]
    elif any(stays):
        home.tail = [*stays, *home.tail]


def _part(above: list[str]) -> tuple[list[str], list[str]]:
    """Return what stands above an entry in two: what is about more than it, and the comment right above it."""
    end = len(above)
    while end and above[end - 1]:
        end -= 1
    return above[:end], above[end:]


def _without_gap(above: list[str]) -> list[str]:
    first = next((number for number, one in enumerate(above) if one), len(above))
    return above[first:]


def _move(home: Sequence, start: int, end: int) -> None:
    """Give an item another place; empty lines stay at their places."""
    if not (0 <= start < len(home.entries) and 0 <= end < len(home.entries)):
        raise NoSuchPlace(f"the list has {len(home.entries)} items")
    gaps = [one.above[: len(one.above) - len(_without_gap(one.above))] for one in home.entries]
    for entry in home.entries:
        entry.above = _without_gap(entry.above)
    home.entries.insert(end, home.entries.pop(start))
    for entry, gap in zip(home.entries, gaps, strict=True):
        entry.above = [*gap, *entry.above]
