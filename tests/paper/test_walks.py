"""Each way through a document passes by everything that it looks for, in order of reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.paper.document import (
    Box,
    Cell,
    Column,
    ItemList,
    ListItem,
    Paragraph,
    Picture,
    Row,
    Run,
    Section,
    Table,
    find_leaves_of_blocks,
    find_lists,
    find_pictures,
    walk,
)
from generator.paper.document.walks import Around, Part, list_children, walk_blocks

PARAGRAPHS = st.builds(lambda words: Paragraph("p", (Run(words),)), st.sampled_from("abc"))
CELLS = st.builds(lambda blocks: Cell("c", tuple(blocks)), st.lists(PARAGRAPHS, min_size=1, max_size=2))
ROWS = st.lists(st.builds(lambda cells: Row("r", tuple(cells)), st.lists(CELLS, max_size=2)), max_size=2).map(tuple)
TABLES = st.builds(
    lambda key, head, body, caption: Table("t", (Column(key, 1.0),), head, body, caption),
    st.sampled_from(["number", "name"]),
    ROWS,
    ROWS,
    st.none() | PARAGRAPHS,
)
PICTURES = st.builds(
    lambda caption, source: Picture("i", None, b"", "alt", 1.0, 1.0, caption, source=source),
    st.none() | PARAGRAPHS,
    st.none() | PARAGRAPHS,
)


def hold(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    blocks = st.lists(inner, max_size=3).map(tuple)
    return (
        st.builds(lambda blocks: Box("b", "case", (Run("box"),), blocks), blocks)
        | st.builds(lambda blocks: Section("s", 1, (Run("section"),), blocks), blocks)
        | st.builds(lambda one, two: ItemList("l", (ListItem("i", one), ListItem("i", two))), blocks, blocks)
    )


BLOCKS = st.lists(st.recursive(PARAGRAPHS | TABLES | PICTURES, hold, max_leaves=8), max_size=3).map(tuple)


def walk_plainly(parts: Iterable[Part], around: Around = ()) -> Iterator[tuple[Part, Around]]:
    for part in parts:
        within = (*around, part)
        if isinstance(part, Picture) and part.caption:
            yield part.caption, within
            yield part, around
            yield from ((one, within) for one in [part.source] if one)
        else:
            yield part, around
            yield from walk_plainly(list_children(part), within)


def _own_words(part: Part) -> list[tuple[str, tuple[Any, ...]]]:
    if isinstance(part, Paragraph):
        return [(part.id, part.inlines)]
    if isinstance(part, Section | Box):
        return [(part.id, part.title)]
    return [(part.id, (Run(part.alt, origin=part.origin),))] if isinstance(part, Picture) else []


@given(BLOCKS)
def test_a_walk_passes_by_every_part(blocks: tuple[Any, ...]) -> None:
    whole = list(walk_plainly(blocks))
    assert list(walk(blocks)) == whole
    outside = [part for part, around in whole if not any(isinstance(one, Table | Picture) for one in around)]
    assert list(walk_blocks(blocks)) == outside
    assert list(find_pictures(blocks)) == [part for part, _ in whole if isinstance(part, Picture)]
    tables = [part for part, _ in whole if isinstance(part, Table)]
    assert list(find_lists(blocks)) == [one for one in tables if one.head and one.columns[0].key == "number"]
    assert list(find_leaves_of_blocks(blocks)) == [words for part, _ in whole for words in _own_words(part)]
