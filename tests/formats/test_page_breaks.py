"""How pages break and lines stand: in the PDF by what the layout engine made of it, in Word by what the file says."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from generator.formats.docx.paper import write_docx
from generator.formats.html import render_page
from generator.formats.pdf.repair import load_weasyprint
from generator.formats.pdf.write import _make
from generator.paper.document import Block, Box, Document, ItemList, ListItem, Paragraph, Run, Section
from generator.paper.document.numbering import number
from tests.formats.test_pdf_notes import document as noted
from tests.formats.test_pdf_notes import prose
from tests.paper.test_columns import HEAD, LONG, table
from tests.support.documents import STYLE, sample, sample_of_boxes
from tests.support.docx_files import BODY, TEMPLATE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def paper(*blocks: Block) -> Document:
    return papers({"s": blocks})


def papers(sections: Mapping[str, Sequence[Block]]) -> Document:
    """Return a document of sections by id, each of which begins on a page of its own."""
    made = (
        Section(id, 1, (Run("Findings"),), tuple(blocks), "theme", new_page=True) for id, blocks in sections.items()
    )
    return number(replace(sample(), sections=tuple(made), notes={}))


def text(id: str, words: int, end: str = "") -> Paragraph:
    return Paragraph(id, (Run(prose(words) + end),))


def items(id: str, count: int, words: int = 12) -> tuple[ListItem, ...]:
    return tuple(ListItem(f"{id}.{n}", (text(f"{id}.{n}.p", words),)) for n in range(count))


def laid_out(document: Document) -> list[Any]:
    """Return the layout engine's pages, as they are drawn. `write_pdf` makes them in another process, out of reach."""
    kept: list[Any] = []

    def keep(made: Any) -> bytes:
        kept.extend(made.pages)
        return b""

    with tempfile.TemporaryDirectory() as fonts:
        _make(document, STYLE, render_page(document, STYLE, "paper"), load_weasyprint(), keep, Path(fonts))
    return kept


def body(document: Document) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(write_docx(document, TEMPLATE))) as file:
        return etree.fromstring(file.read(BODY))


