"""The PDF: judged by others (PDF/UA-1, PDF/A-3a, qpdf) and by its own words, notes, links and properties."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import page as validator
import pikepdf
import pytest

from generator.base.diagnostics import BriefingError, render_text
from generator.formats.pdf import PdfResult, write_pdf
from generator.paper.document import Paragraph, Run, Section, find_leaves, join_inlines
from generator.paper.document.numbering import number
from tests.formats.test_pdf_notes import document as noted
from tests.formats.test_pdf_notes import prose, style
from tests.support.documents import STYLE, sample, style_at
from tests.support.pdf_letters import pdf_letters
from tests.support.places import ROOT


@pytest.fixture(scope="module")
def result() -> PdfResult:
    return write_pdf(sample(), STYLE)


@pytest.fixture
def pdf(result: PdfResult) -> Any:
    with pikepdf.open(io.BytesIO(result.data)) as opened:
        yield opened


def letters(text: str) -> str:
    return "".join(text.split())


def elements(node: Any) -> Any:
    """Yield the elements of a structure tree, from the top down."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


@pytest.mark.slow
@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_conforms(result: PdfResult, tmp_path: Path, profile: str) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(result.data)
    report = validator.validate_pdf(str(file), profile=getattr(validator.ValidationProfile, profile))
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


@pytest.mark.slow
def test_qpdf_finds_nothing(pdf: Any) -> None:
    assert pdf.check_pdf_syntax() == []


@pytest.mark.slow
def test_no_warnings_and_no_deferred_notes(result: PdfResult) -> None:
    assert (result.deferred, result.warnings) == ((), ())


@pytest.mark.slow
def test_words_and_notes_are_those_of_the_document(result: PdfResult) -> None:
    document = sample()
    blocks, notes = pdf_letters(result.data)
    assert [(id, letters(text)) for id, text in blocks] == [
        (id, letters(join_inlines(i))) for id, i in find_leaves(document)
    ]
    expected = {n: letters(join_inlines(document.notes[id].inlines)) for id, n in document.numbers.notes.items()}
    assert {n: letters(text) for n, text in notes.items()} == expected


