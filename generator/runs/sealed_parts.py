"""Lay parts that are sealed with secrets of their own one after the other, and find each again by its secret.

In: what was sealed, by secret. Out: bytes that tell nothing of either, and from these what was sealed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

_NAME, _LENGTH = 20, 4


def join_parts(sealed: Mapping[bytes, bytes]) -> bytes:
    """Return all of them as bytes."""
    return b"".join(name_part(secret) + len(one).to_bytes(_LENGTH, "big") + one for secret, one in sealed.items())


def list_parts(joined: bytes) -> dict[bytes, bytes]:
    """Return what was sealed, by the names of its secrets."""
    found, at = {}, 0
    while at < len(joined):
        begins = at + _NAME + _LENGTH
        ends = begins + int.from_bytes(joined[at + _NAME : begins], "big")
        found[joined[at : at + _NAME]] = joined[begins:ends]
        at = ends
    return found


def name_part(secret: bytes) -> bytes:
    """Return by what a part is found, which tells nothing of its secret."""
    return hashlib.sha256(b"group\0" + secret).digest()[:_NAME]
