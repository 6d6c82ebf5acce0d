"""Write files, whole or not at all: the one way in which anything of this program comes onto the disk.

In: paths, and what they are to hold. Out: the files in their places; or everything as it was, and BriefingError with
the name of what can't be written, the reason in plain words, and what to do (O501; O502 for a new folder).

Each file is written beside its place, forced onto the disk, and only then moved in: whoever is killed on the way, or
loses power, leaves the old file or the new one, and never half of one. What a killed run leaves beside a file is
cleared by the next one that writes it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from stat import S_IMODE
from typing import NamedTuple

from generator.base import codes
from generator.base.diagnostics import BriefingError, Code, Origin
from generator.base.inputs import find_real_place

_CLOSED = ("you may not write there, or it is open elsewhere", "close it where it is open, and look whose folder it is")
_IN_USE = ("another program is using it", "close it where it is open")
_REASONS: Mapping[str, tuple[str, str]] = {
    "EACCES": _CLOSED,
    "EPERM": _CLOSED,
    "EBUSY": _IN_USE,
    "ETXTBSY": _IN_USE,
    "ENOSPC": ("there is no room left", "make room on the disk"),
    "EDQUOT": ("there is no room left for you", "make room on the disk"),
    "EFBIG": ("it is too big for this disk", "write it to another disk"),
    "EROFS": ("this disk can only be read", "write it to another disk"),
    "EIO": ("the disk has a fault", "write it to another disk, and have this one looked after"),
    "ENAMETOOLONG": ("its name is too long", "choose a shorter name"),
    "EISDIR": ("there is a folder of this name", "move that folder away, or choose another name"),
    "ENODEV": ("this is a device or a pipe, and no file", "choose the name of a file"),
    "ENOTDIR": ("there is a file where its folder should be", "move that file away, or choose another folder"),
    "EEXIST": ("there is something else where its folder should be", "move that away, or choose another folder"),
}
"""What the system's errors mean, and what to do about each; any other is told in the system's own words."""
_ASK = "look whether there is room, and whether you may write here"


class _Moved(NamedTuple):
    """A file into whose place `new` is moved; what it held is `aside` (None: there was none), to stay there or not."""

    path: Path
    new: Path
    aside: Path | None
    stays: bool


def write_file(path: Path, data: bytes, root: Path | None = None) -> None:
    """Write one file, and the folders that it needs; see `write_files`."""
    write_files({path: data}, root)


def write_files(
    files: Mapping[Path, bytes],
    root: Path | None = None,
    *,
    keep: Callable[[Path], Path | None] = lambda _: None,
    was: Mapping[Path, bytes | None] = {},
) -> tuple[Path, ...]:
    """Write the files, and the folders that they need, all or none; return the files that were kept under another name.

    `keep` is asked of each file that is there already for a free name beside it under which that one is to stay (None:
    it goes). `was` says what a file has to hold still (None: not to be there), where the new content was made from
    that. A file keeps its rights. A link is replaced, and never followed; a
    folder of the workspace that a link leads out of it is refused. Problems name files as they are called from
    the workspace `root` (None: from here).

    Raises BriefingError (O501) where one of them can't be written; then all of them are as they were.
    """
    moved: list[_Moved] = []
    folders: list[Path] = []
    beside = {path: _beside(path, "new") for path in files}
    path: Path | None = None
    try:
        for path, data in files.items():
            _refuse_link(path.parent, codes.NOT_WRITTEN, path, root)
            _make_folders(path.parent, folders)
            _write(beside[path], data, path)
        for path in files:
            if path in was and (path.read_bytes() if path.is_file() else None) != was[path]:
                raise _problem(codes.NOT_WRITTEN, path, root, "it was changed meanwhile", "run the command again")
            aside, stays = _set_aside(path, keep)
            moved.append(_Moved(path, beside[path], aside, stays))
            beside[path].replace(path)
    except BaseException as error:
        lost = _put_back(moved)
        _clear(beside.values(), folders)
        if isinstance(error, OSError) and path:
            raise _from_system(codes.NOT_WRITTEN, error, path, root, lost) from error
        raise
    _clear((one.aside for one in moved if one.aside and not one.stays), ())
    _sync_folders({path.parent for path in files} | {folder.parent for folder in folders})
    return tuple(one.aside for one in moved if one.aside and one.stays)


def remove_file(path: Path, root: Path | None = None) -> None:
    """Take a file away whose content stands elsewhere by now; raise BriefingError (O501) where that can't be done."""
    try:
        path.unlink()
    except OSError as error:
        raise _from_system(codes.NOT_WRITTEN, error, path, root) from error
    _sync_folders({path.parent})


def write_folder(folder: Path, files: Mapping[str, bytes], root: Path | None = None) -> list[Path]:
    """Make a folder of these files (names may have folders in them), whole or not at all; return the files.

    Raises BriefingError (O502) where there is something of this name already, or the folder can't be made.
    """
    beside = _beside(folder, "new")
    made: list[Path] = []
    try:
        if os.path.lexists(folder):
            raise _problem(codes.NOT_MADE, folder, root, "there is such a folder already", "choose another name")
        _refuse_link(folder.parent, codes.NOT_MADE, folder, root)
        _clear_folder(beside)
        _make_folders(folder.parent, made)
        inside: list[Path] = []
        for name, data in files.items():
            path = beside / name
            _make_folders(path.parent, inside)
            _write(path, data, path)
        _sync_folders(inside)
        beside.rename(folder)
    except BaseException as error:
        with contextlib.suppress(OSError):
            _clear_folder(beside)
        _clear((), made)
        if isinstance(error, OSError):
            raise _from_system(codes.NOT_MADE, error, folder, root) from error
        raise
    _sync_folders({folder.parent} | {one.parent for one in made})
    return [folder / name for name in files]


