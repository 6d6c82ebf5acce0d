"""Word's habits do not break a template: however Word or LibreOffice has saved it, the paper says the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.base.diagnostics import BriefingError
from generator.formats.docx import write_docx
from generator.formats.docx.check.file import check_docx
from generator.paper.document import Document
from tests.support import judges, libreoffice, pandoc
from tests.support.docx_files import BODY, TEMPLATE, changed

WHO = 'w:id="90" w:author="Planted Person" w:date="2020-01-01T00:00:00Z"'
TITLE = '<w:r><w:t xml:space="preserve">{{ cover.title }}</w:t></w:r>'
WORDS = '<w:t xml:space="preserve">'
SETTINGS = "word/settings.xml"

Edit = Callable[[str], str]


def put(old: str, new: str) -> Edit:
    """Return an edit of the body that must find what it replaces."""

    def edit(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return edit


def paragraph_with(text: str, words: str) -> str:
    """Return the paragraph of the part in which the words stand."""
    return next(p for p in re.findall(r"<w:p>(?:(?!<w:p>).)*?</w:p>", text) if words in p)


def around(words: str, before: str, after: str) -> Edit:
    """Return an edit that puts something around the paragraph in which the words stand."""

    def edit(text: str) -> str:
        found = paragraph_with(text, words)
        return text.replace(found, before + found + after, 1)

    return edit


def every_tag_split(text: str) -> str:
    """Each tag in runs of two letters, with what spell check and revisions leave between them."""

    def split(match: re.Match[str]) -> str:
        tag = match[0]
        cut = f'</w:t></w:r><w:proofErr w:type="spellStart"/><w:r w:rsidR="00AA11BB"><w:rPr><w:noProof/></w:rPr>{WORDS}'
        return cut.join(tag[n : n + 2] for n in range(0, len(tag), 2))

    return re.sub(r"\{\{.*?\}\}|\{%.*?%\}", split, text)


def text_box(content: str) -> str:
    """A text box as Word writes it: once for itself, and once for what came before."""
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        '<w:p><w:pPr><w:pStyle w:val="CoverStatus"/></w:pPr><w:r><mc:AlternateContent'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" Requires="wps">'
        '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        ' distT="0" distB="0" distL="0" distR="0">'
        '<wp:extent cx="3600000" cy="900000"/><wp:docPr id="1" name="Text Box 1"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData'
        ' uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3600000"'
        ' cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        '<mc:Fallback><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"'
        f' style="width:283pt;height:71pt"><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>'
        "</mc:AlternateContent></w:r></w:p>"
    )


def in_text_box(words: str) -> Edit:
    def edit(text: str) -> str:
        found = paragraph_with(text, words)
        return text.replace(found, text_box(found), 1)

    return edit


SDT = (
    '<w:sdt><w:sdtPr><w:alias w:val="Title"/><w:id w:val="12"/><w:lock'
    ' w:val="sdtContentLocked"/></w:sdtPr><w:sdtContent>'
)

HABITS: dict[str, Edit] = {
    "every tag split into runs": every_tag_split,
    "braces apart": put("{{ cover.title }}", f"{{</w:t></w:r><w:r>{WORDS}{{ cover.title }}</w:t></w:r><w:r>{WORDS}}}"),
    "a tab and a break in a tag": put("{{ cover.title }}", "{{</w:t><w:tab/><w:t>cover.title</w:t><w:br/><w:t>}}"),
    "curly quotes": put("{{ cover.title }}", "{{ cover[“title”] }}"),
    "German quotes": put("{{ cover.title }}", "{{ cover[„title“] }}"),
    "French quotes, which come with blanks that do not break": put("{{ cover.title }}", "{{ cover[«title»]\u00a0}}"),
    "single quotes": put("{{ cover.title }}", "{{ cover[‘title’] }}"),
    "a blank that does not break, in a tag of a paragraph": put("{%p for author in", "{%p\u00a0for author in"),
    "a smart tag": put(TITLE, f'<w:smartTag w:uri="urn:x" w:element="place"><w:smartTagPr/>{TITLE}</w:smartTag>'),
    "an inserted tag, and a deleted one": put(
        TITLE,
        f"<w:ins {WHO}>{TITLE}</w:ins><w:del {WHO}><w:r><w:delText>{{{{ cover.titel }}}}</w:delText></w:r></w:del>"
    ),
    "half a tag deleted": put(
        TITLE,
        f"<w:r>{WORDS}{{{{ cover.</w:t></w:r><w:del {WHO}><w:r><w:delText>titel</w:delText></w:r></w:del>"
        f"<w:ins {WHO}><w:r>{WORDS}title }}}}</w:t></w:r></w:ins>"
    ),
    "a deleted paragraph": around(
        "{{ cover.title }}",
        f"<w:p><w:pPr><w:rPr><w:del {WHO}/></w:rPr></w:pPr><w:del {WHO}><w:r><w:delText>"
        f"{{{{ gone }}}}</w:delText></w:r></w:del></w:p>", ""
    ),
    "a deleted table": around(
        "{{p contents }}",
        f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:trPr><w:del {WHO}/></w:trPr><w:tc><w:p>"
        f"<w:del {WHO}><w:r><w:delText>x</w:delText></w:r></w:del></w:p></w:tc></w:tr></w:tbl>", ""
    ),
    "a content control in a line": put(TITLE, f"{SDT}{TITLE}</w:sdtContent></w:sdt>"),
    "a content control around a paragraph": around("{{ cover.title }}", SDT, "</w:sdtContent></w:sdt>"),
    "a content control around a paragraph of a block": around("{{p contents }}", SDT, "</w:sdtContent></w:sdt>"),
    "a content control around the beginning of a loop alone": around("{%p for author", SDT, "</w:sdtContent></w:sdt>"),
    "a content control around a row": lambda text: re.sub(
        r"(<w:tr>(?:(?!<w:tr>).)*part\.table\.rows.*?</w:tr>)", SDT + r"\1</w:sdtContent></w:sdt>", text, count=1
    ),
    "a content control around a cell": lambda text: re.sub(
        r"(<w:tc>(?:(?!<w:tc>).)*part\.table\.rows.*?</w:tc>)", SDT + r"\1</w:sdtContent></w:sdt>", text, count=1
    ),
    "a text box": in_text_box("{{ cover.status }}"),
}  # fmt: skip


def made(folder: Path, edit: Edit, document: Document) -> bytes:
    path = folder / "paper.docx"
    path.write_bytes(changed(TEMPLATE.read_bytes(), {BODY: edit}))
    return write_docx(document, path)


@pytest.mark.ci
@pytest.mark.parametrize("habit", HABITS)
def test_a_habit_changes_no_word(habit: str, tmp_path: Path, document: Document) -> None:
    data = made(tmp_path, HABITS[habit], document)
    assert check_docx(data, document) == []
    if "text box" not in habit:  # Pandoc reads no text boxes
        assert pandoc.read(data, "docx") == pandoc.read(write_docx(document, TEMPLATE), "docx")
    path = tmp_path / "made.docx"
    path.write_bytes(data)
    for name, judge in judges.OF_WORD_FILES.items():
        if name != "Open XML SDK":
            assert judge(path) == []


@pytest.mark.ci
def test_the_open_xml_sdk_finds_nothing_in_a_paper_of_all_habits_at_once(tmp_path: Path, document: Document) -> None:
    apart = (
        "curly",
        "German",
        "French",
        "single",
        "half",
        "braces",
        "a tab",
        "a content control in a line",
        "a tag in a",
        "a smart",
    )

    def all_of_them(text: str) -> str:
        for name, edit in HABITS.items():
            if not name.startswith(
                (*apart, "every", "a content control around a paragraph", "a content control around the")
            ):
                text = edit(text)
        return text

    path = tmp_path / "made.docx"
    path.write_bytes(made(tmp_path, all_of_them, document))
    assert check_docx(path.read_bytes(), document) == []
    assert judges.open_xml_sdk(path) == []
    assert b"Planted" not in path.read_bytes()


@pytest.mark.slow
def test_a_text_box_is_in_the_paper_once(tmp_path: Path, document: Document) -> None:
    import io
    import zipfile

    assert document.cover.status is not None
    data = made(tmp_path, HABITS["a text box"], document)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        body = file.read(BODY).decode()
    assert (body.count("<w:txbxContent"), body.count("Fallback")) == (1, 0)


def test_what_may_have_notes_is_refused_in_a_text_box(tmp_path: Path, document: Document) -> None:
    with pytest.raises(BriefingError) as raised:
        made(tmp_path, in_text_box("{{p part.text }}"), document)
    assert {d.code for d in raised.value.diagnostics} == {"P110"}


@pytest.mark.slow
def test_heads_of_first_and_even_pages_are_filled(tmp_path: Path, document: Document) -> None:
    """The template that comes with the tool has one for first pages; the one for even pages is added here."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    edits: dict[str, object] = {
        "word/header9.xml": (
            f'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r>{WORDS}{{{{'
            f" ru</w:t></w:r><w:r>{WORDS}nning }}}}{{% if mark %}} {{{{ mark }}}}{{% endif"
            " %}</w:t></w:r></w:p></w:hdr>"
        ),
        "[Content_Types].xml": put(
            "</Types>",
            '<Override PartName="/word/header9.xml"'
            ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>',
        ),
        "word/_rels/document.xml.rels": put(
            "</Relationships>",
            f'<Relationship Id="rId90" Type="{office}/header" Target="header9.xml"/></Relationships>',
        ),
        BODY: put("<w:sectPr>", f'<w:sectPr><w:headerReference xmlns:r="{office}" w:type="even" r:id="rId90"/>'),
        SETTINGS: lambda text: re.sub(r"(<w:defaultTabStop[^>]*/>)", r"\1<w:evenAndOddHeaders/>", text),
    }
    path = tmp_path / "paper.docx"
    path.write_bytes(changed(TEMPLATE.read_bytes(), edits))  # type: ignore[arg-type]
    marked = replace(document, mark="Confidential")
    data = write_docx(marked, path)
    assert check_docx(data, marked) == []
    made_at = tmp_path / "made.docx"
    made_at.write_bytes(data)
    assert judges.open_xml_sdk(made_at) == []
    import zipfile

    with zipfile.ZipFile(made_at) as file:
        heads = [file.read(name).decode() for name in file.namelist() if name.startswith("word/header")]
        assert len(heads) == 3
        assert all("Confidential" in head for head in heads)
        assert sum(document.running in head for head in heads) >= 1


@pytest.mark.ci
@pytest.mark.parametrize(
    "habit", ["every tag split into runs", "a content control around a paragraph", "an inserted tag, and a deleted one"]
)
def test_a_template_with_habits_that_libreoffice_has_saved(habit: str, tmp_path: Path, document: Document) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(libreoffice.decided(changed(TEMPLATE.read_bytes(), {BODY: HABITS[habit]}), "show"))
    assert check_docx(write_docx(document, path), document) == []
