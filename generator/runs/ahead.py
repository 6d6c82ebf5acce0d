"""Look at the files of an archive, and tell which of them can matter, in a process beside a build that still loads what
it needs.

In: the workspace, before the command is loaded, and later its edition. Out: what the build would find by itself
(fingerprint.py, archive/), as it was when this began. The process is forked as soon as all that it needs is there, so
that nothing is loaded twice. It is begun only where something is kept of an archive of that very workspace, and where
nothing of a killed run has to be undone first. Wherever it has no whole answer, for whatever reason, the build finds
all of it by itself, as ever.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.base.look import Look
from generator.runs.archive.index import Index
from generator.runs.archive.wanted import find_wanted, list_ids
from generator.runs.fingerprint import find_kept_inputs, keep_learnt, read_inputs
from generator.runs.inputs import Inputs
from generator.runs.kept_inputs import KeptInputs, Read, may_keep
from generator.runs.worker import BuildWorker


class _Found(NamedTuple):
    """What is made from files that no build has met before: the `fingerprint` of an edition and what it was `read`
    from, and of the index its secret, what is known in it, as columns, and which files are wanted."""

    fingerprint: str
    program: str
    versions: Mapping[str, str]
    read: Mapping[str, Read]
    whole: bytes
    said: bytes
    wanted: frozenset[str]


class Ahead:
    """A process that looks at the files of a workspace."""

    def __init__(self, root: str):
        self.root = root
        known, tells = os.pipe()
        self._known = known
        kept: list[KeptInputs] = []
        try:
            self._worker = BuildWorker(partial(_look, Path(root), tells, kept), partial(_find, Path(root), kept))
        finally:
            os.close(tells)

    def ask(self, edition: str) -> None:
        """Say which edition is built."""
        self._worker.send(edition)

    def is_new(self, edition: str) -> bool:
        """Tell, once all files are looked at, that it has to be read, since it was never made from files as they are
        now."""
        with os.fdopen(self._known, "rb") as known:
            self._known = -1
            said = known.read()
        return said.endswith(_ALL) and edition.encode() not in said.split(b"\n")

    def read(self, edition: str) -> Mapping[str, Inputs] | None:
        """Return what `read_inputs` does, which shall wait; None where nothing came of it."""
        try:
            kept, found = self._worker.result()
        except Exception:  # whatever it was, it is met again by who reads it now
            return None
        if kept is None or not may_keep(kept.files.root):
            return None
        if not found:
            return read_inputs(kept.files.root, [edition], wait=True, kept=kept)
        index = Index(kept.files, found.whole, said=found.said, wanted={(edition,): found.wanted})
        due: list[Callable[[Look | None], None]] = [
            partial(keep_learnt, kept, index, {edition: found.fingerprint}, [found.read])
        ]
        looks = (kept.files, *kept.styles)
        return {
            edition: Inputs(
                found.fingerprint, found.program, found.versions, lambda: found.read, lambda: index, looks, due
            )
        }

    def close(self) -> None:
        """End the process."""
        if self._known >= 0:
            os.close(self._known)
            self._known = -1
        self._worker.close()


_ALL = b"\n."
"""Stands after all editions that are known, so that none is missing."""


def _look(root: Path, tells: int, kept: list[KeptInputs]) -> None:
    """Look at all files, and say of which editions a fingerprint is known."""
    with os.fdopen(tells, "wb") as out:
        if found := find_kept_inputs(root):
            kept.append(found)
            out.write("\n".join(found.fingerprints).encode() + _ALL)


def _find(root: Path, kept: Sequence[KeptInputs], edition: str) -> tuple[KeptInputs | None, _Found | None]:
    if not kept:
        return None, None
    inputs = read_inputs(root, [edition], wait=True, kept=kept[0])[edition]
    index = None if edition in kept[0].fingerprints else inputs.index
    ids = list_ids(index) if index and index.said else None
    if index is None or ids is None:
        return kept[0], None
    wanted = frozenset(find_wanted(index, [edition], ids))
    said = inputs.fingerprint, inputs.program, inputs.versions, inputs.read()
    return kept[0], _Found(*said, index.whole, index.said, wanted)


def load_what_reads() -> None:
    """Load what puts a paper together of part of an archive, and places it."""
    import generator.paper.make
    import generator.runs.archive.part
    import generator.runs.build
    import generator.runs.closed_inputs
    import generator.runs.kept_commit
    import generator.runs.kept_paper
    import generator.runs.outputs
    import generator.runs.page_numbers  # noqa: F401
