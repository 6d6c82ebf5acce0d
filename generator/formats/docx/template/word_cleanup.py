"""Clean up what Word and LibreOffice put around and into tags, before the template is rendered.

In: the tree of a part of the template. Out: the same tree, as if all changes had been accepted, without content
controls, each text box once, and each tag in one piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from lxml import etree

from generator.formats.docx.styles import W
from generator.formats.docx.template.editing_marks import strip_editing_marks

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_TYPED = str.maketrans(
    {**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛‹›′", "'"), **dict.fromkeys("\u00a0\u202f\u2009", " ")}
)
"""What Word makes, as one types, of straight quotation marks and of blanks."""

_BREAKS = {f"{W}tab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}
"""What stands in a run beside its words, and what it means within a tag."""


def tidy(root: etree._Element) -> None:
    """Make the part ready to be rendered, in place."""
    _accept(root)
    strip_editing_marks(root)
    _unwrap(root)
    for fallback in [*root.iter(f"{_MC}Fallback")]:
        # the same text box once more, for readers before Word 2010
        holder = fallback.getparent()
        if holder is not None and holder.find(f"{_MC}Choice") is not None:
            holder.remove(fallback)
    for paragraph in root.iter(f"{W}p"):
        _mend_tags(paragraph)


def list_pieces(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield what holds the words of the paragraph itself, not those of a text box in it."""
    for element in paragraph.iter(f"{W}t", *_BREAKS):
        if next(element.iterancestors(f"{W}p", f"{W}pPr")) is paragraph:
            yield element


def read_text(paragraph: etree._Element) -> str:
    """Return the words of the paragraph itself."""
    return "".join((piece.text or "") for piece in list_pieces(paragraph) if piece.tag == f"{W}t")


def _accept(root: etree._Element) -> None:
    """Take away rows that were deleted, and join paragraphs between which the mark was deleted."""
    for row in [mark.getparent().getparent() for mark in root.iterfind(f".//{W}trPr/{W}del")]:
        table = row.getparent() if row is not None else None
        if table is not None:
            table.remove(row)
            above = table.getparent()
            if table.tag == f"{W}tbl" and table.find(f"{W}tr") is None and above is not None:
                above.remove(table)
    for tag in ("del", "moveFrom"):
        for mark in [*root.iterfind(f".//{W}pPr/{W}rPr/{W}{tag}")]:
            paragraph = next(mark.iterancestors(f"{W}p"))
            following, holder = paragraph.getnext(), paragraph.getparent()
            if following is None or following.tag != f"{W}p" or holder is None:
                continue
            at = 0 if following.find(f"{W}pPr") is None else 1
            for child in reversed([child for child in paragraph if child.tag != f"{W}pPr"]):
                following.insert(at, child)
            holder.remove(paragraph)


def _unwrap(root: etree._Element) -> None:
    """Put what is in content controls, smart tags and custom XML in the place of these."""
    for element in [*root.iter(f"{W}sdt", f"{W}smartTag", f"{W}customXml")]:
        holder = element.getparent()
        inner = element.find(f"{W}sdtContent") if element.tag == f"{W}sdt" else element
        if holder is not None:
            kept = [] if inner is None else [c for c in inner if c.tag not in (f"{W}smartTagPr", f"{W}customXmlPr")]
            holder[holder.index(element) : holder.index(element) + 1] = kept


def _mend_tags(paragraph: etree._Element) -> None:
    """Put each tag into the piece in which it begins, with straight quotation marks and plain blanks."""
    held = [*list_pieces(paragraph)]
    texts = [(piece.text or "") if piece.tag == f"{W}t" else _BREAKS[str(piece.tag)] for piece in held]
    whole = "".join(texts)
    if "{" not in whole:
        return
    starts = [*accumulate(map(len, texts), initial=0)]
    made = [*texts]
    for tag in reversed([*TAG.finditer(whole)]):
        inside = [
            n for n, text in enumerate(texts) if text and starts[n] < tag.end() and starts[n] + len(text) > tag.start()
        ]
        for n in inside:
            a, b = max(tag.start() - starts[n], 0), tag.end() - starts[n]
            # a tag never begins in a tab or break, whose text has no brace
            made[n] = made[n][:a] + (tag[0].translate(_TYPED) if n == inside[0] else "") + made[n][b:]
    for piece, before, after in zip(held, texts, made, strict=True):
        if before != after:
            if piece.tag == f"{W}t" and after:
                piece.text = after
                piece.set(_SPACE, "preserve")
            else:
                _take_out(piece)


def _take_out(piece: etree._Element) -> None:
    """Take a piece away, and the run that it leaves empty."""
    run = piece.getparent()
    assert run is not None
    run.remove(piece)
    holder = run.getparent()
    if holder is not None and all(child.tag == f"{W}rPr" for child in run):
        holder.remove(run)
