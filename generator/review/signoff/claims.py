"""List the claims of a paper: everything in it that asserts something, once, in reading order.

In: a numbered Document and its Selected edition. Out: claims: sentences, rows of tables, headings, captions, lines of
facts and of the cover, what pictures show. Fixed words of the style assert nothing and are none; neither are the
headings of themes, and the names above profiles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from generator.base.diagnostics import Origin
from generator.paper.document import (
    ROW_NUMBER,
    Around,
    BlockId,
    Box,
    Cell,
    Document,
    Inline,
    Label,
    Link,
    Mention,
    Paragraph,
    Part,
    Picture,
    Row,
    Run,
    Section,
    Table,
    find_calls,
    find_origin,
    find_section,
    is_told_by_rows,
    is_unknown,
    join_inlines,
    list_cells,
    walk,
)
from generator.paper.select import SelectedEdition
from generator.paper.sentences import Support, list_sentences, name_record
from generator.records.load import PathInRecord
from generator.review.signoff.behind import Behind

Kind = Literal["cover", "heading", "sentence", "addressee", "facts", "caption", "row", "picture", "derived"]

_OF_COVER: Mapping[str, PathInRecord] = {
    "title": ("title",),
    "dialogue": ("dialogue",),
    "as-of": ("as_of",),
    "period": ("period",),
}
"""Fields of the edition from which the lines of the cover come; those of authors are told by their id."""

_OF_ROLE: Mapping[str, Kind] = {"caption": "caption", "facts": "facts", "addressee": "addressee"}


@dataclass(frozen=True, slots=True)
class Claim:
    """`id` is the block's, with `/2` for the second sentence in it; `section` is the innermost section it stands in.

    `cells` are (head, words) of a row. `cited` are the ids of the sources of its notes, `support` those that support it
    without one, `behind` those of the figures, events and rounds that it mentions; each id stands in one of the three.
    `prints` are the values of its records that stand in its words.
    """

    number: int
    id: str
    block: BlockId
    section: BlockId
    kind: Kind
    text: str
    inlines: tuple[Inline, ...]
    origin: Origin
    cells: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    prints: Mapping[str, tuple[str, ...]] | None = None


def list_claims(document: Document, edition: SelectedEdition, lines: Mapping[str, list[str]]) -> tuple[Claim, ...]:
    """Return the claims of the paper. `lines` are the files' lines, by file."""
    return tuple(_Walk(document, edition, lines).all())


