"""Make edits in the text of a file: read it, change its nodes, lay them out, keep all lines that say the same.

In: the text, the file's path in the workspace, edits. Out: the new text, which was read again and says what it has to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from generator.authoring.fmt.files import lay_out_new
from generator.authoring.fmt.layout import write_yaml
from generator.authoring.fmt.order import arrange
from generator.authoring.fmt.tree import Mapping, Node, NotLaidOut, Scalar, TreeEntry, read
from generator.authoring.splice.change import InsertItem, MoveItem, Path, RemoveValue, SetValue, ValueEdit, change
from generator.authoring.splice.lines import keep_lines
from generator.authoring.splice.nodes import make_node, read_plain, says_same
from generator.base import codes
from generator.base.diagnostics import BriefingError, Origin
from generator.records.load.parse import leave_places, parse
from generator.records.schema.files import find_file_kind


def set_value(text: str, name: str, path: Path, value: Any) -> str:
    """Return the text with the value at a path: what was there already and stays keeps its lines."""
    return apply_value_edits(text, name, [SetValue(path, value)])


def remove_value(text: str, name: str, path: Path) -> str:
    """Return the text without the name, or the item of a list, at a path, and without the comment right above it."""
    return apply_value_edits(text, name, [RemoveValue(path)])


def insert_item(text: str, name: str, path: Path, place: int, value: Any) -> str:
    """Return the text with an item more in the list at a path, before the one that has the place."""
    return apply_value_edits(text, name, [InsertItem(path, place, value)])


def append_item(text: str, name: str, path: Path, value: Any) -> str:
    """Return the text with an item more at the end of the list at a path; a list that is not there is begun."""
    return apply_value_edits(text, name, [InsertItem(path, len(text), value)])


def move_item(text: str, name: str, path: Path, start: int, end: int) -> str:
    """Return the text with an item of the list at a path at another place."""
    return apply_value_edits(text, name, [MoveItem(path, start, end)])


def write_new(name: str, value: dict[str, Any]) -> str:
    """Return a new file that says this, as `fmt` has it."""
    root = make_node(value)
    assert isinstance(root, Mapping)
    return lay_out_new(_lay_out(root, name), name)


def apply_value_edits(text: str, name: str, edits: Iterable[ValueEdit]) -> str:
    """Return the text of the file `name` (its path in the workspace) with edits made one after the other.

    Raises BriefingError (D00x, D013) where the file can't be read, or is written so that nothing can be put into it,
    and NoSuchPlace where a path leads to nothing.
    """
    mark, lines = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    lines = lines.replace("\r\n", "\n").replace("\r", "\n")
    if not lines.strip():
        lines = ""
    else:
        before, problems = parse(lines, name)
        if before is None or problems:
            raise BriefingError(problems)
    try:
        root, untouched = read(lines), read(lines)
    except NotLaidOut as fault:
        raise _refuse(lines, name, fault.offset) from None
    old = [*_list_entries(root), *_list_entries(untouched)]
    known = {id(entry) for entry in old}
    for edit in edits:
        change(root, edit)
    wanted = read_plain(root)
    after = _lay_out(root, name, known)
    if not _says(after, name, wanted):
        raise _refuse(lines, name, 0)
    kept = keep_lines(text.removeprefix(mark), _lay_out(untouched, name, known), after)
    # a file whose lines stand otherwise than `fmt` has them may not take the new ones among them
    return mark + (kept if _says(kept.replace("\r\n", "\n").replace("\r", "\n"), name, wanted) else after)


def _lay_out(root: Mapping, name: str, known: set[int] | None = None) -> str:
    """Return the text of nodes; the entries that are `known`, by their `id()`, stay in the order of the file's author,
    whichever names stand before others in the schema."""
    kind = find_file_kind(PurePosixPath(name))
    if kind is None:
        return write_yaml(root, set())
    written = {id(node): list(node.entries) for node in _list_mappings(root)}
    prose = arrange(root, kind)
    for node in _list_mappings(root) if known is not None else ():
        node.entries = _keep_order(written[id(node)], node.entries, known or set())
    return write_yaml(root, prose)


def _keep_order(written: list[TreeEntry], sorted_: list[TreeEntry], known: set[int]) -> list[TreeEntry]:
    """Return entries in the order in which they were written, each new one behind the one that it follows when all
    are in order."""
    made = [entry for entry in written if id(entry) in known]
    before: TreeEntry | None = None
    for entry in sorted_:
        if id(entry) not in known:
            made.insert(_find(made, before) + 1 if before else 0, entry)
        before = entry
    return made


def _list_mappings(node: Node) -> Iterator[Mapping]:
    if isinstance(node, Mapping):
        yield node
    if not isinstance(node, Scalar):
        for entry in node.entries:
            yield from _list_mappings(entry.value)


def _list_entries(node: Node) -> Iterator[TreeEntry]:
    if not isinstance(node, Scalar):
        for entry in node.entries:
            yield entry
            yield from _list_entries(entry.value)


def _says(text: str, name: str, wanted: Any) -> bool:
    """Tell whether a text can be read and says what it has to."""
    if not text.strip():
        return bool(wanted == {})
    said, problems = parse(text, name)
    return said is not None and not problems and says_same(leave_places(said), wanted)


def _refuse(text: str, name: str, offset: int) -> BriefingError:
    line = text[:offset].count("\n")
    written = (text.split("\n") or [""])[line]
    return BriefingError([
        codes.NOT_LAID_OUT.at(
            Origin(name, line + 1, len(written) - len(written.lstrip()) + 1),
            "this is written in a way in which nothing can be changed without losing something",
            "write each name on a line of its own, with comments above it or behind it",
            excerpt=written,
            width=max(1, len(written.strip())),
        )
    ])  # fmt: skip


def _find(entries: list[TreeEntry], wanted: TreeEntry) -> int:
    """Return the place of this very entry: others may say the same."""
    return next(number for number, entry in enumerate(entries) if entry is wanted)
