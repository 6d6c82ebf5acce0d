"""Check a workspace, or tell again what the last check of the very same files found.

In: a workspace, its editions. Out: every finding, and how much was read. What a check finds follows from the files of
data/, briefings/ and templates/, from which papers were built, from the program and from the styles beside it; so that
is what it is kept by (generator/base/kept/ says how, and how closed). While the file of names behind pseudonyms is at
hand nothing is kept and nothing recalled: where a true name stands in the data would be known after its stick was taken
away.

Where something changed, all is checked anew, which takes long in a large archive; what is wrong with the form of the
files that were saved since the last check is told before (first_look.py).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from generator.base.codes import ENDLESS_TEMPLATE
from generator.base.diagnostics import Diagnostic, list_rows, read_rows
from generator.base.inputs import SHIPPED, TEMPLATES
from generator.base.kept import is_kept, keep, recall
from generator.base.look import Look, look
from generator.base.pseudonyms_file import find_pseudonyms
from generator.base.versions import hash_known_program, look_at_program, read_versions
from generator.runs.first_look import FirstLook, look_first
from generator.runs.saved_since import keep_marks

_READ = ("data", "briefings", TEMPLATES)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, and how many editions, records and files it read."""

    findings: tuple[Diagnostic, ...]
    editions: int
    records: int
    files: int


def check_or_recall(
    root: Path, editions: Sequence[str], tell_first: Callable[[FirstLook], None] | None = None
) -> Checked:
    """Return what `check_workspace` finds: from the last check, where nothing has changed since. Before all is read,
    `tell_first` gets what a first look shows."""
    question = ask(root, editions)
    known = question.recall_by_times() if question else None
    if question and not known:
        if tell_first:
            tell_first(look_first(question.files, editions))
        known = question.recall_by_contents()
    if known:
        return known
    checked, names = _check(root, editions)
    if question and not names:  # they may have come to hand since it was asked
        question.keep(checked)
    return checked


def _check(root: Path, editions: Iterable[str]) -> tuple[Checked, bool]:
    """Return what a check finds, and whether true names behind pseudonyms were read for it."""
    # only now: who finds everything as it was needs none of it
    from generator.records.load import Dataset
    from generator.runs.check import check_workspace

    read: list[Dataset] = []
    found = check_workspace(root, editions, read.append)
    dataset = read[0]
    records = sum(map(len, dataset.records.values()))
    checked = Checked(tuple(found), len(dataset.editions), records, len(dataset.lines))
    return checked, bool(dataset.pseudonyms)


@dataclass(slots=True)
class Question:
    """What is asked, in words, and of which files; `styles` are those beside the program, `content` is the hash of all
    that, where it is known."""

    words: bytes
    files: Look
    program: Look
    styles: Look
    content: bytes | None = None

    def recall(self) -> Checked | None:
        """Return what was kept of these very files; times are asked first, and contents where they prove nothing."""
        return self.recall_by_times() or self.recall_by_contents()

    def recall_by_times(self) -> Checked | None:
        """Return what was kept of files of these times."""
        seen = self._by_times()
        self.content = recall(seen) if seen else None
        kept = recall(self._by_contents()) if self.content else None
        return _read(kept) if kept else None

    def recall_by_contents(self) -> Checked | None:
        """Return what was kept of files of these contents, whatever their times."""
        self.content = self._hash()
        kept = recall(self._by_contents()) if self.content else None
        if kept and self.content and (seen := self._by_times()):
            keep(seen, self.content)
            keep_marks(self.files)
        return _read(kept) if kept else None

    def keep(self, checked: Checked) -> None:
        """Keep what was found, where the files are still what they were before: else nobody knows what was read."""
        # a fault that another process told is the same kind, and not the same object
        if any(finding.kind == ENDLESS_TEMPLATE for finding in checked.findings):
            return  # it may have been the machine that was slow
        if self.content is None or not (self.files.holds() and self.styles.holds()):
            return
        seen = self._by_times()
        if not seen and self._hash() != self.content:
            return
        keep(self._by_contents(), _write(checked))
        keep_marks(self.files)
        if seen:
            keep(seen, self.content)

    def _by_times(self) -> bytes | None:
        seen = self.files, self.program, self.styles
        if not all(one.is_settled() for one in seen):
            return None
        return hashlib.sha256(b"times\0" + self.words + b"".join(one.sign() for one in seen)).digest()

    def _by_contents(self) -> bytes:
        return hashlib.sha256(b"contents\0" + self.words + (self.content or b"")).digest()

    def _hash(self) -> bytes | None:
        files, styles = self.files.hash_contents(), self.styles.hash_contents()
        return hashlib.sha256(files + styles + _hash_program().encode()).digest() if files and styles else None


@cache
def _hash_program() -> str:
    return hash_known_program()  # of the process that is running, however long


def ask(root: Path, editions: Sequence[str]) -> Question | None:
    """Return the question; None where nothing may be kept of the answer."""
    if not is_kept() or find_pseudonyms(root):
        return None
    files, program = look(root, _READ), look_at_program()
    styles = look(SHIPPED.parent, [TEMPLATES] if root / TEMPLATES != SHIPPED else [])
    if files is None or program is None or styles is None:
        return None
    said = [str(root.resolve()), *editions, date.today().isoformat(), *map(" ".join, read_versions().items())]
    # the page of a country leads to those of its papers that were built
    said += sorted(f"{path.parent.name}/{path.name}" for path in (root / "build").glob("*/*"))
    return Question("\0".join(said).encode("utf-8", "surrogatepass"), files, program, styles)


def _write(checked: Checked) -> bytes:
    return json.dumps([checked.editions, checked.records, checked.files, list_rows(checked.findings)]).encode()


def _read(kept: bytes) -> Checked:
    editions, records, files, rows = json.loads(kept)
    return Checked(tuple(read_rows(rows)), editions, records, files)
