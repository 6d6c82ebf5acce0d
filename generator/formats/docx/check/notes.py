"""Every call of the finished Word file has its note, id by id, with the words and addresses of the document.

No validator pairs notes with calls: LibreOffice pairs by order, Word by id, and two swapped ids pass them all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from generator.base import codes
from generator.base.diagnostics import Code, Diagnostic, Origin
from generator.formats.docx.check.parts import DocxParts, R, RelationshipTarget, W, normalise_blanks
from generator.formats.docx.names import make_uri
from generator.paper.document import Document, Link, Note, join_inlines

_PART = "word/footnotes.xml"
_TEXT, _LINK, _MARK = f"{W}t", f"{W}hyperlink", f"{W}footnoteRef"


def check_notes(parts: DocxParts, document: Document) -> Iterator[Diagnostic]:
    """Yield calls out of order or without their note (O201), and notes whose words or addresses differ (O203)."""
    called = [str(call.get(f"{W}id")) for call in parts.body.iter(f"{W}footnoteReference")]
    root = parts.trees.get(_PART)
    every = (
        [] if root is None else [n for n in root.iterfind(f"{W}footnote") if n.get(f"{W}type", "normal") == "normal"]
    )
    ids = Counter(str(note.get(f"{W}id")) for note in every)
    printed = {str(note.get(f"{W}id")): note for note in every}
    times = Counter(called)
    known = {str(number): document.notes[id] for id, number in document.numbers.notes.items()}
    for number, note in known.items():
        if times[number] != 1:
            yield _fault(codes.CALL_WITHOUT_ITS_NOTE, f"note {number} is called {times[number]} times", note, document)
        if ids[number] != 1:
            yield _fault(codes.CALL_WITHOUT_ITS_NOTE, f"note {number} is there {ids[number]} times", note, document)
        elif problem := _difference(printed[number], note, parts):
            yield _fault(codes.NOTE_DIFFERS, f"note {number} {problem}", note, document)
    for number in dict.fromkeys((*called, *ids)):
        if number not in known:
            yield _fault(codes.CALL_WITHOUT_ITS_NOTE, f"note {number} is not one of the document's", None, document)
    if called != sorted(called, key=lambda id: int(id) if id.isdigit() else -1):
        yield _fault(
            codes.CALL_WITHOUT_ITS_NOTE, "the calls do not stand in the order of their numbers", None, document
        )
    elif [str(note.get(f"{W}id")) for note in every] != called:
        yield _fault(codes.CALL_WITHOUT_ITS_NOTE, "the notes do not stand in the order of their calls", None, document)


def _difference(printed: etree._Element, note: Note, parts: DocxParts) -> str | None:
    words: list[str] = []
    links: list[RelationshipTarget | None] = []
    marks = 0
    relations = parts.relations.get(_PART, {})
    for element in printed.iter(_TEXT, _LINK, _MARK):
        if element.tag == _TEXT:
            words.append(element.text or "")
        elif element.tag == _MARK:
            marks += 1
        elif id := element.get(f"{R}id"):
            links.append(relations.get(str(id)))
    found = normalise_blanks("".join(words))
    wanted = normalise_blanks(join_inlines(note.inlines))
    if found != wanted:
        return f"reads {found[:60]!r} instead of {wanted[:60]!r}"
    addresses = [link.target if link else "" for link in links]
    if addresses != [make_uri(inline.url) for inline in note.inlines if isinstance(inline, Link)]:
        return f"leads to {', '.join(addresses) or 'no address'}"
    if marks != 1:
        return "does not show its number once"
    return None


def _fault(code: Code, message: str, note: Note | None, document: Document) -> Diagnostic:
    return code.at((note.origin if note else None) or Origin(document.id), message)
