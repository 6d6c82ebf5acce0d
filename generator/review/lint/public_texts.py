"""List the words that everybody may read: of public records, and of sections of papers for the public."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.base.diagnostics import Code, Diagnostic, Origin
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


class PublicText(NamedTuple):
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
        if entry.above("public"):
            continue
        model, own, is_closed = type(entry.record), lines.get(entry.file, ()), entry.find_closed("public")
        for path, text in list_texts(entry):
            # a source inside a case is a record of its own
            if path[0] in _LEFT_OUT or (is_closed and is_closed(path)) or leads_through(model, path, _NO_WORDS):
                continue
            yield PublicText(entry, path, text, own, leads_through(model, path, _ADDRESSES))


def report_each(
    code: Code,
    public: Sequence[PublicText],
    find: Callable[[str, bool], Iterable[tuple[int, int]]],
    message: str,
    help: str,
) -> Iterator[Diagnostic]:
    """Yield a finding for each place in public words at which `find`, asked of a text and whether it is an address,
    finds something: where it begins, and how long it is. It is asked once of what many records say, in an archive nine
    tenths."""
    found = {key: spots for key in _list_different(public) if (spots := tuple(find(*key)))}
    for words in public if found else ():
        for start, length in found.get((words.text, words.is_address), ()):
            yield code.at(words.at(start), message, help, width=length)


_different: list[tuple[Sequence[PublicText], tuple[tuple[str, bool], ...]]] = []


def _list_different(public: Sequence[PublicText]) -> tuple[tuple[str, bool], ...]:
    """Return the texts, each once, and whether it is an address; those of the last subject are kept, since several
    rules ask for them one after the other."""
    if not _different or _different[0][0] is not public:
        _different[:] = [(public, tuple(dict.fromkeys((words.text, words.is_address) for words in public)))]
    return _different[0][1]


def _list_entries(dataset: Dataset, edition: SelectedEdition) -> Iterator[Entry[Record]]:
    """Yield the records of a paper as they are written, with what is not public, which is told by its path."""
    if edition.audience == "public":
        yield dataset.editions[edition.id]
        names = {section.record.id for section in edition.sections}
        yield from (entry for name, entry in dataset.sections.get(edition.id, {}).items() if name in names)
    for collection, records in edition.records.items():
        yield from (dataset.records[collection][id] for id in records)
