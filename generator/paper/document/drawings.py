"""What a drawing in a paper may hold: shapes and words, and nothing that a browser would obey.

In: an SVG. Out: nothing, or ValueError that says why it can't stand in a page.
"""

from __future__ import annotations

import re

_ACTIVE = re.compile(r"<!ENTITY|@import|javascript:|url\(\s*[\"']?[^#\"'\s]", re.IGNORECASE)
_DRAWN = frozenset({
    "svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "use",
    "symbol", "clipPath", "style", "title", "desc", "metadata", "linearGradient", "radialGradient", "stop", "marker",
    "pattern",
})  # fmt: skip


def check_drawing(svg: str) -> None:
    """Raise ValueError for a drawing that does more than draw: it goes into pages as it is, and browsers would obey
    it."""
    from lxml import etree

    try:
        root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError:
        raise ValueError("it is no drawing that could be read") from None
    for element in root.iter():
        name = etree.QName(element).localname if isinstance(element.tag, str) else None
        drawing = name in _DRAWN or any(etree.QName(up).localname == "metadata" for up in element.iterancestors())
        leads = (value for key, value in element.attrib.items() if key.rpartition("}")[2] == "href")
        active = any(key.lower().startswith("on") for key in element.attrib)
        if name is not None and (not drawing or active or any(not value.startswith("#") for value in leads)):
            raise ValueError("it does more than draw")
    if _ACTIVE.search(svg):
        raise ValueError("it does more than draw")
