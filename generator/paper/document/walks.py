"""Ways through a document, in order of reading: its headings, everything that has words, pictures, lists."""

from __future__ import annotations

from collections.abc import Iterator

from generator.paper.document.model import (
    Block,
    BlockId,
    Box,
    Document,
    Inline,
    ItemList,
    Label,
    Link,
    Mention,
    NoteCall,
    Paragraph,
    Picture,
    Reference,
    Run,
    Section,
    Table,
)


def headings(document: Document) -> Iterator[Section | Box]:
    """Yield every section and box in order of reading."""

    def inside(blocks: tuple[Block | Section, ...]) -> Iterator[Section | Box]:
        for block in blocks:
            if isinstance(block, Section | Box):
                yield block
                yield from inside(block.blocks)
            elif isinstance(block, ItemList):
                for item in block.items:
                    yield from inside(item.blocks)

    return inside(document.sections)


def leaves(document: Document) -> Iterator[tuple[BlockId, tuple[Inline, ...]]]:
    """Yield (id, inlines) of everything that has words of its own, in order of reading: cover lines, titles of
    sections and boxes, paragraphs, captions, cells' paragraphs, what pictures show. Notes are not among them."""
    for line in document.cover.paragraphs():
        yield line.id, line.inlines
    yield from leaves_of(document.sections)


def leaves_of(blocks: tuple[Block | Section, ...]) -> Iterator[tuple[BlockId, tuple[Inline, ...]]]:
    """Yield (id, inlines) of everything in `blocks` that has words of its own, in order of reading."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block.id, block.inlines
            case Section() | Box():
                yield block.id, block.title
                yield from leaves_of(block.blocks)
            case ItemList():
                for item in block.items:
                    yield from leaves_of(item.blocks)
            case Table():
                if block.caption:
                    yield block.caption.id, block.caption.inlines
                for row in (*block.head, *block.body):
                    for cell in row.cells:
                        yield from leaves_of(cell.blocks)
            case Picture():
                yield block.id, (Run(block.alt, origin=block.origin),)
                if block.caption:
                    yield block.caption.id, block.caption.inlines


def pictures(blocks: tuple[Block | Section, ...]) -> Iterator[Picture]:
    """Yield every picture in `blocks`, in order of reading."""
    for block in blocks:
        match block:
            case Picture():
                yield block
            case Section() | Box():
                yield from pictures(block.blocks)
            case ItemList():
                for item in block.items:
                    yield from pictures(item.blocks)


def lists(blocks: tuple[Block | Section, ...]) -> Iterator[Table]:
    """Yield the lists of people in `blocks`, in order: the tables whose first column numbers their rows."""
    for block in blocks:
        if isinstance(block, Section):
            yield from lists(block.blocks)
        elif isinstance(block, Table) and block.head and block.columns[0].key == "number":
            yield block


def words(inlines: tuple[Inline, ...]) -> str:
    """Return the words of the inlines as plain text; a note call has none."""
    parts = []
    for inline in inlines:
        match inline:
            case Run() | Label():
                parts.append(inline.text)
            case Link() | Mention() | Reference():
                parts.extend(run.text for run in inline.runs)
    return "".join(parts)


def calls(inlines: tuple[Inline, ...]) -> Iterator[NoteCall]:
    """Yield the note calls among the inlines, in order."""
    return (inline for inline in inlines if isinstance(inline, NoteCall))
