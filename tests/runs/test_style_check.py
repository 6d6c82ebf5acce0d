"""`briefing template`: every problem at once with its place, comments in the editor's own file, and a page from the
code."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from generator.base.diagnostics import BriefingError
from generator.formats.docx import write_docx
from generator.formats.docx.check.file import check_docx
from generator.formats.docx.template.placeholders import PLACEHOLDERS
from generator.formats.docx.template.slots import make_fields
from generator.formats.docx.template.tag_meanings import ROOTS, Meaning, find_item_type, list_members
from generator.formats.html import render_page
from generator.formats.specimen import make_specimen
from generator.records.load import load
from generator.runs.style_reference import PAGE, write_reference_page
from tests.support import judges, libreoffice
from tests.support.commands import run
from tests.support.documents import sample
from tests.support.docx_files import BODY, TEMPLATE, changed, replaced
from tests.support.places import ROOT
from tests.support.workspaces import built, edited, write

Edits = dict[str, Callable[[str], str] | str | None]

HEADER, STYLES, NUMBERS = "word/header1.xml", "word/styles.xml", "word/numbering.xml"


def with_template(root: Path, edits: Edits) -> Path:
    """Return a workspace whose template for Word was changed."""
    write(root, style=True)
    (root / "templates/dialogue-paper/paper.docx").write_bytes(changed(TEMPLATE.read_bytes(), edits))
    return root


def every_name() -> Iterator[str]:
    """Yield every name that a template can reach, as the table of placeholders writes them."""

    def below(one: Meaning) -> Iterator[str]:
        yield one.name
        if one.type is Mapping:
            yield "labels.<key>"
        elif (inner := find_item_type(one)) is not None:
            if inner.name != one.name:
                for member in (list_members(inner, frozenset()) or {}).values():
                    yield from below(member)
        else:
            for member in (list_members(one, frozenset()) or {}).values():
                yield from below(member)

    for root in ROOTS.values():
        yield from below(root)


def test_the_table_of_placeholders_has_every_name_and_no_other() -> None:
    assert set(every_name()) == set(PLACEHOLDERS)
    paper = make_specimen({"page": "Page {page} of {pages}", "box": "Box", "annex": "Annex", "contents": "Contents"})
    made = {"labels.<key>" if slot.name.startswith("labels.") else slot.name for slot in make_fields(paper).slots}
    slots = {name for name, known in PLACEHOLDERS.items() if known.kind != "group"} - {"sections", "section.parts"}
    assert made == slots, "a specimen has everything that a template may place"


@pytest.mark.slow
def test_the_page_of_placeholders_is_current() -> None:
    assert (ROOT / PAGE).read_text("utf-8") == write_reference_page(ROOT), (
        "run python -m generator.runs.style_reference"
    )


def test_fields_are_printed_with_examples_and_as_json(tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    said = run(root, "template", "fields").out
    assert (
        "{{ cover.title }}\n    words, needed: the title of the paper\n    for example: Key concerns in Ruritania"
        in said
    )
    rows = {row["name"]: row for row in json.loads(run(root, "template", "fields", "--format", "json").out)}
    assert set(PLACEHOLDERS) <= rows.keys()
    assert rows["labels.contents"]["example"] == "In this paper"
    assert rows["part.table.rows"]["example"].startswith("1 | Rudolf Rassendyll")


def test_examples_are_what_anybody_may_see(tmp_path: Path) -> None:
    secret = edited(
        "data/ruritania/cases/rassendyll.yaml",
        "occupation: journalist",
        "occupation: {value: CANARY, visibility: internal}",
    )
    ran = run(write(tmp_path, secret, style=True), "template", "fields", "--format", "json")
    assert ran.code == 0
    assert "CANARY" not in ran.out


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=() if name == "dialogue-paper" else pytest.mark.ci)
        for name in sorted(path.parent.name for path in (ROOT / "templates").glob("*/template.yaml"))
    ],
)
def test_nothing_is_wrong_with_the_styles_of_the_repository(name: str) -> None:
    ran = run(ROOT, "template", "check", name)
    assert (ran.code, ran.out) == (0, "no findings\n"), ran.err


def body(old: str, new: str) -> Edits:
    return {BODY: replaced(old, new)}


FAULTS: dict[str, tuple[Edits, str, str]] = {
    "unknown": (body("{{ cover.title }}", "{{ cover.titel }}"), "P102",
        "body, paragraph 2: nothing is called `titel`|did you mean `title`?"),
    "unknown in a loop": (body("{{ author }}", "{{ auhtor }}"), "P102",
        "nothing is called `auhtor`|did you mean `author`?"),
    "unknown in a cell": (body("{{p part.box.title }}", "{{p part.box.titel }}"), "P102",
        "table 2, row 1, cell 1: nothing is called `titel`"),
    "unknown in the header": ({HEADER: replaced("{{ running }}", "{{ runing }}")}, "P102",
        "header, paragraph 4: nothing is called `runing`|did you mean `running`?"),
    "unknown in a part that few papers have": (body("{{ cover.status }}", "{{ cover.stats }}"), "P102",
        "nothing is called `stats`"),
    "unclosed tag": (body("{{ cover.title }}", "{{ cover.title }"), "P103",
        "body, paragraph 2: a tag is not closed, or not opened"),
    "tag over two paragraphs": (body("{{ cover.title }}", "{{ cover.</w:t></w:r></w:p><w:p><w:r><w:t>title }}"), "P103",
        "a tag goes on in the next paragraph: write it in one"),
    "unclosed loop": (body("{%p endfor %}", ""), "P103", "`for` has no `endfor`"),
    "block in a line": (body("{{p contents }}", "{{ contents }}"), "P110",
        "body, paragraph 16: `contents` stands where it cannot be|write {{p contents }} in a paragraph of its own"),
    "words in a block's place": (body("{{ cover.title }}", "{{p cover.title }}"), "P110",
        "write {{ cover.title }} within a paragraph"),
    "rows outside a table": (body("{{p part.text }}", "{{p part.table.rows }}"), "P110",
        "`part.table.rows` stands outside a table"),
    "a group": (body("{{p part.box.title }}", "{{p part.box }}"), "P110", "`part.box` is no words of its own"),
    "words beside a tag": (body("{{p contents }}", "{{p contents }} see below"), "P113",
        "`{{p contents }}` takes the whole paragraph"),
    "two tags in one paragraph": (body("{%p endfor %}", "{%p endfor %}{%p if mark %}"), "P113",
        "takes the whole paragraph"),
    "not placed": (body("{{p part.text }}", "{{ running }}"), "P101", "the template has no place for `part.text`"),
    "a style without which nothing goes": ({STYLES: replaced('name w:val="Annex Heading"', 'name w:val="Annexe"')},
        "P104", "the template has no style 'Annex Heading'"),
    "a style with a fall-back": ({STYLES: replaced('name w:val="Lead"', 'name w:val="Led"')}, "P104",
        "the template has no style 'Lead'; it looks like 'Body Text'"),
    "prose": (body("{{ cover.title }}", "For the minister: {{ cover.title }}"), "P112",
        "body, paragraph 2: the template's text has words of its own: 'For the minister:'"),
    "a heading of its own": (body("{{ labels.contents }}", "What is in here"), "P114",
        "words of the template's own: 'What is in here'"),
    "words at the head of pages": ({HEADER: replaced("{{ running }}", "Briefing: {{ running }}")}, "P114",
        "header, paragraph 4: words of the template's own: 'Briefing:'"),
    "words in a numbering": ({NUMBERS: replaced("{{ labels.box }}", "Box")}, "P114",
        "a numbering has words of its own: 'Box %"),
    "a font": ({STYLES: replaced('w:ascii="Calibri"', 'w:ascii="Garamond Premier"')}, "P115",
        "the font 'Garamond Premier' neither comes with Word"),
    "a font that the PDF has not": ({STYLES: replaced('w:ascii="Calibri"', 'w:ascii="Georgia"')}, "P207",
        "the font `Georgia` (style 'Cover Kind') is not in fonts/ of the style: in the PDF `Paper Serif` stands in for"
        " it"),
    "a note": ({"word/footnotes.xml": replaced("</w:footnotes>",
        '<w:footnote w:id="1"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>')}, "P105",
            "footnotes, paragraph 3: the template has a footnote of its own"),
}  # fmt: skip


@pytest.mark.ci
@pytest.mark.parametrize("name", FAULTS)
def test_what_is_wrong_with_a_word_template_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    edits, code, told = FAULTS[name]
    root = with_template(tmp_path, edits)
    found = json.loads(run(root, "template", "check", "dialogue-paper", "--format", "json").out)
    mine = [d for d in found if d["code"] == code]
    assert mine, found
    shown = [f"{d['message']}|{d['help']}" for d in mine]
    assert any(told in one for one in shown), shown
    assert {d["file"] for d in mine} == {"templates/dialogue-paper/paper.docx"}


def many(text: str) -> str:
    return (
        text.replace("{{ cover.title }}", "{{ cover.titel }}")
        .replace("{{p contents }}", "{{ contents }}")
        .replace("{{ author }}", "{{ author }")
    )


def many_faults(root: Path) -> Path:
    """Return a workspace in which something is wrong in each part of a style."""
    with_template(root, {BODY: many, HEADER: replaced("{{ running }}", "{{ runing }}")})
    folder = root / "templates" / "dialogue-paper"
    for name, old, new in (
        ("paper.css", "html {", ".lead { colour: red; font-family: Futura }\nhtml {"),
        ("paper.html.j2", "{{ document.running|css_string }}", "{{ documnet.running|css_string }}"),
        ("labels/en.yaml", "contents: In this paper\n", "cont\u0435nts: In th\u200bis paper\n"),
    ):
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")
    return root


@pytest.mark.slow
def test_everything_is_told_at_once(tmp_path: Path) -> None:
    ran = run(many_faults(tmp_path), "template", "check", "--format", "json")
    found = [(d["file"].removeprefix("templates/dialogue-paper/"), d["code"]) for d in json.loads(ran.out)]
    assert ran.code == 1
    assert {
        ("paper.docx", "P102"),
        ("paper.docx", "P103"),
        ("paper.docx", "P110"),
        ("paper.css", "P207"),
        ("paper.html.j2", "P203"),
        ("labels/en.yaml", "P402"),
        ("labels/en.yaml", "T521"),
        ("labels/en.yaml", "T522"),
    } <= set(found)
    (root_fault,) = [d for d in json.loads(ran.out) if d["code"] == "P203"]
    assert root_fault["help"] == "did you mean `document`?"


@pytest.mark.slow
def test_what_weasyprint_does_not_know_is_told_with_its_line(tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    sheet = root / "templates/dialogue-paper/paper.css"
    sheet.write_text(".lead { colour: red }\n" + sheet.read_text("utf-8"), "utf-8")
    ran = run(root, "template", "check", "dialogue-paper")
    assert ran.code == 0
    assert "templates/dialogue-paper/paper.css:1:9: warning O307" in ran.out


@pytest.fixture
def annotated(tmp_path: Path) -> Path:
    target = tmp_path / "marked.docx"
    ran = run(many_faults(tmp_path), "template", "check", "dialogue-paper", "--annotate", str(target))
    assert ran.code == 1
    return target


@pytest.mark.slow
def test_the_annotated_copy_has_a_comment_at_each_problem_and_all_else_as_it_was(annotated: Path) -> None:
    with (
        zipfile.ZipFile(annotated) as made,
        zipfile.ZipFile(annotated.parent / "templates/dialogue-paper/paper.docx") as old,
    ):
        comments = made.read("word/comments.xml").decode()
        document = made.read(BODY).decode()
        assert set(made.namelist()) == {*old.namelist(), "word/comments.xml"}
        for name in set(old.namelist()) - {BODY, "[Content_Types].xml", "word/_rels/document.xml.rels"}:
            assert made.read(name) == old.read(name), name
    ids = re.findall(r'<w:comment w:id="(\d+)"', comments)
    assert ids == re.findall(r'<w:commentReference w:id="(\d+)"', document) or sorted(ids) == sorted(
        re.findall(r'<w:commentReference w:id="(\d+)"', document)
    )
    at = re.search(r'<w:commentRangeStart w:id="(\d+)"/><w:r>(?:(?!</w:p>).)*\{\{ cover\.titel \}\}', document)
    assert at is not None
    said = re.search(rf'<w:comment w:id="{at[1]}".*?</w:comment>', comments)
    assert said is not None
    assert "nothing is called `titel`" in said[0]
    assert "did you mean `title`?" in said[0]
    assert "header, paragraph 4: nothing is called `runing`" in comments


@pytest.mark.ci
@pytest.mark.parametrize("judge", judges.OF_WORD_FILES)
def test_judges_find_nothing_in_the_annotated_copy(annotated: Path, judge: str) -> None:
    if judge == "openxml-audit":
        clean = judges.openxml_audit(TEMPLATE)
        assert judges.openxml_audit(annotated) == clean
    else:
        assert judges.OF_WORD_FILES[judge](annotated) == []


@pytest.mark.slow
def test_comments_that_are_there_stay(tmp_path: Path, annotated: Path) -> None:
    template = tmp_path / "templates/dialogue-paper/paper.docx"
    template.write_bytes(annotated.read_bytes())
    again = tmp_path / "again.docx"
    assert run(tmp_path, "template", "check", "dialogue-paper", "--annotate", str(again)).code == 1
    with zipfile.ZipFile(again) as file:
        comments = file.read("word/comments.xml").decode()
        assert file.namelist().count("word/comments.xml") == 1
    ids = re.findall(r'<w:comment w:id="(\d+)"', comments)
    assert len(ids) == len(set(ids)) >= 8
    assert judges.open_xml_sdk(again) == []


@pytest.mark.ci
def test_nothing_is_wrong_with_a_template_that_libreoffice_has_saved(tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    template = root / "templates/dialogue-paper/paper.docx"
    template.write_bytes(libreoffice.decided(template.read_bytes(), "show"))
    ran = run(root, "template", "check", "dialogue-paper")
    assert (ran.code, ran.out) == (0, "no findings\n"), ran.err


@pytest.mark.ci
def test_libreoffice_shows_the_comments(annotated: Path) -> None:
    shown = libreoffice.decided(annotated.read_bytes(), "show", "fodt").decode()
    assert "nothing is called `titel`" in shown
    assert shown.count("<office:annotation ") >= 4


@pytest.mark.slow
def test_the_copy_never_takes_the_place_of_the_template(tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    template = root / "templates/dialogue-paper/paper.docx"
    before = template.read_bytes()
    ran = run(root, "template", "check", "dialogue-paper", "--annotate", str(template))
    assert (ran.code, template.read_bytes()) == (2, before)


@pytest.mark.slow
def test_the_specimen_is_a_paper_in_every_style() -> None:
    for style in load(ROOT, [])[0].styles.values():
        paper = make_specimen({**sample().labels})
        assert check_docx(write_docx(paper, style.file("paper.docx")), paper) == []


@pytest.mark.slow
def test_a_template_that_prints_all_it_can_reach_reaches_no_more_than_words_and_marks(tmp_path: Path) -> None:
    """Neither the contents of a slot nor what Python hangs on objects: only marks, and the keys of labels."""
    tries = (
        "cover.title.__class__",
        "cover.title[0:0].__class__.__mro__",
        "cover.__class__",
        "cover._fields",
        "cover.title.content",
        "sections[0].heading.content",
        "sections.__class__",
        "labels.__class__",
        "running.__init__.__globals__",
        "self.__class__",
        "cycler.__init__.__globals__",
    )
    for one in tries:
        path = tmp_path / "paper.docx"
        planted = f"{{{{ running }}}} {{{{ {one} }}}}"
        path.write_bytes(changed(TEMPLATE.read_bytes(), {HEADER: replaced("{{ running }}", planted)}))
        try:
            data = write_docx(sample(), path)
        except BriefingError:
            continue
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            text = re.sub(r"<[^>]+>", "", file.read(HEADER).decode())
        assert not re.search(r"class|module|origin|Run\(", text), (one, text)


@pytest.mark.slow
def test_a_page_that_prints_its_whole_document_shows_nothing_that_its_audience_may_not_see(tmp_path: Path) -> None:
    case = "data/ruritania/cases/rassendyll.yaml"
    secret = edited(case, "occupation: journalist", "occupation: {value: CANARY, visibility: internal}")
    root = write(tmp_path, secret, style=True)
    style = load(root, [])[0].styles["dialogue-paper"]
    page = root / "templates/dialogue-paper/paper.html.j2"
    page.write_text("{{ document }} {{ pictures }} {{ inlines }} {{ css }}", "utf-8")
    shown = render_page(built(root, "public"), style, "screen")
    assert "Rudolf Rassendyll" in shown
    assert "CANARY" not in shown
    assert "CANARY" in render_page(built(root, "internal"), style, "screen")
    page.write_text("{{ inlines.__globals__ }}{{ document.__class__ }}", "utf-8")
    with pytest.raises(BriefingError):
        render_page(built(root, "public"), style, "screen")


@pytest.mark.slow
def test_every_unknown_name_of_the_page_is_told_at_once(tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    page = root / "templates/dialogue-paper/paper.html.j2"
    text = page.read_text("utf-8")
    changes = {
        "document.labels.contents": "document.labels.contentz",
        "document.properties.subject": "document.properties.subjekt.first",
        "<main>": "<main>{% for n in document.nots %}{{ n }}{% endfor %}{{ paper }}",
        'medium == "screen" and document.mark': 'medium == "screen" and document.marc',
        "document.running|css_string": "document.runing|css_string",
        "document.lang": "document.__class__",
    }
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    page.write_text(text, "utf-8")
    ran = run(root, "template", "check", "dialogue-paper", "--format", "json")
    told = {d["message"].split("`")[1]: d for d in json.loads(ran.out) if d["code"] == "P203"}
    assert told.keys() == {"contentz", "subjekt", "nots", "paper", "marc", "runing", "__class__"}
    lines = text.split("\n")
    for name, d in told.items():
        assert lines[d["line"] - 1][d["column"] - 1 :].startswith(name)
    helps = {name: d["help"] for name, d in told.items()}
    assert helps["subjekt"] == "did you mean `subject`?"
    assert helps["contentz"] == "did you mean `contents`?"
    assert helps["nots"] == "did you mean `notes`?"
