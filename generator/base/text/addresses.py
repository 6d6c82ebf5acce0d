"""Where an address may break at a line's end. In: printed words. Out: the pieces between which a line may break."""

from __future__ import annotations

import re

SOFT_BREAK = "\u200b"
"""Zero width space: a line may break there, and nothing is seen of it."""

_ADDRESS = re.compile(r"\S*\w\.\w\S*|\S*://\S*")
"""A word that is an address, or the short form of one: `example.org/…/a-page`."""
_BREAKS = re.compile(r"(?<=[/?&=_.-])(?=[^/?&=_.\s-])")
"""Places at which an address may break: after `/ ? & = - _ .`, never between two of them."""


def split_at_breaks(words: str) -> list[str]:
    """Return the words, cut wherever an address in them may break; put together again they are the same words."""
    pieces, at = [""], 0
    for address in _ADDRESS.finditer(words):
        first, *others = _BREAKS.split(address[0])
        pieces[-1] += words[at : address.start()] + first
        pieces += others
        at = address.end()
    pieces[-1] += words[at:]
    return pieces