@pytest.mark.ci
def test_same_bytes_in_another_process_and_no_font_is_left_behind(result: PdfResult, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.support.documents import sample, style_at; from"
        " generator.formats.pdf import write_pdf;sys.stdout.buffer.write(write_pdf(sample(),"
        " style_at(Path(sys.argv[1]))).data)"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Almaty", "TMPDIR": str(tmp_path)}
    again = subprocess.run(
        [sys.executable, "-c", code, str(STYLE.folders[0])], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    assert again.stdout == result.data
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_fonts_are_those_of_the_style(pdf: Any) -> None:
    names = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    assert {name.split("+")[1].split("-")[1] for name in names} == {"Serif", "Sans"}
    assert all("+Paper-" in name for name in names)


@pytest.mark.slow
def test_properties_name_organisations_and_no_machine(pdf: Any, result: PdfResult) -> None:
    info = {key: str(value) for key, value in pdf.docinfo.items()}
    assert info.pop("/Producer") == "WeasyPrint 70.0"
    assert info == {
        "/Title": "Key concerns in Ruritania",
        "/Author": "Strelsau Bureau",
        "/Subject": "Human rights in Ruritania",
        "/Keywords": "Ruritania",
        "/CreationDate": "D:202011",
    }
    assert pdf.Root.Lang == "en"
    assert str(ROOT).encode() not in result.data


@pytest.mark.slow
def test_calls_and_notes_lead_to_each_other(pdf: Any) -> None:
    places = pdf.Root.Names.Dests.Names
    names = {str(name) for name in list(places)[::2]}
    targets = [str(a.Dest) for page in pdf.pages for a in page.get("/Annots", []) if "/Dest" in a]
    for n in range(1, 11):
        assert {f"call_{n}", f"note_{n}"} <= names
        assert targets.count(f"note_{n}") == 1
        assert targets.count(f"call_{n}") == 1
    assert set(targets) <= names


@pytest.mark.slow
def test_the_tree_tells_notes_contents_and_header_cells(pdf: Any) -> None:
    tree = list(elements(pdf.Root.StructTreeRoot))
    notes = [element for element in tree if element.S == "/Note"]
    assert [str(note.ID) for note in notes] == [f"note_{n}" for n in range(1, 11)]
    assert all(note.K[0].S == "/Lbl" for note in notes)
    assert [str(e.A.Scope) for e in tree if e.S == "/TH"] == ["/Column"] * 3 + ["/Row"] * 4
    assert len([e for e in tree if e.S == "/TOCI"]) == len(sample().numbers.contents)
    ids = [str(e.ID) for e in tree if "/ID" in e]
    assert len(ids) == len(set(ids))
    assert sorted(ids) == [str(name) for name in list(pdf.Root.StructTreeRoot.IDTree.Names)[::2]]


@pytest.mark.slow
@pytest.mark.parametrize("scope", ["", ' scope="{{ scope }}group"'])
def test_header_cells_of_a_template_are_those_of_their_place_where_they_say_no_more(scope: str, tmp_path: Path) -> None:
    folder = style(tmp_path)
    page = folder / "paper.html.j2"
    page.write_text(page.read_text("utf-8").replace(' scope="{{ scope }}"', scope), "utf-8")
    with pikepdf.open(io.BytesIO(write_pdf(sample(), style_at(folder)).data)) as opened:
        tree = list(elements(opened.Root.StructTreeRoot))
    assert [str(e.A.Scope) for e in tree if e.S == "/TH"] == ["/Column"] * 3 + ["/Row"] * 4


@pytest.mark.slow
def test_bookmarks_are_the_sections(pdf: Any) -> None:
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root][:2] == ["Overview", "1 Freedom of expression"]


def page_words(data: bytes, number: int) -> str:
    """Return everything that stands on a page, read as a viewer would."""
    run = ["pdftotext", "-f", str(number), "-l", str(number), "-", "-"]
    return subprocess.run(run, input=data, capture_output=True, check=True).stdout.decode()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler")
def test_the_mark_stands_on_every_page() -> None:
    result = write_pdf(replace(sample(), mark="For partners only"), STYLE)
    with pikepdf.open(io.BytesIO(result.data)) as opened:
        count = len(opened.pages)
    for n in range(1, count + 1):
        text = page_words(result.data, n)
        assert "For partners only" in text
        assert f"Page {n} of {count}" in text
    blocks, _ = pdf_letters(result.data)
    assert "For partners only" not in " ".join(text for _, text in blocks)


@pytest.mark.slow
def test_a_paragraph_and_a_table_over_two_pages_are_one_each() -> None:
    long = Paragraph("long", (Run(prose(1500)),))
    paper = noted([("header", 40, [5])] * 3)
    section = paper.sections[0]
    table = section.blocks[0]
    rows = tuple(replace(row, id=f"r{n}", cells=_again(row.cells, n)) for n in range(30) for row in table.body[:1])
    section = replace(section, blocks=(long, replace(table, body=rows)))
    paper = number(replace(paper, sections=(section,), notes={"n0.0": paper.notes["n0.0"]}))
    data = write_pdf(paper, STYLE).data
    with pikepdf.open(io.BytesIO(data)) as opened:
        tree = list(elements(opened.Root.StructTreeRoot))
        assert len(opened.pages) >= 4
    assert [str(e.S) for e in tree].count("/Table") == 1
    assert [str(e.S) for e in tree].count("/THead") == 1
    assert len([e for e in tree if e.get("/ID") == "long"]) == 1
    blocks, _ = pdf_letters(data)
    assert [(id, letters(text)) for id, text in blocks] == [
        (id, letters(join_inlines(i))) for id, i in find_leaves(paper)
    ]


def _again(cells: Any, n: int) -> Any:
    return tuple(
        replace(cell, id=f"{cell.id}.{n}", blocks=tuple(replace(p, id=f"{p.id}.{n}") for p in cell.blocks))
        for cell in cells
    )


@pytest.mark.slow
def test_a_letter_that_no_font_has_is_an_error() -> None:
    paragraph = Paragraph("p", (Run("A snowman ☃."),))
    paper = replace(sample(), notes={}, sections=(Section("s", 1, (Run("Weather"),), (paragraph,)),))
    with pytest.raises(BriefingError) as caught:
        write_pdf(number(paper), STYLE)
    assert [d.code for d in caught.value.diagnostics] == ["O308"]
    assert "☃" in caught.value.diagnostics[0].message


@pytest.mark.slow
def test_a_file_that_the_style_lacks_is_an_error(tmp_path: Path) -> None:
    folder = style(tmp_path)
    (folder / "fonts" / "SourceSerif4-Regular.ttf").unlink()
    with pytest.raises(BriefingError) as caught:
        write_pdf(sample(), style_at(folder))
    assert [d.code for d in caught.value.diagnostics] == ["P208"]
    assert caught.value.diagnostics[0].message.startswith("`fonts/SourceSerif4-Regular.ttf`, which ")


@pytest.mark.slow
@pytest.mark.parametrize("asked", ["broken.svg", "../../gone.png", "elsewhere"])
def test_no_message_tells_the_folders_of_the_machine(asked: str, tmp_path: Path) -> None:
    """Of what is there and is no picture, of what leads out, and of what is named with them."""
    folder = style(tmp_path)
    (folder / "broken.svg").write_text("<svg", "utf-8")
    address = (tmp_path / "elsewhere.png").as_uri() if asked == "elsewhere" else asked
    css, page = folder / "paper.css", folder / "paper.html.j2"
    css.write_text(f'{css.read_text("utf-8")}\nbody {{ background: url("{address}") }}\n', "utf-8")
    page.write_text(page.read_text("utf-8").replace("</body>", f'<img src="{asked}" alt="x"></body>'), "utf-8")
    try:
        told = write_pdf(sample(), style_at(folder)).warnings
    except BriefingError as error:
        told = error.diagnostics
    said = "\n".join(map(render_text, told))
    assert asked in said
    assert str(tmp_path) not in said


@pytest.mark.slow
def test_a_misspelt_property_is_told_with_its_place(tmp_path: Path) -> None:
    folder = style(tmp_path)
    text = (folder / "paper.css").read_text("utf-8") + "\n.lead { colour: red; }\n"
    (folder / "paper.css").write_text(text, "utf-8")
    (warning,) = write_pdf(sample(), style_at(folder)).warnings
    assert (warning.code, warning.message) == ("O307", "Ignored `colour: red`, unknown property.")
    assert warning.origin == (f"{folder.name}/paper.css", text.count("\n"), 9)
    assert warning.excerpt == ".lead { colour: red; }"


def test_a_style_sheet_that_cannot_be_read_is_told_before_any_layout(tmp_path: Path) -> None:
    folder = style(tmp_path)
    text = (folder / "paper.css").read_text("utf-8")
    (folder / "paper.css").write_text(text.replace("vertical-align: top }", "vertical-align: top", 1), "utf-8")
    with pytest.raises(BriefingError) as caught:
        write_pdf(sample(), style_at(folder))
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.origin.file) == ("P206", f"{folder.name}/paper.css")
    assert (problem.excerpt or "").endswith("vertical-align: top")


