"""Marks of emphasis: which may open and which may close, also beside letters and quotation marks.

In: the state of markdown-it-py's parser at a `*` or `_`. Out: tokens and delimiters, which its own rules pair.

CommonMark (https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis) closes nothing between a closing sign and
a letter: in `**«Оян»**ның` and `**“Oyan”**s` the stars are words. Every language with endings has such names. Here a
mark that stands right after words may close as well, and one right before may open; a sign of multiplication (`2*3`)
and the star within a word (`Leser*innen`) do neither.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from generator.base.text.addresses import find_addresses

_IN_A_WORD = re.compile(r"\*\w+\*")
_OPENING = frozenset("¿¡")


def read_marks(state: StateInline, silent: bool) -> bool:
    """Read the marks at this place of the text; those in an address are words."""
    start = state.pos
    marker = state.src[start]
    if silent or marker not in "*_":
        return False
    scanned = state.scanDelims(start, marker == "*")
    if any(begin <= start < end for begin, end in _addresses(state.src)):
        state.pending += marker * scanned.length
        state.pos += scanned.length
        return True
    end = start + scanned.length
    before, after = state.src[start - 1 : start], state.src[end : end + 1] if end < state.posMax else ""
    may_open, may_close = scanned.can_open, scanned.can_close
    if before.isalnum() and after.isalnum():
        if marker == "*" and scanned.length == 1:
            numbers = before.isdigit() and after.isdigit()
            may_open, may_close = not numbers and _IN_A_WORD.match(state.src, start) is not None, not numbers
    elif _is_word(before) and _is_word(after):
        may_open = may_open or (before.isalnum() and _opens(state.src, end, after))
        may_close = may_close or (after.isalnum() and not _opens(state.src, start - 1, before))
    for _ in range(scanned.length):
        state.push("text", "", 0).content = marker
        at = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(marker), scanned.length, at, -1, may_open, may_close))
    state.pos = end
    return True


def _is_word(sign: str) -> bool:
    return bool(sign) and not sign.isspace()


def _opens(text: str, at: int, sign: str) -> bool:
    """Tell whether a sign stands before the words that it goes with: an opening bracket or quotation mark."""
    if sign == '"':
        return text.count('"', 0, at) % 2 == 0
    if sign == "“":  # closes where „ has opened
        return text.rfind("„", 0, at) <= text.rfind("“", 0, at)
    return sign in _OPENING or unicodedata.category(sign) in ("Ps", "Pi", "Sc")


@lru_cache(maxsize=4)
def _addresses(text: str) -> list[tuple[int, int]]:
    return find_addresses(text)
