"""The sentences of a paper, each with where it stands and what it rests on.

In: a numbered Document and the Selected edition that it was assembled from. Out: sentences in order of reading. A line
of prose in YAML holds one sentence, so a sentence is what comes from one line of one block; what is derived from
records (tables, facts, captions, the cover) is no prose and has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.base.diagnostics import Origin
from generator.paper.assemble.citations import find_citations
from generator.paper.document import (
    BlockId,
    Document,
    Inline,
    Mention,
    NoteCall,
    Paragraph,
    find_section,
    join_inlines,
    walk,
)
from generator.paper.select import SelectedEdition
from generator.records.load import Entry, PathInRecord
from generator.records.resolve.references import list_references
from generator.records.schema import Record
from generator.records.schema.editions import BoxBlock, ProseBlock
from generator.records.schema.walks import find_blocks

ROLES = frozenset({"body", "lead", "remark"})
"""Roles of paragraphs that hold prose."""


@dataclass(frozen=True, slots=True)
class ProseSentence:
    """One sentence: `notes` are the ids of the notes called in it, `records` what it mentions
    (`case:max-bokayev`, `law:code/274`),
    `cited` the ids of the sources that it cites, `support` those of the sources that support it without a note."""

    block: BlockId
    section: BlockId
    text: str
    origin: Origin
    inlines: tuple[Inline, ...]
    notes: tuple[str, ...]
    records: tuple[str, ...]
    cited: tuple[str, ...]
    support: tuple[str, ...]


def list_sentences(
    document: Document, edition: SelectedEdition, lines: Mapping[str, list[str]]
) -> tuple[ProseSentence, ...]:
    """Return the sentences of the paper's prose, in order of reading. `lines` are the files' lines, by file."""
    support = Support(edition)
    return tuple(
        _sentence(block, section, group, lines, support)
        for block, section in _paragraphs(document)
        for group in _by_line(block.inlines)
    )


def _paragraphs(document: Document) -> Iterator[tuple[Paragraph, BlockId]]:
    for part, around in walk(document.sections):
        if isinstance(part, Paragraph) and part.role in ROLES:
            section = find_section(around)
            yield part, section.id if section else document.id


def _by_line(inlines: tuple[Inline, ...]) -> Iterator[tuple[Origin, tuple[Inline, ...]]]:
    """Yield the inlines of each line that has words, with the place of the first."""
    start: Origin | None = None
    found: list[Inline] = []
    for inline in inlines:
        origin = getattr(inline, "origin", None)
        if origin and start and (origin.file, origin.line) != (start.file, start.line):
            if join_inlines(tuple(found)).strip():
                yield start, tuple(found)
            start, found = origin, []
        start = start or origin
        found.append(inline)
    if start and join_inlines(tuple(found)).strip():
        yield start, tuple(found)


def _sentence(
    block: Paragraph,
    section: BlockId,
    group: tuple[Origin, tuple[Inline, ...]],
    lines: Mapping[str, list[str]],
    support: Support,
) -> ProseSentence:
    origin, inlines = group
    known = lines.get(origin.file, [])
    written = known[origin.line - 1] if 0 < origin.line <= len(known) else ""
    return ProseSentence(
        block.id,
        section,
        " ".join(join_inlines(inlines).split()),
        origin,
        inlines,
        tuple(i.note for i in inlines if isinstance(i, NoteCall)),
        tuple(dict.fromkeys(name_record(i) for i in inlines if isinstance(i, Mention))),
        tuple(dict.fromkeys(find_citations(written))),
        support.of(origin),
    )


def name_record(mention: Mention) -> str:
    """Return what a mention is about: `case:max-bokayev`, `law:code/274`."""
    return f"{mention.record}/{mention.field}" if mention.field else mention.record


class Support:
    """Which sources support the words at a place without a note: those of the block, of the record, of the edition."""

    def __init__(self, edition: SelectedEdition):
        self._edition = edition.record.by
        self._files: dict[str, list[tuple[int, tuple[str, ...] | None]]] = {}
        for entry in edition.sections:
            for path, block in find_blocks(entry.record.blocks):
                self._add(entry, path, block.by if isinstance(block, ProseBlock | BoxBlock) else ())
        for case in edition.cases.values():
            named = (id for _, kind, id in list_references(case.record) if kind == "sources")
            self._add(case, (), tuple(dict.fromkeys(named)))
        for recommendation in edition.recommendations.values():
            record = recommendation.record
            self._add(recommendation, (), None if record.proposed == "demand" else record.by)
            if record.proposed == "messenger":
                self._add(recommendation, ("messenger",), None)
                self._add(recommendation, ("text",), record.by)
        for standard in edition.standards.values():
            self._add(standard, (), None)

    def _add(self, entry: Entry[Record], path: PathInRecord, ids: tuple[str, ...] | None) -> None:
        """Add the sources of what begins at a place; None where none stands behind it, not the edition's either: what
        the editors propose, and what the official text at the address of a standard says itself."""
        self._files.setdefault(entry.file, []).append((entry.origin(*path).line, ids))

    def of(self, origin: Origin) -> tuple[str, ...]:
        """Return the ids for a place: of the last block or record that begins before it."""
        found = self._find(origin)
        return () if found is None else found or self._edition

    def is_without(self, origin: Origin) -> bool:
        """Tell whether no source stands behind what begins at a place, and none can."""
        return self._find(origin) is None

    def _find(self, origin: Origin) -> tuple[str, ...] | None:
        before = [item for item in self._files.get(origin.file, []) if item[0] <= origin.line]
        return max(before, key=lambda item: item[0])[1] if before else ()
