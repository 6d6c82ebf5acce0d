"""Read of a workspace what can matter to some editions.

In: the workspace, the editions, what is known of its files. Out: what the others say, or None where all have to be
read.

A file is read where anything that is read has a word in it that is an id of that file: a field, a mention in prose, a
note, a list. Then what is known of the files that were left unread has to go with the others: no id twice, everything
there that they name, the days of their sources as they were, nobody added again who withdrew. Where something is wrong,
however small, all is read: so what is wrong is told in the same words as ever.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.base.inputs import VERIFIED
from generator.records.aside import BETWEEN, Partly
from generator.records.load import Aside, Dataset, keep_read, list_all_entries, load
from generator.records.resolve import resolve
from generator.records.resolve.references import exists
from generator.records.resolve.removed import list_removed
from generator.records.schema.base import Visibility
from generator.runs.archive.index import Index, read_contents
from generator.runs.archive.summary import say_days
from generator.runs.fingerprint import list_with_predecessors

_WORD = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_WORD_IN_BYTES = re.compile(_WORD.pattern.encode())
_MOST = 4
"""How often it is begun again, where an id stands in what was read and did not stand in the bytes of its file."""


def read_part(
    index: Index, editions: Sequence[str], reader: Visibility, program: bytes | None = None
) -> Dataset | None:
    """Return what the files say that can matter to the editions; None where all have to be read. `program` is that of
    `load`."""
    root, known = index.files.root, index.known
    ids = _list_ids(known)
    if ids is None:
        return None
    wanted = _find_wanted(index, editions, ids)
    for _ in range(_MOST):
        leave = {name: one for name, one in known.items() if name not in wanted}
        try:
            dataset, problems = load(root, editions, leave, index.files, program)
        except FileNotFoundError:
            return None  # it was taken away since it was seen
        if problems or dataset.broken or dataset.unread or not dataset.aside:
            return None
        more = ids.list_files(_list_words(dataset)) & dataset.aside.keys()
        if not more:
            break
        wanted |= more
    else:
        return None
    read = keep_read(dataset)
    return None if not _goes_together(dataset, read) or resolve(read, reader) else dataset


@dataclass(frozen=True, slots=True)
class _Ids:
    """The known files by the ids of the records in them."""

    cases: Mapping[str, str]
    sources: Mapping[str, str]

    def list_files(self, words: Collection[str]) -> set[str]:
        """Return the files of which a record has one of these words as its id."""
        found = {self.cases[word] for word in words if word in self.cases}
        return found | {self.sources[word] for word in words if word in self.sources}


def _list_ids(known: Mapping[str, Aside]) -> _Ids | None:
    """Return the files by their ids; None where two records of one kind have the same id."""
    cases = {one.case: name for name, one in known.items()}
    sources = {source.id: name for name, one in known.items() for source in one.sources}
    if len(cases) < len(known) or len(sources) < sum(len(one.sources) for one in known.values()):
        return None
    return _Ids(cases, sources)


def _find_wanted(index: Index, editions: Sequence[str], ids: _Ids) -> set[str]:
    """Return the known files of which a word stands in files that are read."""
    root, known = index.files.root, index.known
    folders = {f"briefings/{one}/" for edition in editions for one in list_with_predecessors(root, edition)}
    names = [row[0] for row in index.files.rows if row[0] not in known and row[0].endswith(".yaml")]
    todo = [
        name
        for name in names
        if name.startswith("data/") or name.endswith(f"/{VERIFIED}") or f"{name.rpartition('/')[0]}/" in folders
    ]
    wanted = ids.list_files({need.partition("/")[2] for need in _join(one.needs for one in known.values())})
    todo += wanted
    while todo:
        said = b"\n".join(read_contents(root, todo).values())
        words = {word.decode() for word in set(_WORD_IN_BYTES.findall(said))}
        todo = [*ids.list_files(words) - wanted]
        wanted.update(todo)
    return wanted


def _list_words(dataset: Dataset) -> set[str]:
    """Return every word of what was read that may be an id."""
    words: set[str] = set()
    for entry in (*list_all_entries(keep_read(dataset)), *dataset.signatures.values()):
        for said in _list_texts(entry.tree):
            words.update(_WORD.findall(said))
    return words


def _list_texts(node: object) -> Iterator[str]:
    """Yield all that stands in a tree, names and values."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        yield from node
        for value in node.values():
            yield from _list_texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _list_texts(value)


def _goes_together(dataset: Dataset, read: Dataset) -> bool:
    """Tell whether nothing is wrong between the files that were left unread and those that were read."""
    for whole, records in ((dataset.cases, read.cases), (dataset.sources, read.sources)):
        if isinstance(whole, Partly) and not whole.unread.isdisjoint(records):
            return False
    aside = dataset.aside.values()
    if not all(exists(read, *_split(need)) for need in _join(one.needs for one in aside)):
        return False
    if any(say_days(read, said.partition("\n")[0]) != said for said in _join(one.dates for one in aside)):
        return False
    removed = {" ".join(form) for form in list_removed(read)}
    return not removed or all(removed.isdisjoint(one.called.split(BETWEEN)) for one in aside)


def _join(said: Iterable[tuple[str, ...]]) -> set[str]:
    return set().union(*{id(one): one for one in said}.values())  # many files say the same


def _split(need: str) -> tuple[str, str]:
    kind, _, id = need.partition("/")
    return kind, id
