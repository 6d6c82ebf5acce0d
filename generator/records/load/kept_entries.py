"""Write the records of a file so that they can be made again from its text, without parsing or validating it.

In: entries, and the text of the file. Out: bytes, and from these and the very same text the same entries. Of the words
of a file only the places in its text are written: so what is kept of a record tells next to nothing of what it says
without the file itself. A day is made again of its words. It is pickled, since that takes a fifth of reading it; what
is read back may be made of entries, trees and the classes of the schema alone.

Only what everybody may read is written (`may_be_kept`). Of a field that is closed inside such a record, nothing but
words and days, each of which stands in the text as it is.
"""

from __future__ import annotations

import copyreg
import pickle
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, lru_cache, partial
from io import BytesIO
from itertools import chain
from typing import Any

from generator.base.kept.reader import Reader
from generator.records.load.dataset import Entry, PathInRecord, is_limited, list_values
from generator.records.load.kept_parts import is_plain, list_given, list_said, make_part
from generator.records.load.kept_words import Words, read_words
from generator.records.load.parse import Map, Seq
from generator.records.schema import Case, Record, SectionProse
from generator.records.schema.base import Part
from generator.records.schema.partial_dates import PartialDate, parse_date

Put = tuple[str, str, Entry[Record]]
"""The collection of an entry, the name under which it stands there, and the entry."""

_CLASSES: Mapping[tuple[str, str], Any] = {
    (one.__module__, one.__qualname__): one for one in (Entry, Map, Seq, parse_date, date, make_part)
}
_FIELDS = tuple(field.name for field in fields(Entry))
_SCHEMA = "generator.records.schema."
_PROTO = pickle.PROTO + bytes([pickle.HIGHEST_PROTOCOL])
_TAKE_NEXT = pickle.NONE + pickle.BINPERSID + pickle.MEMOIZE + pickle.POP


def may_be_kept(entry: Entry[Record]) -> bool:
    """Tell whether everybody may read a record, and whom it is about by the name that it says."""
    record = entry.record
    if entry.visibility != "public" or entry.unsaid:
        return False
    if isinstance(record, Case):
        return record.display == "full_name" and not record.withdrawn and not record.names.pseudonym
    return True


def write_entries(puts: Sequence[Put], text: str) -> bytes | None:
    """Return the entries of a file as bytes; None where they can't be told by its text alone."""
    if not all(may_be_kept(entry) for _, _, entry in puts):
        return None
    words = Words(text)
    for _, _, entry in puts:
        words.add_tree(entry.tree)
    if not words.whole and any(isinstance(entry.record, SectionProse) for _, _, entry in puts):
        return None  # whom its paper is for is said elsewhere
    closed = chain.from_iterable(_list_closed(entry) for _, _, entry in puts if entry.limits)
    if not all(isinstance(leaf, str) and words.add_again(leaf) for leaf in closed):
        return None
    kinds: set[type[Part]] = set()
    for _, _, entry in puts:
        _add_kinds(entry.record, kinds)
    words.add_names(set().union(*map(_list_fields, kinds)))
    words.add_objects(_name_classes(kinds))
    stream = BytesIO()
    stream.write(words.write())
    writer = _Writer(stream, words)
    writer.memo = words.number()
    writer.dump(list(puts))
    return stream.getvalue()


def read_entries(kept: bytes, text: str) -> list[Put]:
    """Return the entries that `write_entries` wrote of a file with this text."""
    stream = BytesIO(kept)
    words, place = read_words(Reader(stream, _find_class).load(), text, _find_classes)
    # each of them is put among what has a number already, as if the pickle began with it
    reader = Reader(BytesIO(_PROTO + _TAKE_NEXT * len(words) + kept[stream.tell() :]), _find_class)
    reader.persistent_load = partial(next, iter(words))  # type: ignore[method-assign]
    entries: list[Put] = reader.load()
    place(entry.tree for _, _, entry in entries)
    return entries


