"""Blocks that are made of records alone: tables, lists, pages of asks. Nothing of them is typed in a section.

In: a block of a section's file, which names the records. Out: the blocks and sections of the document.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.paper.assemble.annex import assemble_prisoners
from generator.paper.assemble.annex_checks import check_prisoners
from generator.paper.assemble.asks import assemble_asks, assemble_people_to_name
from generator.paper.assemble.case_boxes import assemble_case_boxes
from generator.paper.assemble.changes_since import assemble_changes
from generator.paper.assemble.context import Context
from generator.paper.assemble.facts import find_case
from generator.paper.assemble.handover import assemble_handover
from generator.paper.assemble.legend import assemble_legend
from generator.paper.assemble.lists import split_by_standing
from generator.paper.assemble.not_named import say_not_named
from generator.paper.assemble.once import list_once
from generator.paper.assemble.places import locate_text
from generator.paper.assemble.profiles import assemble_grouped_profiles, assemble_profiles
from generator.paper.assemble.prose import assemble_paragraph
from generator.paper.assemble.rounds import assemble_rounds
from generator.paper.assemble.scorecard import assemble_scorecard
from generator.paper.assemble.standards import assemble_definition
from generator.paper.assemble.wording import say
from generator.paper.document import Block, BlockId, Paragraph, Section
from generator.records.load import Entry, PathInRecord
from generator.records.schema import SectionProse
from generator.records.schema.editions import (
    BlockRecord,
    CaseBoxesBlock,
    ChangesBlock,
    HandoverBlock,
    ScorecardBlock,
    SectionBlock,
)
from generator.records.schema.listed_blocks import (
    AsksBlock,
    DefinitionBlock,
    PrisonersBlock,
    ProfilesBlock,
    RoundsBlock,
    ToNameBlock,
)


def assemble_from_records(
    context: Context,
    entry: Entry[SectionProse],
    record: BlockRecord,
    here: PathInRecord,
    prefix: BlockId,
    level: int,
) -> Iterator[Block | Section]:
    """Yield what a block makes of records alone: nothing of it is typed in the section."""
    origin = entry.origin(*here)
    match record:
        case AsksBlock():
            yield from assemble_asks(context, entry, record, here, f"{prefix}.asks")
        case ToNameBlock():
            once = list_once(context, entry, (*here, "to_name"), record.to_name, f"{prefix}.to-name")
            yield from assemble_people_to_name(context, once, f"{prefix}.to-name", origin)
        case RoundsBlock():
            yield from assemble_rounds(context, f"{prefix}.rounds", origin)
        case DefinitionBlock():
            yield from assemble_definition(context, record.definition, f"{prefix}.definition")
        case PrisonersBlock():
            yield from _prisoners(context, entry, record, here, f"{prefix}.prisoners")
        case ChangesBlock():
            yield from assemble_changes(context, record.changes, f"{prefix}.changes", origin)
        case ScorecardBlock():
            id = f"{prefix}.scorecard"
            once = list_once(context, entry, (*here, "scorecard"), record.scorecard, id)
            yield from assemble_scorecard(context, record, once, id, origin)
        case ProfilesBlock():
            once = list_once(context, entry, (*here, "profiles"), record.profiles, "profile")
            if record.group_by == "lists":
                yield from assemble_grouped_profiles(context, once, level + 1, entry.record.id, f"{prefix}.profiles")
            else:
                yield from assemble_profiles(context, once, level + 1)
        case CaseBoxesBlock():
            once = list_once(context, entry, (*here, "case_boxes"), record.case_boxes, "profile")
            yield from assemble_case_boxes(context, once)
        case HandoverBlock():
            id = f"{prefix}.handover"
            once = list_once(context, entry, (*here, "handover"), record.handover, id)
            yield from assemble_handover(context, entry, record, once, id, origin)


def _list_headings(context: Context, entry: Entry[SectionProse], here: PathInRecord) -> tuple[str, ...]:
    """Return the headings of the subsections around a block, from the outside in."""
    found, blocks = [], entry.record.blocks
    for index in (step for step in here[:-1] if isinstance(step, int)):
        around = blocks[index]
        if isinstance(around, SectionBlock):
            found.append(say(context, around.title) or around.section)
            blocks = around.blocks
    return tuple(found)


def _prisoners(
    context: Context, entry: Entry[SectionProse], record: PrisonersBlock, here: PathInRecord, id: BlockId
) -> tuple[Block, ...]:
    """Return the tables of an annex's list of prisoners, and the remark below them."""
    once = list_once(context, entry, (*here, "prisoners"), record.prisoners, id)
    lists = split_by_standing(context, (case for name in once if (case := find_case(context, name))))
    found: list[Block] = [
        *assemble_prisoners(
            context, record, lists, id, entry.origin(*here), entry.record.id, _list_headings(context, entry, here)
        )
    ]
    if record.charges == "articles":
        found += assemble_legend(context, (one for cases in lists.values() for one in cases), id)
    check_prisoners(context, entry, record, here, lists)
    if remark := say(context, record.remark):
        place = locate_text(context, entry.file, entry.origin(*here, "remark"), remark)
        found.append(assemble_paragraph(context, remark, place, f"{id}.remark", role="remark"))
    if record.not_named and (words := say_not_named(context, entry, here)):
        found.append(Paragraph(f"{id}.not-named", (words,), "remark", entry.origin(*here)))
    return tuple(found)
