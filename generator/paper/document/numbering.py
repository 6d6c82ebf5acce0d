"""Number everything that carries a number, once, before any writer runs.

In: a Document. Out: the same Document with `numbers`: notes from 1 in order of their calls, sections by level
(1, 1.1) but in annexes, boxes through the paper, annexes, recommendations (R1 …), and the lines of the contents.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from generator.base import codes
from generator.base.diagnostics import BriefingError, Origin
from generator.paper.document import (
    BlockId,
    Box,
    Contents,
    Document,
    Inline,
    ItemList,
    Note,
    NoteCall,
    Numbers,
    Reference,
    Section,
    change_inlines,
    find_headings,
    find_leaves,
    join_inlines,
)
from generator.paper.document.walks import walk_blocks

CONTENTS_LEVEL = 2
"""Sections down to this level stand in the contents, and boxes of cases and laws; profiles are found by the annex's
table."""


def number(document: Document) -> Document:
    """Return the document with its numbers; raise BriefingError if a note is called twice, never, or not there."""
    marks, notes = dict(_heading_numbers(document)), _note_numbers(document)
    fill = partial(_fill, marks | {id: str(n) for id, n in notes.items()})
    document = replace(
        document,
        sections=tuple(change_inlines(section, fill) for section in document.sections),
        notes={id: _fill_note(note, fill(note.inlines)) for id, note in document.notes.items()},
    )
    lists = (part for part in walk_blocks(document.sections) if isinstance(part, ItemList))
    recommendations = (item.id for one in lists if one.kind == "recommendations" for item in one.items)
    return replace(
        document,
        numbers=Numbers(
            notes=notes,
            headings=marks,
            recommendations={id: f"R{n}" for n, id in enumerate(recommendations, 1)},
            contents=tuple(_contents(document, marks)),
        ),
    )


def _fill(marks: Mapping[BlockId, str], inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return the inlines, in which what leads to a section or note by its number has that number."""
    for one in inlines:  # no generator: it is asked of every paragraph and cell
        if isinstance(one, Reference) and one.by_number:
            break
    else:
        return inlines
    return tuple(
        replace(one, runs=(replace(one.runs[0], text=marks.get(one.target, one.runs[0].text)),), by_number=False)
        if isinstance(one, Reference) and one.by_number
        else one
        for one in inlines
    )


def _fill_note(note: Note, inlines: tuple[Inline, ...]) -> Note:
    return note if inlines is note.inlines else replace(note, inlines=inlines)


def _note_numbers(document: Document) -> dict[str, int]:
    leaves = find_leaves(document)
    called = [one.note for _, inlines in leaves for one in inlines if isinstance(one, NoteCall)]
    numbers = {note: n for n, note in enumerate(dict.fromkeys(called), 1)}
    wrong = {id for id in called if called.count(id) > 1} if len(numbers) != len(called) else set()
    wrong |= set(numbers) ^ set(document.notes)
    if wrong:
        # a fault of ours, not of the user: every citation makes a note of its own
        raise BriefingError(
            codes.NOTE_WITHOUT_ITS_CALL.at(_place(document, id), f"note {id} is not called exactly once")
            for id in wrong
        )
    return numbers


def _place(document: Document, note: str) -> Origin:
    known = document.notes.get(note)
    return (known and known.origin) or Origin(document.id)


def _heading_numbers(document: Document) -> Iterator[tuple[BlockId, str]]:
    counters = [0] * 10
    boxes = annexes = 0
    annex: int | None = None  # the level of the annex that is read
    several = sum(s.kind == "annex" for s in document.sections) > 1
    for heading in find_headings(document):
        if isinstance(heading, Box):
            if heading.kind != "recommendations":
                boxes += 1
                yield heading.id, f"{document.labels['box']} {boxes}"
        elif annex is not None and heading.level > annex:
            continue  # chapters are counted, and what stands in an annex is no part of any
        elif heading.kind == "annex":
            annexes += 1
            annex = heading.level
            yield heading.id, f"{document.labels['annex']} {annexes}" if several else document.labels["annex"]
        elif heading.kind in ("theme", "section"):
            annex = None
            counters[heading.level] += 1
            counters[heading.level + 1 :] = [0] * len(counters[heading.level + 1 :])
            yield heading.id, ".".join(str(n) for n in counters[1 : heading.level + 1])


def _contents(document: Document, marks: dict[BlockId, str]) -> Iterator[Contents]:
    level = 1
    for heading in find_headings(document):
        if isinstance(heading, Section):
            level = heading.level
            if level > CONTENTS_LEVEL or heading.kind == "profile":
                continue
        elif heading.kind == "recommendations":
            continue
        here = level if isinstance(heading, Section) else level + 1
        yield Contents(heading.id, here, marks.get(heading.id), join_inlines(heading.title))
