"""Find who of our cases somebody in a list is, and whom the name may mean.

In: names. Out: the cases that have exactly this name, and those whose names are near: in another script, order or
spelling, with or without a father's name, or with initials. Nobody is taken for somebody else by likeness alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.base.text.spellings import fold_words

_LONG = 4
"""Letters from which on a word with one letter more, less or other is near."""


@dataclass(slots=True)
class KnownPeople:
    """Names by id, folded so that spellings that are alike meet."""

    exact: dict[str, set[str]] = field(default_factory=dict)
    words: dict[str, list[frozenset[str]]] = field(default_factory=dict)
    by_part: dict[str, set[str]] = field(default_factory=dict)

    def add(self, id: str, names: Iterable[str]) -> None:
        """Note that somebody is called so."""
        for name in names:
            self.exact.setdefault(_squeeze(name), set()).add(id)
            folded = frozenset(fold_words(name))
            self.words.setdefault(id, []).append(folded)
            for word in folded:
                for part in _list_parts(word):
                    self.by_part.setdefault(part, set()).add(id)

    def find_exact(self, names: Iterable[str]) -> set[str]:
        """Return who has one of these names, letter by letter."""
        return {id for name in names for id in self.exact.get(_squeeze(name), ())}

    def find_near(self, names: Iterable[str]) -> list[str]:
        """Return whose names are near one of these, the nearest first."""
        scores: Counter[str] = Counter()
        for name in names:
            folded = frozenset(fold_words(name))
            candidates = {id for word in folded for part in _list_parts(word) for id in self.by_part.get(part, ())}
            for id in candidates:
                scores[id] = max(scores[id], *(_count_near(folded, other) for other in self.words[id]))
        return [id for id, score in sorted(scores.items(), key=lambda one: (-one[1], one[0])) if score]


def _squeeze(name: str) -> str:
    return " ".join(name.split()).casefold()


def _list_parts(word: str) -> Iterator[str]:
    """Yield a folded word, and what is left of it without each of its letters: words that differ by one letter have one
    of these in common."""
    yield word
    if len(word) >= _LONG:
        yield from (word[:n] + word[n + 1 :] for n in range(len(word)))


def _count_near(one: frozenset[str], other: frozenset[str]) -> int:
    """Return how many words two names have in common, initials and words that are nearly alike among them; 0 where the
    shorter has one that the longer has not, or where nothing but an initial is alike."""
    shorter, longer = sorted((one, other), key=len)
    if not shorter:
        return 0
    whole = {word: next((far for far in longer if _is_near(word, far)), None) for word in shorter}
    if all(whole.values()):
        return 2 * len(shorter)
    rest = [word for word, far in whole.items() if far is None]
    left = [far for far in longer if far not in whole.values()]
    initials = all(any(_is_initial(word, far) for far in left) for word in rest)
    return len(shorter) if initials and len(rest) < len(shorter) else 0


def _is_near(word: str, other: str) -> bool:
    if word == other:
        return True
    if min(len(word), len(other)) < _LONG or abs(len(word) - len(other)) > 1:
        return False
    return not set(_list_parts(word)).isdisjoint(_list_parts(other))


def _is_initial(word: str, other: str) -> bool:
    return min(len(word), len(other)) == 1 and word[0] == other[0]
