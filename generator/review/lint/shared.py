"""What the subjects of one dataset have in common, so that a rule asks it once and not once for each of them.

In: the words of all subjects. Out: those that are different, joined, so that one pass of a pattern or a word goes over
many of them; and what rules have found in them, or in the dataset.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, TypeVar

from generator.records.load import Dataset, Entry
from generator.records.schema import Record

_BETWEEN = "\0"
"""What stands between joined texts; no file of YAML can have it."""
_MANY = 4096
"""So many texts are joined; all of an archive in one piece would need as many bytes for each letter as the rarest."""

T = TypeVar("T")

Sought = str | re.Pattern[str]


@dataclass(frozen=True, slots=True)
class JoinedTexts:
    """Different texts, in order, and pieces of them that are joined: where the texts of each begin, and its letters."""

    texts: tuple[str, ...]
    pieces: tuple[tuple[list[int], str], ...]

    def list_holding(self, *sought: Sought) -> list[str]:
        """Return the texts that hold one of these words or patterns, in order. A pattern is one that neither asks for
        the beginning or the end of a text nor takes in `NUL`: then it finds in joined texts what it finds in each."""
        found: list[str] = []
        for number, (starts, letters) in enumerate(self.pieces):
            held = {at for one in sought for at in _find_each(one, starts, letters)}
            found += (self.texts[number * _MANY + at] for at in sorted(held))
        return found

    def take_piece(self, number: int) -> JoinedTexts:
        """Return the texts of one piece."""
        return JoinedTexts(self.texts[number * _MANY : (number + 1) * _MANY], (self.pieces[number],))

    def find_each(self, find: Callable[[str], Iterable[T]], *sought: Sought) -> dict[str, tuple[T, ...]]:
        """Return what is found in each text that holds one of the words or patterns, where anything is."""
        return {text: found for text in self.list_holding(*sought) if (found := tuple(find(text)))}


def join_texts(texts: Iterable[str]) -> JoinedTexts:
    """Return the texts, each once, and joined."""
    different = tuple(dict.fromkeys(texts))
    pieces = []
    for first in range(0, len(different), _MANY):
        some = different[first : first + _MANY]
        pieces.append(([*accumulate((len(text) + 1 for text in some[:-1]), initial=0)], _BETWEEN.join(some)))
    return JoinedTexts(different, tuple(pieces))


def _find_each(sought: Sought, starts: list[int], letters: str) -> Iterator[int]:
    """Yield the number of each text in which something stands, from text to text."""
    at = 0
    while True:
        if isinstance(sought, str):
            at = letters.find(sought, at)
        else:
            match = sought.search(letters, at)
            at = match.start() if match else -1
        if at < 0:
            return
        number = bisect_right(starts, at)
        yield number - 1
        if number == len(starts):
            return
        at = starts[number]


@dataclass(frozen=True, slots=True)
class Shared:
    """The words of all subjects of one dataset: `texts` of picked records and sections, `words` that everybody may
    read, and `addresses` among these. `entries` are the records that any of them has, each once, `lines` those of every
    file whose letters count, `answers` what was asked, each question once."""

    dataset: Dataset
    entries: tuple[Entry[Record], ...]
    lines: Mapping[str, list[str]]
    texts: JoinedTexts
    words: JoinedTexts
    addresses: JoinedTexts
    answers: dict[Any, Any] = field(default_factory=dict)

    def ask(self, question: Callable[..., T], *about: Any) -> T:
        """Return the answer to a question about what is shared, and about more that tells it from others."""
        key = (question, *about)
        if key not in self.answers:
            self.answers[key] = question(self, *about)
        return self.answers[key]  # type: ignore[no-any-return]
