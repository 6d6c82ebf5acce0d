"""A template gives nothing away: whatever its maker, their programs and machines left in it, in whatever part."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from generator.base.diagnostics import BriefingError
from generator.formats.docx import write_docx
from generator.formats.docx.allowed.clean import clean_template
from generator.formats.docx.check.file import check_docx
from tests.support import judges, libreoffice
from tests.support.commands import run
from tests.support.documents import sample
from tests.support.docx_files import BODY, TEMPLATE, changed, replaced
from tests.support.logos import PLANTED, TELLING_SVG, make_telling_jpeg, make_telling_png
from tests.support.places import ROOT
from tests.support.workspaces import EDITION, write

HEADER, NUMBERS, STYLES, SETTINGS = "word/header1.xml", "word/numbering.xml", "word/styles.xml", "word/settings.xml"
TYPES, RELATIONS = "[Content_Types].xml", "word/_rels/{}.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
PATH = f"C:\\Users\\{PLANTED}\\logo.png"
RUN = '<w:r><w:t xml:space="preserve">{{ running }}</w:t></w:r>'

Edits = dict[str, object]


def relations(*rows: str) -> str:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{"".join(rows)}</Relationships>'


def relation(id: str, kind: str, target: str, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def drawing(embed: str, inside: str = "", words: str = f'name="{PATH}" descr="{PATH}" title="{PLANTED}"') -> str:
    """Return a run with a picture, which bears these words."""
    return (
        f'<w:r xmlns:r="{OFFICE}"><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing"><wp:extent'
        f' cx="360000" cy="180000"/><wp:docPr id="7" {words}/><a:graphic xmlns:a="{DRAWING}/main"><a:graphicData'
        f' uri="{DRAWING}/picture"><pic:pic xmlns:pic="{DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="7" {words}/>'
        f"<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip {embed}>{inside}</a:blip><a:stretch><a:fillRect/>"
        '</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="360000" cy="180000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


def at_head(xml: str, rows: tuple[str, ...] = (), more: Mapping[str, object] = {}) -> Edits:
    """Return the change by which this stands at the head of pages, before the running line."""
    edits: Edits = {HEADER: replaced(RUN, xml + RUN), **more}
    return {**edits, RELATIONS.format("header1.xml"): relations(*rows)} if rows else edits


def with_type(ending: str, type: str) -> Edits:
    return {TYPES: replaced("<Override", f'<Default Extension="{ending}" ContentType="{type}"/><Override')}


def field(instruction: str, shown: str = "") -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{shown}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


ENDNOTES = (
    f'<w:endnotes xmlns:w="{W}"><w:endnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
    '</w:endnote><w:endnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    f'</w:endnote><w:endnote w:id="1"><w:p><w:r><w:t>{PLANTED}</w:t></w:r></w:p></w:endnote></w:endnotes>'
)
WITH_ENDNOTES: Edits = {
    "word/endnotes.xml": ENDNOTES,
    TYPES: replaced(
        "</Types>",
        '<Override PartName="/word/endnotes.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"/></Types>',
    ),
    RELATIONS.format("document.xml"): replaced(
        "</Relationships>", relation("rId90", "endnotes", "endnotes.xml") + "</Relationships>"
    ),
}
BULLET = (
    f'<w:numPicBullet w:numPicBulletId="0"><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="{PLANTED}"'
    f' xmlns:o="urn:schemas-microsoft-com:office:office" o:gfxdata="{PLANTED}" alt="{PATH}" title="{PLANTED}"'
    f' href="file:///C:/{PLANTED}" style="width:9pt;height:9pt" o:bullet="t"><v:imagedata xmlns:r="{OFFICE}"'
    f' r:id="rId1" o:title="{PLANTED}"/></v:shape></w:pict></w:numPicBullet>'
)
SVG_BLIP = (
    f'<a:extLst xmlns:a="{DRAWING}/main"><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip'
    ' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rId2"/></a:ext></a:extLst>'
)
HIDDEN_STYLE = (
    '<w:style w:type="character" w:customStyle="1" w:styleId="Unseen"><w:name w:val="Unseen"/><w:aliases'
    f' w:val="{PLANTED}"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
)

PLACES: dict[str, Edits] = {
    "a logo's metadata and words": at_head(drawing('r:embed="rId1"'), (relation("rId1", "image", "media/a.jpg"),),
        {"word/media/a.jpg": make_telling_jpeg(), **with_type("jpg", "image/jpeg")}),
    "the name of a picture's file": at_head(drawing('r:embed="Planted"', words='name="a"'),
        (relation("Planted", "image", "media/Planted.png"),),
        {"word/media/Planted.png": make_telling_png(), **with_type("png", "image/png")}),
    "a drawing and the picture for those who can't show it": at_head(drawing('r:embed="rId1"', SVG_BLIP),
        (relation("rId1", "image", "media/a.png"), relation("rId2", "image", "media/a.svg")),
        {"word/media/a.png": make_telling_png(), "word/media/a.svg": TELLING_SVG,
        TYPES: replaced("<Override", '<Default Extension="png" ContentType="image/png"/><Default Extension="svg"'
            ' ContentType="image/svg+xml"/><Override')}),
    "the picture of a bullet": {NUMBERS: replaced("<w:abstractNum ", BULLET + "<w:abstractNum "),
        RELATIONS.format("numbering.xml"): relations(relation("rId1", "image", "media/b.png")),
        "word/media/b.png": make_telling_png(), **with_type("png", "image/png")},
    "endnotes that nobody calls": WITH_ENDNOTES,
    "words of the line above notes": {"word/footnotes.xml": replaced("<w:separator/>",
        f"<w:separator/></w:r><w:r><w:t>{PLANTED}</w:t>")},
    "a link that nothing uses": at_head("", (relation("rId1", "hyperlink", f"file:///C:/Users/{PLANTED}/a", True),))
        | {HEADER: lambda text: text + " "},
    "a template of the template": {RELATIONS.format("settings.xml"): relations(
        relation("rId1", "attachedTemplate", f"file:///C:/Users/{PLANTED}/Normal.dotm", True)),
        SETTINGS: replaced("<w:defaultTabStop",
            f'<w:attachedTemplate xmlns:r="{OFFICE}" r:id="rId1"/><w:defaultTabStop')},
    "settings": {SETTINGS: replaced("<w:defaultTabStop", f'<w:docVars><w:docVar w:name="{PLANTED}" w:val="{PLANTED}"/>'
        f'</w:docVars><w:activeWritingStyle w:lang="en" w:appName="{PLANTED}" w:vendorID="1" w:dllVersion="1"'
        f' w:checkStyle="1"/><w:hdrShapeDefaults>{PLANTED}</w:hdrShapeDefaults><w:defaultTabStop')},
    "names of styles and words that nobody sees": {STYLES: replaced("</w:styles>", HIDDEN_STYLE),
        **at_head(f'<w:r><w:rPr><w:rStyle w:val="Unseen"/></w:rPr><w:t>{PLANTED}</w:t></w:r>'
            f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{PLANTED}</w:t></w:r>")},
    "names of a theme": {"word/theme/theme1.xml": lambda text: re.sub(r' name="[^"]*"', f' name="{PLANTED}"', text)},
    "names of lists": {NUMBERS: replaced("<w:multiLevelType", f'<w:name w:val="{PLANTED}"/><w:multiLevelType')},
    "bookmarks, comments of XML, forms and controls": at_head(
        f'<!-- {PLANTED} --><w:bookmarkStart w:id="77" w:name="Planted"/><w:bookmarkEnd w:id="77"/><w:sdt><w:sdtPr>'
        f'<w:alias w:val="{PLANTED}"/><w:tag w:val="{PLANTED}"/><w:dataBinding w:xpath="/{PLANTED}" w:storeItemID="x"/>'
        "</w:sdtPr><w:sdtContent><w:r><w:t> </w:t></w:r></w:sdtContent></w:sdt>"),
    "words about a table": {BODY: replaced("<w:tblLook", f'<w:tblCaption w:val="{PLANTED}"/><w:tblDescription'
        f' w:val="{PLANTED}"/><w:tblLook')},
    "attributes of no list": {BODY: replaced("<w:p>", f'<w:p xmlns:q="urn:Planted" q:by="{PLANTED}">')},
    "a glossary and data of its own": {"word/glossary/document.xml": f'<w:glossaryDocument xmlns:w="{W}">{PLANTED}'
        "</w:glossaryDocument>", "customXml/item1.xml": f"<a>{PLANTED}</a>",
        RELATIONS.format("document.xml"): replaced("</Relationships>",
            relation("rId91", "glossaryDocument", "glossary/document.xml")
            + relation("rId92", "customXml", "../customXml/item1.xml") + "</Relationships>")},
}  # fmt: skip


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the parts of a file by their names; of pictures also what is packed in them."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in file.namelist():
            found[name] = file.read(name)
            if name.endswith((".png", ".jpeg", ".jpg")):
                with Image.open(io.BytesIO(found[name])) as picture:
                    found[name] += str(picture.info).encode() + (picture.info.get("icc_profile") or b"")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_what_the_maker_left_does_not_go_into_the_paper(place: str, tmp_path: Path) -> None:
    template = tmp_path / "paper.docx"
    template.write_bytes(changed(TEMPLATE.read_bytes(), PLACES[place]))  # type: ignore[arg-type]
    ways = [b"Planted", "Planted".encode("utf-16-be")]
    before = unpacked(template.read_bytes())
    assert [name for name, data in before.items() if any(way in data or way in name.encode() for way in ways)]
    document = sample()
    data = write_docx(document, template)
    told = [name for name, part in unpacked(data).items() if any(way in part or way in name.encode() for way in ways)]
    assert told == []
    assert check_docx(data, document) == []


def everything(tmp_path: Path) -> Path:
    """Return a template with pictures in its head and its bullets."""
    template = tmp_path / "paper.docx"
    data = TEMPLATE.read_bytes()
    for place in ("a drawing and the picture for those who can't show it", "endnotes that nobody calls"):
        data = changed(data, PLACES[place])  # type: ignore[arg-type]
    bullet = {k: v for k, v in PLACES["the picture of a bullet"].items() if k != TYPES}
    template.write_bytes(changed(data, bullet))  # type: ignore[arg-type]
    return template


@pytest.mark.ci
@pytest.mark.parametrize("judge", judges.OF_WORD_FILES)
def test_judges_find_nothing_in_a_paper_with_logos_and_bullets(judge: str, tmp_path: Path) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(write_docx(sample(), everything(tmp_path)))
    assert judges.OF_WORD_FILES[judge](made) == []


@pytest.mark.ci
def test_the_logo_is_shown_as_before(tmp_path: Path) -> None:
    """LibreOffice shows as many pictures in the cleaned template as in the one that was saved."""
    template = everything(tmp_path)
    before, after = (
        libreoffice.decided(data, "show", "fodt").decode()
        for data in (template.read_bytes(), clean_template(template.read_bytes()).data)
    )
    assert after.count("<draw:image") == before.count("<draw:image") > 0
    assert "Planted" in before
    assert "Planted" not in after


def test_parts_have_names_that_say_what_they_are(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(clean_template(everything(tmp_path).read_bytes()).data)) as file:
        names = {name for name in file.namelist() if not name.endswith(".rels")}
    assert names == {
        *("[Content_Types].xml", "word/document.xml", "word/styles.xml", "word/numbering.xml", "word/settings.xml"),
        *("word/fontTable.xml", "word/theme/theme1.xml", "word/footnotes.xml", "word/endnotes.xml"),
        *("word/header1.xml", "word/header2.xml", "word/footer1.xml", "word/footer2.xml"),
        *("word/media/image1.png", "word/media/image2.png", "word/media/image3.svg"),
    }


@pytest.mark.slow
def test_a_clean_template_stays_as_it_is() -> None:
    for template in sorted(ROOT.glob("templates/*/paper.docx")):
        once = clean_template(template.read_bytes())
        assert once.found == ()
        assert clean_template(once.data).data == once.data


# ── what can't be left out silently ───────────────────────────────────────────────────────────────────────────────────

FIELDS = ("AUTHOR", "USERNAME", "USERINITIALS", "USERADDRESS", "LASTSAVEDBY", "FILENAME \\p", "TEMPLATE", "INFO Author",
          "DOCPROPERTY Company", "TITLE", "COMMENTS", "DATE", "SAVEDATE", "INCLUDEPICTURE C:/Users/x/a.png",
          "INCLUDETEXT a.docx", "LINK Excel.Sheet.8 a.xls", "DDE a b", "DDEAUTO a b", "DATABASE", "RD a.docx",
          "MACROBUTTON x y", 'HYPERLINK "file:///C:/a"',
          'HYPERLINK "https://example.org" \\o "a person"', "")  # fmt: skip


def told(template: Path) -> list[tuple[str, str]]:
    with pytest.raises(BriefingError) as raised:
        write_docx(sample(), template)
    return [(d.code, d.message) for d in raised.value.diagnostics]


def with_fields(tmp_path: Path, part: str, *instructions: str) -> Path:
    """Return a template with the fields in its body, its header or its footer."""
    xml = "".join(field(one.replace("&", "&amp;").replace('"', "&quot;")) for one in instructions)
    edits = {
        "body": {BODY: replaced("{{ cover.title }}</w:t></w:r>", "{{ cover.title }}</w:t></w:r>" + xml)},
        "header": {HEADER: replaced(RUN, xml + RUN)},
        "footer": {"word/footer1.xml": replaced("</w:pPr>", "</w:pPr>" + xml)},
    }[part]
    template = tmp_path / "paper.docx"
    template.write_bytes(changed(TEMPLATE.read_bytes(), edits))
    return template


def is_told_of(message: str, part: str, instruction: str) -> bool:
    """Tell whether a message names the part and the field."""
    name = instruction.split(" ")[0] or "{ }"
    return message.startswith(part) and f"the field `{name}`" in message


@pytest.mark.slow
@pytest.mark.parametrize("part", ["body", "header", "footer"])
def test_all_fields_that_tell_or_fetch_are_refused_wherever_they_stand(part: str, tmp_path: Path) -> None:
    found = told(with_fields(tmp_path, part, *FIELDS))
    assert {code for code, _ in found} == {"P117"}
    for instruction in FIELDS:
        assert any(is_told_of(message, part, instruction) for _, message in found), instruction


@pytest.mark.parametrize("instruction", FIELDS)
@pytest.mark.parametrize("part", ["body", "header", "footer"])
@pytest.mark.ci
def test_a_field_that_tells_or_fetches_is_refused_wherever_it_stands(
    instruction: str, part: str, tmp_path: Path
) -> None:
    found = told(with_fields(tmp_path, part, instruction))
    assert [code for code, _ in found] == ["P117"]
    assert is_told_of(found[0][1], part, instruction)


@pytest.mark.slow
@pytest.mark.parametrize("xml", [
    f'<w:fldSimple w:instr=" USERNAME "><w:r><w:t>{PLANTED}</w:t></w:r></w:fldSimple>',
    field("USER</w:instrText></w:r><w:r><w:instrText>NAME"),
    field("PAGE </w:instrText></w:r>" + field("AUTHOR") + '<w:r><w:instrText xml:space="preserve"> x'),
    '<w:r><w:instrText> AUTHOR </w:instrText></w:r>',
])  # fmt: skip
def test_no_way_of_writing_a_field_hides_it(xml: str, tmp_path: Path) -> None:
    template = tmp_path / "paper.docx"
    template.write_bytes(changed(TEMPLATE.read_bytes(), at_head(xml)))  # type: ignore[arg-type]
    assert "P117" in [code for code, _ in told(template)]


@pytest.mark.slow
@pytest.mark.parametrize("instruction", ["PAGE", "NUMPAGES \\* Arabic", "SECTIONPAGES", 'STYLEREF "Heading 1"',
                                         "=3-1", 'HYPERLINK "https://example.org/a"'])  # fmt: skip
def test_fields_that_say_what_the_file_says_may_stay(instruction: str, tmp_path: Path) -> None:
    template = tmp_path / "paper.docx"
    edits = at_head(field(instruction.replace('"', "&quot;"), "1"))
    template.write_bytes(changed(TEMPLATE.read_bytes(), edits))  # type: ignore[arg-type]
    with zipfile.ZipFile(io.BytesIO(write_docx(sample(), template))) as file:
        assert instruction.split()[0] in file.read(HEADER).decode()


CALL = f'<w:r><w:endnoteReference w:id="1"/></w:r>{RUN}'
OUTSIDE: dict[str, tuple[Edits, str, str]] = {
    "a picture that is read from a folder": (at_head(drawing('r:link="rId1"', words='name="a"'),
        (relation("rId1", "image", f"file:///C:/Users/{PLANTED}/logo.png", True),)), "P118",
        "header, paragraph 4: a picture is read from outside the file ('…/logo.png')"),
    "a picture that is read from the web": (at_head(drawing('r:embed="rId1"', words='name="a"'),
        (relation("rId1", "image", "https://example.org/x.png", True),)), "P118",
        "header, paragraph 4: a picture is read from outside the file ('https://example.org/x.png')"),
    "a picture of older programs": (at_head('<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
        f'<v:imagedata src="{PATH}"/></v:shape></w:pict></w:r>'), "P118",
        "header, paragraph 4: a picture is read from outside the file ('…/logo.png')"),
    "a link to a folder": (at_head(f'<w:hyperlink xmlns:r="{OFFICE}" r:id="rId1"><w:r><w:t>x</w:t></w:r></w:hyperlink>',
        (relation("rId1", "hyperlink", f"file:///C:/Users/{PLANTED}/notes.txt", True),)), "P118",
        "header, paragraph 4: a link leads to '…/notes.txt', which only one machine has"),
    "an object of another program": (at_head("<w:r><w:object/></w:r>"), "P119",
        "header, paragraph 4: an object of another program is no part of a paper"),
    "a chart": (at_head(drawing('r:embed="rId1"', words='name="a"').replace(f'uri="{DRAWING}/picture"',
        f'uri="{DRAWING}/chart"')), "P119", "header, paragraph 4: a chart or diagram holds data of its own"),
    "a picture that can't be cleaned": (at_head(drawing('r:embed="rId1"', words='name="a"'),
        (relation("rId1", "image", "media/a.emf"),), {"word/media/a.emf": b"\1\0\0\0" + PLANTED.encode(),
        **with_type("emf", "image/x-emf")}), "P119",
        "header, paragraph 4: a picture can't go into a paper"),
    "an endnote that is called": ({BODY: replaced("{{ cover.title }}</w:t></w:r>", "{{ cover.title }}</w:t></w:r>"
        '<w:r><w:endnoteReference w:id="1"/></w:r>'), **WITH_ENDNOTES}, "P105",
        "body, paragraph 2: the template has an endnote of its own"),
}  # fmt: skip


@pytest.mark.parametrize("name", OUTSIDE)
@pytest.mark.slow
def test_what_leads_outside_is_told(name: str, tmp_path: Path) -> None:
    edits, code, message = OUTSIDE[name]
    template = tmp_path / "paper.docx"
    template.write_bytes(changed(TEMPLATE.read_bytes(), edits))  # type: ignore[arg-type]
    mine = [said for one, said in told(template) if one == code]
    assert [said.startswith(message) for said in mine] == [True], mine


@pytest.mark.parametrize("name", OUTSIDE)
@pytest.mark.ci
def test_build_and_check_say_the_same_of_what_leads_outside(name: str, tmp_path: Path) -> None:
    edits, code, message = OUTSIDE[name]
    root = write(tmp_path, style=True)
    template = root / "templates/dialogue-paper/paper.docx"
    template.write_bytes(changed(template.read_bytes(), edits))  # type: ignore[arg-type]
    checked = run(root, "template", "check", "dialogue-paper", "--format", "json")
    built = run(root, "build", EDITION, "--format", "docx")
    mine = [d for d in json.loads(checked.out) if d["code"] == code]
    assert [d["message"].startswith(message) for d in mine] == [True], mine
    assert (checked.code, built.code) == (1, 1)
    assert f"templates/dialogue-paper/paper.docx:1:1: error {code}" in built.err
    assert mine[0]["message"] in built.err
    assert f"help: {mine[0]['help']}" in built.err
    assert "Planted" not in built.err + checked.out
    assert not list(root.glob("build/**/*.docx"))


@pytest.mark.slow
def test_fields_are_told_by_check_and_build_alike(tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    template = root / "templates/dialogue-paper/paper.docx"
    template.write_bytes(changed(template.read_bytes(), at_head(field("AUTHOR", "x") + field("FILENAME \\p", "y"))))  # type: ignore[arg-type]
    checked = json.loads(run(root, "template", "check", "dialogue-paper", "--format", "json").out)
    messages = [d["message"] for d in checked if d["code"] == "P117"]
    assert messages == [
        "header, paragraph 4: the field `AUTHOR` prints what is no word of the paper",
        "header, paragraph 4: the field `FILENAME` prints what is no word of the paper",
    ]
    said = run(root, "build", EDITION, "--format", "docx").err
    assert all(message in said for message in messages)


def test_a_link_of_the_house_at_the_head_of_pages_stays(tmp_path: Path) -> None:
    link = f'<w:hyperlink xmlns:r="{OFFICE}" r:id="rId1" w:tooltip="{PLANTED}"><w:r><w:t>x</w:t></w:r></w:hyperlink>'
    template = tmp_path / "paper.docx"
    edits = at_head(link, (relation("rId1", "hyperlink", "https://example.org/", True),))
    template.write_bytes(changed(TEMPLATE.read_bytes(), edits))  # type: ignore[arg-type]
    with zipfile.ZipFile(io.BytesIO(write_docx(sample(), template))) as file:
        assert "Planted" not in file.read(HEADER).decode()
        assert "https://example.org/" in file.read(RELATIONS.format("header1.xml")).decode()
