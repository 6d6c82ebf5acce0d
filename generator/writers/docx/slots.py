"""What the template may place: slots, and the names under which an editor finds them in Word.

A slot renders as an empty marker (an XML processing instruction) and is filled after docxtpl has run, so that no word
of the paper ever passes its regular expressions or its recovering parser. (Named tuples are made much faster than data
classes, and this module is loaded for every paper.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from generator.document import Block, Box, Document, Inline, ItemList, Label, Paragraph, Picture, Run, Section, Table

WordsKind = Literal["words", "page"]
BlocksKind = Literal["heading", "box-title", "box-content", "caption", "head", "rows", "text", "contents"]
SlotContent = tuple[Inline, ...] | Section | Box | Table | tuple[Block, ...] | None


class Slot(NamedTuple):
    """A place to fill. `name` is what the editor writes; one that is `needed` must be placed exactly once."""

    number: int
    name: str
    kind: WordsKind | BlocksKind
    content: SlotContent
    needed: bool = True
    landscape: bool = False

    def __html__(self) -> str:
        """Return the marker: Jinja prints this, unescaped."""
        return f"<?slot {self.number}?>"

    def __str__(self) -> str:
        return self.__html__()


class CoverFields(NamedTuple):
    """The lines of the cover; those that the paper does not have are None."""

    kind: Slot
    title: Slot
    dialogue: Slot | None
    authors: tuple[Slot, ...]
    facts: tuple[Slot, ...]
    status: Slot | None


class BoxFields(NamedTuple):
    """A box: its title, and everything under it (None for nothing)."""

    title: Slot
    content: Slot | None


class TableFields(NamedTuple):
    """A table: its caption (None for none), the rows that repeat on every page, and the rows."""

    caption: Slot | None
    head: Slot
    rows: Slot


class PartFields(NamedTuple):
    """One part of a section; exactly one of these is there."""

    heading: Slot | None = None
    box: BoxFields | None = None
    recommendations: BoxFields | None = None
    table: TableFields | None = None
    text: Slot | None = None


class SectionFields(NamedTuple):
    """A section of the first level: its heading and all that follows it, subsections included, in order."""

    heading: Slot
    parts: tuple[PartFields, ...]


class Fields(NamedTuple):
    """All that a template may name: `values` by name, and the slots among them."""

    values: Mapping[str, object]
    slots: tuple[Slot, ...]


class _Maker:
    """Counts the slots as they are made."""

    def __init__(self) -> None:
        self.slots: list[Slot] = []

    def __call__(
        self,
        name: str,
        kind: WordsKind | BlocksKind,
        content: SlotContent,
        *,
        needed: bool = True,
        landscape: bool = False,
    ) -> Slot:
        slot = Slot(len(self.slots), name, kind, content, needed, landscape)
        self.slots.append(slot)
        return slot


def fields(document: Document) -> Fields:
    """Return what the template may place, for this document."""
    slot = _Maker()

    def line(name: str, paragraph: Paragraph) -> Slot:
        return slot(f"cover.{name}", "words", paragraph.inlines)

    cover = document.cover
    values: dict[str, object] = {
        "cover": CoverFields(
            line("kind", cover.kind),
            line("title", cover.title),
            line("dialogue", cover.dialogue) if cover.dialogue else None,
            tuple(line("authors", author) for author in cover.authors),
            tuple(line("facts", fact) for fact in cover.facts),
            line("status", cover.status) if cover.status else None,
        ),
        "labels": {
            key: slot(f"labels.{key}", "words", (Label(key, text),), needed=False)
            for key, text in document.labels.items()
        },
        "contents": slot("contents", "contents", None),
        "sections": tuple(_section(section, slot) for section in document.sections),
        "running": slot("running", "words", (Run(document.running),), needed=False),
        "mark": slot("mark", "words", (Run(document.mark),), needed=False) if document.mark else None,
        "page_of_pages": slot("page_of_pages", "page", None, needed=False),
    }
    return Fields(values, tuple(slot.slots))


def _section(section: Section, slot: _Maker) -> SectionFields:
    heading = slot("section.heading", "heading", section, landscape=section.landscape)
    return SectionFields(heading, tuple(_parts(section.blocks, slot, section.landscape)))


def _parts(blocks: tuple[Block | Section, ...], slot: _Maker, landscape: bool) -> Iterator[PartFields]:
    """A subsection stands as it says, whatever the section around it does."""
    text: list[Block] = []

    def gathered() -> Iterator[PartFields]:
        if text:
            yield PartFields(text=slot("part.text", "text", tuple(text), landscape=landscape))
            text.clear()

    for block in blocks:
        if isinstance(block, Paragraph | ItemList | Picture):
            text.append(block)
            continue
        yield from gathered()
        match block:
            case Section():
                turned = block.landscape
                yield PartFields(heading=slot("part.heading", "heading", block, landscape=turned))
                yield from _parts(block.blocks, slot, turned)
            case Box():
                yield _box(block, slot, landscape)
            case Table(head=(), body=()):
                yield from _only_caption(block, slot, landscape)
            case Table():
                yield PartFields(table=_table(block, slot, landscape))
    yield from gathered()


def _box(box: Box, slot: _Maker, landscape: bool) -> PartFields:
    name = "recommendations" if box.kind == "recommendations" else "box"
    title = slot(f"part.{name}.title", "box-title", box, landscape=landscape)
    content = slot(f"part.{name}.content", "box-content", box, landscape=landscape) if box.blocks else None
    made = BoxFields(title, content)
    return PartFields(recommendations=made) if name == "recommendations" else PartFields(box=made)


def _table(table: Table, slot: _Maker, landscape: bool) -> TableFields:
    return TableFields(
        slot("part.table.caption", "caption", table, landscape=landscape) if table.caption else None,
        slot("part.table.head", "head", table, landscape=landscape),
        slot("part.table.rows", "rows", table, landscape=landscape),
    )


def _only_caption(table: Table, slot: _Maker, landscape: bool) -> Iterator[PartFields]:
    if table.caption:
        yield PartFields(text=slot("part.text", "text", (table.caption,), landscape=landscape))
