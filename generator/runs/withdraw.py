"""Withdraw a case: mark its record, and find every file in which the person stands.

In: the workspace, the case, the day. Out: the record's file as it is to be, and each file of data/, briefings/ and
build/ that has a name of the person in any spelling, or the id of the case: files are searched, not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator.authoring.withdraw import mark_withdrawn
from generator.base.files import write_files
from generator.base.inputs import ISSUED
from generator.formats.finished_texts import list_texts
from generator.paper.protected import find_names_of
from generator.paper.protected_values import Protected
from generator.records.load import SIGNATURES, Dataset, Entry
from generator.records.schema import Case

FileKind = Literal["data", "edition", "signatures", "issued", "built", "unread"]


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file in which a person stands: what it is, what of the person was found in it (name, surname, id, source,
    photograph), and for a file of lines, on which."""

    path: Path
    kind: FileKind
    found: tuple[str, ...]
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sought:
    """What is looked for: the names of the person, the id of the case, the ids of the sources that stand in it."""

    names: Protected
    id: re.Pattern[str]
    sources: re.Pattern[str] | None

    def find(self, text: str, ids: bool = True) -> set[str]:
        found = {value.kind for value in self.names.find(text)}
        if ids and self.id.search(text):
            found.add("id")
        return found


def withdraw(dataset: Dataset, id: str, day: str) -> Path:
    """Write into the record of a case that it was withdrawn on a day; return its file.

    Raises BriefingError (O501) where it can't be written."""
    root, entry = dataset.root, dataset.cases[id]
    path = root / entry.file
    before = path.read_bytes()
    after = mark_withdrawn(before.decode("utf-8-sig"), id, day).encode()
    write_files({path: after}, root, was={path: before})
    return path


def find_files_naming(dataset: Dataset, id: str) -> Iterator[FoundFile]:
    """Yield every file, but the record's own, in which the person of a case stands: texts and documents of the
    workspace, papers that were issued, and whatever stands in build/."""
    root, entry = dataset.root, dataset.cases[id]
    sources = entry.record.sources
    sought = _Sought(find_names_of(dataset, id), _token([id]), _token(sources) if sources else None)
    for folder in ("data", "briefings"):
        for path in _list_files(root / folder):
            if path != root / entry.file and (found := _read_lines(path, folder, sought, entry)):
                yield found
    shown = entry.record.photograph
    if shown and (root / shown.file).is_file():
        yield FoundFile(root / shown.file, "data", ("photograph",))
    for path in _list_files(root / "build"):
        if found := _read_file(path, "built", sought):
            yield found


def _token(ids: object) -> re.Pattern[str]:
    words = "|".join(re.escape(one) for one in ids)  # type: ignore[attr-defined]
    return re.compile(rf"(?<![a-z0-9-])(?:{words})(?![a-z0-9]|-[a-z0-9])")


def _list_files(folder: Path) -> list[Path]:
    """Return the files below a folder; a link is no file of it, and is not followed."""
    found = []
    left = [folder] if folder.is_dir() and not folder.is_symlink() else []
    while left:
        for path in sorted(left.pop().iterdir()):
            if path.is_symlink():
                continue
            if path.is_dir():
                left.append(path)
            elif path.is_file():
                found.append(path)
    return sorted(found)


def _read_lines(path: Path, folder: str, sought: _Sought, entry: Entry[Case]) -> FoundFile | None:
    """Return what a file of the workspace has of the person, by lines where it has some."""
    if path.parent.name == ISSUED and folder == "briefings":
        return _read_file(path, "issued", sought)
    if path.suffix != ".yaml":
        return _read_file(path, "edition" if folder == "briefings" else "data", sought)
    kind: FileKind = "signatures" if path.name == SIGNATURES else "edition" if folder == "briefings" else "data"
    text = path.read_bytes().decode("utf-8", "replace")
    what: set[str] = set()
    lines = []
    for number, line in enumerate(text.splitlines(), 1):
        here = sought.find(line) | ({"source"} if sought.sources and sought.sources.search(line) else set())
        if here:
            what |= here
            lines.append(number)
    # a name that two lines share is on none of them
    what |= sought.find(text, ids=False)
    return FoundFile(path, kind, tuple(sorted(what)), tuple(lines)) if what else None


def _read_file(path: Path, kind: FileKind, sought: _Sought) -> FoundFile | None:
    """Return what a finished file has of the person, in any part of it and in its name."""
    what = sought.find(path.name)
    try:
        for _, text in list_texts(path.read_bytes(), path.suffix.lower().lstrip(".")):
            what |= sought.find(text)
    except Exception:  # each format has errors of its own; whatever a broken file holds, somebody has to look into it
        return FoundFile(path, "unread", tuple(sorted(what)))
    return FoundFile(path, kind, tuple(sorted(what))) if what else None
