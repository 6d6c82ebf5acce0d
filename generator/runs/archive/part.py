"""Read of a workspace what can matter to some editions.

In: the workspace, the editions, what is known of its files. Out: what the others say, or None where all have to be
read.

A file is read where anything that is read has a word in it that is an id of that file: a field, a mention in prose, a
note, a list. Then what is known of the files that were left unread has to go with the others: no id twice, everything
there that they name, the days of their sources as they were, nobody added again who withdrew. Where something is wrong,
however small, all is read: so what is wrong is told in the same words as ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.records.aside import BETWEEN, Partly
from generator.records.load import Dataset, keep_read, list_all_entries, load
from generator.records.resolve import resolve
from generator.records.resolve.references import exists
from generator.records.resolve.removed import list_removed
from generator.records.schema.base import Visibility
from generator.runs.archive.index import Index
from generator.runs.archive.summary import say_days
from generator.runs.archive.wanted import WORD, find_wanted, join_said, list_ids

_MOST = 4
"""How often it is begun again, where an id stands in what was read and did not stand in the bytes of its file."""


def read_part(
    index: Index, editions: Sequence[str], reader: Visibility, program: bytes | None = None
) -> Dataset | None:
    """Return what the files say that can matter to the editions; None where all have to be read. `program` is that of
    `load`."""
    root, known = index.files.root, index.known
    ids = list_ids(index)
    if ids is None:
        return None
    found = index.wanted.get(tuple(editions))
    wanted = find_wanted(index, editions, ids) if found is None else set(found)
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


def _list_words(dataset: Dataset) -> set[str]:
    """Return every word of what was read that may be an id."""
    words: set[str] = set()
    for entry in (*list_all_entries(keep_read(dataset)), *dataset.signatures.values()):
        for said in _list_texts(entry.tree):
            words.update(WORD.findall(said))
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
    if not all(exists(read, *_split(need)) for need in join_said(one.needs for one in aside)):
        return False
    if any(say_days(read, said.partition("\n")[0]) != said for said in join_said(one.dates for one in aside)):
        return False
    removed = {" ".join(form) for form in list_removed(read)}
    return not removed or all(removed.isdisjoint(one.called.split(BETWEEN)) for one in aside)


def _split(need: str) -> tuple[str, str]:
    kind, _, id = need.partition("/")
    return kind, id
