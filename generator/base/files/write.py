"""Write files into their places, and take files away, all or none."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from generator.base import codes
from generator.base.diagnostics import BriefingError
from generator.base.files import journal
from generator.base.files.disk import (
    clear,
    list_missing,
    make_folders,
    name_beside,
    name_twice,
    require_replaceable,
    sync_folders,
    write_beside,
)
from generator.base.files.journal import Step, hash_content
from generator.base.files.lock import lock_folder
from generator.base.files.told import ChangedMeanwhile, refuse_link, tell, tell_of_system


def write_file(path: Path, data: bytes, root: Path | None = None) -> None:
    """Write one file, and the folders that it needs; see `write_files`."""
    write_files({path: data}, root)


def write_files(
    files: Mapping[Path, bytes],
    root: Path | None = None,
    *,
    keep: Callable[[Path], Path | None] = lambda _: None,
    was: Mapping[Path, bytes | None] = {},
    gone: Collection[Path] = (),
    within: Path | None = None,
) -> tuple[Path, ...]:
    """Write the files, and the folders that they need, all or none; return the files that were kept under another name.

    `gone` are files that go together with that. `within` is the folder in which it is noted what is under way: one that
    `recover` is asked of (None: the nearest around all of them, to which who writes there comes again).
    `keep` is asked of each file that is there already for a free name beside it under which that one is to stay (None:
    it goes). `was` says what a file has to hold still (None: not to be there), where the new content was made from
    that. A file keeps its rights. A link is replaced, and never followed; a folder of the workspace that a link leads
    out of it is refused. Problems name files as they are called from the workspace `root` (None: from here).

    Raises BriefingError (O501) where one of them can't be written, ChangedMeanwhile where one does not hold what it
    has to; then all of them are as they were.
    """
    if not files and not gone:
        return ()
    for path in (*files, *gone):
        refuse_link(path.parent, path, root)
    now = _Now(next(iter((*files, *gone))))
    made: list[Path] = []
    every = {path.absolute(): files.get(path) for path in (*files, *gone)}
    folder = within.absolute() if within else Path(os.path.commonpath([path.parent for path in every]))
    try:
        make_folders(folder, made)
        with lock_folder(folder):
            journal.recover_locked(folder)
            return _write_locked(every, folder, root, keep, was, now)
    except OSError as error:
        clear((), made)
        raise BriefingError([tell_of_system(codes.NOT_WRITTEN, error, now.path, root, now.lost)]) from error
    except BaseException:
        clear((), made)
        raise
    finally:
        sync_folders(one.parent for one in made)


class _Now:
    """Which file is being written, and what could not be put back; told where something goes wrong."""

    def __init__(self, path: Path):
        self.path, self.lost = path, list[str]()

    def at(self, path: Path) -> Path:
        self.path = path
        return path


def _write_locked(
    files: Mapping[Path, bytes | None],
    folder: Path,
    root: Path | None,
    keep: Callable[[Path], Path | None],
    was: Mapping[Path, bytes | None],
    now: _Now,
) -> tuple[Path, ...]:
    """Do what `write_files` does, in a folder that is held; None is the content of a file that goes."""
    held = {path.absolute(): content for path, content in was.items()}
    steps = [_plan(now.at(path), data, keep) for path, data in files.items()]
    missing = list(dict.fromkeys(one for path in files for one in list_missing(path.parent)))
    # what moves one file is whole by itself; a kill before that leaves `.name.new`, which nothing reads, and which the
    # next who writes the file clears: a journal would cost two writes more each time
    alone = len(steps) == 1
    try:
        if not alone:
            journal.begin(folder, steps, missing)
        for path, data in files.items():
            make_folders(now.at(path).parent, [])
            if data is not None:
                write_beside(name_beside(path, "new"), data, path)
        for step in steps:
            path = now.at(step.path)
            if path in held and (path.read_bytes() if path.is_file() else None) != held[path]:
                raise ChangedMeanwhile(
                    [tell(codes.NOT_WRITTEN, path, root, "it was changed meanwhile", "run the command again")]
                )
            if step.was and (step.kept or not alone):
                name_twice(path, step.aside)
            if files[path] is None:
                path.unlink()
            else:
                step.new.replace(path)
        sync_folders({path.parent for path in files} | {one.parent for one in missing})
        if not alone:
            journal.commit(folder)
    except BaseException:
        now.lost += journal.undo(steps, missing)
        journal.end(folder)
        raise
    clear(step.aside for step in steps if not step.kept)
    if not alone:
        journal.end(folder)
        sync_folders([folder])
    return tuple(step.kept for step in steps if step.kept)


def _plan(path: Path, data: bytes | None, keep: Callable[[Path], Path | None]) -> Step:
    """Return how a file gets its new content; nothing is left beside it of a run that was killed."""
    require_replaceable(path)
    kept = keep(path) if path.exists() else None
    step = Step(path, os.path.lexists(path), kept, "" if data is None else hash_content(data))
    step.new.unlink(missing_ok=True)
    if not kept:
        step.aside.unlink(missing_ok=True)
    return step
