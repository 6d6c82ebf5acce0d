"""Assemble an edition into a Document: everything decided, nothing formatted.

In: a selected Edition and the words of its style. Out: a Document without numbers, and what is wrong with the prose.
Order belongs to the edition's outline; each kind of block of a section's file has one function here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from generator.assemble.annex import prisoners, profile, profile_id
from generator.assemble.context import Context
from generator.assemble.cover import cover, mark, properties, running
from generator.assemble.prose import paragraph, place_of, prose
from generator.assemble.wording import organisation, say
from generator.diagnostics import Diagnostic
from generator.document import Block, BlockId, Box, Document, ItemList, ListItem, Paragraph, Run, Section
from generator.editions import Edition
from generator.load import Entry, PathInRecord
from generator.schema import Organisation, Recommendation, SectionProse
from generator.schema.base import Text
from generator.schema.editions import (
    BlockRecord,
    BoxBlock,
    PrisonersBlock,
    ProfilesBlock,
    ProseBlock,
    RecommendationsBlock,
    SectionBlock,
)  # fmt: skip


def assemble(
    edition: Edition, labels: Mapping[str, str], lines: Mapping[str, list[str]]
) -> tuple[Document, list[Diagnostic]]:
    """Return the document and the diagnostics of its prose (T…, R…, S…). `lines` are the files' lines, for places."""
    context = Context(edition, labels, lines)
    for entry in edition.sections:
        _announce(context, entry)
    _check_cases(context)
    sections = tuple(_section(context, entry) for entry in edition.sections)
    document = Document(
        id=edition.id,
        lang=edition.lang,
        properties=properties(context),
        cover=cover(context),
        sections=sections,
        notes=context.notes,
        labels=labels,
        running=running(context),
        mark=mark(context),
    )
    return document, context.problems


# ── first pass: what can be referred to ───────────────────────────────────────────────────────────────────────────────


def _announce(context: Context, entry: Entry) -> None:
    """Note the boxes, subsections and profiles of a section, so that text before them can lead there."""
    section = entry.record
    assert isinstance(section, SectionProse)
    context.anchors[section.id] = section.id

    def inside(blocks: Iterable[BlockRecord]) -> None:
        for block in blocks:
            match block:
                case BoxBlock():
                    context.anchors[block.box] = f"box.{block.box}"
                    for case in block.cases:
                        context.targets.setdefault(f"case:{case}", f"box.{block.box}")
                case SectionBlock():
                    context.anchors[block.section] = f"{section.id}.{block.section}"
                    inside(block.blocks)
                case ProfilesBlock():
                    for case in block.profiles:
                        if case in context.edition.records["cases"]:
                            context.targets[f"case:{case}"] = profile_id(case)

    inside(section.blocks)


def _check_cases(context: Context) -> None:
    """Say which cases and recommendations the sections list that this audience may not see."""
    from generator.resolve.references import references

    for entry in (*context.edition.sections, context.edition.entry):
        for path, collection, id in references(entry.record):
            if id.partition("/")[0] in context.edition.withheld[collection]:
                context.problem("S101", "not-for-this-audience", f"`{id}` is not for the audience `{context.edition.audience}`", entry.origin(*path),
                                "take it out of this list, or mark the block with the audience that may see it", len(id))  # fmt: skip


# ── second pass: blocks ───────────────────────────────────────────────────────────────────────────────────────────────


def _section(context: Context, entry: Entry) -> Section:
    record = entry.record
    assert isinstance(record, SectionProse)
    kind = "annex" if record.id in context.edition.record.annexes else record.kind
    title = (Run(say(context, record.title) or record.id, origin=entry.origin("title")),)
    return Section(
        record.id,
        1,
        title,
        _blocks(context, entry, record.blocks, ("blocks",), record.id, 1),
        kind,
        record.landscape,
        entry.origin(),
    )


