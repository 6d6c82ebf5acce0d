"""Let what says the same as in the version before be the very same, so that nobody looks at it again who has seen it.

In: the parts of a document, and those of the version before by their ids. Out: equal parts, of which those that are
equal to an earlier one are that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from operator import is_
from typing import Any, TypeVar

from generator.paper.document.model import Box, Document, ItemList, ListItem, Note, Section, Table

T = TypeVar("T")


class Settled:
    """The parts and notes of the last versions of a document, by id."""

    def __init__(self) -> None:
        self._parts: dict[tuple[type, str], Any] = {}
        self._notes: dict[str, Note] = {}

    def settle(self, document: Document) -> Document:
        """Return an equal document that shares what it can with the versions before."""
        sections = self._settle_all(document.sections)
        notes = self.settle_notes(document.notes)
        return replace(document, sections=sections, notes=notes)

    def settle_notes(self, notes: Mapping[str, Note]) -> dict[str, Note]:
        """Return the notes; those that are equal to one of the version before are that."""
        known = self._notes
        self._notes = {id: old if (old := known.get(id)) == note else note for id, note in notes.items()}
        return self._notes

    def _settle_all(self, parts: Iterable[T]) -> tuple[T, ...]:
        return tuple(map(self._settle, parts))

    def _settle(self, part: T) -> T:
        place = (type(part), part.id)  # type: ignore[attr-defined]  # parts of documents have ids
        known = self._parts.get(place)
        if known is not None and known == part:  # of what is the very same no two fields are compared
            return known  # type: ignore[no-any-return]
        match part:
            case Section() | Box() | ListItem():
                part = put_inside(part, blocks=self._settle_all(part.blocks))
            case ItemList():
                part = put_inside(part, items=self._settle_all(part.items))
            case Table():
                part = put_inside(part, head=self._settle_all(part.head), body=self._settle_all(part.body))
        self._parts[place] = part
        return part


def put_inside(part: T, **made: tuple[Any, ...]) -> T:
    """Return a part with what was made of those in it, by the names of its fields; where that is the very same, it is
    itself."""
    for key, inner in made.items():
        before = getattr(part, key)
        if len(inner) != len(before) or not all(map(is_, inner, before)):
            return replace(part, **made)  # type: ignore[type-var]  # parts of documents are dataclasses
    return part
