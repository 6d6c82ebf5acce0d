"""What it finds: an address for mail in words that everybody may read.

Why: it leads to one person, and to every place where that person has used it; who is threatened is threatened there.

Example:

```yaml
text: Her sister answers at zhanna@example.org.
```

What to do: take it out, or keep it in a field that is not public. The address of an office stands in the `contacts` of
its organisation, and is no finding. The message does not show the address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.review.lint.public_findings import report_each
from generator.review.lint.subject import Subject

CODE = codes.EMAIL_ADDRESS

_MASKED = re.compile(
    r"[\w.%+-]*\w ?[(\[] ?(?:at|@) ?[)\]] ?(?:[^\W_][\w-]*(?:\.| ?[(\[] ?(?:dot|\.) ?[)\]] ?))+[^\W\d_]{2,}"
    r"|[\w.%+-]*\w at (?:[^\W_][\w-]{2,} dot )+[^\W\d_]{2,}",
    re.IGNORECASE,
)
"""An address that people read and programs should not: name (at) example (dot) org."""
_AT = re.compile(r"[(\[] ?(?:at|@) ?[)\]]", re.IGNORECASE)
"""What the first way of masking needs."""
_DOT = re.compile(" dot ", re.IGNORECASE)
"""What the second needs."""
_MAIL = re.compile(r"(?<![\w.+%@/-])[\w.%+-]*\w@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}")


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every address for mail in public words."""
    yield from report_each(
        CODE,
        subject,
        _find_mail,
        ("@", _AT, _DOT),
        "an address for mail stands here, where everybody may read it",
        "take it out, or give it a visibility; how an organisation is reached stands in its `contacts`",
    )


def _find_mail(text: str, is_address: bool) -> Iterator[tuple[int, int]]:
    found = [*(_MAIL.finditer(text) if "@" in text else ())]
    if _AT.search(text) or _DOT.search(text):
        found += _MASKED.finditer(text)
    for match in found:
        yield match.start(), len(match[0])
