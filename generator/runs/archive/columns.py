"""Write what is known of ten thousand files as columns, and read it again: in a fifth of the time that a row for each
file takes, since what many files say alike stands there once.

In: what is known, by file. Out: bytes, and from these the same again.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Mapping
from itertools import islice
from typing import TypeVar

from generator.records.aside import Aside, AsideSource

T = TypeVar("T", bound=Hashable)


def write_columns(known: Mapping[str, Aside]) -> bytes:
    """Return what is known as columns."""
    files = known.values()
    sources = [source for one in files for source in one.sources]
    columns = (
        [*known],
        [one.sha256 for one in files],
        [one.case for one in files],
        [len(one.sources) for one in files],
        _write_alike(one.needs for one in files),
        _write_alike(one.dates for one in files),
        [one.called for one in files],
        [source.id for source in sources],
        _write_alike(source.likeness for source in sources),
        [source.url for source in sources],
        _write_alike(source.host for source in sources),
        [source.parts for source in sources],
    )
    return json.dumps(columns).encode()


def read_columns(said: bytes) -> dict[str, Aside]:
    """Return what `write_columns` wrote."""
    names, hashes, cases, counts, needs, dates, called, ids, likenesses, urls, hosts, parts = json.loads(said)
    columns = (ids, _read_alike(likenesses), urls, _read_alike(hosts), parts)
    sources = map(AsideSource._make, zip(*columns, strict=True))
    own = [tuple(islice(sources, count)) for count in counts]
    rows = zip(hashes, cases, own, _read_tuples(needs), _read_tuples(dates), map(tuple, called), strict=True)
    return dict(zip(names, map(Aside._make, rows), strict=True))


def _write_alike(values: Iterable[T]) -> tuple[list[T], list[int]]:
    """Return the different ones of some values, and for each value which of them it is."""
    numbers: dict[T, int] = {}
    which = [numbers.setdefault(value, len(numbers)) for value in values]
    return [*numbers], which


def _read_alike(column: tuple[list[T], list[int]]) -> list[T]:
    values, which = column
    return [values[number] for number in which]


def _read_tuples(column: tuple[list[list[str]], list[int]]) -> list[tuple[str, ...]]:
    values, which = column
    return _read_alike(([*map(tuple, values)], which))
