"""Letters of every script: drawn by the style's fonts alone, or told with their sentence and the font to add."""

from __future__ import annotations

import io
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from matplotlib import get_data_path

from generator.base.diagnostics import BriefingError, Origin
from generator.base.text.direction import mark_ends
from generator.formats.docx import write_docx
from generator.formats.docx.check.file import check_docx
from generator.formats.html import write_html
from generator.formats.html_check import find_lost_words
from generator.formats.html_template import quote_css
from generator.formats.markdown import write_markdown
from generator.formats.pdf import write_pdf
from generator.formats.pdf.letters import find_letters_without_font, find_missing_letters
from generator.paper.document import Document, Paragraph, Run, Section
from generator.paper.document.numbering import number
from generator.records.style import Style
from generator.runs.add_font import add_font
from tests.support.documents import STYLE, sample, style_at

NAMES = {
    "Georgian": ("ნინო", "Noto Serif Georgian"),
    "Armenian": ("Անի", "Noto Serif Armenian"),
    "Arabic": ("محمد", "Noto Naskh Arabic"),
    "Hebrew": ("שלום", "Noto Serif Hebrew"),
    "Han": ("李明", "Noto Serif SC"),
    "Hangul": ("김민수", "Noto Serif KR"),
    "Thai": ("สมชาย", "Noto Serif Thai"),
    "Devanagari": ("राम", "Noto Serif Devanagari"),
    "Ethiopic": ("አበበ", "Noto Serif Ethiopic"),
    "Khmer": ("សុខ", "Noto Serif Khmer"),
    "Myanmar": ("အောင်", "Noto Serif Myanmar"),
    "Tibetan": ("བསོད", "Noto Serif Tibetan"),
}


def paper(*texts: str) -> Document:
    """Return a document of one paragraph for each text."""
    paragraphs = tuple(
        Paragraph(f"p{n}", (Run(text, origin=Origin("a.yaml", n, 3)),)) for n, text in enumerate(texts, 1)
    )
    return number(replace(sample(), notes={}, sections=(Section("s", 1, (Run("Names"),), paragraphs),)))


def test_each_script_is_told_with_its_sentence_place_and_font() -> None:
    found = list(find_letters_without_font(paper(*(f"The name is {name}." for name, _ in NAMES.values())), STYLE))
    assert [d.code for d in found] == ["O308"] * len(NAMES)
    for number_, (problem, (script, (name, font))) in enumerate(zip(found, NAMES.items(), strict=True), 1):
        assert (problem.severity, problem.origin) == ("error", Origin("a.yaml", number_, 3))
        assert f"the {script} letters {name[0]} " in problem.message
        assert f"“The name is {name}.”" in problem.message
        assert problem.help
        assert f"download {font} (" in problem.help
        assert "`briefing template font dialogue-paper FILE.ttf`" in problem.help


def test_what_is_drawn_without_a_letter_of_its_own_is_not_told() -> None:
    said = "Cafe\u0301 and 5\u00a0x, non\u2011b\u00adreaking, a\u200bb, zero\u200dwidth, Қазақстан, Ångström, “x” – …"
    assert list(find_letters_without_font(paper(said), STYLE)) == []
    assert find_missing_letters("aé\u2603\u2603", frozenset(map(ord, "ae\u0301"))) == "\u2603"


@pytest.fixture(scope="module")
def wider(tmp_path_factory: pytest.TempPathFactory) -> Style:
    """Return the style with a font for more scripts, added as an editor does."""
    root = tmp_path_factory.mktemp("wider")
    folder = root / "templates" / "dialogue-paper"
    shutil.copytree(STYLE.folders[0], folder)
    font = Path(get_data_path(), "fonts", "ttf", "DejaVuSans.ttf")
    for _ in range(2):  # twice is once
        assert add_font(style_at(folder), font, root) == "DejaVu Sans"
    assert (folder / "fonts" / "fonts.css").read_text("utf-8").count("DejaVuSans.ttf") == 1
    return style_at(folder)