def boxes(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from boxes(child)


def on_page(page: Any) -> set[str]:
    """Return the ids of the elements of which something stands on the page."""
    found = (box.element for box in boxes(page._page_box) if box.element is not None)
    return {element.get("id") for element in found if element.get("id")}


@pytest.mark.slow
@pytest.mark.parametrize("place", ["text", "list", "box", "cell"])
def test_a_call_does_not_push_lines_apart(place: str) -> None:
    (page, *_) = laid_out(noted([(place, 60, [5])]))
    blocks = (b for b in boxes(page._page_box) if b.element is not None and type(b).__name__ == "BlockBox")
    (found,) = (b for b in blocks if b.element.get("id") == "b0.p")
    lines = [line for line in found.children if type(line).__name__ == "LineBox"]
    heights = {round(line.height, 2) for line in lines}
    assert len(lines) > 2
    assert len(heights) == 1, heights


@pytest.mark.ci
def test_what_introduces_a_list_stands_with_its_first_item_and_the_last_is_not_alone() -> None:
    """The second may go on to the next page: a section that begins with a list leaves no page half empty."""
    tries = range(200, 800, 30)
    sections: dict[str, tuple[Block, ...]] = {}
    for words in tries:
        above = (text(f"{words}.above", words), text(f"{words}.above2", words // 2))
        intro, listed = text(f"{words}.intro", 6, " These are:"), ItemList(f"{words}.l", items(f"{words}.l", 4))
        sections[str(words)] = (*above, intro, listed)
    pages = [on_page(page) for page in laid_out(papers(sections))]
    parted = 0
    for words in tries:
        for first, second in (("intro", "l.0"), ("l.2", "l.3")):
            at = [[f"{words}.{id}" in page for page in pages] for id in (first, second)]
            assert at[0] == at[1], words
            assert any(at[0]), words
        parted += any(f"{words}.l.0" in page and f"{words}.l.1" not in page for page in pages)
    assert parted


@pytest.mark.ci
def test_a_box_that_goes_on_ends_below_its_words() -> None:
    broken = 0
    tries = range(200, 800, 40)
    sections: dict[str, tuple[Block, ...]] = {}
    for words in tries:
        asks = ItemList(f"{words}.l", items(f"{words}.l", 9, 30), "recommendations")
        asked = Box(f"{words}.b", "recommendations", (Run("Recommendations"),), (text(f"{words}.p", 8), asks))
        sections[str(words)] = (text(f"{words}.above", words), asked)
    parts: dict[Any, list[Any]] = {}
    for page in laid_out(papers(sections)):
        for box in boxes(page._page_box):
            if box.element is not None and "box" in box.element.get("class", "").split():
                parts.setdefault(box.element, []).append(box)
    assert len(parts) == len(tries)
    for found in parts.values():
        for part in found[:-1]:
            broken += 1
            end = max(b.position_y + b.height for b in boxes(part) if type(b).__name__ == "LineBox")
            assert part.content_box_y() + part.height - end < 1
            assert part.border_bottom_width
    assert broken


@pytest.mark.ci
def test_what_is_low_stays_together_and_what_is_high_may_break() -> None:
    """Boxes, tables and a list, each on pages of its own below more or less of other words."""
    tries = range(230, 300, 10)
    sections = []
    for words in tries:
        remark = Paragraph(f"{words}.b.r", (Run("* proposed by the editors"),), "remark")
        told = (text(f"{words}.b.1", 200), text(f"{words}.b.2", 40), remark)
        high, low = (
            table(f"{words}.{name}", HEAD, *(("1", "Rudolf", "Journalist", about) for about in (LONG, last)))
            for name, last in (("t", LONG), ("u", "none"))
        )
        last = ListItem(f"{words}.m.1", (text(f"{words}.m.p", 5),))
        blocks = (
            Box(f"{words}.b", "case", (Run("A case"),), told),
            Box(f"{words}.c", "case", (Run("A case"),), (text(f"{words}.c.1", 40), text(f"{words}.c.2", 40))),
            high, low, ItemList(f"{words}.m", (*items(f"{words}.m", 1, 60), last)),
        )  # fmt: skip
        for n, block in enumerate(blocks):
            id = f"{words}.s{n}"
            above = text(f"{id}.above", words)
            sections.append(Section(id, 1, (Run("Findings"),), (above, block), "theme", new_page=True))
    document = number(replace(sample(), sections=tuple(sections), notes={}))
    shown = [on_page(page) for page in laid_out(document)]

    def parted(first: str, second: str) -> bool:
        """Tell whether anywhere the second stands on a page on which nothing of the first does."""
        return any(f"{n}.{second}" in page and f"{n}.{first}" not in page for n in tries for page in shown)

    assert [parted(*two) for two in (("b.1", "b.2"), ("t.1", "t.2"))] == [True] * 2
    assert [parted(*two) for two in (("b.2", "b.r"), ("c.1", "c.2"), ("u.1", "u.2"), ("m.0", "m.1"))] == [False] * 4


def test_what_looks_lost_at_the_end_of_a_box_is_kept_in_word() -> None:
    listed = ItemList("b.l", items("b.l", 2))
    remark = Paragraph("b.r", (Run("* proposed by the editors"),), "remark")
    made = Box("b", "case", (Run("A case"),), (text("b.1", 300), listed, text("b.2", 12), remark))
    cell = body(paper(made)).findall(f".//{W}tc")[-1]
    kept = [p.find(f"{W}pPr/{W}keepNext") for p in cell.iter(f"{W}p")]
    assert [None if one is None else one.get(f"{W}val", "on") for one in kept] == ["off", None, None, "on", None]


def test_a_list_in_word_is_kept_with_what_introduces_it_and_its_lost_end_with_what_is_before() -> None:
    low, high = (ItemList(name, items(name, 2, words)) for name, words in (("low", 5), ("high", 90)))
    written = body(paper(text("intro", 6, " These are:"), low, text("between", 9), text("more", 6, " And:"), high))
    said = [p for p in written.iter(f"{W}p") if p.find(f"{W}r/{W}t") is not None]
    told = said[next(n for n, p in enumerate(said) if "These are" in "".join(p.itertext())) :]
    kept = [p.find(f"{W}pPr/{W}keepNext") is not None for p in told]
    assert kept == [True, True, False, False, True, False, False]


@pytest.mark.slow
def test_a_profile_at_the_head_of_a_page_has_no_more_space_above_than_a_line() -> None:
    """Below a table on pages that lie on their side, where each page of the profiles has a side of its own."""
    profiles = tuple(
        Section(f"p{n}", 2, (Run("Somebody"),), (text(f"p{n}.1", words), text(f"p{n}.2", words)), "profile")
        for n, words in enumerate((150, 170, 190, 210, 130, 145, 165))
    )
    annex = Section("a", 1, (Run("People"),), (table("t", HEAD, ("1", "Rudolf", "Poet", "none")), *profiles), "annex")
    pages = laid_out(number(replace(sample(), sections=(replace(annex, landscape=True),), notes={})))
    tops = set[float]()
    profiled = 0
    for page in pages[1:]:
        lines = [b for b in boxes(page._page_box.children[0]) if type(b).__name__ == "LineBox"]
        # a heading and a line of text are not of one height: what counts is where their blocks begin
        first = next(b for b in boxes(page._page_box.children[0]) if lines[0] in getattr(b, "children", ()))
        profiled += first.element_tag == "h3"
        if page.width < page.height:
            tops.add(round(first.content_box_y()))
    assert profiled > 1
    assert len(tops) == 1, tops


def test_tall_rows_and_boxes_may_break_in_word() -> None:
    rows = (("1", "Rudolf", "Journalist", LONG), ("2", "Rudolf", "Journalist", LONG * 3))
    facts = Paragraph("facts", (Run("Held since 2020"),), "facts")
    low = Box("low", "case", (Run("A case"),), (replace(facts, id="low.facts"), text("low.p", 20)))
    tall = Box("tall", "case", (Run("A case"),), (facts, text("tall.p", 300)))
    written = body(paper(table("t", HEAD, *rows), low, tall))
    splits = [row.find(f"{W}trPr/{W}cantSplit") for row in written.iter(f"{W}tr") if len(row.findall(f"{W}tc")) == 4]
    assert [one.get(f"{W}val") for one in splits] == [None, None, "off"]
    kept = [p.find(f"{W}pPr/{W}keepNext") for p in written.iter(f"{W}p") if "Held since" in "".join(p.itertext())]
    assert [one is None or one.get(f"{W}val") for one in kept] == [True, "off"]


def test_in_word_no_caption_and_no_heading_stands_alone_above_what_is_tall() -> None:
    """The caption is kept with the heads, which stand on each page and are kept with the first row, which may break; so
    may a line of facts that is taller than a third of a page."""
    listed = table("t", HEAD, ("1", "Rudolf", "Journalist", LONG * 12))
    listed = replace(listed, caption=Paragraph("t.caption", (Run("Whether they are held is not known"),), "caption"))
    facts = tuple(Paragraph(f"f{n}", (Run(f"Charges {prose(words)}"),), "facts") for n, words in enumerate((20, 900)))
    written = body(paper(listed, *facts))
    with zipfile.ZipFile(TEMPLATE) as file:
        styles = etree.fromstring(file.read("word/styles.xml"))
    kept = {
        style.get(f"{W}styleId") for style in styles.iter(f"{W}style") if style.find(f"{W}pPr/{W}keepNext") is not None
    }
    (made,) = written.iter(f"{W}tbl")
    above = made.getprevious()
    assert "Whether they are held" in "".join(above.itertext())
    head, tall = made.findall(f"{W}tr")
    assert head.find(f"{W}trPr/{W}tblHeader") is not None
    assert tall.find(f"{W}trPr/{W}tblHeader") is None
    assert tall.find(f"{W}trPr/{W}cantSplit").get(f"{W}val") == "off"
    named = {
        name: {str(style.get(f"{W}val")) for style in part.iter(f"{W}pStyle")}
        for name, part in (("above", above), ("head", head), ("row", tall))
    }
    assert named["above"] | named["head"] <= kept
    assert not named["row"] & kept
    told = [p for p in written.iter(f"{W}p") if "Charges " in "".join(p.itertext())]
    for tag in ("keepNext", "keepLines"):  # LibreOffice breaks nothing that is kept with what follows
        said = [p.find(f"{W}pPr/{W}{tag}") for p in told]
        assert [one is None or one.get(f"{W}val") for one in said] == [True, "off"]


@pytest.mark.parametrize(("sections", "inner", "shown"), [(3, 2, 3 + 3 * 2 * 2), (8, 2, 8 + 8 * 2), (12, 3, 12)])
def test_the_contents_of_word_fit_on_the_first_page(sections: int, inner: int, shown: int) -> None:
    written = body(sample_of_boxes(sections, inner))
    styles = [str(style.get(f"{W}val")) for style in written.iter(f"{W}pStyle")]
    assert sum(style in ("TOC1", "TOC2", "TOC3") for style in styles) == shown


@pytest.mark.slow
@pytest.mark.parametrize("more", [1233, 120])
def test_the_number_of_a_note_is_never_broken_and_touches_no_word(more: int) -> None:
    """A list of 1,500 people has some 4,000 notes. Where numbers have three digits, the first lines of notes begin
    where the others do."""
    document = sample()
    later = {note: number + more for note, number in document.numbers.notes.items()}
    found = []
    for page in laid_out(replace(document, numbers=replace(document.numbers, notes=later))):
        for box in page._page_box.descendants():
            if box.element is not None and box.element.get("class") == "number" and hasattr(box, "children"):
                lines = [line for line in box.children if type(line).__name__ == "LineBox"]
                found += [len(lines)] if lines else []
                assert all(box.width - line.width + box.padding_right > 2 for line in lines)
                assert more > 999 or not lines or box.margin_width() == pytest.approx(0, abs=0.01)
    assert found == [1] * len(later)
