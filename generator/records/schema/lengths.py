"""Spans of time as records write them: how long a sentence, a ban or a postponement lasts."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field

_YEARS, _MONTHS, _WEEKS, _DAYS = (rf"\d+ {unit}s?" for unit in ("year", "month", "week", "day"))

LENGTH_PATTERN = (
    r"^(life|\d+(\.\d+)? (day|week|month|year)s?"
    rf"|{_YEARS} and {_MONTHS}"
    rf"|({_YEARS}|({_YEARS}, )?{_MONTHS}) and ({_WEEKS}|{_DAYS})"
    rf"|({_YEARS}, )?({_MONTHS}, )?{_WEEKS} and {_DAYS})$"
)
"""Its units from the longest to the shortest, each once; a fraction stands alone."""

Length = Annotated[str, Field(pattern=LENGTH_PATTERN)]
"""A span of time: `15 days`, `1.5 years`, `5 years and 6 months`, `5 years, 6 months and 10 days`, `life`."""


def split_length(span: Length) -> tuple[tuple[str, str], ...]:
    """Return the numbers of a span as written, each with its unit in the singular; none of `life`."""
    return tuple((number, unit) for number, unit in re.findall(r"(\d+(?:\.\d+)?) (year|month|week|day)", span))
