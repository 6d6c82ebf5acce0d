"""What is not known in tables: a mark instead of the same words in cell after cell, explained once below the table.

In: the sections of a paper, whose tables say in cells that something is not known. Out: the same with a mark in those
cells; in lists of people without the columns that say it of everybody; and a line below that tells both. Tables that
stand together and have the same columns count as one: they lose the same columns and have one line, below the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.paper.document import (
    UNKNOWN_MARK,
    Block,
    Box,
    Cell,
    Inline,
    ItemList,
    Label,
    ListItem,
    Paragraph,
    Row,
    Section,
    Table,
    is_list_of_people,
    is_unknown,
    join_inlines,
)
from generator.paper.document.settled import put_inside

_FEWEST = 2
"""A cell that says it alone says it in words: a mark would need a line that explains it."""

_Keys = tuple[str, ...]


def mark_unknown(sections: Iterable[Section], labels: Mapping[str, str]) -> tuple[Section, ...]:
    """Return the sections, in whose tables a mark says what is not known; `labels` are the words of the style."""
    return tuple(put_inside(section, blocks=_mark_blocks(section.blocks, labels)) for section in sections)


def _mark_blocks(blocks: Iterable[Any], labels: Mapping[str, str]) -> tuple[Any, ...]:
    blocks = tuple(blocks)
    alike: dict[_Keys, list[Table]] = {}
    for block in blocks:
        if isinstance(block, Table) and block.head:
            alike.setdefault(_keys(block), []).append(block)
    found: list[Block | Section] = []
    for block in blocks:
        match block:
            case Table() if block.head:
                tables = alike[_keys(block)]
                left_out = frozenset(_find_empty_columns(tables))
                marked = _count_unknown(tables, left_out) >= _FEWEST
                found.append(_mark_table(block, left_out, labels[UNKNOWN_MARK] if marked else None))
                if block is tables[-1] and (line := _explain(tables, left_out, marked, labels)):
                    found.append(Paragraph(f"{block.id}.unknown", line, "remark", block.origin))
            case Section() | Box():
                found.append(put_inside(block, blocks=_mark_blocks(block.blocks, labels)))
            case ItemList():
                found.append(put_inside(block, items=tuple(_mark_item(item, labels) for item in block.items)))
            case _:
                found.append(block)
    return tuple(found)


def _mark_item(item: ListItem, labels: Mapping[str, str]) -> ListItem:
    return put_inside(item, blocks=_mark_blocks(item.blocks, labels))


def _keys(table: Table) -> _Keys:
    return tuple(column.key for column in table.columns)


def _find_empty_columns(tables: list[Table]) -> Iterator[str]:
    """Yield the keys of the columns of lists of people that say of nobody anything."""
    rows = [row for table in tables for row in table.body]
    if not rows or not is_list_of_people(tables[0]):
        return
    for n, key in enumerate(_keys(tables[0])):
        if all(is_unknown(row.cells[n]) for row in rows):
            yield key


def _count_unknown(tables: list[Table], left_out: frozenset[str]) -> int:
    kept = [n for n, column in enumerate(tables[0].columns) if column.key not in left_out]
    return sum(is_unknown(row.cells[n]) for table in tables for row in table.body for n in kept)


def _mark_table(table: Table, left_out: frozenset[str], mark: str | None) -> Table:
    """Return the table without those columns, and with the mark in place of words where there is one."""
    kept = [n for n, column in enumerate(table.columns) if column.key not in left_out]

    def shorten(row: Row) -> Row:
        return replace(row, cells=tuple(_mark_cell(row.cells[n], mark) if mark else row.cells[n] for n in kept))

    return replace(
        table,
        columns=tuple(table.columns[n] for n in kept),
        head=tuple(map(shorten, table.head)),
        body=tuple(map(shorten, table.body)),
        all_columns=_keys(table) if left_out else (),
    )


def _mark_cell(cell: Cell, mark: str) -> Cell:
    if not is_unknown(cell):
        return cell
    return replace(cell, blocks=(replace(cell.blocks[0], inlines=(Label(UNKNOWN_MARK, mark),)),))


def _explain(
    tables: list[Table], left_out: frozenset[str], marked: bool, labels: Mapping[str, str]
) -> tuple[Inline, ...]:
    """Return the line below tables: what the mark means where it stands in them, and which columns were left out."""
    said = []
    if marked:
        said.append(labels["unknown_means"].format(mark=labels[UNKNOWN_MARK], words=labels["unknown"]))
    if left_out:
        heads = [
            " ".join(join_inlines(paragraph.inlines) for paragraph in tables[0].head[-1].cells[n].blocks)
            for n, column in enumerate(tables[0].columns)
            if column.key in left_out
        ]
        said.append(labels["unknown_columns"].format(columns=labels["comma"].join(f"“{head}”" for head in heads)))
    # one label, so that it is plain to all readers that it asserts nothing of its own
    return (Label("unknown_columns" if left_out else "unknown_means", " ".join(said)),) if said else ()
