"""The lists of people in a document as rows, for formats that know nothing but rows: a row a person, words as in the
tables, and what the row says to programs.

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
from generator.records.case_rows import sort_columns

_UNKNOWN = 0.06
"""Share of the width for a column of which nothing is known of anybody, which no table has."""


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A source of a person: its words, its address and its id; empty where there is none, or none is told."""

    words: str
    address: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A row: its words by column, its sources, the words for the list in which it stands, its values for programs."""

    words: Mapping[str, str]
    sources: tuple[ListedSource, ...]
    category: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lists:
    """`columns` are (key, words of the head, share of the width) in the order of the tables; a person has no words for
    a column that stands in other tables only. `keys` are the columns for programs; none where no row has values, as in
    a paper that was issued before there were any."""

    columns: tuple[tuple[str, str, float], ...]
    people: tuple[ListedPerson, ...]
    keys: tuple[str, ...]


def collect_lists(document: Document) -> Lists:
    """Return the people of all lists of the document, in order."""
    tables = list(find_lists(document.sections))
    several = len(tables) > 1
    columns: list[tuple[str, str, float]] = []
    for table in tables:
        shares = {column.key: column.width for column in table.columns}
        here = [(key, head, shares.get(key, _UNKNOWN)) for key, head, _ in list_cells(document, table, table.head[0])]
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
            values = dict(row.values)
            people.append(ListedPerson(told, _list_sources(cells.get("sources"), values), caption, values))
    keys = sort_columns(key for person in people for key in person.values) if any(p.values for p in people) else ()
    return Lists(tuple(columns), tuple(people), tuple(keys))


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
    """Return the columns with those of one more table: a new one stands before the one that follows it there, as wide
    beside the others as it is in its own table, which may have fewer."""
    merged = list(columns)
    both = {key: share for key, _, share in columns} if columns else {}
    theirs = sum(share for key, _, share in more if key in both and share != _UNKNOWN)
    ours = sum(both[key] for key, _, share in more if key in both and share != _UNKNOWN)
    for n, (key, head, share) in enumerate(more):
        known = [one for one, *_ in merged]
        if key not in known:
            following = next((known.index(one) for one, *_ in more[n + 1 :] if one in known), len(known))
            fitting = share * ours / theirs if theirs and share != _UNKNOWN else share
            merged.insert(following, (key, head, fitting))
    return merged


def _words(document: Document, cell: Cell | None) -> str:
    if cell is None or is_unknown(cell):
        return document.labels["unknown"]
    return "\n".join(join_inlines(paragraph.inlines) for paragraph in cell.blocks)


def _list_sources(cell: Cell | None, values: Mapping[str, str]) -> tuple[ListedSource, ...]:
    """Return the sources of a cell, each with its id where the row tells the ids of all of them."""
    found = tuple(_sources(cell)) if cell else ()
    ids = values.get("as_of.sources", "").split()
    ids = ids if len(ids) == len(found) else [""] * len(found)
    return tuple(ListedSource(words, address, id) for (words, address), id in zip(found, ids, strict=True))


def _sources(cell: Cell) -> Iterator[tuple[str, str]]:
    for paragraph in cell.blocks:
        for inline in paragraph.inlines:
            if isinstance(inline, Link):
                yield join_inlines((inline,)), inline.url
            elif not isinstance(inline, Label) and not _is_separator(inline):  # a label says that none is known
                yield join_inlines((inline,)), ""


def _is_separator(inline: Inline) -> bool:
    return isinstance(inline, Run) and inline.text == SOURCE_SEPARATOR
