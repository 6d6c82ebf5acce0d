"""What the named styles of paper.docx say, the PDF and the web page look like."""

from __future__ import annotations

import io
import math
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.diagnostics import BriefingError
from generator.formats.docx import write_docx
from generator.formats.docx.styles import NEEDED, SPACERS
from generator.formats.html import write_html
from generator.formats.look import build_look_css
from generator.formats.look.colour import DARK, darken_fill, darken_line, darken_words, measure_contrast
from generator.formats.look.declarations import Scale, build_block_css, build_words_css
from generator.formats.look.paper import Look
from generator.formats.look.selectors import CHARACTERS, GRIDS, PARAGRAPHS
from generator.formats.look.sheet import read_style_paper
from generator.formats.look.word import read_word_look
from generator.formats.pdf import write_pdf
from generator.formats.stylesheet import build_stylesheet, find_css_origin
from generator.records.style import Style
from generator.runs.build import make_files
from tests.formats.test_pdf_notes import document as noted
from tests.support import libreoffice
from tests.support.documents import STYLE, sample, style_at
from tests.support.docx_files import TEMPLATE, changed, replaced
from tests.support.workspaces import EDITION, write

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
THEME = f"""<a:theme xmlns:a="{A}"><a:themeElements><a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="101010"/></a:dk1>
<a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme><a:fontScheme name="x"><a:majorFont><a:latin typeface="Georgia"/></a:majorFont>
<a:minorFont><a:latin typeface="Verdana"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>"""  # noqa: E501
STYLES = "word/styles.xml"


def paper(styles: str, defaults: str = "", **parts: str) -> Look:
    """Return the look of a Word file with these styles."""
    root = f'<w:styles xmlns:w="{W}"><w:docDefaults>{defaults}</w:docDefaults>{styles}</w:styles>'
    document = parts.pop("document", "")
    body = f'<w:document xmlns:w="{W}"><w:body>{document}</w:body></w:document>'
    return read_word_look(
        {"styles": root.encode(), "document": body.encode(), **{k: v.encode() for k, v in parts.items()}}
    )


def style(name: str, ppr: str = "", rpr: str = "", based: str = "", kind: str = "paragraph", more: str = "") -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name'
        f' w:val="{name}"/>{on}<w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr>{more}</w:style>'
    )


def css(found: Look, name: str, medium: Any = "paper") -> dict[str, str]:
    """Return what is said of a style of paragraphs in CSS."""
    named, scale = found.named[name], Scale(medium, 10)
    fonts = {named.words.font: named.words.font}
    return build_words_css(named.words, named.block, scale, fonts) | dict(
        build_block_css(named.block, scale, layout=False)
    )


def test_a_style_takes_over_what_it_does_not_say() -> None:
    found = paper(
        style("Base", '<w:spacing w:before="100" w:after="60"/>', '<w:b/><w:color w:val="112233"/><w:sz w:val="30"/>')
        + style("Middle", '<w:spacing w:after="0"/>', "<w:i/>", based="Base")
        + style("Own", "", '<w:color w:val="445566"/>', based="Middle"),
        '<w:rPrDefault><w:rPr><w:rFonts w:ascii="Cambria"/><w:sz w:val="20"/></w:rPr></w:rPrDefault>',
    ).named["own"]
    assert (found.words.font, found.words.size, found.words.colour) == ("Cambria", 15, "#445566")
    assert (found.words.bold, found.words.italic) == (True, True)
    assert (found.block.before, found.block.after) == (5, 0)


def test_a_circle_of_styles_ends() -> None:
    found = paper(style("One", "", "<w:b/>", based="Other") + style("Other", "", '<w:sz w:val="30"/>', based="One"))
    assert (found.named["one"].words.bold, found.named["one"].words.size) == (True, 15)


@pytest.mark.parametrize(
    ("said", "on"), [("<w:b/>", True), *((f'<w:b w:val="{off}"/>', False) for off in ("0", "false", "off"))]
)
def test_a_toggle_is_turned_off_again(said: str, on: bool) -> None:
    found = paper(style("Base", "", "<w:b/>") + style("Own", "", said, based="Base"))
    assert found.named["own"].words.bold is on
    assert css(found, "own")["font-weight"] == ("700" if on else "400")


