"""Lay out many files: find them, read each, write it anew where it would change.

In: the workspace and paths in it. Out: what changed, and what is wrong (D00x, D013, O501, O503). A file is written
only after its new text was read again and says the same: the same values, in several lines of prose the same words, and
the same comments.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from generator.authoring.fmt.layout import write_yaml
from generator.authoring.fmt.order import arrange
from generator.authoring.fmt.prose import drop_unseen_blanks
from generator.authoring.fmt.tree import Mapping, NotLaidOut, Scalar, Sequence, read
from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin
from generator.base.file_names import YAML, is_foreign
from generator.base.files import write_files
from generator.base.inputs import read_input
from generator.records.load.parse import Map, Seq, parse
from generator.records.load.read_file import MOST_TEXT
from generator.records.load.texts import decode
from generator.records.schema.files import find_file_kind

FOLDERS = ("data", "briefings", "templates")


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file that is, or would be, laid out otherwise."""

    file: str
    before: str
    after: str


def lay_out(root: Path, paths: Iterable[Path], write: bool) -> tuple[list[ChangedFile], list[Diagnostic]]:
    """Lay out the files, or those in the folders, of the workspace `root`; return what changed, and what is wrong.

    Where `write` is false, nothing is written. A file that can't be read as YAML, or is a link that leads out of the
    workspace, is told and left as it is.
    """
    return rewrite(root, paths, lay_out_text, write)


def rewrite(
    root: Path, paths: Iterable[Path], change: Callable[[str, str], tuple[str | None, list[Diagnostic]]], write: bool
) -> tuple[list[ChangedFile], list[Diagnostic]]:
    """Write files of records anew as `change` has them: text and name in, the new text (None: as it is) and what is
    wrong out."""
    changed: list[ChangedFile] = []
    problems: list[Diagnostic] = []
    root = root.resolve()
    for path in _files(root, paths, problems):
        name = path.relative_to(root).as_posix()
        try:
            data = read_input(path, root, MOST_TEXT)
        except BriefingError as error:
            problems += error.diagnostics
            continue
        before, unreadable = decode(data, name)
        if before is None:
            problems += unreadable
            continue
        after, found = change(before, name)
        problems += found
        if after is not None and after.encode() != data:
            changed.append(ChangedFile(name, before, after))
            if write:
                try:
                    write_files({path: after.encode()}, root, was={path: data})
                except BriefingError as error:
                    problems += error.diagnostics
    return changed, problems


def lay_out_new(text: str, name: str) -> str:
    """Return a new file as `fmt` would have it, so that nobody finds it wanting on the first day."""
    made, _ = lay_out_text(text, name)
    return made or text


def lay_out_text(text: str, name: str) -> tuple[str | None, list[Diagnostic]]:
    """Return the text of the file `name` (its path in the workspace) in the one layout; None, and why, where that can't
    be done."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    before, problems = parse(lines, name)
    if before is None or problems:
        return None, problems
    kind = find_file_kind(PurePosixPath(name))
    try:
        root = read(lines)
        comments = _comments(root)
        made = write_yaml(root, arrange(root, kind)) if kind else lines
        if made == text:
            return made, []
        after, problems = parse(made, name)
        if after is None or problems:
            raise NotLaidOut
        if (row := _find_other_row(before, after)) is not None:
            raise NotLaidOut(_start_of(lines, row))
        if (kept := _comments(read(made))) != comments:
            lost = next((one for one in comments if one not in kept), "")
            raise NotLaidOut(max(lines.find(lost), 0))
    except NotLaidOut as fault:
        line = lines[: fault.offset].count("\n")
        written = lines.split("\n")[line]
        return None, [
            codes.NOT_LAID_OUT.at(
                Origin(name, line + 1, len(written) - len(written.lstrip()) + 1),
                "this is written in a way that can't be laid out without losing something",
                "write each name on a line of its own, with comments above it or behind it",
                excerpt=written,
                width=max(1, len(written.strip())),
            )
        ]
    return made.replace("\n", "\r\n") if "\r\n" in text else made, []


def _find_other_row(before: Any, after: Any, row: int = 0) -> int | None:
    """Return the row of the first value in `before` of which `after` says something else; None where both say the same.

    The lines of prose may be others, its words not, and blanks at the end of lines that nobody sees may be gone."""
    if isinstance(before, Map) and isinstance(after, Map) and before.keys() == after.keys():
        rows = (_find_other_row(value, after[key], before.at[key][2]) for key, value in before.items())
    elif isinstance(before, Seq) and isinstance(after, Seq) and len(before) == len(after):
        rows = (_find_other_row(old, new, at[2]) for old, new, at in zip(before, after, before.at, strict=True))
    else:
        return None if _is_same(before, after) else row
    return next((found for found in rows if found is not None), None)


def _is_same(before: Any, after: Any) -> bool:
    """Tell whether two texts say the same."""
    if isinstance(before, str) and isinstance(after, str) and before != after:
        if "\n" in before.rstrip("\n") + after.rstrip("\n"):
            return _words(before) == _words(after)
        return drop_unseen_blanks(before) == drop_unseen_blanks(after)
    return bool(before == after)


def _start_of(text: str, row: int) -> int:
    """Return the offset at which a row of the text begins."""
    return sum(len(line) + 1 for line in text.split("\n")[:row])


def _words(text: str) -> tuple[str, list[str]]:
    """Return the words of each paragraph, and the line breaks at the end."""
    return text[len(text.rstrip("\n")) :], [" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", text.strip())]


def _comments(node: Mapping | Sequence | Scalar) -> list[str]:
    """Return all comments and names of anchors, sorted: names may have been put in another order."""
    found = [f"&{node.anchor}"] if node.anchor else []
    if isinstance(node, Scalar):
        return [*found, node.note] if node.note else found
    found += [note for note in node.tail if note]
    for entry in node.entries:
        found += [note for note in (*entry.above, entry.beside, entry.opening) if note]
        found += _comments(entry.value) + (_comments(entry.key) if entry.key else [])
    return sorted(found)


def _files(root: Path, paths: Iterable[Path], problems: list[Diagnostic]) -> Iterator[Path]:
    """Yield the files that hold records, each once; what leads out of the workspace is told."""
    seen: set[Path] = set()
    for path in paths:
        for found in _below(path) if path.is_dir() else [path]:
            real = found.resolve()
            if not real.is_relative_to(root):
                shown = Path(os.path.abspath(found))
                name = shown.relative_to(root).as_posix() if shown.is_relative_to(root) else found.name
                problems.append(
                    codes.OUTSIDE.at(
                        Origin(name),
                        f"`{found.name}` leads out of the workspace, and nothing there is written",
                        "keep the file itself in the workspace",
                    )
                )
            elif real not in seen and real.exists() and not real.is_dir():
                seen.add(real)
                kind = find_file_kind(PurePosixPath(real.relative_to(root).as_posix()))
                # signatures are written by `briefing sources`, in a layout of its own
                if kind and kind.name != "signatures":
                    yield real


def _below(folder: Path) -> Iterator[Path]:
    """Yield the YAML files of a folder; a folder that is a link is yielded itself, to be judged."""
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not is_foreign(name))
        yield from (Path(where, name) for name in folders if Path(where, name).is_symlink())
        yield from (Path(where, name) for name in sorted(names) if name.endswith(YAML) and not is_foreign(name))
