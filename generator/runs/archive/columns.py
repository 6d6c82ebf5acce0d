"""Write what is known of ten thousand files as columns, and read it again: in a tenth of the time that a row for each
file takes, since what many files say alike stands there once, and the words of a column are one text.

In: what is known, by file. Out: bytes, and from these the same again, or single columns. The bytes are Python's own
(marshal): they are read by the version that wrote them, for it is part of the secret under which they are kept.
"""

from __future__ import annotations

import marshal
from collections.abc import Hashable, Iterable, Mapping
from functools import partial
from itertools import chain, islice, repeat
from typing import Any, TypeVar

from generator.records.aside import Aside, AsideSource

T = TypeVar("T", bound=Hashable)
Alike = tuple[list[T], list[int]]
_BETWEEN = "\n"
_HASH, _COUNT = 32, 8


def write_columns(known: Mapping[str, Aside]) -> bytes:
    """Return what is known as columns."""
    files = known.values()
    sources = [source for one in files for source in one.sources]
    columns = (
        _write_texts([*known]),
        _write_texts([one.case for one in files]),
        [len(one.sources) for one in files],
        _write_alike(one.needs for one in files),
        _write_alike(one.dates for one in files),
        _write_texts([one.called for one in files]),
        _write_texts([source.id for source in sources]),
        _write_alike(source.likeness for source in sources),
        _write_texts([source.url for source in sources]),
        _write_alike(source.host for source in sources),
        _write_texts([source.parts for source in sources]),
    )
    hashes = bytes.fromhex("".join(one.sha256 for one in files))
    return len(files).to_bytes(_COUNT, "big") + hashes + marshal.dumps(columns, 4)


def read_columns(said: bytes) -> dict[str, Aside]:
    """Return what `write_columns` wrote."""
    hashes, (names, cases, counts, needs, dates, called, ids, likenesses, urls, hosts, parts) = _open(said)
    alike = _read_alike(likenesses), _read_texts(urls), _read_alike(hosts), _read_texts(parts)
    sources = map(partial(tuple.__new__, AsideSource), zip(_read_texts(ids), *alike, strict=True))
    rows = zip(
        hashes,
        _read_texts(cases),
        [tuple(islice(sources, count)) for count in counts],
        _read_tuples(needs),
        _read_tuples(dates),
        _read_texts(called),
        strict=True,
    )
    return dict(zip(_read_texts(names), map(partial(tuple.__new__, Aside), rows), strict=True))


def read_hashes(said: bytes) -> dict[str, str]:
    """Return of what `write_columns` wrote the hash of each file alone."""
    hashes, (names, *_) = _open(said)
    return dict(zip(_read_texts(names), hashes, strict=True))


def read_ids(said: bytes) -> tuple[list[tuple[str, str]], list[tuple[str, str]], set[str]]:
    """Return the id of each case and of each source, with the file in which it is, and all that the files need."""
    _, (names, cases, counts, needs, _, _, ids, *_) = _open(said)
    files = _read_texts(names)
    owners = chain.from_iterable(map(repeat, files, counts))
    of_cases, of_sources = zip(_read_texts(cases), files, strict=True), zip(_read_texts(ids), owners, strict=True)
    return [*of_cases], [*of_sources], set(chain.from_iterable(needs[0]))


def _open(said: bytes) -> tuple[list[str], tuple[Any, ...]]:
    """Return the hashes, and the other columns in their order."""
    ends = _COUNT + int.from_bytes(said[:_COUNT], "big") * _HASH
    hashes = said[_COUNT:ends].hex()
    return [hashes[at : at + 2 * _HASH] for at in range(0, len(hashes), 2 * _HASH)], marshal.loads(said[ends:])


def _write_texts(texts: list[str]) -> list[str] | str:
    """Return some texts as one, or as they are, where what stands between them is in one of them."""
    whole = _BETWEEN.join(texts)
    return whole if texts and whole.count(_BETWEEN) == len(texts) - 1 else texts


def _read_texts(said: list[str] | str) -> list[str]:
    return said.split(_BETWEEN) if isinstance(said, str) else said


def _write_alike(values: Iterable[T]) -> Alike[T]:
    """Return the different ones of some values, and for each value which of them it is."""
    numbers: dict[T, int] = {}
    which = [numbers.setdefault(value, len(numbers)) for value in values]
    return [*numbers], which


def _read_alike(column: Alike[T]) -> list[T]:
    values, which = column
    return [values[number] for number in which]


def _read_tuples(column: tuple[list[list[str]], list[int]]) -> list[tuple[str, ...]]:
    values, which = column
    return _read_alike(([*map(tuple, values)], which))
