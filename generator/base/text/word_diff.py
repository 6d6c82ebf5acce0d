"""Two wordings of one text, word by word.

In: two texts. Out: pieces in order of reading, each in both, in the old one alone, or in the new one alone. A change of
one word is shown as a change of one word; where hardly a word stayed, the whole is one change, since scattered small
words that both happen to have help nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, NamedTuple

Side = Literal["both", "old", "new"]

_TOKEN = re.compile(
    r"https?://[^\s<>]*[^\s<>.,;:)]|\d{4}-\d\d(?:-\d\d)?(?!\d)|\d+(?:[.,]\d+)*|\w+(?:[-’'‑]\w+)*|\s+|[^\w\s]"
)
_SCATTERED = 0.35
"""Two wordings of which a smaller share is common are told one after the other, not interwoven."""


class Piece(NamedTuple):
    """Words with the side on which they stand."""

    side: Side
    text: str


def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces of which both texts consist: without `new` they are the old text, without `old` the new one.

    The same words are found whichever of the two is called old.
    """
    if new < old:
        turned: dict[Side, Side] = {"both": "both", "old": "new", "new": "old"}
        return _old_first([Piece(turned[side], text) for side, text in compare_words(new, old)])
    if old == new:
        return (Piece("both", old),) if old else ()
    a, b = tuple(_TOKEN.findall(old)), tuple(_TOKEN.findall(new))
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    steps = [("".join(a[i:j]), "".join(b[k:l]), kind == "equal") for kind, i, j, k, l in matcher.get_opcodes()]  # noqa: E741
    common = sum(_weight(was) for was, _, same in steps if same)
    if common < _SCATTERED * max(_weight(old), _weight(new)):
        return tuple(Piece(side, text) for side, text in (("old", old), ("new", new)) if text)  # type: ignore[arg-type]
    return _old_first(_pieces(_without_islands(steps)))


def _weight(text: str) -> int:
    """Return how long a text is; a long address counts as one long word."""
    return sum(min(len(word), 8) for word in _TOKEN.findall(text))


def _without_islands(steps: list[tuple[str, str, bool]]) -> list[tuple[str, str, bool]]:
    """Return the steps with what is common and lost between two changes counted among them: "the", between two new
    words."""
    while True:
        for at in range(1, len(steps) - 1):
            before, (was, is_, same), after = steps[at - 1], steps[at], steps[at + 1]
            # as in diff-match-patch's semantic clean-up: not longer than the changes on either side of it
            small = len(re.findall(r"\w+", was)) < 3 and len(was) <= min(
                max(map(len, before[:2])), max(map(len, after[:2]))
            )
            if same and (not was.strip() or small):
                merged = (before[0] + was + after[0], before[1] + is_ + after[1], False)
                steps = [*steps[: at - 1], merged, *steps[at + 2 :]]
                break
        else:
            return steps


def _pieces(steps: list[tuple[str, str, bool]]) -> list[Piece]:
    found: list[Piece] = []
    for was, is_, same in steps:
        found += [Piece("both", was)] if same else [Piece("old", was), Piece("new", is_)]
    return [piece for piece in found if piece.text]


def _old_first(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Return the pieces with the old words before the new ones of each change."""
    found: list[Piece] = []
    for piece in pieces:
        if piece.side == "old" and found and found[-1].side == "new":
            found.insert(-1, piece)
        else:
            found.append(piece)
    return tuple(found)


@lru_cache(maxsize=20_000)
def _counted(text: str) -> Counter[str]:
    """Return the words that carry meaning: those of more than three letters, and numbers."""
    words = re.findall(r"\d+(?:[.,]\d+)*|\w+", text.casefold())
    return Counter(word for word in words if len(word) > 3 or word[:1].isdigit()) or Counter(words)


def measure_likeness(old: str, new: str) -> float:
    """Return from 0 to 1 how many of the words that carry meaning two texts have in common (Dice's coefficient)."""
    if old == new:
        return 1.0
    a, b = _counted(old), _counted(new)
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0
