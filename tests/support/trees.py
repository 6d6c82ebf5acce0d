"""Everything in a folder, to compare it with what it was."""

from __future__ import annotations

import stat
from pathlib import Path


def tree(folder: Path) -> dict[str, tuple[int, bytes | str | None]]:
    """Return everything in a folder: rights, and content (None: a folder; text: where a link leads)."""
    found: dict[str, tuple[int, bytes | str | None]] = {}
    for path in sorted(folder.rglob("*")):
        held = str(path.readlink()) if path.is_symlink() else path.read_bytes() if path.is_file() else None
        found[path.relative_to(folder).as_posix()] = (stat.S_IMODE(path.lstat().st_mode), held)
    return found


def read_files(folder: Path) -> dict[str, bytes]:
    """Return what each file in a folder holds, by its name from there."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
