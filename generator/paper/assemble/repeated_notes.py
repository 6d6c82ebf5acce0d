"""Short notes for sources that a note before has told in full: “SBR, report of 3 May 2020 (see note 1).”

In: an assembled Document, with what each of its notes cites. Out: the same, with short notes that lead to the first
one; the words in full stay beside them, for those who compare papers, sign sentences or print an annex alone: whoever
cites something earlier changes no words of a later note. A note stays as it is that an author has introduced in own
words, that names a source for the first time, or a source without a name, or that would not get shorter.
"""

from __future__ import annotations

from dataclasses import replace

from generator.paper.assemble.context import Context
from generator.paper.document import Document, Inline, Reference, Run, find_calls, find_leaves, join_inlines

_NUMBER = "00"
"""Stands for a number until the notes are numbered."""


def shorten_repeated_notes(context: Context, document: Document) -> Document:
    """Return the document, in which notes are short whose sources have all been told in full before."""
    first: dict[str, str] = {}
    notes = dict(document.notes)
    for call in (call for _, inlines in find_leaves(document) for call in find_calls(inlines)):
        cited, note = context.cited.get(call.note, ()), notes.get(call.note)
        if note and cited and all(name and source in first for source, name in cited):
            short = _shorten(context, [(name, first[source]) for source, name in cited])
            if len(join_inlines(short)) < len(join_inlines(note.inlines)):
                notes[note.id] = replace(note, inlines=short, full=note.inlines)
                continue
        for source, _ in cited:
            first.setdefault(source, call.note)
    return replace(document, notes=notes)


def _shorten(context: Context, cited: list[tuple[str, str]]) -> tuple[Inline, ...]:
    """Return the words of a short note; `cited` are the names of sources, each with the note that tells it in full."""
    found: list[Inline] = []
    for name, note in cited:
        before, _, after = context.labels["note_again"].format(name=name, number=_NUMBER).partition(_NUMBER)
        found += [context.label("link_then")] if found else []
        found += [Run(before), Reference(note, (Run(_NUMBER),), by_number=True), Run(after)]
    return tuple(one for one in (*found, Run(".")) if one != Run(""))
