"""In the PDF of a long list the running head of each page says who stands first and last on it."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from generator.formats.html import write_html
from generator.formats.pdf import write_pdf
from generator.paper.document import Document, Row, Section, find_lists, walk
from tests.support.documents import STYLE, sample
from tests.support.judges import pdf_profile
from tests.support.long_lists import write_long_list
from tests.support.workspaces import BRIEFING, built

_HEAD = re.compile(r" · No\. (?P<first>\d+) (?P<one>\S+) – No\. (?P<last>\d+) (?P<other>\S+)")
_ROW = re.compile(r"^ {0,4}(\d+) +\S", re.M)


def listing(root: Path, people: int, profiles: bool) -> Document:
    write_long_list(root, people, style=False)
    file = root / BRIEFING / "prisoners.yaml"
    annex = json.loads(file.read_text("utf-8"))
    if not profiles:
        for part in annex["blocks"]:
            part["blocks"] = part["blocks"][:1]
    file.write_text(json.dumps(annex), "utf-8")
    return built(root)


def guides(document: Document) -> list[str | None]:
    rows = [row for table in find_lists(document.sections) for row in table.body]
    found: list[Row | Section] = [*rows, *(one for one, _ in walk(document.sections) if isinstance(one, Section))]
    return [one.guide for one in found]


@pytest.mark.slow
def test_rows_and_profiles_of_a_long_list_have_guide_words_and_those_of_a_short_one_none(tmp_path: Path) -> None:
    document = listing(tmp_path / "long", 100, profiles=True)
    told = [guide for guide in guides(document) if guide]
    numbered = [guide for guide in told if guide.startswith("No. ")]
    assert sorted(numbered) == sorted(2 * [*dict.fromkeys(numbered)])  # a row and a profile each
    assert len(numbered) == 200
    assert [guide for guide in told if guide not in numbered] == ["Index of names"]
    assert not any(guides(listing(tmp_path / "short", 8, profiles=True)))


def test_a_page_without_a_long_list_has_none_in_its_style() -> None:
    assert b"guide-" not in write_html(sample(), STYLE)
    assert b"data-guide" not in write_html(replace(sample(), sections=()), STYLE)


@pytest.mark.ci
def test_each_page_says_who_is_first_and_last_on_it_and_the_judges_find_nothing(tmp_path: Path) -> None:
    document = listing(tmp_path, 100, profiles=False)
    rows = [row for table in find_lists(document.sections) for row in table.body]
    names = {number: row.guide for number, row in enumerate(rows, 1)}
    file = tmp_path / "list.pdf"
    file.write_bytes(write_pdf(document, STYLE).data)
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True).stdout.decode()
    seen: list[int] = []
    for page in text.split("\f")[1:]:
        found = [int(number) for number in _ROW.findall(page)]
        head = _HEAD.search(page.partition("\n")[0])
        if found:
            assert head is not None, page[:200]
            # a row that began on the page before stands first
            assert int(head["first"]) in (found[0], found[0] - 1)
            assert int(head["last"]) == found[-1]
            assert f"No. {head['first']} {head['one']}" == names[int(head["first"])]
            seen += found
        elif "Index of names" in page:
            assert " · Index of names" in page.partition("\n")[0]
    assert seen == [*range(1, 101)]
    assert [pdf_profile(file, profile) for profile in ("ua1", "3a")] == [[], []]
