"""The web page is sealed: nothing in it runs, nothing is fetched, whatever a style says, whatever formats are built."""

from __future__ import annotations

import base64
import io
import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from generator.base.diagnostics import BriefingError, Diagnostic
from generator.formats.html import make_data_uri, render_page, write_html
from generator.formats.html_template import TEMPLATE, find_page_faults
from generator.formats.markdown import write_markdown
from generator.formats.pdf import write_pdf
from generator.formats.stylesheet import STYLESHEET
from generator.formats.web.allowed import _PLAIN, _TAG, _judge, find_forbidden
from generator.formats.web.css import find_outward_css
from generator.formats.web.seal import POLICY
from generator.paper.document import Link, NoteCall, Paragraph, Picture, Run, Section
from generator.paper.document.numbering import number
from generator.records.style import Style
from generator.review.sheet.page import SCRIPT
from tests.paper.test_columns import HEAD, LONG, table
from tests.support.commands import run
from tests.support.documents import STYLE, note, sample, style_at
from tests.support.logos import PLANTED, TELLING_SVG, make_telling_jpeg, make_telling_png
from tests.support.places import ROOT
from tests.support.workspaces import EDITION, with_pages, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OUT = "https://elsewhere.example"


def style_with(
    tmp_path: Path, page: str = "", css: str = "", files: dict[str, bytes] | None = None, at: str = "<main>"
) -> Style:
    """Return the style with this in its page, after `at`, and in its CSS; and files beside them."""
    folder = tmp_path / "style"
    shutil.copytree(STYLE.folders[0], folder, dirs_exist_ok=True)
    text = (folder / TEMPLATE).read_text("utf-8")
    assert text.count(at) == 1
    (folder / TEMPLATE).write_text(text.replace(at, f"{at}\n{page}"), "utf-8")
    sheet = folder / STYLESHEET
    sheet.write_text(f"{sheet.read_text('utf-8')}\n{css}", "utf-8")
    for name, data in (files or {}).items():
        (folder / name).write_bytes(data)
    return style_at(folder)


def faults(style: Style) -> list[Diagnostic]:
    with pytest.raises(BriefingError) as raised:
        write_html(sample(), style)
    return list(raised.value.diagnostics)


ACTIVE = [
    "<script>x()</script>", f'<script src="{OUT}/x.js"></script>', "<SCRIPT>x()</SCRIPT>", '<p onclick="x()">a</p>',
    "<p ONCLICK=x()>a</p>", "<form></form>", f'<iframe src="{OUT}"></iframe>', f'<object data="{OUT}"></object>',
    f'<embed src="{OUT}">', f'<meta http-equiv="refresh" content="0; url={OUT}">', "<base target=_blank>",
    "<input>", "<button>a</button>", '<a href="javascript:x()">a</a>', '<a href="java&#9;script:x()">a</a>',
    '<a href=" javascript:x()">a</a>', '<a href="&#106;avascript:x()">a</a>', '<a href="data:text/html,x">a</a>',
    "<noscript><p>a</p></noscript>", "<template><p>a</p></template>", "<math><mi>a</mi></math>", "<video></video>",
    "<svg><style><img src=x onerror=x()></style></svg>", "<svg><script>x()</script></svg>",
    '<svg onload="x()"></svg>', "<svg><foreignObject></foreignObject></svg>", "<svg><animate/></svg>",
    "<textarea></textarea><p>", "<plaintext>", "<p/onclick=x()>", "< script>x()</script>", "<p <b>a</p>",
    "<![CDATA[ a ]]>", "<?php x() ?>", "<!-- a --!><script>x()</script>", "<!--><script>x()</script>-->",
    '<p class="a"onclick="x()">a</p>', "<frameset></frameset>", "<marquee>a</marquee>", "<dialog open>a</dialog>",
]  # fmt: skip
OUTWARD = [
    f'<img src="{OUT}/x.png" alt="a">', f"<img src={OUT}/x.png>", f'<img srcset="{OUT}/x.png 2x" src="data:,">',
    '<img src="//elsewhere.example/x.png">', '<img src="file:///etc/hostname">', '<img src="none.png" alt="a">',
    f'<link rel="stylesheet" href="{OUT}/x.css">', f'<link rel="preconnect" href="{OUT}">',
    '<LINK REL=preload HREF="//elsewhere.example">', f'<link rel="icon" href="{OUT}/x.ico">',
    f"<p style=\"background: url('{OUT}/x.png')\">a</p>", f'<p style="background: url({OUT}/x.png)">a</p>',
    f"<style>@import '{OUT}/x.css';</style>", f"<style>p {{ background: url({OUT}/x) }}</style>",
    f'<body background="{OUT}/x.png">', f'<table background="{OUT}/x.png"></table>', f'<a ping="{OUT}" href="#a">a</a>',
    f'<svg><use href="{OUT}/x.svg#a"/></svg>', f'<svg><rect fill="url({OUT}/x.svg#a)"/></svg>',
    f'<svg><image href="{OUT}/x.png"/></svg>', '<a href="file:///etc/hostname">a</a>',
    '<a href="//elsewhere.example">a</a>',
    f'<meta name="author" content="{PLANTED}">', f'<meta name="generator" content="{PLANTED}">',
    '<meta name="referrer" content="unsafe-url">', '<meta http-equiv="x-dns-prefetch-control" content="on">',
]  # fmt: skip
CSS = [
    f"p {{ background: url({OUT}/x.png) }}", f'p {{ background: url("{OUT}/x.png") }}', f"@import '{OUT}/x.css';",
    f"@import url({OUT}/x.css);", f"@font-face {{ font-family: x; src: url({OUT}/x.ttf) }}",
    f'p {{ background: image-set("{OUT}/x.png" 1x) }}', f"p {{ background: u\\72 l({OUT}/x.png) }}",
    f"p {{ background: URL( {OUT}/x.png ) }}", f"@media screen {{ p {{ content: url({OUT}/x) }} }}",
    f"p {{ --a: url({OUT}/x) }}", f"@\\69mport '{OUT}/x.css';", f'p {{ list-style: -webkit-image-set("{OUT}/x" 1x) }}',
    f"p {{ cursor: url({OUT}/x), auto }}", f"p {{ mask: url({OUT}/x) }}", "p { background: url(../../x.png) }",
]  # fmt: skip


