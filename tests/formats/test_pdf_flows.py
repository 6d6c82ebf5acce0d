"""What begins on a new page is laid out in a process of its own: the file has the same bytes as one that was laid out
in one, and what needs anything of another part gets it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.base.processors import VARIABLE
from generator.formats.html import render_page
from generator.formats.pdf import flows
from generator.formats.pdf.beside import lay_out_beside
from generator.formats.pdf.own_fonts import make_empty_configuration
from generator.formats.pdf.repair import load_weasyprint
from generator.formats.pdf.repair.boxes import shorten_broken_boxes
from generator.formats.pdf.write import _finish
from generator.paper.document import Document, Run, Section
from generator.paper.document.numbering import number
from tests.formats.test_pdf_notes import document as noted
from tests.paper.test_columns import HEAD, LONG, table
from tests.support.documents import STYLE, sample

NEW_PAGES = ".paper main > section { break-before: page } #rows { page: landscape }"


@pytest.fixture(scope="module")
def paper() -> Document:
    """A paper with contents: notes, a table on its side, a picture, boxes."""
    notes = noted([("paragraph", 200, [20, 30, 60])] * 3)
    rows = tuple((str(n), "Rudolf Rassendyll", "held", LONG) for n in range(12))
    sections = (
        *notes.sections,
        Section("rows", 1, (Run("Rows"),), (table("rows.t", HEAD, *rows),), "theme"),
        *sample().sections,
    )
    return number(replace(sample(), sections=sections, notes={**sample().notes, **notes.notes}))


@contextmanager
def laid_out(document: Document, css: str, forks: bool = True) -> Iterator[tuple[Any, Any]]:
    """Give the layout of a document, made as `write_pdf` does, and its page of HTML."""
    page = render_page(document, STYLE, "paper").replace("</head>", f"<style>{css}</style></head>")
    html = load_weasyprint().HTML(string=page, base_url=STYLE.folders[0].as_uri() + "/")
    with tempfile.TemporaryDirectory() as fonts:
        yield lay_out_beside(html, make_empty_configuration(Path(fonts)), [], forks), html


def make(document: Document, css: str, forks: bool = True) -> tuple[bytes, int]:
    """Return the file, and the number of parts other than the first that were laid out by themselves."""
    with laid_out(document, css, forks) as (made, html):
        found = html.flows._found if getattr(html, "flows", None) else []
        shorten_broken_boxes(made.pages)
        return _finish(made), len(found)


@pytest.mark.ci
def test_parts_in_processes_of_their_own_give_the_same_bytes(paper: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flows, "_LEAST", 30)
    in_one, none = make(paper, NEW_PAGES, forks=False)
    apart, several = make(paper, NEW_PAGES)
    assert (none, several > 1) == (0, True)
    assert apart == in_one
    monkeypatch.setenv(VARIABLE, "1")
    assert make(paper, NEW_PAGES) == (apart, several)


@pytest.mark.slow
@pytest.mark.parametrize(
    "css",
    [
        ".paper main > section { counter-increment: part } h2::before { content: counter(part) }",
        "@page :left { margin-left: 40mm }",
        ".paper main > section { break-before: left }",
        ".paper .note::footnote-marker { content: counter(footnote) }",
    ],
)
def test_what_needs_what_is_before_it_is_laid_out_with_it(css: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flows, "_LEAST", 10)
    document = _followed(noted([("paragraph", 60, [10])] * 2))
    assert make(document, NEW_PAGES + css) == make(document, NEW_PAGES + css, forks=False)


def _followed(document: Document) -> Document:
    """Return a document with sections after its own."""
    sections = (*document.sections, *sample().sections)
    return number(replace(sample(), sections=sections, notes={**sample().notes, **document.notes}))


@pytest.mark.slow
def test_a_note_passed_on_to_a_new_part_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """A note that leaves no room on the page of its call stands on the first page of what follows."""
    monkeypatch.setattr(flows, "_LEAST", 3)
    document = _followed(noted([("paragraph", 100, [600])]))
    assert make(document, NEW_PAGES) == make(document, NEW_PAGES, forks=False)


@pytest.mark.slow
def test_contents_are_laid_out_twice(paper: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once before the pages are known that they tell, once with them; not for the number of all pages."""
    load_weasyprint()
    from weasyprint.layout import page as layout

    made: list[int] = []
    shipped = layout.remake_page

    def remake(index: int, *args: Any) -> Any:
        made.append(index)
        return shipped(index, *args)

    monkeypatch.setattr(layout, "remake_page", remake)
    with laid_out(paper, "", forks=False) as (pages, _):
        numbers = [
            "".join(part.text for part in box.descendants() if hasattr(part, "text"))
            for box in pages.pages[0]._page_box.descendants()
            if box.element_tag == "a::after"
        ]
    assert made == [*range(len(pages.pages)), 0]
    assert len(numbers) > 3
    assert all(number.isdecimal() and int(number) for number in numbers)
