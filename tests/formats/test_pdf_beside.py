"""Pages are judged and drawn beside their layout: the file says the same as one of all pages together, on however many
processors, and no more boxes are kept than the layout needs."""

from __future__ import annotations

import io
import os
import tempfile
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from generator.base.diagnostics import BriefingError, Diagnostic
from generator.base.gc import pause_collection
from generator.base.processors import count_processors
from generator.formats.html import render_page
from generator.formats.pdf import beside, write_pdf
from generator.formats.pdf.beside import DrawingBeside, lay_out_beside, lay_out_together
from generator.formats.pdf.own_fonts import make_empty_configuration
from generator.formats.pdf.repair import load_weasyprint
from generator.formats.pdf.repair.drawing import let_go
from generator.formats.pdf.sheet import find_sheet
from generator.formats.pdf.write import _finish, _make
from generator.paper.document import Block, Box, Document, Paragraph, Run, Section
from generator.paper.document.numbering import number
from tests.formats.test_pdf_notes import document as noted
from tests.formats.test_pdf_notes import prose
from tests.paper.test_columns import HEAD, LONG, table
from tests.support.documents import STYLE, sample
from tests.support.judges import pdf_profile


def text(id: str, words: int) -> Paragraph:
    return Paragraph(id, (Run(prose(words)),))


@pytest.fixture(scope="module")
def paper() -> Document:
    """A paper of some twenty pages: notes, boxes that go on upon the next page, a table whose head is repeated, a
    picture, contents."""
    notes = noted([("paragraph", 300, [20, 30, 60])] * 12)
    long_box = Box("long", "case", (Run("A case"),), tuple(text(f"long.{n}", 60) for n in range(14)))
    boxes: tuple[Block, ...] = tuple(
        block
        for k in range(6)
        for block in (text(f"t.{k}", 120), Box(f"x.{k}", "case", (Run("A case"),), (text(f"x.{k}.p", 160),)))
    )
    rows = tuple((str(n), "Rudolf Rassendyll", prose(40), LONG) for n in range(30))
    sections = (
        *notes.sections,
        Section("boxes", 1, (Run("Boxes"),), (long_box, *boxes), "theme"),
        Section("rows", 1, (Run("Rows"),), (table("rows.t", HEAD, *rows),), "theme"),
        *sample().sections,
    )
    return number(replace(sample(), sections=sections, notes={**sample().notes, **notes.notes}))


def make(document: Document, *, beside: bool, css: str = "") -> bytes:
    page = render_page(document, STYLE, "paper").replace("</head>", f"<style>{css}</style></head>")
    with tempfile.TemporaryDirectory() as fonts:
        return _make(document, STYLE, page, load_weasyprint(), _finish, Path(fonts), beside).data


