"""Assemble an edition into a Document: everything decided, nothing formatted.

In: a Selected edition, the words of its style and its style of notes. Out: a Document without numbers, and what is
wrong with the prose. Order belongs to the edition's outline; each kind of block of a section's file has one function
here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.paper.assemble import recommendations
from generator.paper.assemble.authors import assemble_authors_section
from generator.paper.assemble.case_boxes import list_boxed_people, make_case_box_id
from generator.paper.assemble.columns import fit_columns
from generator.paper.assemble.context import Context
from generator.paper.assemble.cover import (
    assemble_cover,
    assemble_page_mark,
    assemble_properties,
    assemble_running_head,
)
from generator.paper.assemble.from_records import assemble_from_records
from generator.paper.assemble.guide_words import set_guide_words
from generator.paper.assemble.index_of_names import assemble_index_of_names
from generator.paper.assemble.kept_pictures import open_pictures
from generator.paper.assemble.named import check_named
from generator.paper.assemble.once import check_unique, list_once
from generator.paper.assemble.places import locate_text
from generator.paper.assemble.plain_fields import check_plain_fields
from generator.paper.assemble.profiles import find_group_profiles, make_profile_id
from generator.paper.assemble.prose import assemble_paragraph, assemble_prose
from generator.paper.assemble.repeated_notes import shorten_repeated_notes
from generator.paper.assemble.silence import tell_empty_section, tell_silence
from generator.paper.assemble.standards import assemble_treaty_articles
from generator.paper.assemble.unknown import mark_unknown
from generator.paper.assemble.wording import say
from generator.paper.document import Block, BlockId, Box, Document, Picture, Run, Section, Table
from generator.paper.select import SelectedEdition
from generator.records.load import Entry, PathInRecord
from generator.records.load.label_keys import pick_paper_labels
from generator.records.schema import Record, SectionProse, walks
from generator.records.schema.base import Text
from generator.records.schema.editions import (
    BlockRecord,
    BoxBlock,
    CaseBoxesBlock,
    PictureBlock,
    ProseBlock,
    RecommendationsBlock,
    SectionBlock,
)
from generator.records.schema.listed_blocks import PrisonersBlock, ProfilesBlock
from generator.records.style import NoteStyle, Placement, Repeated

if TYPE_CHECKING:
    from generator.paper.assemble.memory import Memory

MAX_LEVEL = 3
"""How deep sections may lie inside each other: Word and readers know little beyond."""


def assemble(
    edition: SelectedEdition,
    labels: Mapping[str, str],
    lines: Mapping[str, list[str]],
    note_style: NoteStyle = "footnotes",
    fonts: Path | None = None,
    placement: Placement = "per_theme",
    root: Path | None = None,
    repeated: Repeated = "full",
    memory: Memory | None = None,
) -> tuple[Document, list[Diagnostic]]:
    """Return the document and the diagnostics of its prose (T…, R…, S…). `lines` are the files' lines, for places,
    `fonts` is the sheet that names the fonts of pictures, `placement` says where recommendations stand, `root` is the
    folder of the workspace, `repeated` says whether a source that was told in full is told so again,
    `memory` knows the version before, so that what is as it was is not made again."""
    moved = recommendations.find_moved_sections(edition) if placement == "at_end" else frozenset()
    with open_pictures(root, edition.entry.file) as kept:
        context = Context(edition, labels, lines, note_style, fonts, moved, root, memory=memory, kept=kept)
        return _assemble(context, repeated)


def _assemble(context: Context, repeated: Repeated) -> tuple[Document, list[Diagnostic]]:
    edition, labels, memory = context.edition, context.labels, context.memory
    for entry in edition.sections:
        _announce(context, entry)
    context.recommendations.update(recommendations.number_recommendations(context))
    check_named(context)
    if memory:
        memory.begin(context)
    end = recommendations.find_end_of_body(edition)
    body = [_section(context, entry) for entry in edition.sections[:end]]
    if asked := recommendations.assemble_recommendations_section(context):
        body.append(asked)
    annexes = [_section(context, entry) for entry in edition.sections[end:]]
    if authors := assemble_authors_section(context):
        annexes.append(authors)
    document = Document(
        id=edition.id,
        lang=edition.lang,
        properties=assemble_properties(context),
        cover=assemble_cover(context),
        sections=fit_columns(mark_unknown(_begin_pages(context, (*body, *annexes)), labels), edition.lang),
        notes=context.notes,
        labels=pick_paper_labels(labels),
        running=assemble_running_head(context),
        mark=assemble_page_mark(context),
    )
    check_unique(context, document)
    check_plain_fields(context, document)
    if repeated == "short":
        document = shorten_repeated_notes(context, document)
    return memory.settle(document) if memory else document, context.problems


# ── first pass: what can be referred to ───────────────────────────────────────────────────────────────────────────────


def _announce(context: Context, entry: Entry[SectionProse]) -> None:
    """Note the boxes, subsections and profiles of a section, so that text before them can lead there."""
    section = entry.record
    context.anchors[section.id] = section.id

    for _, block in walks.find_blocks(section.blocks):
        match block:
            case BoxBlock():
                context.anchors[block.box] = f"box.{block.box}"
                for case in block.cases:
                    context.targets.setdefault(f"case:{case}", f"box.{block.box}")
            case SectionBlock():
                goes = _goes_to_the_end(context, section, block)
                context.anchors[block.section] = recommendations.SECTION if goes else f"{section.id}.{block.section}"
            case PrisonersBlock():
                context.listed.update(block.prisoners)
            case ProfilesBlock():
                for case in (*block.profiles, *find_group_profiles(context, block.profiles).values()):
                    # a case with a box of its own before has no profile (T111): links lead to what there is
                    boxed = context.targets.get(f"case:{case}") == make_case_box_id(case)
                    if case in context.edition.cases and not boxed:
                        context.targets[f"case:{case}"] = make_profile_id(case)
            case CaseBoxesBlock():
                for case, box in list_boxed_people(context, block.case_boxes):
                    context.targets.setdefault(f"case:{case}", box)


def _goes_to_the_end(context: Context, section: Record, block: SectionBlock) -> bool:
    """Tell whether nothing of a subsection is left where it stood: it had recommendations alone."""
    return section.id in context.moved and recommendations.has_only_recommendations(block.blocks)


# ── second pass: blocks ───────────────────────────────────────────────────────────────────────────────────────────────


def _section(context: Context, entry: Entry[SectionProse]) -> Section:
    record = entry.record
    kind = "annex" if recommendations.is_annex(context.edition, record) else record.kind
    title = _title(context, entry, record.title, ("title",))
    if not record.blocks:
        tell_empty_section(context, entry.origin("blocks"))
    treaties = assemble_treaty_articles(context, record)
    blocks = _blocks(context, entry, record.blocks, ("blocks",), record.id, 1)
    blocks = (*treaties, *blocks, *assemble_index_of_names(context, record.id))
    return Section(
        record.id,
        1,
        title,
        set_guide_words(context, record.id, blocks),
        kind,
        record.landscape,
        origin=entry.origin(),
    )


def _begin_pages(context: Context, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return the sections; what stands on a page of its own begins one, and so does what follows."""
    own = {entry.record.id for entry in context.edition.sections if entry.record.own_page}
    before = (None, *(section.id for section in sections))
    return tuple(
        replace(section, new_page=True, own_page=section.id in own) if own & {section.id, last} else section
        for section, last in zip(sections, before, strict=False)
    )


