"""The sheet as a Document, to be printed and signed by hand: a table on its side for what is to be compared, one for
what is signed, and the sources with their addresses. The Word writer makes the file, with the style's own looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.paper.document import (
    BlockId,
    Cell,
    Column,
    Document,
    Inline,
    Label,
    Link,
    Numbers,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
    join_inlines,
)
from generator.review.sheet.model import SheetLine, SourceSheet, SourceWords, group_by_section

_COLUMNS = (
    Column("number", 0.04), Column("claim", 0.36), Column("rests", 0.28), Column("behind", 0.2),
    Column("signature", 0.12),
)  # fmt: skip
_SOURCES = (Column("source_id", 0.18), Column("told", 0.38), Column("place", 0.44))


def assemble_sheet(sheet: SourceSheet) -> Document:
    """Return the sheet as a Document without numbers; nothing in it leads outside it but the addresses of sources."""
    document, labels = sheet.document, sheet.labels
    sections = [
        Section(
            f"sheet.{name}",
            1,
            (Run(title),),
            tuple(
                _lines(sheet, f"sheet.{name}.{n}", section, lines)
                for n, (section, lines) in enumerate(group_by_section(lines), 1)
            ),
            "section",
            True,
        )
        for name, title, lines in sheet.parts()
    ]
    if sheet.sources:
        sections.append(
            Section("sheet.sources", 1, (Run(labels["sheet_sources"]),), (_sources(sheet),), "section", True)
        )
    cover = document.cover
    facts = (
        *cover.facts,
        *(
            Paragraph(f"cover.{n}", (Run(said),), "cover-fact")
            for n, said in enumerate((sheet.counts, labels["sheet_how_to"]))
        ),
    )
    return replace(
        document,
        sections=tuple(sections),
        notes={},
        numbers=Numbers(),
        cover=replace(
            cover,
            kind=replace(cover.kind, inlines=(Label("sheet_called", labels["sheet_called"]),)),
            title=replace(cover.title, inlines=(Run(sheet.title),)),
            facts=facts,
        ),
        properties=replace(document.properties, title=sheet.title),
    )


def _lines(sheet: SourceSheet, id: BlockId, section: str, lines: Iterable[SheetLine]) -> Table:
    caption = Paragraph(f"{id}.caption", (Run(section),), "caption")
    return Table(id, _COLUMNS, (_head(sheet, id, _COLUMNS),), tuple(_row(sheet, id, line) for line in lines), caption)


def _head(sheet: SourceSheet, id: BlockId, columns: tuple[Column, ...]) -> Row:
    said = ((column.key, Label(f"sheet_{column.key}", sheet.labels[f"sheet_{column.key}"])) for column in columns)
    cells = (
        Cell(f"{id}.head.{key}", (Paragraph(f"{id}.head.{key}.p", (label,), "cell"),), True) for key, label in said
    )
    return Row(f"{id}.head", tuple(cells))


def _row(sheet: SourceSheet, table: BlockId, line: SheetLine) -> Row:
    claim, labels = line.claim, sheet.labels
    id = f"{table}.{claim.number}"
    signature: list[tuple[Inline, ...]] = [(Run(said),) for said in (*line.signed, *line.lost)]
    if not line.signed:
        signature.append((Run(labels["sheet_by_hand"]),))
    cells: dict[str, list[tuple[Inline, ...]]] = {
        "number": [(Run(str(claim.number)),)],
        "claim": list(_claim(line)),
        "rests": list(_rests(sheet, line)) or [(Run("–"),)],
        "behind": [
            *((Run(f"{record}: {said}" if said else record),) for record, said in line.records),
            (Run(line.place.removeprefix(f"briefings/{sheet.document.id}/")),),
            (Run(claim.id, emphasis=True),),
        ],
        "signature": signature,
    }
    return _cells(id, cells)


def _cells(id: BlockId, cells: dict[str, list[tuple[Inline, ...]]]) -> Row:
    return Row(
        id,
        tuple(
            Cell(
                f"{id}.{key}", tuple(Paragraph(f"{id}.{key}.{n}", said, "cell") for n, said in enumerate(paragraphs, 1))
            )
            for key, paragraphs in cells.items()
        ),
    )


def _claim(line: SheetLine) -> Iterator[tuple[Inline, ...]]:
    claim = line.claim
    if claim.kind not in ("sentence", "row"):
        yield (Run(line.kind, emphasis=True),)
    if not claim.cells:
        yield (Run(claim.text),)
    for n, (head, said) in enumerate(claim.cells):
        yield (Run(said, strong=True),) if n == 0 else (Run(f"{head}: ", emphasis=True), Run(said))


def _rests(sheet: SourceSheet, line: SheetLine) -> Iterator[tuple[Inline, ...]]:
    """Yield the notes with their words, and the sources that support without one; each stands in the list at the
    end."""
    for number, said in line.notes:
        yield (Run(f"{number}: ", strong=True), *_free(said))
    for source in (source for how, source in line.sources if how == "cited"):
        # where a note is, its words and address stand there
        yield (Run(source.id, emphasis=True),) if line.notes else (Run(source.words()),)
    for how in ("silent", "record", "statement"):
        if ids := ", ".join(source.id for one, source in line.sources if one == how):
            yield (Run(f"{sheet.labels[f'sheet_{how}']}: ", emphasis=True), Run(ids))


def _free(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    """Yield the words of a note; what leads into the paper does not lead anywhere here."""
    for inline in inlines:
        yield inline if isinstance(inline, Link | Run | Label) else Run(join_inlines((inline,)))


def _sources(sheet: SourceSheet) -> Table:
    id = "sheet.sources.table"
    rows = tuple(_source(sheet, f"{id}.{source.id}", source) for source in sheet.sources)
    return Table(id, _SOURCES, (_head(sheet, id, _SOURCES),), rows)


def _source(sheet: SourceSheet, id: BlockId, source: SourceWords) -> Row:
    labels = sheet.labels
    told: list[tuple[Inline, ...]] = [(Run(source.words()),)]
    if source.stated_in:
        told.append((Run(labels["sheet_stated_in"].format(name=", ".join(source.stated_in)), emphasis=True),))
    places: list[tuple[Inline, ...]] = [(Link(source.url, (Run(source.url),)),)] if source.url else []
    if source.archive_url:
        places.append((Run(f"{labels['sheet_archive']}: "), Link(source.archive_url, (Run(source.archive_url),))))
    return _cells(id, {"source_id": [(Run(source.id),)], "told": told, "place": places or [(Run("–"),)]})
