"""Fingerprint what a signature covers: the words of a claim, its notes, its sources and its records.

It keeps the words themselves; fingerprints of the notes' words and addresses and of each source; and the values of the
records mentioned that stand in the words. Of a source counts what tells which document it is, and where we have it
from; when it was read last and where a copy is kept do not. Bold type does not count either, addresses in the text do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from generator.paper.document import Document, Inline, Link, join_inlines
from generator.paper.select import SelectedEdition
from generator.records.schema import Source
from generator.records.schema.base import Visibility
from generator.records.schema.signatures import Signature
from generator.review.signoff.claims import Claim

_SAME_DOCUMENT = ("kind", "publisher", "platform", "title", "url", "language", "published", "stated_in")


def make_signature(
    claim: Claim, document: Document, edition: SelectedEdition, by: str, date: str, audience: Visibility
) -> Signature:
    """Return what `by` says by signing the claim on a day."""
    return Signature(
        block=claim.block,
        text=claim.text,
        notes=fingerprint_notes(claim, document),
        sources=fingerprint_sources(claim, edition),
        prints=dict(claim.prints or {}),
        by=by,
        date=date,
        audience=audience,
    )


def mark_claim(claim: Claim, document: Document, edition: SelectedEdition) -> str:
    """Return by what it is known whether a claim is still what a reader was shown: all that a signature covers."""
    one = make_signature(claim, document, edition, "-", "2000", edition.audience)
    said = (one.block, one.text, one.notes, [*one.sources.items()], [*one.prints.items()])
    return _digest([repr(said)])


def fingerprint_notes(claim: Claim, document: Document) -> str | None:
    """Return the fingerprint of what the claim's notes say, and of the addresses in its own words; None for neither."""
    said = [_said(document.notes[id].in_full()) for id in claim.notes]
    if claim.kind != "row":
        said += [
            inline.url for inline in claim.inlines if isinstance(inline, Link) and inline.url != join_inlines((inline,))
        ]
    return _digest(said) if said else None


def fingerprint_sources(claim: Claim, edition: SelectedEdition) -> dict[str, str]:
    """Return the fingerprint of each source of the claim, by id, in order of the ids."""
    known = edition.sources
    ids = sorted({id for id in (*claim.cited, *claim.support, *claim.behind) if id in known})
    return {id: _of_source(known[id].record) for id in ids}


def _of_source(source: Source) -> str:
    said: dict[str, object] = {name: getattr(source, name) for name in _SAME_DOCUMENT}
    # as the record writes it: signatures of earlier days stay valid
    said["published"] = source.published and str(source.published)
    return _digest(f"{name}={value!r}" for name, value in said.items() if value not in (None, ()))


def _said(inlines: tuple[Inline, ...]) -> str:
    links = (i.url for i in inlines if isinstance(i, Link) and i.url != join_inlines((i,)))
    return "\0".join((" ".join(join_inlines(inlines).split()), *links))


def _digest(said: Iterable[str]) -> str:
    return hashlib.blake2b("\1".join(said).encode(), digest_size=6).hexdigest()
