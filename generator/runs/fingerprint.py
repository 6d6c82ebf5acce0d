"""Read everything that a paper is made from, to tell whether to build it again, and from what it was made.

It reads no YAML, which takes longer.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.base.diagnostics import BriefingError
from generator.base.file_names import is_foreign
from generator.base.inputs import TEMPLATES, VERIFIED, find_fence, is_fit_folder, read_input
from generator.base.look import Look
from generator.base.style_folders import find_input, list_style_files, name_input
from generator.runs import archive
from generator.runs.kept_inputs import KeptInputs, Read, find_kept, list_authors_files, may_keep
from generator.runs.versions import hash_known_program, hash_program, read_versions

if TYPE_CHECKING:
    from generator.runs.archive.index import Index


@dataclass(frozen=True)
class Inputs:
    """All that a paper is made from: what made them, and the files, which are `read` when somebody asks for more than
    the fingerprint; `find_index` returns what is known of an archive. `looks` are what stood in the folders of authors,
    and in those of styles, before anything was read: none where that proves nothing."""

    fingerprint: str
    program: str
    versions: Mapping[str, str]
    read: Callable[[], Mapping[str, Read]] = field(compare=False, repr=False)
    find_index: Callable[[], Index | None] = field(default=lambda: None, compare=False, repr=False)
    looks: tuple[Look, ...] = field(default=(), compare=False, repr=False)

    @property
    def files_before(self) -> Look | None:
        """What authors had written before anything was read."""
        return self.looks[0] if self.looks else None

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The files with their SHA-256, by their names from the workspace."""
        return {name: sha256 for name, (sha256, _) in sorted(self.read().items())}

    @cached_property
    def seen(self) -> Mapping[str, tuple[int, int]]:
        """Their sizes and times, by which to tell whether they were saved since."""
        return {name: seen for name, (_, seen) in self.read().items()}

    @cached_property
    def index(self) -> Index | None:
        """What is known of the files of an archive; None where there is none."""
        return self.find_index()

    def changed_meanwhile(self, root: Path, now: Look | None = None) -> frozenset[str]:
        """Return the files that were saved or taken away since they were read; `now` is what was just seen of data/ and
        briefings/, where somebody looked."""
        # at all at once, which takes less than at each
        now = now or (self.files_before and self.files_before.look_again())
        looked = {name: (size, time) for name, size, time, *_ in now.rows} if now else {}
        changed = [name for name, before in self.seen.items() if looked.get(name) != before]
        return frozenset(
            name for name in changed if name in looked or _look(_find_place(root, name)) != self.seen[name]
        )


def read_inputs(root: Path, editions: Iterable[str]) -> Mapping[str, Inputs]:
    """Return what each edition is made from: data, edition, templates and this program.

    Everything counts by its content; what the editions share is read once, and of what was read by an earlier run only
    what has changed.
    """
    may = may_keep(root)
    program, versions = hash_known_program() if may else hash_program(), read_versions()
    kept = find_kept(root, [program, *map(" ".join, versions.items())]) if may else None
    list_data = cache(partial(_list_data, root, kept))
    find_index = cache(partial(_find_index, root, kept, list_data))
    find_known = cache(partial(_find_known, kept, find_index))
    read_shared = cache(partial(_read_shared, root, list_data, find_known))
    found, new = {}, {}
    for edition in editions:
        read = cache(partial(_read_edition, root, edition, find_known, read_shared))
        fingerprint = kept.fingerprints.get(edition) if kept else None
        if fingerprint is None:
            fingerprint = new[edition] = _fingerprint(read(), program, versions)
        looks = (kept.files, *kept.styles) if kept else ()
        found[edition] = Inputs(fingerprint, program, versions, read, find_index, looks)
    if new and kept:
        _keep(kept, find_index(), new, [found[edition].read() for edition in new])
    return found


def _keep(kept: KeptInputs, index: Index | None, new: Mapping[str, str], read: Iterable[Mapping[str, Read]]) -> None:
    contents = {name: one for contents in read for name, one in contents.items()}
    if _UNREAD not in {sha256 for sha256, _ in contents.values()}:  # another time it may be read
        if index:  # which keeps what is known of most cases; until it does, thousands are not kept here as well
            rest = {name for name in contents if archive.is_case_file(name) and name not in index.known}
            many = len(rest) > archive.MOST_UNKNOWN
            contents = {n: one for n, one in contents.items() if n not in index.known and not (many and n in rest)}
        kept.keep(new, contents)


def _find_index(root: Path, kept: KeptInputs | None, list_data: Callable[[], list[str]]) -> Index | None:
    if len(list_data()) < archive.FEWEST:
        return None
    from generator.runs.archive.index import open_index  # few workspaces need it

    return open_index(root, kept.files if kept else None)


def _list_data(root: Path, kept: KeptInputs | None) -> list[str]:
    """Return the files of data/, by their names from the workspace."""
    return (
        [*list_authors_files(kept.files, "data")] if kept else [_name(root, one) for one in _files(root / "data", root)]
    )


