"""Fold words so that all spellings of a name are alike: letters of any script, marks, hyphens and case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

_UNSEEN = dict.fromkeys(
    [0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
     *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF, 0xFFFC, 0xFFFE]
)  # fmt: skip
"""Letters that nobody sees: they hide no word."""

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_WORD = re.compile(r"[a-z0-9]+")
_SPACED = re.compile(r"(?<![^\W_])[^\W\d_](?:[\s._·•*/|-]{1,2}[^\W\d_](?![^\W_])){4,}")
"""A word whose letters stand apart: Z a p t o v. Initials of one person are fewer."""

_SOUNDS = re.compile(
    "shch|sch|tch|dzh|dj|zh|kh|gh|ph|ck|tz|ts|ou|oo|ee|ae|oe|ue|iy|yi|yu|iu|ya|ia|ye|ie|yo|io|ii|ij|yy|q|x|w|y"
)
_ALIKE = {
    "shch": "sh", "sch": "sh", "tch": "ch", "dzh": "j", "dj": "j", "zh": "j", "kh": "h", "gh": "g", "ph": "f",
    "ck": "k", "tz": "c", "ts": "c", "ou": "u", "oo": "u", "ee": "i", "ae": "a", "oe": "o", "ue": "u", "iy": "i",
    "yi": "i", "yu": "u", "iu": "u", "ya": "a", "ia": "a", "ye": "e", "ie": "e", "yo": "o", "io": "o", "ii": "i",
    "ij": "i", "yy": "i", "q": "k", "x": "ks", "w": "v", "y": "i",
}  # fmt: skip
"""What the systems of transliteration of one Cyrillic letter write, and one of them for all: ж is zh (BGN/PCGN) and j
(in use in Kazakhstan), ю is yu and iu, е at the beginning is e and ye."""

_DOUBLE = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Folded:
    """The folded letters of a text, one word right after the other; `starts` and `ends` are where words begin and
    end."""

    letters: str
    starts: tuple[int, ...]
    ends: frozenset[int]


def fold_words(text: str) -> list[str]:
    """Return the words of a text, each as all its spellings are written alike: Latin letters and digits."""
    seen = text
    if not text.isascii():
        seen = _FOREIGN.sub(_spell, unicodedata.normalize("NFKC", text.translate(_UNSEEN)))
    whole = _SPACED.sub(lambda match: "".join(filter(str.isalpha, match[0])), seen.casefold())
    return [_fold_word(word) for word in _WORD.findall(whole)]


def _spell(run: re.Match[str]) -> str:
    return _spell_run(run[0])


@lru_cache(maxsize=1 << 16)
def _spell_run(run: str) -> str:
    """Return letters beyond ASCII in those of ASCII, without marks; how each is written follows from no other one."""
    from anyascii import anyascii

    return anyascii("".join(c for c in unicodedata.normalize("NFD", run) if unicodedata.category(c) != "Mn"))


def join_words(words: Iterable[str]) -> str:
    """Return folded words as one: a letter that ends one and begins the next counts once, as within a word, so that
    they are alike wherever somebody parts them."""
    return _join(words).letters


def _join(words: Iterable[str]) -> Folded:
    # gathered and joined once: a text that grows by a word at a time is copied at each, which in a long paper counts
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at, last = 0, ""
    for word in words:
        first = word[0]
        if first == last and not first.isdigit():
            at -= 1
            parts.append(word[1:])
        else:
            parts.append(word)
        starts.append(at)
        at += len(word)
        ends.append(at)
        last = word[-1]
    return Folded("".join(parts), tuple(starts), frozenset(ends))


@cache
def _fold_word(word: str) -> str:
    return _DOUBLE.sub(r"\1", _SOUNDS.sub(lambda m: _ALIKE[m[0]], word)) if not word.isdigit() else word


def fold(text: str) -> Folded:
    """Return the text folded, with the places at which its words begin and end."""
    return _join(fold_words(text))


_FIRST = 3
"""Letters by which what is looked for is found at the beginning of a word."""

_LONG, _ENDING = 6, 4
"""From how many letters on a name counts in any of its forms (Zaptinova, Zaptins, Заптиннің), and how many letters such
an ending has at most."""


class Searched:
    """Words that are looked for, folded; made once. `find` takes time by the length of the text alone."""

    def __init__(self, folded: Iterable[str]):
        self._by_start: dict[str, list[str]] = {}
        for one in sorted(set(folded)):
            self._by_start.setdefault(one[:_FIRST], []).append(one)

    def find(self, text: str) -> set[str]:
        """Return those of the words that stand in the text in any spelling, however they are split or joined."""
        if not self._by_start:
            return set()
        words = fold(text)
        found: set[str] = set()
        for start in words.starts:
            for one in self._by_start.get(words.letters[start : start + _FIRST], ()):
                if words.letters.startswith(one, start) and _ends(words, start + len(one), one):
                    found.add(one)
        return found


def _ends(words: Folded, end: int, one: str) -> bool:
    """Tell whether a word ends where what was found does, or after no more than the ending of a form."""
    longest = _ENDING if len(one) >= _LONG and not one.isdigit() else 0
    return any(at in words.ends for at in range(end, end + longest + 1))
