"""List the texts of a JSON value, and tell which are no words: pictures and fonts in base64."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

EMBEDDED = re.compile(r"[A-Za-z0-9+/]{200,}={0,2}")
"""A file that stands in a text as base64 (RFC 4648); words are never so long."""


def list_strings(value: Any) -> Iterator[str]:
    """Yield every string in a JSON value, the names of its parts, too."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from list_strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from list_strings(inner)
    elif isinstance(value, str):
        yield value