def test_colours_and_fonts_of_the_theme() -> None:
    found = paper(
        style("Plain", "", '<w:rFonts w:asciiTheme="majorHAnsi"/><w:color w:val="FF0000" w:themeColor="accent1"/>')
        + style("Dark", "", '<w:color w:val="FF0000" w:themeColor="accent1" w:themeShade="80"/>')
        + style("Light", "", '<w:color w:val="FF0000" w:themeColor="accent1" w:themeTint="80"/>')
        + style("Text", "", '<w:rFonts w:asciiTheme="minorHAnsi"/><w:color w:val="auto" w:themeColor="text1"/>')
        + style("Own", "", '<w:rFonts w:ascii="Candara"/><w:color w:val="auto"/>', based="Plain"),
        theme=THEME,
    )
    words = {name: found.named[name].words for name in ("plain", "dark", "light", "text", "own")}
    assert [words[name].font for name in ("plain", "text", "own")] == ["Georgia", "Verdana", "Candara"]
    assert (words["plain"].colour, words["text"].colour, words["own"].colour) == ("#4472c4", "#101010", "#000000")
    # darker by half and lighter by half, as Word shows them, save for what rounding does
    for name, expected in (("dark", "203864"), ("light", "a1b8e1")):
        pairs = zip(bytes.fromhex(words[name].colour[1:]), bytes.fromhex(expected), strict=True)
        assert max(abs(one - other) for one, other in pairs) <= 1, words[name].colour


@pytest.mark.parametrize(
    ("spacing", "expected"),
    [
        ('w:line="400" w:lineRule="exact"', "20pt"),
        ('w:line="400" w:lineRule="atLeast"', "20pt"),
        ('w:line="100" w:lineRule="atLeast"', "11.5pt"),  # letters of 10 points are higher than that
        ('w:line="100" w:lineRule="exact"', "5pt"),
        ('w:line="360" w:lineRule="auto"', "1.8"),
        ("", "1.2"),
    ],
)
def test_distances_of_lines(spacing: str, expected: str) -> None:
    found = paper(style("Own", f"<w:spacing {spacing}/>", '<w:sz w:val="20"/>'))
    assert css(found, "own")["line-height"] == expected


def test_indents_borders_and_grounds() -> None:
    found = css(
        paper(
            style(
                "Own",
                '<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="1A4472"/><w:bottom w:val="double"'
                ' w:sz="4" w:space="1" w:color="auto"/><w:right w:val="nil"/></w:pBdr><w:shd w:val="clear"'
                ' w:color="auto" w:fill="EEF3F8"/><w:spacing w:before="240" w:after="60"/><w:ind w:left="400"'
                ' w:right="200" w:firstLine="100"/><w:jc w:val="both"/><w:pageBreakBefore/>',
            )
        ),
        "own",
    )
    assert found["margin"] == "12pt 10pt 3pt 9pt"  # Word draws the border outside the indent
    assert (found["border-left"], found["padding-left"]) == ("3pt solid #1a4472", "8pt")
    assert (found["border-bottom"], found["padding-bottom"]) == ("0.5pt double #000000", "1pt")
    assert (found["background"], found["text-indent"], found["text-align"]) == ("#eef3f8", "5pt", "justify")
    assert found["break-before"] == "page"
    assert "border-right" not in found


def test_a_hanging_indent_takes_the_place_of_a_first_line() -> None:
    found = paper(
        style("Base", '<w:ind w:left="400" w:firstLine="100"/>')
        + style("Own", '<w:ind w:hanging="200"/>', based="Base")
    )
    assert (found.named["own"].block.left, found.named["own"].block.first) == (20, -10)


def test_capitals_and_spaces_between_letters() -> None:
    found = paper(
        style("Caps", "", '<w:caps/><w:spacing w:val="24"/><w:sz w:val="24"/>')
        + style("Small", "", "<w:smallCaps/>")
        + style("Off", "", '<w:caps w:val="0"/>', based="Caps")
    )
    assert (css(found, "caps")["text-transform"], css(found, "caps")["letter-spacing"]) == ("uppercase", "0.1em")
    assert css(found, "small")["font-variant-caps"] == "small-caps"
    assert css(found, "off")["text-transform"] == "none"


