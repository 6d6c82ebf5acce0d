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
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.records.load import Entry
from generator.records.schema import Source
from generator.review.lint.rules.tracking_parameter import strip_tracking
from generator.review.lint.subject import Subject

CODE = codes.DUPLICATE_SOURCE

_SAME_PAGE = ("www.", "m.", "web.", "mobile.", "amp.")
"""What a host begins with where it shows the page of the host without it."""


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


@lru_cache(maxsize=4096)
def normalise_address(url: str) -> tuple[str, str]:
    """Return an address as all its spellings are written alike, and the place on the page that it names."""
    from w3lib.url import canonicalize_url

    parts = urlsplit(canonicalize_url(strip_tracking(url), keep_fragments=True))
    host = (parts.hostname or "").lower()
    for start in _SAME_PAGE:
        if host.startswith(start) and host.count(".") > 1:
            host = host.removeprefix(start)
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    return urlunsplit(("", host + port, parts.path.rstrip("/"), parts.query, "")), parts.fragment.removeprefix(
        ":~:text="
    )
