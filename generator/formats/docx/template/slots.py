"""What the template may place: slots, and the names under which an editor finds them in Word.

A slot renders as an empty marker (an XML processing instruction) and is filled after docxtpl has run, so that no word
of the paper ever passes its regular expressions or its recovering parser. (Named tuples are made much faster than data
classes, and this module is loaded for every paper.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.formats.docx.template.placeholders import BlocksKind, WordsKind, find_placeholder
from generator.paper.document import (
    Block,
    Box,
    Contents,
    Document,
    Inline,
    ItemList,
    Label,
    Paragraph,
    Picture,
    Run,
    Section,
    Table,
)

SlotKind = WordsKind | BlocksKind
SlotContent = tuple[Inline, ...] | Section | Box | Table | tuple[Block, ...] | tuple[Contents, ...] | None


class Slot(NamedTuple):
    """A place to fill. `name` is what the editor writes; one that is `needed` must be placed exactly once."""

    number: int
    name: str
    kind: SlotKind
    content: SlotContent
    needed: bool = True
    landscape: bool = False


class Marker(str):
    """What a template gets in place of a slot, and all that it can see of it: a mark that says where the slot
    stands."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return the mark: Jinja prints this, unescaped."""
        return str(self)


class CoverFields(NamedTuple):
    """The lines of the cover; those that the paper does not have are None."""

    kind: Marker
    title: Marker
    dialogue: Marker | None
    authors: tuple[Marker, ...]
    facts: tuple[Marker, ...]
    status: Marker | None


class BoxFields(NamedTuple):
    """A box: its title, and everything under it (None for nothing)."""

    title: Marker
    content: Marker | None


class TableFields(NamedTuple):
    """A table: its caption (None for none), the rows that repeat on every page, and the rows."""

    caption: Marker | None
    head: Marker
    rows: Marker


class PartFields(NamedTuple):
    """One part of a section; exactly one of these is there."""

    heading: Marker | None = None
    box: BoxFields | None = None
    recommendations: BoxFields | None = None
    table: TableFields | None = None
    text: Marker | None = None


class SectionFields(NamedTuple):
    """A section of the first level: its heading and all that follows it, subsections included, in order."""

    heading: Marker
    parts: tuple[PartFields, ...]


class Fields(NamedTuple):
    """All that a template may name: `values` by name, and the slots among them."""

    values: Mapping[str, object]
    slots: tuple[Slot, ...]


class _Maker:
    """Counts the slots as they are made."""

    def __init__(self) -> None:
        self.slots: list[Slot] = []

    def __call__(self, name: str, content: SlotContent, *, landscape: bool = False) -> Marker:
        number, known = len(self.slots), find_placeholder(name)
        # what repeats is made of slots of words, one for each
        kind: SlotKind = "words" if known.kind == "each" else known.kind  # type: ignore[assignment]  # no group
        self.slots.append(Slot(number, name, kind, content, known.needed, landscape))
        return Marker(f"<?slot {number}?>")


def make_fields(document: Document) -> Fields:
    """Return what the template may place, for this document."""
    slot = _Maker()

    def line(name: str, paragraph: Paragraph) -> Marker:
        return slot(f"cover.{name}", paragraph.inlines, landscape=document.cover_lies)

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
        "labels": {key: slot(f"labels.{key}", (Label(key, text),)) for key, text in document.labels.items()},
        "contents": slot("contents", document.numbers.contents, landscape=document.cover_lies),
        "sections": tuple(_section(section, slot) for section in document.sections),
        "running": slot("running", (Run(document.running),)),
        "mark": slot("mark", (Run(document.mark),)) if document.mark else None,
        "page_of_pages": slot("page_of_pages", None),
    }
    return Fields(values, tuple(slot.slots))


def _section(section: Section, slot: _Maker) -> SectionFields:
    heading = slot("section.heading", section, landscape=section.landscape)
    return SectionFields(heading, tuple(_parts(section.blocks, slot, section.landscape)))


def _parts(blocks: tuple[Block | Section, ...], slot: _Maker, landscape: bool) -> Iterator[PartFields]:
    """A subsection stands as it says, whatever the section around it does."""
    text: list[Block] = []

    def gathered() -> Iterator[PartFields]:
        if text:
            yield PartFields(text=slot("part.text", tuple(text), landscape=landscape))
            text.clear()

    for block in blocks:
        if isinstance(block, Paragraph | ItemList | Picture):
            text.append(block)
            continue
        yield from gathered()
        match block:
            case Section():
                turned = block.landscape
                yield PartFields(heading=slot("part.heading", block, landscape=turned))
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
    title = slot(f"part.{name}.title", box, landscape=landscape)
    content = slot(f"part.{name}.content", box, landscape=landscape) if box.blocks else None
    made = BoxFields(title, content)
    return PartFields(recommendations=made) if name == "recommendations" else PartFields(box=made)


def _table(table: Table, slot: _Maker, landscape: bool) -> TableFields:
    return TableFields(
        slot("part.table.caption", table, landscape=landscape) if table.caption else None,
        slot("part.table.head", table, landscape=landscape),
        slot("part.table.rows", table, landscape=landscape),
    )


def _only_caption(table: Table, slot: _Maker, landscape: bool) -> Iterator[PartFields]:
    if table.caption:
        yield PartFields(text=slot("part.text", (table.caption,), landscape=landscape))