def _refuse_link(folder: Path, code: Code, path: Path, root: Path | None) -> None:
    """Raise BriefingError where a folder of the workspace is, by a link, one outside: whoever laid it there chose what
    is written over. A folder that is called from outside was named by whoever runs the command."""
    base = (root or Path.cwd()).absolute()
    if folder.absolute().is_relative_to(base) and find_real_place(folder, base) is None:
        help = "put a folder there in place of the link, or write to a folder outside by its own name"
        raise _problem(code, path, root, "its folder is a link that leads out of the workspace", help)


def _beside(path: Path, what: str) -> Path:
    return path.with_name(f".{path.name}.{what}")


def _make_folders(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it, and add those that were not there to `made`, the outermost first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir(exist_ok=True)  # another run may have made it meanwhile
        made.append(one)


def _write(new: Path, data: bytes, path: Path) -> None:
    """Write a file that will take the place of `path`, with the rights of that one, and force it onto the disk."""
    new.unlink(missing_ok=True)  # of a run that was killed
    replaces = path.is_file()
    rights = 0o600 if replaces else 0o666  # until it has those of the other one, nobody else reads it
    # "x": a link that somebody laid there is not followed
    with open(new, "xb", opener=lambda name, flags: os.open(name, flags, rights)) as file:
        file.write(data)
        file.flush()
        _sync(file.fileno())
    # where all files have the same rights, because the disk knows of none, they can't be set either
    if replaces and S_IMODE(path.stat().st_mode) != S_IMODE(new.stat().st_mode):
        shutil.copymode(path, new)


def _set_aside(path: Path, keep: Callable[[Path], Path | None]) -> tuple[Path | None, bool]:
    """Give what stands at `path` a second name; return it (None: nothing stands there), and whether it stays.

    The first name stays, too, so that there is a file at every moment.
    """
    if not os.path.lexists(path):
        return None, False
    if path.exists() and not path.is_file():
        number = errno.EISDIR if path.is_dir() else errno.ENODEV
        raise OSError(number, os.strerror(number), str(path))
    kept = keep(path) if path.exists() else None
    aside = kept or _beside(path, "old")
    if not kept:
        aside.unlink(missing_ok=True)  # of a run that was killed
    try:
        os.link(path, aside, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # a disk without second names, or one on which others' files get none
        try:
            shutil.copy2(path, aside, follow_symlinks=False)
        except BaseException:
            _clear([aside], ())
            raise
    return aside, kept is not None


def _put_back(moved: Iterable[_Moved]) -> list[str]:
    """Undo what was moved, the last first; return what to tell of files with which that can't be done."""
    lost = []
    for path, new, aside, _ in reversed([*moved]):
        try:
            if os.path.lexists(new):  # it was not moved in
                _clear([aside] if aside else [], ())
            elif aside:
                aside.replace(path)
                aside.unlink(missing_ok=True)  # two names of one file are left as they are by the system
            else:
                path.unlink(missing_ok=True)
        except OSError:
            held = (
                f"could not be put back: what it held is in `{aside.name}`"
                if aside
                else "could not be taken away again"
            )
            lost.append(f"`{path.name}` {held}")
    return lost


def _clear(files: Iterable[Path], folders: Iterable[Path]) -> None:
    """Remove files, and folders where nothing is in them, as far as that can be done."""
    for path in files:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
    for folder in reversed([*folders]):
        with contextlib.suppress(OSError):
            folder.rmdir()


def _clear_folder(folder: Path) -> None:
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)


def _sync(file: int) -> None:
    """Wait until an open file is on the disk; where the disk knows of no such thing, go on."""
    try:
        os.fsync(file)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
            raise


def _sync_folders(folders: Iterable[Path]) -> None:
    """Wait until the names in the folders are on the disk, where the system can do that (Windows can't)."""
    for folder in folders:
        with contextlib.suppress(OSError):
            opened = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)


def _from_system(code: Code, error: OSError, path: Path, root: Path | None, lost: Iterable[str] = ()) -> BriefingError:
    """Return what to tell of an error of the system that came up when `path` was to be written."""
    reason, help = _REASONS.get(errno.errorcode.get(error.errno or 0, ""), (error.strerror or "unknown reason", _ASK))
    # a folder where something is to be written beside the file is told by its own name
    name = Path(str(error.filename)).name if error.errno == errno.EISDIR and error.filename else path.name
    return _problem(code, path, root, reason, help, lost, name)


def _problem(
    code: Code,
    path: Path,
    root: Path | None,
    reason: str,
    help: str,
    lost: Iterable[str] = (),
    name: str | None = None,
) -> BriefingError:
    base = root or Path.cwd()
    place = Origin((path.relative_to(base) if path.is_relative_to(base) else path).as_posix())
    act = "made" if code is codes.NOT_MADE else "written"
    after = "; ".join(lost) or "nothing was changed"
    return BriefingError([code.at(place, f"`{name or path.name}` can't be {act}: {reason}", f"{help}; {after}")])
