"""The document as Markdown: for mail, for review, for a pull request. Pandoc's Markdown, which GitHub shows too.

In: a numbered Document. Out: UTF-8 bytes. Notes are footnotes with the numbers that they have in every other format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, pairwise

from generator.paper.document import (
    Block,
    Box,
    Document,
    Inline,
    ItemList,
    Label,
    Link,
    Mention,
    Note,
    NoteCall,
    Paragraph,
    Picture,
    Reference,
    Row,
    Run,
    Section,
    Table,
)

_SPECIAL = re.compile(r"([\\`*_\[\]<>|$~^#@]|&(?=#?\w+;))")


def write_markdown(document: Document) -> bytes:
    """Return the document; its calls come out in the order of their numbers, or AssertionError is raised."""
    writer = _Writer(document)
    lines = [*writer.cover(), *writer.blocks(document.sections, 2)]
    assert writer.called == sorted(document.numbers.notes, key=document.numbers.notes.__getitem__), "notes out of order"
    lines += [line for id in writer.called for line in (writer.note(document.notes[id]), "")]
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


@lru_cache(maxsize=4096)
def escape(text: str) -> str:
    """Return the text with what Markdown would read as its own marks escaped."""
    return _SPECIAL.sub(r"\\\1", text)


class _Writer:
    def __init__(self, document: Document):
        self.document = document
        self.called: list[str] = []

    def cover(self) -> Iterator[str]:
        cover = self.document.cover
        if self.document.mark:  # a text has one page, and it is the first that is read of it
            yield from (f"**{escape(self.document.mark)}**", "")
        yield from (f"*{self.inlines(cover.kind.inlines)}*", "", f"# {self.inlines(cover.title.inlines)}", "")
        for line in cover.paragraphs()[2:]:
            yield from (self.paragraph(line), "")

    def blocks(self, blocks: tuple[Block | Section, ...], level: int) -> Iterator[str]:
        for block in blocks:
            yield from self.block(block, level)
            yield ""

    def block(self, block: Block | Section, level: int) -> Iterator[str]:
        match block:
            case Section():
                yield self.heading(block, level)
                yield ""
                yield from self.blocks(block.blocks, level + 1)
            case Box():
                yield from (f"> {line}".rstrip() for line in self.box(block, level))
            case Paragraph():
                yield self.paragraph(block)
            case ItemList():
                yield from self.items(block)
            case Table():
                yield from self.table(block)
            case Picture():
                yield from self.picture(block)

    def heading(self, heading: Section | Box, level: int) -> str:
        number = self.document.numbers.headings.get(heading.id)
        return f"{'#' * min(level, 6)} {f'{escape(number)}. ' if number else ''}{self.inlines(heading.title)}"

    def box(self, box: Box, level: int) -> Iterator[str]:
        yield self.heading(box, level)
        yield ""
        yield from self.blocks(box.blocks, level + 1)

    def paragraph(self, paragraph: Paragraph) -> str:
        text = self.inlines(paragraph.inlines)
        # a line that begins like a list or quotation is text all the same; Pandoc knows lists of letters in brackets
        text = re.sub(r"^\((?=(?:[A-Za-z]|[ivxlcdm]+|\d+)\)\s)", r"\\(", text)
        return re.sub(r"^(\d+)([.)])(?=\s)", r"\1\\\2", re.sub(r"^([-+])(?=\s)", r"\\\1", text))

    def items(self, block: ItemList) -> Iterator[str]:
        for number, item in enumerate(block.items, 1):
            mark = {"bullets": "-", "numbers": f"{number}.", "recommendations": "-"}[block.kind]
            label = f"**{self.document.numbers.recommendations[item.id]}** " if block.kind == "recommendations" else ""
            lines = [line for inner in item.blocks for line in (*self.block(inner, 6), "")][:-1]
            first, *more = lines or [""]  # where lists stand too deep, which stops the paper, an item is empty
            yield f"{mark} {label}{first}"
            yield from (f"{' ' * (len(mark) + 1)}{line}".rstrip() for line in more)

    def table(self, table: Table) -> Iterator[str]:
        head, *more = table.head or (None,)
        yield self.row(head) if head else "|" + "   |" * len(table.columns)
        # the dashes give Pandoc the widths of the columns
        yield "|" + "|".join("-" * max(3, round(column.width * 100)) for column in table.columns) + "|"
        yield from (self.row(row) for row in (*more, *table.body) if row)
        if table.caption:
            yield from ("", f": {self.inlines(table.caption.inlines)}")

    def picture(self, picture: Picture) -> Iterator[str]:
        """Say in words what the picture shows: mail has no pictures, and a file beside this one would be lost on the
        way."""
        if picture.caption:
            yield from (f"**{self.paragraph(picture.caption)}**", "")
        yield self.paragraph(Paragraph(picture.id, (Run(picture.alt),)))
        if picture.source:
            yield from ("", self.paragraph(picture.source))

    def row(self, row: Row) -> str:
        return "| " + " | ".join(" ".join(self.inlines(p.inlines) for p in cell.blocks) for cell in row.cells) + " |"

    def note(self, note: Note) -> str:
        return f"[^{self.document.numbers.notes[note.id]}]: {self.inlines(note.inlines)}"

    def inlines(self, inlines: tuple[Inline, ...]) -> str:
        """Return inlines as Markdown. Neighbours of one look share their marks: `**one****two**` would be read
        otherwise."""
        parts = _unlike_pictures([part for inline in inlines for part in self.parts(inline)])
        looks = groupby(parts, key=lambda part: part[1:])
        return "".join(_look("".join(text for text, *_ in same), *look) for look, same in looks)

    def parts(self, inline: Inline) -> Iterator[tuple[str, bool, bool]]:
        """Yield (Markdown, strong, emphasis) of an inline."""
        match inline:
            case Run():
                yield escape(inline.text), inline.strong, inline.emphasis
            case Label():
                yield escape(inline.text), inline.strong, False
            case Link():
                words = "".join(run.text for run in inline.runs)
                plain = words == inline.url and _plain_address(words)
                yield (f"<{inline.url}>" if plain else f"[{self.inlines(inline.runs)}](<{inline.url}>)"), False, False
            case Mention() | Reference():
                for run in inline.runs:  # mail and most viewers know no place inside a text
                    yield from self.parts(run)
            case NoteCall():
                self.called.append(inline.note)
                yield f"[^{self.document.numbers.notes[inline.note]}]", False, False


def _unlike_pictures(parts: list[tuple[str, bool, bool]]) -> Iterator[tuple[str, bool, bool]]:
    """Yield the parts with a `!` escaped that stands right before a link or a call: viewers would take both together
    for a picture, and fetch it."""
    for (text, strong, emphasis), (following, *_) in pairwise((*parts, ("", False, False))):
        if text.endswith("!") and following.startswith("["):
            text = f"{text[:-1]}\\!"
        yield text, strong, emphasis


def _plain_address(text: str) -> bool:
    """Tell whether every reader of Markdown takes the text in <> for an address as it is."""
    return re.fullmatch(r"https?://[\x21-\x7e]+", text) is not None and not re.search(r"[<>\\]", text)


def _look(text: str, strong: bool, emphasis: bool) -> str:
    core = text.strip()
    if not core:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    core = f"*{core}*" if emphasis else core
    core = f"**{core}**" if strong else core
    return f"{before}{core}{after}"
