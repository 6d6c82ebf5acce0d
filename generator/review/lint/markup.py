"""Mask the Markdown markup of a text; every word keeps its offset."""

from __future__ import annotations

import re
from functools import lru_cache

MASK = "\ufffc"
"""Stands for a character of markup; it is neither a letter nor a space."""

_ADDRESS = re.compile(r"https?://[^\s)\]}]+")
_LINK = re.compile(r"(?<!\^)\[(?P<words>[^\[\]]*)\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)")
_SPAN = re.compile(r"(?<!\^)\[(?P<words>[^\[\]]*)\](?P<target>\{lang=[A-Za-z-]+\})")
_CITATION = re.compile(r"(?<!\\)\[[^\[\]]*(?:(?<=\[)|(?<=[\s;,]))@[A-Za-z0-9][^\[\]]*\](?![({])")
_MARKS = re.compile(r"\^\[|\*+|\\(?=[^\w\s])|(?<!\\)[\[\]]")
_PARAGRAPH = r"\n(?!\s*\n)"
# one that is never closed goes on to the end of its paragraph, as where the next paragraph opens it again
_QUOTED = re.compile(
    rf"“(?:[^”\n]|{_PARAGRAPH})*(?:”|(?=\n|$))|«(?:[^»\n]|{_PARAGRAPH})*»|„(?:[^“”\n]|{_PARAGRAPH})*[“”]"
    rf"|‘(?:[^’\n]|{_PARAGRAPH})*’(?!\w)"
)


_MAY_MARK = re.compile(r"[\[\]*\\]|https?://")
_MAY_QUOTE = re.compile(r"[\[“«„‘]")


def mask_markup(text: str) -> str:
    """Return the text with markup masked: addresses, citations, targets of links, marks of emphasis; words stay."""
    return _mask_markup(text) if _MAY_MARK.search(text) else text


@lru_cache(maxsize=16384)
def _mask_markup(text: str) -> str:
    text = _CITATION.sub(_masked, text)
    text = _LINK.sub(_keep_words, text)
    text = _SPAN.sub(_keep_words, text)
    return _MARKS.sub(_masked, _ADDRESS.sub(_masked, text))


def mask_foreign_words(text: str) -> str:
    """Return the text with markup masked, and also the words of links, of other languages and of quotations: what is
    left is said by the authors themselves and checked by nobody else."""
    return _mask_foreign_words(text) if _MAY_QUOTE.search(text) else mask_markup(text)


@lru_cache(maxsize=16384)
def _mask_foreign_words(text: str) -> str:
    for pattern in (_CITATION, _LINK, _SPAN, _QUOTED):
        text = pattern.sub(_masked, text)
    return mask_markup(text)


def _masked(match: re.Match[str]) -> str:
    return "".join(c if c == "\n" else MASK for c in match[0])


def _keep_words(match: re.Match[str]) -> str:
    return f"{MASK}{match['words']}{MASK}" + MASK * len(match["target"]) + MASK * (match[0].count("](") * 2)