class _Writer(pickle.Pickler):
    """Writes entries; words and places that are known already are told by their numbers."""

    def __init__(self, stream: BytesIO, words: Words):
        super().__init__(stream, pickle.HIGHEST_PROTOCOL)
        self._words = words
        self._given: dict[tuple[str, ...], tuple[str, ...]] = {}

    def reducer_override(self, obj: Any) -> Any:
        """Return how something is made again: a tree without its places, a day of its words, a part without
        what it has where nothing is said."""
        kind = type(obj)
        if kind is Map:
            return copyreg.__newobj__, (Map,), None, None, iter(obj.items())  # type: ignore[attr-defined]
        if kind is Seq:
            return copyreg.__newobj__, (Seq,), None, iter(obj)  # type: ignore[attr-defined]
        if kind is Entry:  # as a dataclass says it, fields are looked up for each entry anew
            return Entry, tuple(getattr(obj, name) for name in _FIELDS)
        if kind is PartialDate:
            return parse_date, (self._words.find(obj.written),)
        if issubclass(kind, Part) and is_plain(obj):
            given = list_given(obj)
            return make_part, (kind, list_said(obj), self._given.setdefault(given, given))
        return NotImplemented


@cache
def _list_fields(kind: type[Part]) -> frozenset[str]:
    return frozenset(kind.model_fields)


@cache
def _find_class(module: str, name: str) -> Any:
    """Return a class of which entries are made; None for every other name."""
    if found := _CLASSES.get((module, name)):
        return found
    found = getattr(sys.modules.get(module), name, None) if module.startswith(_SCHEMA) else None
    fits = isinstance(found, type) and found.__module__ == module and (issubclass(found, Part) or is_dataclass(found))
    return found if fits else None


def _name_classes(kinds: Iterable[type[Part]]) -> Mapping[str, Any]:
    """Return the classes of which a file's entries are made, by their names: each is written once, in front."""
    return {f"{one.__module__} {one.__qualname__}": one for one in (*_CLASSES.values(), *kinds)}


@lru_cache(maxsize=1024)
def _find_classes(names: str) -> tuple[Any, ...]:
    """Return the classes of these names, each on a line."""
    found = []
    for line in names.split("\n") if names else ():
        module, _, name = line.partition(" ")
        one = _find_class(module, name)
        if one is None:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of what is kept")
        found.append(one)
    return tuple(found)


def _add_kinds(node: object, kinds: set[type[Part]]) -> None:
    """Add of which classes a record and its parts are."""
    if isinstance(node, Part):
        kinds.add(type(node))
        inside: Iterable[object] = node.__dict__.values()
    else:
        inside = node if isinstance(node, (tuple, list)) else node.values() if isinstance(node, dict) else ()
    for value in inside:
        if value and type(value) is not str:
            _add_kinds(value, kinds)


# ── what is closed ────────────────────────────────────────────────────────────────────────────────────────────────────


def _list_closed(entry: Entry[Record]) -> Iterator[object]:
    """Yield all that closed fields of a record say, as it is written and as it was understood: days as their words."""
    for limit, said in entry.limits.items():
        if said != "public":
            written = _find(entry.tree, limit)
            if written is None:
                yield None  # it is written in another form than it was understood in
            yield from (word for _, word in list_values({"": written}))
            yield from _list_leaves(_find(entry.record, limit))


def _find(node: Any, path: PathInRecord) -> Any:
    """Return what stands at a path in a record or in its tree; None where nothing does."""
    for step in path:
        while is_limited(node):
            node = node["value"]
        if isinstance(node, Part):
            node = getattr(node, str(step), None)
        elif isinstance(step, str):
            node = node.get(step) if isinstance(node, dict) else None
        else:
            node = node[step] if isinstance(node, (list, tuple)) and step < len(node) else None
    return node


def _list_leaves(node: object) -> Iterator[object]:
    if isinstance(node, Part):
        yield from chain.from_iterable(_list_leaves(getattr(node, name)) for name in node.model_fields_set)
    elif isinstance(node, (tuple, list)):
        yield from chain.from_iterable(map(_list_leaves, node))
    elif isinstance(node, dict):
        yield from chain.from_iterable(map(_list_leaves, chain.from_iterable(node.items())))
    elif node is not None:
        yield node.written if isinstance(node, PartialDate) else node
