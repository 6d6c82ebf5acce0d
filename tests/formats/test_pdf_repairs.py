"""What makes the PDF faster changes no byte of it: each shorter way ends where WeasyPrint's own does."""

from __future__ import annotations

import importlib.util
import inspect
import io
import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from generator.formats.html import render_page
from generator.formats.pdf.letters import _read_letters
from generator.formats.pdf.repair import load_weasyprint
from generator.paper.document import Document, Run, Section
from generator.paper.document.numbering import number
from generator.records.style import FONTS
from tests.formats.test_pdf_flows import make
from tests.formats.test_pdf_notes import document as noted
from tests.paper.test_columns import HEAD, LONG, table
from tests.support.documents import STYLE, sample

CSS = """
@page { margin-left: 3vw; @bottom-left { content: counter(page); width: 20% } @right-top { content: "side" } }
@page :first { @bottom-left { content: "first" } }
@page :left { margin-left: 8vw; @bottom-left { content: "left " counter(page); font-size: 7pt } }
@page :nth(3) { @bottom-left { content: "third" } }
.paper main > section:nth-child(2) { page: other }
@page other { @bottom-left { content: "other"; border: 1px solid } }
section { padding-left: calc(1% + 2px); width: 98%; min-width: 10% }
p { box-sizing: border-box; padding: 0 1%; margin-inline-start: 1px; letter-spacing: 0.2px; word-spacing: 1px }
td { text-decoration: underline; font-feature-settings: "smcp"; max-width: 90% }
th { text-decoration: line-through; font-variant-numeric: oldstyle-nums; color: inherit; --own: 1px }
table { border-collapse: collapse } h2 { border: var(--none, 1px) solid; font-size: 1.2em }
em { text-decoration: underline } body { hyphens: auto; direction: ltr }
"""
"""Lengths in percent, of the page, and in sums; pages of several kinds; text that is set in several ways."""


@pytest.fixture(scope="module")
def paper() -> Document:
    notes = noted([("paragraph", 200, [20, 30, 60])] * 4)
    rows = tuple((str(n), "Rudolf Rassendyll", "held", LONG) for n in range(8))
    sections = (
        *notes.sections,
        Section("rows", 1, (Run("Rows"),), (table("rows.t", HEAD, *rows),), "theme"),
        *sample().sections,
    )
    return number(replace(sample(), sections=sections, notes={**sample().notes, **notes.notes}))


@pytest.fixture(scope="module")
def repaired(paper: Document) -> bytes:
    return make(paper, CSS, forks=False)[0]


def _find_shipped(repair: Any, name: str = "shipped") -> Any:
    return inspect.getclosurevars(repair).nonlocals[name]


def _load_anew(module: Any) -> Any:
    """Return a module of WeasyPrint's as it is shipped."""
    spec = importlib.util.spec_from_file_location(f"{module.__name__}_as_shipped", module.__file__)
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def without_lengths(patch: pytest.MonkeyPatch) -> None:
    from weasyprint.layout import percent

    ours = percent.resolve_percentages
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint.") and getattr(module, "resolve_percentages", None) is ours:
            patch.setattr(module, "resolve_percentages", _find_shipped(ours))


def without_unset(patch: pytest.MonkeyPatch) -> None:
    from weasyprint.css import ComputedStyle

    patch.setattr(ComputedStyle, "__missing__", _find_shipped(ComputedStyle.__missing__))


def without_page_styles(patch: pytest.MonkeyPatch) -> None:
    from weasyprint.layout import page

    patch.setattr(page, "set_page_type_computed_styles", _find_shipped(page.set_page_type_computed_styles))


def without_text(patch: pytest.MonkeyPatch) -> None:
    from weasyprint.text import line_break

    patch.setattr(line_break.Layout, "setup", _load_anew(line_break).Layout.setup)
    for name in ("split_first_line", "strut"):
        ours = getattr(line_break, name)
        for place, module in list(sys.modules.items()):
            if place.startswith("weasyprint.") and getattr(module, name, None) is ours:
                patch.setattr(module, name, _find_shipped(ours))


def without_file(patch: pytest.MonkeyPatch) -> None:
    import pydyf

    patch.setattr(pydyf.PDF, "write", _find_shipped(pydyf.PDF.write))


def without_plain_html(patch: pytest.MonkeyPatch) -> None:
    import weasyprint

    patch.setattr(weasyprint, "tinyhtml5", _find_shipped(weasyprint.tinyhtml5.parse, "tinyhtml5"))


WITHOUT = [without_lengths, without_unset, without_page_styles, without_text, without_file, without_plain_html]


@pytest.mark.ci
def test_the_file_is_that_of_all_longer_ways(paper: Document, repaired: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    for undo in WITHOUT:
        undo(monkeypatch)
    assert make(paper, CSS, forks=False)[0] == repaired


@pytest.mark.slow
@pytest.mark.parametrize("undo", WITHOUT)
def test_the_file_is_that_of_the_longer_way(
    undo: Callable[[pytest.MonkeyPatch], None], paper: Document, repaired: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    undo(monkeypatch)
    assert make(paper, CSS, forks=False)[0] == repaired


@pytest.mark.slow
def test_pages_of_a_kind_share_their_styles(paper: Document) -> None:
    html = load_weasyprint().HTML(string=render_page(paper, STYLE, "paper"), base_url=STYLE.folders[0].as_uri() + "/")
    pages = html.render().pages
    assert len(pages) > 5
    assert len({id(page._page_box.style) for page in pages}) < 5


def test_a_first_page_that_is_made_again_has_the_lengths_of_its_size_then(monkeypatch: pytest.MonkeyPatch) -> None:
    css = "@page { size: A6; margin-left: 20vw } p::after { content: counter(pages); margin-left: 1ex }"
    page = f"<style>{css}</style>{'<p>He was held in Strelsau.</p>' * 60}"

    def write() -> bytes:
        return bytes(load_weasyprint().HTML(string=page).write_pdf(pdf_identifier=True))

    ours = write()
    without_page_styles(monkeypatch)
    assert ours == write()


@pytest.mark.parametrize("identifier", [True, False, b"told"])
@pytest.mark.parametrize("compress", [True, False])
def test_a_file_is_written_as_pydyf_does(identifier: Any, compress: bool) -> None:
    load_weasyprint()
    import pydyf

    def write(way: Callable[..., None]) -> bytes:
        pdf = pydyf.PDF()
        for text in (b"BT ET", b"0 0 m\n" * 300, b"q\r"):
            stream = pydyf.Stream([text], compress=compress)
            pdf.add_object(stream)
            pdf.add_page(pydyf.Dictionary({"Type": "/Page", "Contents": stream.reference}))
        dropped = pydyf.Dictionary({"Gone": 1})
        pdf.add_object(dropped)
        dropped.free = "f"
        pdf.info["Title"] = pydyf.String("Pässe (2)")
        out = io.BytesIO()
        way(pdf, out, "1.7", identifier, compress)
        return out.getvalue()

    assert write(pydyf.PDF.write) == write(_find_shipped(pydyf.PDF.write))


def test_the_letters_of_a_font_are_those_that_it_names() -> None:
    files = sorted(STYLE.file(FONTS).parent.glob("*.ttf"))
    assert files
    for file in files[:2]:
        data = file.read_bytes()
        assert _read_letters(data) == frozenset(TTFont(BytesIO(data)).getBestCmap())
