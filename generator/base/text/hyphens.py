"""Where a word may break at a line's end, by the dictionary of its language.

In: words, and their language. Out: their pieces; and texts freed again of all that says no more than where a line may
break. The dictionaries are those of LibreOffice, as Pyphen ships them; languages without one keep their words whole.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from generator.base.text.addresses import SOFT_BREAK
from generator.base.text.direction import LEFT_TO_RIGHT

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
"""A line may break there; if it does, a hyphen is drawn, and else nothing."""

_LETTERS = re.compile(r"[^\W\d_]{6,}")
_DRAWN = re.compile(f"{SOFT_HYPHEN}[-\N{HYPHEN}]?$")


def split_word(word: str, lang: str) -> list[str]:
    """Return the pieces of a word between which it may break, with a hyphen; put together again they are the word."""
    dictionary = _open_dictionary(lang.replace("-", "_"))
    if dictionary is None:
        return [word]
    cuts: list[int] = []
    for found in _LETTERS.finditer(word):
        for at in map(int, dictionary.positions(found[0].lower())):
            # patterns made for single words cut off a letter where compounds meet
            if not cuts or found.start() + at > cuts[-1] + 1:
                cuts.append(found.start() + at)
    return [word[a:b] for a, b in zip([0, *cuts], [*cuts, len(word)], strict=True)]


@lru_cache(maxsize=16)
def _open_dictionary(lang: str) -> Any:
    """Return the dictionary of a language; None where there is none."""
    import pyphen  # loaded where a word is too long for its place

    name = pyphen.language_fallback(lang)
    return pyphen.Pyphen(lang=name, left=3, right=3) if name else None


def strip_unseen(text: str) -> str:
    """Return the text without what only says where a line may break, or which way it goes; a hyphen that was drawn at
    the end of a line is none of its letters."""
    if text.isascii():  # as most are, and each of these is another letter
        return text
    return _DRAWN.sub("", text).replace(SOFT_HYPHEN, "").replace(SOFT_BREAK, "").replace(LEFT_TO_RIGHT, "")
