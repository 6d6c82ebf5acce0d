"""Names inside a Word file: bookmarks, languages and addresses, each as Word wants it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from urllib.parse import quote, urlsplit, urlunsplit

from generator.paper.document import BlockId, Document, Inline, Mention, Reference, find_headings, find_leaves

BOOKMARK_LENGTH = 40
"""Word refuses longer names of bookmarks (ECMA-376 part 1, 17.13.6.2)."""

NOTE_MARK = "_Ref_"
"""How the names of bookmarks around the calls of notes begin; ids of blocks have no capital letters."""

_REGIONS = {"en": "en-GB", "ru": "ru-RU", "kk": "kk-KZ", "fr": "fr-FR", "de": "de-DE", "uk": "uk-UA", "ky": "ky-KG"}

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")


_NO_LETTER = re.compile(r"[^0-9A-Za-z]")


def name_bookmarks(document: Document) -> dict[BlockId, str]:
    """Return a bookmark name for every heading and everything that the document's words lead to.

    The same ids give the same names. Letters, digits and `_` only; a leading `_` keeps Word from listing them.
    """
    ids = dict.fromkeys([heading.id for heading in find_headings(document)])
    ids |= dict.fromkeys(find_targets(inlines for _, inlines in find_leaves(document)))
    ids |= dict.fromkeys(find_targets(note.inlines for note in document.notes.values()))
    names: dict[BlockId, str] = {}
    taken: set[str] = set()
    for id in ids:
        name = f"{NOTE_MARK if id in document.notes else '_'}{_NO_LETTER.sub('_', id)}"
        # Word compares names without regard to case
        if len(name) > BOOKMARK_LENGTH or name.lower() in taken:
            name = f"{name[: BOOKMARK_LENGTH - 9]}_{zlib.crc32(id.encode()):08x}"
        taken.add(name.lower())
        names[id] = name
    return names


def find_targets(texts: Iterable[tuple[Inline, ...]]) -> Iterator[BlockId]:
    """Yield the ids of the blocks to which the inlines lead."""
    for inlines in texts:
        for inline in inlines:
            if isinstance(inline, (Mention, Reference)) and inline.target:
                yield inline.target


def add_region(tag: str) -> str:
    """Return the language tag with the region that Word's spelling needs ("ru" → "ru-RU"); others as they are."""
    return _REGIONS.get(tag, tag)


def make_uri(address: str) -> str:
    """Return the address as a URI (RFC 3986): a relationship's target may hold nothing else, or Word repairs the file.

    Letters outside ASCII, brackets, spaces and lone `%` are percent-encoded; a host's name becomes punycode.
    """
    if _URI.fullmatch(address):
        return address
    parts = urlsplit(address)
    host = parts.netloc
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    safe = "/:@!$&'()*+,;=~-._"
    return urlunsplit(
        (
            parts.scheme,
            host,
            _quoted(parts.path, safe),
            _quoted(parts.query, safe + "?"),
            _quoted(parts.fragment, safe + "?"),
        )
    )


def _quoted(text: str, safe: str) -> str:
    pieces = text.split("%")
    kept = [quote(pieces[0], safe=safe)]
    for piece in pieces[1:]:
        escape = "%" if len(piece) > 1 and all(c in "0123456789abcdefABCDEF" for c in piece[:2]) else "%25"
        kept.append(escape + quote(piece, safe=safe))
    return "".join(kept)
