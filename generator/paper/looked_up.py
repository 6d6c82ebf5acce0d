"""Keep what was looked up in records, and how texts are folded, from one version of the files to the next.

In: what looks something up in one record, for an audience, or folds a text, and asks for nothing else. Out: what it
returns, made once for each record that stays the very same, and for each text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from generator.records.load import Entry
from generator.records.schema.base import Visibility

T = TypeVar("T")
_Key = tuple[object, ...]


class LookedUp:
    """What is known of this version and the one before."""

    def __init__(self) -> None:
        self._of: dict[_Key, tuple[Entry[Any], Any]] = {}
        self._of_before: dict[_Key, tuple[Entry[Any], Any]] = {}
        self._folded: dict[_Key, Any] = {}
        self._folded_before: dict[_Key, Any] = {}

    def begin(self) -> None:
        """Begin another version: what neither it nor the one before asks for is forgotten."""
        self._of_before, self._of = self._of, {}
        self._folded_before, self._folded = self._folded, {}

    def look_up(self, how: Callable[[Entry[Any], Visibility], T], entry: Entry[Any], audience: Visibility) -> T:
        """Return what `how` finds in a record for an audience. The record is held here, so that no other has its
        number."""
        key = (how, id(entry), audience)
        known = self._of.get(key) or self._of_before.get(key) or (entry, how(entry, audience))
        self._of[key] = known
        made: T = known[1]
        return made

    def fold(self, how: Callable[[str], tuple[str, ...]], text: str) -> tuple[str, ...]:
        """Return what `how` makes of a text."""
        key = (how, text)
        known: tuple[str, ...] | None = self._folded.get(key)
        if known is None:
            known = self._folded_before.get(key)
            self._folded[key] = known = how(text) if known is None else known
        return known
