"""Say again what a build with nothing to do said, where all is as it was then: before the command itself is loaded,
which takes longer than all the rest.

In: the words of a command line. Out: whether that was said. A build that finds nothing to do keeps its lines under its
very words, the folder where it was asked and the workspace, sealed with all that its answer followed from: what the
disk tells of data/, briefings/, templates/ and the program, the libraries, and what the environment says to this
program. With them it keeps the hashes of the papers, which are read again each time. Wherever anything is otherwise,
and wherever the whole way trusts the disk no more (kept_inputs.py), nothing is said here, and the command does
everything as ever. An exit code need not be kept, since who finds nothing to do ends with 0, nor the day, which has no
part in a paper.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.base import versions
from generator.base.extras import is_installed
from generator.base.kept import is_known, keep, recall
from generator.base.pseudonyms_file import name_pseudonyms
from generator.base.seen import Row, hash_content, pack, see

TYPE_CHECKING = False  # `typing` takes longer to load than all that is done here
if TYPE_CHECKING:
    from pathlib import Path

    from generator.runs.inputs import Inputs

Line = tuple[bool, str]
"""Whether it is said on standard error, and what."""

_Places = list[tuple[str, tuple[str, ...]]]
_FOLDERS, _STYLES, _PROGRAM = ("data", "briefings"), ("templates",), (".",)
_SHIPPED = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
_JOURNAL = ".briefing-journal"
"""Part of every name under which a build notes what is under way (generator/base/files/journal.py)."""
_MOST_BYTES = 50_000_000
"""What nothing that is read has more of (generator/base/inputs.py)."""
_READ = os.O_RDONLY | sum(getattr(os, f"O_{name}", 0) for name in ("NOFOLLOW", "NONBLOCK", "CLOEXEC"))


def say_again(words: Sequence[str]) -> bool:
    """Say what a build of these words said when all was as it is, and tell whether that was done; OSError where it
    can't be written out."""
    lines = _recall_lines(words)
    for to_error, text in lines or ():
        stream = sys.stderr if to_error else sys.stdout
        stream.write(f"{text}\n")
        stream.flush()
    return lines is not None


def _recall_lines(words: Sequence[str]) -> list[Line] | None:
    if sys.platform == "win32" or not (_is_plain(sys.stdout) and _is_plain(sys.stderr)):
        return None
    try:
        here = os.getcwd()
        name = _name(here, words)
        root = find_root(here) if is_known(name) else None
        if root is None or name_pseudonyms(root):
            return None
        places = _list_places(root)
        seen = [rows for folder, names in places if (rows := see(folder, names)) is not None]
        if len(seen) < len(places):
            return None
        kept = recall(_derive(places, seen), name)
        contents, lines = _read(kept) if kept else ({}, None)
        if any(_hash(path) != content for path, content in contents.items()) or _is_unfinished(root, contents):
            return None
    except (OSError, ValueError):  # whatever it is, it is told where all is read
        return None
    return lines


def keep_lines(
    words: Sequence[str], root: Path, inputs: Inputs, contents: Mapping[str, str], lines: Sequence[Line]
) -> None:
    """Keep what a build of these words said that found nothing to do, by its `inputs`; `contents` are the hashes by
    which it knew the files that are up to date."""
    program = versions.look_at_program()
    if sys.platform == "win32" or name_pseudonyms(str(root)) or not inputs.looks or program is None:
        return
    if inputs.versions != versions.read_versions():
        return
    looks, places = [*inputs.looks, program], _list_places(str(root))
    if [(str(one.root), one.folders) for one in looks] != places or not all(one.is_settled() for one in looks):
        return
    if any(_JOURNAL in name for name, *_ in looks[0].rows) or not all(_is_sayable(text) for _, text in lines):
        return
    said = "\0".join(f"{content} {path}" for path, content in contents.items())
    said += "\0\0" + "\0".join(f"{'!' if to_error else '.'}{text}" for to_error, text in lines)
    secret = _derive(places, [one.rows for one in looks])
    keep(secret, said.encode("utf-8", "surrogateescape"), _name(os.getcwd(), words))


def _read(kept: bytes) -> tuple[dict[str, str], list[Line]]:
    files, _, lines = kept.decode("utf-8", "surrogateescape").partition("\0\0")
    contents = {path: content for content, _, path in (row.partition(" ") for row in files.split("\0"))}
    return contents, [(line[0] == "!", line[1:]) for line in lines.split("\0")]


def _name(here: str, words: Sequence[str]) -> bytes:
    return b"said\0" + os.fsencode("\0".join((here, *words)))


def find_root(here: str) -> str | None:
    """Return the nearest folder, from here upwards, that is a workspace."""
    while not all(os.path.isdir(os.path.join(here, name)) for name in _FOLDERS):
        if here == (here := os.path.dirname(here)):
            return None
    return here


def _list_places(root: str) -> _Places:
    """Return which folders are looked at: those that kept_inputs.py looks at, and the program."""
    places: _Places = [(root, _FOLDERS), (root, _STYLES)]
    if root != _SHIPPED:
        places.append((_SHIPPED, _STYLES))
    return [*places, (versions.PROGRAM, _PROGRAM)]


def _derive(places: _Places, seen: Sequence[tuple[Row, ...]]) -> bytes:
    """Return the secret under which an answer is kept: it follows from all that the answer does, but the papers."""
    said = [*(root for root, _ in places), *map(" ".join, versions.read_versions().items()), str(is_installed("pdf"))]
    said += sorted(f"{name}={value}" for name, value in os.environ.items() if "BRIEFING" in name)
    hasher = hashlib.sha256(os.fsencode("\0".join(said)))
    for rows in seen:
        hasher.update(hashlib.sha256(pack(rows)).digest())
    return hasher.digest()


def _hash(path: str) -> str | None:
    """Return by what a finished file is known; None where it, or the folder around it, is a link or anything
    else, or it is too large."""
    if not stat.S_ISDIR(os.lstat(os.path.dirname(path)).st_mode):
        return None
    file = os.open(path, _READ)
    with open(file, "rb") as opened:
        status = os.fstat(file)
        fit = stat.S_ISREG(status.st_mode) and status.st_size <= _MOST_BYTES
        return hash_content(opened.read(_MOST_BYTES)) if fit else None


def _is_unfinished(root: str, files: Iterable[str]) -> bool:
    """Tell whether a run is under way, or was killed, where the whole way would put it right; what stands in
    briefings/ was seen already."""
    folders = {os.path.dirname(path) for path in files}
    around = {os.path.dirname(folder) or "." for folder in folders}
    return is_unfinished({root, f"{root}/build", *folders, *around})


def is_unfinished(folders: Iterable[str]) -> bool:
    """Tell whether a journal of a run stands in one of these folders."""
    return any(_JOURNAL in name for folder in folders for name in _list(folder))


def _list(folder: str) -> Iterator[str]:
    try:
        yield from os.listdir(folder)
    except FileNotFoundError:
        return


def _is_plain(stream: object) -> bool:
    """Tell whether words come out of a stream as they are: for others, click finds a way."""
    return str(getattr(stream, "encoding", None)).lower() in ("utf-8", "utf8")


def _is_sayable(text: str) -> bool:
    """Tell whether a text comes out the same wherever it is said: colours don't, nor what is no UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x1b" not in text and "\0" not in text
