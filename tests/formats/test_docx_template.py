"""Templates: what is wrong with one is told, all at once, and nothing of its maker goes into the paper."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from generator.base.diagnostics import BriefingError, Diagnostic
from generator.formats.docx import write_docx
from generator.formats.docx.check.file import check_docx
from generator.formats.docx.styles import NEEDED, Styles, read_styles
from generator.formats.docx.template.missing_styles import FALL_BACKS, warn_of_missing_styles
from generator.paper.document import Document, Label, NoteCall, Paragraph, Run
from generator.paper.document.numbering import number
from generator.paper.make import make
from generator.paper.workspace import Workspace
from tests.support import judges, libreoffice
from tests.support.documents import note, sample
from tests.support.docx_files import BODY, TEMPLATE, changed, replaced
from tests.support.places import ROOT

STYLES, SETTINGS, NUMBERS = "word/styles.xml", "word/settings.xml", "word/numbering.xml"


Write = Callable[..., bytes]


@pytest.fixture
def write(tmp_path: Path, document: Document) -> Write:
    def run(edits: dict[str, object], document: Document = document) -> bytes:
        path = tmp_path / "paper.docx"
        path.write_bytes(changed(TEMPLATE.read_bytes(), edits))  # type: ignore[arg-type]
        return write_docx(document, path, None)

    return run


def faults(write: Write, edits: dict[str, object], document: Document | None = None) -> list[Diagnostic]:
    with pytest.raises(BriefingError) as raised:
        write(edits, document) if document else write(edits)
    return list(raised.value.diagnostics)


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


AT_END = "<w:sectPr>"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("part", "edit", "code", "told"),
    [
        (BODY, replaced("{{p part.text }}", "nothing"), "P101", "part.text"),
        (BODY, replaced("{{ cover.title }}", "A title"), "P101", "cover.title"),
        (BODY, replaced("{{p part.table.rows }}", "rows"), "P101", "part.table.rows"),
        ("word/footer1.xml", replaced("{{ page_of_pages }}", "page"), None, ""),
        ("word/header1.xml", replaced("{{ running }}", "running"), "P101", "running"),
        (BODY, replaced("{{ cover.title }}", "{{ cover.titel }}"), "P102", "did you mean `title`?"),
        (BODY, replaced("{{ cover.title }}", "{{ titel }}"), "P102", "titel"),
        (BODY, replaced("{{ labels.contents }}", "{{ labels.contnets }}"), "P102", "did you mean `contents`?"),
        (NUMBERS, replaced("labels.box", "labels.bx"), "P102", "labels.bx"),
        (BODY, replaced("{{ cover.title }}", "{{ cover.title }"), "P103", "{{ cover.title }"),
        (BODY, replaced("{{ cover.title }}", "{{ cover. }}"), "P103", "{{ cover. }}"),
        (BODY, replaced("{%p endfor %}", ""), "P103", "for"),
        (BODY, replaced("{%p endfor %}", "{%p endif %}"), "P103", "endif"),
        (BODY, replaced("{%p if cover.status %}", "{%p when cover.status %}"), "P103", "when"),
        (STYLES, replaced('name w:val="Recommendation"', 'name w:val="Demand"'), "P104", "Recommendation"),
        (BODY, replaced(AT_END, paragraph("{{p sections.0.heading }}") + AT_END), "P109", "section.heading"),
        (BODY, replaced("{{ cover.title }}", "{{p cover.title }}"), "P110", "{{ cover.title }}"),
        (BODY, replaced("{{p contents }}", "{{ contents }}"), "P110", "{{p contents }}"),
        (SETTINGS, replaced("<w:footnotePr>", '<w:footnotePr><w:numFmt w:val="lowerRoman"/>'), "P106", "lowerRoman"),
        (SETTINGS, replaced("<w:footnotePr>", '<w:footnotePr><w:numStart w:val="5"/>'), "P106", "5"),
        (
            BODY,
            replaced("<w:pgSz", '<w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr><w:pgSz'),
            "P106",
            "eachPage",
        ),
        (
            "word/footnotes.xml",
            replaced("</w:footnotes>", '<w:footnote w:id="1"><w:p/></w:footnote></w:footnotes>'),
            "P105",
            "footnote",
        ),
    ],
)
def test_a_fault_of_the_template_is_told(write: Write, part: str, edit: object, code: str | None, told: str) -> None:
    if code is None:
        write({part: edit})  # the other footer still has it
        return
    found = [d for d in faults(write, {part: edit}) if d.code == code]
    assert found, faults(write, {part: edit})
    shown = " ".join(f"{d.message} {d.excerpt} {d.help}" for d in found)
    assert told in shown
    assert {d.origin.file.rpartition("/")[2] for d in found} == {"paper.docx"}


@pytest.mark.slow
def test_all_faults_are_told_at_once(write: Write) -> None:
    edits = {
        BODY: (
            lambda text: text.replace("{{ cover.title }}", "{{ cover.title }").replace("{{ cover.kind }}", "{{ knd }}")
        ),
        STYLES: (
            lambda text: text.replace('name w:val="Recommendation"', 'name w:val="Demand"').replace(
                'name w:val="Annex Heading"', 'name w:val="Annexe"'
            )
        ),
    }
    assert [d.code for d in faults(write, edits)] == ["P103", "P104", "P104", "P102"]
    unknown = lambda text: text.replace("cover.title", "cover.titel").replace("cover.kind", "cover.knd")  # noqa: E731
    assert [d.code for d in faults(write, {BODY: unknown})] == ["P102", "P102"]


@pytest.mark.ci
@pytest.mark.parametrize("judge", judges.OF_WORD_FILES)
def test_missing_styles_have_a_fall_back_and_a_warning(tmp_path: Path, document: Document, judge: str) -> None:
    # the template itself keeps boxes apart with paragraphs of that style
    lacking = [name for name in FALL_BACKS if name != "After Box"]

    def edit(text: str) -> str:
        for n, name in enumerate(lacking):
            text, times = re.subn(f'<w:name w:val="{name}"', f'<w:name w:val="Gone {n}"', text, flags=re.I)
            assert times == 1, name
        return text

    path = tmp_path / "paper.docx"
    path.write_bytes(changed(TEMPLATE.read_bytes(), {STYLES: edit}))
    found = warn_of_missing_styles(path)
    assert {d.severity for d in found} == {"warning"}
    assert len(found) == len(lacking)
    assert "the template has no style 'Lead'; it looks like 'Body Text'" in [d.message for d in found]
    data = write_docx(document, path)
    assert check_docx(data, document) == []
    made = tmp_path / "made.docx"
    made.write_bytes(data)
    assert judges.OF_WORD_FILES[judge](made) == []
    assert warn_of_missing_styles(TEMPLATE) == []


def test_what_numbers_has_no_fall_back(write: Write) -> None:
    edits = {STYLES: replaced('<w:name w:val="List Number"/>', '<w:name w:val="Numbers"/>')}
    found = [d for d in faults(write, edits) if d.code == "P104"]
    assert [d.message for d in found] == ["the template has no style 'List Number'"]


def test_damage_that_docxtpl_would_hide_is_told(write: Write, document: Document) -> None:
    """Without its p, the tag leaves half a paragraph behind: docxtpl's parser would recover, and lose words."""
    edits = {BODY: replaced("{%p if cover.status %}", "{% if cover.status %}")}
    bare = replace(document, cover=replace(document.cover, status=None))
    assert [d.code for d in faults(write, edits, bare)] == ["P103"]


