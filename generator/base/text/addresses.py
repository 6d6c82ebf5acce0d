"""Where an address may break at a line's end. In: printed words. Out: the pieces between which a line may break."""

from __future__ import annotations

import re

SOFT_BREAK = "\u200b"
"""Zero width space: a line may break there, and nothing is seen of it."""

_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"\w\.\w|://")
"""What stands in a word that is an address, or the short form of one: `example.org/…/a-page`. It is looked for within
words, so that the time for a text grows with its length alone."""
_BREAKS = re.compile(rf"(?<=[/?&=_.-])(?=[^/?&=_.\s{SOFT_BREAK}-])")
"""Places at which an address may break: after `/ ? & = - _ .`, never between two of them."""


def is_address(word: str) -> bool:
    """Tell whether a word is an address, or the short form of one."""
    return _ADDRESS.search(word) is not None


def split_at_breaks(words: str) -> list[str]:
    """Return the words, cut wherever an address in them may break; put together again they are the same words."""
    pieces, at = [""], 0
    for word in _WORD.finditer(words):
        if not is_address(word[0]):
            continue
        first, *others = _BREAKS.split(word[0])
        pieces[-1] += words[at : word.start()] + first
        pieces += others
        at = word.end()
    pieces[-1] += words[at:]
    return pieces


_TYPED = re.compile(r"https?://[^\s<>\[\]()«»“”\"]+")


def find_addresses(words: str) -> list[tuple[int, int]]:
    """Return where addresses of the web stand in words, from and to, without the stop or the sign that follows one."""
    if "://" not in words:
        return []
    return [(found.start(), found.start() + len(found[0].rstrip("*_.,;:!?'’~`"))) for found in _TYPED.finditer(words)]
