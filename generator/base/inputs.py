"""Read files, and only those that may be read: the one way in which anything of a workspace comes into this program.

In: a path, and the folder around which the fence stands. Out: the bytes of a plain file whose real place is inside the
fence; or BriefingError that says why it is not read (D021 to D023). What it holds is never told then.

Links are followed before anything is compared: one to another place inside the fence is as good as the file itself, one
that leads out of it is refused, whatever its name promises. Pipes and devices are never opened to be read, since they
may never end; and no file is read that is larger than any of its kind needs to be.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin
from generator.base.file_names import is_foreign

MOST_BYTES = 50_000_000
"""What no file of a workspace needs: a template with photographs is a tenth of it."""

VERIFIED = "verified.yaml"
"""Name of the file beside edition.yaml with what one statement says of many people."""

ISSUED = "issued"
"""The folder of an edition with the documents that were issued of it."""

TEMPLATES = "templates"
"""The folder of the styles, with a fence of its own: a style that somebody else made reads no record."""

SHIPPED = Path(__file__).resolve().parents[2] / TEMPLATES
"""The folder of the styles that come with the program, beside it: read, never written, and a fence of its own."""
_FLAGS = os.O_RDONLY | sum(getattr(os, f"O_{name}", 0) for name in ("NOFOLLOW", "NONBLOCK", "CLOEXEC", "BINARY"))
"""Windows has none but the last: there it is the look at the links before that keeps out what is outside."""


def read_input(path: Path, fence: Path, most: int = MOST_BYTES) -> bytes:
    """Return the bytes of a file inside the folder `fence`: the workspace, or its templates/ for files of styles.

    Raises BriefingError where the file leads out of the fence (D021), is no plain file (D022) or has more than `most`
    bytes (D023), and OSError as `open` does where there is none.
    """
    real = find_real_place(path, fence)
    if real is None:
        raise BriefingError([_leads_out(path, fence)])
    try:
        file = os.open(real, _FLAGS)
    except OSError as error:
        if error.errno in (errno.EISDIR, errno.ENXIO, errno.EOPNOTSUPP, errno.ELOOP) or os.path.isdir(real):
            raise BriefingError([_no_file(path, fence)]) from error
        if os.path.islink(path):
            raise BriefingError([_no_file(path, fence)]) from error
        raise
    status = os.fstat(file)
    if not stat.S_ISREG(status.st_mode):
        os.close(file)
        raise BriefingError([_no_file(path, fence)])
    with open(file, "rb") as opened:
        # room for all that it might have grown to costs more than to read it: that is made where it has grown
        data = b"" if status.st_size > most else opened.read(status.st_size + 1)
        if len(data) > status.st_size:
            data += opened.read(most + 1 - len(data))
    if max(status.st_size, len(data)) > most:
        raise BriefingError([_too_large(path, fence, most)])
    return data


def find_real_place(path: Path, fence: Path) -> str | None:
    """Return where a path of the fence really leads, all links followed; None where that is outside."""
    inside, whole = os.path.abspath(fence), os.path.abspath(path)
    if whole == inside or whole.startswith(inside.rstrip(os.sep) + os.sep):
        at = inside.rstrip(os.sep)
        for part in whole[len(at) + 1 :].split(os.sep):
            at = f"{at}{os.sep}{part}"
            if os.path.islink(at):
                break
        else:
            return whole
    real, inside = os.path.realpath(whole), os.path.realpath(inside)
    return real if real == inside or real.startswith(inside.rstrip(os.sep) + os.sep) else None


def find_fence(path: Path, root: Path) -> Path:
    """Return the folder out of which no link may lead from a path of the workspace `root`, or of a style that comes
    with the program."""
    if not _is_within(path, root) and path.is_relative_to(SHIPPED):
        return SHIPPED
    if TEMPLATES not in str(path).lower():
        return root
    styles = root / TEMPLATES
    return styles if _is_within(path, styles) and find_real_place(styles, root) else root


def _is_within(path: Path, folder: Path) -> bool:
    """Tell what `is_relative_to` does, in a tenth of the time where both are written alike."""
    return str(path).startswith(f"{folder}{os.sep}") or path.is_relative_to(folder)


def is_fit_folder(folder: Path, fence: Path) -> bool:
    """Tell whether a folder may be read: no link on its way leads out of the fence, and it is none to a folder around
    it."""
    return find_real_place(folder, fence) is not None and not (folder.is_symlink() and _leads_around(folder))


def find_unfit(folder: Path, root: Path) -> Iterator[Diagnostic]:
    """Yield what in a folder of the workspace `root` can't be read: links that lead out of the fence, or in a circle,
    pipes and devices. What editors and systems keep there for themselves is not looked at."""
    if find_real_place(folder, root) is None:
        yield _leads_out(folder, root)
    elif folder.is_dir():
        yield from _judge_folder(folder, folder if folder.name == TEMPLATES else root)


def _judge(path: Path, fence: Path) -> Iterator[Diagnostic]:
    """Yield what is wrong with a link, and with all that it leads to."""
    if find_real_place(path, fence) is None:
        yield _leads_out(path, fence)
    elif path.is_dir() and _leads_around(path):
        yield _in_a_circle(path, fence)
    elif path.is_dir():
        yield from _judge_folder(path, fence)
    elif not path.is_file():
        yield _no_file(path, fence)


def _judge_folder(folder: Path, fence: Path) -> Iterator[Diagnostic]:
    with os.scandir(folder) as listed:
        entries = sorted((entry for entry in listed if not is_foreign(entry.name)), key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_symlink():
            yield from _judge(folder / entry.name, fence)
        elif entry.is_dir(follow_symlinks=False):
            yield from _judge_folder(folder / entry.name, fence)
        elif not entry.is_file(follow_symlinks=False):
            yield _no_file(folder / entry.name, fence)


def _leads_around(folder: Path) -> bool:
    """Tell whether a folder is, by a link, one of those around it: who went in would never come out."""
    real = os.path.realpath(folder)
    return any(os.path.realpath(around) == real for around in folder.absolute().parents)


def _leads_out(path: Path, fence: Path) -> Diagnostic:
    place = f"{TEMPLATES}/" if fence.name == TEMPLATES else "the workspace"
    message = f"`{path.name}` leads out of {place} by a link: nothing is read there"
    return codes.LEADS_OUTSIDE.at(_place(path, fence), message, "put the file itself here, in place of the link")


def _in_a_circle(path: Path, fence: Path) -> Diagnostic:
    message = f"`{path.name}` is a link to a folder around it, which would never end"
    return codes.LEADS_OUTSIDE.at(_place(path, fence), message, "take the link away")


def _no_file(path: Path, fence: Path) -> Diagnostic:
    message = f"`{path.name}` is no plain file: a pipe, a device, a folder or a link to nothing is not read"
    return codes.NO_PLAIN_FILE.at(_place(path, fence), message, "take it away, or put the file itself here")


def _too_large(path: Path, fence: Path, most: int) -> Diagnostic:
    message = f"`{path.name}` is larger than {most // 1_000_000} megabytes, which no file of its kind needs"
    return codes.TOO_LARGE.at(_place(path, fence), message, "take out what does not belong there, or write several")


def _place(path: Path, fence: Path) -> Origin:
    around = fence.parent if fence.name == TEMPLATES else fence
    return Origin((path.relative_to(around) if path.is_relative_to(around) else Path(path.name)).as_posix())
