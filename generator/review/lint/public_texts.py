"""List the words that everybody may read: of public records, and of sections of papers for the public."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.base.diagnostics import Code, Diagnostic, Origin
from generator.paper.assemble.places import TextPlace
from generator.paper.protected import list_texts
from generator.paper.select import SelectedEdition
from generator.records.load import Dataset, Entry, PathInRecord
from generator.records.schema import Record
from generator.records.schema.walks import leads_through

_OFFICES = "contacts"
"""The field in which an organisation says how it wants to be reached: that is meant to be read."""
_ADDRESSES = frozenset(("url", "archive_url"))
_NO_WORDS = frozenset(("by", "file"))


@dataclass(frozen=True, slots=True)
class PublicText:
    """A value of a public record as it is written, whether it is the address of a page, and the lines of its file: of
    most of them nobody asks where they stand."""

    entry: Entry[Record]
    path: PathInRecord
    text: str
    lines: Sequence[str]
    is_address: bool

    def at(self, offset: int) -> Origin:
        """Return the place of the character at `offset`."""
        return TextPlace(self.entry.file, self.lines, self.entry.origin(*self.path), self.text).at(offset)


def list_public_texts(
    dataset: Dataset, edition: SelectedEdition, lines: Mapping[str, list[str]]
) -> Iterator[PublicText]:
    """Yield every value of the records and sections of a paper that is public, whatever its field; ids are none, and
    neither is what an organisation says of its office."""
    for entry in _list_entries(dataset, edition):
        model = type(entry.record)
        for path, text in list_texts(entry) if not entry.above("public") else ():
            if not ((entry.limits and entry.above("public", path)) or _is_left_out(model, path)):
                yield PublicText(entry, path, text, lines.get(entry.file, ()), leads_through(model, path, _ADDRESSES))


def report_each(
    code: Code,
    public: Iterable[PublicText],
    find: Callable[[str, bool], Iterable[tuple[int, int]]],
    message: str,
    help: str,
) -> Iterator[Diagnostic]:
    """Yield a finding for each place in public words at which `find`, asked of a text and whether it is an address,
    finds something: where it begins, and how long it is. It is asked once of what many records say, in an archive nine
    tenths."""
    known: dict[tuple[str, bool], tuple[tuple[int, int], ...]] = {}
    for words in public:
        key = (words.text, words.is_address)
        found = known.get(key)
        if found is None:
            found = known[key] = tuple(find(*key))
        for start, length in found:
            yield code.at(words.at(start), message, help, width=length)


def _list_entries(dataset: Dataset, edition: SelectedEdition) -> Iterator[Entry[Record]]:
    """Yield the records of a paper as they are written, with what is not public, which is told by its path."""
    if edition.audience == "public":
        yield dataset.editions[edition.id]
        names = {section.record.id for section in edition.sections}
        yield from (entry for name, entry in dataset.sections.get(edition.id, {}).items() if name in names)
    for collection, records in edition.records.items():
        yield from (dataset.records[collection][id] for id in records)


def _is_left_out(model: type[Record], path: PathInRecord) -> bool:
    # a source inside a case is a record of its own
    return path[0] in (_OFFICES, "sources") or leads_through(model, path, _NO_WORDS)
