"""Find what is there already and may be the same as a new record: a person of nearly the same name, a source with the
same address. Nothing is decided: whoever makes the record is told, and asked. Names of people are compared as in every
command (generator/base/text/name_scores.py); titles, and the names of bodies, by how many of their letters are common.

In: a dataset, a kind, checked answers. Out: records that may be the same, the likest first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.authoring.new.answers import Checked, list_names
from generator.authoring.new.ids import shorten_theme
from generator.authoring.new.questions import COLLECTION
from generator.base.diagnostics import Origin
from generator.base.text.name_scores import find_likest, fold_name
from generator.base.text.same_address import normalise_address
from generator.base.text.spellings import fold_words
from generator.records.load import Dataset, Entry
from generator.records.schema import Record

_LIKE = 0.84
"""How much of two folded titles has to be common."""

_OF_PEOPLE = ("cases", "people")

_MOST = 5


@dataclass(frozen=True, slots=True)
class Near:
    """A record that may be the one that is about to be made: its id, its kind, what it is called, where it stands, and
    whether the person asked to be named no more."""

    id: str
    collection: str
    called: str
    place: Origin
    why: str
    withdrawn: bool = False


def find_near(dataset: Dataset, kind: str, said: Checked) -> list[Near]:
    """Return the records that may be the same as one with these answers, the likest first."""
    found: list[tuple[float, Near]] = []
    if kind == "source":
        found += _same_address(dataset, str(said.get("url", "")))
    elif kind == "recommendation":
        found += _like_texts(dataset, str(said["text"]))
    else:
        called = str(said.get("name") or said.get("title") or said.get("what") or "")
        if kind == "case":
            found += _like_people(dataset, called)
        else:
            found += _like_names(dataset, COLLECTION[kind], called, said)
    found.sort(key=lambda one: (-one[0], one[1].id))
    return [near for _, near in found[:_MOST]]


def _same_address(dataset: Dataset, url: str) -> Iterator[tuple[float, Near]]:
    address = normalise_address(url)[0] if url else None
    for entry in dataset.sources.values():
        record = entry.record
        if address and record.url and normalise_address(record.url)[0] == address:
            yield 1.0, _near(entry, record.url, "has the same address")


def _like_texts(dataset: Dataset, text: str) -> Iterator[tuple[float, Near]]:
    folded = " ".join(fold_words(text))
    for entry in dataset.recommendations.values():
        words = entry.record.text
        for one in words.values() if isinstance(words, dict) else [words]:
            ratio = SequenceMatcher(None, folded, " ".join(fold_words(one)), autojunk=False).ratio()
            if ratio >= _LIKE:
                yield ratio, _near(entry, one, "asks for nearly the same")
                break


def _like_people(dataset: Dataset, called: str) -> Iterator[tuple[float, Near]]:
    name = fold_name(called)
    for collection in _OF_PEOPLE:
        for entry in dataset.records[collection].values():
            theirs = list(list_names(entry.record))
            found = find_likest(name, [fold_name(one) for one in theirs])
            if found.near:
                yield (
                    found.score,
                    _near(entry, theirs[0], f"is called {'nearly ' if found.score < 100 else ''}the same"),
                )


def _like_names(dataset: Dataset, collection: str, called: str, said: Checked) -> Iterator[tuple[float, Near]]:
    names = [called, *([str(said["short"])] if "short" in said else [])]
    for entry in dataset.records[collection].values():
        if collection == "laws" and said.get("country", "") not in ("", getattr(entry.record, "country", None) or ""):
            continue  # every country has a Criminal Code
        theirs = list(list_names(entry.record))
        best = max((_measure(one, name) for one in names for name in theirs), default=0.0)
        if collection == "themes" and any(_is_same_theme(called, name) for name in theirs):
            best = max(best, _LIKE)
        if best >= _LIKE:
            yield best, _near(entry, theirs[0], "is called nearly the same" if best < 1 else "is called the same")


def _is_same_theme(one: str, other: str) -> bool:
    """Tell whether two titles are the same in short: freedom of assembly is that of peaceful assembly."""
    return fold_words(shorten_theme(one)) == fold_words(shorten_theme(other))


def _measure(one: str, other: str) -> float:
    """Return how alike two names are in whatever order and spelling their words are: 1 where they are the same."""
    first, second = sorted(fold_words(one)), sorted(fold_words(other))
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    a, b = "".join(first), "".join(second)
    if 2 * min(len(a), len(b)) < _LIKE * (len(a) + len(b)):
        return 0.0  # no more can be common than the shorter one has
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return min(matcher.ratio(), 0.99) if matcher.quick_ratio() >= _LIKE else 0.0


def _near(entry: Entry[Record], called: str, why: str) -> Near:
    return Near(entry.record.id, entry.collection, called, entry.origin(), why, entry.withdrawn)
