"""Read the workspace as it would be with a file changed, and tell what is new that is wrong.

In: the workspace, an edition, the new text of a file. Out: the loader's own diagnostics that it does not have now. The
workspace is read in a copy of its own: nothing in it is changed by a trial, and of what is read, only the file that is
tried is read anew (generator/records/load/parse.py keeps the rest).
"""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.base.diagnostics import Diagnostic
from generator.base.file_names import is_foreign
from generator.base.files import write_file
from generator.records.load import load
from generator.records.load.dataset import add_excerpts
from generator.records.resolve import resolve

_FOLDERS = ("data", "briefings", "templates")


def find_new_problems(root: Path, edition: str, file: str, text: str) -> list[tuple[Diagnostic, bool]]:
    """Return what would be wrong with the file, and the errors elsewhere that would come with it; beside each, whether
    the workspace does not have it yet."""
    before = Counter(map(_mark, _read(root, edition)[0]))
    with TemporaryDirectory(prefix="briefing-trial-") as folder:
        copy = Path(folder)
        for name in _FOLDERS:
            if (root / name).is_dir():
                shutil.copytree(root / name, copy / name, symlinks=True, ignore=_foreign)
        write_file(copy / file, text.encode(), copy)
        found, lines = _read(copy, edition)
    told = []
    for one in add_excerpts(found, lines):
        before[_mark(one)] -= 1
        new = before[_mark(one)] < 0
        if one.origin.file == file or (new and one.severity == "error"):
            told.append((one, new))
    return told


def _read(root: Path, edition: str) -> tuple[list[Diagnostic], dict[str, list[str]]]:
    dataset, problems = load(root, [edition])
    return [*problems, *resolve(dataset, "internal")], dict(dataset.lines)


def _mark(one: Diagnostic) -> tuple[str, str, str]:
    return one.code, one.origin.file, one.message


def _foreign(_: str, names: list[str]) -> set[str]:
    return {name for name in names if is_foreign(name)}
