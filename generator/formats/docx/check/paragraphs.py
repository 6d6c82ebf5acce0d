"""The paragraphs of the finished Word file's text, as they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from generator.formats.docx.check.parts import Piece, W, normalise_blanks
from generator.formats.docx.styles import SPACERS

_SPACERS = {name.lower() for name in SPACERS}
_ITEMS = ("list bullet", "list number", "recommendation", "box list")

_PARAGRAPH, _TEXT, _STYLE, _VALUE = f"{W}p", f"{W}t", f"{W}pStyle", f"{W}val"
_FIELD, _FIELD_CODE, _TEXT_BOX = f"{W}fldChar", f"{W}instrText", f"{W}txbxContent"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_READ = (
    *(_TEXT_BOX, _PARAGRAPH, _TEXT, _STYLE, _PICTURE, _FIELD, _FIELD_CODE),
    *(W + tag for tag in ("tab", "br", "cr", "noBreakHyphen", "footnoteReference")),
)

CALL = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands before and after a note's number where words and calls are compared together."""


def find_printed(pieces: Iterable[Piece], styles: Mapping[str, str]) -> Iterator[str]:
    """Yield the words of each paragraph of the text in order, those for pictures too, with the numbers of the notes
    called; those in cells where the table stands. Left out are the contents, and paragraphs that keep others apart.
    White space is as it stands in the file."""
    headings = {id for id, name in styles.items() if name == "toc heading"}
    depth = toc = 0
    text: list[str] | None = None
    style, contents = "", False
    for piece in pieces:
        for element in piece.root.iter(*_READ):
            tag = element.tag
            if tag == _TEXT:  # as every second is
                if text is not None:
                    text.append(element.text or "")
            elif tag == _PARAGRAPH:
                if text is not None and not contents and style not in headings:
                    words = "".join(text)
                    if words[:1].isalnum() or _has_words(words, styles.get(style, "")):
                        yield words
                text, style, contents = [], "", toc > 0
            elif text is None:
                continue
            elif tag == _STYLE:
                style = str(element.get(_VALUE))
            elif tag == _TEXT_BOX:
                # the paragraph that holds nothing but a text box is not one of the paper's
                text = text if any(text) else None
            elif tag == _PICTURE:
                text.append(str(element.get("descr", "")))
            elif tag == _FIELD:
                kind = element.get(f"{W}fldCharType")
                depth += {"begin": 1, "end": -1}.get(str(kind), 0)
                if kind == "end" and depth < toc:
                    toc = 0
            elif tag == _FIELD_CODE:
                if (element.text or "").split()[:1] == ["TOC"]:
                    toc, contents = depth, True
            else:
                text.append(_printed(element))
    if text is not None and not contents and style not in headings:
        words = "".join(text)
        if _has_words(words, styles.get(style, "")):
            yield words


def _has_words(words: str, style: str) -> bool:
    # a list item that begins with a list has a marker, and no words of its own
    return bool(normalise_blanks(words)) or not (style in _SPACERS or style.startswith(_ITEMS))


def _printed(element: etree._Element) -> str:
    match element.tag.removeprefix(W):
        case "footnoteReference":
            return f"{CALL}{element.get(f'{W}id')}{CALL}"
        case "noBreakHyphen":
            return "\N{NON-BREAKING HYPHEN}"
        case "tab" if element.get(f"{W}pos"):
            return ""  # a stop in the properties of the paragraph
    return " "
