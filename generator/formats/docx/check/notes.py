"""Every call of the finished Word file has its note, id by id, with the words and addresses of the document.

No validator pairs notes with calls: LibreOffice pairs by order, Word by id, and two swapped ids pass them all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from generator.base import codes
from generator.base.diagnostics import Code, Diagnostic, Origin
from generator.formats.docx.check.parts import (
    NOTES,
    DocxParts,
    Piece,
    R,
    RelationshipTarget,
    W,
    normalise_blanks,
)
from generator.formats.docx.names import make_uri
from generator.paper.document import Document, Link, Note, join_inlines

_TEXT, _LINK, _MARK = f"{W}t", f"{W}hyperlink", f"{W}footnoteRef"


@dataclass(frozen=True, slots=True)
class PrintedNotes:
    """The notes of the file: their ids in order, and in what the last one of an id differs from the document's."""

    ids: Sequence[str]
    problems: Mapping[str, str | None]


def read_notes(pieces: Iterable[Piece], document: Document, parts: DocxParts) -> PrintedNotes:
    """Return what is printed as notes."""
    known = _number_notes(document)
    relations = parts.relations.get(NOTES, {})
    ids: list[str] = []
    problems: dict[str, str | None] = {}
    for piece in pieces:
        for printed in piece.root.iterfind(f"{W}footnote"):
            if printed.get(f"{W}type", "normal") == "normal":
                number = str(printed.get(f"{W}id"))
                ids.append(number)
                if number in known:
                    problems[number] = _difference(printed, known[number], relations)
    return PrintedNotes(ids, problems)


def check_notes(called: Sequence[str], printed: PrintedNotes | None, document: Document) -> Iterator[Diagnostic]:
    """Yield calls out of order or without their note (O201), and notes whose words or addresses differ (O203)."""
    printed = printed or PrintedNotes((), {})
    ids, times, known = Counter(printed.ids), Counter(called), _number_notes(document)
    for number, note in known.items():
        if times[number] != 1:
            yield _fault(codes.CALL_WITHOUT_ITS_NOTE, f"note {number} is called {times[number]} times", note, document)
        if ids[number] != 1:
            yield _fault(codes.CALL_WITHOUT_ITS_NOTE, f"note {number} is there {ids[number]} times", note, document)
        elif problem := printed.problems[number]:
            yield _fault(codes.NOTE_DIFFERS, f"note {number} {problem}", note, document)
    for number in dict.fromkeys((*called, *ids)):
        if number not in known:
            yield _fault(codes.CALL_WITHOUT_ITS_NOTE, f"note {number} is not one of the document's", None, document)
    if [*called] != sorted(called, key=lambda id: int(id) if id.isdigit() else -1):
        yield _fault(
            codes.CALL_WITHOUT_ITS_NOTE, "the calls do not stand in the order of their numbers", None, document
        )
    elif [*printed.ids] != [*called]:
        yield _fault(codes.CALL_WITHOUT_ITS_NOTE, "the notes do not stand in the order of their calls", None, document)


def _number_notes(document: Document) -> dict[str, Note]:
    return {str(number): document.notes[id] for id, number in document.numbers.notes.items()}


def _difference(printed: etree._Element, note: Note, relations: Mapping[str, RelationshipTarget]) -> str | None:
    words: list[str] = []
    links: list[RelationshipTarget | None] = []
    marks = 0
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
