"""Find words that are looked for in texts, in any spelling, however they are split or joined.

In: what is looked for, folded as texts are (spellings.py). Out: `Searched`, which tells what of it stands in a text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from generator.base.text.spellings import fold_words, join_words

_LONG, _ENDING = 6, 4
"""From how many letters on a name counts in any of its forms (Zaptinova, Zaptins, Заптиннің), and how many letters such
an ending has at most."""

_FIRST = (3, _LONG)
"""Letters by which what is looked for is found at the beginning of a word: short words by three, long ones by more, for
hundreds of names begin with the same three."""


class Searched:
    """Words that are looked for, folded; made once. `find` takes time by the length of the text alone."""

    def __init__(self, folded: Iterable[str]):
        self._by_start: dict[str, list[str]] = {}
        self._all = frozenset(folded)
        self._sorted, self._lengths = sorted(self._all), sorted(set(map(len, self._all)))
        for one in self._sorted:
            self._by_start.setdefault(one[: _FIRST[len(one) >= _LONG]], []).append(one)
        # a word of one letter or two may be the beginning of what is looked for, too
        self._begin = frozenset(key[:length] for key in self._by_start for length in range(1, _FIRST[0] + 1))

    def __bool__(self) -> bool:
        return bool(self._all)

    def find(self, text: str) -> set[str]:
        """Return those of the words that stand in the text in any spelling, however they are split or joined."""
        return self._find(fold_words(text)) if self._by_start else set()

    def _find(self, words: list[str]) -> set[str]:
        by_start, begin, (short, long) = self._by_start, self._begin, _FIRST
        # a long word is known by its own letters; in a shorter one may begin what goes on in the next
        likely = (
            word
            for word in set(words)
            if (word[:short] in begin if len(word) < long else word[:short] in by_start or word[:long] in by_start)
        )
        first = set(filter(self._may_begin, likely))
        if not first:
            return set()
        found: set[str] = set()
        goes_on: dict[tuple[str, ...], bool] = {}  # by a word and the next one: “a” and “no” begin hundreds of names
        for at in [at for at, word in enumerate(words) if word in first]:
            pair = tuple(words[at : at + 2])
            may = goes_on.get(pair)
            if may is None:
                may = goes_on[pair] = self._may_begin(join_words(pair))
            if not may:
                continue
            letters, _ = _join(words, at, long)
            for one in (*by_start.get(letters[:short], ()), *by_start.get(letters[:long], ())):
                letters, ends = _join(words, at, len(one) + _ENDING + 1)
                if letters.startswith(one) and _ends(ends, one):
                    found.add(one)
        return found

    def _may_begin(self, word: str) -> bool:
        """Tell whether something that is looked for may begin with a whole word, or end within it. Of words that begin
        with the same letters as one of hundreds of names it is few."""
        return self.goes_on(word) or any(word[:length] in self._all for length in self._lengths if length < len(word))

    def goes_on(self, letters: str) -> bool:
        """Tell whether some letters are the beginning of what is looked for."""
        after = bisect_left(self._sorted, letters)
        return after < len(self._sorted) and self._sorted[after].startswith(letters)

    def ends(self, letters: str) -> bool:
        """Tell whether some letters are what is looked for, or a form of it with an ending."""
        if letters in self._all:
            return True
        for length in range(max(_LONG, len(letters) - _ENDING), len(letters)):
            if (one := letters[:length]) in self._all and not one.isdigit():
                return True
        return False


def _join(words: list[str], at: int, length: int) -> tuple[str, list[int]]:
    """Return the word at a place and those after it as one (join_words), of as many letters or more where there are so
    many, and where each of them ends in it."""
    letters = words[at]
    ends = [len(letters)]
    while len(letters) < length and (at := at + 1) < len(words):
        word, last = words[at], letters[-1]
        letters += word[1:] if word[0] == last and not last.isdigit() else word
        ends.append(len(letters))
    return letters, ends


def _ends(ends: list[int], one: str) -> bool:
    """Tell whether a word ends where what was found does, or after no more than the ending of a form."""
    longest = _ENDING if len(one) >= _LONG and not one.isdigit() else 0
    return any(len(one) <= end <= len(one) + longest for end in ends)
