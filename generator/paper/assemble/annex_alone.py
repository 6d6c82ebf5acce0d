"""The annex of prisoners as a paper of its own, cut out of the whole: the same words, and nothing that leads outside
it.

In: an assembled Document. Out: a Document of its cover and the sections that hold a list of people, without numbers;
then with them, and with no contents where these would be shorter than a glance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.paper.document import (
    BlockId,
    Cell,
    Document,
    Inline,
    Label,
    Mention,
    Numbers,
    Reference,
    Row,
    Run,
    Section,
    change_inlines,
    find_calls,
    find_leaves_of_blocks,
    find_lists,
    join_inlines,
    walk,
)
from generator.paper.document.numbering import number
from generator.records.schema import SectionProse
from generator.records.schema.editions import BlockRecord
from generator.records.schema.listed_blocks import PrisonersBlock
from generator.records.schema.walks import change_blocks

_CONTENTS = 3
"""Lines of contents that are worth their room; fewer would keep the list off the first page, and tell nothing that is
not seen there."""


def rearrange(section: SectionProse, asked: Mapping[str, str]) -> SectionProse:
    """Return the section with its lists of prisoners grouped and sorted as asked (`group_by`, `sort_by`)."""

    def asked_for(block: BlockRecord) -> BlockRecord:
        return block.model_copy(update=asked) if isinstance(block, PrisonersBlock) else block

    return section.model_copy(update={"blocks": change_blocks(section.blocks, asked_for)})


def cut_out_annex(document: Document) -> Document | None:
    """Return the paper of the sections that hold a list of people: their title is its title, and the cover says which
    paper they belong to. None where there is no list, or nobody in it whom this audience may see."""
    kept = tuple(section for section in document.sections if next(find_lists((section,)), None))
    if not kept:
        return None
    there = _places(kept)

    def inside(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(part for inline in inlines for part in _loosened(inline, there))

    kept = tuple(change_inlines(section, inside) for section in kept)
    kept = (replace(kept[0], new_page=False, own_page=False), *kept[1:])
    called = [call.note for _, inlines in find_leaves_of_blocks(kept) for call in find_calls(inlines)]
    # in full, since what a short one leads to may be in the rest of the paper
    notes = {id: replace(document.notes[id], inlines=inside(document.notes[id].in_full()), full=()) for id in called}
    title = document.labels["comma"].join(join_inlines(section.title) for section in kept)
    paper = Label("annex_to", document.labels["annex_to"].format(title=document.properties.title))
    cover = document.cover
    properties = document.properties
    return replace(
        document,
        sections=kept,
        notes=notes,
        numbers=Numbers(),
        cover=replace(
            cover, kind=replace(cover.kind, inlines=(paper,)), title=replace(cover.title, inlines=(Run(title),))
        ),
        properties=replace(properties, title=title, subject=f"{paper.text}. {properties.subject}".rstrip(". ") + "."),
    )


def number_annex(annex: Document) -> Document:
    """Return the annex that was cut out with its numbers, and with contents only where they have three lines."""
    numbered = number(annex)
    if len(numbered.numbers.contents) >= _CONTENTS:
        return numbered
    return replace(numbered, numbers=replace(numbered.numbers, contents=()))


def _places(sections: tuple[Section, ...]) -> set[BlockId]:
    """Return the ids to which words may lead: sections, boxes, and everything that has words."""
    return {part.id for part, _ in walk(sections) if not isinstance(part, Row | Cell)}


def _loosened(inline: Inline, there: set[BlockId]) -> tuple[Inline, ...]:
    """Return an inline that leads to nothing that is not there."""
    match inline:
        case Mention(target=target) if target not in there:
            return (replace(inline, target=None),)
        case Reference(target=target, runs=runs) if target not in there:
            return runs
    return (inline,)
