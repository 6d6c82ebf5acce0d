"""What a paper.docx leads to and does not hold, and what it holds that no paper can: told by the check of styles as by
the build, in the words of somebody who clicks."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.base.diagnostics import BriefingError
from generator.formats.docx import write_docx
from generator.formats.docx.check.file import check_docx
from generator.formats.docx.template.faults import tell_fault
from generator.formats.look.sheet import read_style_paper
from generator.formats.specimen import make_specimen
from generator.records.load.label_keys import REQUIRED
from generator.runs.style_check import _faults_of_word
from tests.support.documents import LABELS, sample, style_at
from tests.support.docx_files import BODY, TEMPLATE, changed, replaced

Edits = Mapping[str, Callable[[str], str] | str | bytes | None]

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"
HEADER, RELATIONS = "word/header1.xml", "word/_rels/document.xml.rels"


def drawing(kind: str, inner: str) -> str:
    """Return a paragraph with a drawing of that kind."""
    return (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{DRAWN}/wordprocessingDrawing"><wp:extent cx="900000" cy="900000"/>'
        f'<wp:docPr id="77" name="x"/><a:graphic xmlns:a="{DRAWN}/main">'
        f'<a:graphicData uri="{DRAWN}/{kind}">{inner}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )


def picture(attribute: str) -> str:
    return drawing(
        "picture",
        f'<pic:pic xmlns:pic="{DRAWN}/picture"><pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip xmlns:r="{OFFICE}" {attribute}/></pic:blipFill><pic:spPr/></pic:pic>',
    )


CHART = drawing("chart", f'<c:chart xmlns:c="{DRAWN}/chart" xmlns:r="{OFFICE}" r:id="rId9"/>')
SMART_ART = drawing("diagram", f'<dgm:relIds xmlns:dgm="{DRAWN}/diagram" xmlns:r="{OFFICE}" r:dm="rId9"/>')
VML = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:9pt;height:9pt">'
    f'<v:imagedata xmlns:r="{OFFICE}" r:id="rId9"/></v:shape></w:pict></w:r></w:p>'
)


def in_body(xml: str) -> Callable[[str], str]:
    return replaced("<w:sectPr", f"{xml}<w:sectPr")


def in_header(xml: str) -> Callable[[str], str]:
    return replaced("</w:hdr>", f"{xml}</w:hdr>")


def leading(kind: str, target: str, more: str = "") -> str:
    """Return the relationships of a header that has one."""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId9" Type="{OFFICE}/{kind}" Target="{target}"{more}/></Relationships>'
    )


OF_HEADER = "word/_rels/header1.xml.rels"
OUTSIDE = ' TargetMode="External"'
FAULTS: dict[str, tuple[Edits, str, str, str]] = {
    "a chart": ({BODY: in_body(CHART)}, "P119", "a chart or diagram", "a picture of it"),
    "SmartArt": ({BODY: in_body(SMART_ART)}, "P119", "a chart or diagram", "a picture of it"),
    "a chart in the header": (
        {HEADER: in_header(CHART), OF_HEADER: leading("chart", "charts/chart1.xml")}, "P119", "a chart", "a picture"),
    "a linked picture": (
        {HEADER: in_header(picture('r:link="rId9"')), OF_HEADER: leading("image", "file:///C:/Me/logo.png", OUTSIDE)},
        "P118", "'…/logo.png'", "Insert, Pictures"),
    "a picture that leads nowhere": (
        {HEADER: in_header(picture('r:embed="rId9"')), OF_HEADER: leading("image", "../NULL")},
        "P120", "header, paragraph", "Insert, Pictures"),
    "a picture without a relationship": (
        {HEADER: in_header(picture('r:embed="rId9"'))}, "P120", "header, paragraph", "Insert, Pictures"),
    "an old picture that leads nowhere": (
        {HEADER: in_header(VML), OF_HEADER: leading("image", "NULL")}, "P120", "header, paragraph", "Insert, Pictures"),
    "a header that is not there": (
        {BODY: lambda text: re.sub(r'(<w:headerReference [^>]*r:id=")[^"]*', r"\1rId98", text, count=1)},
        "P120", "pages have a header", "Insert, Header, Edit Header"),
    "a header whose part is gone": ({HEADER: None}, "P120", "pages have a header", "Insert, Header, Edit Header"),
    "a link without an address": (
        {HEADER: in_header('<w:p><w:hyperlink r:id="rId98"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>')},
        "P120", "a link leads to an address", "Remove Hyperlink"),
    "no part for styles": (
        {RELATIONS: replaced("styles.xml", "stylesX.xml")}, "P116", "its part for styles is missing", "File, Save As"),
    "no part for numbering": ({"word/numbering.xml": None}, "P116", "its part for numbering is missing", "Save As"),
    "no part for settings": ({"word/settings.xml": None}, "P116", "its part for settings is missing", "Save As"),
    "no text": (
        {"_rels/.rels": replaced("word/document.xml", "word/x.xml")}, "P116", "its part for the text", "Save As"),
    "an object of another program": (
        {BODY: in_body("<w:p><w:r><w:object/></w:r></w:p>")}, "P119", "an object of another program", "a picture"),
    "a cell that only the finished file shows to be empty": (
        {HEADER: in_header("<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc/></w:tr></w:tbl><w:p/>")},
        "O210", "", ""),
}  # fmt: skip
"""What is wrong with a template: its code, and something of what is said and of how it is mended."""
HARMLESS: dict[str, Edits] = {
    "a relationship to nowhere that nothing uses": {
        RELATIONS: replaced(
            "</Relationships>", f'<Relationship Id="rId97" Type="{OFFICE}/image" Target="../NULL"/></Relationships>')},
    "one of a header": {OF_HEADER: leading("image", "NULL")},
    "data of another program that is gone": {
        RELATIONS: replaced(
            "</Relationships>",
            f'<Relationship Id="rId97" Type="{OFFICE}/customXml" Target="../customXml/item9.xml"/></Relationships>')},
    "properties that are gone": {
        "_rels/.rels": replaced(
            "</Relationships>",
            f'<Relationship Id="rId97" Type="{OFFICE}/extended-properties" Target="docProps/x.xml"/></Relationships>')},
    "no part for notes": {RELATIONS: replaced("footnotes.xml", "footnotesX.xml")},
}  # fmt: skip


def told(data: bytes, folder: Path) -> tuple[set[tuple[str, str, str]], set[tuple[str, str, str]]]:
    """Return what the check of styles says of a paper.docx, and what the build says."""
    style = style_at(folder / "dialogue-paper")
    style.folders[0].mkdir()
    file = style.file("paper.docx")
    file.write_bytes(data)
    labels = {**{key: key for key in REQUIRED}, **LABELS}
    found = [tell_fault(fault) for fault in _faults_of_word(style, [make_specimen(labels)], frozenset(labels))]
    try:
        built = check_docx(write_docx(sample(), file), sample())
    except BriefingError as error:
        built = error.diagnostics
    errors = [{(d.code, d.message, d.help or "") for d in all_ if d.severity == "error"} for all_ in (found, built)]
    return errors[0], errors[1]


@pytest.mark.slow
@pytest.mark.parametrize("name", FAULTS)
def test_what_stops_a_build_is_found_by_the_check_of_styles(name: str, tmp_path: Path) -> None:
    edits, code, message, help = FAULTS[name]
    checked, built = told(changed(TEMPLATE.read_bytes(), edits), tmp_path)
    assert checked == built
    assert [one[0] for one in checked] == [code]
    assert all(message in one[1] and help in one[2] for one in checked), checked


@pytest.mark.slow
@pytest.mark.parametrize("name", HARMLESS)
def test_what_leads_nowhere_and_is_used_nowhere_is_left_out(name: str, tmp_path: Path) -> None:
    assert told(changed(TEMPLATE.read_bytes(), HARMLESS[name]), tmp_path) == (set(), set())


def test_strict_open_xml_is_told_as_what_it_is(tmp_path: Path) -> None:
    """As Word saves it: other namespaces, other types of relationships."""
    renamed = {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
        OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
        f"{DRAWN}/main": "http://purl.oclc.org/ooxml/drawingml/main",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(TEMPLATE) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            for usual, strict in renamed.items():
                text = text.replace(usual, strict)
            new.writestr(name, text)
    checked, built = told(stream.getvalue(), tmp_path)
    assert checked == built
    ((code, message, help),) = checked
    assert (code, message) == ("P116", "this file is Strict Open XML, another format than that of templates")
    assert "not “Strict Open XML Document" in help
    with pytest.raises(BriefingError) as caught:  # a page made from it would have none of its fonts and sizes
        read_style_paper(style_at(tmp_path / "dialogue-paper"))
    assert [(one.code, one.message) for one in caught.value.diagnostics] == [(code, message)]
