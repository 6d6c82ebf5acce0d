"""List the words that everybody may read: of public records, and of sections of papers for the public."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.base.diagnostics import Origin
from generator.paper.assemble.places import TextPlace
from generator.paper.protected_said import list_texts
from generator.paper.select import SelectedEdition
from generator.records.load import Dataset, Entry, PathInRecord
from generator.records.schema import Record
from generator.records.schema.walks import leads_through

_LEFT_OUT = frozenset(("contacts", "sources"))
"""The field in which an organisation says how it wants to be reached, which is meant to be read; and sources."""
_ADDRESSES = frozenset(("url", "archive_url"))
_NO_WORDS = frozenset(("by", "file"))
_TOLD_APART = _ADDRESSES | _NO_WORDS


def find_place(
    entry: Entry[Record], path: PathInRecord, text: str, lines: Mapping[str, list[str]], offset: int
) -> Origin:
    """Return the place of the character at `offset` in a text of a record; `lines` are those of all files."""
    return TextPlace(entry.file, lines.get(entry.file, ()), entry.origin(*path), text).at(offset)


class PublicText(NamedTuple):
    """A value of a public record as it is written, whether it is the address of a page, and the lines of all files: of
    most of them nobody asks where they stand."""

    entry: Entry[Record]
    path: PathInRecord
    text: str
    lines: Mapping[str, list[str]]
    is_address: bool

    def at(self, offset: int) -> Origin:
        """Return the place of the character at `offset`."""
        return find_place(self.entry, self.path, self.text, self.lines, offset)


def list_public_texts(entry: Entry[Record], lines: Mapping[str, list[str]]) -> Iterator[PublicText]:
    """Yield every value of a record or section that is public, whatever its field; ids are none, and neither is what
    an organisation says of its office."""
    if entry.above("public"):
        return
    model, is_closed = type(entry.record), entry.find_closed("public")
    for path, text in list_texts(entry):
        # a source inside a case is a record of its own
        if path[0] in _LEFT_OUT or (is_closed and is_closed(path)):
            continue
        if _TOLD_APART.isdisjoint(path):  # as most
            yield PublicText(entry, path, text, lines, False)
        elif not leads_through(model, path, _NO_WORDS):
            yield PublicText(entry, path, text, lines, leads_through(model, path, _ADDRESSES))


def list_written(dataset: Dataset, edition: SelectedEdition) -> Iterator[Entry[Record]]:
    """Yield the records of a paper, and its sections where it is public, as they are written, with what is not public,
    which is told by its path."""
    if edition.audience == "public":
        yield dataset.editions[edition.id]
        names = {section.record.id for section in edition.sections}
        yield from (entry for name, entry in dataset.sections.get(edition.id, {}).items() if name in names)
    for collection, records in edition.records.items():
        yield from (dataset.records[collection][id] for id in records)
