"""Read the workspace as it would be with files changed, and tell what is new that is wrong.

In: the workspace, an edition, the new texts of files. Out: the loader's own diagnostics that it does not have now; and
what would keep the paper from being made. The workspace is read in a copy of its own: nothing in it is changed by a
trial, and of what is read, only the files that are tried are read anew (generator/records/load/parse.py keeps the
rest).
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.base.diagnostics import Diagnostic
from generator.base.file_names import is_foreign
from generator.base.files import write_file
from generator.records.load import load
from generator.records.load.dataset import add_excerpts
from generator.records.resolve import resolve

_FOLDERS = ("data", "briefings", "templates")


def find_new_problems(root: Path, edition: str, texts: Mapping[str, str]) -> list[tuple[Diagnostic, bool]]:
    """Return what would be wrong with the files, and the errors elsewhere that would come with them; beside each,
    whether the workspace does not have it yet."""
    before = Counter(map(_mark, _read(root, edition)[0]))
    with _copied(root, texts) as copy:
        found, lines = _read(copy, edition)
    told = []
    for one in add_excerpts(found, lines):
        before[_mark(one)] -= 1
        new = before[_mark(one)] < 0
        if one.origin.file in texts or (new and one.severity == "error"):
            told.append((one, new))
    return told


def find_paper_problems(root: Path, edition: str, texts: Mapping[str, str]) -> list[Diagnostic]:
    """Return the errors that would keep the paper from being made for its own readers, and do not keep it now: a name
    that they may not read, a case of which no basis lets it tell."""
    before = Counter(map(_mark, _make(root, edition)))
    with _copied(root, texts) as copy:
        found = _make(copy, edition)
    told = []
    for one in found:
        before[_mark(one)] -= 1
        if one.severity == "error" and before[_mark(one)] < 0:
            told.append(one)
    return told


@contextmanager
def _copied(root: Path, texts: Mapping[str, str]) -> Iterator[Path]:
    """Make a copy of the workspace with other texts, for as long as it is looked at."""
    with TemporaryDirectory(prefix="briefing-trial-") as folder:
        copy = Path(folder)
        for name in _FOLDERS:
            if (root / name).is_dir():
                shutil.copytree(root / name, copy / name, symlinks=True, ignore=_foreign)
        for file, text in texts.items():
            write_file(copy / file, text.encode(), copy)
        yield copy


def _read(root: Path, edition: str) -> tuple[list[Diagnostic], dict[str, list[str]]]:
    dataset, problems = load(root, [edition])
    return [*problems, *resolve(dataset, "internal")], dict(dataset.lines)


def _make(root: Path, edition: str) -> list[Diagnostic]:
    """Return what is wrong with the paper in its first language, as its authors may read it."""
    # the program that opens a form for the first time need not have assembled a paper
    from generator.paper.make import make
    from generator.paper.workspace import Workspace

    workspace = Workspace(root, [edition], "internal")
    said = workspace.dataset.editions.get(edition)
    if said is None:
        return []
    return [*make(workspace, edition, None, said.record.languages[0], anew=True).problems]


def _mark(one: Diagnostic) -> tuple[str, str, str]:
    return one.code, one.origin.file, one.message


def _foreign(_: str, names: list[str]) -> set[str]:
    return {name for name in names if is_foreign(name)}
