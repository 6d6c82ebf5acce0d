"""jubarte-redlines, another's engine for tracked changes: it accepts or rejects every one of a Word file, by its own
reading."""

from __future__ import annotations

from typing import Literal


def decided(data: bytes, decision: Literal["accept", "reject"]) -> bytes:
    """Return the Word file with every change accepted or rejected; none is left in it."""
    import jubarte_redlines as engine

    made = (engine.accept_revisions if decision == "accept" else engine.reject_revisions)(data)
    assert engine.get_revisions(made) == []
    return bytes(made)
