"""The words of a document as plain values: sections with their parts, sentence by sentence, and tables by row.

In: a numbered Document. Out: lists and objects of JSON. What is derived from records is told with the records:
recommendations, lines of facts, the cover.
"""

from __future__ import annotations

from typing import Any

from generator.base.text.sentence_ends import find_sentence_starts
from generator.paper.document import (
    Block,
    BlockId,
    Box,
    Cell,
    Document,
    Inline,
    ItemList,
    Link,
    NoteCall,
    Paragraph,
    Picture,
    Section,
    Table,
    is_told_by_rows,
    is_unknown,
    join_inlines,
    list_cells,
    say_cell_in_words,
    walk,
)

_TOLD_ELSEWHERE = frozenset({"facts", "addressee"})


def list_prose(document: Document) -> list[dict[str, Any]]:
    """Return the sections and boxes in order of reading, each with the id of what it stands in, its title and its
    parts."""
    found: list[dict[str, Any]] = []

    def unit(block: Section | Box, around: BlockId | None) -> None:
        if isinstance(block, Box) and block.kind == "recommendations":
            return
        own: dict[str, Any] = {"id": block.id, "kind": block.kind} | ({"in": around} if around else {})
        own |= {"title": join_inlines(block.title), "parts": []}
        found.append(own)
        inside(block.blocks, own["parts"], "paragraph", block.id)

    def inside(blocks: tuple[Block | Section, ...], parts: list[Any], kind: str, around: BlockId) -> None:
        for block in blocks:
            match block:
                case Section() | Box():
                    unit(block, around)
                case ItemList() if block.kind != "recommendations":
                    for item in block.items:
                        inside(item.blocks, parts, "item", around)
                case Paragraph() if block.role not in _TOLD_ELSEWHERE and not is_told_by_rows(block):
                    role = kind if block.role == "body" else block.role
                    parts.append({"kind": role, "sentences": split_sentences(document, block.inlines)})
                case Picture():
                    parts += [
                        {"kind": "paragraph", "sentences": split_sentences(document, one.inlines)}
                        for one in (block.caption, block.source)
                        if one
                    ]

    for section in document.sections:
        unit(section, None)
    return found


def list_tables(document: Document) -> list[dict[str, Any]]:
    """Return the tables, each with its rows: what a row is about, and its cells by column; without the number of a
    row."""
    found: list[dict[str, Any]] = []
    for table, around in walk(document.sections):
        if not isinstance(table, Table):
            continue
        heading = next((one for one in reversed(around) if isinstance(one, Section | Box)), None)
        title = join_inlines(table.caption.inlines if table.caption else heading.title if heading else ())
        rows = []
        for row in table.body:
            # in words, of columns that were left out, too: they and marks come and go with what is known of others
            cells = {
                head: say_cell_in_words(document, cell).strip()
                for key, head, cell in list_cells(document, table, row)
                if key not in ("number", "sources") and not _is_silent(key, cell)
            }
            rows.append({"id": row.id.removeprefix(f"{table.id}."), "cells": cells})
        found.append({"id": table.id, "title": title, "rows": rows})
    return found


def _is_silent(key: str, cell: Cell | None) -> bool:
    """Tell whether a cell says that nothing is known, in a column that stands only where of somebody something is: the
    column comes and goes with others, and nothing has changed for this person."""
    return key == "recognised" and (cell is None or is_unknown(cell))


def extract_recommendations(document: Document) -> list[str]:
    """Return the ids of the recommendations in the order of the paper."""
    return [id.removeprefix("r.") for id in document.numbers.recommendations]


# ── sentences ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def split_sentences(document: Document, inlines: tuple[Inline, ...]) -> list[dict[str, Any]]:
    """Return the sentences of a part, each with the words of its notes."""
    text = ""
    calls: list[tuple[int, str]] = []
    for inline in inlines:
        if isinstance(inline, NoteCall):
            calls.append((len(text), " ".join(join_inlines(document.notes[inline.note].in_full()).split())))
            continue
        said = join_inlines((inline,))
        text += f"{said} <{inline.url}>" if isinstance(inline, Link) and said != inline.url else said
    found: list[dict[str, Any]] = []
    begin = 0
    for end in (*find_sentence_starts(text), len(text)):
        said = " ".join(text[begin:end].split())
        notes = [note for at, note in calls if begin < at <= end or (begin == at == 0)]
        if said or notes:
            found.append({"text": said} | ({"notes": notes} if notes else {}))
        begin = end
    return found
