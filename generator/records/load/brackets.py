"""Replace characters that YAML 1.2 allows inside { } and [ ], such as those of addresses, and libyaml refuses.

In: a text. Out: the same with stand-ins for the characters on which the parser stumbles, and back.
"""

from __future__ import annotations

import re

_INNER = re.compile(r"(!\S*)|(?<=[^\s\"'{\[,:?])([:?])(?=[^\s\"'{}\[\],])")
"""A tag, or a colon or question mark that separates nothing (https://yaml.org/spec/1.2.2/#733-plain-style)."""

_STAND_INS = str.maketrans(":?", "\ue000\ue001")
"""What stands for such a character while it is parsed; a file that has these itself was refused before."""

BACK = str.maketrans("\ue000\ue001", ":?")
"""Gives the characters back for their stand-ins."""


def guard_brackets(text: str) -> str:
    """Return the text, each character at its place, with stand-ins for those inside { } and [ ] on which the parser
    stumbles."""
    return _INNER.sub(lambda found: found[1] or found[2].translate(_STAND_INS), text)


def unguard_brackets(text: str) -> str:
    """Return a text of a guarded file as it was written."""
    return text.translate(BACK)
