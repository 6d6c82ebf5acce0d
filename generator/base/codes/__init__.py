"""Every kind of problem that there is: its permanent code, its name, how bad it is.

Used as values: `codes.BAD_DATE.at(place, "`arrested` is not a date", "write a date, such as 2024-05-01")`.

A code is never given to another kind, and none is used again. What each means, why it matters and what to do is told by
`briefing explain CODE` and docs/codes.md.
"""

from __future__ import annotations

from generator.base.codes import files, records, words
from generator.base.codes.files import *  # noqa: F403
from generator.base.codes.records import *  # noqa: F403
from generator.base.codes.words import *  # noqa: F403
from generator.base.diagnostics import Code

ALL: tuple[Code, ...] = tuple(
    value for part in (records, words, files) for value in vars(part).values() if isinstance(value, Code)
)
"""Every code, in the order of the table."""
BY_ID = {code.id: code for code in ALL}
