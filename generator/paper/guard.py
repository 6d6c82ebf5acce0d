"""Find words of a document that its audience must not read: a name, an address or a text of a record above it.

In: the document, what is protected. Out: an error for each, at the place that says it (S104); its message never tells
the words, and nothing shows the line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.paper.document import Document, Inline, Link, join_inlines, walk
from generator.paper.document.model import Box, Paragraph, Picture, Row, Section
from generator.paper.document.walks import Part, find_origin, list_children
from generator.paper.protected_values import UNREAD, Protected, Value

if TYPE_CHECKING:
    from generator.paper.passed import Passed

CALLED = {
    "name": "the name", "surname": "the surname", "initials": "the initials", "address": "an address",
    "number": "a number", "text": "words", "relative": "the name of a relative", "lawyer": "the name of a lawyer",
}  # fmt: skip
"""How messages call what was found: by its kind, never by its words."""


def find_protected_words(
    document: Document, protected: Protected, wrong: Collection[str] = (), passed: Passed | None = None
) -> Iterator[Diagnostic]:
    """Yield an error for each place of the document that says what is protected; of what became no record in the
    `wrong` files, whose errors stop the paper anyway, nobody knows yet whether it is. The very parts that have `passed`
    for the same protected words are not searched again, as long as nothing is found in the others."""
    if not protected or (passed is not None and _have_passed(document, protected, passed)):
        return
    whole = Origin(document.id)
    said = [*list_words(document)]
    # mostly nothing protected stands in any of them
    for origin, words, inlines in said if protected.stands_in_any((one for _, one, _ in said), prose=True) else ():
        places = {
            value: _locate(value, inlines, protected) or origin or whole
            for value in protected.find_in_prose(words)
            if value.record != UNREAD or value.origin.file not in wrong
        }
        named = {(value.record, place) for value, place in places.items() if value.kind == "name"}
        for value, place in places.items():
            # a name and the surname in it are one slip
            if value.kind != "surname" or value.record == UNREAD or (value.record, place) not in named:
                yield _report(value, place, protected)
    # an id has no initials: its letters mean anything
    values = [*list_row_values(document)]
    for origin, words in values if protected.stands_in_any(one for _, one in values) else ():
        for value in protected.find(words):
            if value.record != UNREAD or value.origin.file not in wrong:
                yield _report_in_row(value, origin or whole, protected)


def list_words(document: Document) -> Iterator[tuple[Origin | None, str, tuple[Inline, ...]]]:
    """Yield everything that has words, from where it is, and its inlines."""
    for line in document.cover.paragraphs():
        yield line.origin, _words(line.inlines), line.inlines
    for part, around in walk(document.sections):
        if (said := _say(part)) is not None:
            yield find_origin(part, around), *said
    for note in document.notes.values():
        yield note.origin, _words(note.inlines), note.inlines
    yield None, _say_whole(document), ()


def _say(part: Part) -> tuple[str, tuple[Inline, ...]] | None:
    """Return the words of a part of its own, with its inlines; None where it has none."""
    match part:
        case Paragraph():
            return _words(part.inlines), part.inlines
        case Section() | Box():
            return _words(part.title), part.title
        case Picture():
            return part.alt, ()
    return None


def _say_whole(document: Document) -> str:
    """Return what a document says of itself."""
    about = document.properties
    said = (document.running, document.mark or "", about.title, about.subject, *about.authors, *about.keywords)
    return "\n".join(said)


def _have_passed(document: Document, protected: Protected, passed: Passed) -> bool:
    """Tell whether nothing protected stands in a document: of its parts those are searched that have not passed."""
    from generator.records.case_rows import is_of_the_record

    passed.begin(protected)
    parts, left = list[Part](), list[Part](document.sections)
    while left:
        part = left.pop()
        if part not in passed:  # what has passed did so with all that is in it
            parts.append(part)
            left.extend(list_children(part))
    notes = [note for note in document.notes.values() if note not in passed]
    words = [_words(line.inlines) for line in document.cover.paragraphs()]
    words += [said[0] for part in parts if (said := _say(part)) is not None]
    words += [*(_words(note.inlines) for note in notes), _say_whole(document)]
    rows = (part for part in parts if isinstance(part, Row))
    values = (value for row in rows for key, value in row.values if is_of_the_record(key))
    if protected.stands_in_any(words, prose=True) or protected.stands_in_any(values):
        return False
    passed.add((*parts, *notes))
    return True


def list_row_values(document: Document) -> Iterator[tuple[Origin | None, str]]:
    """Yield each value that rows say to programs, in sheets of data and in JSON, and from where it is. Words of the
    schema name nobody, though somebody be called Person."""
    from generator.records.case_rows import is_of_the_record  # not needed to judge finished files

    for part, around in walk(document.sections):
        if isinstance(part, Row) and part.values:
            origin = find_origin(part, around)
            yield from ((origin, value) for key, value in part.values if is_of_the_record(key))


def _words(inlines: tuple[Inline, ...]) -> str:
    """Return the words of inlines, and the addresses that they lead to."""
    return "\n".join((join_inlines(inlines), *(inline.url for inline in inlines if isinstance(inline, Link))))


def _locate(value: Value, inlines: tuple[Inline, ...], protected: Protected) -> Origin | None:
    """Return the place of the inline that says the value by itself; None where it takes several."""
    for inline in inlines:
        if (origin := getattr(inline, "origin", None)) and value in protected.find_in_prose(_words((inline,))):
            return Origin(*origin)
    return None


def _report(value: Value, origin: Origin, protected: Protected) -> Diagnostic:
    return codes.PROTECTED_WORDS.at(
        origin,
        f"{CALLED[value.kind]} of a record that these readers may not see, or not under this name, would be printed",
        f"word it differently here; the record stands in {tell_place(value.origin, protected)}. If somebody else of the"
        " same name is meant, give that person a record",
    )


def _report_in_row(value: Value, origin: Origin, protected: Protected) -> Diagnostic:
    return codes.PROTECTED_WORDS.at(
        hide_file_name(origin, protected),
        f"{CALLED[value.kind]} of a record that these readers may not see, or not under this name, would stand in the"
        " sheet's columns for programs, in an id or a field of this case",
        "give the record another id (`briefing rename case:ID NEW`, `briefing rename source:ID NEW`), or word the field"
        f" differently; the record that is protected stands in {tell_place(value.origin, protected)}",
    )


def hide_file_name(origin: Origin, protected: Protected) -> Origin:
    """Return a place; that of the folder around it where the name of its file tells a name."""
    file = origin.file
    while protected.find(file) and "/" in file:
        file = file.rpartition("/")[0]
    return origin if file == origin.file else Origin(f"{file}/")


def tell_place(origin: Origin, protected: Protected) -> str:
    """Return where a record stands, in words, without the name of a file that is itself a name."""
    shown = hide_file_name(origin, protected)
    return f"{shown.file}:{shown.line}" if shown == origin else f"{shown.file}, in a file that has a name in its own"


def hide_protected(diagnostics: Iterable[Diagnostic], protected: Protected) -> Iterator[Diagnostic]:
    """Yield the diagnostics without what is protected: without the line of such words, with `…` for what quotes them,
    and where the words are those of the message itself, without these."""
    for one in diagnostics:
        if not _tells(one, protected):
            yield one
            continue
        shown = replace(one, excerpt=None, width=1)
        if _tells(shown, protected):
            message, help = (_mask(said, protected) if said else said for said in (one.message, one.help))
            shown = replace(shown, message=message or "", help=help, about=None)
        if _tells(shown, protected):
            help = f"its words are not shown: they name somebody who is protected; `briefing explain {one.code}`"
            shown = replace(shown, message=one.name.replace("-", " "), help=help)
        yield shown


_QUOTED = re.compile(r"`[^`]*`|“[^”]*”|\"[^\"]*\"")


def _mask(said: str, protected: Protected) -> str:
    """Return words in which each quotation that tells what is protected is `…`."""
    return _QUOTED.sub(lambda match: "`…`" if protected.find_in_prose(match[0]) else match[0], said)


def _tells(one: Diagnostic, protected: Protected) -> bool:
    said = "\n".join(part for part in (one.message, one.help, one.excerpt, one.about) if part)
    return bool(protected) and bool(protected.find_in_prose(said))
