"""What a paper is made from, and whether any of it has changed since it was read.

In: what was read (fingerprint.py). Out: the files with their hashes, and those that were saved meanwhile.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generator.base.inputs import TEMPLATES
from generator.base.look import Look
from generator.base.style_folders import find_input
from generator.runs.kept_inputs import FOLDERS, Read

if TYPE_CHECKING:
    from generator.runs.archive.index import Index

_LOOKED_AT = tuple(f"{folder}/" for folder in FOLDERS)
NEVER = (-1, -1)
"""Size and time of a file that could not be looked at: there is none such."""


@dataclass(frozen=True)
class Inputs:
    """All that a paper is made from: what made them, and the files, which are `read`, in the order of their names, when
    somebody asks for more than the fingerprint; `find_index` returns what is known of an archive. `looks` are what
    stood in the folders of authors, and in those of styles, before anything was read: none where that proves
    nothing."""

    fingerprint: str
    program: str
    versions: Mapping[str, str]
    read: Callable[[], Mapping[str, Read]] = field(compare=False, repr=False)
    find_index: Callable[[], Index | None] = field(default=lambda: None, compare=False, repr=False)
    looks: tuple[Look, ...] = field(default=(), compare=False, repr=False)
    _due: list[Callable[[Look | None], None]] = field(default_factory=list, compare=False, repr=False)
    _after: list[Look | None] = field(default_factory=list, compare=False, repr=False)

    @property
    def files_before(self) -> Look | None:
        """What authors had written before anything was read."""
        return self.looks[0] if self.looks else None

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The files with their SHA-256, by their names from the workspace."""
        return {name: one[0] for name, one in self.read().items()}

    @cached_property
    def seen(self) -> Mapping[str, tuple[int, int]]:
        """Their sizes and times, by which to tell whether they were saved since."""
        return {name: one[1] for name, one in self.read().items()}

    @cached_property
    def index(self) -> Index | None:
        """What is known of the files of an archive; None where there is none."""
        return self.find_index()

    @cached_property
    def _elsewhere(self) -> tuple[str, ...]:
        """Those of which a look at data/ and briefings/ tells nothing."""
        return tuple(name for name, was in self.seen.items() if not name.startswith(_LOOKED_AT) or was == NEVER)

    def look_after(self, unread: Collection[str] = ()) -> Look | None:
        """Return what stands in data/ and briefings/ once all is made of these inputs that is made now: who asks first
        looks, and says of which files nothing was read for it, so that it does not matter whether they were saved."""
        if not self._after:
            self._after.append(self.files_before and self.files_before.look_again(unread))
        return self._after[0]

    def hold(self, root: Path, unread: Collection[str] = ()) -> bool:
        """Tell whether no file was saved, came or went since it was looked at: else nobody knows which state of it was
        read. Those that were left `unread` count as they were before."""
        before, now = self.files_before, self.look_after(unread)
        return (before is None or (now is not None and now.rows == before.rows)) and not self.changed_meanwhile(
            root, now
        )

    def keep(self) -> None:
        """Keep what was learnt of the files, where that has waited: all is made of them that is made now."""
        while self._due:
            self._due.pop()(self.look_after())

    def changed_meanwhile(self, root: Path, now: Look | None = None) -> frozenset[str]:
        """Return the files that were saved or taken away since they were read; `now` is what was just seen of data/ and
        briefings/, where somebody looked."""
        # at all at once, which takes less than at each
        before = self.files_before
        now = now or (before and before.look_again())
        seen = self.seen
        if now and before and now.rows == before.rows:  # by which their sizes and times are known
            return frozenset(name for name in self._elsewhere if look_at(_find_place(root, name)) != seen[name])
        looked = {row[0]: row[1:3] for row in now.rows} if now else {}
        changed = [name for name, was in seen.items() if looked.get(name) != was]
        return frozenset(name for name in changed if name in looked or look_at(_find_place(root, name)) != seen[name])


def keep_inputs(inputs: Mapping[str, Inputs]) -> None:
    """Keep what was learnt of files, where `read_inputs` left that to wait."""
    for one in inputs.values():
        one.keep()


def _find_place(root: Path, name: str) -> str:
    """Return where a file stands; of ten thousand, most are in data/, where that takes no time."""
    return str(find_input(root, name)) if name.startswith(f"{TEMPLATES}/") else f"{root}{os.sep}{name}"


def look_at(path: Path | str) -> tuple[int, int] | None:
    """Return size and time of a file; None where there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
