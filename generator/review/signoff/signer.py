"""Who signs: the name that stands at a signature, on the command line and in a form alike.

In: what somebody typed. Out: the name as it is kept, or None where it is none.
"""

from __future__ import annotations

LONGEST = 100
"""Letters that the name of a signer may have."""


def read_signer(said: str) -> str | None:
    """Return a name with one space between its words; None where it is empty, too long, or holds what nobody sees."""
    name = " ".join(said.split())
    return name if name and name.isprintable() and len(name) <= LONGEST else None
