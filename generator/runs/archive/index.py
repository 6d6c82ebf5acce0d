"""Keep what is known of the files of an archive, and find it again for those that are as they were.

In: a workspace. Out: what is known of its files. A file is known to be as it was as Git's index knows it
(generator/base/look.py). What is known of some dozens of files is sealed together, with what the disk says of these
very files: who has not got them, as they were, reads nothing there, and where one of them changed, those beside it are
read, too. Once all of it is known, it is sealed as a whole besides, which is opened in a tenth of the time. It tells of
open records alone. While the file of names behind pseudonyms is at hand, nothing is kept and nothing is left unread.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.base.diagnostics import BriefingError
from generator.base.inputs import read_input
from generator.base.kept import is_kept, keep, recall, seal, unseal
from generator.base.look import Look, look
from generator.base.pseudonyms_file import find_pseudonyms
from generator.base.seen import Row, pack
from generator.base.versions import look_at_program, read_versions
from generator.records.aside import Aside, AsideSource
from generator.runs import archive
from generator.runs.archive.columns import read_columns, read_hashes, write_columns
from generator.runs.sealed_parts import join_parts, list_parts, name_part

_TOGETHER = 64
"""About how many files are sealed together."""

_READ = ("data", "briefings")


@dataclass(slots=True)
class Index:
    """What stood in the workspace when it was looked at; `groups` the rows of files that are sealed
    together, by the secret with which they are, and `sealed` those of them that were found, as they lie there. `whole`
    is the secret of all of them at once; where these were found, as they are `said` (columns.py), there are no groups.
    Which of them some editions may need was found before, for those that are `wanted`."""

    files: Look
    whole: bytes
    groups: Mapping[bytes, tuple[Row, ...]] = field(default_factory=dict)
    sealed: dict[bytes, bytes] = field(default_factory=dict)
    said: bytes = b""
    wanted: Mapping[tuple[str, ...], frozenset[str]] = field(default_factory=dict)
    _known: dict[str, Aside] | None = None

    @property
    def known(self) -> dict[str, Aside]:
        """What is known of each file."""
        if self._known is None:
            self._known = read_columns(self.said) if self.said else {}
        return self._known

    @property
    def hashes(self) -> Mapping[str, str]:
        """The hash of each file of which something is known; for that alone, nothing else is made of what is `said`."""
        if self.said and self._known is None:
            return read_hashes(self.said)
        return {name: one.sha256 for name, one in self.known.items()}

    def keep(self, found: Mapping[str, Aside]) -> None:
        """Keep what was found of the files that were not known, where they are still what they were."""
        new = [secret for secret, rows in self.groups.items() if secret not in self.sealed and self._is_settled(rows)]
        now = look(self.files.root, _READ) if new else None
        if now is None:
            return
        there = set(now.rows)
        for secret in new:
            rows = self.groups[secret]
            if there.issuperset(rows):
                said = {name: found[name] for name, *_ in rows if name in found}
                self.sealed[secret] = seal(secret, json.dumps(said).encode())
                self.known.update(said)
        keep(archive.name_place(str(self.files.root)), join_parts(self.sealed))
        self.keep_whole()

    def keep_whole(self) -> None:
        """Keep all that is known at once, where nothing is missing."""
        if self.groups and len(self.sealed) == len(self.groups):
            keep(self.whole, write_columns(self.known), archive.name_whole(str(self.files.root)))

    def list_contents(self) -> dict[str, tuple[str, tuple[int, int]]]:
        """Return of each file that is known the hash of its content, its size and its time."""
        known = self.hashes.get
        return {row[0]: (sha256, row[1:3]) for row in self.files.rows if (sha256 := known(row[0]))}

    def list_new(self) -> list[str]:
        """Return the files of which nothing is known, and may be kept."""
        groups = self.groups.items()
        return [row[0] for secret, rows in groups if secret not in self.sealed for row in rows]

    def _is_settled(self, rows: Iterable[Row]) -> bool:
        return Look(self.files.root, tuple(rows), self.files.begun).is_settled()


def open_index(root: Path, files: Look | None = None) -> Index | None:
    """Return what is known of the files of a workspace, as they were when data/ and briefings/ were looked at (None:
    that is done now); None where nothing may be left unread."""
    if sys.platform == "win32" or not is_kept() or find_pseudonyms(root):
        return None
    if (files := files or look(root, _READ)) is None:
        return None
    rows = [row for row in files.rows if archive.is_case_file(row[0])]
    program = look_at_program() if len(rows) >= archive.FEWEST else None
    if program is None or not program.is_settled():
        return None
    words = [str(root.resolve()), program.sign().hex(), *map(" ".join, read_versions().items())]
    start = hashlib.sha256(b"archive\0" + "\0".join(words).encode("utf-8", "surrogatepass")).digest()
    index = Index(files, hashlib.sha256(start + b"whole\0" + pack(rows)).digest())
    if all_known := recall(index.whole, archive.name_whole(str(root))):
        index.said = all_known
        return index
    index.groups = _group(rows, start)
    there = list_parts(recall(archive.name_place(str(root))) or b"")
    for secret in index.groups:
        sealed = there.get(name_part(secret))
        if sealed and (said := unseal(secret, sealed)):
            index.sealed[secret] = sealed
            for name, (sha256, case, sources, needs, dates, called) in json.loads(said).items():
                own = tuple(map(AsideSource._make, sources))
                index.known[name] = Aside(sha256, case, own, tuple(needs), tuple(dates), called)
    return index


def read_contents(root: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Return what some files of a workspace hold; those that can't be read are left out."""
    found = {}
    for name in names:
        try:
            found[name] = read_input(root / name, root)
        except (OSError, BriefingError):
            continue  # whoever reads the data tells of it
    return found


def _group(rows: list[Row], start: bytes) -> dict[bytes, tuple[Row, ...]]:
    """Return the rows of files that are sealed together, by their secret. Which files are is told by their names alone,
    so that one that is added changes one group."""
    number = 1
    while number * _TOGETHER < len(rows):
        number *= 2
    groups: list[list[Row]] = [[] for _ in range(number)]
    for row in rows:
        groups[zlib.crc32(row[0].encode("utf-8", "surrogatepass")) % number].append(row)
    return {hashlib.sha256(start + pack(group)).digest(): tuple(group) for group in groups if group}
