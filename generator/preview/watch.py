"""Notice what is saved.

In: the workspace. Out: word of each burst of changes in data/, briefings/ and templates/. What editors leave beside the
files while they save is no change, neither is what this program writes itself.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio import Event

    from watchfiles import Change

FOLDERS = ("data", "briefings", "templates")
_DEBOUNCE = 50
"""Milliseconds in which changes belong together: an editor that saves writes, moves and deletes."""
_STEP = 10

_NOT_WORDS = re.compile(r"[.#~].*|4913|pages\.json|.*(?:~|\.(?:swp|swx|tmp|temp|bak|new|old)|___)", re.I | re.S)
"""Names of what is no work of an author: hidden and locking files, Vim's probe, swap files, copies; where pages begin."""


async def changes(root: Path, stop: Event) -> AsyncIterator[bool]:
    """Yield after each burst of changes, until `stop` is set: whether anything in templates/ was among them."""
    from watchfiles import awatch

    folders = [root / name for name in FOLDERS if (root / name).is_dir()]
    dress = root / "templates"

    def counts(_: Change, path: str) -> bool:
        return not Path(path).is_relative_to(root) or is_work(Path(path).relative_to(root))

    for polling in (None, True):
        try:
            async for burst in awatch(
                *folders, watch_filter=counts, debounce=_DEBOUNCE, step=_STEP, stop_event=stop, force_polling=polling
            ):
                yield any(Path(path).is_relative_to(dress) for _, path in burst)
            return
        except (
            OSError
        ):  # the system has no watches left, or none for this kind of disk: then files are looked at in turn
            if polling:
                raise


def is_work(path: Path) -> bool:
    """Tell whether a path of the workspace is one that authors write."""
    return not any(part == "__pycache__" or _NOT_WORDS.fullmatch(part) for part in path.parts)
