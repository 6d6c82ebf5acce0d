"""Where the PDF's pages begin: the paper's words, cut there, are the words that another program finds on each page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from generator.formats.html import render_page
from generator.formats.pdf import PagePlace, write_pdf
from generator.paper.document import (
    Cell,
    Column,
    Document,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
    find_leaves,
    join_inlines,
)
from generator.paper.document.numbering import number
from generator.paper.make import make
from generator.paper.workspace import Workspace
from generator.records.style import Style
from tests.formats.test_pdf_notes import document as noted
from tests.formats.test_pdf_notes import prose
from tests.support.documents import STYLE, sample, style_at
from tests.support.letters import letters
from tests.support.places import ROOT


def printed_pages(data: bytes) -> list[str]:
    """Return the letters of each page in the order in which they are drawn."""
    if not shutil.which("pdftotext"):
        assert not os.environ.get("CI"), "pdftotext of poppler-utils is missing"
        pytest.skip("needs pdftotext of poppler-utils")
    text = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()
    return [letters(page) for page in text.split("\f")[:-1]]


def long_table() -> Section:
    """A section on its side with a table over some pages."""

    def row(n: int | str, header: bool = False) -> Row:
        texts = ("Name", "Charge") if header else (f"Person {n}", prose(10 + int(n) % 7))
        cells = enumerate(texts)
        return Row(
            f"t.{n}",
            tuple(Cell(f"t.{n}.{c}", (Paragraph(f"t.{n}.{c}.p", (Run(t),), "cell"),), header) for c, t in cells),
        )

    caption = Paragraph("t.caption", (Run("Those who are held"),), "caption")
    table = Table("t", (Column("a", 0.4), Column("b", 0.6)), (row("head", True),), tuple(map(row, range(70))), caption)
    after = Section("after", 2, (Run("What follows"),), (Paragraph("after.1", (Run(prose(40)),)),), "section")
    return Section("annex", 1, (Run("The list"),), (table, after), "annex", landscape=True)


def invented() -> Document:
    """A paper whose paragraphs, boxes, lists and tables run over its pages, with notes everywhere."""
    paper = noted(
        [
            ("text", 900, [30, 10]),
            ("box", 700, [20, 20]),
            ("list", 500, [15]),
            ("cell", 60, [10]),
            ("box", 650, [40]),
            ("text", 300, [120]),
            ("header", 20, [8]),
            ("text", 640, [30, 30, 30]),
        ]
    )
    return number(replace(paper, sections=(*paper.sections, long_table())))


def real(edition: str) -> tuple[Document, Style]:
    paper = make(Workspace(ROOT, [edition]), edition)
    assert paper.document is not None
    assert paper.style is not None
    return paper.document, paper.style


def shown(element: Any, own: bool = True) -> Iterator[tuple[str, bool]]:
    """Yield each letter of a block as it is printed, and whether it is of the block's own words: not of a number."""
    kind = element.get("class") or ""
    own = own and not kind.startswith("number") and element.tag != "sup"
    yield from ((letter, own) for letter in letters(element.text or ""))
    for child in element:
        if child.get("class") != "note":
            yield from shown(child, own)
        yield from ((letter, own) for letter in letters(child.tail or ""))


def cut(page: Any, places: tuple[PagePlace, ...]) -> list[str]:
    """Return the letters of each page, numbers and calls with them, as the starts part the paper."""
    starts = {(place.start.block, place.start.letters) for place in places[1:] if place.start}
    parts = [""]
    for block in page.xpath("//*[@data-block]"):
        id, own = block.get("data-block"), 0
        for i, (letter, is_own) in enumerate(shown(block) if block.tag != "img" else [("", False)]):
            # a number goes with the first letter after it, a call stays with the letter before it
            if (id, own) in starts and (i == 0 if own == 0 else is_own):
                parts.append("")
                for repeated in block.xpath("ancestor::tbody/preceding-sibling::thead//*[@data-block]"):
                    parts[-1] += "".join(letter for letter, _ in shown(repeated))
            parts[-1] += letter
            own += is_own
    return parts