def test_a_pattern_is_the_colour_that_it_has_from_afar() -> None:
    found = paper(style("Own", '<w:shd w:val="pct20" w:color="000000" w:fill="FFFFFF"/>'))
    assert found.named["own"].block.fill == "#cccccc"


def test_lines_and_cells_of_tables() -> None:
    grid = paper(
        style(
            "Base",
            kind="table",
            more='<w:tblPr><w:tblCellMar><w:left w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>',
        )
        + style(
            "Own",
            kind="table",
            based="Base",
            more=(
                '<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="12" w:color="1A4472"/><w:insideH w:val="single"'
                ' w:sz="4" w:color="B8C6D6"/></w:tblBorders><w:tblCellMar><w:top w:w="40"'
                ' w:type="dxa"/></w:tblCellMar></w:tblPr><w:tcPr><w:shd w:val="clear"'
                ' w:fill="EEF3F8"/></w:tcPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom'
                ' w:val="single" w:sz="8" w:color="445566"/></w:tcBorders></w:tcPr></w:tblStylePr>'
            ),
        )
    ).grids["own"]
    assert {side: (line.width, line.colour) for side, line in grid.borders.items()} == {
        "top": (1.5, "#1a4472"),
        "insideH": (0.5, "#b8c6d6"),
    }
    assert (grid.padding, grid.fill) == ((2, 0, 0, 5.4), "#eef3f8")
    assert grid.head_borders["bottom"].colour == "#445566"


def test_the_page_and_the_one_on_its_side() -> None:
    upright = (
        '<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1000" w:bottom="1200" w:left="1100"'
        ' w:header="700" w:footer="600"/></w:sectPr>'
    )
    found = paper(style("Own"), document=upright)
    assert (found.upright.size, found.upright.margins) == ((612, 792), (72, 50, 60, 55))
    assert (found.lying.size, found.lying.margins) == ((792, 612), (50, 50, 50, 50))
    lying = (
        '<w:p><w:pPr><w:sectPr><w:pgSz w:w="15840" w:h="12240" w:orient="landscape"/><w:pgMar w:top="720" w:right="720"'
        ' w:bottom="720" w:left="720"/></w:sectPr></w:pPr></w:p>'
    )
    assert paper(style("Own"), document=lying + upright).lying.margins == (36, 36, 36, 36)
    assert paper(style("Own")).upright.size == (595.3, 841.9)


@pytest.mark.parametrize("name", [name for name in NEEDED if name not in SPACERS])
def test_every_style_of_words_has_a_place(name: str) -> None:
    assert name in PARAGRAPHS or name in CHARACTERS or name in GRIDS


def test_whatever_is_said_of_the_look_counts_less_than_paper_css() -> None:
    sheet = build_look_css(STYLE, "screen")
    for line in sheet.splitlines():
        if line.startswith(":where("):
            assert re.fullmatch(r":where\((?:[^()]|\([^()]*\))*\)(::marker)? \{.*\}", line), line
    assert "h2" in sheet


colours = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


def hue(colour: str) -> tuple[float, float, float]:
    """Return a and b of OKLab, and their length."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return a, b, math.hypot(a, b)


@pytest.mark.slow
@given(colours, colours)
def test_words_on_dark_screens_are_legible_and_of_the_same_hue(colour: str, ground: str) -> None:
    dark = darken_words(colour)
    assert measure_contrast(dark, DARK) >= 4.5
    assert measure_contrast(dark, darken_fill(ground)) >= 4.5
    (a, b, chroma), (c, d, lighter) = hue(colour), hue(dark)
    if min(chroma, lighter) > 0.04:
        assert (a * c + b * d) / (chroma * lighter) > math.cos(math.radians(8)), (colour, dark)


@pytest.mark.slow
@given(colours)
def test_lines_on_dark_screens_can_be_seen(colour: str) -> None:
    assert 1.5 <= measure_contrast(darken_line(colour), DARK) <= 6


def with_word(tmp_path: Path, edits: dict[str, Any]) -> Style:
    """Return a copy of the dialogue paper's style whose paper.docx is edited."""
    folder = tmp_path / "style"
    shutil.copytree(STYLE.folders[0], folder)
    (folder / "paper.docx").write_bytes(changed(TEMPLATE.read_bytes(), edits))
    return style_at(folder)


