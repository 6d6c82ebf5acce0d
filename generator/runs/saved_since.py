"""Tell which files of a workspace were saved since its last check.

In: what the disk tells of the files now (generator/base/look.py). Out: those of which it told something else then, or
nothing. No check relies on it: where nothing was kept, or a file is overlooked, all is checked as ever.

What is kept can't be sealed with what follows from all files, as other things are, for it is asked when one of them
has changed. So it is next to nothing: three bytes for each file, in the order of these bytes, of a hash over its name,
size, times and number on the disk. So many names, times and numbers go with the same three bytes that they tell of no
file whether it was there; and of ten thousand files that were saved, six are overlooked. Nor is it waited until times
prove something: of a file that is saved twice within a moment the check itself tells.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from generator.base.kept import keep, recall
from generator.base.look import Look
from generator.base.seen import Row, pack

LONG = 500_000
"""Bytes of records from which on a check takes seconds; shorter ones are over before it is worth while."""
_MARK = 3
"""Bytes of each file that are kept: more would tell of a guess whether it is right."""


def is_long(files: Look) -> bool:
    """Tell whether a check of a workspace takes so long that it is worth while to know what was saved."""
    return files.count_bytes("data", ".yaml") >= LONG


def keep_marks(files: Look) -> None:
    """Keep of a workspace that it was checked while its files were as they were seen."""
    if not is_long(files):
        return
    secret, name = _place(files.root)
    mark = _make_marker(secret)
    keep(secret, b"".join(sorted({mark(row) for row in _list_files(files)})), name)


def list_saved(files: Look) -> list[Row]:
    """Return the files that were saved since the last check, the last first; none where nothing is known of one."""
    secret, name = _place(files.root)
    kept = recall(secret, name)
    if not kept:
        return []
    mark = _make_marker(secret)
    marks = {kept[at : at + _MARK] for at in range(0, len(kept), _MARK)}
    saved = [row for row in _list_files(files) if mark(row) not in marks]
    return sorted(saved, key=lambda row: -max(row[2:4]))


def _list_files(files: Look) -> Iterator[Row]:
    """Yield the files: of a folder too little is known, so that its mark would tell whether a guess of it is right."""
    return (row for row in files.rows if not row[0].endswith("/"))


def _make_marker(secret: bytes) -> Callable[[Row], bytes]:
    """Return what makes the mark of a file."""
    start = hashlib.blake2b(key=secret, digest_size=_MARK)

    def mark(row: Row) -> bytes:
        hasher = start.copy()
        hasher.update(pack((row,)))
        return hasher.digest()

    return mark


def _place(root: Path) -> tuple[bytes, bytes]:
    """Return the secret under which the marks of a workspace are kept, and their name."""
    here = str(root.resolve()).encode("utf-8", "surrogatepass")
    return hashlib.sha256(b"saved\0" + here).digest(), b"saved of\0" + here