@dataclass(slots=True)
class _Known:
    """What is known of files before they are read: the `contents` of some, and of all that were `looked` at their sizes
    and times (None: none were, and each is looked at before it is read)."""

    contents: Mapping[str, Read]
    looked: Mapping[str, tuple[int, int]] | None


def _find_known(kept: KeptInputs | None, find_index: Callable[[], Index | None]) -> _Known:
    index = find_index()
    listed = index.list_contents() if index else {}
    if kept is None:
        return _Known(listed, None)
    # a style of the workspace counts in the place of one of the same name beside the program
    looks = (*reversed(kept.styles), kept.files)
    looked = {name: (size, time) for one in looks for name, size, time, *_ in one.rows}
    # of what was saved since, nobody knows which state was read: it does not go with what was looked at
    listed = {name: one for name, one in listed.items() if looked.get(name) == one[1]}
    return _Known({**kept.contents, **listed}, looked)


_FindKnown = Callable[[], _Known]


def _read_shared(root: Path, list_data: Callable[[], list[str]], find_known: _FindKnown) -> dict[str, Read]:
    """Return what all editions are made from."""
    known, data = find_known(), list_data()
    contents = known.contents
    shared = {name: contents[name] for name in data if name in contents}
    for name in data:
        if name not in shared:
            _read_one(shared, root, f"{root}{os.sep}{name}", known)
    for folder in (root / TEMPLATES, *_list_shipped(root)):
        _read(shared, root, folder, known)
    for verified in sorted((root / "briefings").glob(f"*/{VERIFIED}")):
        _read_one(shared, root, str(verified), known)  # counts in records, and with these in every paper
    return shared


def _read_edition(
    root: Path, edition: str, find_known: _FindKnown, read_shared: Callable[[], dict[str, Read]]
) -> Mapping[str, Read]:
    read = dict(read_shared())
    for name in list_with_predecessors(root, edition):
        _read(read, root, root / "briefings" / name, find_known())
    return read


def join_inputs(inputs: Iterable[Inputs]) -> Inputs:
    """Return what is made from all of these."""
    all_of_them = list(inputs)
    read = {name: (sha256, one.seen[name]) for one in all_of_them for name, sha256 in one.files.items()}
    first = all_of_them[0]
    return Inputs(_fingerprint(read, first.program, first.versions), first.program, first.versions, lambda: read)


def _fingerprint(read: Mapping[str, Read], program: str, versions: Mapping[str, str]) -> str:
    rows = [program, *(f"{name} {version}" for name, version in versions.items())]
    rows += [f"{name} {sha256}" for name, (sha256, _) in sorted(read.items())]
    return hashlib.sha256("\0".join(rows).encode("utf-8", "surrogateescape")).hexdigest()


def _list_shipped(root: Path) -> list[Path]:
    return [path.parent for path in list_style_files(root) if not path.is_relative_to(root)]


def _read(read: dict[str, Read], root: Path, folder: Path, known: _Known) -> None:
    for path in _files(folder, find_fence(folder, root)):
        _read_one(read, root, path, known)


def _read_one(read: dict[str, Read], root: Path, path: str, known: _Known) -> None:
    """Add what a file holds; what is known of it was read by an earlier run, and it is as it was."""
    name = _name(root, path)
    if name in known.contents:
        read[name] = known.contents[name]
    elif name not in read:
        # before its content: what is saved in between is noticed
        seen = _look(path) if known.looked is None else known.looked.get(name)
        # a link that leads nowhere is told where the data is read, and so it counts, too
        read[name] = (hashlib.sha256(_content(Path(path), root)).hexdigest(), seen) if seen else (_UNREAD, (-1, -1))


def _name(root: Path, path: str) -> str:
    start = f"{root}{os.sep}"
    return path[len(start) :].replace(os.sep, "/") if path.startswith(start) else name_input(Path(path), root)


def _find_place(root: Path, name: str) -> str:
    """Return where a file stands; of ten thousand, most are in data/, where that takes no time."""
    return str(find_input(root, name)) if name.startswith(f"{TEMPLATES}/") else f"{root}{os.sep}{name}"


def _look(path: Path | str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


_NOTHING = b"\0unread"
_UNREAD = hashlib.sha256(_NOTHING).hexdigest()


def _content(path: Path, root: Path) -> bytes:
    """Return what a file holds; of one that may not be read, that it is so: it is told where the data is read."""
    try:
        return read_input(path, find_fence(path, root))
    except (OSError, BriefingError):
        return _NOTHING


_PREDECESSOR = re.compile(r"""predecessor["']?\s*:(?:\s|\#[^\n]*\n|[&!]\S*\s|[|>][-+0-9]*\s)*["']?([a-z0-9.-]+)""")
"""The name of an edition after comments, anchors, tags or the sign of a text of several lines."""


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
