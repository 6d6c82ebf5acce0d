"""Put the sheet of sources into words: claims with their notes, sources, records and signatures.

In: the paper, its standings and the words of its style. Out: a Sheet, of which each format is made. Everything comes
from what the audience may see; a source that was not picked has no line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.paper.assemble.context import Context
from generator.paper.assemble.source_names import is_later, say_about
from generator.paper.assemble.wording import say_day, say_publishers
from generator.paper.document import Document, Inline, Link, Mention, Section, join_inlines, walk
from generator.records.schema.base import pick_text
from generator.review.sheet.model import SheetClaim, SheetLine, SourceSheet, SourceWords
from generator.review.signoff import Claim, ClaimStatus, LostSignature
from generator.review.signoff.behind import Behind


def make_sheet_content(document: Document, standings: Iterable[ClaimStatus], context: Context) -> SourceSheet:
    """Return the sheet of a paper."""
    labels = context.labels
    titles = _titles(document)
    behind = Behind(context.edition)
    known = {id: say_source(context, id) for id in context.edition.sources}
    lines = tuple(_line(context, document, standing, titles, known, behind) for standing in standings)
    used = dict.fromkeys(source.id for line in lines for _, source in line.sources)
    signed = sum(line.state == "signed" for line in lines)
    counts = labels["sheet_counts"].format(signed=signed, all=len(lines))
    if changed := sum(line.state == "changed" for line in lines):
        counts += " " + labels["sheet_counts_changed"].format(number=changed)
    return SourceSheet(
        document,
        labels["sheet_title"].format(title=document.properties.title),
        counts,
        lines,
        tuple(known[id] for id in sorted(used)),
        labels,
    )


def _line(
    context: Context,
    document: Document,
    standing: ClaimStatus,
    titles: Mapping[str, str],
    known: Mapping[str, SourceWords],
    behind: Behind,
) -> SheetLine:
    claim, labels = standing.claim, context.labels
    numbers = document.numbers.notes
    notes = tuple((labels["sheet_note"].format(number=numbers[id]), document.notes[id].in_full()) for id in claim.notes)
    hows = (("cited", claim.cited), ("silent", claim.support), ("record", claim.behind))
    stated = behind.stated(claim.records)
    sources = tuple(
        ("statement" if how != "cited" and id in stated else how, known[id])
        for how, ids in hows
        for id in ids
        if id in known
    )
    return SheetLine(
        _keep_words(claim),
        "signed" if standing.signed else "changed" if standing.lost else "unsigned",
        titles.get(claim.section, context.labels["sheet_cover"]),
        labels[f"sheet_kind_{claim.kind}"],
        f"{claim.origin.file}:{claim.origin.line}",
        notes,
        sources,
        tuple(
            (record, _told(claim.inlines, claim.prints or {}, record))
            for record in claim.records
            if behind.entry(record)
        ),
        tuple(labels["sheet_signed_by"].format(name=one.by, date=say_day(labels, one.date)) for one in standing.signed),
        tuple(_lost(labels, lost) for lost in standing.lost),
    )


def _keep_words(claim: Claim) -> SheetClaim:
    links = tuple(inline for inline in claim.inlines if isinstance(inline, Link)) if claim.kind != "row" else ()
    return SheetClaim(claim.number, claim.id, claim.section, claim.kind, claim.text, claim.cells, links, claim.origin)


def _told(inlines: Iterable[Inline], prints: Mapping[str, tuple[str, ...]], record: str) -> str:
    """Return what of the record stands in the words beyond what the mention itself says; of figures and events all of
    it."""
    said = " ".join(join_inlines((i,)) for i in inlines if isinstance(i, Mention) and record.startswith(i.record))
    whole = record.startswith(("figure:", "event:"))
    return "; ".join(value for value in prints.get(record, ()) if whole or value not in said)


def _lost(labels: Mapping[str, str], lost: LostSignature) -> str:
    what = ", ".join(labels[f"sheet_lost_{key}"].format(what=about) for key, about in lost.changed)
    one = lost.signature
    told = labels["sheet_lost"].format(name=one.by, date=say_day(labels, one.date), what=what)
    if lost.old is None:
        return f"{told} {labels['sheet_old_hidden']}"
    if not any(key == "words" for key, _ in lost.changed):
        return told
    return f"{told} {labels['sheet_old'].format(words=lost.old)}"


def _titles(document: Document) -> dict[str, str]:
    """Return the titles of sections by id, those of subsections with the titles around them."""
    sections = ((part, around) for part, around in walk(document.sections) if isinstance(part, Section))
    return {
        section.id: " › ".join(join_inlines(one.title) for one in (*around, section) if isinstance(one, Section))
        for section, around in sections
    }


def say_source(context: Context, id: str) -> SourceWords:
    """Return a source that was picked in the words of the style."""
    source = context.edition.sources[id].record
    labels = context.labels
    language = labels.get(f"language_{source.language}", source.language)
    told = [labels[f"source_{source.kind}"], say_about(context, source), source.number, source.platform, language]
    told += [say_day(labels, source.published)] if source.published else []
    told += [labels["source_later"]] if is_later(context, source) else []
    told += [labels["sheet_accessed"].format(date=say_day(labels, source.accessed))] if source.accessed else []
    title = (pick_text(source.title, context.edition.lang) if source.title else None) or ""
    known = context.edition.sources
    return SourceWords(
        id,
        say_publishers(context, source),
        title,
        tuple(words for words in told if words),
        source.url or "",
        source.archive_url or "",
        tuple(one for one in source.stated_in if one in known),
    )
