"""Keep names that are written from right to left in their place among words that are not.

In: printed words of a paper that is read from left to right. Out: the same, with a mark that nobody sees after each
such name: without it, `محمد, علي` stands in the order of its letters, the second name first, and a number after a name
goes to its other side (https://www.unicode.org/reports/tr9/#Implicit_Directional_Marks).
"""

from __future__ import annotations

import re

LEFT_TO_RIGHT = "\u200e"
"""Left-to-right mark: nothing is seen of it."""

_LETTERS = "\u0590-\u05ff\u0600-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_NAME = re.compile(rf"(?>[{_LETTERS}]+(?:[ \u00a0'’.-]+[{_LETTERS}]+)*)(?!{LEFT_TO_RIGHT})")
"""An atomic group: a possessive one takes along the blank after a name, up to Python 3.11.4
(https://github.com/python/cpython/issues/106052)."""


def mark_ends(words: str) -> str:
    """Return the words with the mark after each stretch of right-to-left ones."""
    return words if words.isascii() else _NAME.sub(lambda name: name[0] + LEFT_TO_RIGHT, words)
