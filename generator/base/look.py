"""Look at every file of some folders, without opening one, to tell whether anything changed since.

In: folders. Out: for each file its name, size, times, and which file of the disk it is: what Git's index goes by, too
(https://git-scm.com/docs/index-format, https://git-scm.com/docs/racy-git). Who saves a file, puts another in its place,
restores an old one or sets its time back changes the time of change, if nothing else, and that can't be set.

A file that was saved within the last two seconds may be saved again without another time (FAT counts no shorter ones):
then the times prove nothing (`is_settled`), and the files have to be read.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from generator.base.diagnostics import BriefingError
from generator.base.inputs import read_input
from generator.base.seen import Row, pack, see

_RACY = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Look:
    """What stood in the `folders` below `root` when they were looked at, at the time `begun`."""

    root: Path
    rows: tuple[Row, ...]
    begun: int
    folders: tuple[str, ...] = ()

    def look_again(self) -> Look | None:
        """Return what stands there now."""
        return look(self.root, self.folders)

    def holds(self) -> bool:
        """Tell whether all that was seen is still as it was, and nothing more is there."""
        now = self.look_again()
        return now is not None and now.rows == self.rows

    def is_settled(self) -> bool:
        """Tell whether the times prove that no content has changed, as long as they stay. On Windows they don't: there
        what is called the time of change is that of birth."""
        newest = max(max(map(itemgetter(time), self.rows), default=0) for time in (2, 3))
        return sys.platform != "win32" and have_settled([newest], self.begun)

    def sign(self) -> bytes:
        """Return a hash of all that was seen."""
        return hashlib.sha256(pack(self.rows)).digest()

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
    begun, names = time.time_ns(), tuple(folders)
    rows = see(str(root), names)
    return None if rows is None else Look(root, rows, begun, names)
