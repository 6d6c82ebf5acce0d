"""Look at every file of some folders, without opening one, to tell whether anything changed since.

In: folders. Out: for each file its name, size, times, and which file of the disk it is: what Git's index goes by, too
(https://git-scm.com/docs/index-format, https://git-scm.com/docs/racy-git). Who saves a file, puts another in its place,
restores an old one or sets its time back changes the time of change, if nothing else, and that can't be set.

A file that was saved within the last two seconds may be saved again without another time (FAT counts no shorter ones):
then the times prove nothing (`is_settled`), and the files have to be read.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.base.diagnostics import BriefingError
from generator.base.inputs import read_input

_RACY = 2_000_000_000

Row = tuple[str, int, int, int, int, int]
"""Name, size, time of the content and of any change in nanoseconds, number on the disk, and which disk."""


class _Odd(Exception):
    """Something stands there that is neither a file nor a folder."""


@dataclass(frozen=True, slots=True)
class Look:
    """What stood in the folders below `root` when they were looked at, at the time `begun`."""

    root: Path
    rows: tuple[Row, ...]
    begun: int

    def is_settled(self) -> bool:
        """Tell whether the times prove that no content has changed, as long as they stay. On Windows they don't: there
        what is called the time of change is that of birth."""
        return sys.platform != "win32" and have_settled((max(row[2:4]) for row in self.rows), self.begun)

    def sign(self) -> bytes:
        """Return a hash of all that was seen."""
        return hashlib.sha256(repr(self.rows).encode("utf-8", "surrogatepass")).digest()

    def hash_contents(self) -> bytes | None:
        """Return a hash of names and contents; None where a file can't be read any more."""
        hasher = hashlib.sha256()
        try:
            for name, *_ in self.rows:
                hasher.update(name.encode("utf-8", "surrogatepass") + b"\0")
                if not name.endswith("/"):
                    hasher.update(hashlib.sha256(read_input(self.root / name, self.root)).digest())
        except (OSError, BriefingError):
            return None
        return hasher.digest()


def have_settled(times: Iterable[int], begun: int) -> bool:
    """Tell whether files of these times had lain there long enough, when it was begun to read them, to be saved again
    under other times only; all in nanoseconds."""
    return max(times, default=0) < begun - _RACY


def look(root: Path, folders: Iterable[str]) -> Look | None:
    """Return what stands in these folders of `root`; None where a link, a pipe or a device is among it, of which times
    tell nothing, or a folder that can't be opened."""
    begun = time.time_ns()
    try:
        rows: list[Row] = []
        for name in folders:
            _add_rows(f"{root}{os.sep}", name, rows)
    except (OSError, _Odd):
        return None
    return Look(root, tuple(sorted(rows)), begun)


def _add_rows(root: str, name: str, rows: list[Row]) -> None:
    """Add what a path is, and what is in it where it is a folder; nothing where it is not there."""
    try:
        status = os.lstat(root + name)
    except FileNotFoundError:
        return
    if stat.S_ISREG(status.st_mode):
        times = (status.st_mtime_ns, status.st_ctime_ns)
        rows.append((name, status.st_size, *times, status.st_ino, status.st_dev))
    elif stat.S_ISDIR(status.st_mode):
        rows.append((f"{name}/", 0, 0, 0, status.st_ino, status.st_dev))
        for inner in os.listdir(root + name):
            if inner != "__pycache__":
                _add_rows(root, f"{name}/{inner}", rows)
    else:
        raise _Odd
