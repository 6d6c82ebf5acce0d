"""A copy of an editor's own template with a Word comment at each problem.

In: paper.docx and remarks with their places. Out: the same file, its body with comments, and a part that holds them
(ECMA-376 part 1, 17.13.4). Word has no comments in headers, footers and notes: what is wrong there is told at the first
paragraph of the body.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from generator.formats.docx.inlines import escape
from generator.formats.docx.styles import W
from generator.formats.docx.template.places import BODY, Spot
from generator.formats.word_file import open_word_file

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_NAMES = f'xmlns:w="{W[1:-1]}"'


def annotate(template: Path, remarks: Iterable[tuple[str, Spot | None]]) -> bytes:
    """Return the template with the remarks as comments; all else in it stays as it is.

    Raises BadZipFile, KeyError or XMLSyntaxError where the template can't be read.
    """
    with open_word_file(template) as file:
        parts = {info.filename: file.read(info) for info in file.infolist()}
    body = etree.fromstring(parts[BODY])
    relations = etree.fromstring(parts[_RELATIONS])
    name = next((_part(str(r.get("Target"))) for r in relations if str(r.get("Type")).endswith("/comments")), None)
    comments = etree.fromstring(parts[name]) if name in parts else etree.fromstring(f"<w:comments {_NAMES}/>")
    paragraphs = [*body.iter(f"{W}p")]
    first = max((int(c.get(f"{W}id", "0")) for c in comments), default=-1) + 1
    for id, (text, spot) in enumerate(remarks, first):
        at = paragraphs[spot.number] if spot is not None and spot.part == BODY else paragraphs[0]
        # a comment on what stands in a text box hangs on the paragraph that holds the box
        _mark(next(reversed([*at.iterancestors(f"{W}p")]), at), id)
        comments.append(_comment(id, text))
    if name not in parts:
        name = "word/comments.xml"
        etree.SubElement(
            relations,
            f"{{{etree.QName(relations).namespace}}}Relationship",
            Id="comments",
            Type=f"{_OFFICE}/comments",
            Target="comments.xml",
        )
        types = etree.fromstring(parts[_TYPES])
        etree.SubElement(types, f"{{{etree.QName(types).namespace}}}Override", PartName=f"/{name}", ContentType=_TYPE)
        parts |= {_RELATIONS: _bytes(relations), _TYPES: _bytes(types)}
    assert name is not None
    parts |= {BODY: _bytes(body), name: _bytes(comments)}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for part, data in parts.items():
            made.writestr(zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"word/{target}"


def _mark(paragraph: etree._Element, id: int) -> None:
    """Put the comment around the words of the paragraph."""
    begin = etree.fromstring(f'<w:commentRangeStart {_NAMES} w:id="{id}"/>')
    properties = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if properties is None else 1, begin)
    paragraph.append(etree.fromstring(f'<w:commentRangeEnd {_NAMES} w:id="{id}"/>'))
    paragraph.append(etree.fromstring(f'<w:r {_NAMES}><w:commentReference w:id="{id}"/></w:r>'))


def _comment(id: int, text: str) -> etree._Element:
    lines = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in text.split("\n")
    )
    return etree.fromstring(
        f'<w:comment {_NAMES} w:id="{id}" w:author="briefing template check" w:initials="b">{lines}</w:comment>'
    )


def _bytes(root: etree._Element) -> bytes:
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return data
