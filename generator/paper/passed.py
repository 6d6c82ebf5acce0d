"""What of a paper was searched for the words of an audience's protected records, and had none of them.

In: parts of a document that were searched, and what was protected. Out: whether a part has to be searched again: not
the very same part, while the very same forms of values are protected. Whoever shows a paper again after each saved file
hands it from each version to the next.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.paper.document.model import Note
from generator.paper.document.walks import Part
from generator.paper.protected_values import Protected

_MOST_OLD = 50_000
"""How many parts of older versions are held at most."""


class Passed:
    """The parts in which nothing protected stands, each held here, so that no other has its number."""

    def __init__(self) -> None:
        self._protected: Protected | None = None
        self._parts: dict[int, Part | Note] = {}
        self._new = 0

    def begin(self, protected: Protected) -> None:
        """Begin another version: where anything else is protected than before, nothing has passed."""
        known, self._protected = self._protected, protected
        # of what is known in part alone (`AtLeast`) nobody can tell whether it is the same
        same = known and type(known) is type(protected) is Protected and _list_forms(known) == _list_forms(protected)
        if not same or self._new > _MOST_OLD:
            self._parts, self._new = {}, 0

    def __contains__(self, part: Part | Note) -> bool:
        return id(part) in self._parts

    def add(self, parts: Iterable[Part | Note]) -> None:
        """Note parts of which all words and values were searched, and nothing was found."""
        before = len(self._parts)
        self._parts.update((id(part), part) for part in parts)
        self._new += len(self._parts) - before if before else 0


def _list_forms(protected: Protected) -> dict[str, bool]:
    """Return what is looked for, and whether as initials: all by which it is told whether anything stands in a text."""
    return {form: value.kind == "initials" for form, value in protected.values()}
