"""The addresses of the web that an edition's records and texts name, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import SplitResult, urlsplit

from generator.base.diagnostics import Origin
from generator.review.lint.shared import Shared
from generator.review.lint.subject import Subject

_LINK = re.compile(r"\]\((https?://[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)")
_FIELDS = ("url", "archive_url")


def find_addresses(subject: Subject, is_wanted: Callable[[str], bool]) -> Iterator[tuple[str, Origin]]:
    """Yield the addresses of sources, organisations and standards, and those to which prose links, that are wanted:
    each is asked of once, and placed where it is."""
    wanted = subject.shared.ask(_list_wanted, is_wanted)
    for entry in subject.entries() if wanted else ():
        for field in _FIELDS:
            if (url := getattr(entry.record, field, None)) in wanted and field in entry.tree:
                origin = entry.origin(field)
                line = subject.lines.get(origin.file, [""])[origin.line - 1]
                quoted = line[origin.column - 1 : origin.column] in ("'", '"')
                yield str(url), origin._replace(column=origin.column + quoted)
    links = subject.shared.ask(_list_links) if wanted else {}
    for words in subject.texts if links else ():
        for url, start in links.get(words.text, ()):
            if url in wanted:
                yield url, words.at(start)


def _list_wanted(shared: Shared, is_wanted: Callable[[str], bool]) -> frozenset[str]:
    return frozenset(filter(is_wanted, shared.ask(_list_all)))


def _list_all(shared: Shared) -> frozenset[str]:
    """Return the addresses that any of the subjects has."""
    found = {url for found in shared.ask(_list_links).values() for url, _ in found}
    for entry in shared.entries:
        fields = [name for name in _FIELDS if name in type(entry.record).model_fields]
        found |= {url for name in fields if (url := getattr(entry.record, name))}
    return frozenset(found)


def _list_links(shared: Shared) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return the addresses to which each text links, with their offsets."""
    return shared.texts.find_each(lambda text: ((m[1], m.start(1)) for m in _LINK.finditer(text)), "](http")


def split_address(url: str) -> SplitResult:
    """Return the parts of an address; one that can't be taken apart has none."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def find_host(url: str) -> str:
    """Return the host in small letters, without `www.`."""
    return (split_address(url).hostname or "").removeprefix("www.")
