"""The marks of tracked changes: who, when, and a number for each; and the notes that are called on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.base.text.word_diff import measure_likeness
from generator.formats.docx.inlines import escape

Side = Literal["both", "old", "new"]
TAGS: Mapping[Side, str] = {"old": "w:del", "new": "w:ins"}
_ALIKE = 0.4
"""Two notes with fewer words in common are two notes."""


@dataclass(slots=True)
class Marks:
    """What is known while the changes are written: `author` and `day` of all of them, the words of all notes by id, old
    and new, and whether a note may be told as `reworded`. Filled on the way: `count` of marks, how many `lines` were
    begun, and the `called` notes in order, each with its old id and its new one."""

    author: str
    day: str
    old_notes: Mapping[str, str]
    new_notes: Mapping[str, str]
    reworded: bool = True
    called: list[tuple[str | None, str | None]] = field(default_factory=list)
    count: int = 0
    lines: int = 0

    def mark(self) -> str:
        """Return the attributes of the next mark.

        LibreOffice makes one of an insertion that ends a paragraph and one that begins the next, with the end of the
        paragraph between them, if the same author made them in the same minute: so neighbours are two minutes apart.
        """
        self.count += 1
        minute = self.lines % 2 * 2
        return f'w:id="{self.count}" w:author="{escape(self.author)}" w:date="{self.day}T00:{minute:02}:00Z"'

    def empty(self, side: Side) -> str:
        """Return a mark without content, as paragraph marks and rows have it; nothing for what is in both."""
        return "" if side == "both" else f"<{TAGS[side]} {self.mark()}/>"

    def around(self, side: Side, content: str) -> str:
        """Return the content as inserted or deleted; as it is where it is in both."""
        if side == "both" or not content:
            return content
        return f"<{TAGS[side]} {self.mark()}>{content}</{TAGS[side]}>"

    def same_notes(self, old: list[str], new: list[str]) -> dict[str, str]:
        """Return which note of the new text, called in a paragraph, is which of the old one, called in its counterpart.

        Notes with the same words are the same; then those with many words in common, in their order, unless none may be
        told as reworded.
        """
        same: dict[str, str] = {}
        left = list(old)
        for enough in (1.0, _ALIKE):
            for id in new:
                alike = {
                    was: measure_likeness(self.old_notes[was], self.new_notes[id]) for was in left if id not in same
                }
                nearest = max(alike, key=lambda was: alike[was], default=None)
                if nearest is not None and self._may_be_same(nearest, id, alike[nearest] >= enough):
                    same[id] = nearest
                    left.remove(nearest)
        return same

    def _may_be_same(self, old: str, new: str, alike: bool) -> bool:
        return alike and (self.reworded or self.old_notes[old] == self.new_notes[new])

    def call(self, old: str | None, new: str | None) -> int:
        """Return the number of the note that is called here."""
        self.called.append((old, new))
        return len(self.called)
