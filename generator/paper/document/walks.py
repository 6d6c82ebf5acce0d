"""Ways through a document, in order of reading: one walk of all its parts, and what is picked on it.

In: a document, or some of its blocks. Out: headings, pictures, lists of people, everything that has words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from operator import is_
from typing import Any

from generator.base.diagnostics import Origin
from generator.paper.document.inlines import BlockId, Inline, Label, Link, Mention, NoteCall, Reference, Run
from generator.paper.document.model import (
    INDEX_LETTER,
    UNKNOWN_MARK,
    Block,
    Box,
    Cell,
    Document,
    ItemList,
    ListItem,
    Paragraph,
    Picture,
    Row,
    Section,
    Table,
)

Part = Section | Block | ListItem | Row | Cell
"""What stands in a document and has an id."""

Around = tuple[Part, ...]
"""The parts in which a part stands, from the outside in."""

Change = Callable[[tuple[Inline, ...]], tuple[Inline, ...]]

_LETTERS_OF_A_LEAF = 100


# ── parts ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def walk(parts: Iterable[Part]) -> Iterator[tuple[Part, Around]]:
    """Yield the parts and everything in them that has an id, in order of reading, each with what stands around it."""
    left: list[tuple[Part, Around]] = [(part, ()) for part in reversed(tuple(parts))]
    while left:
        part, around = left.pop()
        if isinstance(part, Paragraph):  # as two of three are
            yield part, around
            continue
        if isinstance(part, Picture) and part.caption:  # the only part of which something stands before it
            yield part.caption, (*around, part)
            left.extend((one, (*around, part)) for one in [part.source] if one)
            yield part, around
            continue
        yield part, around
        if isinstance(part, Row):
            around = (*around, part)
            for cell in part.cells:
                yield cell, around
                within = (*around, cell)
                for paragraph in cell.blocks:
                    yield paragraph, within
        elif inner := list_children(part):
            around = (*around, part)
            left.extend([(one, around) for one in reversed(inner)])


def walk_blocks(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts as `walk` does, without what stands inside tables and pictures, where there are rows, cells and
    paragraphs alone: of a long list that is nearly all."""
    left = [*parts][::-1]
    while left:
        part = left.pop()
        yield part
        if isinstance(part, Section | Box | ListItem):
            left.extend(part.blocks[::-1])
        elif isinstance(part, ItemList):
            left.extend(part.items[::-1])


def list_children(part: Part) -> tuple[Part, ...]:
    """Return the parts that stand right inside a part, in order of reading."""
    match part:
        case Section() | Box() | ListItem() | Cell():
            return part.blocks
        case ItemList():
            return part.items
        case Table():
            return (*((part.caption,) if part.caption else ()), *part.head, *part.body)
        case Row():
            return part.cells
        case Picture():
            return tuple(one for one in (part.caption, part.source) if one)
    return ()


def find_section(around: Around) -> Section | None:
    """Return the innermost section among what stands around a part."""
    return next((one for one in reversed(around) if isinstance(one, Section)), None)


def find_origin(part: Part, around: Around) -> Origin | None:
    """Return from where a part comes: its own place, or that of what stands around it."""
    return next((place for one in (part, *reversed(around)) if (place := getattr(one, "origin", None))), None)


def find_headings(document: Document) -> Iterator[Section | Box]:
    """Yield every section and box in order of reading."""
    return (part for part in walk_blocks(document.sections) if isinstance(part, Section | Box))


def find_pictures(blocks: Iterable[Block | Section]) -> Iterator[Picture]:
    """Yield every picture in `blocks`, in order of reading."""
    return (part for part in walk_blocks(blocks) if isinstance(part, Picture))


def find_lists(blocks: Iterable[Block | Section]) -> Iterator[Table]:
    """Yield the lists of people in `blocks`, in order: the tables whose first column numbers their rows."""
    for part in walk_blocks(blocks):
        if isinstance(part, Table) and part.head and is_list_of_people(part):
            yield part


def is_list_of_people(table: Table) -> bool:
    """Tell whether a table is a list of people: its first column numbers its rows."""
    return table.columns[0].key == "number"


def is_unknown(cell: Cell) -> bool:
    """Tell whether a cell says no more than that something is not known: in words, or by the mark for it."""
    said = False
    for paragraph in cell.blocks:  # no generators: it is asked of every cell of long lists
        for one in paragraph.inlines:
            if not isinstance(one, Label) or one.key not in ("unknown", UNKNOWN_MARK):
                return False
            said = True
    return said


