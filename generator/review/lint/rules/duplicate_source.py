"""What it finds: two sources with one address, however it is written: with http or https, with www or without, with a
slash at its end, a tracking parameter or a place on the page.

Why: the same article told by two records counts as two sources for one claim.

Example:

```yaml
gazette-1: {kind: news, url: https://example.org/1}
gazette-9: {kind: news, url: http://www.example.org/1/?utm_source=mail}
```

What to do: keep one record, and cite it in both places. Two places of one page (`#article-5`, `#article-9`) may be two
sources.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.base.text.same_address import normalise_address
from generator.records.load import Entry
from generator.records.schema import Source
from generator.review.lint.subject import Subject

CODE = codes.DUPLICATE_SOURCE


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every source whose address another one, further up, has already."""
    by_address: dict[str, list[tuple[Entry[Source], str]]] = defaultdict(list)
    for entry in subject.edition.sources.values():
        if not entry.record.url:
            continue
        address, place = normalise_address(entry.record.url)
        first = next((e for e, p in by_address[address] if p == place or not p or not place), None)
        by_address[address].append((entry, place))
        if first:
            yield CODE.at(
                entry.origin("url"),
                f"the source `{first.record.id}` ({first.file}:{first.line}) has the same address",
                f"cite `{first.record.id}` instead, and delete this one",
                width=len(entry.record.url),
            )