@pytest.mark.slow
def test_nothing_in_a_template_runs_or_fetches(tmp_path: Path) -> None:
    """All of it in one page; in CI each in a page of its own."""
    evils = [*ACTIVE, *OUTWARD]
    style = style_with(tmp_path, "\n".join(evils))
    lines = (style.folders[0] / TEMPLATE).read_text("utf-8").split("\n")
    found = faults(style)
    assert {d.code for d in found} == {"P211", "P212"}
    assert {d.origin.line for d in found} == {lines.index(evil) + 1 for evil in evils}
    assert all(d.help for d in found)
    assert {d.excerpt for d in found} == set(evils)


@pytest.mark.parametrize("evil", [*ACTIVE, *OUTWARD])
@pytest.mark.ci
def test_nothing_alone_in_a_template_runs_or_fetches(evil: str, tmp_path: Path) -> None:
    style = style_with(tmp_path, evil)
    line = (style.folders[0] / TEMPLATE).read_text("utf-8").split("\n").index(evil) + 1
    found = faults(style)
    assert {d.code for d in found} <= {"P211", "P212"}
    assert (found[0].origin.file, found[0].origin.line) == (f"style/{TEMPLATE}", line)
    assert found[0].help
    assert found[0].excerpt == evil


@pytest.mark.parametrize("evil", CSS)
def test_no_css_fetches(evil: str) -> None:
    (found,) = find_outward_css(f"p {{ color: red }}\n{evil}")
    assert found.line == 2


@pytest.mark.slow
@pytest.mark.parametrize("evil", [*CSS[:1], *(pytest.param(css, marks=pytest.mark.ci) for css in CSS[1:])])
def test_nothing_in_a_style_sheet_fetches(evil: str, tmp_path: Path) -> None:
    style = style_with(tmp_path, css=evil)
    line = (style.folders[0] / STYLESHEET).read_text("utf-8").split("\n").index(evil) + 1
    (found,) = faults(style)
    assert (found.code, found.origin.file, found.origin.line) == ("P212", f"style/{STYLESHEET}", line)
    assert found.help
    assert found.excerpt == evil


@pytest.mark.slow
def test_words_of_the_labels_are_looked_at_too(tmp_path: Path) -> None:
    style = style_with(tmp_path, "{{ document.labels.contents|safe }}")
    labels = style.folders[0] / "labels" / "en.yaml"
    labels.write_text(labels.read_text("utf-8").replace("contents: In this paper", "contents: <script>x</script>"))
    document = sample()
    document = replace(document, labels={**document.labels, "contents": "<script>x</script>"})
    with pytest.raises(BriefingError) as raised:
        write_html(document, style)
    assert {d.origin.file for d in raised.value.diagnostics} == {"labels/en.yaml"}