@pytest.mark.slow
def test_a_rule_of_paper_css_counts_more(colour: Callable[..., str], tmp_path: Path) -> None:
    ours = with_word(tmp_path, {STYLES: replaced("1A4472", "0000FF", 99)})
    with ours.file("paper.css").open("a") as sheet:
        sheet.write("\nh2 { color: #00ff00 }\n")
    colours = {colour(page, "h2", "color") for page in [write_html(sample(), ours)]}
    assert colours == {"rgb(0, 255, 0)"}


@pytest.fixture(scope="module")
def colour() -> Iterator[Callable[..., str]]:
    """Return a function that tells what Chromium, started once, makes of a property of the page's first element that
    the selector finds."""
    program = shutil.which("chromium")
    if program is None:
        assert not os.environ.get("CI"), "Chromium is missing"
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])

        def told(page: bytes, selector: str, name: str, *, dark: bool = False) -> str:
            tab = browser.new_page(color_scheme="dark" if dark else "light", viewport={"width": 1300, "height": 900})
            tab.set_content(page.decode())
            ask = "([selector, name]) => getComputedStyle(document.querySelector(selector)).getPropertyValue(name)"
            found = str(tab.evaluate(ask, [selector, name]))
            tab.close()
            return found

        try:
            yield told
        finally:
            browser.close()


def drawn(pdf: Path, word: str) -> tuple[float, float, set[tuple[int, int, int]]]:
    """Return where the word begins where it is largest and how high it is, in points, and the colours of its pixels."""
    if not shutil.which("pdftotext"):
        assert not os.environ.get("CI"), "pdftotext of poppler-utils is missing"
        pytest.skip("needs poppler-utils")
    from PIL import Image

    text = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True).stdout.decode()
    edges = re.compile(rf'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">{word}<')
    found = [
        (float(box[4]) - float(box[2]), number, [float(box[n]) for n in (1, 2, 3, 4)])
        for number, page in enumerate(text.split("<page ")[1:], 1)
        for box in edges.finditer(page)
    ]
    high, number, (left, top, right, bottom) = max(found)
    run = ["pdftoppm", "-r", "72", "-png", "-f", str(number), "-l", str(number), str(pdf)]
    picture = Image.open(io.BytesIO(subprocess.run(run, capture_output=True, check=True).stdout)).convert("RGB")
    part = picture.crop((int(left), int(top), int(right), int(bottom)))
    return left, high, {pixel for _, pixel in part.getcolors(1 << 20) or []}  # type: ignore[misc]


@pytest.mark.ci
def test_what_is_made_blue_in_word_is_blue_in_the_pdf_and_on_the_web(
    colour: Callable[..., str], tmp_path: Path
) -> None:
    root = write(tmp_path / "work", style=True)
    template = root / "templates/dialogue-paper/paper.docx"
    made = {file.format: file.data for file in make_files(root, EDITION, ["pdf", "html"]).files}
    (tmp_path / "before.pdf").write_bytes(made["pdf"])
    left, high, before = drawn(tmp_path / "before.pdf", "Overview")
    assert colour(made["html"], "section.overview > h2", "color") == "rgb(26, 68, 114)"
    template.write_bytes(libreoffice.restyled(template.read_bytes(), "Heading 1", 0x0000FF, 30, 4000))
    made = {file.format: file.data for file in make_files(root, EDITION, ["pdf", "html"]).files}
    (tmp_path / "after.pdf").write_bytes(made["pdf"])
    after_left, after_high, after = drawn(tmp_path / "after.pdf", "Overview")
    assert (0, 0, 255) in after
    assert (0, 0, 255) not in before
    assert after_high / high == pytest.approx(30 / 17, rel=0.02)
    assert after_left == pytest.approx(4000 / 2540 * 72, abs=0.6)
    assert left == pytest.approx(1418 / 20, abs=0.6)
    assert colour(made["html"], "section.overview > h2", "color") == "rgb(0, 0, 255)"
    # lighter, so that it can be read there, and of the same hue
    assert colour(made["html"], "section.overview > h2", "color", dark=True) == "rgb({}, {}, {})".format(
        *(int(darken_words("#0000ff")[at : at + 2], 16) for at in (1, 3, 5))
    )


