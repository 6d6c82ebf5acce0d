"""Read the letters of files as their readers get them, each with its place.

In: the lines of files. Out: the letters of a line with their columns; whether one is hidden, and of which scripts a
word is. Lines are read as they are written, so that names, titles, prose, keys and comments are looked at alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.review.lint.shared import Shared

_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")
_JOINERS, _MARKS_OF_DIRECTION = "\u200c\u200d", "\u200e\u200f\u061c"
_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""Letters and marks by their category that show nothing: fillers, the joiner of graphemes, blank Braille."""
_FACES = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\u180b-\u180f]")
"""Variation selectors: they choose the face of the sign before them."""

LATIN = "AaBCcEeHhIiJjKkMOoPpSsTXxYyQqWwdvlru"
CYRILLIC = "АаВСсЕеНһІіЈјКкМОоРрЅѕТХхУуҮүԚԛԜԝԁѵӏгц"
GREEK = "ΑαΒΕΖΗΙιΚκΜΝνΟοΡρΤΥυΧχ"
"""Letters that look like one of the other two scripts (https://www.unicode.org/Public/security/latest/confusables.txt,
those that are alike in ordinary fonts)."""
_ALIKE = frozenset(LATIN + CYRILLIC + GREEK)
_EUROPEAN = frozenset(("Latn", "Cyrl", "Grek"))
_TOGETHER = frozenset(("Hani", "Hira", "Kana", "Hang", "Bopo"))
"""Scripts that are written in one word with each other."""


def read_letters(line: str) -> tuple[str, Sequence[int]]:
    """Return a line with what it says by escapes (`"\\u200b"`) as letters, and the offset of each in the line."""
    if "\\" not in line:
        return line, range(len(line) + 1)
    text: list[str] = []
    offsets: list[int] = []
    at = 0
    for match in _ESCAPE.finditer(line):
        text += line[at : match.start()]
        offsets += range(at, match.start())
        code = int(match[1] or match[2] or match[3], 16)
        text.append(chr(code) if code < 0x110000 else "?")
        offsets.append(match.start())
        at = match.end()
    return "".join([*text, line[at:]]), [*offsets, *range(at, len(line) + 1)]


@dataclass(frozen=True, slots=True)
class ReadLines:
    """Each line of files that has letters beyond ASCII, or escapes that may: its file, its number, its letters and the
    offset of each; and which letters stand in any of them."""

    lines: tuple[tuple[str, int, str, Sequence[int]], ...]
    letters: frozenset[str]

    def list_holding(self, letters: Iterable[str]) -> Iterator[tuple[str, int, str, Sequence[int]]]:
        """Yield the lines in which one of these letters stands."""
        known = self.letters.intersection(letters)
        for line in self.lines if known else ():
            if not known.isdisjoint(line[2]):
                yield line


def read_lines(files: Mapping[str, Sequence[str]]) -> ReadLines:
    """Return what stands beyond ASCII in the lines of files."""
    found = tuple(
        (file, row, *read_letters(line))
        for file, lines in files.items()
        for row, line in enumerate(lines, 1)
        if not line.isascii() or "\\" in line
    )
    return ReadLines(found, frozenset().union(*(text for _, _, text, _ in found)))


def read_shared_lines(shared: Shared) -> ReadLines:
    """Return what stands beyond ASCII in the lines that subjects share."""
    return read_lines(shared.lines)


@lru_cache(maxsize=4096)
def find_hidden(text: str) -> tuple[int, ...]:
    """Return where letters stand that nobody sees, and that no script there needs."""
    return tuple(at for at, letter in enumerate(text) if not letter.isascii() and _is_hidden(text, at, letter))


def may_be_hidden(letter: str) -> bool:
    """Tell whether a letter is one that nobody sees, whatever stands around it."""
    return not letter.isascii() and (
        letter in _JOINERS + _MARKS_OF_DIRECTION + _BLANK
        or _FACES.match(letter) is not None
        or unicodedata.category(letter) == "Cf"
    )


def _is_hidden(text: str, at: int, letter: str) -> bool:
    before = text[at - 1] if at else " "
    if letter in _JOINERS:
        # in Persian, Indic scripts and joined signs they part or join what is around them
        return not (_script(before) not in (*_EUROPEAN, "Zyyy", "Zzzz") or unicodedata.category(before) in ("So", "Sk"))
    if letter in _MARKS_OF_DIRECTION:
        return not any(unicodedata.bidirectional(other) in ("R", "AL") for other in text)
    if _FACES.match(letter):
        return unicodedata.category(before)[0] not in "SN" and _script(before) not in ("Hani", "Mong")
    if letter == "\ufeff" or letter in _BLANK:
        return True
    return unicodedata.category(letter) == "Cf" and _script(letter) in ("Zyyy", "Zinh")


@lru_cache(maxsize=65536)
def find_mixed(word: str) -> tuple[int, str, str] | None:
    """Return where in a word the letter stands that looks like one of another script, its script and that of the word;
    None where each letter is what it seems to be.

    A word of two scripts is right where both can be told apart: `COVID-19`, `Telegramда`. A Latin letter that was set
    as a sign of mathematics, a wide one or a Roman numeral looks like the plain one, too.
    """
    dressed = [at for at, letter in enumerate(word) if not letter.isascii() and _is_dressed(letter)]
    if (
        dressed
        and len(word) > 1
        and (len(dressed) < len(word) or unicodedata.decomposition(word[dressed[0]]).startswith("<font>"))
    ):
        return dressed[0], _script(word[dressed[0]]), "Latn"
    scripts: dict[str, list[int]] = {}
    for at, letter in enumerate(word):
        if letter not in _BLANK and (script := _script(letter)) not in ("Zyyy", "Zinh", "Zzzz"):
            scripts.setdefault(script, []).append(at)
    if len(scripts) < 2 or scripts.keys() <= _TOGETHER:
        return None
    by_number = sorted(scripts, key=lambda script: (len(scripts[script]), script == _script(word[0])))
    for script in by_number:
        alike = script not in _EUROPEAN or all(word[at] in _ALIKE for at in scripts[script])
        if alike:
            return scripts[script][0], script, next(other for other in reversed(by_number) if other != script)
    return None


def _is_dressed(letter: str) -> bool:
    """Tell whether a letter is a plain Latin one in another dress (UAX #15, compatibility): bold, wide, a numeral."""
    dress, _, plain = unicodedata.decomposition(letter).partition(" ")
    return (
        dress in ("<font>", "<wide>", "<compat>")
        and " " not in plain
        and plain != ""
        and (chr(int(plain, 16)).isascii() and chr(int(plain, 16)).isalpha())
    )


def list_words(text: str) -> Iterator[re.Match[str]]:
    """Yield the words of a text: letters with their marks, without digits and signs."""
    return _WORD.finditer(text)


def list_words_beyond(read: ReadLines) -> Iterator[str]:
    """Yield the words that have a letter beyond ASCII, each once."""
    words = dict.fromkeys(word for _, _, text, _ in read.lines for word in _WORD.findall(text))
    return (word for word in words if not word.isascii())


_WORD = re.compile(r"[^\W\d_]+")


def name_letter(letter: str) -> str:
    """Return how a letter is called, with its number: `U+200B zero width space`."""
    return f"U+{ord(letter):04X} {unicodedata.name(letter, 'without a name').lower()}"


def name_script(script: str) -> str:
    """Return the name of a script by its code: `Cyrillic`."""
    from fontTools.unicodedata import script_name

    return str(script_name(script, default=script)).replace("_", " ")


def _script(letter: str) -> str:
    from fontTools.unicodedata import script

    return str(script(letter))
