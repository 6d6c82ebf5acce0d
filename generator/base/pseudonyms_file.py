"""Where the file lies that says who stands behind the pseudonyms; nothing here reads it."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "BRIEFING_PSEUDONYMS"
FILE = "pseudonyms.yaml"


def find_pseudonyms(root: Path) -> Path | None:
    """Return the file of true names: the one that the environment names, or the one in the workspace, which git has to
    ignore; None where there is neither."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    path = root / FILE
    return path if path.is_file() else None