def _blocks(
    context: Context,
    entry: Entry[SectionProse],
    records: Iterable[BlockRecord],
    path: PathInRecord,
    prefix: BlockId,
    level: int,
) -> tuple[Block | Section, ...]:
    found: list[Block | Section] = []
    prose_blocks = 0
    for index, record in enumerate(records):
        here, printed, problems = (*path, index), len(found), len(context.problems)
        match record:
            case ProseBlock():
                blocks = _prose(context, entry, record.text, (*here, "text"), prefix, prose_blocks + 1)
                prose_blocks += len(blocks)
                found += blocks
            case BoxBlock():
                found.append(_box(context, entry, record, here))
            case SectionBlock():
                id = f"{prefix}.{record.section}"
                title = _title(context, entry, record.title, (*here, "title"))
                if level == MAX_LEVEL:
                    context.problem(
                        codes.NESTED_TOO_DEEP,
                        "this section stands inside too many others",
                        entry.origin(*here),
                        "write it with fewer levels",
                    )
                inner = _blocks(context, entry, record.blocks, (*here, "blocks"), id, level + 1)
                if not _goes_to_the_end(context, entry.record, record):
                    tables = any(
                        isinstance(one, Table) or (isinstance(one, Section) and one.landscape) for one in inner
                    )
                    lying = entry.record.landscape and tables
                    found.append(Section(id, level + 1, title, inner, "section", lying, origin=entry.origin(*here)))
            case RecommendationsBlock():
                once = list_once(context, entry, (*here, "recommendations"), record.recommendations, "r")
                if entry.record.id in context.moved:
                    context.gathered.extend((id, entry.origin(*here)) for id in once)
                elif box := recommendations.assemble_recommendations_box(
                    context, once, entry.origin(*here), f"{prefix}.recommendations"
                ):
                    found.append(box)
            case PictureBlock():
                from generator.paper.assemble.pictures import assemble_picture  # most papers have none

                number = 1 + sum(isinstance(block, Picture) for block in found)
                if drawn := assemble_picture(context, record, f"{prefix}.picture.{number}", entry.origin(*here)):
                    found.append(drawn)
            case _:
                found += assemble_from_records(context, entry, record, here, prefix, level)
        if len(context.problems) == problems and entry.record.id not in context.moved:
            tell_silence(context, record, found[printed:], entry.origin(*here))
    return tuple(found)


