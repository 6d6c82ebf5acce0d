"""Keep words that begin like a formula from becoming one in a sheet, and take them back from it as they were.

In: words. Out: the same, with an apostrophe before them where a sheet would count them as a formula; see OWASP, "CSV
Injection".
"""

from __future__ import annotations

_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a sheet may take for the beginning of a formula, in full width too."""


def guard_formula(text: str) -> str:
    """Return the text with an apostrophe before it where a sheet would take it for a formula, or where it looks as if
    it had been guarded already; other words as they are."""
    return f"'{text}" if is_formula(text.lstrip("'")) else text


def unguard_formula(text: str) -> str:
    """Return what `guard_formula` was given."""
    return text[1:] if text.startswith("'") and is_formula(text.lstrip("'")) else text


def is_formula(text: str) -> bool:
    """Tell whether a sheet may take the text for a formula: by its first character, or the first after blanks."""
    return text.startswith(("\t", "\r", "\n")) or text.lstrip().startswith(_STARTS)