@pytest.mark.slow
def test_nothing_is_fetched_from_elsewhere(tmp_path: Path) -> None:
    folder = style(tmp_path)
    with (folder / "paper.css").open("a") as css:
        css.write("@import url(https://example.org/look.css); body { background: url(https://example.org/a.png) }")
    with pytest.raises(BriefingError) as caught:
        write_pdf(sample(), style_at(folder))
    assert "https://example.org" in caught.value.diagnostics[0].message


@pytest.mark.slow
def test_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import weasyprint

    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(BriefingError) as caught:
        write_pdf(sample(), STYLE)
    assert [d.code for d in caught.value.diagnostics] == ["O302"]


@pytest.mark.slow
def test_without_pango_the_error_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")")
    code = (
        "from pathlib import Path; from tests.support.documents import sample, style_at; from generator.formats.pdf"
        " import write_pdf\nfrom generator.base.diagnostics import BriefingError, render_text\ntry: write_pdf(sample(),"
        " style_at(Path('templates/dialogue-paper')))\nexcept BriefingError as error:"
        " print(render_text(error.diagnostics[0]))"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.startswith("dialogue-paper/paper.css:1:1: error O301 pango-missing")
    for words_of_help in ("apt-get install libpango-1.0-0", "dnf install pango", "brew install pango", "pacman -S"):
        assert words_of_help in told.stdout


@pytest.mark.slow
def test_importing_the_writer_imports_no_weasyprint() -> None:
    code = (
        "import sys, generator.formats.pdf, generator.formats.html; print({'weasyprint', 'jinja2', 'pikepdf'} &"
        " set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"