def _title(context: Context, entry: Entry[SectionProse], text: Text, path: PathInRecord) -> tuple[Run, ...]:
    return (Run(_said(context, entry, text, path) or "", origin=entry.origin(*path)),)


def _said(context: Context, entry: Entry[SectionProse], text: Text, path: PathInRecord) -> str | None:
    """Return the words of a text in the paper's language; None after saying that they are missing."""
    words = say(context, text)
    if words is None:
        lang = context.edition.lang
        context.problem(
            codes.MISSING_TRANSLATION,
            f"this text is missing in `{lang}`",
            entry.origin(*path),
            f"add a line `{lang}: …`",
        )
    return words


def _prose(
    context: Context, entry: Entry[SectionProse], text: Text, path: PathInRecord, prefix: BlockId, start: int = 1
) -> tuple[Block, ...]:
    words = _said(context, entry, text, path)
    if words is None:
        return ()
    where = path if isinstance(text, str) else (*path, context.edition.lang)
    return assemble_prose(context, words, locate_text(context, entry.file, entry.origin(*where), words), prefix, start)


def _box(context: Context, entry: Entry[SectionProse], record: BoxBlock, path: PathInRecord) -> Box:
    id = f"box.{record.box}"
    blocks: list[Block] = []
    if lead := say(context, record.lead):
        place = locate_text(context, entry.file, entry.origin(*path, "lead"), lead)
        blocks.append(assemble_paragraph(context, lead, place, f"{id}.lead", "lead", strong=True))
    blocks += _prose(context, entry, record.text, (*path, "text"), id)
    title = _title(context, entry, record.title, (*path, "title"))
    return Box(id, record.kind, title, tuple(blocks), entry.origin(*path))
