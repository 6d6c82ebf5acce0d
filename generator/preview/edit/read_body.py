"""Read what a form sends.

In: a request. Out: the object of JSON in it.
"""

from __future__ import annotations

import json
from typing import Any

from generator.preview.asked import Asked, CannotAnswer

MOST = 1_000_000
"""Bytes that a form may send."""


async def read_body(asked: Asked) -> dict[str, Any]:
    """Return what a form says; raise CannotAnswer where it is too much (413), or no object (400)."""
    data = b""
    async for part in asked.request.stream():
        data += part
        if len(data) > MOST:
            raise CannotAnswer(f"a form holds {MOST:,} bytes at most", 413)
    try:
        said = json.loads(data or b"{}")
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise CannotAnswer("this is no form", 400)
    return said
