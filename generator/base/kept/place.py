"""Find the folder in which something may be kept between runs, or make it: the user's own, and closed to all others."""

from __future__ import annotations

import os
import stat
import sys

VARIABLE = "BRIEFING_CACHE"
"""Says `off` in the environment where nothing is to be kept, and nothing that was kept is to be used."""

_NAME = "briefing"


def find_place() -> str | None:
    """Return the folder; None where there is none that only this user may open, and then nothing is kept."""
    around = _find_around()
    if around is None or os.environ.get(VARIABLE) == "off":
        return None
    folder = os.path.join(around, _NAME)
    try:
        os.makedirs(around, mode=0o700, exist_ok=True)
        os.makedirs(folder, mode=0o700, exist_ok=True)
        status = os.lstat(folder)
    except OSError:
        return None
    return folder if stat.S_ISDIR(status.st_mode) and _is_closed(status) else None


def _is_closed(status: os.stat_result) -> bool:
    """Tell whether a folder is this user's own, and nobody else may open it; on Windows the home folder is so."""
    if sys.platform == "win32":
        return True
    return status.st_uid == os.geteuid() and not stat.S_IMODE(status.st_mode) & 0o077


def _find_around() -> str | None:
    """Return the folder for what programs keep (https://specifications.freedesktop.org/basedir-spec/latest/: a path
    that is not absolute is no path)."""
    said = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(said):
        return said
    local = os.environ.get("LOCALAPPDATA", "") if sys.platform == "win32" else ""
    if os.path.isabs(local):
        return local
    home = os.path.expanduser("~")
    return None if home.startswith("~") else os.path.join(home, ".cache")  # an account may have none
