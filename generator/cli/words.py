"""What people type in place of an edition or a format: a path, another case, long dashes that Word put in, words of
PowerShell; and the plain answer to it.

In: a word of the command line. Out: what it means, or what to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

_FORMATS = {
    "word": "docx",
    "doc": "docx",
    "markdown": "md",
    "htm": "html",
    "web": "html",
    "excel": "xlsx",
    "xls": "xlsx",
}
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"


def read_edition_word(word: str, known: Sequence[str]) -> str:
    """Return the edition that a word means: a name, in any case, or a path to its folder or a file in it; the word
    itself where it means none."""
    parts = [part for part in re.split(r"[\\/]+", word.strip().strip("\"'“”")) if part not in ("", ".", "..")]
    name = next((part for part in parts if part in known), parts[-1] if parts else word)
    return next((one for one in known if one.casefold() == name.casefold()), word)


def read_format_words(asked: str) -> list[str]:
    """Return the formats that a word names, with commas, semicolons or spaces between them, as files end or by the name
    of a program."""
    names = (name.strip(".").lower() for name in re.split(r"[\s,;]+", asked) if name.strip("."))
    return [_FORMATS.get(name, name) for name in names]


def refuse_dashes(word: str) -> None:
    """Refuse a word that was meant as an option and begins with a long dash, as Word and chats write it."""
    if word[:1] in _DASHES:
        meant = f"--{word.lstrip(_DASHES + '-')}"
        raise click.UsageError(f"`{word}` begins with a long dash, as Word writes it: type `{meant}` with two hyphens")


def refuse_format(word: str, formats: Sequence[str]) -> None:
    """Refuse the name of a format where an edition is wanted: PowerShell makes two words of `docx,pdf`."""
    if word.strip(".,;").lower() in formats:
        raise click.UsageError(
            f"`{word}` is a format, and stands where an edition is wanted: write formats with commas and no space, in"
            ' quotation marks in PowerShell, such as --format "docx,pdf"'
        )
