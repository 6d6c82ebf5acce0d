"""Read a library that somebody else's program wrote, as text; and take from words of others what is no word.

In: the path that whoever runs the command named. Out: its text; or BriefingError that says on which line what can't be
read (D461). It is read whole and taken for nothing but words. Tables are read by generator.base.sheets.
"""

from __future__ import annotations

import html
import re
import unicodedata
from pathlib import Path

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin
from generator.base.inputs import read_input

MOST_FOREIGN = 20_000_000
"""Bytes of a library of sources at most: a hundred thousand lines."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_SPANS = re.compile(r"<(?:(script|style)\b|!--)", re.I)
"""What begins something of which no word is meant to be read: a script, a comment."""


def read_foreign_text(path: Path) -> str:
    """Return the text of a file: UTF-8, or UTF-16 where it says so. Raises BriefingError (D461, D022, D023)."""
    try:
        data = read_input(path, path.parent, MOST_FOREIGN)
    except OSError as error:
        raise BriefingError([_unreadable(path, 1, error.strerror or "it can't be read", "look at its name")]) from error
    coding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(coding).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        help = "save it as UTF-8: in Excel as `CSV UTF-8`, in LibreOffice with the character set Unicode (UTF-8)"
        raise BriefingError([_unreadable(path, line, "it is not written in UTF-8", help)]) from error


def clean_text(text: str) -> str:
    """Return words without what nobody sees and what steers a terminal or a page: control characters, overrides of the
    direction of writing, joiners without width. Line breaks stay."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text)).strip()


def strip_markup(text: str) -> str:
    """Return words without HTML: tags go, what is written as an entity is its letter; all on one line."""
    plain = html.unescape(_TAG.sub("", _drop_spans(text)))
    return " ".join(clean_text(_TAG.sub("", plain)).split())


def _drop_spans(text: str) -> str:
    """Return words without scripts, style sheets and comments; one that is not closed goes on to the end."""
    kept: list[str] = []
    at = 0
    while begun := _SPANS.search(text, at):
        kept.append(text[at : begun.start()])
        end = re.compile(rf"</{begun[1]}\s*>" if begun[1] else "-->", re.I).search(text, begun.end())
        if end is None:
            return " ".join(kept)
        at = end.end()
    return " ".join([*kept, text[at:]])


def _unreadable(path: Path, line: int, said: str, help: str) -> Diagnostic:
    return codes.UNREADABLE_FOREIGN_FILE.at(Origin(path.name, line), f"`{path.name}` is not taken: {said}", help)
