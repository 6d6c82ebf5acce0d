"""Where the file lies that says who stands behind the pseudonyms; nothing here reads it."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # `typing` takes longer to load than all that is done here
if TYPE_CHECKING:
    from pathlib import Path

VARIABLE = "BRIEFING_PSEUDONYMS"
FILE = "pseudonyms.yaml"


def find_pseudonyms(root: Path) -> Path | None:
    """Return the file of true names: the one that the environment names, or the one in the workspace, which git has to
    ignore; None where there is neither."""
    from pathlib import Path

    named = name_pseudonyms(str(root))
    return Path(named) if named else None


def mark_pseudonyms(root: Path) -> str | None:
    """Return by what the file that `find_pseudonyms` finds is known from any other, and from what it was before it was
    saved: its size and its times. None where there is no file; empty where it is named and can't be looked at."""
    named = name_pseudonyms(str(root))
    if named is None:
        return None
    try:
        status = os.stat(named)
    except OSError:
        return ""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"


def name_pseudonyms(root: str) -> str | None:
    """Return the place of the file that `find_pseudonyms` finds."""
    if named := os.environ.get(VARIABLE):
        return named
    path = os.path.join(root, FILE)
    return path if os.path.isfile(path) else None
