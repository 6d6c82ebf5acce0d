"""Tell words and places of a file by number: of a word that stands in its text as it is, only where it stands is
written.

In: trees, and the text of their file. Out: bytes, and from these and the text the words and places in their order.
"""

from __future__ import annotations

import pickle
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import accumulate, chain, islice
from typing import Any

from generator.records.load.parse import Map, Place
from generator.records.load.values import begin_sharing

_SHORT, _AROUND = 40, 200


class Words:
    """The words and places of a file. `_spans` are where words stand in its text, of those in several lines (a block of
    `|` or `>`) line by line, `_folded` those of which the lines were joined by spaces, `_names` what fields are called
    that is not written there, `_again` further objects for the same. It is `whole` where every word of its trees is
    told by its place."""

    def __init__(self, text: str):
        self._text = text
        self._starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
        self._spans: dict[str, tuple[int, ...]] = {}
        self._folded: set[str] = set()
        self.whole = True
        self._known: dict[str, str] = {}
        self._names: list[str] = []
        self._places: list[Place] = []
        self._placed: set[int] = set()
        self._again: dict[int, str] = {}
        self._objects: Mapping[str, Any] = {}
        self._order: list[Any] = []

    def add_tree(self, tree: Map) -> None:
        """Note where the words of a tree stand, and its places; one that stands inside another was noted with it."""
        if id(tree) in self._placed:
            return
        said: list[tuple[str, int, int]] = []
        _gather(tree, said, self._places, self._placed)
        known, again, spans, starts, find = self._known, self._again, self._spans, self._starts, self._text.find
        lines = len(starts)
        for word, row, column in said:
            first = known.get(word)
            if first is None and row < lines:  # there may be ends of lines that count in YAML alone
                start, size = starts[row] + column, len(word)
                at = find(word, start, start + size + _AROUND)  # after a quotation mark, or on the next line
                if at >= 0:
                    spans[word], known[word] = (at, at + size), word
                elif lined := _find_lines(word, self._text, start):
                    spans[word], known[word] = lined, word
                elif folded := _find_folded(word, self._text, start):
                    spans[word], known[word] = folded, word
                    self._folded.add(word)
                else:
                    self.whole = False
            elif first is None:
                self.whole = False
            elif first is not word:
                again[id(word)] = word

    def add_names(self, names: Iterable[str]) -> None:
        """Note what fields are called, which Python keeps once each."""
        self._names += [name for name in map(sys.intern, names) if not self.add_again(name)]

    def add_objects(self, objects: Mapping[str, Any]) -> None:
        """Note objects that are told by their names alone."""
        self._objects = objects

    def add_again(self, word: str) -> bool:
        """Note an object that says a word as well; tell whether that word stands in the text."""
        known = self._known.get(word)
        if known is not None and known is not word:
            self._again[id(word)] = word
        return known is not None

    def find(self, word: str) -> str:
        """Return the object that says a word and is told by its number, where there is one."""
        return self._known.get(word, word)

    def number(self) -> dict[int, tuple[int, Any]]:
        """Return everything with its number, as picklers know it; after `write`."""
        order = self._order
        return dict(zip(map(id, order), enumerate(order), strict=True))

    def write(self) -> bytes:
        """Return all of it as bytes."""
        kinds: list[list[str]] = [[], [], [], [], []]
        for word, span in self._spans.items():
            at = (
                4
                if word in self._folded
                else 3
                if len(span) > 2
                else 2
                if len(word) >= _SHORT
                else 0
                if word.isidentifier()
                else 1
            )
            kinds[at].append(word)
        words, again = list(chain.from_iterable(kinds)), self._again.values()
        said = map(self._known.__getitem__, words)
        self._order = [*said, *self._names, *self._objects.values(), *again]
        numbers = dict(zip(words, range(len(words)), strict=True))
        parts = (
            [_pack(chain.from_iterable(map(self._spans.__getitem__, kind))) for kind in kinds],
            [_pack(len(self._spans[word]) // 2 for word in kind) for kind in kinds[3:]],
            self._names,
            _pack(chain.from_iterable(self._places)),
            _pack(map(numbers.__getitem__, again)),
            "\n".join(self._objects),
        )
        return pickle.dumps(parts, pickle.HIGHEST_PROTOCOL)


def _find_lines(word: str, text: str, start: int) -> tuple[int, ...]:
    """Return where the lines of a word stand in a text, beginning from a place; nothing where one does not."""
    spans: list[int] = []
    for line in word.split("\n"):
        at = text.find(line, start, start + len(line) + _AROUND)
        if at < 0:
            return ()
        start = at + len(line)
        spans += (at, start)
    return tuple(spans) if len(spans) > 2 else ()


def _find_folded(word: str, text: str, start: int) -> tuple[int, ...]:
    """Return where the lines stand that were joined by spaces into a word, beginning on the line of a place or the next
    one; nothing where they were not."""
    for at in (start, text.find("\n", start) + 1):
        spans: list[int] = []
        said = 0
        while said < len(word):
            end = text.find("\n", at)
            whole = text[at : end if end >= 0 else len(text)]
            line = whole.strip(" ")
            if (
                not line
                or not word.startswith(line, said)
                or word[said + len(line) : said + len(line) + 1] not in ("", " ")
            ):
                break
            begin = at + len(whole) - len(whole.lstrip(" "))
            spans += (begin, begin + len(line))
            said, at = said + len(line) + 1, at + len(whole) + 1
        if said == len(word) + 1:
            return tuple(spans)
    return ()


def _gather(node: Any, said: list[tuple[str, int, int]], places: list[Place], placed: set[int]) -> None:
    """Add the words of a tree with the places at which they begin, the places of all values, and which parts it has."""
    placed.add(id(node))
    if isinstance(node, Map):
        at = [node.at[name] for name in node]
        said += [(name, place[0], place[1]) for name, place in zip(node, at, strict=True)]
        values: Iterable[Any] = node.values()
    else:
        at, values = node.at, node
    places += at
    for value, place in zip(values, at, strict=True):
        if type(value) is str:
            said.append((value, place[2], place[3]))
        elif value is not None:
            _gather(value, said, places, placed)


def read_words(
    said: Any, text: str, find: Callable[[str], Iterable[Any]]
) -> tuple[list[Any], Callable[[Iterable[Map]], None]]:
    """Return what `Words.write` wrote, in the order of its numbers, and what gives trees their places: short words and
    places are the very ones of other files, as in files that are parsed, and names are those of Python's own; `find`
    finds objects by their names."""
    spans, sizes, names, places, again, objects = said
    own, short, long, *lines = ([text[begin:end] for begin, end in _take(_unpack(one), 2)] for one in spans)
    lined, folded = (_join(joint, *one) for joint, *one in zip("\n ", lines, sizes, strict=True))
    share = begin_sharing()
    found: list[Any] = [*map(sys.intern, own), *map(share, short, short), *long, *lined, *folded]
    found += map(sys.intern, names)
    found += find(objects)
    found += [found[number] for number in _unpack(again)]
    quads = list(_take(_unpack(places), 4))
    return found, partial(_place_trees, iter(list(map(share, quads, quads))))


def _join(joint: str, lines: list[str], sizes: bytes) -> list[str]:
    each = iter(lines)
    return [joint.join(islice(each, size)) for size in _unpack(sizes)]


def _place_trees(places: Iterator[Place], trees: Iterable[Map]) -> None:
    """Give the values of trees their places, in the order in which these were written."""
    for tree in trees:
        if not hasattr(tree, "at"):  # it stands in no other
            _place(tree, places)


def _place(node: Any, places: Iterator[Place]) -> None:
    values: Iterable[Any] = node
    if type(node) is Map:
        node.at = dict(zip(node, places, strict=False))  # no more of them than there are names
        values = node.values()
    else:
        node.at = list(islice(places, len(node)))
    for value in values:
        if type(value) is not str and value is not None:
            _place(value, places)


def _pack(numbers: Iterable[int]) -> bytes:
    """Return numbers as bytes, two each where that is enough."""
    said = list(numbers)
    try:
        return b"\0" + array("H", said).tobytes()
    except OverflowError:
        return b"\1" + array("L", said).tobytes()


def _unpack(said: bytes) -> array[int]:
    numbers = array("L" if said[0] else "H")
    numbers.frombytes(said[1:])
    return numbers


def _take(numbers: Iterable[int], size: int) -> Iterator[Any]:
    return zip(*[iter(numbers)] * size, strict=True)