@pytest.mark.ci
def test_a_font_that_the_style_has_not_is_told_and_another_of_its_kind_stands_in(tmp_path: Path) -> None:
    ours = with_word(tmp_path, {STYLES: replaced('w:ascii="Calibri"', 'w:ascii="Garamond Premier"')})
    made = write_pdf(sample(), ours)
    (warning,) = made.warnings
    assert (warning.code, warning.origin.file) == ("P207", "style/paper.docx")
    assert "`Garamond Premier` (style 'Cover Kind')" in warning.message
    assert "`Paper Serif` stands in for it" in warning.message
    assert "fonts: {Garamond Premier: Paper Serif}" in (warning.help or "")
    assert write_pdf(sample(), replace(ours, fonts={**ours.fonts, "Garamond Premier": "Paper Serif"})).warnings == ()
    page = write_html(sample(), ours).decode()
    assert '"Paper Serif", "Garamond Premier", "Charter", "Iowan Old Style", "Georgia", serif' in page


@pytest.mark.slow
def test_a_font_in_template_yaml_that_the_style_has_not_is_told(tmp_path: Path) -> None:
    ours = with_word(tmp_path, {STYLES: replaced("Cover Kind", "Cover  Kind")})
    record = ours.file("template.yaml")
    record.write_text(record.read_text("utf-8").replace("Paper Sans", "Papar Sans"), "utf-8")
    found = write_pdf(sample(), replace(ours, fonts={"Cambria": "Paper Serif", "Calibri": "Papar Sans"})).warnings
    line = record.read_text("utf-8").split("\n").index("fonts: {Cambria: Paper Serif, Calibri: Papar Sans}") + 1
    assert [(w.code, w.origin.file, w.origin.line, w.help) for w in found if w.origin.file.endswith(".yaml")] == [
        ("P207", "style/template.yaml", line, "did you mean `Paper Sans`?")
    ]


def test_a_bullet_in_a_font_of_signs_is_a_bullet(tmp_path: Path) -> None:
    symbol = '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>'
    edit = re.compile(
        r'(<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText'
        r' w:val=)"•"(/>.*?)<w:rPr>.*?</w:rPr>'
    )
    ours = with_word(
        tmp_path, {"word/numbering.xml": lambda text: edit.sub(rf'\1"{chr(0xF0B7)}"\2{symbol}', text, count=1)}
    )
    assert ':where(ul.bullets) { padding-left: 17pt; list-style-type: "\\2022 \\2002 " }' in build_look_css(
        ours, "paper"
    )


@pytest.mark.slow
def test_a_style_without_a_word_file_is_plain(tmp_path: Path) -> None:
    folder = tmp_path / "style"
    shutil.copytree(STYLE.folders[0], folder, ignore=shutil.ignore_patterns("paper.docx"))
    assert b"<h1" in write_html(sample(), style_at(folder))
    # marks of lists stand within the page: the judge of the pages would tell those that do not
    assert write_pdf(sample(), style_at(folder)).warnings == ()


def test_lists_that_a_word_file_lacks_are_indented(tmp_path: Path) -> None:
    ours = with_word(tmp_path, {STYLES: replaced('w:name w:val="List Bullet"', 'w:name w:val="Liste"')})
    plain = style_at(tmp_path / "none")
    rule = ':where(ul.bullets) { padding-left: 18pt; list-style-type: "\\2022 \\2002 " }'
    assert rule in build_look_css(ours, "paper")
    assert rule in build_look_css(plain, "paper")
    assert ":where(ol.numbers) { padding-left: 19.85pt" in build_look_css(ours, "paper")