def without(text: str, part: str) -> str:
    assert part in text, f"{part!r} is not on the page: {text!r}"
    return text.replace(part, "", 1)


def assert_cut_as_printed(document: Document, style: Style) -> tuple[PagePlace, ...]:
    result = write_pdf(document, style)
    printed = printed_pages(result.data)
    page = lxml.html.fromstring(render_page(document, style, "paper"))
    cuts = cut(page, result.pages)
    assert len(printed) == len(result.pages) == len(cuts)
    targets = {id: n for n, part in enumerate(pages_of_blocks(document, result.pages), 1) for id in part}
    for place, found, expected in zip(result.pages, printed, cuts, strict=True):
        found = found.replace("•", "")
        for note in place.notes:
            found = without(found, letters(page.get_element_by_id(note).text_content()))
        for box in place.boxes:
            found = without(found, letters(box.text))
        if place is result.pages[0]:
            for line in page.xpath("//nav/p"):
                found = without(found, letters(line.text_content()))
            for line in page.xpath("//nav//a"):
                found = without(found, letters(line.text_content()) + str(targets[line.get("href")[1:]]))
        assert found == expected
    notes = [note for place in result.pages for note in place.notes]
    assert notes == [f"note_{n}" for n in range(1, len(document.notes) + 1)]
    return result.pages


def pages_of_blocks(document: Document, places: tuple[PagePlace, ...]) -> list[list[str]]:
    """Return the ids of the blocks that begin on each page."""
    order = [id for id, _ in find_leaves(document)]
    lengths = {id: len(letters(join_inlines(inlines))) for id, inlines in find_leaves(document)}
    begins = []
    for place in places:
        assert place.start
        assert 0 <= place.start.letters <= lengths[place.start.block]
        begins.append(order.index(place.start.block) + (place.start.letters > 0))
    return [order[a:b] for a, b in zip(begins, [*begins[1:], len(order)], strict=True)]


@pytest.mark.ci
@pytest.mark.parametrize("edition", ["eu-kazakhstan-2020-11", "monitor-kazakhstan-2022-05"])
def test_the_papers(edition: str) -> None:
    assert_cut_as_printed(*real(edition))


@pytest.mark.ci
@pytest.mark.parametrize("size", ["A4", "A5", "A4 landscape"])
def test_an_invented_paper(size: str, tmp_path: Path) -> None:
    shutil.copytree(STYLE.folders[0], tmp_path / "style")
    with (tmp_path / "style" / "paper.css").open("a", encoding="utf-8") as file:
        file.write(f"@page {{ size: {size} }}")
    pages = assert_cut_as_printed(invented(), style_at(tmp_path / "style"))
    assert any(page.start and page.start.letters for page in pages), "no paragraph runs over"
    assert {page.width > page.height for page in pages} >= {True}


@pytest.mark.slow
def test_size_margins_and_what_stands_in_them() -> None:
    document = replace(sample(), mark="For partners only")
    first, second, *_ = write_pdf(document, STYLE).pages
    millimetre = 96 / 25.4
    assert [round(length / millimetre, 1) for length in (first.width, first.height)] == [210, 297]
    assert [round(length / millimetre, 1) for length in first.margins] == [20, 25, 25, 25]
    assert [round(length / millimetre, 1) for length in second.margins] == [20, 25, 25, 25]
    assert first.boxes[0].text == "For partners only"
    mark = next(box for box in second.boxes if box.text == "For partners only")
    assert (mark.weight, mark.family, mark.align) == (700, '"Paper Sans"', "right")
    assert mark.color == "rgb(140 29 24 / 1)"
    assert mark.x + mark.width == pytest.approx(second.width - second.margins[1], abs=1)
    assert mark.y + mark.height < second.margins[0]
    assert re.fullmatch(r"Page 2 of \d+", second.boxes[-1].text)
    assert second.boxes[-1].y > second.height - second.margins[2]
