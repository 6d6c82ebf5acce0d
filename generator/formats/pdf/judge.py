"""Judge the laid-out pages before they are written: is every word and every note there, whole, in its place?

In: the Document and WeasyPrint's pages. Out: the notes that stand one page after their call. Every other fault is an
error O3xx: a paper with a lost note is worse than no paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.base import codes
from generator.base.diagnostics import BriefingError, Code, Diagnostic, Origin
from generator.base.text.hyphens import strip_unseen
from generator.formats.pdf.glyphs import Glyphs, Misplaced
from generator.formats.pdf.seen import Unseen
from generator.formats.pdf.sheet import find_sheet
from generator.paper.document import Document, find_leaves, join_inlines

_TOLERANCE = 0.5
"""In CSS pixels: less than a hair of print, more than the noise of adding up floats."""


@dataclass
class _Note:
    """What was drawn of one note."""

    pages: list[int] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    height: float = 0.0
    faults: list[str] = field(default_factory=list)


@dataclass
class Drawn:
    """What was drawn: the words of the text by block, calls and notes by number."""

    text: dict[str, list[str]] = field(default_factory=dict)
    calls: dict[int, int] = field(default_factory=dict)
    notes: dict[int, _Note] = field(default_factory=dict)
    room: float = 0.0
    "The height of the highest page without margins, less one line of text: what a note can take at most."

    def add(self, later: Drawn, number: int) -> None:
        """Take over what was drawn on a later page, of this number."""
        for block, words in later.text.items():
            self.text.setdefault(block, []).extend(words)
        for n in later.calls:
            self.calls.setdefault(n, number)
        for n, note in later.notes.items():
            mine = self.notes.setdefault(n, _Note())
            mine.pages += [number] * len(note.pages)
            mine.text += note.text
            mine.faults += note.faults
            mine.height = max(mine.height, note.height)
        self.room = max(self.room, later.room)


def judge(
    document: Document, pages: list[Any], misplaced: Sequence[Misplaced], unseen: Sequence[Unseen]
) -> tuple[str, ...]:
    """Return the ids of the notes that stand one page after their call, in order. `misplaced` is what glyphs.py finds
    in the pages, `unseen` what seen.py does.

    Raises BriefingError O303, O312 to O314 (a note or call is not drawn, drawn twice or not whole), O304 (a note is too
    long for a page), O305 (a note runs off the page or into the text), O306 (a note stands before its call or pages
    after it), O309 (words of the text are not drawn, as WeasyPrint does with a table's header that finds no room),
    O315 (words stand over others, over the edge of their cell, or over a margin), O316 (nobody sees words), P111 (a
    page lacks the mark of the paper).
    """
    drawn = Drawn()
    for number, page in enumerate(pages, 1):
        if sheet := find_sheet(page):
            drawn.add(sheet.drawn.read(), number)
        else:
            look_at(page._page_box, number, drawn)
    problems = [*_pages_without_mark(document, pages), *_lost_words(document, drawn)]
    deferred: list[str] = []
    for id, n in document.numbers.notes.items():
        code, message, help = _verdict(document, id, n, drawn)
        if code:
            origin = document.notes[id].origin or Origin(document.id)
            problems.append(code.at(origin, f"note {n} ({id}) {message}", help))
        elif drawn.notes[n].pages[0] > drawn.calls[n]:
            deferred.append(id)
    told = {problem.origin for problem in problems}
    places = _find_places(document)
    problems += _misplaced_words(misplaced, places, told)
    problems += _unseen_words(unseen, places)
    if problems:
        raise BriefingError(problems)
    return tuple(deferred)


def _pages_without_mark(document: Document, pages: list[Any]) -> Iterator[Diagnostic]:
    """Yield an error if a page does not say in its margins for whom the paper is, or that it is a draft; there is one
    for all."""
    mark = _letters([document.mark or ""]).upper()
    without = [number for number, page in enumerate(pages, 1) if mark not in _read_margins(page).upper()]
    if without:
        message = f"page {without[0]} of the PDF does not carry `mark`, which every page of this paper must"
        others = f"; nor do {len(without) - 1} more" if len(without) > 1 else ""
        help = "let the style's CSS and its page template leave the mark in a margin of every kind of page"
        yield codes.PAGE_WITHOUT_MARK.at(Origin(document.id), message + others, help)


def _read_margins(page: Any) -> str:
    """Return the letters in the margins of a page."""
    margins = (box for box in page._page_box.children if type(box).__name__ == "MarginBox")
    return _letters([part.text for box in margins for part in box.descendants() if hasattr(part, "text")])


def _lost_words(document: Document, drawn: Drawn) -> Iterator[Diagnostic]:
    """Yield an error if the words of a block were not drawn as they are; header cells may be drawn on many pages. Where
    a style loses one block it mostly loses many, so there is one error for all."""
    lost: list[tuple[str, Origin]] = []
    for id, inlines in find_leaves(document):
        expected = _letters([join_inlines(inlines)])
        found = _letters(drawn.text.get(id, []))
        times = max(1, len(found) // max(1, len(expected)))
        if not _same(found, expected * times):
            origins = (getattr(inline, "origin", None) for inline in inlines)
            here = next((origin for origin in origins if origin), Origin(document.id))
            lost.append((f"words of `{id}` are not drawn: {join_inlines(inlines)[:60]!r}", here))
    if lost:
        (message, place), more = lost[0], len(lost) - 1
        others = f", nor are those of {more} more {'places' if more > 1 else 'place'}" if more else ""
        yield codes.LOST_WORDS.at(place, message + others, "look at the style's CSS first")


def _find_places(document: Document) -> Callable[[Glyphs], Origin]:
    """Return what tells from where letters come; those in the margin of a page come from the document."""
    places = {f"note_{n}": document.notes[id].origin for id, n in document.numbers.notes.items()}
    places |= {
        id: next((origin for inline in inlines if (origin := getattr(inline, "origin", None))), None)
        for id, inlines in find_leaves(document)
    }
    return lambda glyphs: places.get(glyphs.block or "") or Origin(document.id)


def _misplaced_words(
    found: Sequence[Misplaced], find_place: Callable[[Glyphs], Origin], told: set[Origin]
) -> Iterator[Diagnostic]:
    """Yield an error if words stand over others, over the edge of their cell or over the margin; there is one for all.
    `told` are the places of which there is an error already: what their words stand over, or what stands over them, is
    no other fault."""
    rest = [one for one in found if not told & {find_place(g) for g in (one.glyphs, one.other) if g}]
    if rest:
        help = "make more room in the style: a wider column, smaller letters; or shorten the words"
        if rest[0].glyphs.block is None:
            help = "give the line smaller letters in the style, or shorten the edition's `short_title`, if it says that"
        yield codes.MISPLACED_WORDS.at(find_place(rest[0].glyphs), _tell(rest), help)


def _unseen_words(found: Sequence[Unseen], find_place: Callable[[Glyphs], Origin]) -> Iterator[Diagnostic]:
    """Yield an error if nobody sees words that are on the pages; there is one for all."""
    if found:
        help = (
            "take what hides them out of the style's CSS, or out of paper.docx: a paper says nothing that is not seen"
        )
        yield codes.UNSEEN_WORDS.at(find_place(found[0].glyphs), _tell(found), help)


def _tell(found: Sequence[Misplaced | Unseen]) -> str:
    """Return what is wrong with the first letters that were found, and of how many more places that is true."""
    first, more = found[0], len({one.glyphs.block for one in found}) - 1
    where = f" of `{first.glyphs.block}`" if first.glyphs.block else ", at the head or foot of pages,"
    others = f", and so do those of {more} more {'places' if more > 1 else 'place'}" if more else ""
    if isinstance(first, Unseen):
        others = others.replace("so do", "so are")
    return f"{first.glyphs.text.strip()[:60]!r}{where} {first.fault} on page {first.page}{others}"


def _letters(parts: list[str]) -> str:
    """Return the letters alone: white space is lost at the ends of lines, and soft breaks are not letters."""
    return "".join("".join(map(strip_unseen, parts)).split())


def _same(found: str, expected: str) -> bool:
    """Return whether the letters are the same; a style may have them all drawn as capitals."""
    return found == expected or found.upper() == expected.upper()


def _verdict(document: Document, id: str, n: int, drawn: Drawn) -> tuple[Code | None, str, str | None]:
    """Return code, message and help of what is wrong with a note; no code if nothing is."""
    note, call = drawn.notes.get(n), drawn.calls.get(n)
    if call is None:
        return codes.LOST_CALL, "is not called on any page", None
    if note is None or not note.pages:
        return codes.LOST_NOTE, f"is called on page {call} and drawn nowhere", None
    if note.height > drawn.room:
        message = f"is {note.height / drawn.room:.1f} times as long as the longest note that fits a page"
        return codes.LONG_NOTE, message, "shorten the note, or tell part of it in the text"
    if len(note.pages) > 1:
        return codes.DOUBLE_NOTE, f"is drawn on pages {', '.join(map(str, note.pages))}", None
    expected = _letters([join_inlines(document.notes[id].inlines)])
    found = _letters(note.text)
    if not _same(found, f"{n}{expected}"):
        return codes.TORN_NOTE, f"has lost words: drawn was {found[-60:]!r}", None
    if note.faults:
        return codes.MISPLACED_NOTE, f"{note.faults[0]} on page {note.pages[0]}", None
    if not call <= note.pages[0] <= call + 1:
        message = f"is called on page {call} and stands on page {note.pages[0]}"
        return codes.STRAY_NOTE, message, "too many long notes are called in one place: shorten or part them"
    return None, "", None


def look_at(page: Any, number: int, drawn: Drawn) -> None:
    """Take down the words, pictures, calls and notes of one page, and where they stand."""
    body, *others = page.children
    bottom = top = page.content_box_y()
    line_height = 0.0
    for line in _lines(body):
        bottom = max(bottom, line.position_y + line.height)
        line_height = line_height or line.height
        block = line.element.get("data-block")
        _look_at_words(line, number, drawn, drawn.text.setdefault(block, []) if block else [])
    for picture in _pictures(body):
        bottom = max(bottom, picture.position_y + picture.margin_height())
        drawn.text.setdefault(picture.element.get("data-block"), []).append(picture.element.get("alt"))
    for area in others:
        if area.element_tag is None and type(area).__name__ == "FootnoteAreaBox":
            furniture = area.margin_height() - area.height
            drawn.room = max(drawn.room, page.height - furniture - (line_height or 20))
            for box in area.children:
                _look_at_note(box, page, number, top, bottom, drawn)


def _look_at_words(box: Any, number: int, drawn: Drawn, text: list[str]) -> None:
    """Take down the words and the calls within a line; numbers and markers are no words."""
    for child in box.children:
        child = getattr(child, "_box", child)
        if hasattr(child, "text"):
            text.append(child.text)
        elif child.element_tag == "a" and (id := child.element.get("id", "")).startswith("call_"):
            drawn.calls.setdefault(int(id[5:]), number)
        elif not (child.element.get("class") or "").startswith("number"):
            _look_at_words(child, number, drawn, text)


def _look_at_note(box: Any, page: Any, number: int, top: float, bottom: float, drawn: Drawn) -> None:
    """Take down one note: its text, and each line that is not between the page's text and the page's foot."""
    note = drawn.notes.setdefault(int(box.element.get("id")[5:]), _Note())
    note.pages.append(number)
    note.height = max(note.height, box.margin_height())
    foot = page.content_box_y() + page.height
    right = page.content_box_x() + page.width
    for line in _lines(box):
        note.text.extend(inner.text for inner in line.descendants() if hasattr(inner, "text"))
        above, below = line.position_y, line.position_y + line.height
        if above < top - _TOLERANCE or below > foot + _TOLERANCE:
            note.faults.append("runs off the page")
        elif above < bottom - _TOLERANCE:
            note.faults.append("runs into the text")
        elif line.position_x + line.width > right + _TOLERANCE:
            note.faults.append("runs over the margin")


def _pictures(box: Any) -> Iterator[Any]:
    """Yield the pictures within a box that are words of the document, in order."""
    for child in box.children:
        child = getattr(child, "_box", child)
        if hasattr(child, "replacement") and child.element.get("data-block"):
            yield child
        elif child.children:
            yield from _pictures(child)


def _lines(box: Any) -> Iterator[Any]:
    """Yield the lines of text within a box, in order."""
    for child in box.children:
        child = getattr(child, "_box", child)
        if type(child).__name__ == "LineBox":
            yield child
        elif child.children:
            yield from _lines(child)