@pytest.mark.slow
@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04 and no more"])
def test_a_word_file_that_is_none_is_told_once(data: bytes, tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    (root / "templates/dialogue-paper/paper.docx").write_bytes(data)
    for formats in (["docx", "pdf", "html"], ["pdf"], ["html"]):
        with pytest.raises(BriefingError) as caught:
            make_files(root, EDITION, formats)
        told = [(d.code, d.origin.file) for d in caught.value.diagnostics if d.severity == "error"]
        assert told == [("P116", "templates/dialogue-paper/paper.docx")]


@pytest.mark.parametrize("part", ["styles", "numbering"])
def test_a_part_that_is_missing_is_told_in_the_same_words_by_every_format(tmp_path: Path, part: str) -> None:
    ours = with_word(tmp_path, {f"word/{part}.xml": None})
    told = []
    for write_one in (lambda: write_docx(sample(), ours.file("paper.docx")), lambda: write_html(sample(), ours)):
        with pytest.raises(BriefingError) as caught:
            write_one()
        told += caught.value.diagnostics
    assert told[0] == told[1]
    assert f"its part for {part} is missing" in told[0].message


@pytest.mark.slow
def test_hostile_words_in_a_word_file_stay_words(tmp_path: Path) -> None:
    name = "x&quot;}&lt;/style&gt;&lt;script&gt;"
    ours = with_word(tmp_path, {STYLES: replaced('w:ascii="Calibri"', f'w:ascii="{name}"', 99)})
    assert b"<script" not in write_html(sample(), ours)
    broken = with_word(tmp_path / "more", {STYLES: replaced('<w:sz w:val="34"/>', '<w:sz w:val="34;}"/>')})
    assert read_style_paper(broken).named["heading 1"].words.size == 10


@pytest.mark.ci
def test_the_layout_engine_has_nothing_to_say_of_what_word_says(tmp_path: Path) -> None:
    """All that Word can say of the sample's styles at once."""
    said = '<w:caps/><w:spacing w:val="20"/><w:u w:val="single" w:color="FF0000"/><w:i/>'
    ours = with_word(tmp_path, {STYLES: lambda text: text.replace("<w:rPr><w:b/>", f"<w:rPr>{said}<w:b/>")})
    assert write_pdf(sample(), ours).warnings == ()


def test_lines_of_paper_css_are_counted_after_what_word_says() -> None:
    ahead = build_look_css(STYLE, "paper").count("\n") + 1
    own = STYLE.file("paper.css").read_text("utf-8").split("\n")
    assert build_stylesheet(STYLE, "paper").split("\n")[ahead:] == own
    assert find_css_origin(STYLE, ahead, 1) is None
    assert find_css_origin(STYLE, ahead + 1, 1) == (("dialogue-paper/paper.css", 1, 1), own[0])
    assert find_css_origin(STYLE, ahead + len(own) + 1, 1) is None


def test_a_part_may_have_another_name(tmp_path: Path) -> None:
    """Word on the web calls the body document2.xml, and names its relationships accordingly."""
    path = tmp_path / "paper.docx"
    with zipfile.ZipFile(TEMPLATE) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith((".rels", "[Content_Types].xml")):
                data = data.replace(b"word/document.xml", b"word/document2.xml")
            new.writestr(name.replace("document.xml", "document2.xml"), data)
    assert read_style_paper(style_at(tmp_path)) == read_style_paper(STYLE)


@pytest.mark.ci
def test_the_line_at_the_foot_stands_below_the_text_with_narrow_margins(tmp_path: Path) -> None:
    """As Word's own "Narrow": margins of half an inch, and the line at the foot half an inch from the edge."""
    folder = tmp_path / "style"
    shutil.copytree(STYLE.folders[0], folder)
    narrow = '<w:pgMar w:top="720" w:right="720" w:bottom="720" w:left="720" w:header="720" w:footer="720"/>'
    edit = {"word/document.xml": lambda text: re.sub("<w:pgMar[^>]*>", narrow, text)}
    (folder / "paper.docx").write_bytes(changed(TEMPLATE.read_bytes(), edit))
    assert write_pdf(noted([("text", 400, [90])] * 3), style_at(folder)).data  # or O315
