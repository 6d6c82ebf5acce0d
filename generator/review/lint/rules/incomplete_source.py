"""What it finds: a source that does not say in which language it is, or when it appeared.

Why: a reader wants to know whether they can read it, and a note says “(in Russian)” only where the record does; without
a date nobody can tell whether it knew of what came later.

Example:

```yaml
zapt-4: {kind: news, publisher: gazette, url: https://example.org/zapt}
```

What to do: add `language:` and `published:` (a year is better than nothing), or excuse it where neither can be had.
Texts of laws and monitoring need no date, and what has no address no language. A source that we have from another
document (`stated_in:`) is known as far as that document tells, and is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.review.lint.subject import Subject

CODE = codes.INCOMPLETE_SOURCE


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every source that lacks its language or its date."""
    for entry in subject.edition.sources.values():
        source = entry.record
        if source.stated_in:
            continue
        missing = []
        if source.language is None and source.url is not None:
            missing.append("language")
        if source.published is None and source.kind not in ("law", "monitoring"):
            missing.append("published")
        if missing:
            what = {"language": "in which language it is", "published": "when it appeared"}
            yield CODE.at(
                entry.origin(),
                f"the source `{source.id}` does not say {' or '.join(what[m] for m in missing)}",
                f"add {' and '.join(f'`{m}:`' for m in missing)}, or say in `stated_in:` which document names it",
            )
