"""Tell why something can't be written: the system's errors in plain words, and what to do about each."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.base import codes
from generator.base.diagnostics import BriefingError, Code, Diagnostic, Origin
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


class ChangedMeanwhile(BriefingError):
    """A file holds something else than what its new content was made from; nothing was changed."""


def refuse_link(folder: Path, path: Path, root: Path | None, code: Code = codes.NOT_WRITTEN) -> None:
    """Raise BriefingError where a folder of the workspace, in which `path` is to be written, is by a link one outside:
    whoever laid it there chose what is written over. A folder called from outside was named by who runs the command."""
    base, said = Path(os.path.abspath(root or Path.cwd())), os.path.abspath(folder)
    # `../papers` leads out by what it says, and no link does; behind a link, `..` is another folder than it says
    meant = not Path(said).is_relative_to(base) and os.path.realpath(folder) == os.path.realpath(said)
    if not meant and find_real_place(folder, base) is None:
        help = "put a folder there in place of the link, or write to a folder outside by its own name"
        raise BriefingError([tell(code, path, root, "its folder is a link that leads out of the workspace", help)])


def tell_of_system(code: Code, error: OSError, path: Path, root: Path | None, lost: Iterable[str] = ()) -> Diagnostic:
    """Return what to tell of an error of the system that came up when `path` was to be written."""
    reason, help = _REASONS.get(errno.errorcode.get(error.errno or 0, ""), (error.strerror or "unknown reason", _ASK))
    # a folder where something is to be written beside the file is told by its own name
    name = Path(str(error.filename)).name if error.errno == errno.EISDIR and error.filename else path.name
    return tell(code, path, root, reason, help, lost, name)


def tell(
    code: Code,
    path: Path,
    root: Path | None,
    reason: str,
    help: str,
    lost: Iterable[str] = (),
    name: str | None = None,
) -> Diagnostic:
    """Return why `path` can't be written or made, what to do, and what is `lost`: files that could not be put back."""
    base = root or Path.cwd()
    place = Origin((path.relative_to(base) if path.is_relative_to(base) else path).as_posix())
    act = "made" if code is codes.NOT_MADE else "written"
    after = "; ".join(lost) or "nothing was changed"
    return code.at(place, f"`{name or path.name}` can't be {act}: {reason}", f"{help}; {after}")
