"""Watch the workspace for saved files.

In: the workspace. Out: word of each burst of changes in data/, briefings/ and templates/, and in files elsewhere in the
workspace to which links in them lead. What editors leave beside the files while they save is no change, neither is what
this program writes itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import stat
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.base.file_names import is_foreign
from generator.base.inputs import VERIFIED

if TYPE_CHECKING:
    from watchfiles import Change

FOLDERS = ("data", "briefings", "templates")
_DEBOUNCE = 50
"""Milliseconds in which changes belong together: an editor that saves writes, moves and deletes."""
_STEP = 10
_LOOK_AGAIN = 1000
"""Milliseconds after which it is seen that a folder has come or gone; a watcher tells of what is in it alone."""

_WHERE_PAGES_BEGIN = "pages.json"
"""What `paginate` writes beside an edition: no words of the paper."""


@dataclass(frozen=True, slots=True)
class Burst:
    """Files that were saved together: whether anything of a style may be among them, and the editions in whose folders
    all of them stand; None where others stand elsewhere, which any paper may hold."""

    dress: bool
    editions: frozenset[str] | None


def read_burst(root: Path, paths: Iterable[Path]) -> Burst:
    """Return what a burst of changes in the workspace concerns. A file that states something of records is one of data,
    though it stands beside an edition."""
    inside = [path.relative_to(root).parts if path.is_relative_to(root) else () for path in paths]
    alone = all(len(parts) > 2 and parts[0] == "briefings" and parts[-1] != VERIFIED for parts in inside)
    editions = frozenset(parts[1] for parts in inside) if alone else None
    # what links lead to elsewhere may be of a style, too
    return Burst(any(parts[:1] not in (("data",), ("briefings",)) for parts in inside), editions)


async def watch_changes(root: Path, stop: asyncio.Event) -> AsyncIterator[Burst]:
    """Yield what each burst of changes concerns, until `stop` is set."""
    from watchfiles import awatch

    linked: frozenset[Path] = frozenset()

    def counts(_: Change, path: str) -> bool:
        at = Path(path)
        if any(at.is_relative_to(one) for one in linked):
            return not is_foreign(at.name)
        if any(at.is_relative_to(root / name) for name in FOLDERS):
            return is_work(at.relative_to(root))
        return not at.is_relative_to(root) and not any(at.is_relative_to(one.parent) for one in linked)

    polling: bool | None = None
    moved = False  # another folder has come in the place of one, and has to be watched itself
    while not stop.is_set():
        watched, linked = _folders(root), list_linked(root)
        if not watched:  # all of them are away for a moment
            moved = True
            await asyncio.sleep(1)
            continue
        bursts = awatch(
            *watched,
            *{path.parent for path in linked},
            watch_filter=counts,
            debounce=_DEBOUNCE,
            step=_STEP,
            stop_event=stop,
            rust_timeout=_LOOK_AGAIN,
            yield_on_timeout=True,
            force_polling=polling,
        )
        try:
            async for burst in bursts:
                if moved:
                    yield Burst(True, None)
                elif burst:
                    yield read_burst(root, (Path(path) for _, path in burst))
                moved = False
                if _folders(root) != watched or any(Path(path) in watched for _, path in burst):
                    break
                if burst and list_linked(root) != linked:
                    break
        except OSError:
            # the system has no watches left, or none for this kind of disk: then files are looked at in turn
            if polling:
                raise
            polling = True
            continue
        finally:
            await bursts.aclose()
        moved = True


def _folders(root: Path) -> dict[Path, tuple[int, int]]:
    """Return the folders to watch that are there, each with what tells it from another of its name."""
    found = {}
    for name in FOLDERS:
        with contextlib.suppress(OSError):
            told = (root / name).stat()
            if stat.S_ISDIR(told.st_mode):
                found[root / name] = (told.st_dev, told.st_ino)
    return found


def list_linked(root: Path) -> frozenset[Path]:
    """Return the files and folders elsewhere in the workspace to which links in the folders lead: whoever saves there
    saves what is read."""
    real = Path(os.path.realpath(root))
    inside = [real / name for name in FOLDERS]
    found = set()
    for name in FOLDERS:
        for folder, folders, files in os.walk(root / name):
            for path in (os.path.join(folder, inner) for inner in (*folders, *files)):
                if os.path.islink(path) and os.path.exists(path):
                    found.add(Path(os.path.realpath(path)))
    return frozenset(p for p in found if p.is_relative_to(real) and not any(p.is_relative_to(one) for one in inside))


def is_work(path: Path) -> bool:
    """Tell whether a path of the workspace is one that authors write."""
    return path.name != _WHERE_PAGES_BEGIN and not any(is_foreign(part) for part in path.parts)
