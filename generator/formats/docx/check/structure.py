"""What Word would repair, and no validator finds: stray text, addresses, links that lead nowhere, cells and grids."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from generator.base import codes
from generator.base.diagnostics import Code, Diagnostic, Origin
from generator.formats.docx.check.parts import DocxParts, R, W, normalise_blanks
from generator.formats.docx.check.words import TAGS
from generator.paper.document import Document

_NAMESPACES = {"w": W[1:-1], "r": R[1:-1]}
_STRAY = etree.XPath(
    # nearly all of it stands in w:t
    "//text()[not(parent::w:t)][not(parent::w:instrText or parent::w:delText)][normalize-space()]",
    namespaces=_NAMESPACES,
)
_MARKS = etree.XPath("//processing-instruction() | //comment()")
_ASKED = etree.XPath("//@r:*", namespaces=_NAMESPACES)
_URI = re.compile(
    # RFC 3986: a scheme, then its characters only, `%` before two hexadecimal digits, at most one `#`
    r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+"
    r"(?:#(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?"
)


def check_structure(parts: DocxParts, document: Document) -> Iterator[Diagnostic]:
    """Yield faults of the file's structure (O205 to O214)."""
    here = Origin(document.id)
    for name, root in parts.trees.items():
        if name.startswith("word/"):
            yield from (code.at(here, message) for code, message in _stray(name, root))
            yield from (code.at(here, message) for code, message in _relations(name, root, parts))
            yield from (code.at(here, message) for code, message in _tables(root))
    yield from (code.at(here, message) for code, message in _addresses(parts))
    yield from (code.at(here, message) for code, message in _anchors(parts))
    yield from (code.at(here, message) for code, message in _leftovers(parts, document))


_Found = tuple[Code, str]


def _stray(name: str, root: etree._Element) -> Iterator[_Found]:
    for mark in _MARKS(root):
        yield codes.STRAY_TEXT, f"{name} holds a mark of the writer: {(mark.text or '')[:40]!r}"
    for text in _STRAY(root):
        yield codes.STRAY_TEXT, f"text stands where Word allows none in {name}: {text.strip()[:60]!r}"


def _leftovers(parts: DocxParts, document: Document) -> Iterator[_Found]:
    """In the text, check_words compares every paragraph; here all else that a template can fill."""
    for name, root in parts.trees.items():
        if re.match(r"word/(header|footer)", name):
            texts = [normalise_blanks("".join(t.text or "" for t in p.iter(f"{W}t"))) for p in root.iter(f"{W}p")]
        elif name == "word/numbering.xml":
            texts = [normalise_blanks(str(level.get(f"{W}val"))) for level in root.iter(f"{W}lvlText")]
        else:
            continue
        for text in texts:
            # a pattern of all labels takes longer to make than the rest of the judgement of a short paper
            if _has_tag(text) and _has_tag(_take_out_own(text, document)):
                yield codes.LEFTOVER_TAG, f"a tag of the template is left in {name}: {text[:60]!r}"


def _has_tag(text: str) -> bool:
    return any(tag in text for tag in TAGS)


def _take_out_own(text: str, document: Document) -> str:
    """Return the text without words of the paper; where they stood a line ends, so that nothing is joined."""
    said = (document.running, document.mark or "", *document.labels.values())
    # the longest first and all in one go: one of them may stand inside another, or join what stood around it
    own = sorted(filter(None, map(normalise_blanks, said)), key=len, reverse=True)
    return re.sub("|".join(map(re.escape, own)), "\n", text) if own else text


def _addresses(parts: DocxParts) -> Iterator[_Found]:
    for part, relations in parts.relations.items():
        for relation in relations.values():
            if relation.external:
                if not _URI.fullmatch(relation.target):
                    yield codes.BROKEN_ADDRESS, f"an address in {part or 'the file'} is not a URI: {relation.target!r}"
            elif _inside(part, relation.target) not in parts.names:
                message = f"{part or 'the file'} leads to {relation.target!r}, which is not in the file"
                yield codes.DANGLING_RELATIONSHIP, message


def _inside(part: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")


def _relations(name: str, root: etree._Element, parts: DocxParts) -> Iterator[_Found]:
    known = parts.relations.get(name, {})
    for value in _ASKED(root):
        if value not in known:
            yield codes.DANGLING_RELATIONSHIP, f"{name} asks for the relationship {value!r}, which it does not have"


def _tables(root: etree._Element) -> Iterator[_Found]:
    for cell in root.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{W}p":
            yield codes.CELL_WITHOUT_PARAGRAPH, f"a cell does not end in a paragraph: {_words(cell)!r}"
    for table in root.iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.iterfind(f"{W}tr"):
            spans = sum(int(s.get(f"{W}val", "1")) - 1 for s in row.iterfind(f"{W}tc/{W}tcPr/{W}gridSpan"))
            cells = len(row.findall(f"{W}tc")) + spans
            if cells != columns:
                yield codes.GRID_DIFFERS, f"a row has {cells} cells, its table {columns} columns: {_words(row)!r}"


def _anchors(parts: DocxParts) -> Iterator[_Found]:
    names = Counter(str(mark.get(f"{W}name")) for mark in parts.body.iter(f"{W}bookmarkStart"))
    wanted = dict.fromkeys(
        str(link.get(f"{W}anchor"))
        for root in parts.trees.values()
        for link in root.iter(f"{W}hyperlink")
        if link.get(f"{W}anchor") is not None
    )
    for field in parts.body.iter(f"{W}instrText"):
        pieces = (field.text or "").split()
        if pieces[:1] == ["PAGEREF"]:
            wanted[pieces[1]] = None
    for name in wanted:
        if names[name] == 0:
            yield codes.LINK_WITHOUT_TARGET, f"a link leads to {name!r}, which is nowhere in the paper"
    for name, times in names.items():
        if times > 1:
            yield codes.BOOKMARK_TWICE, f"the bookmark {name!r} is there {times} times"


def _words(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t"))[:60]
