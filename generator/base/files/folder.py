"""Make a folder of files, whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from generator.base import codes
from generator.base.diagnostics import BriefingError
from generator.base.files.disk import clear, make_folders, name_beside, sync_folders, write_beside
from generator.base.files.lock import lock_folder
from generator.base.files.told import refuse_link, tell, tell_of_system


def write_folder(folder: Path, files: Mapping[str, bytes], root: Path | None = None) -> list[Path]:
    """Make a folder of these files (names may have folders in them), whole or not at all; return the files.

    Raises BriefingError (O502) where there is something of this name already, or the folder can't be made.
    """
    refuse_link(folder.parent, folder, root, codes.NOT_MADE)
    made: list[Path] = []
    try:
        make_folders(folder.parent, made)
        with lock_folder(folder.parent):
            _write_inside(folder, files, root)
    except BaseException as error:
        clear((), made)
        if isinstance(error, OSError):
            raise BriefingError([tell_of_system(codes.NOT_MADE, error, folder, root)]) from error
        raise
    sync_folders({folder.parent} | {one.parent for one in made})
    return [folder / name for name in files]


def _write_inside(folder: Path, files: Mapping[str, bytes], root: Path | None) -> None:
    beside = name_beside(folder, "new")
    try:
        _clear_folder(beside)
        if os.path.lexists(folder):
            reason, help = "there is such a folder already", "choose another name"
            raise BriefingError([tell(codes.NOT_MADE, folder, root, reason, help)])
        inside: list[Path] = []
        for name, data in files.items():
            path = beside / name
            make_folders(path.parent, inside)
            write_beside(path, data, path)
        sync_folders(inside)
        beside.rename(folder)
    except BaseException:
        with contextlib.suppress(OSError):
            _clear_folder(beside)
        raise


def _clear_folder(folder: Path) -> None:
    if folder.is_dir() and not folder.is_symlink():
        import shutil

        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)
