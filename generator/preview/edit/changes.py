"""Change a record: show what would change and what would be wrong, write it, take it back.

In: what a form says, and of which version of the file. Out: the lines of the difference, errors at their fields,
conflicts; the file, where nothing is wrong. Nothing is written over somebody else's change: the file has to hold what
the change was made from until the moment it is replaced.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path
from typing import Any

from generator.authoring.splice import NoSuchPlace, set_value, write_new
from generator.base.diagnostics import BriefingError, Diagnostic, make_printable
from generator.base.files import ChangedMeanwhile, write_files
from generator.preview.edit.merge import Side, merge
from generator.preview.edit.records import NotEditable, RecordPlace, find_steps, hash_text, read_text, read_value
from generator.preview.edit.trial import find_new_problems, find_paper_problems

_MOST_TEXTS, _MOST_UNDOS = 400, 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form says of a record: `base` is the hash of the file when it was opened ("" for a new record), `chosen`
    whose value counts where both sides changed the same field."""

    place: RecordPlace
    base: str
    value: Any
    chosen: Mapping[str, Side]
    edition: str


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written: what it held before (None: it was not there), and since."""

    file: str
    before: str | None
    after: str


@dataclass(slots=True)
class EditDesk:
    """What was opened and what was written while the preview runs."""

    root: Path
    texts: dict[str, str] = field(default_factory=dict)
    undos: list[tuple[Written, ...]] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def remember(self, text: str) -> str:
        """Keep a text that a form was made from, and return by what it is known."""
        while len(self.texts) >= _MOST_TEXTS:
            del self.texts[next(iter(self.texts))]
        name = hash_text(text)
        self.texts[name] = text
        return name

    def keep(self, *written: Written) -> None:
        """Remember what was written together, so that it can be taken back and committed."""
        self.undos = [*self.undos, written][-_MOST_UNDOS:]
        self.files.update(one.file for one in written)


def try_change(desk: EditDesk, asked: Asked) -> dict[str, Any]:
    """Return what a change would do: its lines, what would be wrong with it, what somebody has to choose first."""
    return _prepare(desk, asked)[0]


def save_change(desk: EditDesk, asked: Asked) -> dict[str, Any]:
    """Write a change that would load; return what `try_change` does, `saved` saying whether it was written."""
    with desk.lock:
        told, before, after = _prepare(desk, asked)
        if told["conflicts"] or told["refused"] or after is None:
            return told
        change = Written(asked.place.file, before if asked.place.path.exists() else None, after)
        if after != before and not write_together(desk, [change]):
            return {**told, "refused": "the file was changed at this moment: look at it again"}
        return {**told, "saved": True, "hash": desk.remember(after), "undos": len(desk.undos)}


def write_together(desk: EditDesk, changes: Sequence[Written]) -> bool:
    """Write files that hold what they were read with, all or none, to be taken back together; tell whether they did."""
    new: dict[Path, bytes] = {}
    was: dict[Path, bytes | None] = {}
    for one in changes:
        path = desk.root / one.file
        new[path], was[path] = one.after.encode(), path.read_bytes() if path.exists() else None
        if (was[path] is None) != (one.before is None) or read_text(desk.root, path, one.file) != (one.before or ""):
            return False
    try:
        write_files(new, desk.root, was=was)
    except ChangedMeanwhile:
        return False
    desk.keep(*changes)
    return True


def _prepare(desk: EditDesk, asked: Asked) -> tuple[dict[str, Any], str, str | None]:
    place = asked.place
    now = read_text(desk.root, place.path, place.file)
    theirs = read_value(now, place)
    told: dict[str, Any] = {"file": place.file, "id": place.id, "saved": False, "conflicts": [], "problems": [],
                            "refused": "", "diff": [], "paper": [], "undos": len(desk.undos)}  # fmt: skip
    value = asked.value
    if not asked.base:
        if theirs is not None:
            return {**told, "refused": f"`{place.id}` is there already"}, now, None
    elif hash_text(now) != asked.base:
        base = desk.texts.get(asked.base)
        if base is None or theirs is None:
            return {**told, "refused": "the file is another one now: open the record again"}, now, None
        merged = merge(read_value(base, place), theirs, value, asked.chosen)
        value, told["conflicts"] = merged.value, merged.conflicts
    after = _splice(now, place, value)
    told["diff"] = [line.rstrip("\r\n") for line in unified_diff(now.splitlines(), after.splitlines(), n=2)][2:]
    if after == now and now:
        return told, now, after
    problems = find_new_problems(desk.root, asked.edition, {place.file: after})
    told["problems"] = [tell_problem(problem, after, place) for problem, _ in problems]
    # who mends one of two errors may save that
    if any(problem.severity == "error" and new for problem, new in problems):
        told["refused"] = "it is not written while there are errors"
    elif _list_readers(theirs) != _list_readers(value):
        # nobody is kept from closing a record: what that does to this paper is told
        found = find_paper_problems(desk.root, asked.edition, {place.file: after})
        told["paper"] = [tell_problem(one) for one in found]
    return told, now, after


def _list_readers(value: Any) -> list[str]:
    """Return every word about who may read something in a record, in order."""
    if isinstance(value, list):
        return [word for item in value for word in _list_readers(item)]
    if not isinstance(value, dict):
        return []
    own = [str(value["visibility"])] if "visibility" in value else []
    return own + [word for item in value.values() for word in _list_readers(item)]


def _splice(now: str, place: RecordPlace, value: Any) -> str:
    if not now.strip():
        return write_new(place.file, {place.id: value} if place.kind.many else value)
    try:
        return set_value(now, place.file, place.steps, value)
    except NoSuchPlace as fault:
        raise NotEditable(str(fault)) from None


def tell_problem(problem: Diagnostic, text: str = "", place: RecordPlace | None = None) -> dict[str, Any]:
    """Return a problem for the form: with the path of its field where it is of this record."""
    here = place is not None and problem.origin.file == place.file
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": make_printable(problem.message),
        "help": make_printable(problem.help) if problem.help else None,
        "file": problem.origin.file,
        "line": problem.origin.line,
        "path": find_steps(text, place, problem.origin.line, problem.origin.column) if place and here else None,
    }


def undo(desk: EditDesk) -> dict[str, Any]:
    """Take the last change back, unless a file of it has been changed since."""
    with desk.lock:
        if not desk.undos:
            return {"undone": False, "message": "nothing was written yet that could be taken back", "undos": 0}
        last = desk.undos[-1]
        data: dict[Path, bytes | None] = {}
        for one in last:
            path = desk.root / one.file
            data[path] = path.read_bytes() if path.exists() else None
            if data[path] is None or not _is_still(desk.root, path, one):
                message = f"{one.file} was changed since: it is left as it is"
                return {"undone": False, "message": message, "undos": len(desk.undos)}
        new = {desk.root / one.file: one.before.encode() for one in last if one.before is not None}
        names = " and ".join(one.file for one in last)
        try:
            write_files(new, desk.root, was=data, gone=[path for path in data if path not in new])
        except ChangedMeanwhile:
            return {"undone": False, "message": f"{names} was changed just now", "undos": len(desk.undos)}
        desk.undos = desk.undos[:-1]
        says = f"{names} {'are as they were' if len(last) > 1 else 'is as it was'} before"
        return {"undone": True, "message": says, "undos": len(desk.undos)}


def _is_still(root: Path, path: Path, written: Written) -> bool:
    try:
        return read_text(root, path, written.file) == written.after
    except BriefingError:
        return False
