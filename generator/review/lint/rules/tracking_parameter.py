"""What it finds: parameters in an address that tell who clicked where: utm_source, fbclid, gclid, yclid and their like.

Why: they change nothing on the page, make one page look like two, and may lead from the paper to the account of the
researcher who copied the address.

Example:

```yaml
url: https://example.org/1?id=7&utm_source=mail&fbclid=IwAR0example
```

What to do: delete the parameter; the address works without it.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.base.text.same_address import find_tracking, strip_tracking
from generator.review.lint.addresses import find_addresses
from generator.review.lint.subject import Subject

CODE = codes.TRACKING_PARAMETER


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every tracking parameter of an address."""
    for url, origin in find_addresses(subject, _has_tracking):
        for name, offset in find_tracking(url):
            yield CODE.at(
                origin._replace(column=origin.column + offset),
                f"`{name}` in this address is there to track readers",
                f"write {strip_tracking(url)}",
                width=len(name),
            )


def _has_tracking(url: str) -> bool:
    return "=" in url and any(find_tracking(url))
