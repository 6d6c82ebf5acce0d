"""A finished Word file, opened to be judged: its parts parsed, its relationships, its paragraphs as read.

Reads the file from the outside; of the writer it knows only the names of styles.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from generator.base.text.hyphens import strip_unseen

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"

_PARAGRAPH, _TEXT, _STYLE, _VALUE = f"{W}p", f"{W}t", f"{W}pStyle", f"{W}val"
_TEXT_BOX = f"{W}txbxContent"
_READ = (
    _TEXT_BOX,
    *(_PARAGRAPH, _TEXT, _STYLE, _PICTURE),
    *(W + tag for tag in ("tab", "br", "cr", "noBreakHyphen", "footnoteReference", "fldChar", "instrText")),
)

_ROOM = 1 << 18
"""Bytes of a part that are read at a time: of a long list it has twenty million."""

CALL = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands before and after a note's number where words and calls are compared together."""


@dataclass(frozen=True, slots=True)
class RelationshipTarget:
    """A relationship: where it leads, and whether that is outside the file."""

    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class DocxParts:
    """`trees` are the XML parts by name, `relations` those of each part by id, `names` all members."""

    trees: Mapping[str, etree._Element]
    relations: Mapping[str, Mapping[str, RelationshipTarget]]
    names: frozenset[str]

    @property
    def body(self) -> etree._Element:
        """The text."""
        return self.trees["word/document.xml"]


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """A paragraph of the text: its words, those for pictures too, with the numbers of the notes called, the name of its
    style, and whether it stands in the contents."""

    text: str
    style: str
    contents: bool


def open_docx(data: bytes) -> DocxParts:
    """Return the parts; raises BadZipFile, KeyError or XMLSyntaxError where they cannot be read."""
    trees: dict[str, etree._Element] = {}
    relations: dict[str, dict[str, RelationshipTarget]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = frozenset(file.namelist())
        for name in file.namelist():
            if name.endswith(".rels"):
                folder, last = posixpath.split(name)
                part = posixpath.join(posixpath.dirname(folder), last.removesuffix(".rels"))
                relations[part] = _relations(file.read(name))
            elif name.endswith(".xml"):
                trees[name] = _parse(file, name)
    trees["word/document.xml"]  # a Word file has a text
    return DocxParts(trees, relations, names)


def _parse(file: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(collect_ids=False)  # nothing is looked up by an `xml:id`
    with file.open(name) as part:
        parser.feed(part.read(_ROOM))
        while data := part.read(_ROOM):
            parser.feed(data)
    root: etree._Element = parser.close()
    return root


def find_printed_paragraphs(parts: DocxParts) -> Iterator[PrintedParagraph]:
    """Yield the paragraphs of the text in order, those in cells where the table stands."""
    styles = read_style_names(parts)
    depth = toc = 0
    text: list[str] | None = None
    style, contents = "", False
    for element in parts.body.iter(*_READ):
        tag = element.tag
        if tag == _TEXT:  # as every second is
            if text is not None:
                text.append(element.text or "")
        elif tag == _PARAGRAPH:
            if text is not None:
                yield PrintedParagraph(normalise_blanks("".join(text)), styles.get(style, ""), contents)
            text, style, contents = [], "", toc > 0
        elif text is None:
            continue
        elif tag == _TEXT_BOX:
            # the paragraph that holds nothing but a text box is not one of the paper's
            text = text if any(text) else None
        elif tag == _PICTURE:
            text.append(str(element.get("descr", "")))
        elif tag == _STYLE:
            style = str(element.get(_VALUE))
        elif tag == f"{W}fldChar":
            kind = element.get(f"{W}fldCharType")
            depth += {"begin": 1, "end": -1}.get(str(kind), 0)
            if kind == "end" and depth < toc:
                toc = 0
        elif tag == f"{W}instrText":
            if (element.text or "").split()[:1] == ["TOC"]:
                toc, contents = depth, True
        else:
            text.append(_printed(element))
    if text is not None:
        yield PrintedParagraph(normalise_blanks("".join(text)), styles.get(style, ""), contents)


def read_style_names(parts: DocxParts) -> dict[str, str]:
    """Return the names of the styles, in lower case, by id."""
    root = parts.trees.get("word/styles.xml")
    found: dict[str, str] = {}
    for style in () if root is None else root.iterfind(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            found[str(style.get(f"{W}styleId"))] = str(name.get(f"{W}val")).lower()
    return found


def normalise_blanks(text: str) -> str:
    """Return the text with every run of white space as one blank: Word, like the web, knows no other. Where an address
    may break, nothing is printed."""
    return " ".join(strip_unseen(text).split())


def _printed(element: etree._Element) -> str:
    match element.tag.removeprefix(W):
        case "footnoteReference":
            return f"{CALL}{element.get(f'{W}id')}{CALL}"
        case "noBreakHyphen":
            return "\N{NON-BREAKING HYPHEN}"
        case "tab" if element.get(f"{W}pos"):
            return ""  # a stop in the properties of the paragraph
    return " "


def _relations(data: bytes) -> dict[str, RelationshipTarget]:
    return {
        str(r.get("Id")): RelationshipTarget(str(r.get("Target")), r.get("TargetMode") == "External")
        for r in etree.fromstring(data).iterfind(f"{_PACKAGE}Relationship")
    }
