"""Tell which program reads a workspace, where it may keep what files say and recall what they said in an earlier run.

In: a workspace. Out: what tells this program, with Python and its libraries, apart from any other; None where all is to
be read: in a small workspace, where a link stands in it or the true names under pseudonyms are at hand, on Windows.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from generator.base.kept import is_kept
from generator.base.look import Look, look
from generator.base.pseudonyms_file import find_pseudonyms
from generator.base.versions import look_at_program, read_versions

FEWEST = 100_000
"""Bytes of records from which on it is worth while: of 300,000 in a hundred files, reading takes 80 ms for 230; a file
that was saved takes back 30 of it (the classes that check it), and the run that keeps them spends 40, once."""

_READ = ("data", "briefings")


def tell_program(root: Path, files: Look | None = None) -> bytes | None:
    """Return what tells the program, where it may keep what the files of a workspace say, as they were when data/ and
    briefings/ were looked at (None: that is done now); else None."""
    if sys.platform == "win32" or not is_kept() or find_pseudonyms(root):
        return None
    if (files := files or look(root, _READ)) is None:
        return None
    program = look_at_program() if files.count_bytes("data", ".yaml") >= FEWEST else None
    if program is None or not program.is_settled():
        return None
    words = "\0".join(map(" ".join, read_versions().items()))
    return hashlib.sha256(program.sign() + words.encode("utf-8", "surrogatepass")).digest()
