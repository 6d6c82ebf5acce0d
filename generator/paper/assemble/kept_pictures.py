"""Keep the pictures of papers from one run to the next: to load what draws takes as long as to draw, and each takes
longer than to assemble all the rest.

In: all that a picture is made from, in words. Out: what is made of it, or was made in an earlier run.

It is known by what it is made from: what is drawn, in which words; the letters, by the contents of their files; the
program and the versions of all libraries, the compiled files of those that draw, FreeType among them, and what the
environment says to FreeType. Neither settings of matplotlib nor other fonts have a part in it (paper/pictures/). It is
sealed with all that (generator/base/kept/), and with what the disk says of the file of the edition, which nobody can
guess: who has not that file, as it was, reads nothing there, and can't try what may have been drawn of whom. What is
recalled goes through all gates that a paper goes through, as if it had been drawn now.

Nothing is kept and nothing recalled while the file of names behind pseudonyms is at hand, on Windows, by a program that
was saved just now, and of an edition that was written while this process ran, as the copies are in which the preview
tries something. Nor is a picture kept in whose letters anything changed since this process first saw them, since
matplotlib does not read a font again, nor one that can't be drawn.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from generator.base.diagnostics import BriefingError
from generator.base.extras import EXTRAS
from generator.base.kept import is_kept
from generator.base.kept.parts import Parts, open_parts
from generator.base.look import BEGUN, have_settled
from generator.base.pseudonyms_file import find_pseudonyms
from generator.base.versions import look_at_program, read_versions
from generator.records.style import read_style_file

MOST_BYTES = 20_000_000
"""Of all pictures of a workspace, beyond which those go that the next paper with new ones does not show; and of new
ones in one paper, which a run keeps."""

_COMPILED = (".so", ".pyd")


@dataclass(slots=True)
class KeptPictures:
    """What is kept of the pictures of a workspace, for the paper of the edition in `file`; it is opened when somebody
    asks for the first. `_start` is what all their secrets have in common; `_used` are the secrets of those that were
    recalled, `_new` those to be kept, `_room` how much of such there may still be."""

    root: Path | None
    file: str
    _asked: bool = False
    _start: bytes | None = None
    _parts: Parts | None = None
    _used: list[bytes] = field(default_factory=list)
    _new: dict[bytes, bytes] = field(default_factory=dict)
    _room: int = MOST_BYTES

    def remember(self, what: str, make: Callable[[], bytes], letters: Sequence[Path] = ()) -> bytes:
        """Return what `make` makes, or made in an earlier run: `what` says all that it makes it from, but the program
        and the files of its letters."""
        if not self._asked:
            self._asked, self._start = True, self._find_start()
            self._parts = self._open() if self._start else None
        secret = self._derive(what, letters)
        if secret and (known := self._recall(secret)) is not None:
            return known
        made = make()
        # of a font that is saved meanwhile nobody knows which one was drawn with
        if secret and len(made) <= self._room and self._derive(what, letters) == secret:
            self._room -= len(made)
            self._new[secret] = made
        return made

    def close(self) -> None:
        """Keep what is new, where nothing has changed by which nobody would know what made it."""
        if self._parts is not None:
            self._parts.close()
        program = look_at_program() if self._new else None
        if program and program.holds() and self._start == self._find_start():
            # opened again: who makes another paper beside this process may have kept its own meanwhile
            with closing(self._open()) as parts:
                much = parts.size > MOST_BYTES
                for secret in self._used if much else ():
                    parts.recall(secret)
                for secret, made in self._new.items():
                    parts.add(secret, made)
                # one paper can't tell what others need: only where there is much, that goes
                parts.keep(whole=much)

    def _recall(self, secret: bytes) -> bytes | None:
        known = self._new.get(secret)
        if known is None and self._parts is not None and (known := self._parts.recall(secret)) is not None:
            self._used.append(secret)
        return known

    def _open(self) -> Parts:
        place = str(self.root.resolve()) if self.root else ""
        # of a month: what nobody shows any more, since somebody withdrew, say, goes with the file of that month
        month = date.today().isoformat()[:7]
        return open_parts(hashlib.sha256(b"pictures of\0" + os.fsencode(f"{month} {place}")).digest())

    def _find_start(self) -> bytes | None:
        """Return what all secrets have in common; None where nothing may be kept."""
        if not self.root or not is_kept() or find_pseudonyms(self.root):
            return None
        known = _know_program()
        try:
            seen = os.lstat(self.root / self.file)
        except OSError:
            return None
        times = seen.st_mtime_ns, seen.st_ctime_ns
        if known is None or not stat.S_ISREG(seen.st_mode) or not have_settled(times, BEGUN):
            return None
        disk = (self.file, seen.st_size, *times, seen.st_ino, seen.st_dev)
        return hashlib.sha256(b"picture\0" + known + repr(disk).encode("utf-8", "surrogatepass")).digest()

    def _derive(self, what: str, letters: Sequence[Path]) -> bytes | None:
        """Return the secret of a picture; None where it may not be kept."""
        seen = note_letters(letters)  # also where nothing is kept: the process draws with what it sees now
        if not self._start or not all(seen):
            return None
        return hashlib.sha256(b"".join((self._start, *seen, what.encode("utf-8", "surrogatepass")))).digest()


@contextmanager
def open_pictures(root: Path | None, file: str) -> Iterator[KeptPictures]:
    """Open in a `with` block what is kept of the pictures of a workspace, for the paper of the edition in `file`."""
    kept = KeptPictures(root, file)
    try:
        yield kept
    finally:
        kept.close()


@cache
def _know_program() -> bytes | None:
    """Return what tells this program and all that draws for it from any other; None where nothing does."""
    program = look_at_program()
    if program is None or not program.is_settled():
        return None
    said = [*map(" ".join, read_versions().items()), os.environ.get("FREETYPE_PROPERTIES", "")]
    for module in EXTRAS["pictures"]:
        found = find_spec(module)
        if found is None:
            return None
        for folder in found.submodule_search_locations or ():
            said += _list_compiled(folder)
    return hashlib.sha256(program.sign() + "\0".join(said).encode("utf-8", "surrogatepass")).digest()


def _list_compiled(folder: str) -> list[str]:
    """Return what the disk says of each compiled file of a library: what is built with another FreeType has the same
    version."""
    found = []
    for where in (folder, os.path.join(folder, "backends")):
        if os.path.isdir(where):
            with os.scandir(where) as listed:
                for entry in listed:
                    if entry.name.endswith(_COMPILED):
                        status = entry.stat()
                        found.append(f"{entry.path} {status.st_size} {status.st_mtime_ns} {status.st_ino}")
    return sorted(found)


_first_seen: dict[Path, tuple[bytes, int, int, int]] = {}


def note_letters(letters: Iterable[Path]) -> list[bytes]:
    """Return the hash of each font; nothing for one that is not what this process saw when it first drew with it."""
    return [_know_letters(path) for path in letters]


def _know_letters(path: Path) -> bytes:
    try:
        content, status = hashlib.sha256(read_style_file(path)).digest(), os.stat(path)
    except (OSError, BriefingError):
        return b""
    seen = content, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
    return content if _first_seen.setdefault(path, seen) == seen else b""
