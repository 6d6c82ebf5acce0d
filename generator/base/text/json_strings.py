"""List the texts of a JSON value, and tell which are no words: pictures and fonts in base64."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

EMBEDDED_LETTERS = 200
EMBEDDED = re.compile(rf"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{{{EMBEDDED_LETTERS},}}={{0,2}}")
"""A file that stands in a text as base64 (RFC 4648), of so many letters or more; words are never so long."""


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
