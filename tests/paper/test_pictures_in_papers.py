"""A paper with pictures in every format: the same words, the picture itself, and nothing for a judge to find."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from generator.formats.docx.check.file import check_docx
from generator.formats.docx.styles import W
from generator.formats.html_letters import read_html_letters
from generator.paper.document import Picture, find_leaves, find_pictures, join_inlines
from generator.paper.document.read_json import read_document
from generator.runs.build import BuiltPapers, make_files
from tests.paper.test_assemble_pictures import EVERYBODY, with_pictures, with_predecessor
from tests.support import judges, pandoc
from tests.support.letters import letters
from tests.support.pdf_letters import pdf_letters
from tests.support.workspaces import EDITION, write

pytestmark = [pytest.mark.xdist_group("pictures"), pytest.mark.slow]

BLOCKS = (
    f"picture: custody\n    cases: {EVERYBODY}\n    caption: Custody of <five> people & more",
    "text: |\n      Between them.[@gazette-1]",
    "picture: prisoners",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> BuiltPapers:
    root = tmp_path_factory.mktemp("workspace")
    return make_files(write(root, with_pictures(*BLOCKS) | with_predecessor(), style=True), EDITION)


def data(made: BuiltPapers, format: str) -> bytes:
    return next(file.data for file in made.files if file.format == format)


def drawn(made: BuiltPapers) -> list[Picture]:
    return list(find_pictures(made.document.sections))


def said(made: BuiltPapers) -> list[tuple[str, str]]:
    return [
        (id, letters(join_inlines(inlines)))
        for id, inlines in find_leaves(made.document)
        if join_inlines(inlines).strip()
    ]


@pytest.mark.ci
def test_what_pictures_show_is_among_the_words_of_the_document(made: BuiltPapers) -> None:
    one, two = drawn(made)
    found = dict(said(made))
    assert found[one.id] == letters(one.alt)
    assert found[two.id] == letters(two.alt)
    assert found[f"{one.id}.caption"] == "Custodyof<five>people&more"
    assert found[f"{one.id}.source"] == "Source:ZendaWeekly,newsitem(example.org/w1);SBR,monitoring"


def test_a_title_stands_above_its_picture_and_the_sources_below(made: BuiltPapers) -> None:
    one, _ = drawn(made)
    order = [id for id, _ in said(made) if id.startswith(one.id)]
    assert order == [f"{one.id}.caption", one.id, f"{one.id}.source"]
    with zipfile.ZipFile(io.BytesIO(data(made, "docx"))) as file:
        body = etree.fromstring(file.read("word/document.xml"))
    styles = [str(found.get(f"{W}val")) for found in body.iter(f"{W}pStyle")]
    at = styles.index("Picture")
    assert styles[at - 1 : at + 2] == ["Caption", "Picture", "Remark"]


def test_word_pdf_page_and_markdown_say_the_same(made: BuiltPapers) -> None:
    expected = said(made)
    blocks, _ = pandoc.read(data(made, "docx"), "docx+styles")
    assert list(map(letters, blocks)) == [text for _, text in expected]
    for found in (pdf_letters(data(made, "pdf"))[0], read_html_letters(data(made, "html"))[0]):
        assert [(id, letters(text)) for id, text in found if letters(text)] == expected
    blocks, _ = pandoc.read(data(made, "md"), "markdown")
    told = [letters(text) for text in blocks]
    at = told.index(letters(drawn(made)[0].alt))
    assert told[at + 1 : at + 4] == [text for id, text in expected if id.startswith("expression.")][-3:]


def test_json_holds_the_pictures_and_is_read_back(made: BuiltPapers) -> None:
    text = data(made, "json").decode()
    document, problems = read_document(text, "document.json")
    assert not problems
    assert document
    found = list(find_pictures(document.sections))
    assert [(p.id, p.svg, p.png, p.alt) for p in found] == [(p.id, p.svg, p.png, p.alt) for p in drawn(made)]
    assert [p["type"] for p in _parts(json.loads(text)) if "svg" in p] == ["Picture", "Picture"]


def _parts(node: object) -> list[dict[str, object]]:
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return ([node] if isinstance(node, dict) else []) + [part for item in inner for part in _parts(item)]


def test_word_shows_each_picture_once_in_its_size_with_its_words(made: BuiltPapers) -> None:
    with zipfile.ZipFile(io.BytesIO(data(made, "docx"))) as file:
        body = file.read("word/document.xml").decode()
        relations = file.read("word/_rels/document.xml.rels").decode()
        types = file.read("[Content_Types].xml").decode()
        for number, picture in enumerate(drawn(made), 1):
            assert file.read(f"word/media/picture{number}.png") == picture.png
            assert f'Target="media/picture{number}.png"' in relations
            assert f'PartName="/word/media/picture{number}.png" ContentType="image/png"' in types
            wide, high = round(picture.width * 36000), round(picture.height * 36000)
            assert body.count(f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{number}"') == 1
            assert body.count(f'<a:blip r:embed="picture{number}"/>') == 1
    assert body.count("<w:drawing>") == 2


def test_a_word_file_that_has_lost_the_words_of_a_picture_is_found_out(made: BuiltPapers) -> None:
    assert check_docx(data(made, "docx"), made.document) == []
    assert {
        problem.code
        for problem in check_docx(_changed(data(made, "docx"), b"A line of time", b"A line"), made.document)
    } == {"O204"}
    lost = _changed(data(made, "docx"), b'r:embed="picture1"', b'r:embed="picture9"')
    assert {problem.code for problem in check_docx(lost, made.document)} == {"O208"}


def _changed(docx: bytes, old: bytes, new: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as file, zipfile.ZipFile(stream, "w") as other:
        for name in file.namelist():
            other.writestr(name, file.read(name).replace(old, new) if name == "word/document.xml" else file.read(name))
    return stream.getvalue()


def test_the_page_holds_the_pictures_and_asks_nobody_for_them(made: BuiltPapers) -> None:
    page = data(made, "html").decode()
    sources = re.findall(r'<img [^>]*src="data:image/svg\+xml;base64,([^"]+)"', page)
    assert [base64.b64decode(source).decode() for source in sources] == [picture.svg for picture in drawn(made)]
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "img-src data:;" in policy[1]


def test_the_pdf_draws_in_lines_and_tags_a_figure(made: BuiltPapers) -> None:
    import pikepdf

    with pikepdf.open(io.BytesIO(data(made, "pdf"))) as pdf:
        figures = [e for e in pdf.objects if isinstance(e, pikepdf.Dictionary) and e.get("/S") == "/Figure"]
        assert [str(figure.Alt) for figure in figures] == [picture.alt for picture in drawn(made)]
        for figure, picture in zip(figures, drawn(made), strict=True):
            left, bottom, right, top = (float(edge) / 72 * 25.4 for edge in figure.A.BBox)
            assert (round(right - left), round(top - bottom)) == (160, round(picture.height))
            assert 24 < left < 26
            assert 25 < bottom < top < 280
        images = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        assert not images


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_the_pdf_is_pdf_ua_and_pdf_a(made: BuiltPapers, tmp_path: Path, profile: str) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(data(made, "pdf"))
    assert judges.pdf_profile(path, profile) == []


@pytest.mark.ci
@pytest.mark.parametrize("judge", judges.OF_WORD_FILES)
def test_judges_find_nothing_in_the_word_file(made: BuiltPapers, judge: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(data(made, "docx"))
    assert judges.OF_WORD_FILES[judge](path) == []


@pytest.mark.ci
def test_the_same_input_gives_the_same_bytes(made: BuiltPapers, tmp_path: Path) -> None:
    again = make_files(write(tmp_path, with_pictures(*BLOCKS) | with_predecessor(), style=True), EDITION)
    assert [file.data == other.data for file, other in zip(made.files, again.files, strict=True)] == [True] * len(
        made.files
    )
