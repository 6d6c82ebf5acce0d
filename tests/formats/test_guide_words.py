"""Rows and profiles of a long list have the words by which the running heads of its PDF say who stands first and last
on each page: test_long_list_pages.py reads these heads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.formats.html import write_html
from generator.paper.document import Document, Row, Section, find_lists, walk
from tests.support.documents import STYLE, sample
from tests.support.long_lists import write_long_list
from tests.support.workspaces import built


def guides(document: Document) -> list[str | None]:
    rows = [row for table in find_lists(document.sections) for row in table.body]
    found: list[Row | Section] = [*rows, *(one for one, _ in walk(document.sections) if isinstance(one, Section))]
    return [one.guide for one in found]


@pytest.mark.slow
def test_rows_and_profiles_of_a_long_list_have_guide_words_and_those_of_a_short_one_none(tmp_path: Path) -> None:
    document = built(write_long_list(tmp_path / "long", 100, style=False))
    told = [guide for guide in guides(document) if guide]
    numbered = [guide for guide in told if guide.startswith("No. ")]
    assert sorted(numbered) == sorted(2 * [*dict.fromkeys(numbered)])  # a row and a profile each
    assert len(numbered) == 200
    assert [guide for guide in told if guide not in numbered] == ["Index of names"]
    assert not any(guides(built(write_long_list(tmp_path / "short", 8, style=False))))


def test_a_page_without_a_long_list_has_none_in_its_style() -> None:
    assert b"guide-" not in write_html(sample(), STYLE)
    assert b"data-guide" not in write_html(replace(sample(), sections=()), STYLE)