@pytest.mark.slow
def test_an_added_font_draws_the_names_and_right_to_left_ones_stand_right(wider: Style) -> None:
    said = [
        "Nino ნინო and Ani Անի came.",
        "They are called محمد, بابا, שלום; 7 more.",
    ]
    data = write_pdf(paper(*said), wider).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = {str(font["/BaseFont"]).split("+")[-1] for page in pdf.pages for font in page.Resources.Font.values()}
    assert any("DejaVu" in font for font in fonts)
    assert all(font.startswith(("DejaVu-Sans", "Paper-")) for font in fonts), fonts
    with pypdfium2.PdfDocument(data) as pdf:
        page = pdf[0].get_textpage()
        places = {page.get_text_range(n, 1): page.get_charbox(n)[0] for n in range(page.count_chars())}
    assert {*"ნინოԱնի", *"محمد", *"שלום"} <= places.keys()
    # the first name stands first, and the number after the last; in itself each goes from right to left
    assert places["د"] < places["ب"] < places["ם"] < places["ש"] < places["7"]


@pytest.mark.slow
def test_every_format_keeps_the_order_of_names_and_their_words(wider: Style) -> None:
    said = "Three: محمد علي, بابا, שלום; 7 (שלום!)."
    marked = "Three: محمد علي\u200e, بابا\u200e, שלום\u200e; 7 (שלום\u200e!)."
    assert mark_ends(said) == marked
    assert mark_ends(marked) == marked
    assert mark_ends("Łódź, Қазақстан") == "Łódź, Қазақстан"
    document = paper(said)
    page = write_html(document, wider)
    assert marked in page.decode()
    assert find_lost_words(page, document, "paper.html.j2") == []
    word = write_docx(document, wider.file("paper.docx"), None)
    with zipfile.ZipFile(io.BytesIO(word)) as file:
        assert marked in file.read("word/document.xml").decode()
    assert check_docx(word, document) == []
    assert said in write_markdown(document).decode()


@pytest.mark.slow
def test_names_stand_right_in_contents_and_heads_of_pages_too(wider: Style) -> None:
    said, marked = "The case of محمد علي 7", "The case of محمد علي\u200e 7"
    whole = paper("Words.")
    title = (Run(said),)
    sections = tuple(replace(section, title=title) for section in whole.sections)
    about = replace(whole.properties, title=said)
    document = number(replace(whole, sections=sections, running=said, properties=about))
    page = write_html(document, wider).decode()
    contents = page[page.index('<nav class="contents"') : page.index("</nav>")]
    assert marked in contents
    assert said not in page.replace(marked, "")
    assert quote_css(said) == quote_css(marked)
    with pypdfium2.PdfDocument(write_pdf(document, wider).data) as pdf:
        words = pdf[0].get_textpage()
        places = [(words.get_text_range(n, 1), words.get_charbox(n)) for n in range(words.count_chars())]
    sevens = [box for letter, box in places if letter == "7"]
    assert len(sevens) == 2  # in the contents, and in the heading
    for seven in sevens:
        line = [box for letter, box in places if letter in "محدعلي" and abs(box[1] - seven[1]) < 8]
        assert line
        assert all(box[0] < seven[0] for box in line), "the number stands behind the name"


@pytest.mark.ci
def test_the_fonts_of_the_machine_are_not_used(wider: Style) -> None:
    """What the style asks for and does not bring along is drawn in one that it brings."""
    sheet = wider.folders[0] / "paper.css"
    css = sheet.read_text("utf-8")
    try:
        sheet.write_text(css + '\nh2, p { font-family: "DejaVu Serif", serif }\n', "utf-8")
        data = write_pdf(paper("Plain words."), wider).data
    finally:
        sheet.write_text(css, "utf-8")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = {str(font["/BaseFont"]).split("+")[-1] for page in pdf.pages for font in page.Resources.Font.values()}
    assert not any("DejaVu-Serif" in font for font in fonts), fonts


def test_what_is_no_font_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.ttf").write_bytes(b"no font")
    with pytest.raises(BriefingError) as caught:
        add_font(STYLE, tmp_path / "x.ttf", tmp_path)
    assert "this is no font" in caught.value.diagnostics[0].message
