"""Put what an import changes into the files of the records, which keep their comments and their layout.

In: changes by file. Out: the new text of each file, and what it has to hold still when that is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from generator.authoring.case_import.merge import ValueChange
from generator.authoring.splice import InsertItem, SetValue, ValueEdit, apply_value_edits, write_new
from generator.base.inputs import read_input
from generator.records.load import Entry, is_limited
from generator.records.load.parse import Map, leave_places
from generator.records.load.texts import decode_whole
from generator.records.schema import Case


@dataclass(frozen=True, slots=True)
class FileEdits:
    """What changes in a file: values of the record of `entry`, or (`entry` None) all of a new one, which is `tree`."""

    file: str
    entry: Entry[Case] | None
    changes: tuple[ValueChange, ...]
    tree: Map | None = None


def write_changes(root: Path, edits: Iterable[FileEdits]) -> tuple[dict[Path, bytes], dict[Path, bytes | None]]:
    """Return the new contents of files, and the old ones. Raises BriefingError (D013) for a file into which nothing can
    be put."""
    files: dict[Path, bytes] = {}
    was: dict[Path, bytes | None] = {}
    for one in edits:
        path = root / one.file
        if one.entry is None:
            assert one.tree is not None
            files[path], was[path] = write_new(one.file, leave_places(one.tree)).encode(), None
            continue
        before = was.setdefault(path, read_input(path, root))
        text = decode_whole(files.get(path, before or b""), one.file)
        made = apply_value_edits(text, one.file, list(_list_edits(one)))
        files[path] = made.encode()
    return files, was


def _list_edits(one: FileEdits) -> Iterable[ValueEdit]:
    assert one.entry is not None
    around: tuple[str, ...] = () if PurePosixPath(one.file).parent.name == "cases" else (one.entry.record.id,)
    for change in one.changes:
        value = leave_places(change.after)
        if change.adds:
            place = change.path[-1]
            assert isinstance(place, int)
            yield InsertItem((*around, *_find_written(one.entry.tree, change.path[:-1])), place, value)
        else:
            yield SetValue((*around, *_find_written(one.entry.tree, change.path)), value)


def _find_written(tree: Map, path: Sequence[str | int]) -> tuple[str | int, ...]:
    """Return the path to a value as it is written: through `value` where it has a visibility of its own."""
    node: Any = tree
    written: list[str | int] = []
    for step in path:
        if is_limited(node):
            written.append("value")
            node = node["value"]
        written.append(step)
        held = isinstance(node, Mapping) and step in node
        held = held or (isinstance(node, list) and isinstance(step, int) and step < len(node))
        node = node[step] if held else None
    return (*written, "value") if is_limited(node) else tuple(written)
