"""Find who of our cases somebody in a list may be, and who in the list itself.

In: the names in each row, and those of our cases. Out: for each row the cases that have exactly this name, those whose
names are near, and the rows before it whose names are near. What counts as near is said in
generator/base/text/name_scores.py, for every command alike. Nobody is taken for somebody else by likeness alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.base.text.name_scores import PERHAPS, NameScore, find_likest, fold_name, pair_likely


@dataclass(frozen=True, slots=True)
class NearPeople:
    """By the place of a row in the list: ids of cases with exactly one of its names; ids of those whose names are near,
    and places of earlier rows with such names, the likest first."""

    exact: tuple[frozenset[str], ...]
    cases: Mapping[int, tuple[str, ...]]
    rows: Mapping[int, tuple[int, ...]]


def find_people(rows: Sequence[Sequence[str]], cases: Mapping[str, Sequence[str]]) -> NearPeople:
    """Return who each row may be; `rows` are the names in each, `cases` the names of each case by its id."""
    called: dict[str, set[str]] = {}
    for id, names in cases.items():
        for name in names:
            called.setdefault(squeeze_name(name), set()).add(id)
    exact = tuple(frozenset(id for name in names for id in called.get(squeeze_name(name), ())) for names in rows)
    listed = [_fold(names) for names in rows]
    ids = list(cases)
    near_cases = _sort(pair_likely(listed, [_fold(names) for names in cases.values()], PERHAPS))
    near_rows = _sort(
        {pair: score for pair, score in pair_likely(listed, listed, PERHAPS).items() if pair[0] > pair[1]}
    )
    return NearPeople(exact, {n: tuple(ids[m] for m in found) for n, found in near_cases.items()}, near_rows)


def is_near(names: Iterable[str], others: Sequence[str]) -> bool:
    """Tell whether one of these names is near one of the others."""
    folded = _fold(others)
    return any(find_likest(name, folded).near for name in _fold(names))


def _fold(names: Iterable[str]) -> list[tuple[str, ...]]:
    return [fold_name(name) for name in names]


def _sort(scores: Mapping[tuple[int, int], NameScore]) -> dict[int, tuple[int, ...]]:
    """Return for each place on the left those on the right that are near, the best score first."""
    found: dict[int, list[tuple[float, int]]] = {}
    for (n, m), score in scores.items():
        if not score.near:
            continue
        found.setdefault(n, []).append((-score.score, m))
    return {n: tuple(m for _, m in sorted(pairs)) for n, pairs in found.items()}


def squeeze_name(name: str) -> str:
    """Return a name as it is the same letter by letter, but for blanks and capitals."""
    return " ".join(name.split()).casefold()
