"""Gather what loading finds in the files of the workspace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from generator.base.diagnostics import Diagnostic
from generator.base.inputs import find_fence
from generator.base.look import Look
from generator.base.style_folders import name_input
from generator.records.aside import Aside
from generator.records.load.dataset import Entry
from generator.records.load.lines import Lines
from generator.records.schema import COLLECTIONS, Record
from generator.records.schema.base import VISIBILITIES, Visibility
from generator.records.schema.signatures import Signatures
from generator.records.schema.verified import Verified

if TYPE_CHECKING:
    from generator.records.load.kept_files import KeptFiles


@dataclass(slots=True)
class Found:
    """What was read so far below `root`, and what is wrong with it; `Dataset` tells what `lines`, `broken`, `unread`
    and `closed` are; the files `known` may be left unread, `looked` is what was seen of them, and `aside` are those
    that were; `kept` is what earlier runs kept of files, where anything may be."""

    root: Path
    problems: list[Diagnostic] = field(default_factory=list)
    records: dict[str, dict[str, Entry[Record]]] = field(default_factory=lambda: {name: {} for name in COLLECTIONS})
    lines: Lines = field(default_factory=Lines)
    broken: set[str] = field(default_factory=set)
    unread: dict[str, set[str]] = field(default_factory=dict)
    closed: dict[str, Visibility] = field(default_factory=dict)
    signatures: dict[str, Entry[Signatures]] = field(default_factory=dict)
    verified: dict[str, Entry[Verified]] = field(default_factory=dict)
    known: Mapping[str, Aside] = field(default_factory=dict)
    looked: Look | None = None
    aside: dict[str, Aside] = field(default_factory=dict)
    kept: KeptFiles | None = None

    def name(self, path: Path) -> str:
        """Return the path as messages show it."""
        return name_input(path, self.root)

    def fence(self, path: Path) -> Path:
        """Return the folder out of which no link may lead from this path."""
        return find_fence(path, self.root)

    def may_hold(self, names: Iterable[str], path: Path) -> None:
        """Note names of records that a file may hold and that could not be read: nobody is told that they do not
        exist."""
        held = self.unread.setdefault(self.name(path), set())
        held.update(names)
        self.broken |= held

    def lost(self, name: str, path: Path, fallback: Visibility | None) -> None:
        """Note a record that could not be read: it may exist, and its file is as closed as the record could be."""
        self.may_hold([name], path)
        self.close(path, fallback)

    def close(self, path: Path, fallback: Visibility | None) -> None:
        """Note that a file holds something of this visibility that became no record."""
        file = self.name(path)
        self.closed[file] = max(fallback or "internal", self.closed.get(file, "public"), key=VISIBILITIES.index)
