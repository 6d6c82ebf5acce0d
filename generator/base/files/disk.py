"""Do one thing on the disk: write a file beside its place, give it a second name, remove it, wait until it is there."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable
from pathlib import Path
from stat import S_IMODE


def name_beside(path: Path, what: str) -> Path:
    """Return the hidden name beside a file, for its new or its old content."""
    return path.with_name(f".{path.name}.{what}")


def make_folders(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it, and add those that were not there to `made`, the outermost first."""
    for one in list_missing(folder):
        one.mkdir(exist_ok=True)  # another run may have made it meanwhile
        made.append(one)


def list_missing(folder: Path) -> list[Path]:
    """Return what is not there of a folder and those above it, the outermost first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    return missing[::-1]


def write_beside(new: Path, data: bytes, path: Path) -> None:
    """Write a file that will take the place of `path`, with the rights of that one, and force it onto the disk."""
    new.unlink(missing_ok=True)  # of a run that was killed
    replaces = path.is_file()
    rights = 0o600 if replaces else 0o666  # until it has those of the other one, nobody else reads it
    # "x": a link that somebody laid there is not followed
    with open(new, "xb", opener=lambda name, flags: os.open(name, flags, rights)) as file:
        file.write(data)
        file.flush()
        sync(file.fileno())
    # where all files have the same rights, because the disk knows of none, they can't be set either
    if replaces and S_IMODE(path.stat().st_mode) != S_IMODE(new.stat().st_mode):
        import shutil  # here and below: nearly no run needs it, and it loads all that unpacks archives

        shutil.copymode(path, new)


def require_replaceable(path: Path) -> None:
    """Raise OSError where there is something else than a file, which no file can take the place of."""
    if path.exists() and not path.is_file():
        number = errno.EISDIR if path.is_dir() else errno.ENODEV
        raise OSError(number, os.strerror(number), str(path))


def name_twice(path: Path, aside: Path) -> None:
    """Give what stands at `path` a second name; the first stays, too, so that there is a file at every moment."""
    try:
        os.link(path, aside, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # a disk without second names, or one on which others' files get none
        import shutil

        try:
            shutil.copy2(path, aside, follow_symlinks=False)
        except BaseException:
            clear([aside])
            raise


def is_named_twice(path: Path, aside: Path) -> bool:
    """Tell whether `aside` is a second name of `path`, or a copy of it that may have been broken off."""
    if not (os.path.lexists(path) and os.path.lexists(aside)):
        return False
    if os.path.samestat(path.lstat(), aside.lstat()):
        return True
    if path.is_symlink() or aside.is_symlink():
        return path.is_symlink() and aside.is_symlink() and path.readlink() == aside.readlink()
    return path.is_file() and aside.is_file() and path.read_bytes().startswith(aside.read_bytes())


def clear(files: Iterable[Path], folders: Iterable[Path] = ()) -> None:
    """Remove files, and folders where nothing is in them, as far as that can be done."""
    for path in files:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
    for folder in reversed([*folders]):
        with contextlib.suppress(OSError):
            folder.rmdir()


def sync(file: int) -> None:
    """Wait until an open file is on the disk; where the disk knows of no such thing, go on."""
    try:
        os.fsync(file)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
            raise


def sync_folders(folders: Iterable[Path]) -> None:
    """Wait until the names in the folders are on the disk, where the system can do that (Windows can't)."""
    for folder in folders:
        with contextlib.suppress(OSError):
            opened = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)
