"""Fold words so that all spellings of a name are alike: letters of any script, marks, hyphens and case."""

from __future__ import annotations

import codecs
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable

_UNSEEN = frozenset(
    [0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
     *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF, 0xFFFC, 0xFFFE]
)  # fmt: skip
"""Letters that nobody sees: they hide no word."""

BORDER = "\0"
"""Stands between texts that are folded as one: no word goes on beyond it."""
_NO_WORD = {n: " " for n in range(128) if chr(n) not in "abcdefghijklmnopqrstuvwxyz0123456789"}
_NO_WORD_OR_BORDER = {n: blank for n, blank in _NO_WORD.items() if chr(n) != BORDER}
"""What is none of a word's, and becomes a blank: in a third of the time that it takes to look for words."""
_SPACED = re.compile(r"(?<![^\W_])[^\W\d_](?:[\s._·•*/|-]{1,2}[^\W\d_](?![^\W_])){4,}")
"""A word whose letters stand apart: Z a p t o v. Initials of one person are fewer."""
_SHAPE = {n: "a" if chr(n).isalpha() else "0" if chr(n).isdigit() else " " for n in range(128)}
_APART = " a a a a a "
"""What a word whose letters stand apart looks like once every letter is an a, every digit a 0, all else a space and two
spaces one: a text of a million letters is looked at so in a tenth of the time that the pattern takes."""

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


class _Latin(dict[int, str]):
    """What each letter is in Latin ones, looked up once: nothing for a mark above or below another, and for what nobody
    sees. A text of a whole file has a million letters and a hundred different ones."""

    def __missing__(self, letter: int) -> str:
        from anyascii import anyascii

        one = chr(letter)
        gone = letter in _UNSEEN or unicodedata.category(one) == "Mn"
        self[letter] = latin = "" if gone else anyascii(one)
        return latin


_LATIN = _Latin()


class _InLatin(dict[str, str]):
    """What letters beyond ASCII are in Latin ones, a word or a part of one looked up once. Marks that change places
    when letters are taken apart are beyond ASCII themselves, so that no other letter has to be known."""

    def __missing__(self, letters: str) -> str:
        self[letters] = latin = unicodedata.normalize("NFKD", letters).translate(_LATIN)
        return latin


_IN_LATIN = _InLatin()


def _read_in_latin(found: UnicodeError) -> tuple[str, int]:
    """Return what letters beyond ASCII, as many as stand together, are in Latin ones, and where they end."""
    assert isinstance(found, UnicodeEncodeError)
    return _IN_LATIN[found.object[found.start : found.end]], found.end


_BEYOND_ASCII = "briefing: letters beyond ASCII in Latin ones"
codecs.register_error(_BEYOND_ASCII, _read_in_latin)
"""Python's own encoder finds these letters in a quarter of the time that a pattern takes."""


class _FoldedWords(dict[str, str]):
    """What each word is as all its spellings are written alike."""

    def __missing__(self, word: str) -> str:
        folded = word if word.isdigit() else _DOUBLE.sub(r"\1", _SOUNDS.sub(lambda m: _ALIKE[m[0]], word))
        self[word] = folded
        return folded


_FOLDED = _FoldedWords()

_AT_ONCE = 100_000
"""Letters of which the words are found together: those of a whole file would take ten times its room."""


def fold_words(text: str) -> list[str]:
    """Return the words of a text, each as all its spellings are written alike: Latin letters and digits."""
    return _fold(text, _NO_WORD)


def _fold(text: str, between: dict[int, str]) -> list[str]:
    seen = text if text.isascii() else text.encode("ascii", _BEYOND_ASCII).decode("ascii")
    whole = seen.casefold()
    if _APART in f" {whole.translate(_SHAPE)} ".replace("  ", " "):
        whole = _SPACED.sub(lambda match: "".join(filter(str.isalpha, match[0])), whole)
    folded: list[str] = []
    begin = 0
    while begin < len(whole):
        end = whole.find(" ", begin + _AT_ONCE) % (len(whole) + 1)  # where there is none, the end of the text
        found = whole[begin:end].replace(BORDER, f" {BORDER} ").translate(between).split()
        folded += map(_FOLDED.__getitem__, found)
        begin = end
    return folded


def join_words(words: Iterable[str]) -> str:
    """Return folded words as one: a letter that ends one and begins the next counts once, as within a word, so that
    they are alike wherever somebody parts them."""
    parts: list[str] = []
    last = ""
    for word in words:
        parts.append(word[1:] if word[0] == last and not last.isdigit() else word)
        last = word[-1]
    return "".join(parts)


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

    def find(self, text: str) -> set[str]:
        """Return those of the words that stand in the text in any spelling, however they are split or joined."""
        return self._find(fold_words(text)) if self._by_start else set()

    def stands_in_any(self, texts: Iterable[str]) -> bool:
        """Tell whether `find` finds anything in one of some texts. All are looked at as one, with borders between them:
        of many short ones each costs more to begin with than to read."""
        some = [*texts] if self._by_start else []
        if len(some) < 2:
            return any(map(self.find, some))
        # what stands for a border in a text is as little a letter, and no blank either
        whole = BORDER.join(text.replace(BORDER, "\1") for text in some)
        return bool(self._find(_fold(whole, _NO_WORD_OR_BORDER)))

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
        after = bisect_left(self._sorted, word)
        if after < len(self._sorted) and self._sorted[after].startswith(word):
            return True
        return any(word[:length] in self._all for length in self._lengths if length < len(word))


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
