"""What it finds: coordinates in words or addresses that everybody may read: degrees with their minutes, two numbers
with four decimals or more, and links to a spot on a map.

Why: they lead to one house, more exactly than its address does.

Example:

```yaml
text: The shelter is at 50.07552, 14.43782.
```

What to do: name the town or the district, or keep them in a field that is not public. The message does not show them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.review.lint.public_findings import report_each
from generator.review.lint.subject import Subject

CODE = codes.PRECISE_PLACE

_SPOT = re.compile(
    r"(?<![\w.])(?P<north>-?\d{1,2}\.\d{4,})°?(?: ?[NSСЮ])?(?:[,;/ ]|%2C|!4d| , ){1,3}"
    r"(?P<east>-?\d{1,3}\.\d{4,})(?!\w|\.\d)"
    r"|(?<!\d)\d{1,3} ?[°º] ?\d{1,2}(?:[.,]\d+)? ?[′'’](?: ?\d{1,2}(?:[.,]\d+)? ?(?:[″\"”]|''|′′))? ?[NSEWСЮВЗ]?"
)

_SOUGHT = (re.compile(r"\.\d{4}"), "°", "º")
"""One of these stands in all coordinates."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield all coordinates in public words and addresses."""
    yield from report_each(
        CODE,
        subject,
        _find_spots,
        _SOUGHT,
        "coordinates stand here, where everybody may read them",
        "name the town or the district, or give them a visibility",
    )


def _find_spots(text: str, is_address: bool) -> Iterator[tuple[int, int]]:
    for match in _SPOT.finditer(text):
        if not match["north"] or (abs(float(match["north"])) <= 90 and abs(float(match["east"])) <= 180):
            yield match.start(), len(match[0])
