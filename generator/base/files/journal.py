"""Keep, beside several files that are written together, what was under way: the next run undoes it.

A journal says which files get new content, and what they have to hold then. It stands on the disk before anything else
is done, so that everything that a killed run leaves is named in it; what holds is how things are:

- `.briefing-journal`: not all files are in their places. Those that are, are put back; everything is as it was.
- `.briefing-journal.done`: all files are in their places. What is left beside them is cleared.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.base.files.disk import clear, is_named_twice, name_beside, sync_folders, write_beside
from generator.base.files.lock import lock_folder

JOURNAL = ".briefing-journal"
DONE = f"{JOURNAL}.done"


class Step(NamedTuple):
    """A file that gets new content, of which this is the hash (none: the file is taken away); whether there `was` one,
    and the name under which that one is to stay (None: it goes)."""

    path: Path
    was: bool
    kept: Path | None
    sha256: str

    @property
    def new(self) -> Path:
        """Where the new content stands until it is moved in."""
        return name_beside(self.path, "new")

    @property
    def aside(self) -> Path:
        """Where the old content stands once the new one is moved in."""
        return self.kept or name_beside(self.path, "old")


def begin(folder: Path, steps: Sequence[Step], made: Sequence[Path]) -> None:
    """Write the journal of what is about to be done below a folder; `made` are the folders that will be made."""
    rows = [
        {
            "file": step.path.relative_to(folder).as_posix(),
            "was": step.was,
            "kept": step.kept.name if step.kept else None,
            "sha256": step.sha256,
        }
        for step in steps
    ]
    said = {"files": rows, "folders": [one.relative_to(folder).as_posix() for one in made]}
    new = name_beside(folder / JOURNAL, "new")
    write_beside(new, json.dumps(said).encode(), folder / JOURNAL)
    new.replace(folder / JOURNAL)
    sync_folders([folder])


def commit(folder: Path) -> None:
    """Say that all files are in their places. It takes no room on the disk."""
    (folder / JOURNAL).replace(folder / DONE)


def end(folder: Path) -> None:
    """Remove the journal."""
    clear([name_beside(folder / JOURNAL, "new"), folder / JOURNAL, folder / DONE])


def undo(steps: Sequence[Step], made: Sequence[Path]) -> list[str]:
    """Put everything back, the last first; return what to tell of files with which that can't be done."""
    lost = []
    for step in reversed(steps):
        try:
            _undo(step)
        except OSError:
            there = step.was and os.path.lexists(step.aside)
            held = (
                f"could not be put back: what it held is in `{step.aside.name}`"
                if there
                else "could not be taken away again"
            )
            lost.append(f"`{step.path.name}` {held}")
    clear((), made)
    return lost


def _undo(step: Step) -> None:
    if os.path.lexists(step.new):  # it was not moved in
        if is_named_twice(step.path, step.aside):
            step.aside.unlink()
        step.new.unlink()
    elif step.was and os.path.lexists(step.aside):
        step.aside.replace(step.path)
        step.aside.unlink(missing_ok=True)  # two names of one file are left as they are by the system
    elif not step.was and step.path.is_file() and hash_content(step.path.read_bytes()) == step.sha256:
        step.path.unlink()


def hash_content(data: bytes) -> str:
    """Return the SHA-256 of what a file holds."""
    return hashlib.sha256(data).hexdigest()


def recover(*folders: Path) -> None:
    """Undo in each folder what a killed run began there, or clear what it left.

    Where that can't be done now (a file is open elsewhere, the disk can only be read), it is left to the next run that
    writes there, which says why.
    """
    for folder in folders:
        if is_unfinished(folder):
            with contextlib.suppress(OSError), lock_folder(folder):
                recover_locked(folder)


def is_unfinished(folder: Path) -> bool:
    """Tell whether a run is under way in a folder, or was killed there."""
    return any(os.path.lexists(path) for path in _journals(folder))


def recover_locked(folder: Path) -> None:
    """Do what `recover` does, in a folder that is held. Raises OSError where that can't be done."""
    if os.path.lexists(folder / DONE):
        steps, _ = _read(folder, folder / DONE)
        for step in steps:
            if step.was and not step.kept:
                step.aside.unlink(missing_ok=True)
    elif os.path.lexists(folder / JOURNAL):
        steps, made = _read(folder, folder / JOURNAL)
        for step in reversed(steps):
            _undo(step)
        clear((), made)
    for path in _journals(folder):
        path.unlink(missing_ok=True)


def _journals(folder: Path) -> list[Path]:
    return [folder / DONE, folder / JOURNAL, name_beside(folder / JOURNAL, "new")]


def _read(folder: Path, path: Path) -> tuple[list[Step], list[Path]]:
    """Return what a journal says. One that names anything outside its folder is not of this program: it says nothing.

    Folders come from others, and so may a journal that names the files of whoever opens them.
    """
    if path.is_symlink():
        return [], []
    try:
        said = json.loads(path.read_text("utf-8"))
        steps = []
        for row in said["files"]:
            file, kept = _inside(folder, row["file"]), row["kept"]
            if kept is not None and (PurePosixPath(kept).name != kept or "\\" in kept):
                return [], []
            steps.append(Step(file, bool(row["was"]), file.with_name(kept) if kept else None, str(row["sha256"])))
        return steps, [_inside(folder, name) for name in said["folders"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        return [], []


def _inside(folder: Path, name: str) -> Path:
    """Return the file of this name below a folder; raise ValueError where the name, or a link, leads out of it."""
    parts = PurePosixPath(name).parts
    if not parts or any(part in ("/", "..") or "\\" in part or ":" in part for part in parts):
        raise ValueError(name)
    path = folder.joinpath(*parts)
    if path.parent.resolve() != folder.resolve().joinpath(*parts[:-1]):
        raise ValueError(name)
    return path
