"""What Word would repair, and no validator finds: stray text, addresses, links that lead nowhere, cells and grids."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial

from lxml import etree

from generator.base import codes
from generator.base.diagnostics import Code, Diagnostic, Origin
from generator.formats.docx.check.parts import BODY, DocxParts, Piece, R, W, normalise_blanks
from generator.formats.docx.check.words import TAGS
from generator.paper.document import Document

_XPath = partial(etree.XPath, namespaces={"w": W[1:-1], "r": R[1:-1]}, smart_strings=False)
_STRAY = _XPath(
    # nearly all of it stands in w:t
    "descendant::text()[not(parent::w:t)][not(parent::w:instrText or parent::w:delText)][normalize-space()]"
)
_ALL_IN_PLACE = _XPath("count(descendant::text()) = count(descendant::w:t/text())")
"""What is true of nearly every piece, and told in half the time."""
_ASKED = _XPath("descendant-or-self::*/@r:*")
_MARKS = (etree.ProcessingInstruction, etree.Comment)
_CALL, _LINK, _FIELD, _BOOKMARK = (W + tag for tag in ("footnoteReference", "hyperlink", "instrText", "bookmarkStart"))
_PARAGRAPH, _CELL, _ROW, _TABLE, _SPAN = (W + tag for tag in ("p", "tc", "tr", "tbl", "gridSpan"))
_URI = re.compile(
    # RFC 3986: a scheme, then its characters only, `%` before two hexadecimal digits, at most one `#`
    r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+"
    r"(?:#(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?"
)

_Found = tuple[Code, str]
_Row = tuple[int, str]
"""How many columns the cells of a row take, and its first words."""


class Structure:
    """What was seen of a file's structure, part by part, each in pieces that are gone by now. `called` are the numbers
    of the notes that the text calls, in order."""

    def __init__(self, parts: DocxParts, document: Document):
        self.called: list[str] = []
        self._parts = parts
        self._document = document
        self._found: dict[_Found, None] = {}
        self._bookmarks: Counter[str] = Counter()
        self._wanted: dict[str, None] = {}
        self._open: etree._Element | None = None  # a table of which more follows
        self._columns = 0
        self._rows: list[_Row] = []

    def look_at(self, name: str, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """Look at each piece of a part and hand it on."""
        for piece in pieces:
            found = self._look_at(name, piece) if name.startswith("word/") else ()
            self._found |= dict.fromkeys(found)
            self._follow(name, piece.root)
            yield piece

    def tell(self) -> Iterator[Diagnostic]:
        """Yield faults of the file's structure (O205 to O214); all of it was looked at."""
        here = Origin(self._document.id)
        for code, message in (*self._found, *_addresses(self._parts), *self._anchors()):
            yield code.at(here, message)

    def _look_at(self, name: str, piece: Piece) -> Iterator[_Found]:
        yield from _stray(name, piece.root)
        yield from _relations(name, piece.root, self._parts)
        yield from _cells(piece.root)
        yield from self._grids(piece)
        yield from _leftovers(name, piece.root, self._document)

    def _follow(self, name: str, root: etree._Element) -> None:
        """Note where links and fields lead, and in the text what they may lead to."""
        for element in root.iter(_LINK, _FIELD, _BOOKMARK, _CALL) if name == BODY else root.iter(_LINK):
            tag = element.tag
            if tag == _LINK:
                if (anchor := element.get(f"{W}anchor")) is not None:
                    self._wanted[anchor] = None
            elif tag == _CALL:
                self.called.append(str(element.get(f"{W}id")))
            elif tag == _BOOKMARK:
                self._bookmarks[str(element.get(f"{W}name"))] += 1
            elif (pieces := (element.text or "").split())[:1] == ["PAGEREF"]:
                self._wanted[" ".join(pieces[1:2])] = None  # without a name it leads nowhere

    def _grids(self, piece: Piece) -> Iterator[_Found]:
        """Yield rows that have not as many cells as their table has columns."""
        spans = next(piece.root.iter(_SPAN), None) is not None  # few tables have one
        for table in piece.root.iter(_TABLE):
            columns, rows = _count_columns(table), [row for row in table if row.tag == _ROW]
            taken: list[_Row] = []
            if table is self._open:  # it was, until now
                columns, taken = columns + self._columns, self._rows
                self._open, self._columns, self._rows = None, 0, []
            told = ((cells, _words(row)) for row in rows if (cells := _count_cells(row, spans)) != columns)
            for cells, words in (*(one for one in taken if one[0] != columns), *told):
                yield codes.GRID_DIFFERS, f"a row has {cells} cells, its table {columns} columns: {words!r}"
        if piece.table is not None:
            self._open = piece.table
            self._columns += _count_columns(piece.rows)
            self._rows += [(_count_cells(row, spans), _words(row)) for row in piece.rows if row.tag == _ROW]

    def _anchors(self) -> Iterator[_Found]:
        for name in self._wanted:
            if self._bookmarks[name] == 0:
                yield codes.LINK_WITHOUT_TARGET, f"a link leads to {name!r}, which is nowhere in the paper"
        for name, times in self._bookmarks.items():
            if times > 1:
                yield codes.BOOKMARK_TWICE, f"the bookmark {name!r} is there {times} times"


def _stray(name: str, root: etree._Element) -> Iterator[_Found]:
    for mark in root.iter(*_MARKS):
        yield codes.STRAY_TEXT, f"{name} holds a mark of the writer: {(mark.text or '')[:40]!r}"
    if not _ALL_IN_PLACE(root):
        for text in _STRAY(root):
            yield codes.STRAY_TEXT, f"text stands where Word allows none in {name}: {text.strip()[:60]!r}"


def _leftovers(name: str, root: etree._Element, document: Document) -> Iterator[_Found]:
    """In the text, check_words compares every paragraph; here all else that a template can fill."""
    if re.match(r"word/(header|footer)", name):
        texts = [normalise_blanks("".join(t.text or "" for t in p.iter(f"{W}t"))) for p in root.iter(f"{W}p")]
    elif name == "word/numbering.xml":
        texts = [normalise_blanks(str(level.get(f"{W}val"))) for level in root.iter(f"{W}lvlText")]
    else:
        return
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


def _cells(root: etree._Element) -> Iterator[_Found]:
    for cell in root.iter(_CELL):
        if len(cell) == 0 or cell[-1].tag != _PARAGRAPH:
            yield codes.CELL_WITHOUT_PARAGRAPH, f"a cell does not end in a paragraph: {_words(cell)!r}"


def _count_columns(table: Iterable[etree._Element]) -> int:
    return sum(len(child.findall(f"{W}gridCol")) for child in table if child.tag == f"{W}tblGrid")


def _count_cells(row: etree._Element, spans: bool) -> int:
    cells = [child.tag for child in row].count(_CELL)
    if spans:
        cells += sum(map(_count_more, row.iterfind(f"{W}tc/{W}tcPr/{W}gridSpan")))
    return cells


def _count_more(span: etree._Element) -> int:
    """Return the columns that a cell takes beside its own. Where the file says no number, the cell counts as none, so
    that its row fits no table."""
    said = str(span.get(f"{W}val", "1"))
    return int(said) - 1 if said.isdecimal() else -1


def _words(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t"))[:60]
