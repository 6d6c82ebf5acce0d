"""A finished Word file, opened to be judged: its relationships, the names of its styles, and its XML in pieces.

Reads the file from the outside; of the writer it knows only the names of styles. As one tree the text of a long list
takes ten times the room of its XML: so what is complete of it is handed on a quarter of a megabyte at a time, and let
go before more of it is read.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from generator.base.text.hyphens import strip_unseen

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"

BODY, NOTES, STYLES = "word/document.xml", "word/footnotes.xml", "word/styles.xml"

ROOM = 1 << 18
"""Bytes of a part that are read at a time: of a long list it has twenty million."""

_TEXT = f"{W}document"
_LONG = (_TEXT, f"{W}footnotes")
"""Roots of parts that may be long."""
_OPEN = (f"{W}body", f"{W}tbl")
"""Stand open, one in the other, in the text, while what is in them is handed on: words have no part of these."""


@dataclass(frozen=True, slots=True)
class RelationshipTarget:
    """A relationship: where it leads, and whether that is outside the file."""

    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class DocxParts:
    """`relations` are those of each part by id, `names` all members of the file."""

    relations: Mapping[str, Mapping[str, RelationshipTarget]]
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class Piece:
    """Complete elements of a part, in order, in a `root` of their own or in the part's. `rows` of them are the first or
    next children of a `table` of which more follows; it stands in a later piece itself, with those that are left."""

    root: etree._Element
    table: etree._Element | None = None
    rows: Sequence[etree._Element] = ()


def open_docx(file: zipfile.ZipFile) -> DocxParts:
    """Return what judges of a part need to know of others; raises BadZipFile, KeyError or XMLSyntaxError where that
    cannot be read."""
    names = file.namelist()
    file.getinfo(BODY)  # a Word file has a text
    relations: dict[str, dict[str, RelationshipTarget]] = {}
    for name in names:
        if name.endswith(".rels"):
            folder, last = posixpath.split(name)
            part = posixpath.join(posixpath.dirname(folder), last.removesuffix(".rels"))
            relations[part] = _relations(file.read(name))
    return DocxParts(relations, names)


def list_xml(names: Sequence[str]) -> list[str]:
    """Return the names of the parts that are XML, each once; the styles first, by which the text is read."""
    return sorted(dict.fromkeys(name for name in names if name.endswith(".xml")), key=lambda name: name != STYLES)


def read_pieces(file: zipfile.ZipFile, name: str, room: int = ROOM) -> Iterator[Piece]:
    """Yield a part in pieces, each gone when the next one is asked for. All that is in the part stands in one of them;
    what is not complete yet waits for the next, and the last one is the part's own root with what is left in it."""
    parser: etree.XMLParser
    root: etree._Element | None = None
    apart: etree._Element | None = None
    with file.open(name) as part:
        begin, data = part.read(room), part.read(room)
        # nothing is looked up by an `xml:id`
        parser = (
            etree.XMLPullParser(("start",), tag=_LONG, collect_ids=False)
            if data
            else etree.XMLParser(collect_ids=False)
        )
        parser.feed(begin)
        while data:
            if root is None:
                root = next((element for _, element in parser.read_events() if element.getparent() is None), None)
            if root is not None and len(root) > 0:  # what is apart stands before an element: no text follows it then
                if apart is None:
                    # it stands in the same tree: elements that change trees take ten times as long
                    apart = etree.Element("apart")
                    root.insert(0, apart)
                table, rows = _take_complete(root, apart)
                yield Piece(apart, table, rows)
                apart.clear()
                del rows
            parser.feed(data)
            data = part.read(room)
    root = parser.close()
    if outside := [*root.itersiblings(preceding=True), *root.itersiblings()]:
        yield Piece(_hold(outside))
    if apart is not None:
        root.remove(apart)
    yield Piece(root)


def _hold(elements: Sequence[etree._Element]) -> etree._Element:
    root = etree.Element("apart")
    root.extend(elements)
    return root


def _take_complete(root: etree._Element, apart: etree._Element) -> tuple[etree._Element | None, list[etree._Element]]:
    """Move what is complete, since something follows it, to `apart`, which is the first child of the root; return the
    table that stands open, and what was taken out of it. The last child of each is left where it is: the parser may not
    be done with it, or with the text behind it."""
    ready = root[1:-1]
    apart.extend(ready)
    outer = root
    for tag in _OPEN if root.tag == _TEXT else ():
        if len(outer) == 0 or outer[-1].tag != tag:
            return None, []
        outer = outer[-1]
        ready = outer[:-1]
        apart.extend(ready)
    return (None, []) if outer is root else (outer, ready)


def normalise_blanks(text: str) -> str:
    """Return the text with every run of white space as one blank: Word, like the web, knows no other. Where an address
    may break, nothing is printed."""
    return " ".join(strip_unseen(text).split())


def read_style_names(pieces: Iterable[Piece]) -> dict[str, str]:
    """Return the names of the styles, in lower case, by id."""
    found: dict[str, str] = {}
    for piece in pieces:
        for style in piece.root.iterfind(f"{W}style"):
            name = style.find(f"{W}name")
            if name is not None:
                found[str(style.get(f"{W}styleId"))] = str(name.get(f"{W}val")).lower()
    return found


def _relations(data: bytes) -> dict[str, RelationshipTarget]:
    return {
        str(r.get("Id")): RelationshipTarget(str(r.get("Target")), r.get("TargetMode") == "External")
        for r in etree.fromstring(data).iterfind(f"{_PACKAGE}Relationship")
    }
