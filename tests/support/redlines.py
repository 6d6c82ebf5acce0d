"""Tracked changes decided by hand: what ECMA-376 says of them (part 1, 17.13.5), over the XML of a Word file.

In: a redline. Out: the file as it is when every change is accepted, or every one rejected; and what stands in a file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Literal, NamedTuple

from lxml import etree

from generator.base.text.addresses import SOFT_BREAK
from generator.paper.document import Document, NoteCall, find_leaves, join_inlines

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
Decision = Literal["accept", "reject"]
PARTS = ("word/document.xml", "word/footnotes.xml")


class Line(NamedTuple):
    """A paragraph: the name of its style, and its words, each note in double brackets at its call."""

    style: str
    text: str


def decided(data: bytes, decision: Decision) -> bytes:
    """Return the file with every change accepted or rejected."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name in PARTS:
                root = etree.fromstring(part)
                _decide(root, decision)
                part = etree.tostring(root)
            new.writestr(name, part)
    return stream.getvalue()


def _decide(root: etree._Element, decision: Decision) -> None:
    gone, kept = ("del", "ins") if decision == "accept" else ("ins", "del")
    for row in [r for r in root.iter(f"{W}tr") if r.find(f"{W}trPr/{W}{gone}") is not None]:
        table = row.getparent()
        table.remove(row)
        if table.find(f"{W}tr") is None:
            table.getparent().remove(table)
    for change in [c for c in root.iter(f"{W}{gone}") if c.getparent().tag not in (f"{W}rPr", f"{W}trPr")]:
        change.getparent().remove(change)
    for change in [c for c in root.iter(f"{W}{kept}") if c.getparent().tag not in (f"{W}rPr", f"{W}trPr")]:
        holder = change.getparent()
        holder[holder.index(change) : holder.index(change) + 1] = list(change)
    for text in root.iter(f"{W}delText"):
        text.tag = f"{W}t"
    for tag in ("pPr", "rPr"):
        for change in list(root.iter(f"{W}{tag}Change")):
            now = change.getparent()
            now.remove(change)
            if decision == "reject":
                staying = [c for c in now if c.tag in (f"{W}rPr", f"{W}sectPr")] if tag == "pPr" else []
                now[:] = [*change[0], *staying]
    for paragraph in list(root.iter(f"{W}p")):
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}") is None:
            continue
        after = paragraph.getnext()
        content = [c for c in paragraph if c.tag != f"{W}pPr"]
        if after is not None and after.tag == f"{W}p":
            at = 1 if after.find(f"{W}pPr") is not None else 0
            after[at:at] = content
        else:
            # before a table nothing can be joined: only what is empty goes away
            assert not list(paragraph.iter(f"{W}t", f"{W}drawing")), "words before a table would stay"
        paragraph.getparent().remove(paragraph)


def lines(data: bytes) -> list[Line]:
    """Return all paragraphs of a file without changes, in order, empty ones too; the notes stand at their calls."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        body, styles = (etree.fromstring(file.read(f"word/{name}.xml")) for name in ("document", "styles"))
        # LibreOffice writes no part for notes where there is none
        notes = etree.fromstring(file.read(PARTS[1])) if PARTS[1] in file.namelist() else []
    names = {s.get(f"{W}styleId"): s.find(f"{W}name").get(f"{W}val") for s in styles.iter(f"{W}style")}
    by_id = {n.get(f"{W}id"): "".join(_text(p, {}) for p in n.iter(f"{W}p")).strip() for n in notes}
    return [Line(names.get(_style(p), ""), _text(p, by_id)) for p in body.iter(f"{W}p")]


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val")


def _text(paragraph: etree._Element, notes: dict[str | None, str]) -> str:
    parts = []
    for e in paragraph.iter(f"{W}t", f"{W}footnoteReference", DOC_PR):
        if e.tag == f"{W}footnoteReference":
            parts.append(f"⟦{notes[e.get(f'{W}id')]}⟧")
        else:
            parts.append(e.get("descr", "") if e.tag == DOC_PR else e.text or "")
    return "".join(parts).replace(SOFT_BREAK, "")


def without_contents(found: list[Line]) -> list[Line]:
    """Return the lines without the contents and their heading."""
    return [line for line in found if not line.style.casefold().startswith(("toc ", "contents "))]


def notes(data: bytes) -> list[str]:
    """Return the words of every note in a file, called or not."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        part = etree.fromstring(file.read(PARTS[1])) if PARTS[1] in file.namelist() else []
    # with a type they are the lines between the text and its notes (17.11.9)
    texts = ("".join(_text(p, {}) for p in n.iter(f"{W}p")) for n in part if n.get(f"{W}type") is None)
    return [text.strip() for text in texts]


def fates(data: bytes) -> list[list[tuple[str, str]]]:
    """Return the letters of the text and of the notes, each with what becomes of it: "ins", "del", or nothing. What
    LibreOffice calls moved is deleted in one place and inserted in another."""
    known = {f"{W}ins": "ins", f"{W}moveTo": "ins", f"{W}del": "del", f"{W}moveFrom": "del"}
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for part in PARTS:
            found.append([])
            for text in etree.fromstring(file.read(part)).iter(f"{W}t", f"{W}delText"):
                fate = next((known[up.tag] for up in text.iterancestors() if up.tag in known), "")
                found[-1] += [(letter, fate) for letter in (text.text or "").replace(SOFT_BREAK, "")]
    return found


def expected_notes(document: Document) -> list[str]:
    """Return the words of the document's notes in order."""
    numbers = document.numbers.notes
    return [join_inlines(document.notes[id].inlines).strip() for id in sorted(numbers, key=lambda id: numbers[id])]


def told(data: bytes) -> list[str]:
    """Return the words of a file without changes, paragraph by paragraph, without the contents and empty paragraphs."""
    return [line.text for line in without_contents(lines(data)) if line.text.strip()]


def expected(document: Document) -> list[str]:
    """Return the words that a file about the document has, paragraph by paragraph, each note in brackets at its
    call."""
    return [text for text in _expected(document) if text.strip()]


def _expected(document: Document) -> Iterator[str]:
    for _, inlines in find_leaves(document):
        text = "".join(
            f"⟦{join_inlines(document.notes[one.note].inlines).strip()}⟧"
            if isinstance(one, NoteCall)
            else join_inlines((one,))
            for one in inlines
        )
        yield text
