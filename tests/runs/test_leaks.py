"""The last gate finds what is protected in every part of a finished file, whoever put it there, and then no file is
written."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from generator.base import codes
from generator.base.diagnostics import BriefingError, Origin, render_text
from generator.formats.finished_texts import list_texts
from generator.paper.protected_forms import list_name_forms
from generator.paper.protected_values import Protected, Value
from generator.paper.workspace import Workspace
from generator.runs.annex import make_annex
from generator.runs.build import BuiltPapers, make_files
from generator.runs.leaks import find_leaks
from generator.runs.sheet import make_sheet
from tests.paper.test_protected import ASSUMED, HIDDEN
from tests.support import canaries
from tests.support.examples import some
from tests.support.workspaces import EDITION, STYLE, write

NAME = "Zhanna Yeshtayeva"
SPELLINGS = ("Zhanna Yeshtayeva", "Yeshtayeva", "ЖАННА ЕШТАЕВА", "Zhan\u00adna Yesh\u200btayeva")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace(write(tmp_path_factory.mktemp("leaks"), HIDDEN | ASSUMED, style=True), [EDITION])


@pytest.fixture(scope="module")
def built(workspace: Workspace) -> BuiltPapers:
    return make_files(workspace.root, EDITION)


def leaks(workspace: Workspace, name: str, data: bytes) -> list[str]:
    """Return the parts of a file in which something is found."""
    found = list(find_leaks({name: data}, workspace.protected("public")))
    assert all(one.kind is codes.LEAK and one.severity == "error" for one in found)
    said = "\n".join(map(render_text, found)).casefold()
    assert "tayev" not in said
    assert "таев" not in said
    return [one.message for one in found]


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a package of Open XML in which one part is another, or new."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = [info.filename for info in old.infolist()]
        for name in dict.fromkeys([*names, part]):
            content = old.read(name) if name in names else b""
            new.writestr(name, change(content) if name == part else content)
    return out.getvalue()


@pytest.mark.slow
def test_nothing_is_found_in_what_holds_nothing(workspace: Workspace, built: BuiltPapers) -> None:
    for file in built.files:
        assert leaks(workspace, f"paper.{file.format}", file.data) == []
        assert any("Rassendyll" in text for _, text in list_texts(file.data, file.format)), file.format


def _before(end: str, words: str) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(end.encode(), f"{words}{end}".encode())


def _whole(words: str) -> Callable[[bytes], bytes]:
    return lambda data: words.encode()


STYLE_FILE = (STYLE / "paper.docx").read_bytes()
_BODY, _NOTES, _CORE = "word/document.xml", "word/footnotes.xml", "docProps/core.xml"
_SPLIT = "<w:p><w:r><w:t>Yesh</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>tayeva</w:t></w:r></w:p>"
_GLUED = "<w:r><w:t>see</w:t>{0}<w:t>Yeshtayeva</w:t>{0}<w:t>there</w:t></w:r>"
_WITHIN = "<w:r><w:t>see Yeshtay</w:t>{}<w:t>eva</w:t></w:r>"
_LINK = '<Relationship Id="x" Target="https://example.org/Zhanna%20Yeshtayeva"/>'

DOCX_PLACES: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "body": (_BODY, _before("</w:body>", f"<w:p><w:r><w:t>{NAME}</w:t></w:r></w:p>")),
    "split over runs": (_BODY, _before("</w:body>", _SPLIT)),
    "note": (_NOTES, _before("</w:footnotes>", f"<w:footnote><w:p><w:t>{NAME}</w:t></w:p></w:footnote>")),
    "endnote": ("word/endnotes.xml", _whole(f"<w:endnotes><w:p><w:t>{NAME}</w:t></w:p></w:endnotes>")),
    "head": ("word/header7.xml", _whole(f"<w:hdr><w:p><w:t>{NAME}</w:t></w:p></w:hdr>")),
    "foot": ("word/footer7.xml", _whole(f"<w:ftr><w:p><w:t>{NAME}</w:t></w:p></w:ftr>")),
    "comment": ("word/comments.xml", _whole(f'<w:comments><w:comment w:author="{NAME}"/></w:comments>')),
    "property": (_CORE, _before("</cp:coreProperties>", f"<dc:creator>{NAME}</dc:creator>")),
    "custom XML": ("customXml/item1.xml", _whole(f"<a b='{NAME}'/>")),
    "relationship": ("word/_rels/document.xml.rels", _before("</Relationships>", _LINK)),
    "alternative text": (_BODY, _before("</w:body>", f'<wp:docPr descr="{NAME}"/>')),
    "bookmark": (_BODY, _before("</w:body>", '<w:bookmarkStart w:name="case_zhanna_yeshtayeva"/>')),
    "name of a part": ("word/media/zhanna-yeshtayeva.png", _whole("")),
    "picture": ("word/media/image9.png", lambda data: picture(NAME)),
    "after a tab of a head": ("word/header7.xml", _whole(f"<w:hdr><w:p>{_GLUED.format('<w:ptab/>')}</w:p></w:hdr>")),
    "after the end of a line": (_BODY, _before("</w:body>", f"<w:p>{_GLUED.format('<w:cr/>')}</w:p>")),
    "before a hyphen": (_BODY, _before("</w:body>", f"<w:p>{_GLUED.format('<w:noBreakHyphen/>')}</w:p>")),
    "after a picture": (_BODY, _before("</w:body>", f"<w:p>{_GLUED.format('<w:drawing/>')}</w:p>")),
    "after a field": (_BODY, _before("</w:body>", f"<w:p>{_GLUED.format('<w:fldChar/>')}</w:p>")),
    "split by a picture": (_BODY, _before("</w:body>", f"<w:p>{_WITHIN.format('<w:drawing/>')}</w:p>")),
    "split by a field": (_BODY, _before("</w:body>", f"<w:p>{_WITHIN.format('<w:fldChar/>')}</w:p>")),
    "split by an embedding": (_BODY, _before("</w:body>", f"<w:p>{_WITHIN.format('<w:dir/>')}</w:p>")),
    "property after property": (_CORE, _before("</cp:coreProperties>", "<a>Paper</a><b>Yeshtayeva</b><c>Others</c>")),
    "wide letters": ("word/media/image9.bin", lambda data: NAME.encode("utf-16-le")),
}


def picture(author: str) -> bytes:
    """Return a picture that says who made it."""
    about = PngImagePlugin.PngInfo()
    about.add_text("Author", author)
    out = io.BytesIO()
    Image.new("RGB", (2, 2)).save(out, "png", pnginfo=about)
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("place", DOCX_PLACES)
def test_every_part_of_a_word_file_is_searched(place: str, workspace: Workspace, built: BuiltPapers) -> None:
    data = next(file.data for file in built.files if file.format == "docx")
    part, change = DOCX_PLACES[place]
    assert leaks(workspace, "paper.docx", changed(data, part, change)), place


PDF_PLACES: dict[str, Callable[[pikepdf.Pdf], Any]] = {
    "metadata": lambda pdf: pdf.docinfo.__setitem__("/Author", NAME),
    "attachment": lambda pdf: pdf.attachments.__setitem__("note.txt", NAME.encode()),
    "name of an attachment": lambda pdf: pdf.attachments.__setitem__(f"{NAME}.txt", b"x"),
    "bookmark": lambda pdf: _outline(pdf),
    "structure": lambda pdf: pdf.Root.StructTreeRoot.__setitem__("/Alt", pikepdf.String(NAME)),
    "XMP": lambda pdf: _metadata(pdf),
    "name": lambda pdf: pdf.Root.__setitem__("/Extra", pikepdf.Dictionary({"/case-zhanna-yeshtayeva": 1})),
    "a link": lambda pdf: pdf.Root.__setitem__("/Extra", pikepdf.Dictionary(URI=pikepdf.String(_ADDRESS))),
}
_ADDRESS = "https://example.org/nurse/of/zenda"


def _outline(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("ЖАННА ЕШТАЕВА", 0))


def _metadata(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as said:
        said["dc:description"] = f"About {NAME}"


@pytest.mark.slow
@pytest.mark.parametrize("place", PDF_PLACES)
def test_every_object_of_a_pdf_is_searched(place: str, workspace: Workspace, built: BuiltPapers) -> None:
    data = next(file.data for file in built.files if file.format == "pdf")
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        PDF_PLACES[place](pdf)
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
    assert leaks(workspace, "paper.pdf", out.getvalue()), place


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_text_format_is_searched(spelling: str, workspace: Workspace) -> None:
    half = len(spelling) // 2
    escaped = "".join(f"\\{ord(letter):x} " for letter in spelling)
    for name, data in {
        "a.html": f"<p>{spelling[:half]}<b>{spelling[half:]}</b></p>".encode(),
        "b.html": f'<p id="{spelling}">x</p>'.encode(),
        "c.html": f"<!-- {spelling} -->".encode(),
        "d.html": "".join(f"&#{ord(letter)};" for letter in spelling).encode(),
        "e.html": f'<style>p::after {{ content: "{escaped}" }}</style>'.encode(),
        "f.html": f'<a href="https://example.org/{quote(spelling)}">x</a>'.encode(),
        "c.json": json.dumps({"url": f"https://example.org/{quote(spelling)}"}).encode(),
        "b.md": f"[x](<https://example.org/{quote(spelling)}>)".encode(),
        "c.md": "".join(f"&#{ord(letter)};" for letter in spelling).encode(),
        "a.json": json.dumps({"a": [{"b": f"x {spelling} y"}]}).encode(),
        "b.json": json.dumps({spelling: 1}).encode(),
        "a.md": f"*{spelling}* and others".encode(),
        "a.csv": f'1,"{spelling}",2'.encode(),
        f"{spelling}.md": b"x",
    }.items():
        assert leaks(workspace, name, data), name


@pytest.mark.parametrize(
    "between",
    ["dd", "option", "section", "figcaption", "blockquote", "span", "b", "text", "tspan", "i><wbr", "x-y", "A", "x:y"],
)
def test_words_are_read_apart_where_a_tag_alone_parts_them(between: str, workspace: Workspace) -> None:
    """A style sheet may set apart any two elements."""
    name = between.partition("><")[0]
    for before, after in (("see", "there"), ("&eacute;", "\u00e9"), ("7", "12345"), ("see\u200b", "there")):
        glued = f"<main>{before}<{between}>Yeshtayeva</{name}><{name}>{after}</{name}></main>"
        assert leaks(workspace, "a.html", glued.encode()), glued
        lone = f"<main>{before}<hr class='x'>Yeshtayeva<img src=x>{after}</main>"
        assert leaks(workspace, "a.html", lone.encode()), lone
    # where letters of one sound are parted, the other reading alone has the word
    for at in range(1, len("Yeshtayeva")):
        within = f"{'Yeshtayeva'[:at]}<{between}>{'Yeshtayeva'[at:]}</{name}>"
        assert leaks(workspace, "a.html", f"<p>see {within}</p>".encode()), within
    drawn = "".join(f"<{between}>{letter}</{name}>" for letter in "Yeshtayeva")
    assert leaks(workspace, "a.html", f"<p>see <i>{drawn}</i></p>".encode())


def test_blocks_that_are_read_apart_are_no_neighbours(workspace: Workspace) -> None:
    first, last = NAME.split()
    said = f"<p>They raised<b>{first[:3]}</b></p><p>Something else.</p><p>{first[3:]}<sup>3</sup>said</p>"
    assert leaks(workspace, "a.html", said.encode()) == []
    assert leaks(workspace, "a.html", f"{said}<p>and<b>{last}</b></p>".encode()) != []


@pytest.mark.slow
def test_the_words_of_a_page_are_read_where_they_are_drawn(workspace: Workspace) -> None:
    """A name that stands in no object as such, but is drawn letter by letter and broken over two lines."""
    from weasyprint import HTML

    page = '<p lang="en" style="width: 40pt; hyphens: manual">They asked Yeshta&shy;yeva about it</p>'
    data: bytes = HTML(string=page).write_pdf()
    assert b"tayeva" not in data
    assert leaks(workspace, "paper.pdf", data)


# ── whole runs ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _styles(place: str, root: Path) -> None:
    """Say the name in a style, where no record says it."""
    style = root / "templates" / "dialogue-paper"
    if place == "label":
        labels = style / "labels" / "en.yaml"
        words = labels.read_text("utf-8")
        first = next(line for line in words.splitlines() if line.startswith("sources:"))
        labels.write_text(words.replace(first, f"sources: Sources of {NAME}"), "utf-8")
    elif place == "style sheet":
        with (style / "paper.css").open("a", encoding="utf-8") as css:
            css.write(f'\n.contents::after {{ content: "{NAME}" }}\n')
    else:
        page = style / "paper.html.j2"
        text = page.read_text("utf-8")
        page.write_text(text.replace("<main>", f'<main title="{NAME}">', 1), "utf-8")


@pytest.mark.parametrize("place", ["style sheet", "page template"])
@pytest.mark.slow
def test_a_build_stops_where_a_style_names_somebody(place: str, tmp_path: Path) -> None:
    root = write(tmp_path, HIDDEN, style=True)
    _styles(place, root)
    with pytest.raises(BriefingError) as stopped:
        make_files(root, EDITION, ["html", "md"])
    found = stopped.value.diagnostics
    assert {one.kind for one in found if one.severity == "error"} == {codes.LEAK}
    assert "tayeva" not in "\n".join(map(render_text, found))
    assert make_files(root, EDITION, ["html", "md"], audience="internal").files


def _all_canaries(files: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for kind in canaries.MODELS:
        for path, owner in canaries.plantings(files, kind):
            if owner and not canaries.is_word(owner):
                yield kind, json.dumps(path)


@pytest.mark.slow
def test_every_text_above_the_audience_is_protected_whatever_its_field(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """By reflection over the schema: whoever adds a field of words has it covered."""
    from generator.paper.protected import find_protected
    from generator.records.load import load

    files = canaries.complete()
    sentence = "the canary sang in the middle of the night of Zenda"
    seen = 0
    places = [*_all_canaries(files)]
    for kind, path in some(places):
        planted = canaries.plant_text(files, kind, tuple(json.loads(path)), sentence)
        if planted is None:
            continue
        root = tmp_path / str(seen)
        dataset, problems = load(write(root, canaries.whole(planted)), [EDITION])
        shutil.rmtree(root)
        if any(problem.severity == "error" for problem in problems):
            continue  # no free text: a word that has to be known, or the id of another record
        assert find_protected(dataset, "public").find(f"They say that {sentence}, again."), (kind, path)
        seen += 1
    assert seen > len(some(range(60)))
    record_property("tried", seen)


def test_the_annex_and_the_sheet_are_searched(tmp_path: Path) -> None:
    root = write(tmp_path, HIDDEN, style=True)
    shutil.copytree(STYLE, root / "templates" / "dialogue-paper", dirs_exist_ok=True)
    workspace = Workspace(root, [EDITION])
    assert make_annex(workspace, EDITION, ["csv"]).files
    assert make_sheet(workspace, EDITION, ["html"]).files


@pytest.mark.slow
def test_each_file_of_a_sheet_is_searched(tmp_path: Path) -> None:
    """While the Word file is written, the others are searched."""
    root = write(tmp_path, HIDDEN, style=True)
    shutil.copytree(STYLE, root / "templates" / "dialogue-paper", dirs_exist_ok=True)
    labels = root / "templates" / "dialogue-paper" / "labels" / "en.yaml"
    words = labels.read_text("utf-8")
    labels.write_text(words.replace("sheet_how_to: ", f"sheet_how_to: {NAME}. "), "utf-8")
    with pytest.raises(BriefingError) as found:
        make_sheet(Workspace(root, [EDITION]), EDITION)
    told = found.value.diagnostics
    assert {one.kind for one in told} == {codes.LEAK}
    assert {one.origin.file.rpartition(".")[2] for one in told} == {"html", "docx", "xlsx"}


def test_a_surname_that_is_a_word_of_a_style_stops_nothing_and_a_whole_name_does(workspace: Workspace) -> None:
    def style(name: str) -> str:
        return f'<w:style w:type="paragraph" w:styleId="x"><w:name w:val="{name}"/></w:style>'

    for name, leaks_there in (("Yeshtayeva Strong", 0), (NAME, 1)):
        styled = changed(STYLE_FILE, "word/styles.xml", _before("</w:styles>", style(name)))
        assert len(leaks(workspace, "paper.docx", styled)) == leaks_there
    used = '<w:p><w:pPr><w:pStyle w:val="YeshtayevaStrong"/></w:pPr>{}</w:p>'
    for words, leaks_there in (("", 0), ("<w:r><w:t>Yeshtayeva</w:t></w:r>", 1)):
        body = changed(STYLE_FILE, _BODY, _before("</w:body>", used.format(words)))
        assert len(leaks(workspace, "paper.docx", body)) == leaks_there


def test_cells_of_a_sheet_are_no_one_name(workspace: Workspace) -> None:
    """The strings of a workbook stand one after the other in one part: a given name, and somebody's family name."""
    first, last = NAME.split()

    def sheet(*cells: str) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:
            strings = "".join(f"<si><t>{cell}</t></si>" for cell in cells)
            made.writestr("xl/sharedStrings.xml", f"<sst>{strings}</sst>")
        return out.getvalue()

    assert leaks(workspace, "list.xlsx", sheet(first, "Somebody")) == []
    assert leaks(workspace, "list.xlsx", sheet(last[:4], last[4:])) == []
    assert leaks(workspace, "list.xlsx", sheet("Somebody", NAME)) != []


