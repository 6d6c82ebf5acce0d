"""Refuse markup in fields that have none: titles, captions, places, occupations, titles of sources.

In: the context and the finished words of the document. Out: an error (T108) for each, at its place in the data. Prose
is judged while it is read; here is the rest of the words, wherever they come from, so that no field is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.base import codes
from generator.base.diagnostics import Origin
from generator.base.text.leftover import Leftover, find_leftover_in_field
from generator.paper.assemble.context import Context
from generator.paper.assemble.places import TextPlace
from generator.paper.document import Document, Inline, Link, Mention, Reference, Run, find_leaves
from generator.records.load import Entry, list_values
from generator.records.schema import Record


def check_plain_fields(context: Context, document: Document) -> None:
    """Add an error for all markup in words that stand in fields without."""
    said = [inlines for _, inlines in find_leaves(document)] + [note.inlines for note in document.notes.values()]
    texts = dict.fromkeys(run.text for run in _list_runs(said) if run.origin not in context.read)
    told: set[Origin] = set()
    find = context.memory.find_in_field if context.memory else find_leftover_in_field
    for text in (*texts, document.running):
        for one in find(text):
            for origin in _find_places(context, text, one):
                if origin not in told:
                    told.add(origin)
                    message = f"`{one.shown}` would be printed as it stands"
                    context.problem(codes.LEFTOVER_MARKUP, message, origin, one.help, len(one.shown))


def _list_runs(said: Iterable[tuple[Inline, ...]]) -> Iterator[Run]:
    for inlines in said:
        for inline in inlines:
            if isinstance(inline, Run):
                yield inline
            elif isinstance(inline, Link | Mention | Reference):
                yield from inline.runs


def _find_places(context: Context, text: str, one: Leftover) -> Iterator[Origin]:
    """Yield where fields say what is told of the text: those of which it is made; the edition where none is found."""
    found = False
    for entry in _list_entries(context):
        for path, value in list_values(entry.tree):
            at = value.find(one.words)
            if at < 0 or not (value in text or text in value):
                continue
            if (origin := entry.origin(*path)) not in context.read:
                found = True
                yield TextPlace(entry.file, context.lines.get(entry.file, []), origin, value).at(at)
    if not found:
        yield context.edition.entry.origin()


def _list_entries(context: Context) -> Iterator[Entry[Record]]:
    yield context.edition.entry
    yield from context.edition.sections
    for records in context.edition.records.values():
        yield from records.values()
