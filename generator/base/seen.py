"""See what stands in some folders, without opening a file: names, sizes, times, and which file of the disk each is.

In: folders. Out: a row for each file and folder; look.py tells by them whether anything changed since. What loads much
is not loaded here, since `briefing build` looks before it loads anything else (generator/runs/said_before.py).
"""

from __future__ import annotations

import hashlib
import marshal
import os
import stat
from collections.abc import Iterable, Mapping

_FOLDER = os.O_RDONLY | sum(getattr(os, f"O_{name}", 0) for name in ("DIRECTORY", "NOFOLLOW", "CLOEXEC"))

Row = tuple[str, int, int, int, int, int]
"""Name, size, time of the content and of any change in nanoseconds, number on the disk, and which disk."""


class _Odd(Exception):
    """Something stands there that is neither a file nor a folder."""


def see(root: str, folders: Iterable[str], known: Mapping[str, Row] | None = None) -> tuple[Row, ...] | None:
    """Return what stands in these folders of `root`, sorted; None where a link, a pipe or a device is among it, of
    which times tell nothing, or a folder that can't be opened. Of files that are `known` it is not asked when they were
    saved."""
    rows: list[Row] = []
    try:
        for name in folders:
            _add_folder(f"{root}{os.sep}", name, rows, known)
    except (OSError, _Odd):
        return None
    rows.sort()
    return tuple(rows)


def pack(rows: Iterable[tuple[str | int, ...]]) -> bytes:
    """Return rows as bytes that are the same for the same rows, and for no others: in a tenth of the time of `repr`."""
    return marshal.dumps([*rows], 2)  # of later forms the bytes say which of two equal objects are one, too


def hash_content(data: bytes) -> str:
    """Return by what a file is known that was made."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _add_folder(root: str, name: str, rows: list[Row], known: Mapping[str, Row] | None) -> None:
    """Add a folder and what is in it; nothing where it is not there."""
    try:
        status = os.lstat(root + name)
    except FileNotFoundError:
        return
    if not stat.S_ISDIR(status.st_mode):
        raise _Odd
    rows.append((f"{name}/", 0, 0, 0, status.st_ino, status.st_dev))
    # from an open folder, the system finds each of its files at once, and need not go the whole way
    place: str | int = os.open(root + name, _FOLDER) if os.scandir in os.supports_fd else root + name
    try:
        with os.scandir(place) as listed:
            for entry in listed:
                inner = f"{name}/{entry.name}"
                if known and inner in known and entry.is_file(follow_symlinks=False):
                    rows.append(known[inner])
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        _add_folder(root, inner, rows, known)
                    continue
                status = entry.stat(follow_symlinks=False)
                if not stat.S_ISREG(status.st_mode):
                    raise _Odd
                times = (status.st_mtime_ns, status.st_ctime_ns)
                rows.append((inner, status.st_size, *times, status.st_ino, status.st_dev))
    finally:
        if isinstance(place, int):
            os.close(place)
