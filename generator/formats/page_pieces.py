"""Keep pieces of a page from one version of a document to the next: what the style's macros made of parts that are the
very same.

In: the macros that are surely steady (`steady_macros`), and what they are called with. Out: a piece, made anew or as it
was. A page is made within limits, by a process that ends with it (`sandbox`); what that made of each part is handed
back with the page, and is there when the next one begins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2.runtime import Macro
from markupsafe import Markup

from generator.formats.html_template import TEMPLATE, make_page_environment
from generator.formats.sandbox import Sandbox
from generator.formats.steady_macros import STEADY_FIELDS, find_steady_macros
from generator.paper.document import Box, Cell, Document, ItemList, Note, Paragraph, Picture, Section, Table, walk
from generator.paper.document.settled import Settled
from generator.records.style import Style

if TYPE_CHECKING:
    from jinja2.runtime import Context

_Key = tuple[object, ...]
_PARTS = (Section, Table, Box, ItemList, Picture, Paragraph, Cell)
_PLAIN = (str, Markup, int, bool, type(None))
_SPARE = 1000


class Piece(NamedTuple):
    """What was made of a part: the page, and the notes that were called, each with whether it was written before."""

    part: Any
    page: str
    notes: tuple[tuple[str, bool, Note], ...]


class Made(NamedTuple):
    """What comes back of a page that was made: the `source` of its template and its steady macros, whether the pieces
    of the page before were of no use, those that are new, each by the number of its part, and how many were used."""

    source: str
    steady: frozenset[str]
    anew: bool
    pieces: Mapping[_Key, tuple[str, tuple[tuple[str, bool], ...]]]
    used: int


class PageMemory:
    """The pieces of the last page, what they rest on, and the parts that it was made of."""

    def __init__(self) -> None:
        self.settled = Settled()
        self.base: _Key = ()
        self.steady: tuple[str, frozenset[str]] = ("", frozenset())
        self.pieces: dict[_Key, Piece] = {}

    def keep(self, document: Document, base: _Key, made: Made) -> None:
        """Keep the pieces of a page that was made of a document."""
        if made.anew or len(self.pieces) > 2 * made.used + _SPARE:
            self.pieces = {}
        self.base, self.steady = base, (made.source, made.steady)
        parts = _number_parts(document) if made.pieces else {}
        for key, (page, called) in made.pieces.items():
            notes = tuple((id, again, document.notes[id]) for id, again in called)
            if part := parts.get(key[1]):
                self.pieces[key] = Piece(part, page, notes)


@dataclass(slots=True)
class Pieces:
    """The pieces of one page while it is made: those that are `known`, and what is `new`; `written` are the notes that
    stand in it already, `open` what is being made, with the notes called in it."""

    document: Document
    written: set[str] = field(default_factory=set)
    steady: frozenset[str] = frozenset()
    known: Mapping[_Key, Piece] = field(default_factory=dict)
    new: dict[_Key, tuple[str, tuple[tuple[str, bool], ...]]] = field(default_factory=dict)
    open: list[list[tuple[str, bool]]] = field(default_factory=list)
    used: int = 0

    def call_note(self, id: str) -> None:
        """Tell that a note is called, before it is written."""
        if self.open:
            self.open[-1].append((id, id in self.written))

    def call(self, name: str, arguments: tuple[Any, ...], make: Callable[[], Any]) -> Any:
        """Return what a macro makes of a part, or made of it."""
        key = self._name(name, arguments)
        if key is None:
            return make()
        self.used += 1
        piece = self.known.get(key)
        if piece is not None and piece.part is arguments[0] and self._stands(piece):
            self.written.update(id for id, _, _ in piece.notes)
            if self.open:
                self.open[-1].extend((id, again) for id, again, _ in piece.notes)
            return Markup(piece.page)
        self.open.append([])
        try:
            made = make()
        finally:
            called = self.open.pop()
            if self.open:
                self.open[-1].extend(called)
        if type(made) is Markup:
            self.new[key] = (str(made), tuple(called))
        return made

    def _name(self, name: str, arguments: tuple[Any, ...]) -> _Key | None:
        """Return by what a piece is known; None for what none is kept of."""
        part, *others = arguments or (None,)
        if name not in self.steady or not isinstance(part, _PARTS):
            return None
        if isinstance(part, Section) and any(isinstance(block, Section | Table) for block in part.blocks):
            return None  # nearly always something in it has changed
        if isinstance(part, Paragraph | Picture) and self.open:
            return None  # kept with what it stands in
        if any(type(one) not in _PLAIN for one in others):
            return None
        return (name, id(part), *((type(one).__name__, one) for one in others))

    def _stands(self, piece: Piece) -> bool:
        """Tell whether the same notes are called that were, and were written before where they were."""
        notes, here = self.document.notes, set[str]()
        for id, again, note in piece.notes:
            if notes.get(id) is not note or (id in self.written or id in here) is not again:
                return False
            here.add(id)
        return True


def make_base(document: Document, style: Style, medium: str, pictures: Mapping[str, str], source: str) -> _Key:
    """Return all that pieces rest on beside the parts and notes that they are made of."""
    said = (getattr(document, name) for name in sorted(STEADY_FIELDS))
    return (source, style.folders, medium, pictures, *said)


class _Remembering(Sandbox):
    """A sandbox that asks for pieces before macros are run, and knows the sources of what it compiled."""

    pieces: Pieces | None = None
    sources: tuple[object, ...] = ()

    def call(self, context: Context, called: Any, /, *arguments: Any, **named: Any) -> Any:
        """Return what something returns that a template calls."""

        def make() -> Any:
            return super(_Remembering, self).call(context, called, *arguments, **named)

        if self.pieces is None or named or type(called) is not Macro:
            return make()
        return self.pieces.call(called.name, arguments, make)

    def compile(self, source: Any, *about: Any, **flags: Any) -> Any:
        """Return the code of a template."""
        self.sources = (*self.sources, source)
        return super().compile(source, *about, **flags)


def render_pieces(
    document: Document,
    style: Style,
    medium: str,
    offered: Mapping[str, Any],
    pieces: Pieces,
    memory: PageMemory,
) -> tuple[str, Made]:
    """Return the page of a document as the style's template makes it, and what of it is to be kept; faults of the
    template are raised as they come."""
    environment = make_page_environment(style.folders, kind=_Remembering)
    assert isinstance(environment, _Remembering)
    template = environment.get_template(TEMPLATE)
    source = environment.sources[0] if len(environment.sources) == 1 else ""
    if not isinstance(source, str):
        source = ""
    known, steady = memory.steady
    if known != source:
        steady = find_steady_macros(environment, source)
    anew = memory.base != make_base(document, style, medium, offered["pictures"], source)
    pieces.steady, pieces.known = steady, {} if anew else memory.pieces
    environment.pieces = pieces
    page = template.render(offered)
    return page, Made(source, steady, anew, pieces.new, pieces.used)


def _number_parts(document: Document) -> dict[object, Any]:
    found: dict[object, Any] = {id(part): part for part, _ in walk(document.sections)}
    return found | {id(line): line for line in document.cover.paragraphs()}
