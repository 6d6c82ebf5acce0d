"""A drawing without its words for programs: what it draws, and nothing that anybody would obey.

In and out: an SVG. Elements and attributes are an allow-list; comments, titles, descriptions, metadata and what editors
put there for themselves (layers, paths of files, the names of their users) are on none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DRAWN = frozenset({
    "svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "use",
    "symbol", "clipPath", "mask", "style", "linearGradient", "radialGradient", "stop", "marker", "pattern",
})  # fmt: skip
ATTRIBUTES = frozenset({
    "version", "viewBox", "preserveAspectRatio", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r",
    "rx", "ry", "fx", "fy", "d", "points", "dx", "dy", "rotate", "textLength", "lengthAdjust", "pathLength", "offset",
    "transform", "gradientTransform", "gradientUnits", "spreadMethod", "patternUnits", "patternContentUnits",
    "patternTransform", "clipPathUnits", "maskUnits", "maskContentUnits", "markerUnits", "markerWidth", "markerHeight",
    "refX", "refY", "orient", "id", "class", "style", "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width",
    "stroke-opacity", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray",
    "stroke-dashoffset", "stop-color", "stop-opacity", "color", "opacity", "display", "visibility", "overflow",
    "clip-path", "clip-rule", "mask", "marker-start", "marker-mid", "marker-end", "paint-order", "vector-effect",
    "shape-rendering", "text-rendering", "font-family", "font-size", "font-style", "font-weight", "font-variant",
    "font-stretch", "letter-spacing", "word-spacing", "text-anchor", "text-decoration", "dominant-baseline",
    "baseline-shift", "writing-mode",
})  # fmt: skip
"""Attributes that say how a drawing looks."""
_OUTWARD = re.compile(r"@import|javascript:|url\(\s*[\"']?\s*[^#\"'\s]|\\|expression\s*\(|image-set|src\s*\(", re.I)
_COMMENT = re.compile(r"/\*.*?\*/", re.S)


def clean_svg(data: bytes) -> bytes:
    """Return the drawing; raise ValueError for one that does more than draw, or that can't be read."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
                             remove_pis=True)  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise ValueError("it is no drawing that could be read") from None
    if root.tag != f"{_SVG}svg" or root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("it is no drawing that could be read")
    _keep_drawn(root)
    etree.cleanup_namespaces(root)
    text: str = etree.tostring(root, encoding="unicode")
    return text.encode()


def _keep_drawn(element: etree._Element) -> None:
    """Take away, in place, what is not drawn; raise ValueError for what would lead elsewhere."""
    for key in [str(key) for key in element.attrib]:
        value = str(element.attrib[key])
        if key == _SPACE and value in ("preserve", "default"):
            continue
        if key in ("href", _XLINK):
            if not value.startswith("#"):
                raise ValueError("it does more than draw")
            continue
        if key.lower().startswith("on"):
            raise ValueError("it does more than draw")
        if key not in ATTRIBUTES:
            del element.attrib[key]
        elif _OUTWARD.search(value):
            raise ValueError("it does more than draw")
        elif key == "style":
            element.attrib[key] = "".join(f"{one};" for one in value.split(";") if _is_look(one))
    for child in list(element):
        name = str(child.tag).removeprefix(_SVG)
        if name in ("script", "foreignObject", "iframe", "image", "a", "animate", "set", "handler", "audio", "video"):
            raise ValueError("it does more than draw")
        if name not in _DRAWN or not str(child.tag).startswith(_SVG):
            _take_out(child)
        else:
            _keep_drawn(child)
    if element.tag == f"{_SVG}style":
        element.text = _COMMENT.sub("", "".join(str(text) for text in element.itertext()))
        if _OUTWARD.search(element.text):
            raise ValueError("it does more than draw")
    elif element.tag not in (f"{_SVG}text", f"{_SVG}tspan"):
        element.text = None
        for child in element:
            child.tail = None


def _is_look(declaration: str) -> bool:
    """Return whether a declaration of a `style` says how something looks: programs have names of their own
    (`-inkscape-font-specification`)."""
    name = declaration.partition(":")[0].strip().lower()
    return bool(name) and not name.startswith(("-inkscape", "-sodipodi", "--"))


def _take_out(child: etree._Element) -> None:
    holder = child.getparent()
    assert holder is not None
    before = child.getprevious()
    if child.tail and before is not None:
        before.tail = (before.tail or "") + child.tail
    elif child.tail:
        holder.text = (holder.text or "") + child.tail
    holder.remove(child)
