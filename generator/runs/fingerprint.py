"""Fingerprint everything that a paper is made from, to tell whether to build it again.
It reads no YAML, which takes
longer."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path


def fingerprint_inputs(root: Path, edition: str) -> str:
    """Return one fingerprint of all that a paper of the edition is made from: data, edition, templates and this
    program."""
    return fingerprint_each_edition(root, [edition])[edition]


def fingerprint_each_edition(root: Path, editions: Iterable[str]) -> Mapping[str, str]:
    """Return the fingerprint of each edition; what they share is read once.

    The program counts by size and time of its files; data and templates count by content.
    """
    shared = hashlib.blake2b(digest_size=16)
    program = Path(__file__).parent.parent
    for path in _files(program):
        if path.suffix == ".py":
            status = path.stat()
            shared.update(f"\0{path.relative_to(program).as_posix()} {status.st_size} {status.st_mtime_ns}".encode())
    for folder in (root / "data", root / "templates"):
        _count(shared, root, folder)
    found = {}
    for edition in editions:
        hasher = shared.copy()
        for name in _with_predecessors(root, edition):
            _count(hasher, root, root / "briefings" / name)
        found[edition] = hasher.hexdigest()
    return found


def _count(hasher: hashlib.blake2b, root: Path, folder: Path) -> None:
    for path in _files(folder):
        hasher.update(f"\0{path.relative_to(root).as_posix()}\0".encode())
        hasher.update(path.read_bytes())


_PREDECESSOR = re.compile(r"""predecessor["']?\s*:\s*["']?([a-z0-9.-]+)""")


def _with_predecessors(root: Path, edition: str) -> list[str]:
    """Return the edition and those before it, as far as their files say; a word too many costs a build, no more."""
    found = [edition]
    for name in found:
        path = root / "briefings" / name / "edition.yaml"
        if path.is_file():
            named = _PREDECESSOR.findall(path.read_bytes().decode("utf-8", "replace"))
            found += [one for one in named if one not in found]
    return found


def _files(folder: Path) -> list[Path]:
    found = []
    for where, folders, names in os.walk(folder):
        folders.sort()
        folders[:] = [name for name in folders if name != "__pycache__"]
        found += [Path(where, name) for name in sorted(names)]
    return found