def _blocks(
    context: Context, entry: Entry, records: Iterable[BlockRecord], path: PathInRecord, prefix: BlockId, level: int
) -> tuple[Block | Section, ...]:
    found: list[Block | Section] = []
    prose_blocks = 0
    for index, record in enumerate(records):
        here = (*path, index)
        match record:
            case ProseBlock():
                blocks = _prose(context, entry, record.text, (*here, "text"), prefix, prose_blocks + 1)
                prose_blocks += len(blocks)
                found += blocks
            case BoxBlock():
                found.append(_box(context, entry, record, here))
            case SectionBlock():
                id = f"{prefix}.{record.section}"
                title = (Run(say(context, record.title) or record.section, origin=entry.origin(*here, "title")),)
                inner = _blocks(context, entry, record.blocks, (*here, "blocks"), id, level + 1)
                found.append(Section(id, level + 1, title, inner, "section", origin=entry.origin(*here)))
            case RecommendationsBlock():
                if box := _recommendations(context, entry, record, here, f"{prefix}.recommendations"):
                    found.append(box)
            case PrisonersBlock():
                id = f"{prefix}.prisoners"
                found.append(prisoners(context, record, id))
                if remark := say(context, record.remark):
                    place = place_of(context, entry.file, entry.origin(*here, "remark"))
                    found.append(paragraph(context, remark, place, f"{id}.remark", role="remark"))
            case ProfilesBlock():
                made = (profile(context, case, level + 1) for case in record.profiles)
                found += [section for section in made if section]
    return tuple(found)


def _prose(
    context: Context, entry: Entry, text: Text, path: PathInRecord, prefix: BlockId, start: int = 1
) -> tuple[Block, ...]:
    words = say(context, text)
    if words is None:
        context.problem(
            "T107",
            "missing-translation",
            f"this text is missing in `{context.edition.lang}`",
            entry.origin(*path),
            f"add a line `{context.edition.lang}: …`",
        )
        return ()
    where = path if isinstance(text, str) else (*path, context.edition.lang)
    return prose(context, words, place_of(context, entry.file, entry.origin(*where)), prefix, start)


def _box(context: Context, entry: Entry, record: BoxBlock, path: PathInRecord) -> Box:
    id = f"box.{record.box}"
    blocks: list[Block] = []
    if lead := say(context, record.lead):
        blocks.append(Paragraph(f"{id}.lead", (Run(lead, strong=True, origin=entry.origin(*path, "lead")),), "lead"))
    blocks += _prose(context, entry, record.text, (*path, "text"), id)
    title = (Run(say(context, record.title) or record.box, origin=entry.origin(*path, "title")),)
    return Box(id, record.kind, title, tuple(blocks), entry.origin(*path))


def _recommendations(
    context: Context, entry: Entry, record: RecommendationsBlock, path: PathInRecord, id: BlockId
) -> Box | None:
    """Return the box of recommendations: for each addressee a line that says who should act, and the demands."""
    known = context.edition.records["recommendations"]
    asked = [(name, known[name]) for name in record.recommendations if name in known]
    if not asked:
        return None
    blocks: list[Block] = []
    for addressee, group in groupby(asked, key=lambda item: item[1].record.addressee):  # type: ignore[attr-defined]
        blocks.append(
            Paragraph(f"{id}.{addressee}", (Run(_addressee(context, addressee)),), "addressee", entry.origin(*path))
        )
        items = []
        for name, recommendation in group:
            asks = recommendation.record
            assert isinstance(asks, Recommendation)
            place = place_of(context, recommendation.file, recommendation.origin("text"))
            words = (say(context, asks.text) or "").strip().rstrip(".;")
            text = paragraph(context, f"{words}.", place, f"r.{name}.1")
            items.append(ListItem(f"r.{name}", (text,), recommendation.origin()))
        blocks.append(ItemList(f"{id}.{addressee}.list", tuple(items), "recommendations", entry.origin(*path)))
    return Box(id, "recommendations", (context.label("recommendations"),), tuple(blocks), entry.origin(*path))


def _addressee(context: Context, id: str) -> str:
    entry = context.edition.records["organisations"].get(id)
    name = (
        entry.record.names.preferred if entry and isinstance(entry.record, Organisation) else organisation(context, id)
    )
    words = context.labels["addressee"].format(name=name)
    return words[0].upper() + words[1:]
