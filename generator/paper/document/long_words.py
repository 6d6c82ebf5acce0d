"""Words that are too long for their place, told where they may break, before a page is laid out.

In: a numbered document. Out: the same with soft hyphens in its long words, by the dictionary of their language, and
soft breaks in its addresses. It is for writers of pages alone: in the document itself each word is as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from operator import is_

from generator.base.text.addresses import SOFT_BREAK, is_address, split_at_breaks
from generator.base.text.hyphens import SOFT_HYPHEN, split_word
from generator.paper.document.inlines import Inline, Label, Link, Mention, NoteCall, Reference, Run
from generator.paper.document.model import Contents, Cover, Document, Note, Paragraph, Table
from generator.paper.document.room import measure_cells, measure_words
from generator.paper.document.walks import Change, change_inlines, walk

_LONG = 24.0
"""Letters of a word that may break anywhere, even where it has a line to itself: the lines of contents, and of titles
in large type, have not many more."""
_WIDEST = 1.6
"""No letter is wider, in letters."""
_CLOSE = 1.02
"""How much of its room a word in a cell may fill: columns are as wide as their longest word where they can be."""
_FEWEST = 5
"""Letters of a word that is ever broken."""
_WORD = re.compile(rf"\S{{{_FEWEST},}}")


def break_long_words(document: Document, *, addresses: bool = True) -> Document:
    """Return the document with soft hyphens in words that are longer than their cell or column is wide, or long in
    themselves, and with soft breaks in long `addresses` of its prose."""
    rooms = _find_rooms(document)

    def change(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        limit = rooms.get(id(inlines), _LONG)
        if not _may_be_long(inlines, limit):
            return inlines
        made = tuple(_break(inline, limit, document.lang, addresses) for inline in inlines)
        return inlines if all(map(is_, made, inlines)) else made

    def change_text(text: str) -> str:
        return _break_text(text, _LONG, document.lang, addresses)

    def change_line(line: Contents) -> Contents:
        title = change_text(line.title)
        return line if title == line.title else replace(line, title=title)

    def change_note(note: Note) -> Note:
        made = change(note.inlines)
        return note if made is note.inlines else replace(note, inlines=made)

    contents = tuple(map(change_line, document.numbers.contents))
    return replace(
        document,
        cover=_change_cover(document.cover, change),
        sections=tuple(change_inlines(section, change) for section in document.sections),
        notes={id: change_note(note) for id, note in document.notes.items()},
        numbers=replace(document.numbers, contents=contents),
        running=change_text(document.running) if addresses else document.running,
    )


def _change_cover(cover: Cover, change: Change) -> Cover:
    def anew(line: Paragraph) -> Paragraph:
        return replace(line, inlines=change(line.inlines))

    return Cover(
        anew(cover.kind),
        anew(cover.title),
        cover.dialogue and anew(cover.dialogue),
        tuple(map(anew, cover.authors)),
        tuple(map(anew, cover.facts)),
        cover.status and anew(cover.status),
    )


def _find_rooms(document: Document) -> Mapping[int, float]:
    """Return how many letters a word may have, by the identity of the words of cells."""
    rooms: dict[int, float] = {}
    for part, around in walk(document.sections):
        if isinstance(part, Table):
            for cell, room in measure_cells(part, around):
                for paragraph in cell.blocks:
                    known = rooms.get(id(paragraph.inlines), _LONG)
                    rooms[id(paragraph.inlines)] = min(known, room * _CLOSE)
    return rooms


def _may_be_long(inlines: tuple[Inline, ...], limit: float) -> bool:
    """Tell whether there may be a word among the inlines that is longer than the limit, in much less time than to break
    it: in most there is none."""
    letters = max(_FEWEST, int(limit / _WIDEST))
    for inline in inlines:
        if isinstance(inline, (Run, Label)):
            if len(inline.text) >= letters and _has_word(inline.text, letters):
                return True
        elif not isinstance(inline, NoteCall):
            for run in inline.runs:
                if len(run.text) >= letters and _has_word(run.text, letters):
                    return True
    return False


@lru_cache(maxsize=32768)
def _has_word(text: str, letters: int) -> bool:
    """Tell whether a text has a word of so many letters."""
    return max(map(len, text.split()), default=0) >= letters


def _break(inline: Inline, limit: float, lang: str, addresses: bool) -> Inline:
    def anew(run: Run) -> Run:
        text = _break_text(run.text, limit, run.lang or lang, addresses)
        return run if text == run.text else replace(run, text=text)

    match inline:
        case Run():
            return anew(inline)
        case Label():
            text = _break_text(inline.text, limit, lang, addresses)
            return inline if text == inline.text else replace(inline, text=text)
        case Link() | Mention() | Reference():
            runs = tuple(map(anew, inline.runs))
            return inline if all(map(is_, runs, inline.runs)) else replace(inline, runs=runs)
    return inline


@lru_cache(maxsize=32768)
def _break_text(text: str, limit: float, lang: str, addresses: bool) -> str:
    def broken(found: re.Match[str]) -> str:
        word = found[0]
        if len(word) * _WIDEST <= limit or measure_words(word) <= limit:
            return word
        if is_address(word):
            return SOFT_BREAK.join(split_at_breaks(word)) if addresses else word
        return SOFT_HYPHEN.join(split_word(word, lang))

    return _WORD.sub(broken, text) if len(text) * _WIDEST > limit else text
