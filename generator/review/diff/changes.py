"""What changed: kinds, paths, values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Path = tuple[str | int, ...]
"""Where in a view: `("cases", "max-bokayev", "timeline", 2, "text")`."""

Kind = Literal["added", "removed", "modified", "moved", "renamed"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `old_path` is where it was (None: added), `new_path` where it is (None: removed).

    added, removed: `new` or `old` is all that came or went. modified: one value in place of another. moved: what stands
    elsewhere, with the same content unless other changes tell of that. renamed: a record under another id, with the
    same content; and, with
    `old` and `new`, an id that names such a record elsewhere.
    """

    kind: Kind
    old_path: Path | None
    new_path: Path | None
    old: Any = None
    new: Any = None

    @property
    def path(self) -> Path:
        """Return where it is, or was."""
        found = self.new_path if self.new_path is not None else self.old_path
        assert found is not None
        return found


Changes = tuple[Change, ...]