class _Walk:
    def __init__(self, document: Document, edition: SelectedEdition, lines: Mapping[str, list[str]]):
        self.document, self.edition = document, edition
        self.support = Support(edition)
        self.behind = Behind(edition)
        self.sentences: dict[BlockId, list[Claim]] = {}
        for s in list_sentences(document, edition, lines):
            claim = Claim(
                0,
                s.block,
                s.block,
                s.section,
                "sentence",
                s.text,
                s.inlines,
                s.origin,
                (),
                s.notes,
                s.records,
                s.cited,
                s.support,
            )
            self.sentences.setdefault(s.block, []).append(claim)

    def all(self) -> Iterator[Claim]:
        found = [
            claim
            for line in self.document.cover.paragraphs()
            for claim in self._words(
                line.id, self.document.id, "cover", line.inlines, self._of_cover(line.id), self.edition.entry.origin()
            )
        ]
        for part, around in walk(self.document.sections):
            found += self._of(part, around)
        for number, claim in enumerate(found, 1):
            behind = self.behind.sources(claim.records)
            told = {*claim.cited, *claim.support}
            prints = {} if claim.kind == "row" else self.behind.printed(claim.records, claim.text)
            yield replace(
                claim,
                number=number,
                behind=tuple(id for id in behind if id not in told),
                prints=prints,
                support=tuple(id for id in claim.support if id not in claim.cited),
            )

    def _of_cover(self, id: BlockId) -> Origin:
        """Return the place of the field from which a line of the cover comes."""
        entry, name = self.edition.entry, id.removeprefix("cover.")
        author = name.removeprefix("author.")
        if author != name and author in entry.record.authors:
            return entry.origin("authors", entry.record.authors.index(author))
        path = _OF_COVER.get(name, ())
        return entry.origin(*path) if path and path[0] in entry.tree else entry.origin()

    def _of(self, part: Part, around: Around) -> Iterator[Claim]:
        """Yield the claims of a part itself, without those of what stands in it."""
        inner = find_section(around)
        section = inner.id if inner else self.document.id
        here = find_origin(part, around) or self.edition.entry.origin()
        match part:
            case Section(kind="profile") | Section(level=1, kind="overview" | "theme"):
                pass
            case Section() | Box():
                own = part.id if isinstance(part, Section) else section
                yield from self._words(part.id, own, "heading", part.title, None, here)
            case Paragraph() if is_told_by_rows(part):
                pass
            case Paragraph() if part.id in self.sentences:
                group = self.sentences[part.id]
                several = len(group) > 1
                for n, claim in enumerate(group, 1):
                    yield replace(claim, id=f"{part.id}/{n}") if several else claim
            case Paragraph() if not isinstance(around[-1], Cell):  # what stands in cells is told row by row
                kind = _OF_ROLE.get(part.role, "derived")
                yield from self._words(part.id, section, kind, part.inlines, part.origin, here)
            case Row():
                table = around[-1]
                if isinstance(table, Table) and part not in table.head:
                    yield self._row(table, part, section, here)
            case Picture():
                yield from self._words(part.id, section, "picture", (Run(part.alt),), part.origin, here)

    def _words(
        self, id: BlockId, section: BlockId, kind: Kind, inlines: tuple[Inline, ...], own: Origin | None, around: Origin
    ) -> Iterator[Claim]:
        """Yield the claim of words that are no prose; none where all of them are the style's."""
        numbered = bool(inlines) and isinstance(inlines[0], Label) and inlines[0].key == ROW_NUMBER
        # without the number of its place, as that of a row, and the sign behind it
        text = " ".join(join_inlines(inlines[2:] if numbered else inlines).split())
        if not text or all(isinstance(inline, Label) for inline in inlines):
            return
        said = (getattr(inline, "origin", None) for inline in inlines)
        origin = own or next((place for place in said if place), None) or around
        records = tuple(dict.fromkeys(name_record(i) for i in inlines if isinstance(i, Mention)))
        if id == "cover.dialogue" and self.edition.record.dialogue:
            records = (f"dialogue:{self.edition.record.dialogue}",)
        if section.startswith("profile.") and not records:
            records = (f"case:{section.removeprefix('profile.')}",)
        yield Claim(
            0,
            id,
            id,
            section,
            kind,
            text,
            inlines,
            origin,
            (),
            tuple(c.note for c in find_calls(inlines)),
            records,
            (),
            self.support.of(origin),
        )

    def _row(self, table: Table, row: Row, section: BlockId, origin: Origin) -> Claim:
        """Return the claim of a row: its words without its number, which is that of its place. What is not known is
        told in words, of columns that were left out, too: who signs answers for it, and what becomes known of somebody
        else changes nothing here."""
        cells: list[tuple[str, str]] = []
        inlines: list[Inline] = []
        for key, title, cell in list_cells(self.document, table, row):
            own = tuple(inline for paragraph in cell.blocks for inline in paragraph.inlines) if cell else ()
            inlines += own
            if key in ("recommendation", "ask") and len(own) > 1:
                own = own[1:]  # R3 is the number of its place, too
            if key != "number":
                said = self.document.labels["unknown"] if cell is None or is_unknown(cell) else join_inlines(own)
                cells.append((title, " ".join(said.split())))
        record, known = self.behind.at(origin)
        linked = {inline.url for inline in inlines if isinstance(inline, Link)}
        cited: tuple[str, ...] = ()
        if table.columns[0].key == "round":
            cited = self.behind.of_round(known, row.id.rpartition(".")[2])
        elif not self.support.is_without(origin):
            cited = self.behind.of_row(known, linked, dict(cells), everything=table.columns[0].key == "number")
        text = " | ".join(f"{head}: {said}" if n else said for n, (head, said) in enumerate(cells))
        records = (record, *(name_record(i) for i in inlines if isinstance(i, Mention)))
        return Claim(
            0,
            row.id,
            row.id,
            section,
            "row",
            text,
            tuple(inlines),
            origin,
            tuple(cells),
            tuple(call.note for call in find_calls(tuple(inlines))),
            tuple(dict.fromkeys(r for r in records if r)),
            (),
            cited or self.support.of(origin),
        )
