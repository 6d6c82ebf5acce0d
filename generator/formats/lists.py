"""The lists of people in a document as rows, for formats that know nothing but rows: a row a person, words as in the
tables.

In: a numbered Document. Out: columns and rows. Where there are several lists, each row says in a column of its own
which it is from, in the words of the headings around it in the annex and of the table's caption. What is not known is
said in words in each cell, and no column is left out for it: rows are sorted, filtered and joined with those of other
lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.paper.document import (
    SOURCE_SEPARATOR,
    BlockId,
    Cell,
    Document,
    Inline,
    Label,
    Link,
    Run,
    Section,
    Table,
    find_lists,
    is_unknown,
    join_inlines,
    list_cells,
    walk,
)


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A row: its words by column, and its sources as (words, address); the address is empty where there is none."""

    words: Mapping[str, str]
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Lists:
    """`columns` are (key, words of the head, share of the width) in the order of the tables; a person has no words for
    a column that stands in other tables only."""

    columns: tuple[tuple[str, str, float], ...]
    people: tuple[ListedPerson, ...]


def collect_lists(document: Document) -> Lists:
    """Return the people of all lists of the document, in order."""
    tables = list(find_lists(document.sections))
    several = len(tables) > 1
    columns: list[tuple[str, str, float]] = []
    for table in tables:
        shares = {column.key: column.width for column in table.columns}
        here = [
            (key, head, shares.get(key, 1 / len(shares))) for key, head, _ in list_cells(document, table, table.head[0])
        ]
        columns = _merged(columns, here)
    if several:
        columns.insert(1, ("list", document.labels["column_list"], 0.1))
    people = []
    categories = _name_categories(document)
    for table in tables:
        caption = categories[table.id]
        for row in table.body:
            cells = {key: cell for key, _, cell in list_cells(document, table, row)}
            told = {key: _words(document, cell) for key, cell in cells.items()}
            told |= {"list": caption} if several else {}
            sources = cells.get("sources")
            people.append(ListedPerson(told, tuple(_sources(sources)) if sources else ()))
    return Lists(tuple(columns), tuple(people))


def _name_categories(document: Document) -> dict[BlockId, str]:
    """Return by the id of each list what it is of: the headings around it within its annex, and its caption."""
    found = {}
    for part, around in walk(document.sections):
        if isinstance(part, Table):
            titles = [join_inlines(one.title) for one in around if isinstance(one, Section)][1:]
            caption = [join_inlines(part.caption.inlines)] if part.caption else []
            words, *more = [*titles, *caption] or [""]
            for inner in more:
                words = document.labels["list_group"].format(list=words, group=inner)
            found[part.id] = words
    return found


def _merged(columns: list[tuple[str, str, float]], more: list[tuple[str, str, float]]) -> list[tuple[str, str, float]]:
    """Return the columns with those of one more table: a new one stands before the one that follows it there."""
    merged = list(columns)
    for n, column in enumerate(more):
        known = [key for key, *_ in merged]
        if column[0] not in known:
            following = next((known.index(key) for key, *_ in more[n + 1 :] if key in known), len(known))
            merged.insert(following, column)
    return merged


def _words(document: Document, cell: Cell | None) -> str:
    if cell is None or is_unknown(cell):
        return document.labels["unknown"]
    return "\n".join(join_inlines(paragraph.inlines) for paragraph in cell.blocks)


def _sources(cell: Cell) -> Iterator[tuple[str, str]]:
    for paragraph in cell.blocks:
        for inline in paragraph.inlines:
            if isinstance(inline, Link):
                yield join_inlines((inline,)), inline.url
            elif not isinstance(inline, Label) and not _is_separator(inline):  # a label says that none is known
                yield join_inlines((inline,)), ""


def _is_separator(inline: Inline) -> bool:
    return isinstance(inline, Run) and inline.text == SOURCE_SEPARATOR