@pytest.mark.slow
def test_what_a_paper_needs_may_stand(tmp_path: Path) -> None:
    logo = "data:image/png;base64," + base64.b64encode(make_telling_png()).decode()
    fine = (
        f'<p>a <a href="{OUT}/a?b=c" rel="noreferrer">a</a> <A HREF=mailto:a@example.org>b</A> <a href="#x">c</a><br/>'
        '<a href="../other/paper.pdf">d</a></p><svg viewBox="0 0 9 9" role="img" aria-label="a"><defs>'
        '<linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs><rect width="9" height="9"'
        f' fill="url(#g)"/></svg><details open><summary>a</summary>b &lt; c</details><img src="{logo}" alt="a">'
    )
    page = write_html(sample(), style_with(tmp_path, fine, "p { mask: url(#x); content: 'url(//x)' }")).decode()
    assert '<linearGradient id="g">' in page


@pytest.mark.slow
def test_no_comment_and_no_metadata_of_a_picture_goes_out(tmp_path: Path) -> None:
    logo = "data:image/jpeg;base64," + base64.b64encode(make_telling_jpeg()).decode()
    style = style_with(
        tmp_path,
        f'<!-- {PLANTED} --><img src="{logo}" alt="a"><img src="logo.svg" alt="b">',
        f"/* {PLANTED} */ .cover {{ background: url(logo.png) }} .cover::after {{ content: '/* kept */' }}",
        {"logo.svg": TELLING_SVG.encode(), "logo.png": make_telling_png()},
    )
    page = write_html(sample(), style).decode()
    held = re.findall(r"data:image/([a-z+]+);base64,([A-Za-z0-9+/=]+)", page)
    assert [kind for kind, _ in held] == ["png", "jpeg", "svg+xml"]
    everything = page.encode() + b"".join(base64.b64decode(data) for _, data in held)
    assert b"Planted" not in everything
    assert "Planted".encode("utf-16-be") not in everything
    assert "'/* kept */'" in page


@pytest.mark.slow
def test_a_picture_goes_in_with_the_page_whatever_it_is_called(tmp_path: Path) -> None:
    """As the PDF finds it: with blanks, other letters and escapes in its name, with or without quotation marks."""
    names = ("./logo.png", "my logo.png", "my%20logo.png", "Логотип.png", "we&amp;you.png")
    images = [f'<img src="{name}" alt="a">' for name in names] + [
        "<img src=logo.png alt=a>",
        "<img alt='' src='logo.png'>",
    ]
    files = {f"{name}.png": make_telling_png() for name in ("logo", "my logo", "Логотип", "we&you")}
    page = write_html(sample(), style_with(tmp_path, "".join(images), files=files)).decode()
    assert page.count('src="data:image/png;base64,') == len(images)
    assert "logo.png" not in page


def test_a_picture_is_asked_for_its_words(tmp_path: Path) -> None:
    style = style_with(tmp_path, '<img src="logo.png"> <img src="b.png" alt=""> <img alt="c" src="logo.png">')
    (found,) = find_page_faults(style)
    assert (found.code, found.severity, found.width) == ("P213", "warning", len('<img src="logo.png">'))
    assert found.excerpt is not None
    assert found.excerpt[found.origin.column - 1 :].startswith('<img src="logo.png">')


@pytest.mark.slow
def test_a_picture_that_is_not_in_the_style_is_told(tmp_path: Path) -> None:
    (tmp_path / "outside.png").write_bytes(make_telling_png())
    style = style_with(tmp_path, '<img src="linked.png" alt="a">')
    (style.folders[0] / "linked.png").symlink_to(tmp_path / "outside.png")
    assert [d.code for d in faults(style)] == ["P212"]


@pytest.mark.slow
def test_fonts_of_the_style_are_left_to_readers_machines(tmp_path: Path) -> None:
    css = '@font-face { font-family: "Mine"; src: url("fonts/SourceSans3-Regular.ttf") format("truetype") }'
    page = write_html(sample(), style_with(tmp_path, css=css)).decode()
    assert "url(" not in page.partition("</style>")[0]


