"""Refuse invisible characters that no file may hold.

In: a text. Out: the first of them, or whether there is none.
"""

from __future__ import annotations

import re
import unicodedata

UNPRINTABLE = re.compile(
    # controls, line and paragraph separators, overrides of the direction of writing (which make text look like another
    # text: https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing), private use, noncharacters
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]"
)
"""What no file may hold as it is."""


def find_unprintable(text: str) -> str | None:
    """Return the first character of a text, as it is read, that no file may hold."""
    if text.replace("\n", "").isprintable():
        return None
    # "\x07" in quotation marks; white space, soft hyphens and joiners are not "printable" to Python, but are text
    found = UNPRINTABLE.search(text)
    return found[0] if found else next((c for c in text if unicodedata.category(c) in ("Cs", "Cn")), None)


def is_printable(text: str) -> bool:
    """Tell whether a text has none of the characters that no file may hold."""
    return find_unprintable(text) is None
