"""The annex of prisoners as a paper of its own, cut out of the whole: the same words, and nothing that leads outside
it.

In: an assembled Document. Out: a Document of its cover and the sections that hold a list of people, without numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from generator.paper.document import (
    Block,
    BlockId,
    Box,
    Document,
    Inline,
    ItemList,
    Label,
    Mention,
    Numbers,
    Paragraph,
    Picture,
    Reference,
    Row,
    Run,
    Section,
    Table,
    calls,
    leaves_of,
    lists,
    words,
)
from generator.records.schema import SectionProse
from generator.records.schema.editions import BlockRecord, PrisonersBlock, SectionBlock

Change = Callable[[tuple[Inline, ...]], tuple[Inline, ...]]


def rearranged(section: SectionProse, asked: Mapping[str, str]) -> SectionProse:
    """Return the section with its lists of prisoners grouped and sorted as asked (`group_by`, `sort_by`)."""

    def inside(blocks: Iterable[BlockRecord]) -> tuple[BlockRecord, ...]:
        return tuple(
            (
                block.model_copy(update=asked)
                if isinstance(block, PrisonersBlock)
                else (
                    block.model_copy(update={"blocks": inside(block.blocks)})
                    if isinstance(block, SectionBlock)
                    else block
                )
            )
            for block in blocks
        )

    return section.model_copy(update={"blocks": inside(section.blocks)})


def alone(document: Document) -> Document | None:
    """Return the paper of the sections that hold a list of people: their title is its title, and the cover says which
    paper they belong to. None where there is no list, or nobody in it whom this audience may see."""
    kept = tuple(section for section in document.sections if next(lists((section,)), None))
    if not kept:
        return None
    there = _places(kept)

    def inside(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(part for inline in inlines for part in _loosened(inline, there))

    kept = tuple(_section(section, inside) for section in kept)
    called = [call.note for _, inlines in leaves_of(kept) for call in calls(inlines)]
    notes = {id: replace(document.notes[id], inlines=inside(document.notes[id].inlines)) for id in called}
    title = document.labels["comma"].join(words(section.title) for section in kept)
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


def _places(sections: tuple[Section, ...]) -> set[BlockId]:
    """Return the ids to which words may lead: sections, boxes, and everything that has words."""
    found = {id for id, _ in leaves_of(sections)}

    def inside(blocks: Iterable[Block | Section]) -> None:
        for block in blocks:
            found.add(block.id)
            if isinstance(block, Section | Box):
                inside(block.blocks)
            elif isinstance(block, ItemList):
                for item in block.items:
                    found.add(item.id)
                    inside(item.blocks)

    inside(sections)
    return found


def _loosened(inline: Inline, there: set[BlockId]) -> tuple[Inline, ...]:
    """Return an inline that leads to nothing that is not there."""
    match inline:
        case Mention(target=target) if target not in there:
            return (replace(inline, target=None),)
        case Reference(target=target, runs=runs) if target not in there:
            return runs
    return (inline,)


def _section(section: Section, change: Change) -> Section:
    inner = (_section(b, change) if isinstance(b, Section) else _block(b, change) for b in section.blocks)
    return replace(section, title=change(section.title), blocks=tuple(inner))


def _block(block: Block, change: Change) -> Block:
    match block:
        case Paragraph():
            return _paragraph(block, change)
        case Box():
            return replace(block, title=change(block.title), blocks=tuple(_block(b, change) for b in block.blocks))
        case ItemList():
            items = (replace(item, blocks=tuple(_block(b, change) for b in item.blocks)) for item in block.items)
            return replace(block, items=tuple(items))
        case Table():
            caption = _paragraph(block.caption, change) if block.caption else None
            return replace(block, caption=caption, head=_rows(block.head, change), body=_rows(block.body, change))
        case Picture():
            return replace(block, caption=_paragraph(block.caption, change)) if block.caption else block


def _rows(rows: tuple[Row, ...], change: Change) -> tuple[Row, ...]:
    return tuple(
        replace(
            row,
            cells=tuple(replace(cell, blocks=tuple(_paragraph(p, change) for p in cell.blocks)) for cell in row.cells),
        )
        for row in rows
    )


def _paragraph(paragraph: Paragraph, change: Change) -> Paragraph:
    return replace(paragraph, inlines=change(paragraph.inlines))
