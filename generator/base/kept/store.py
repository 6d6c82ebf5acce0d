"""Keep bytes under a secret, and find them again.

Whatever goes wrong with a file here, it was never there: it is taken away and made anew, and nobody is told. What is
not asked for in a month goes, and the oldest where there are too many.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import time
from collections.abc import Iterable
from io import FileIO

from generator.base.kept.place import find_place
from generator.base.kept.seal import seal, unseal

_MOST_FILES, _MOST_BYTES, _SECONDS = 64, 20_000_000, 30 * 86_400
MOST_SEALED = 60_000_000
"""Bytes of a file with many things that are sealed one by one."""
_READ = os.O_RDONLY | sum(getattr(os, f"O_{name}", 0) for name in ("NOFOLLOW", "NONBLOCK", "CLOEXEC", "BINARY"))
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def is_kept() -> bool:
    """Tell whether anything is kept between runs."""
    return find_place() is not None


def is_known(name: bytes) -> bool:
    """Tell whether something is kept that has this name, whatever its secret."""
    place = find_place()
    return place is not None and os.path.lexists(os.path.join(place, _name(name)))


def recall(secret: bytes, name: bytes | None = None) -> bytes | None:
    """Return what was kept under a secret; None where nothing is, or it is not whole."""
    place = find_place()
    if place is None:
        return None
    path = os.path.join(place, _name(secret if name is None else name))
    try:
        sealed = _read(path)
        content = unseal(secret, sealed) if sealed is not None else None
        if content is not None:
            os.utime(path)  # it was of use
            return content
    except FileNotFoundError:
        return None
    except OSError:
        pass
    with contextlib.suppress(OSError):
        os.unlink(path)
    return None


def keep(secret: bytes, content: bytes, name: bytes | None = None) -> None:
    """Keep bytes under a secret, as far as that can be done. Of what has a `name` besides, the last alone is kept,
    whatever its secret was."""
    place = find_place()
    if place is None or len(content) > _MOST_BYTES:
        return
    _put(place, secret if name is None else name, [seal(secret, content)])


def open_sealed(name: bytes) -> FileIO | None:
    """Return the file with what was kept under a name and is sealed already; whether it is whole is for who opens it to
    tell."""
    place = find_place()
    if place is None:
        return None
    path = os.path.join(place, _name(name))
    try:
        file = FileIO(os.open(path, _READ))
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            os.utime(path)  # it was of use
            return file
        file.close()
    except OSError:
        pass
    return None


def keep_sealed(name: bytes, sealed: Iterable[bytes]) -> None:
    """Keep under a name, as far as that can be done, what is sealed already."""
    place = find_place()
    if place is not None:
        _put(place, name, sealed)


def _put(place: str, name: bytes, sealed: Iterable[bytes]) -> None:
    path = os.path.join(place, _name(name))
    new = f"{path}.{os.getpid()}"
    left = MOST_SEALED
    try:
        with open(new, "xb", opener=lambda name, _: os.open(name, _WRITE, 0o600)) as file:
            for part in sealed:
                left -= len(part)
                if left < 0:
                    raise OSError
                file.write(part)
        os.replace(new, path)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(new)
    _clear(place)


def _name(secret: bytes) -> str:
    return hashlib.sha256(b"name\0" + secret).hexdigest()[:40]


def _read(path: str) -> bytes | None:
    file = os.open(path, _READ)
    with open(file, "rb") as opened:
        status = os.fstat(file)
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST_BYTES:
            return None
        return opened.read(_MOST_BYTES)


def _clear(place: str) -> None:
    """Take away what is old, and the oldest of too many."""
    with contextlib.suppress(OSError):
        files = sorted((entry.stat(follow_symlinks=False).st_mtime, entry.path) for entry in os.scandir(place))
        old = time.time() - _SECONDS
        for number, (time_of_use, path) in enumerate(files, 1):
            if time_of_use < old or len(files) - number >= _MOST_FILES:
                os.unlink(path)