def test_no_diagnostic_names_a_class_or_a_folder_of_the_machine(write: Write, tmp_path: Path) -> None:
    (found,) = faults(write, {BODY: replaced("{{ cover.title }}", "{{ cover.titel }}")})
    assert found.help == "did you mean `title`?"
    assert found.excerpt == "{{ cover.titel }}"
    assert str(tmp_path) not in f"{found}"
    assert "Fields" not in f"{found}"


@pytest.mark.slow
def test_the_mark_must_stand_on_every_page(write: Write, document: Document) -> None:
    marked = replace(document, mark="Confidential")
    edits = {"word/header2.xml": lambda text: text.replace("{% if mark %}{{ mark }}{% endif %}", "")}
    assert [d.code for d in faults(write, edits, marked)] == ["P111"]
    assert write(edits)


PICTURE = "<w:p><w:r><w:pict/></w:r></w:p>"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (AT_END, paragraph("12 Main Street, Strelsau") + AT_END, "words of its own: '12 Main Street, Strelsau'"),
        ("{{ cover.title }}", "Draft: {{ cover.title }} (new)", "words of its own: 'Draft:  (new)'"),
        (AT_END, PICTURE + AT_END, "a picture"),
        (AT_END, "<w:p/>" + AT_END, "an empty paragraph"),
    ],
)
def test_words_and_pictures_in_the_text_are_told_with_where_they_belong(
    write: Write, old: str, new: str, told: str
) -> None:
    (found,) = faults(write, {BODY: replaced(old, new)})
    assert (found.code, found.message) == ("P112", f"the template's text has {told}")
    assert found.origin.file.endswith("/paper.docx")
    assert "labels/<lang>.yaml" in (found.help or "")
    assert "page header or footer" in (found.help or "")


