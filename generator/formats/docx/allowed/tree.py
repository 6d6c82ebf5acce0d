"""One part of a template with what may go out, and nothing else.

In: the tree of a part. Out: the same tree, in place, with the elements, attributes and words that the list allows.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from itertools import count

from lxml import etree

from generator.formats.docx.allowed.lists import (
    ATTRIBUTES,
    COMPATIBLE,
    DRAWING,
    ELEMENTS,
    GRAPHICS,
    LEFT_OUT,
    NAMED,
    NAMESPACES,
    OFFICE,
    PICTURE,
    PLACED,
    PLAIN_ATTRIBUTES,
    SVG_IN_WORD,
    VML,
    WITH_WORDS,
    WORD,
)

W, R = f"{{{WORD}}}", f"{{{OFFICE}}}"
_NOTES = (f"{W}footnote", f"{W}endnote")
_OWN_ID = re.compile(r"_x0000_[a-z]{1,2}\d+")
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_COMPAT = "http://schemas.microsoft.com/office/word"
_SCHEMES = {f"{{{DRAWING}}}{name}" for name in ("theme", "clrScheme", "fontScheme", "fmtScheme")}


def keep_allowed(root: etree._Element, links: Collection[str], hidden: Collection[str]) -> None:
    """Take away what the list does not allow. `links` are the ids of relationships that may be used for hyperlinks,
    `hidden` the ids of styles whose words nobody sees."""
    for other in [*root.iter(etree.Comment, etree.ProcessingInstruction, etree.Entity)]:
        _take_out(other)
    _drop_hidden(root, hidden)
    for holder in root.iter(*_NOTES):
        if holder.get(f"{W}type", "normal") != "normal":
            # a line between text and notes needs no words
            for words in [*holder.iter(f"{W}t", f"{W}drawing", f"{W}pict", f"{W}instrText", f"{W}fldChar")]:
                _take_out(words)
    for link in [*root.iter(f"{W}hyperlink")]:
        if link.get(f"{R}id") not in links:
            _unwrap(link)
    for element in [*root.iter(etree.Element)]:
        if element is not root and not _is_allowed(element, links):
            _take_out(element)
    numbers = count(1)
    for element in root.iter(etree.Element):
        _keep_attributes(element, numbers)
        if element.tag not in WITH_WORDS:
            element.text = None
        element.tail = None
    _keep_namespaces(root)


def list_hidden_styles(styles: etree._Element) -> frozenset[str]:
    """Return the ids of the styles of paragraphs and words that say themselves that nobody sees their words."""
    return frozenset(
        str(style.get(f"{W}styleId")) for style in styles.iterfind(f"{W}style") if _is_on(style.find(f"{W}rPr"))
    )


def _drop_hidden(root: etree._Element, hidden: Collection[str]) -> None:
    """Take away what is in the file and on no page."""
    for run in [*root.iter(f"{W}r")]:
        properties = run.find(f"{W}rPr")
        style = None if properties is None else properties.find(f"{W}rStyle")
        paragraph = next(run.iterancestors(f"{W}p"), None)
        named = None if paragraph is None else paragraph.find(f"{W}pPr/{W}pStyle")
        styles = {str(one.get(f"{W}val")) for one in (style, named) if one is not None}
        if _is_on(properties) or styles & set(hidden):
            _take_out(run)


def _is_on(properties: etree._Element | None) -> bool:
    vanish = None if properties is None else properties.find(f"{W}vanish")
    return vanish is not None and str(vanish.get(f"{W}val", "1")) not in ("0", "false", "off")


@lru_cache(maxsize=2048)
def _split_name(name: str) -> tuple[str | None, str]:
    """Return the namespace (None for none) and the local name of an element or attribute; a template has the same few
    hundred again and again."""
    made = etree.QName(name)
    return made.namespace, made.localname


def _is_allowed(element: etree._Element, links: Collection[str]) -> bool:
    space, local = _split_name(element.tag)
    allowed = ELEMENTS.get(space or "")
    if allowed is None or (allowed and local not in allowed):
        return False
    holder = element.getparent()
    if local in LEFT_OUT and not allowed and local not in ("ext", "extLst"):
        return False
    match local:
        case "name":
            # of a style: lists and parts of forms have one, too, which nobody sees
            return holder is not None and holder.tag == f"{W}style"
        case "extLst" if holder is not None and holder.tag == f"{{{DRAWING}}}blip":
            return next(element.iter(f"{{{SVG_IN_WORD}}}svgBlip"), None) is not None
        case "ext" if space == DRAWING and element.get("uri"):
            return bool(element.get("uri") == _SVG_EXTENSION)
        case "ext" if space == DRAWING:
            return element.get("cx") is not None  # a size, not an extension
        case "hlinkClick":
            return element.get(f"{R}id") in links
        case "graphicData":
            return element.get("uri") in GRAPHICS
        case "extLst":
            return False
    return True


def _keep_attributes(element: etree._Element, numbers: count[int]) -> None:
    own_space, name = _split_name(element.tag)
    plain = PLAIN_ATTRIBUTES.get(own_space or "", frozenset())
    for key in [str(key) for key in element.keys()]:  # noqa: SIM118  # `attrib` would make an object of its own
        space, local = _split_name(key)
        if local == "name" and space == WORD and element.tag in NAMED:
            continue
        if local == "uri" and (element.get(key) in (_COMPAT, _SVG_EXTENSION) or name == "graphicData"):
            continue
        if local == "name" and element.tag == f"{{{DRAWING}}}gd":
            continue
        if local not in (plain if space is None else ATTRIBUTES.get(space, ())):
            del element.attrib[key]
    if element.tag in (f"{{{PLACED}}}docPr", f"{{{PICTURE}}}cNvPr") or name == "cNvPr":
        number = re.sub(r"\D", "", str(element.get("id", ""))) or str(next(numbers))
        element.set("name", f"Picture {number}")
    elif element.tag in _SCHEMES:
        element.set("name", "Paper")
    elif own_space == VML and not _OWN_ID.fullmatch(str(element.get("id", "_x0000_s1"))):
        element.set("id", f"shape{next(numbers)}")


def _keep_namespaces(root: etree._Element) -> None:
    """Leave the declarations of namespaces that are known, and of these the extensions that may be passed over."""
    known = [prefix for prefix, space in root.nsmap.items() if prefix and space in NAMESPACES]
    passed = f"{{{COMPATIBLE}}}Ignorable"
    if passed in root.attrib:
        kept = [prefix for prefix in str(root.attrib[passed]).split() if prefix in known]
        if kept:
            root.set(passed, " ".join(kept))
        else:
            del root.attrib[passed]
    etree.cleanup_namespaces(root, keep_ns_prefixes=known)


def _take_out(element: etree._Element) -> None:
    holder = element.getparent()
    if holder is not None:
        if element.tail and holder.tag in WITH_WORDS:
            before = element.getprevious()
            if before is None:
                holder.text = (holder.text or "") + element.tail
            else:
                before.tail = (before.tail or "") + element.tail
        holder.remove(element)


def _unwrap(element: etree._Element) -> None:
    holder = element.getparent()
    if holder is not None:
        holder[holder.index(element) : holder.index(element) + 1] = list(element)
