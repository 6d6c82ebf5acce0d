"""What in a part of a template gets something from elsewhere, leads elsewhere, or is no part of a paper.

In: the tree of a part, tidied, and its relationships. Out: what has to be told to the editor: it can't be left out
silently, because the page would look otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from generator.base import codes
from generator.base.diagnostics import Code
from generator.base.media import clean_picture
from generator.formats.docx.allowed.fields import find_fields
from generator.formats.docx.allowed.lists import ADDRESSES, DRAWING, GRAPHICS, OFFICE, SVG_IN_WORD, VML, WORD

_W, _R = f"{{{WORD}}}", f"{{{OFFICE}}}"
_LINK, _HREF, _IDS, _VML = f"{_R}link", f"{_R}href", (f"{_R}id", f"{_R}embed", f"{_R}pict"), f"{{{VML}}}"
_FOREIGN = {
    f"{_W}object": "an object of another program",
    f"{_W}control": "a control that runs",
    f"{_W}altChunk": "a file of another kind",
    f"{_W}subDoc": "another document",
    f"{_W}contentPart": "a drawing by hand",
    f"{_W}movie": "a film",
}
_FIELD_HELP = (
    "write a placeholder in its place: {{ cover.title }}, {{ running }}, {{ page_of_pages }}; `briefing template"
    " fields` shows all"
)
_PICTURE_HELP = "insert the picture into the file (Insert, Pictures, without a link to its file)"
_ANEW = "delete it in Word and insert it anew (Insert, Pictures, This Device), or take it out"
_HEADS = "open Insert, Header, Edit Header in Word, write it anew, and save the file as “Word Document (*.docx)”"
_LEADING = {
    f"{{{DRAWING}}}blip": ("a picture stands here", _ANEW),
    f"{{{SVG_IN_WORD}}}svgBlip": ("a picture stands here", _ANEW),
    f"{{{VML}}}imagedata": ("a picture stands here", _ANEW),
    f"{{{VML}}}fill": ("the ground is a picture", _ANEW),
    f"{_W}headerReference": ("pages have a header", _HEADS),
    f"{_W}footerReference": ("pages have a footer", _HEADS.replace("Header", "Footer")),
    f"{_W}hyperlink": ("a link leads to an address", "right-click the link in Word: Remove Hyperlink, or set it anew"),
}
"""Elements that lead to something by a relationship: what to say if it leads nowhere, and what to click."""


class Outward(NamedTuple):
    """What is to be told: its kind, what was found, how to mend it, and the element where it stands."""

    kind: Code
    message: str
    help: str
    element: etree._Element


class Target(NamedTuple):
    """Where a relationship leads: an address, or the bytes of a picture (None where there is none); `there` is false
    where it leads to a part that the file lacks."""

    type: str
    address: str | None
    data: bytes | None = None
    there: bool = True


def find_outward(root: etree._Element, targets: Mapping[str, Target]) -> Iterator[Outward]:
    """Yield what is to be told of the part; `targets` are those of its relationships."""
    for element, message in find_fields(root):
        yield Outward(codes.TELLING_FIELD, message, _FIELD_HELP, element)
    for element in root.iter(etree.Element):
        if element.tag in _FOREIGN:
            help = "take it out, or put a picture of it (PNG or SVG) in its place"
            yield Outward(codes.FOREIGN_CONTENT, f"{_FOREIGN[element.tag]} is no part of a paper", help, element)
        elif element.tag == f"{_W}endnoteReference":
            help = "take the note out of the template"
            yield Outward(codes.NOTE_IN_TEMPLATE, "the template has an endnote of its own", help, element)
        elif element.tag == f"{{{DRAWING}}}graphicData" and element.get("uri") not in GRAPHICS:
            help = "put a picture of it (PNG or SVG) in its place"
            yield Outward(codes.FOREIGN_CONTENT, "a chart or diagram holds data of its own", help, element)
        yield from _leads_outside(element, targets)


def _leads_outside(element: etree._Element, targets: Mapping[str, Target]) -> Iterator[Outward]:
    linked = element.get(_LINK) or element.get(_HREF)
    if linked:
        found = targets.get(linked)
        yield _picture_elsewhere(element, found.address if found else None)
    elif element.tag.startswith(_VML) and element.get("src"):
        yield _picture_elsewhere(element, element.get("src"))
    for key in _IDS:
        named = element.get(key)
        target = targets.get(str(named))
        if element.tag in _LEADING and named and not linked and (target is None or not target.there):
            what, help = _LEADING[element.tag]
            yield Outward(codes.BROKEN_RELATIONSHIP, f"{what} that the file does not hold", help, element)
        if target is None:
            continue
        if target.address is not None:
            if target.type == "hyperlink":
                if not target.address.lower().startswith(ADDRESSES):
                    message = f"a link leads to {_shortened(target.address)!r}, which only one machine has"
                    help = "let it lead to an address that begins with https:// or mailto:, or take the link out"
                    yield Outward(codes.OUTSIDE_PART, message, help, element)
            elif target.type == "image":
                # what settings read from elsewhere (another template, addresses for letters) is left out without a word
                yield _picture_elsewhere(element, target.address)
        elif target.type == "image" and target.data is not None:
            try:
                clean_picture(target.data)
            except ValueError as error:
                message = f"a picture can't go into a paper: {error}"
                help = "put a PNG, a JPEG or a plain SVG in its place"
                yield Outward(codes.FOREIGN_CONTENT, message, help, element)


def _picture_elsewhere(element: etree._Element, address: str | None) -> Outward:
    where = f" ({_shortened(address)!r})" if address else ""
    return Outward(codes.OUTSIDE_PART, f"a picture is read from outside the file{where}", _PICTURE_HELP, element)


def _shortened(address: str) -> str:
    """Return the address without what stands before its last folder: paths hold the names of users."""
    if address.lower().startswith(("http:", "https:")):
        return address[:80]
    return f"…/{address.replace(chr(92), '/').rstrip('/').rpartition('/')[2][:60]}"
