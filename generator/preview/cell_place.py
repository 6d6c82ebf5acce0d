"""Find the line from which the words of a table's cell come: not that of the record, which may have a hundred.

In: a document, the row and the cell in it, the record of the row. Out: a place, or None where nothing tells it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.base.diagnostics import Origin
from generator.paper.document import Document, Row, Table, walk
from generator.records.load import Entry, PathInRecord, is_limited

_FIELDS = {
    "name": ("names",),
    "about": ("occupation", "affiliations", "place", "gender"),
    "since": ("stages", "timeline"),
    "taken": ("stages", "timeline"),
    "charges": ("charges",),
    "sentence": ("sentence",),
    "held": ("detention", "stages"),
    "held_last": ("detention", "stages"),
    "status": ("timeline", "stages"),
    "recognised": ("recognitions",),
    "sources": ("sources",),
}
"""The fields of a case from which the cells of a list of people come, by the key of the column."""


def find_cell_place(document: Document, row_id: str, index: int, entry: Entry[Any] | None) -> Origin | None:
    """Return where the words of a cell are written: where they say it themselves, or in the field that its column
    prints."""
    for part, around in walk(document.sections):
        table = around[-1] if around else None
        if isinstance(part, Row) and part.id == row_id and isinstance(table, Table) and index < len(part.cells):
            for paragraph in part.cells[index].blocks:
                own = [paragraph.origin, *(getattr(inline, "origin", None) for inline in paragraph.inlines)]
                if said := next((place for place in own if place and place != part.origin), None):
                    return said
            return _of_field(entry, table.columns[index].key) if entry and index < len(table.columns) else None
    return None


def _of_field(entry: Entry[Any], column: str) -> Origin | None:
    """Return the place of the first field that the record has of those which a column prints."""
    if entry.collection != "cases":
        return None
    for name in _FIELDS.get(column, ()):
        found = list(_find(entry.tree, name, ()))
        if found:
            first = column in ("since", "taken")
            return entry.origin(*found[0 if first else -1])
    return None


def _find(node: Any, name: str, path: PathInRecord) -> Iterator[PathInRecord]:
    """Yield the paths of all fields of a name, in the order of the file; what is `{value: …, visibility: …}` is its
    value."""
    if is_limited(node):
        yield from _find(node["value"], name, path)
        return
    for key, value in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        if key == name:
            yield (*path, key)
        yield from _find(value, name, (*path, key))