def test_words_in_header_and_footer_are_the_templates_own_affair(write: Write, document: Document) -> None:
    data = write(
        {
            f"word/{part}.xml": lambda t: t.replace("<w:p>", paragraph("12 Main Street") + "<w:p>", 1)
            for part in ("header1", "footer1")
        }
    )
    assert check_docx(data, document) == []


def test_a_missing_template_is_told_as_missing(tmp_path: Path, document: Document) -> None:
    with pytest.raises(BriefingError) as raised:
        write_docx(document, tmp_path / "paper.docx", None)
    (found,) = raised.value.diagnostics
    assert (found.code, found.message) == ("P107", "`paper.docx` is not in the style's folder")


def styles_part(template: Path) -> bytes:
    with zipfile.ZipFile(template) as file:
        return file.read(STYLES)


def styles_of(template: Path) -> Styles:
    return read_styles(etree.fromstring(styles_part(template)))


def names_of(template: Path) -> list[str]:
    return [name.lower() for name in re.findall(r'<w:name w:val="([^"]+)"', styles_part(template).decode())]


@pytest.mark.ci
def test_a_template_that_libreoffice_has_saved_gives_the_same_paper(tmp_path: Path) -> None:
    """LibreOffice writes styles under Word's names where it knows them: none of ours may become another."""
    saved = tmp_path / "saved"
    saved.mkdir()
    (saved / "paper.docx").write_bytes(libreoffice.decided(TEMPLATE.read_bytes(), "show"))
    needed = {name.lower() for name in NEEDED}
    before, after = styles_of(TEMPLATE), styles_of(saved / "paper.docx")
    assert after.bold & needed == before.bold & needed
    assert after.lists.keys() & needed == before.lists.keys() & needed
    # LibreOffice adds a caption of its own, before that of the template, which is the one that is used
    assert {name for name in needed if names_of(saved / "paper.docx").count(name) > 1} <= {"caption"}
    real = make(Workspace(ROOT, ["eu-kazakhstan-2020-11"]), "eu-kazakhstan-2020-11").document
    assert real is not None
    for paper in (sample(), real):
        assert check_docx(write_docx(paper, saved / "paper.docx", None), paper) == []


@pytest.mark.parametrize("content", [b"no zip at all", b""])
def test_what_is_no_word_file_is_told(tmp_path: Path, document: Document, content: bytes) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(content)
    with pytest.raises(BriefingError) as raised:
        write_docx(document, path, None)
    assert [d.code for d in raised.value.diagnostics] == ["P116"]


def test_slots_out_of_order_are_refused(write: Write) -> None:
    later = lambda text: text.replace("for section in sections", "for section in sections|reverse")  # noqa: E731
    assert [d.code for d in faults(write, {BODY: later})] == ["P108"]


def test_nothing_of_the_templates_maker_goes_into_the_paper(write: Write, document: Document) -> None:
    relation = '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/{}" Target="{}"{}/></Relationships>'
    office = "officeDocument/2006/relationships/"
    secret = "Planted Person"
    properties = (
        "<Properties"
        f' xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>{secret}</Company></Properties>'
    )
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{secret}</dc:creator></cp:coreProperties>'
    )
    outside = ' TargetMode="External"'
    data = write(
        {
            "docProps/app.xml": properties,
            "docProps/core.xml": core,
            "customXml/item1.xml": f"<a>{secret}</a>",
            "_rels/.rels": (
                lambda t: t.replace(
                    "</Relationships>", relation.format("rId8", office + "extended-properties", "docProps/app.xml", "")
                ).replace(
                    "</Relationships>",
                    relation.format(
                        "rId9", "package/2006/relationships/metadata/core-properties", "docProps/core.xml", ""
                    ),
                )
            ),
            "word/_rels/document.xml.rels": lambda t: t.replace(
                "</Relationships>", relation.format("rId80", office + "customXml", "../customXml/item1.xml", "")
            ),
            "word/_rels/settings.xml.rels": (
                (
                    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                    + relation.format("rId1", office + "attachedTemplate", f"file:///C:/Users/{secret}/x.dotx", outside)
                ).replace(" Person", "")
            ),
            "[Content_Types].xml": lambda t: t.replace(
                "</Types>",
                '<Override PartName="/docProps/core.xml"'
                ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override'
                ' PartName="/docProps/app.xml"'
                ' ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>',
            ),
            SETTINGS: (
                lambda t: t.replace(
                    "<w:defaultTabStop",
                    '<w:attachedTemplate xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
                    ' r:id="rId1"/><w:trackRevisions/><w:defaultTabStop',
                ).replace("<w:themeFontLang", '<w:rsids><w:rsidRoot w:val="00AA11BB"/></w:rsids><w:themeFontLang')
            ),
            BODY: (
                lambda t: t.replace("<w:p>", '<w:p w:rsidR="00AA11BB" w:rsidRDefault="00AA11BB">').replace(
                    "{{ cover.kind }}", '{{ cover.</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>kind }}'
                )
            ),
        }
    )
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        everything = {name: file.read(name).decode() for name in file.namelist()}
    for trace in ("Planted", "00AA11BB", "attachedTemplate", "trackRevisions", "proofErr", "customXml", "dotx"):
        assert [name for name, text in everything.items() if trace in text] == [], trace
    assert check_docx(data, document) == []


