"""Read everything that a paper is made from, to tell whether to build it again, and from what it was made.

It reads no YAML, which takes longer.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from generator.base.diagnostics import BriefingError
from generator.base.file_names import is_foreign
from generator.base.inputs import TEMPLATES, VERIFIED, find_fence, is_fit_folder, read_input
from generator.base.style_folders import find_input, list_style_files, name_input
from generator.runs import archive
from generator.runs.versions import hash_program, read_versions

if TYPE_CHECKING:
    from generator.runs.archive.index import Index


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a paper is made from: the `files` with their SHA-256, by their names from the workspace, and what made
    them; `seen` are their sizes and times, by which to tell whether they were saved since, and `index` what is known of
    an archive."""

    fingerprint: str
    files: Mapping[str, str]
    seen: Mapping[str, tuple[int, int]]
    program: str
    versions: Mapping[str, str]
    index: Index | None = field(default=None, compare=False, repr=False)

    def changed_meanwhile(self, root: Path) -> frozenset[str]:
        """Return the files that were saved or taken away since they were read."""
        return frozenset(name for name, before in self.seen.items() if _look(_find_place(root, name)) != before)


def read_inputs(root: Path, editions: Iterable[str]) -> Mapping[str, Inputs]:
    """Return what each edition is made from: data, edition, templates and this program.

    Everything counts by its content; what the editions share is read once, and of what an archive holds only what has
    changed.
    """
    program, versions = hash_program(), read_versions()
    data = _files(root / "data", root)
    index = _open_index(root) if len(data) >= archive.FEWEST else None
    shared: dict[str, _Read] = index.list_contents() if index else {}
    for path in data:
        _read_one(shared, root, path)
    for folder in (root / TEMPLATES, *_list_shipped(root)):
        _read(shared, root, folder)
    for verified in sorted((root / "briefings").glob(f"*/{VERIFIED}")):
        _read_one(shared, root, str(verified))  # counts in records, and with these in every paper
    found = {}
    for edition in editions:
        read = dict(shared)
        for name in list_with_predecessors(root, edition):
            _read(read, root, root / "briefings" / name)
        found[edition] = _put_together(read, program, versions, index)
    return found


def _open_index(root: Path) -> Index | None:
    from generator.runs.archive.index import open_index  # few workspaces need it

    return open_index(root)


def join_inputs(inputs: Iterable[Inputs]) -> Inputs:
    """Return what is made from all of these."""
    all_of_them = list(inputs)
    read = {name: (sha256, one.seen[name]) for one in all_of_them for name, sha256 in one.files.items()}
    return _put_together(read, all_of_them[0].program, all_of_them[0].versions)


_Read = tuple[str, tuple[int, int]]
"""The hash of a file, its size and its time."""


def _put_together(
    read: Mapping[str, _Read], program: str, versions: Mapping[str, str], index: Index | None = None
) -> Inputs:
    files = {name: sha256 for name, (sha256, _) in sorted(read.items())}
    rows = [program, *(f"{name} {version}" for name, version in versions.items())]
    rows += [f"{name} {sha256}" for name, sha256 in files.items()]
    fingerprint = hashlib.sha256("\0".join(rows).encode("utf-8", "surrogateescape")).hexdigest()
    return Inputs(fingerprint, files, {name: seen for name, (_, seen) in read.items()}, program, versions, index)


def _list_shipped(root: Path) -> list[Path]:
    return [path.parent for path in list_style_files(root) if not path.is_relative_to(root)]


def _read(read: dict[str, _Read], root: Path, folder: Path) -> None:
    for path in _files(folder, find_fence(folder, root)):
        _read_one(read, root, path)


def _read_one(read: dict[str, _Read], root: Path, path: str) -> None:
    start = f"{root}{os.sep}"
    name = path[len(start) :].replace(os.sep, "/") if path.startswith(start) else name_input(Path(path), root)
    if name not in read and (seen := _look(path)):  # before its content: what is saved in between is noticed
        read[name] = (hashlib.sha256(_content(Path(path), root)).hexdigest(), seen)


def _find_place(root: Path, name: str) -> str:
    """Return where a file stands; of ten thousand, most are in data/, where that takes no time."""
    return str(find_input(root, name)) if name.startswith(f"{TEMPLATES}/") else f"{root}{os.sep}{name}"


def _look(path: Path | str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _content(path: Path, root: Path) -> bytes:
    """Return what a file holds; of one that may not be read, that it is so: it is told where the data is read."""
    try:
        return read_input(path, find_fence(path, root))
    except (OSError, BriefingError):
        return b"\0unread"


_PREDECESSOR = re.compile(r"""predecessor["']?\s*:\s*["']?([a-z0-9.-]+)""")


def list_with_predecessors(root: Path, edition: str) -> list[str]:
    """Return the edition and those before it, as far as their files say; a word too many costs a build, no more."""
    found = [edition]
    for name in found:
        path = root / "briefings" / name / "edition.yaml"
        if path.is_file():
            named = _PREDECESSOR.findall(_content(path, root).decode("utf-8", "replace"))
            found += [one for one in named if one not in found]
    return found


def _files(folder: Path, fence: Path) -> list[str]:
    found = []
    for where, folders, names in os.walk(folder, followlinks=True):
        folders.sort()
        # a link to another folder is gone into where it may be read: then it ends somewhere
        links = {name for name in folders if os.path.islink(os.path.join(where, name))}
        shut = {name for name in links if not is_fit_folder(Path(where, name), fence)}
        # a template may ask for a file of any name, and data is read from those of authors alone
        ours = folders if fence.name == TEMPLATES else [name for name in folders if not is_foreign(name)]
        folders[:] = [name for name in ours if name != "__pycache__" and name not in shut]
        found += [
            os.path.join(where, name) for name in sorted(names) if fence.name == TEMPLATES or not is_foreign(name)
        ]
    return found
