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
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from pathlib import Path

from generator.base.diagnostics import BriefingError
from generator.base.inputs import read_input
from generator.base.seen import Row, pack, see

BEGUN = time.time_ns()
"""When this process began, or soon after: nearly every command looks at files first of all."""

_RACY = 2_000_000_000


@dataclass(frozen=True)
class Look:
    """What stood in the `folders` below `root` when they were looked at, at the time `begun`, in the order of names."""

    root: Path
    rows: tuple[Row, ...]
    begun: int
    folders: tuple[str, ...] = ()

    def look_again(self, unread: Collection[str] = ()) -> Look | None:
        """Return what stands there now. Of the files `unread`, which nobody has opened since, only that they are there
        still is looked at: their rows are those of before."""
        return look(self.root, self.folders, {row[0]: row for row in self.rows if row[0] in unread} if unread else None)

    def count_bytes(self, folder: str, ending: str) -> int:
        """Return how many bytes the files of an ending in a folder have."""
        return sum(row[1] for row in self.rows if row[0].startswith(f"{folder}/") and row[0].endswith(ending))

    def find(self, name: str) -> Row | None:
        """Return what was seen of a file."""
        rows = self.rows
        at = bisect_left(rows, (name,))
        return rows[at] if at < len(rows) and rows[at][0] == name else None

    def list_folder(self, name: str) -> list[str]:
        """Return what stands in a folder, folders with a stroke at the end, each with its whole name."""
        start = f"{name}/"
        within = self.rows[bisect_left(self.rows, (start,)) + 1 : bisect_left(self.rows, (f"{name}0",))]  # 0 follows /
        return [row[0] for row in within if row[0].find("/", len(start), -1) < 0]

    def holds(self) -> bool:
        """Tell whether all that was seen is still as it was, and nothing more is there."""
        now = self.look_again()
        return now is not None and now.rows == self.rows

    def is_settled(self) -> bool:
        """Tell whether the times prove that no content has changed, as long as they stay. On Windows they don't: there
        what is called the time of change is that of birth."""
        return sys.platform != "win32" and have_settled([self._newest], self.begun)

    @cached_property
    def _newest(self) -> int:
        return max(max(map(itemgetter(time), self.rows), default=0) for time in (2, 3))

    def sign(self) -> bytes:
        """Return a hash of all that was seen."""
        return self._signature

    @cached_property
    def _signature(self) -> bytes:
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


def look(root: Path, folders: Iterable[str], known: Mapping[str, Row] | None = None) -> Look | None:
    """Return what stands in these folders of `root`; None where a link, a pipe or a device is among it, of which times
    tell nothing, or a folder that can't be opened. Of files that are `known` it is not asked when they were saved."""
    begun, names = time.time_ns(), tuple(folders)
    rows = see(str(root), names, known)
    return None if rows is None else Look(root, rows, begun, names)
