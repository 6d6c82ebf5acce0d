"""List the texts of a JSON value, and tell which are no words: pictures and fonts in base64."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

EMBEDDED_LETTERS = 200
EMBEDDED = re.compile(rf"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{{{EMBEDDED_LETTERS},}}={{0,2}}")
"""A file that stands in a text as base64 (RFC 4648), of so many letters or more; words are never so long."""
_STEP = 10
_SOME_LETTERS = re.compile(rf"[A-Za-z0-9+/]{{{EMBEDDED_LETTERS // _STEP},}}")
"""So many letters of such a file there are at least where only each tenth letter of a text is looked at."""


def find_embedded(text: str) -> Iterator[re.Match[str]]:
    """Yield what `EMBEDDED` finds in a text, one after the other, in a tenth of the time: it is asked only where each
    tenth letter might be one of a file's."""
    for some in _SOME_LETTERS.finditer(text[::_STEP]):
        # the letter looked at before and the one after are none of it, save for the signs that end it
        begin, end = some.start() * _STEP, some.end() * _STEP
        yield from EMBEDDED.finditer(text, max(0, begin - _STEP + 1), end + 2)


def list_strings(value: Any) -> Iterator[str]:
    """Yield every string in a JSON value, the names of its parts, too."""
    found: list[str] = []  # filled and not yielded level by level: of a long list some hundred thousands are asked for
    _add_strings(value, found)
    yield from found


def _add_strings(value: Any, found: list[str]) -> None:
    if isinstance(value, str):
        found.append(value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            found.append(str(key))
            _add_strings(inner, found)
    elif isinstance(value, list):
        for inner in value:
            _add_strings(inner, found)
