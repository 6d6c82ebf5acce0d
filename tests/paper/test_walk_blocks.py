"""Ways through a document that leave out what can't be there find what `walk` finds."""

from __future__ import annotations

from pathlib import Path

from generator.paper.document import (
    Box,
    ItemList,
    Paragraph,
    Picture,
    Run,
    Section,
    Table,
    find_headings,
    find_pictures,
    walk,
)
from generator.paper.document.walks import find_leaves_of_blocks, walk_blocks
from tests.support.long_lists import write_long_list
from tests.support.workspaces import built, write

KINDS = (Section, Box, ItemList, Table, Picture)


def test_outside_of_tables_and_pictures_nothing_is_left_out(tmp_path: Path) -> None:
    for root in (write(tmp_path / "a"), write_long_list(tmp_path / "b", 3, style=False)):
        document = built(root)
        whole = [part for part, _ in walk(document.sections)]
        for kind in KINDS:
            found = [part for part in whole if isinstance(part, kind)]
            assert found == [part for part in walk_blocks(document.sections) if isinstance(part, kind)]
        assert [*find_headings(document)] == [part for part in whole if isinstance(part, Section | Box)]
        assert [*find_pictures(document.sections)] == [part for part in whole if isinstance(part, Picture)]


def test_words_are_those_of_all_parts_in_order(tmp_path: Path) -> None:
    for root in (write(tmp_path / "a"), write_long_list(tmp_path / "b", 3, style=False)):
        document = built(root)
        found = []
        for part, _ in walk(document.sections):
            match part:
                case Paragraph():
                    found.append((part.id, part.inlines))
                case Section() | Box():
                    found.append((part.id, part.title))
                case Picture():
                    found.append((part.id, (Run(part.alt, origin=part.origin),)))
        assert [*find_leaves_of_blocks(document.sections)] == found
