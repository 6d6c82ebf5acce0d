"""Read everything that a paper is made from, to tell whether to build it again, and from what it was made.

It reads no YAML, which takes longer.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.base.diagnostics import BriefingError
from generator.base.file_names import is_foreign
from generator.base.inputs import TEMPLATES, VERIFIED, find_fence, is_fit_folder, read_input
from generator.base.look import Look
from generator.base.style_folders import list_style_files, name_input
from generator.base.versions import hash_known_program, hash_program, read_versions
from generator.runs import archive
from generator.runs.inputs import NEVER, Inputs, look_at
from generator.runs.kept_inputs import KeptInputs, Read, find_kept, list_authors_files, may_keep

if TYPE_CHECKING:
    from generator.runs.archive.index import Index


def find_kept_inputs(root: Path) -> KeptInputs | None:
    """Look at all files of a workspace; return what is known of them, None where nothing may be kept, or the times
    prove nothing."""
    if not may_keep(root):
        return None
    return find_kept(root, [hash_known_program(), *map(" ".join, read_versions().items())])


def read_inputs(
    root: Path, editions: Iterable[str], wait: bool = False, kept: KeptInputs | None = None
) -> Mapping[str, Inputs]:
    """Return what each edition is made from: data, edition, templates and this program.

    Everything counts by its content; what the editions share is read once, and of what was read by an earlier run only
    what has changed. What was learnt is kept at once, or where it shall `wait`, by `keep_inputs`. `kept` is what
    `find_kept_inputs` found of these files just now, where somebody asked it.
    """
    may = may_keep(root)
    program, versions = hash_known_program() if may else hash_program(), read_versions()
    kept = (kept or find_kept_inputs(root)) if may else None
    list_data = cache(partial(_list_data, root, kept))
    find_index = cache(partial(_find_index, root, kept, list_data))
    find_known = cache(partial(_find_known, kept, find_index))
    read_shared = cache(partial(_read_shared, root, kept, list_data, find_known))
    due: list[Callable[[Look | None], None]] = []
    found, new = {}, {}
    for edition in editions:
        read = cache(partial(_read_edition, root, edition, find_known, read_shared))
        fingerprint = kept.fingerprints.get(edition) if kept else None
        if fingerprint is None:
            fingerprint = new[edition] = _fingerprint(read(), program, versions, _list_missing(root, read()))
        looks = (kept.files, *kept.styles) if kept else ()
        found[edition] = Inputs(fingerprint, program, versions, read, find_index, looks, due)
    if new and kept:
        due.append(partial(keep_learnt, kept, find_index(), new, [found[edition].read() for edition in new]))
        if not wait:
            due.pop()(kept.files.look_again())
    return found


def keep_learnt(
    kept: KeptInputs,
    index: Index | None,
    new: Mapping[str, str],
    read: Iterable[Mapping[str, Read]],
    now: Look | None,
) -> None:
    """Keep the `new` fingerprints and what was read for them, where all is still as it was."""
    known: Container[str] = index.hashes if index else ()
    contents = {name: one for contents in read for name, one in contents.items() if name not in known}
    if _UNREAD in {sha256 for sha256, _ in contents.values()}:
        return  # another time it may be read
    if index:  # which keeps what is known of most cases; until it does, thousands are not kept here as well
        cases = {name for name in contents if archive.is_case_file(name)}
        if len(cases) > archive.MOST_UNKNOWN:
            contents = {name: one for name, one in contents.items() if name not in cases}
    kept.keep(new, contents, now)


def _find_index(root: Path, kept: KeptInputs | None, list_data: Callable[[], list[str]]) -> Index | None:
    if len(kept.files.rows if kept else list_data()) < archive.FEWEST:
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
    """What is known of files before they are read: the `contents` of some, and the `looks` at all of them (None: there
    were none, and each is looked at before it is read)."""

    contents: Mapping[str, Read]
    looks: tuple[Look, ...] | None

    def look(self, path: str, name: str) -> tuple[int, int] | None:
        """Return size and time of a file as it was when all were looked at; None where it was not there then."""
        if self.looks is None:
            return look_at(path)
        row = next((row for one in self.looks if (row := one.find(name))), None)
        return row and row[1:3]


def _find_known(kept: KeptInputs | None, find_index: Callable[[], Index | None]) -> _Known:
    index = find_index()
    listed = index.list_contents() if index else {}
    if kept is None:
        return _Known(listed, None)
    # what the index knows it knows by the look at these very files; a style of the workspace counts in the place of one
    # of the same name beside the program
    return _Known({**kept.contents, **listed}, (kept.files, *kept.styles))


_FindKnown = Callable[[], _Known]


def _read_shared(
    root: Path, kept: KeptInputs | None, list_data: Callable[[], list[str]], find_known: _FindKnown
) -> dict[str, Read]:
    """Return what all editions are made from."""
    known = find_known()
    contents = known.contents
    if kept:  # of the files that were looked at: what is known is of these, and all else is read
        shared = {name: one for name, one in contents.items() if name.startswith("data/")}
        data: Iterable[str] = list_authors_files(kept.files, "data", contents)
    else:
        data = list_data()
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
    return dict(sorted(read.items()))


def join_inputs(inputs: Iterable[Inputs]) -> Inputs:
    """Return what is made from all of these."""
    all_of_them = list(inputs)
    said = {name: (sha256, one.seen[name]) for one in all_of_them for name, sha256 in one.files.items()}
    first, read = all_of_them[0], dict(sorted(said.items()))
    return Inputs(_fingerprint(read, first.program, first.versions), first.program, first.versions, lambda: read)


def _fingerprint(
    read: Mapping[str, Read], program: str, versions: Mapping[str, str], missing: Iterable[str] = ()
) -> str:
    """Return the hash of files, in the order of their names, of what makes papers of them, and of what is `missing`."""
    rows = [program, *map(" ".join, versions.items())]
    rows += [f"{name} {one[0]}" for name, one in read.items()]
    rows += [f"no {name}" for name in missing]
    return hashlib.sha256("\0".join(rows).encode("utf-8", "surrogateescape")).hexdigest()


_FIRST_EDITION = re.compile(r"""first_edition["']?\s*:(?:\s|\#[^\n]*\n|[&!]\S*\s|[|>][-+0-9]*\s)*["']?([a-z0-9.-]+)""")


def _list_missing(root: Path, read: Mapping[str, Read]) -> list[str]:
    """Return the editions that recommendations name as their first, and that are not there: no file says so."""
    named: set[str] = set()
    for name in read:
        if "/recommendations" in name and name.startswith("data/"):
            named.update(_FIRST_EDITION.findall(_content(root / name, root).decode("utf-8", "replace")))
    return sorted(name for name in named if not (root / "briefings" / name).is_dir())


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
        seen = known.look(path, name)
        # a link that leads nowhere is told where the data is read, and so it counts, too
        read[name] = (hashlib.sha256(_content(Path(path), root)).hexdigest(), seen) if seen else (_UNREAD, NEVER)


def _name(root: Path, path: str) -> str:
    start = f"{root}{os.sep}"
    return path[len(start) :].replace(os.sep, "/") if path.startswith(start) else name_input(Path(path), root)


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
