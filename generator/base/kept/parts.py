"""Keep many small things in one file, each sealed with a secret of its own, and find them again one by one.

In: secrets, and bytes. Out: the same bytes. A thing lies under a name that follows from its secret, so that who has not
that secret knows neither what it is nor that it is there. Names and sizes stand at the beginning; of the others no more
is read than what is asked for. What was not asked for goes as soon as it is a third of all.
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from io import FileIO

from generator.base.kept.seal import seal, unseal
from generator.base.kept.store import MOST_SEALED, keep_sealed, open_sealed

_NUMBER, _ROW = struct.Struct("<I"), struct.Struct("<20sI")
_NAME = 20
_MOST_STALE = 3


@dataclass(slots=True)
class Parts:
    """Things that are kept under one name: `_there` is the file as it was found, `_places` where in it each thing lies;
    `_used` are those that were found, `_new` those to be kept."""

    name: bytes
    _there: FileIO | None
    _places: dict[bytes, tuple[int, int]] = field(default_factory=dict)
    _used: set[bytes] = field(default_factory=set)
    _new: dict[bytes, bytes] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._new)

    @property
    def size(self) -> int:
        """How many bytes the things have that were there already."""
        return sum(size for _, size in self._places.values())

    def recall(self, secret: bytes) -> bytes | None:
        """Return what was kept under a secret; None where nothing is, or it is not whole."""
        name, content = _name(secret), None
        if name in self._places:
            with suppress(OSError):
                content = unseal(secret, self._read(name))
        if content is not None:
            self._used.add(name)
        return content

    def add(self, secret: bytes, content: bytes) -> None:
        """Note something that `keep` is to keep."""
        self._new[_name(secret)] = seal(secret, content)

    def keep(self, whole: bool) -> None:
        """Keep what was added, where anything was, beside what is there: where the `whole` was asked for, what was not
        may go."""
        if self._new:
            rest = self._places.keys() - self._used - self._new.keys()
            stale, used = sum(self._places[name][1] for name in rest), sum(self._places[name][1] for name in self._used)
            stale_most = (used + sum(map(len, self._new.values()))) // (_MOST_STALE - 1)
            kept = [name for name in self._places if name in self._used or (name in rest and not whole)]
            if whole and stale <= stale_most:
                kept += rest
            rows = [(name, self._places[name][1]) for name in kept if name not in self._new]
            keep_sealed(self.name, self._write(rows))

    def close(self) -> None:
        """Close the file; nothing is found any more."""
        if self._there:
            self._there.close()
        self._there, self._places, self._new = None, {}, {}

    def _write(self, rows: list[tuple[bytes, int]]) -> Iterator[bytes]:
        sizes = [*rows, *((name, len(sealed)) for name, sealed in self._new.items())]
        yield _NUMBER.pack(len(sizes)) + b"".join(_ROW.pack(*row) for row in sizes)
        yield from (self._read(name) for name, _ in rows)
        yield from self._new.values()

    def _read(self, name: bytes) -> bytes:
        place, size = self._places[name]
        if self._there is None:
            return b""
        self._there.seek(place)
        return self._there.read(size) or b""


def open_parts(name: bytes) -> Parts:
    """Return what is kept under a name, maybe nothing yet."""
    file = open_sealed(name)
    places: dict[bytes, tuple[int, int]] = {}
    if file is not None:
        with suppress(OSError, struct.error):
            (number,) = _NUMBER.unpack(file.read(_NUMBER.size) or b"")
            at, end = _NUMBER.size + number * _ROW.size, min(os.fstat(file.fileno()).st_size, MOST_SEALED)
            rows = file.read(at - _NUMBER.size) if at <= end else None
            for one, size in _ROW.iter_unpack(rows or b""):
                if at + size <= end:  # nothing says that these numbers are whole
                    places[one] = at, size
                at += size
    return Parts(name, file, places)


def _name(secret: bytes) -> bytes:
    return hashlib.sha256(b"part\0" + secret).digest()[:_NAME]
