"""Do work with the part of a workspace that can matter to it, and with all of it where that is not enough.

In: a workspace that was not read yet, and work. Out: what comes of it; it is the same either way. After it, what is
known of the files is kept for the next run.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

from generator.paper.workspace import Workspace
from generator.records.aside import MoreIsNeeded

if TYPE_CHECKING:
    from generator.runs.archive.index import Index

T = TypeVar("T")


class _State:
    """What is known of the files of a workspace, and the part of it that can matter: None where all is read."""

    def __init__(self, workspace: Workspace, index: Index | None):
        self.index = index
        self._known = index
        self._asked = workspace.root, workspace.editions, workspace.reader, workspace.program

    @cached_property
    def unread(self) -> Collection[str]:
        """The files of which something was known before, which nobody needs to open."""
        return self._known.hashes.keys() if self._known else ()

    @cached_property
    def part(self) -> Workspace | None:
        if self.index is None or not self.index.known:
            return None
        from generator.runs.archive.part import read_part

        root, editions, reader, program = self._asked
        dataset = read_part(self.index, editions, reader, program)
        return Workspace(root, editions, reader).as_read(dataset) if dataset else None


_states: WeakKeyDictionary[Workspace, _State] = WeakKeyDictionary()


def begin_with(workspace: Workspace, index: Index | None) -> None:
    """Note what is known of the files of a workspace, so that they are not looked at again."""
    fresh = not workspace.is_read and not workspace.style
    _states[workspace] = _State(workspace, index if fresh else None)


def by_part(workspace: Workspace, work: Callable[[Workspace], T]) -> T:
    """Return what work comes to with the files that can matter to the editions of a workspace; with all of them where
    a step asks for more (MoreIsNeeded), or nothing is known of the files."""
    if workspace not in _states:
        from generator.runs.archive.index import open_index

        begin_with(workspace, None if workspace.is_read else open_index(workspace.root))
    state = _states[workspace]
    if state.part:
        try:
            return work(state.part)
        except MoreIsNeeded:
            state.part = None  # whatever comes after would ask for it again
    return work(workspace)


def list_unread(workspace: Workspace) -> Collection[str]:
    """Return the files that nobody opened for what was made of a workspace: what is said of them follows from what was
    known of them before."""
    state = _states.get(workspace)
    if state is None or workspace.is_read:
        return ()
    if "part" in vars(state):
        return state.part.dataset.aside.keys() if state.part else ()
    return state.unread


def keep_known(workspace: Workspace) -> None:
    """Keep what was learnt of the files, for the next run."""
    state = _states.get(workspace)
    if state is None or state.index is None:
        return
    used, index = state.part or workspace, state.index
    state.index = None  # once is enough
    if new := index.list_new():
        from generator.runs.archive.index import read_contents
        from generator.runs.archive.summary import summarise

        index.keep(summarise(used.dataset, used.all_problems(), read_contents(workspace.root, new)))
    else:
        index.keep_whole()
