"""Find who of our cases somebody in a list may be, and who in the list itself.

In: the names in each row, and those of our cases. Out: for each row the cases that have exactly this name, those whose
names are near, and the rows before it whose names are near. What counts as near is said in
generator/base/text/name_scores.py, for every command alike. Nobody is taken for somebody else by likeness alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import TypeVar

from generator.base.text.name_scores import PERHAPS, Name, find_alike, find_likest, fold_name

T = TypeVar("T")
_MOST_NEAR = 20
"""Of those whose names are near: more are not shown, and one is enough to ask."""


@dataclass(frozen=True, slots=True)
class NearPeople:
    """By the place of a row in the list: ids of cases with exactly one of its names; ids of those whose names are near,
    and places of earlier rows with such names, the likest first."""

    exact: tuple[frozenset[str], ...]
    cases: Mapping[int, tuple[str, ...]]
    rows: Mapping[int, tuple[int, ...]]


def find_people(
    rows: Sequence[Sequence[str]], cases: Mapping[str, Sequence[str]], known: Collection[int]
) -> NearPeople:
    """Return who each row may be; `rows` are the names in each, `cases` the names of each case by its id. Of the rows
    at the places `known` it is told who they are: nobody near is looked for."""
    called: dict[str, set[str]] = {}
    for id, names in cases.items():
        for name in names:
            called.setdefault(squeeze_name(name), set()).add(id)
    exact = tuple(frozenset(id for name in names for id in called.get(squeeze_name(name), ())) for names in rows)
    asking = {n: _fold(names) for n, names in enumerate(rows) if n not in known}
    ours = {id: _fold(names) for id, names in cases.items()}
    listed = dict(enumerate(map(_fold, rows)))
    near_rows = _find_near(asking, listed, lambda n, places: takewhile(lambda m: m < n, places))
    return NearPeople(exact, _find_near(asking, ours, lambda n, ids: ids), near_rows)


def is_near(names: Iterable[str], others: Sequence[str]) -> bool:
    """Tell whether one of these names is near one of the others."""
    folded = _fold(others)
    return any(find_likest(name, folded).near for name in _fold(names))


def _fold(names: Iterable[str]) -> list[tuple[str, ...]]:
    return [fold_name(name) for name in names]


def _find_near(
    asking: Mapping[int, Sequence[Name]],
    others: Mapping[T, Sequence[Name]],
    fitting: Callable[[int, list[T]], Iterable[T]],
) -> dict[int, tuple[T, ...]]:
    """Return for each who asks the likest of the others whose names are near, some at most; `fitting` tells who of them
    comes into question."""
    owners: dict[Name, list[T]] = {}
    for key, names in others.items():
        for name in dict.fromkeys(names):
            owners.setdefault(name, []).append(key)
    alike = find_alike((name for names in asking.values() for name in names), owners, PERHAPS)
    found: dict[int, tuple[T, ...]] = {}
    for n, names in asking.items():
        pairs = sorted(
            ((-score.score, other) for name in names for score, other in alike.get(name, ()) if score.near),
        )
        near = (key for _, other in pairs for key in fitting(n, owners[other]))
        if some := tuple(dict.fromkeys(islice(near, _MOST_NEAR))):
            found[n] = some
    return found


def squeeze_name(name: str) -> str:
    """Return a name as it is the same letter by letter, but for blanks and capitals."""
    return " ".join(name.split()).casefold()
