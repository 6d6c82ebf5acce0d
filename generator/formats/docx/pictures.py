"""Pictures in a Word file: each a part of its own, shown in a line of its own, with its words for who can't see it.

In: a Picture. Out: the run that shows it (ECMA-376 part 1, 20.4.2.8: in the line, so that it stays where it belongs).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.formats.docx.inlines import Pen, escape
from generator.formats.docx.package import PackagePart, Relationship
from generator.paper.document import Picture

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_UNITS = 36_000
"""Word's units (EMU) in a millimetre."""


def build_drawing(picture: Picture, pen: Pen) -> str:
    """Return the run that shows the picture; `pen` learns its bytes."""
    pen.pictures.append(picture.png)
    number = len(pen.pictures)
    wide, high = round(picture.width * _UNITS), round(picture.height * _UNITS)
    named = f'id="{number}" name="Picture {number}" descr="{escape(picture.alt)}"'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr {named}/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_DRAWING}/main"'
        ' noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="picture{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def add_pictures(parts: Iterable[PackagePart], main: str, pictures: Sequence[bytes]) -> list[PackagePart]:
    """Return the parts with those that hold the pictures, and the text, named `main`, with its relationships to
    them."""
    names = [f"media/picture{number}.png" for number, _ in enumerate(pictures, 1)]
    shown = (Relationship(f"picture{number}", _RELATION, name) for number, name in enumerate(names, 1))
    held = [PackagePart(f"word/{name}", "image/png", png) for name, png in zip(names, pictures, strict=True)]
    return [
        (
            PackagePart(part.name, part.content_type, declare_namespaces(part.data), (*part.relations, *shown))
            if part.name == main
            else part
        )
        for part in parts
    ] + held


def declare_namespaces(body: bytes) -> bytes:
    """Return the text with the namespace of pictures declared where all others are: some readers, Pandoc among them,
    look for it there alone, and miss what a picture says."""
    head, tag, rest = body.partition(b"<w:document ")
    root = rest[: rest.index(b">")]
    return (
        body if b"xmlns:wp=" in root else head + tag + f'xmlns:wp="{_DRAWING}/wordprocessingDrawing" '.encode() + rest
    )
