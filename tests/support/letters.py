"""The letters of words: what every format prints alike, however its lines are broken."""

from __future__ import annotations

from generator.base.text.addresses import SOFT_BREAK


def letters(text: str) -> str:
    """Return all that is neither white space nor a place at which an address may break."""
    return "".join(text.replace(SOFT_BREAK, "").split())
