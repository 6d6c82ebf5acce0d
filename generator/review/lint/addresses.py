"""The addresses of the web that an edition's records and texts name, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from generator.base.diagnostics import Origin
from generator.review.lint.subject import Subject

_LINK = re.compile(r"\]\((https?://[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)")
_FIELDS = ("url", "archive_url")


def find_addresses(subject: Subject) -> Iterator[tuple[str, Origin]]:
    """Yield the addresses of sources, organisations and standards, and those to which prose links."""
    for entry in subject.entries():
        for field in _FIELDS:
            if (url := getattr(entry.record, field, None)) and field in entry.tree:
                origin = entry.origin(field)
                line = subject.lines.get(origin.file, [""])[origin.line - 1]
                quoted = line[origin.column - 1 : origin.column] in ("'", '"')
                yield url, origin._replace(column=origin.column + quoted)
    for words in subject.texts:
        for match in _LINK.finditer(words.text):
            yield match[1], words.at(match.start(1))


def split_address(url: str) -> SplitResult:
    """Return the parts of an address; one that can't be taken apart has none."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def find_host(url: str) -> str:
    """Return the host in small letters, without `www.`."""
    return (split_address(url).hostname or "").removeprefix("www.")