def test_comments_and_changes_in_the_template_do_not_go_into_the_paper(write: Write, document: Document) -> None:
    who = 'w:id="90" w:author="Planted Person" w:date="2020-01-01T00:00:00Z"'
    words = '<w:r><w:t xml:space="preserve">{{ cover.kind }}</w:t></w:r>'
    data = write(
        {
            BODY: (
                lambda t: t.replace(
                    words,
                    f'<w:commentRangeStart w:id="0"/><w:ins {who}>{words}</w:ins><w:commentRangeEnd w:id="0"/>'
                    '<w:r><w:commentReference w:id="0"/></w:r>'
                    f"<w:del {who}><w:r><w:delText>gone</w:delText></w:r></w:del>"
                    '<w:bookmarkStart w:id="7" w:name="_GoBack"/><w:bookmarkEnd w:id="7"/>',
                ).replace(
                    '<w:pStyle w:val="Title"/>',
                    f'<w:pStyle w:val="Title"/><w:rPr><w:ins {who}/></w:rPr><w:pPrChange {who}><w:pPr/></w:pPrChange>',
                )
            ),
            SETTINGS: lambda t: t.replace(
                "</w:settings>",
                '<w15:docId xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
                ' w15:val="{A}"/></w:settings>',
            ),
        }
    )
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        everything = "".join(file.read(name).decode() for name in file.namelist())
    for trace in ("Planted", "comment", "delText", "pPrChange", "_GoBack", "docId"):
        assert trace not in everything, trace
    assert check_docx(data, document) == []


def test_a_template_without_a_part_for_notes_gets_one(write: Write, document: Document) -> None:
    data = write(
        {
            "word/footnotes.xml": None,
            "word/_rels/document.xml.rels": lambda t: t.replace(
                '<Relationship Id="rId5"'
                ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"'
                ' Target="footnotes.xml"/>',
                "",
            ),
            "[Content_Types].xml": lambda t: t.replace(
                '<Override PartName="/word/footnotes.xml"'
                ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>',
                "",
            ),
            SETTINGS: lambda t: t.replace(
                '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>', ""
            ),
        }
    )
    assert check_docx(data, document) == []
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        settings = file.read(SETTINGS).decode()
        assert file.read("word/footnotes.xml").count(b"<w:footnote ") == 12
    assert settings.index("footnotePr") < settings.index("<w:compat>")


def test_the_templates_words_around_a_slot_and_its_formatting_stay(write: Write) -> None:
    run = '<w:r><w:rPr><w:rFonts w:ascii="Georgia"/><w:i/><w:lang w:val="de-DE"/></w:rPr><w:t xml:space="preserve">'
    data = write(
        {
            "word/header1.xml": replaced(
                '<w:r><w:t xml:space="preserve">{{ running }}',
                f"{run}Before {{{{ running }}}} between {{{{ running }}}} after",
            )
        }
    )
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        header = file.read("word/header1.xml").decode()
    kept = '<w:rPr><w:rFonts w:ascii="Georgia"/><w:i/></w:rPr><w:t xml:space="preserve">Key concerns'
    assert header.count(kept) == 2
    assert header.index("Before ") < header.index(" between ") < header.index(" after")


def test_content_is_never_taken_for_a_template(document: Document) -> None:
    """docxtpl would execute the first, change the second, and lose what follows the others."""
    evil = "{{ 7*7 }} {_{ {% raw %} {{p x }} <?slot 3?> ]]> <w:p/> & “quoted” &amp;"
    cover = replace(document.cover, title=Paragraph("cover.title", (Run(evil), NoteCall("evil")), "cover-title"))
    notes = {**document.notes, "evil": note("evil", text=f"{evil}: ", url="https://example.org/{{7*7}}?a={%b%}")}
    labels = {**document.labels, "contents": f"{evil}"}
    made = number(replace(document, cover=cover, notes=notes, labels=labels, running=evil, mark=evil))
    data = write_docx(made, TEMPLATE, None)
    assert check_docx(data, made) == []
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in ("word/header1.xml", BODY, "word/footnotes.xml"):
            text = file.read(name).decode()
            assert "{{ 7*7 }} {_{ {% raw %}" in text
            assert "49" not in text.replace("w:val=", "")
    assert made.cover.title.inlines[0] == Run(evil)
    assert Label("x", evil).text == evil