@pytest.mark.slow
def test_the_policy_stands_first_in_the_head_of_whatever_style(tmp_path: Path) -> None:
    folder = tmp_path / "style"
    shutil.copytree(STYLE.folders[0], folder)
    text = (folder / TEMPLATE).read_text("utf-8")
    assert "Content-Security-Policy" not in text
    for head in ("<head>", '<HEAD class="a">'):
        (folder / TEMPLATE).write_text(text.replace("<head>", head), "utf-8")
        page = write_html(sample(), style_at(folder)).decode()
        assert f'{head}\n<meta http-equiv="Content-Security-Policy" content="{POLICY}">' in page
        assert page.index("Content-Security-Policy") < page.index("<style")
    (folder / TEMPLATE).write_text(text.replace("<head>", "").replace("</head>", ""), "utf-8")
    assert [d.code for d in faults(style_at(folder))] == ["P205"]


@pytest.mark.slow
@pytest.mark.parametrize("formats", ["html", "html,md", "docx,html,json", "html,pdf"])
def test_it_is_told_in_any_combination_of_formats(formats: str, tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    page = root / "templates" / "dialogue-paper" / TEMPLATE
    page.write_text(page.read_text("utf-8").replace("<main>", '<main><p onclick="x()">a</p>'), "utf-8")
    ran = run(root, "build", EDITION, "--format", formats)
    assert ran.code == 1
    assert re.search(rf"templates/dialogue-paper/{TEMPLATE}:\d+:\d+: error P211 active-content", ran.err)
    assert not list(root.glob("build/**/*.html"))


@pytest.mark.slow
def test_check_says_what_build_says(tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    sheet = root / "templates" / "dialogue-paper" / STYLESHEET
    sheet.write_text(f"{sheet.read_text('utf-8')}\np {{ background: url({OUT}/x.png) }}\n", "utf-8")
    checked = json.loads(run(root, "template", "check", "dialogue-paper", "--format", "json").out)
    (mine,) = [d for d in checked if d["code"] == "P212"]
    said = run(root, "build", EDITION, "--format", "html").err
    assert f"{mine['file']}:{mine['line']}:{mine['column']}: error P212 outward-content: {mine['message']}" in said
    assert f"help: {mine['help']}" in said


@pytest.mark.slow
def test_the_page_of_a_country_is_sealed_too(tmp_path: Path) -> None:
    root = with_pages(write(tmp_path, style=True))
    ran = run(root, "digest", "ruritania")
    assert ran.code == 0, ran.err
    (page,) = root.glob("build/**/*.html")
    text = page.read_text("utf-8")
    assert POLICY in text
    assert list(find_forbidden(text)) == []
    sheet = root / "templates" / "digest" / STYLESHEET
    sheet.write_text(f"{sheet.read_text('utf-8')}\np {{ background: url({OUT}/x.png) }}\n", "utf-8")
    assert "templates/digest/paper.css" in run(root, "digest", "ruritania").err


FORM = ("label", "input", "select", "option", "output")
"""Elements of the filters of the sheet of sources: its script shows and hides lines, and sends nothing."""


def test_reports_and_sheets_have_nothing_else_in_them(golden_pages: dict[str, str]) -> None:
    assert list(find_forbidden(golden_pages["diff/report.html"])) == []
    assert list(find_forbidden(golden_pages["sources/sheet.html"], None, FORM, (SCRIPT,))) == []
    assert [one.message for one in find_forbidden(golden_pages["sources/sheet.html"], None, FORM)] != []
    for page in golden_pages.values():
        head = page.partition("</head>")[0]
        assert re.search(r"""http-equiv="Content-Security-Policy" content="default-src 'none';""", head)
        assert head.index("Content-Security-Policy") < head.index("<style")


TAGS = st.lists(
    st.sampled_from([
        "<p", "<a", "<abbr", "<th", "<td", "<svg", "<text", "<style>", "</style>", "<meta", "<link", "<b", "</p", "<P",
        "<title>", "<!--", "-->", "<!doctype html>", ">", ">", "/>", " ", "\n", "\u00a0", ' id="x"', ' class="a b"',
        ' href="#n"', ' href="https://e.org/a"', ' href="javascript:x"', ' href="&#106;avascript:"', ' onclick="x"',
        ' style="x"', ' data-x="1"', ' aria-label="("', ' scope="row"', " scope", " hidden", ' src="http://e/x"',
        " lang=en", " title='a'", ' xlink:href="#a"', ' fill="url(#a)"', '"', "<", "word", "=",
    ]), max_size=12
).map("".join)  # fmt: skip


@given(TAGS)
def test_tags_that_are_passed_by_are_whole_and_nothing_is_to_be_said_of_them(text: str) -> None:
    at = 0
    while plain := _PLAIN.search(text, at):
        at = plain.start()
        while at < plain.end():
            tag = _TAG.match(text, at)
            assert tag
            assert tag.end() <= plain.end()
            name = tag["name"]
            assert name not in ("style", "title", "script", "svg", "meta")
            assert [*_judge(tag, name, (), ())] == []
            at = text.find("<", tag.end()) % (len(text) + 1)
        assert at == plain.end()


@pytest.fixture
def golden_pages() -> dict[str, str]:
    """Return the pages of reports and sheets, which other tests hold to be what is written."""
    return {
        name: (ROOT / "tests" / "golden" / name).read_text("utf-8")
        for name in ("diff/report.html", "sources/sheet.html")
    }


def test_css_is_cut_as_browsers_cut_it() -> None:
    assert find_outward_css("a { content: target-counter(attr(href url), page); b: url(#c) }") == ()
    assert find_outward_css("/* url(//x) */ a { content: 'url(//x)' }") == ()
    assert [(one.line, one.column) for one in find_outward_css("a {\n  b: url(//x)\n}")] == [(2, 6)]


# ── the PDF's pictures ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_logos_of_a_style_tell_nothing_in_the_pdf(tmp_path: Path) -> None:
    import pikepdf

    style = style_with(
        tmp_path,
        '<p><img src="logo.jpg" alt="a"><img src="logo.png" alt="b"><img src="logo.svg" alt="c"></p>',
        files={"logo.jpg": make_telling_jpeg(), "logo.png": make_telling_png(), "logo.svg": TELLING_SVG.encode()},
    )
    data = write_pdf(sample(), style).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        pictures = [one for one in streams if one.get("/Subtype") == "/Image"]
        raw = [one.read_raw_bytes() for one in streams]
        plain = [one.read_bytes() for one in streams if one.get("/Filter") != "/DCTDecode"]
    assert len(pictures) >= 2
    ways = [b"Planted", "Planted".encode("utf-16-be"), PLANTED.encode()]
    assert not [way for way in ways if any(way in one for one in (data, *raw, *plain))]


@pytest.mark.slow
def test_a_drawing_that_does_more_is_refused_by_the_pdf(tmp_path: Path) -> None:
    svg = TELLING_SVG.replace("<rect", f'<image href="{OUT}/x.png"/><rect').encode()
    style = style_with(tmp_path, '<img src="logo.svg" alt="c">', files={"logo.svg": svg})
    with pytest.raises(BriefingError) as raised:
        write_pdf(sample(), style)
    assert [(d.code, d.origin.file) for d in raised.value.diagnostics] == [("P212", "style/logo.svg")]


# ── Markdown ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_paragraph_in_which_nothing_is_left_is_written() -> None:
    """So is one whose only words were a link to what is not there; that is told at its place."""
    document = sample()
    section = replace(document.sections[0], blocks=(Paragraph("p", ()),))
    assert write_markdown(number(replace(document, sections=(section, *document.sections[1:]))))


def test_no_viewer_of_markdown_takes_a_link_for_a_picture() -> None:
    document = sample()
    link = Link(f"{OUT}/x.png", (Run("an address"),))
    said = (Run("Free them!"), link, Run(" now!", strong=True), link, Run(" Stop!"), NoteCall("x"), Run(" Yes! No!"))
    first = replace(document.sections[0], blocks=(Paragraph("p", said), *document.sections[0].blocks))
    document = replace(document, notes={**document.notes, "x": note("x")}, sections=(first, *document.sections[1:]))
    text = write_markdown(number(document)).decode()
    assert not re.search(r"(?<!\\)!\[", text)
    assert rf"Free them\![an address](<{OUT}/x.png>)" in text
    assert r"Stop\![^1]" in text
    assert "Yes! No!" in text


# ── in Chromium ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        assert not os.environ.get("CI"), "Chromium is missing"
        pytest.skip("needs Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()


def seen(browser: Browser, file: Path) -> tuple[list[str], list[str], bytes]:
    """Return what Chromium complains of, what it asks for and is not kept from by the policy, and what it shows."""
    said: list[str] = []
    asked: list[str] = []
    page = browser.new_page(viewport={"width": 900, "height": 1200})
    page.on("console", lambda one: said.append(one.text))
    page.on("requestfinished", lambda one: asked.append(one.url))
    page.on("requestfailed", lambda one: asked.append(one.url) if one.failure != "csp" else None)
    page.goto(file.as_uri())
    page.wait_for_load_state("networkidle")
    shot = page.screenshot(full_page=True)
    page.close()
    return said, [url for url in asked if not url.startswith("data:")], shot


@pytest.mark.ci
def test_the_page_works_under_its_policy(browser: Browser, tmp_path: Path) -> None:
    style = style_with(
        tmp_path,
        '<img src="logo.jpg" alt="a"><img src="logo.svg" alt="b">',
        ".cover { background: url(logo.png) no-repeat }",
        {"logo.jpg": make_telling_jpeg(), "logo.png": make_telling_png(), "logo.svg": TELLING_SVG.encode()},
    )
    document = sample()
    png = make_telling_png()
    shown = Picture("drawn", None, png, "A tower", 40, 20)
    first = replace(document.sections[0], blocks=(shown, *document.sections[0].blocks))
    document = number(replace(document, sections=(first, *document.sections[1:])))
    sealed = write_html(document, style).decode()
    (tmp_path / "sealed.html").write_text(sealed, "utf-8")
    # the same page without its policy looks the same
    (tmp_path / "open.html").write_text(re.sub(r"<meta http-equiv=[^>]*>", "", sealed), "utf-8")
    # and as it was before pictures were cleaned and put inside
    shutil.copytree(style.folders[0], tmp_path / "before")
    page = render_page(document, style, "screen")
    assert make_data_uri(shown) in page
    (tmp_path / "before" / "page.html").write_text(page, "utf-8")
    said, asked, shot = seen(browser, tmp_path / "sealed.html")
    assert (said, asked) == ([], [(tmp_path / "sealed.html").as_uri()])
    for other in (tmp_path / "open.html", tmp_path / "before" / "page.html"):
        _, _, otherwise = seen(browser, other)
        with Image.open(io.BytesIO(shot)) as one, Image.open(io.BytesIO(otherwise)) as two:
            assert (one.size, one.tobytes()) == (two.size, two.tobytes())


@pytest.mark.ci
def test_chromium_keeps_to_the_policy(browser: Browser, tmp_path: Path) -> None:
    """What the list would not let through, put into the finished page, is not obeyed either."""
    page = write_html(sample(), STYLE).decode()
    evil = f'<script>document.title = "obeyed"</script><img src="{OUT}/x.png" onerror="x()"><link rel="stylesheet" href="{OUT}/x.css">'  # noqa: E501
    (tmp_path / "evil.html").write_text(page.replace("<main>", "<main>" + evil), "utf-8")
    said, asked, _ = seen(browser, tmp_path / "evil.html")
    assert len([one for one in said if "Content Security Policy" in one]) >= 3
    assert asked == [(tmp_path / "evil.html").as_uri()]


@pytest.mark.ci
def test_on_a_wide_screen_notes_end_above_a_table_and_an_annex_has_space_above(
    browser: Browser, tmp_path: Path
) -> None:
    names = [f"w{n}" for n in range(9)]
    told = Paragraph("told", (Run("All of them were told."), *(NoteCall(name) for name in names)))
    listed = table("t", HEAD, ("1", "Rudolf", "Journalist", LONG))
    told_of = Section("told.of", 1, (Run("Findings"),), (told, listed), "theme")
    annex = Section("annex", 1, (Run("More"),), (Paragraph("end", (Run("The end."),)),), "annex")
    document = number(replace(sample(), sections=(told_of, annex), notes={name: note(name) for name in names}))
    (tmp_path / "page.html").write_bytes(write_html(document, STYLE))
    page = browser.new_page(viewport={"width": 1300, "height": 1000})
    page.goto((tmp_path / "page.html").as_uri())
    notes, table_of, heading = (page.locator(one) for one in (".note", "main .table", "#annex"))
    ends = [box["y"] + box["height"] for one in notes.all() if (box := one.bounding_box())]
    at, above = table_of.bounding_box(), heading.bounding_box()
    page.close()
    assert at
    assert above
    assert len(ends) == len(names)
    assert max(ends) <= at["y"]
    assert above["y"] - at["y"] - at["height"] > above["height"]
