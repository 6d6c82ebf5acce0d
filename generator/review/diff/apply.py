"""Apply changes to a view, and invert them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.review.diff.changes import Change, Changes, Kind, Path


def applied(content: Mapping[str, Any], changes: Changes) -> dict[str, Any]:
    """Return the content of the new view: that of the old one with the changes made. The old one stays as it is.

    Raises KeyError or IndexError where the changes are not about this content.
    """
    made: dict[str, Any] = _Maker(content, changes).make((), ())
    return made


def inverted(changes: Changes) -> Changes:
    """Return the changes from the new side to the old one."""
    return tuple(
        Change(_TURNED.get(change.kind, change.kind), change.new_path, change.old_path, change.new, change.old)
        for change in changes
    )


_TURNED: Mapping[Kind, Kind] = {"added": "removed", "removed": "added"}


class _Maker:
    def __init__(self, content: Mapping[str, Any], changes: Changes):
        self.content = content
        self.values: dict[Path, Any] = {}
        self.left: dict[Path, set[str | int]] = {}
        self.come: dict[Path, dict[str | int, Change]] = {}
        for change in changes:
            was, is_ = change.old_path, change.new_path
            if change.kind == "modified" or (change.kind == "renamed" and change.old is not None):
                assert was is not None
                self.values[was] = change.new
                continue
            if was is not None:
                self.left.setdefault(was[:-1], set()).add(was[-1])
            if is_ is not None:
                self.come.setdefault(is_[:-1], {})[is_[-1]] = change

    def make(self, was: Path, is_: Path) -> Any:
        """Return the new value of what stood at `was` and stands at `is_`."""
        if was in self.values:
            return self.values[was]
        old = self.content
        for step in was:
            old = old[step]  # type: ignore[index]
        left, come = self.left.get(was, set()), self.come.get(is_, {})
        if isinstance(old, Mapping):
            made = {key: self.make((*was, key), (*is_, key)) for key in old if key not in left}
            return made | {key: self.arrival(change) for key, change in come.items()}
        if not isinstance(old, list):
            return old
        kept = iter([n for n in range(len(old)) if n not in left])
        size = len(old) - len(left) + len(come)
        return [self.arrival(come[n]) if n in come else self.make((*was, next(kept)), (*is_, n)) for n in range(size)]

    def arrival(self, change: Change) -> Any:
        """Return what came to a place: a new value, or what stood elsewhere."""
        assert change.new_path is not None
        return change.new if change.old_path is None else self.make(change.old_path, change.new_path)
