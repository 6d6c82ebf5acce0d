"""Let one run at a time write into a folder.

The system's own lock is taken, which goes with the process, however that ends: no lock is ever left behind. On POSIX it
is that of the folder itself, so that no file stands there for it; where a folder can't be locked (Windows, some
servers), that of a file among those of a moment.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

_HELD = threading.local()


@contextlib.contextmanager
def lock_folder(folder: Path) -> Iterator[None]:
    """Hold a folder that is there; who else asks for it waits. Who holds it already goes on.

    Raises OSError where there is no such folder.
    """
    here = folder.resolve()
    held: set[Path] = _HELD.__dict__.setdefault("folders", set())
    if here in held:
        yield
        return
    lock = _take(folder, here)
    held.add(here)
    try:
        yield
    finally:
        held.discard(here)
        os.close(lock)


def _take(folder: Path, here: Path) -> int:
    while True:
        if not folder.is_dir():  # a pipe in its place would be waited for without end
            number = errno.ENOTDIR if folder.exists() else errno.ENOENT
            raise OSError(number, os.strerror(number), str(folder))
        lock = _lock_itself(folder)
        if lock is None:
            return _lock_in_its_place(here)
        with contextlib.suppress(OSError):
            if os.path.samestat(os.fstat(lock), folder.stat()):
                return lock
        os.close(lock)  # it was taken away while another run had it, and maybe made anew


def _lock_itself(folder: Path) -> int | None:
    """Return the lock of a folder itself; None where there is no such thing."""
    if sys.platform == "win32":
        return None
    import fcntl

    opened = None
    try:
        opened = os.open(folder, os.O_RDONLY)
        fcntl.flock(opened, fcntl.LOCK_EX)
    except OSError:
        if opened is not None:
            os.close(opened)
        return None
    return opened


def _lock_in_its_place(here: Path) -> int:
    """Return the lock of a file that stands for a folder."""
    import tempfile  # only now: nearly no run needs it

    name = hashlib.sha256(os.path.normcase(here).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    path = Path(tempfile.gettempdir(), f"briefing-{name}.lock")
    opened = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    if sys.platform == "win32":
        import msvcrt
        import time

        while True:
            try:
                msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
                return opened
            except OSError:
                time.sleep(0.05)
    import fcntl

    fcntl.flock(opened, fcntl.LOCK_EX)
    return opened
