"""Fold words so that all spellings of a name are alike: letters of any script, marks, hyphens and case."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator

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


FOLDED = _FoldedWords()

_AT_ONCE = 100_000
"""Letters of which the words are found together: those of a whole file would take ten times its room."""
_PART = re.compile(r"[A-Za-z0-9а-щА-Щ]{2}[ \n]")
"""Where a text may be parted, so that the words of each part are those of the text: after a word of two letters or
more, each of which is one in Latin letters at least."""


def fold_words(text: str) -> list[str]:
    """Return the words of a text, each as all its spellings are written alike: Latin letters and digits."""
    folded: list[str] = []
    for part in part_text(text) if len(text) > _AT_ONCE else (text,):
        folded += map(FOLDED.__getitem__, split_words(part))
    return folded


def part_text(text: str, size: int = _AT_ONCE) -> Iterator[str]:
    """Yield a text in parts, whose words one after the other are those of the text: no word goes on from one to the
    next, and no letters that stand apart do, since the last word of each part is no single letter."""
    begin = 0
    while begin < len(text):
        found = _PART.search(text, begin + size)
        end = found.end() if found else len(text)
        yield text[begin:end]
        begin = end


def split_words(text: str) -> list[str]:
    """Return the words of a text in Latin letters and digits, as they are written there."""
    whole = read_in_latin(text)
    if _APART in f" {whole.translate(_SHAPE)} ".replace("  ", " "):
        whole = close_up(whole)
    return whole.translate(_NO_WORD).split()


def split_joined(whole: str) -> list[str]:
    """Return the words of several texts in Latin letters, and BORDER for each border that stands between two of them;
    letters that stand apart are left so."""
    return whole.replace(BORDER, f" {BORDER} ").translate(_NO_WORD_OR_BORDER).split()


def read_in_latin(text: str) -> str:
    """Return a text in Latin letters, all of them small."""
    return (text if text.isascii() else text.encode("ascii", _BEYOND_ASCII).decode("ascii")).casefold()


def close_up(whole: str) -> str:
    """Return a text in Latin letters in which words whose letters stood apart are words."""
    return _SPACED.sub(lambda match: "".join(filter(str.isalpha, match[0])), whole)


def join_words(words: Iterable[str]) -> str:
    """Return folded words as one: a letter that ends one and begins the next counts once, as within a word, so that
    they are alike wherever somebody parts them."""
    parts: list[str] = []
    last = ""
    for word in words:
        parts.append(word[1:] if word[0] == last and not last.isdigit() else word)
        last = word[-1]
    return "".join(parts)
