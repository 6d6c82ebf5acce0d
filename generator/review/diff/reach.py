"""Find the records that a paper uses: those that its sections name, and those that these cite.

Cases and recommendations count where the sections themselves name them; a figure that another paper prints is no matter
of this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from generator.paper.assemble.citations import find_citations
from generator.paper.select import SelectedEdition
from generator.records.load.texts import find_texts
from generator.records.resolve.references import list_references
from generator.records.resolve.wordings import KINDS
from generator.records.schema import COLLECTIONS

REFERENCE = re.compile(r"\[([^\]\[]*)\]\((" + "|".join(KINDS) + r"):([a-z0-9./-]+)\)")
"""A mention in prose: words, kind, id."""

_FOREMOST = frozenset({"cases", "recommendations"})


def find_reached(edition: SelectedEdition) -> dict[str, set[str]]:
    """Return, by collection, the ids of the picked records that the edition's paper tells of or rests on."""
    found: dict[str, set[str]] = {name: set() for name in COLLECTIONS}
    todo: list[tuple[str, str]] = []

    def reach(collection: str, id: str, foremost: bool) -> None:
        id = id.partition("/")[0]
        if (
            (foremost or collection not in _FOREMOST)
            and id in edition.records[collection]
            and id not in found[collection]
        ):
            found[collection].add(id)
            todo.append((collection, id))

    for entry in (edition.entry, *edition.sections):
        for collection, id in _named(entry.record, entry.tree):
            reach(collection, id, True)
    for id in edition.told:
        reach("cases", id, True)
    while todo:
        collection, id = todo.pop()
        entry = edition.records[collection][id]
        for other, named in _named(entry.record, entry.tree):
            reach(other, named, False)
    return found


def _named(record: BaseModel, tree: Any) -> Iterator[tuple[str, str]]:
    """Yield (collection, id) of every record that a record names, in its fields and in its words."""
    for _, collection, id in list_references(record):
        yield collection, id
    for text in find_texts(tree):
        for _, kind, id in REFERENCE.findall(text):
            yield KINDS[kind], id
        for id in find_citations(text):
            yield "sources", id