def describe(data: bytes) -> Iterator[Any]:
    """Yield what a file says: its elements, with what stands in each; bookmarks, places that links lead to, links; how
    the words of each page are drawn."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

        def tell(one: Any) -> Any:
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Page":
                return pages[one.objgen]
            if isinstance(one, pikepdf.Dictionary) and "/S" in one and "/P" in one:
                own = {key: tell(one[key]) for key in one if key not in ("/P", "/K")}
                return own, tell(one.get("/K"))
            if isinstance(one, pikepdf.Dictionary):
                return {
                    key: tell(value) for key, value in one.items() if key not in ("/P", "/Parent", "/Prev", "/Last")
                }
            return [tell(part) for part in one] if isinstance(one, pikepdf.Array) else str(one)

        yield tell(pdf.Root.StructTreeRoot.K[0])
        yield tell(pdf.Root.Outlines.First)
        yield tell(pdf.Root.Names.Dests)
        for page in pdf.pages:
            yield tell(page.get("/Annots"))
            shown = [(str(o.operator), str(list(o.operands))) for o in pikepdf.parse_content_stream(page)]
            yield [one for one in shown if one[0] not in ("q", "Q", "cm", "gs", "rg")]


@pytest.mark.ci
def test_the_file_is_that_of_all_pages_together(paper: Document, tmp_path: Path) -> None:
    apart = make(paper, beside=True)
    together = make(paper, beside=False)
    assert len(pikepdf.open(io.BytesIO(together)).pages) > 2 * 8, "too short for several processes"
    for one, other in zip(describe(apart), describe(together), strict=True):
        assert one == other
    (tmp_path / "paper.pdf").write_bytes(apart)
    assert [pdf_profile(tmp_path / "paper.pdf", profile) for profile in ("ua1", "3a")] == [[], []]


@pytest.mark.ci
def test_the_same_bytes_on_however_many_processors(paper: Document) -> None:
    had = os.sched_getaffinity(0)
    files = [write_pdf(paper, STYLE).data]
    os.sched_setaffinity(0, {min(had)})
    try:
        assert count_processors() == 1
        files.append(write_pdf(paper, STYLE).data)
    finally:
        os.sched_setaffinity(0, had)
    assert files[0] == files[1]


def lay_out(document: Document, css: str, forks: bool = True) -> Any:
    """Return the layout of a document, made as `write_pdf` does."""
    page = render_page(document, STYLE, "paper").replace("</head>", f"<style>{css}</style></head>")
    html = load_weasyprint().HTML(string=page, base_url=STYLE.folders[0].as_uri() + "/")
    with tempfile.TemporaryDirectory() as fonts:
        return lay_out_beside(html, make_empty_configuration(Path(fonts)), [], forks)


def stays(laid_out: Any) -> list[int]:
    """Return the numbers of the pages that have their boxes."""
    return [number for number, page in enumerate(laid_out.pages, 1) if not find_sheet(page)]


@pytest.mark.slow
@pytest.mark.parametrize("forks", [True, False])
def test_the_boxes_of_pages_are_let_go(forks: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[weakref.ref[Any]] = []

    def watch(page: Any, sheet: Any) -> None:
        held.extend(weakref.ref(box) for box in page.descendants() if box is not page)
        let_go(page, sheet)

    monkeypatch.setattr(beside, "let_go", watch)
    document = noted([("paragraph", 250, [20])] * 8 + [("cell", 150, [10])] * 4)
    with pause_collection():  # as in a build: what holds itself in a ring stays
        laid_out = lay_out(document, "", forks)
        assert len(held) > 500
        assert [one() for one in held if one() is not None] == []
    # the contents tell pages, and wait for all of them
    assert stays(laid_out) == [1]
    assert len(laid_out.pages) > 5


@pytest.mark.slow
@pytest.mark.parametrize(
    "css",
    [
        "body::before { content: 'everywhere'; position: fixed; top: 0 }",
        "h2 { string-set: head content() } @page { @bottom-left { content: string(head, start) } }",
        ".paper h2 { bookmark-label: counter(page) }",
        "body { background: #eee }",
        "p { background: linear-gradient(#fff, #eee) }",
        "@page { @top-center { content: 'over the text'; margin-top: 60mm } }",
    ],
)
def test_a_style_that_needs_all_pages_gets_them(css: str) -> None:
    laid_out = lay_out(noted([("paragraph", 250, [20])] * 4), css)
    assert stays(laid_out) == list(range(1, len(laid_out.pages) + 1))


@pytest.mark.slow
def test_words_of_the_text_come_into_the_margins_of_pages_that_were_let_go() -> None:
    css = (
        "p { string-set: told attr(data-block) }"
        " @page { @bottom-left { content: string(told, first) ' to ' string(told, last) } }"
    )
    document = noted([("paragraph", 250, [20])] * 8)

    def margins(laid_out: Any) -> list[str]:
        return [
            "".join(box.text for box in margin.descendants() if hasattr(box, "text"))
            for page in laid_out.pages
            for margin in page._page_box.children
            if type(margin).__name__ == "MarginBox" and margin.at_keyword == "@bottom-left"
        ]

    beside, together = lay_out(document, css), lay_out(document, css + " body { background: #eee }")
    assert len(stays(beside)) < len(stays(together)) == len(together.pages)
    assert margins(beside) == margins(together)
    assert len(set(margins(beside))) > 4


@pytest.mark.slow
def test_a_page_that_draws_more_than_letters_stays() -> None:
    laid_out = lay_out(noted([("paragraph", 250, [20])] * 8), "#b5\\.p { opacity: .5 }")
    assert len(stays(laid_out)) in (2, 3)


@pytest.mark.slow
@pytest.mark.parametrize(
    "css", ["#b5\\.p { visibility: hidden }", "#b5\\.p { transform: translateX(-400px) }", "#b5\\.p { display: none }"]
)
def test_a_fault_on_a_page_that_was_let_go_is_told(css: str) -> None:
    document = noted([("paragraph", 250, [20])] * 8)

    def faults(beside: bool) -> list[tuple[str, str]]:
        with pytest.raises(BriefingError) as caught:
            make(document, beside=beside, css=css)
        return [(one.code, one.message) for one in caught.value.diagnostics]

    assert faults(True) == faults(False)


@pytest.mark.slow
def test_what_goes_wrong_beside_is_told_here() -> None:
    class Broken:
        def get_computed_styles(self) -> Any:
            return {}

    document = noted([("paragraph", 100, [20])])
    messages: list[Diagnostic] = []
    page = render_page(document, STYLE, "paper")
    html = load_weasyprint().HTML(string=page, base_url=STYLE.folders[0].as_uri() + "/")
    with tempfile.TemporaryDirectory() as fonts:
        laid_out = lay_out_together(html, make_empty_configuration(Path(fonts)))
    taker = DrawingBeside(html.etree_element, messages)
    # no context to lay grounds out with
    context: Any = type("Context", (), {"style_for": Broken(), "target_collector": Broken()})()
    context.target_collector.counter_lookup_items = {}
    taker.take(context, 0, laid_out.pages[0]._page_box, False)
    with pytest.raises(AttributeError, match="get_image_from_uri"):
        taker.finish(context)
    taker.close()
