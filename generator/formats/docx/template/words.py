"""What a template may not have in its text: words, pictures and empty paragraphs of its own; text boxes may stand
there.

The text of a paper is the document's, in every format; what stands in the Word file alone would be found by no reader
of the others, and by no check. In: the body as rendered, before its slots are filled. Out: diagnostics P112.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.formats.docx.styles import SPACERS, Styles, W

_PICTURES = (f"{W}drawing", f"{W}pict", f"{W}object")
_HELP = (
    "fixed words come from labels/<lang>.yaml; a logo or address line belongs in the page header or footer, "
    "and room above or below in the paragraph's style"
)


def find_own_words(root: etree._Element, styles: Styles, where: str) -> Iterator[Diagnostic]:
    """Yield an error for each paragraph with words, pictures or nothing at all where only slots may stand."""
    names = {id: name for name, id in styles.ids.items()}
    told: set[str] = set()
    for paragraph in root.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else names.get(str(style.get(f"{W}val")), "")
        what = _what(paragraph, name)
        if what and what not in told:
            told.add(what)
            words = _words(paragraph)
            yield codes.WORDS_IN_TEMPLATE.at(
                Origin(where), f"the template's text has {what}", _HELP, excerpt=words or None, width=max(1, len(words))
            )


def _what(paragraph: etree._Element, style: str) -> str | None:
    """Return what of its own the paragraph has; a heading of the contents may have words, a spacer may be empty."""
    if any(next(picture.iter(f"{W}txbxContent"), None) is None for picture in paragraph.iter(*_PICTURES)):
        return "a picture"
    words = _words(paragraph)
    if words:
        return None if style == "toc heading" else f"words of its own: {words[:60]!r}"
    filled = next(paragraph.iter(etree.PI), None) is not None or paragraph.find(f"{W}pPr/{W}sectPr") is not None
    return None if filled or style in (name.lower() for name in SPACERS) else "an empty paragraph"


def _words(paragraph: etree._Element) -> str:
    """Return the words of the paragraph that come from no slot."""
    texts = (text for text in paragraph.iter(f"{W}t"))
    return "".join((text.text or "") + "".join(child.tail or "" for child in text) for text in texts).strip()
