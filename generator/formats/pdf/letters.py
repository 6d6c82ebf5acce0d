"""Find letters that no font of the style has, before pages are laid out.

In: a document and a style. Out: an error (O308) for each place, with its words and the openly licensed font to add. No
other font is ever used: what one machine has, the next has not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.paper.document import Document, join_inlines
from generator.paper.guard import list_words
from generator.records.style import FONTS, Style, is_style_file, read_style_file, read_style_text

_SOURCE = re.compile(r"@font-face\s*\{[^}]*?src:\s*url\([\"']?([^\"')]+)", re.I)

FONT_OF: Mapping[str, str] = {
    "Arab": "Noto Naskh Arabic", "Armn": "Noto Serif Armenian", "Beng": "Noto Serif Bengali",
    "Cher": "Noto Sans Cherokee",
    "Deva": "Noto Serif Devanagari", "Ethi": "Noto Serif Ethiopic", "Geor": "Noto Serif Georgian",
    "Gujr": "Noto Serif Gujarati", "Guru": "Noto Serif Gurmukhi", "Hang": "Noto Serif KR", "Hani": "Noto Serif SC",
    "Hebr": "Noto Serif Hebrew", "Hira": "Noto Serif JP", "Kana": "Noto Serif JP", "Khmr": "Noto Serif Khmer",
    "Knda": "Noto Serif Kannada", "Laoo": "Noto Serif Lao", "Mlym": "Noto Serif Malayalam",
    "Mong": "Noto Sans Mongolian", "Mymr": "Noto Serif Myanmar", "Sinh": "Noto Serif Sinhala",
    "Syrc": "Noto Sans Syriac", "Taml": "Noto Serif Tamil", "Telu": "Noto Serif Telugu", "Tfng": "Noto Sans Tifinagh",
    "Thaa": "Noto Sans Thaana", "Thai": "Noto Serif Thai", "Tibt": "Noto Serif Tibetan",
    "Latn": "Noto Serif", "Cyrl": "Noto Serif", "Grek": "Noto Serif",
}  # fmt: skip
"""A font of each script under the SIL Open Font License (https://fonts.google.com/noto)."""
_OTHER = "Noto Sans Symbols 2"
_UNNAMED = [""] * 65536
"""Names of glyphs, which nobody asks for: to read those of a font takes longer than all else."""
_AROUND = 30
_MOST = 12
"""So many letters are named; there may be a whole text of them."""


def find_letters_without_font(document: Document, style: Style) -> Iterator[Diagnostic]:
    """Yield an error for each text of the document with letters that no font of the style has; none where the style
    has no fonts, or where one can't be read."""
    known = _list_letters(style)
    if not known:
        return
    for origin, words, inlines in list_words(document):
        said = join_inlines(inlines) if inlines else words
        if said.isascii() or not (missing := find_missing_letters(said, known)):
            continue
        places = (getattr(one, "origin", None) for one in inlines if find_missing_letters(join_inlines((one,)), known))
        place = next(filter(None, places), origin)
        yield _report(missing, said, place or Origin(document.id), style)


def find_missing_letters(words: str, known: frozenset[int]) -> str:
    """Return the letters of a text that are not known, each once. What can be put together of known ones, what has no
    face of its own, and blanks are no such letters."""
    found = dict.fromkeys(letter for letter in unicodedata.normalize("NFC", words) if ord(letter) not in known)
    return "".join(letter for letter in found if not _has_stand_in(letter, known))


def _has_stand_in(letter: str, known: frozenset[int]) -> bool:
    if letter.isspace() or unicodedata.category(letter) in ("Cc", "Cf", "Zs", "Zl", "Zp"):
        return True
    if "\ufe00" <= letter <= "\ufe0f":
        return True  # it chooses the face of the sign before it
    if letter == "\u2011":
        return 0x2010 in known or 0x2D in known  # as HarfBuzz draws it
    parts = unicodedata.normalize("NFD", letter)
    return parts != letter and all(ord(part) in known for part in parts)


def _report(missing: str, said: str, place: Origin, style: Style) -> Diagnostic:
    from fontTools.unicodedata import script, script_name

    scripts = list(dict.fromkeys(script(letter) for letter in missing))
    named = ", ".join(f"{one} (U+{ord(one):04X})" for one in missing[:_MOST]) + (" …" if missing[_MOST:] else "")
    at = next((at for at, letter in enumerate(said) if letter in missing), 0)
    around = " ".join(said[max(at - _AROUND, 0) : at + _AROUND].split())
    fonts = list(dict.fromkeys(FONT_OF.get(one, _OTHER) for one in scripts))
    kinds = " and ".join(script_name(one).replace("_", " ") for one in scripts if one not in ("Zyyy", "Zinh", "Zzzz"))
    own = style.file(FONTS).parent.parent.name
    return codes.LETTER_WITHOUT_FONT.at(
        place,
        f"no font of the style has {f'the {kinds} letters' if kinds else 'the signs'} {named} of “{around}”",
        f"download {' and '.join(fonts)} (openly licensed: https://fonts.google.com/noto), then"
        f" `briefing template font {own} FILE.ttf`; or look whether it is a slip",
    )


def _list_letters(style: Style) -> frozenset[int]:
    """Return the letters that the style's fonts have."""
    found: frozenset[int] = frozenset()
    for sheet in style.files(FONTS):
        for address in _SOURCE.findall(read_style_text(sheet)):
            path = sheet.parent / address
            if is_style_file(path):
                found |= _read_letters(read_style_file(path))
    return found


@lru_cache(maxsize=32)
def _read_letters(data: bytes) -> frozenset[int]:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        font = TTFont(BytesIO(data), lazy=True)
        font.setGlyphOrder(_UNNAMED)
        return frozenset(font.getBestCmap() or ())
    except (TTLibError, OSError, KeyError, AssertionError):
        return frozenset()  # the layout tells of a font that it can't read
