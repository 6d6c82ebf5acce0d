"""Pages that lie on their side: Word's page sections (`w:sectPr`), made from the one that the template has."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from generator.formats.docx.styles import W

_SIDES = ("top", "right", "bottom", "left")


@dataclass(slots=True)
class PageSections:
    """The template's page, upright (`last` is its sectPr, at the end of the body)."""

    last: etree._Element
    _widths: dict[bool, int] = field(default_factory=dict)

    def width(self, landscape: bool) -> int:
        """Return the width of the text in twips; each table asks for it."""
        if landscape not in self._widths:
            page = _page(self.last, landscape, True)
            margins = page.find(f"{W}pgMar")
            assert margins is not None
            edges = sum(int(margins.get(f"{W}{side}", "0")) for side in ("left", "right"))
            self._widths[landscape] = _size(page)[0] - edges
        return self._widths[landscape]

    def turn(self, root: etree._Element, landscape: Mapping[int, bool], lying: bool = False) -> None:
        """Put a marker where the page turns, holding the properties of the pages that end there; the last pages'
        properties stay where Word has them, at the end of the body. `landscape` says it of slots by number, `lying` of
        the first page."""
        body = root.find(f"{W}body")
        assert body is not None
        upright = copy.deepcopy(self.last)
        first, begun = True, lying
        for child in list(body):
            slots = [child] if child.tag is etree.PI else list(child.iter(etree.PI))
            numbers = [int(pi.text or "") for pi in slots if pi.target == "slot"]
            turned = [landscape[n] for n in numbers if n in landscape]
            if turned and turned[0] != lying:
                properties = etree.tostring(_page(upright, lying, first), encoding="unicode", with_tail=False)
                child.addprevious(etree.ProcessingInstruction("turn", properties.replace("?>", "")))
                lying, first = turned[0], False
        if begun or not first:
            holder = self.last.getparent()
            assert holder is not None
            holder.replace(self.last, _page(upright, lying, first))


def _size(page: etree._Element) -> tuple[int, int]:
    """Return the width and height of the page; A4 where Word left them out."""
    size = page.find(f"{W}pgSz")
    assert size is not None
    return int(size.get(f"{W}w", "11906")), int(size.get(f"{W}h", "16838"))


def make_landscape(upright: etree._Element) -> etree._Element:
    """Return the page on its side: then all its margins are the narrowest that it has, to hold a table."""
    page = copy.deepcopy(upright)
    size, margins = page.find(f"{W}pgSz"), page.find(f"{W}pgMar")
    assert size is not None
    assert margins is not None
    short, long = sorted(_size(page))
    for name, value in (("w", str(long)), ("h", str(short)), ("orient", "landscape")):
        size.set(f"{W}{name}", value)
    narrow = min((margins.get(f"{W}{side}", "1418") for side in _SIDES), key=int)
    for side in _SIDES:
        margins.set(f"{W}{side}", narrow)
    return page


def _page(upright: etree._Element, lying: bool, first: bool) -> etree._Element:
    """Return the page, upright or on its side, without what only the paper's first page has where it is another."""
    page = make_landscape(upright) if lying else copy.deepcopy(upright)
    page.tail = None
    if first:
        return page
    # what is after the turn begins on a new page, and only the paper's first page is without its running line
    for tag in ("titlePg", "type"):
        for found in page.findall(f"{W}{tag}"):
            page.remove(found)
    return page


def end_page_section(before: str, properties: str) -> str:
    """Return the XML with the properties of the page section in its last paragraph, where Word wants them."""
    at = before.rfind("</w:pPr>")
    if before.endswith("</w:p>") and at > max(before.rfind("<w:p>"), before.rfind("<w:p ")):
        return before[:at] + properties + before[at:]
    return f"{before}<w:p><w:pPr>{properties}</w:pPr></w:p>"