@pytest.mark.parametrize(
    ("cell", "leaks_there"),
    [
        ('<c r="H1472" s="1"/>', 0),
        ('<c r="H1472">', 0),
        (f'<c r="{NAME}">', 1),
        (f'<c r="AB12" s="{NAME}">', 1),
        ('<c r="H1472" s="1"><is><t>H1472</t></is></c>', 1),
        ('<c s="1" r="H1472">', 1),
        ('<c r="H1472-2">', 1),
        ('<cell r="H1472">', 1),
        ('<hyperlink ref="H1472"/>', 1),
    ],
)
def test_where_a_cell_stands_is_no_word_and_all_else_of_it_is_read(cell: str, leaks_there: int) -> None:
    """A number of a file of a court may look like the place of a cell."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("xl/worksheets/sheet1.xml", f'<sheetData><row r="1472">{cell}</row></sheetData>')
    where = Value("number", "cases/nobody", Origin("data/cases/nobody.yaml", 1, 1))
    protected = Protected([("h1472", where), *((form, where) for _, form in list_name_forms(NAME, True, False))])
    assert len([*find_leaks({"list.xlsx": out.getvalue()}, protected)]) == leaks_there


@given(
    st.lists(
        st.sampled_from(["<t>", "</t>", "<si a='b'>", "</si>", "</SI>", "Zap", "&lt;", "&l", "t;", "<", ">", "\0"])
    )
)
def test_the_strings_of_a_sheet_are_read_as_each_by_itself(parts: list[str]) -> None:
    text = "".join(parts)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("xl/sharedStrings.xml", text)
        for number, one in enumerate(text.split("</si>")):
            made.writestr(f"word/header{number}.xml", one)
    read = [*list_texts(file.getvalue(), "xlsx")]
    together = {said for part, said in read if part.startswith("xl/")} - {""}
    apart = [[said for part, said in read if part == f"word/header{n}.xml"] for n in range(len(text.split("</si>")))]
    # beside the words and the tags, blocks of a part of Word are read apart: a string of a sheet is one
    assert {said for one in apart for said in (one[0], one[-1])} - {""} <= together <= {s for one in apart for s in one}
