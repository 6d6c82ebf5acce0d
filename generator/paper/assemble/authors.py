"""The last section of a paper: who its authors are, how they are reached, and their signs.

In: the organisations that sign, with what their records say of them. Out: a section, or none where no record says
anything; an author of whom nothing is given has no heading there.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.paper.assemble.context import Context
from generator.paper.assemble.logos import read_logo
from generator.paper.assemble.wording import say
from generator.paper.document import Block, BlockId, Inline, Link, Paragraph, Run, Section
from generator.records.load import Entry
from generator.records.schema.records import Contact, Organisation

SECTION: BlockId = "authors.about"
"""Id of the section; no section of an edition can have it, for the dot."""


def assemble_authors_section(context: Context) -> Section | None:
    """Return the section about the authors in signing order, None where their records say nothing for it."""
    known = context.edition.organisations
    told = [
        Section(
            f"{SECTION}.{id}",
            2,
            (Run(known[id].record.names.preferred),),
            blocks,
            "profile",
            origin=known[id].origin(),
        )
        for id in context.edition.record.authors
        if id in known and (blocks := tuple(_about(context, known[id], f"{SECTION}.{id}")))
    ]
    return Section(SECTION, 1, (context.label("authors_about"),), tuple(told), "overview") if told else None


def _about(context: Context, entry: Entry[Organisation], id: BlockId) -> Iterator[Block]:
    """Yield what stands under the name of an author; nothing but a page of its own is no reason for a section."""
    record = entry.record
    if record.logo is None and not record.contacts and not say(context, record.about):
        return
    if logo := read_logo(context, entry, f"{id}.logo"):
        yield logo
    if about := say(context, record.about):
        yield Paragraph(f"{id}.1", (Run(about),), origin=entry.origin("about"))
    for number, contact in enumerate(record.contacts):
        if words := tuple(_contact(context, contact)):
            yield Paragraph(f"{id}.contact-{number + 1}", words, "body", entry.origin("contacts", number))
    if record.url:
        yield Paragraph(f"{id}.url", (Link(record.url, (Run(record.url),)),), "body", entry.origin("url"))


def _contact(context: Context, contact: Contact) -> Iterator[Inline]:
    """Yield the words of one contact, with points between its parts; mail is a link."""
    parts: list[Inline] = []
    if role := say(context, contact.role):
        parts.append(Run(role[0].upper() + role[1:], strong=True))
    if contact.name:
        parts.append(Run(contact.name))
    if contact.email:
        parts.append(Link(f"mailto:{contact.email}", (Run(contact.email),)))
    if contact.phone:
        parts.append(Run(contact.phone))
    if address := say(context, contact.address):
        parts.append(Run(address))
    for number, part in enumerate(parts):
        if number:
            yield Run(" · ")
        yield part
