"""Keep what a file of records said, and tell it again where its text is the same: without parsing and validating it.

In: a file that was read. Out: what it put among the records, or None, and then it is parsed as ever. Nothing is kept of
a file of which there is anything to tell, that holds a record that could not be read, or one that is not for everybody
(kept_entries.py). Its text is read each time; so what is kept holds whatever became of the file since.

It is sealed (generator/base/kept/) with the text, with what the disk says of the file, where it lies in the workspace,
what its folder says of visibility, and which program asks, by which versions of its libraries: who has not the very
file reads nothing, and who knows most of it can't try what the rest may be.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from generator.base.diagnostics import Diagnostic
from generator.base.kept.parts import Parts, open_parts
from generator.base.pseudonyms_file import find_pseudonyms
from generator.records.load.dataset import Entry
from generator.records.load.found import Found
from generator.records.load.kept_entries import Put, read_entries, write_entries
from generator.records.load.parse import Map
from generator.records.load.read_file import parse_text, read_text
from generator.records.schema import Record
from generator.records.schema.base import Visibility

MOST_NEW = 2_000
"""Files of which a run keeps what they said: so that none spends more than a tenth of its time on what later ones alone
have something of."""


@dataclass(slots=True)
class KeptFiles:
    """What is kept of the files of a workspace, for the program `program`; `put` is what the file that is being read
    has put among the records so far."""

    program: bytes
    parts: Parts
    put: list[Put] = field(default_factory=list)

    def keep(self, whole: bool) -> None:
        """Keep what was read for the next run, where the `whole` of data/ was read in place of all that is known."""
        self.parts.keep(whole)


@contextmanager
def open_kept(root: Path, program: bytes | None) -> Iterator[KeptFiles | None]:
    """Open in a `with` block what is kept of the files of a workspace; None where nothing may be."""
    if program is None or find_pseudonyms(root):
        yield None
        return
    place = str(root.resolve()).encode("utf-8", "surrogatepass")
    with closing(open_parts(hashlib.sha256(b"records of\0" + place).digest())) as parts:
        yield KeptFiles(program, parts)


def read_or_recall(
    found: Found,
    path: Path,
    default: Visibility | None,
    read: Callable[[Map | None, list[Diagnostic]], None],
    put: Callable[[Found, str, str, Entry[Record]], None],
) -> None:
    """Let `put` put among the records what a file said in an earlier run; where that is not known, let `read` do it by
    its tree (None: there is none) and by what is wrong with it."""
    before, name, kept = len(found.problems), found.name(path), found.kept
    text = read_text(found, path)
    secret = _seal(kept.program, path, name, text, default) if kept and text is not None else None
    if kept and secret and text is not None:
        kept.put.clear()
        if said := kept.parts.recall(secret):
            for one in read_entries(said, text):
                put(found, *one)
            return
    tree = None if text is None else parse_text(found, path, text)
    read(tree, found.problems[before:])
    sound = len(found.problems) == before and name not in found.unread and name not in found.closed
    room = kept and len(kept.parts) < MOST_NEW
    if kept and secret and text is not None and sound and room and kept.put and (said := write_entries(kept.put, text)):
        kept.parts.add(secret, said)


def note_put(found: Found, collection: str, name: str, entry: Entry[Record]) -> None:
    """Note what a file puts among the records."""
    if found.kept:
        found.kept.put.append((collection, name, entry))


def _seal(program: bytes, path: Path, name: str, text: str, default: Visibility | None) -> bytes | None:
    """Return the secret under which it is kept what a file says; None where nothing may be."""
    try:
        seen = os.lstat(path)
    except OSError:
        return None
    if not stat.S_ISREG(seen.st_mode):
        return None
    disk = (seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino, seen.st_dev)
    hasher = hashlib.sha256(b"records\0" + program + repr((name, default, disk)).encode("utf-8", "surrogatepass"))
    hasher.update(b"\0" + text.encode("utf-8", "surrogatepass"))
    return hasher.digest()