def is_told_by_rows(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph says what the rows of tables tell: the line below them that says what is not known in
    them, or a line of the index that says who stands in them."""
    said = paragraph.inlines
    if said and isinstance(said[0], Label) and said[0].key == INDEX_LETTER:
        return True
    return all(isinstance(one, Label) and one.key in ("unknown_means", "unknown_columns") for one in said)


def list_cells(document: Document, table: Table, row: Row) -> Iterator[tuple[str, str, Cell | None]]:
    """Yield (key, head, cell) of a row, in order of the columns; of a column that was left out, because of nobody
    anything is known there, with no cell."""
    heads = {
        column.key: " ".join(join_inlines(paragraph.inlines) for paragraph in cell.blocks)
        for column, cell in zip(table.columns, table.head[0].cells, strict=True)
    }
    cells = {column.key: cell for column, cell in zip(table.columns, row.cells, strict=True)}
    for key in table.all_columns or heads:
        yield key, heads[key] if key in heads else document.labels[f"column_{key}"], cells.get(key)


def say_cell_in_words(document: Document, cell: Cell | None) -> str:
    """Return the words of a cell, its paragraphs with blanks between; where it has a mark for what is not known, or
    was left out for that, the words for it."""
    if cell is None or is_unknown(cell):
        return document.labels["unknown"]
    return " ".join(join_inlines(paragraph.inlines) for paragraph in cell.blocks)


# ── words ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def find_leaves(document: Document) -> Iterator[tuple[BlockId, tuple[Inline, ...]]]:
    """Yield (id, inlines) of everything that has words of its own, in order of reading: cover lines, titles of
    sections and boxes, paragraphs, captions, cells' paragraphs, what pictures show. Notes are not among them."""
    for line in document.cover.paragraphs():
        yield line.id, line.inlines
    yield from find_leaves_of_blocks(document.sections)


def find_leaves_of_blocks(blocks: Iterable[Block | Section]) -> Iterator[tuple[BlockId, tuple[Inline, ...]]]:
    """Yield (id, inlines) of everything in `blocks` that has words of its own, in order of reading."""
    left = list[Part](blocks)
    left.reverse()
    while left:
        part = left.pop()
        if isinstance(part, Row):  # as most are of a long list: cells hold paragraphs alone
            for cell in part.cells:
                for paragraph in cell.blocks:
                    yield paragraph.id, paragraph.inlines
            continue
        match part:
            case Paragraph():
                yield part.id, part.inlines
                continue
            case Section() | Box():
                yield part.id, part.title
            case Picture():
                if part.caption:
                    yield part.caption.id, part.caption.inlines
                yield part.id, (Run(part.alt, origin=part.origin),)
                if part.source:
                    yield part.source.id, part.source.inlines
                continue
        left.extend(reversed(list_children(part)))


def change_inlines(section: Section, change: Change) -> Section:
    """Return the section with `change` made of the inlines of each of its titles and paragraphs."""

    def anew(part: Any) -> Any:
        match part:
            case Paragraph():
                return put(part, inlines=change(part.inlines))
            case Section() | Box():
                return put(part, title=change(part.title), blocks=each(part.blocks))
            case ListItem() | Cell():
                return put(part, blocks=each(part.blocks))
            case ItemList():
                return put(part, items=each(part.items))
            case Row():
                return put(part, cells=each(part.cells))
            case Table():
                caption = anew(part.caption)
                return put(part, caption=caption, head=each(part.head), body=each(part.body))
            case Picture():
                return put(part, caption=anew(part.caption), source=anew(part.source))
        return part

    def put(part: Any, **made: Any) -> Any:
        """Return the part with what was made of it; itself where that is what it has, as in most of a long list."""
        for key, one in made.items():  # no generator: it is asked of every paragraph and cell
            if getattr(part, key) is not one:
                return replace(part, **made)
        return part

    def each(parts: tuple[Any, ...]) -> tuple[Any, ...]:
        made = tuple(map(anew, parts))
        return parts if all(map(is_, made, parts)) else made

    made: Section = anew(section)
    return made


def join_inlines(inlines: tuple[Inline, ...]) -> str:
    """Return the words of the inlines as plain text; a note call has none."""
    parts = []
    for inline in inlines:
        match inline:
            case Run() | Label():
                parts.append(inline.text)
            case Link() | Mention() | Reference():
                parts.extend(run.text for run in inline.runs)
    return "".join(parts)


def measure_work(document: Document) -> int:
    """Return how much work a document is for whoever writes it: the letters of its words and notes, where each
    paragraph, cell and note is as much as a hundred letters."""
    leaves = [inlines for _, inlines in find_leaves(document)]
    notes = [note.inlines for note in document.notes.values()]
    return sum(_LETTERS_OF_A_LEAF + len(join_inlines(inlines)) for inlines in (*leaves, *notes))


def find_calls(inlines: tuple[Inline, ...]) -> Iterator[NoteCall]:
    """Yield the note calls among the inlines, in order."""
    return (inline for inline in inlines if isinstance(inline, NoteCall))
