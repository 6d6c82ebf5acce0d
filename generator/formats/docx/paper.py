"""Document → Word file. Five steps: open the template, render it with slots, fill them, write the notes, pack.

Every decision was made before: numbers are the document's, looks are the template's, pages are an input.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.formats.docx import blocks
from generator.formats.docx.blocks import Container
from generator.formats.docx.contents import build_contents
from generator.formats.docx.grid import measure_columns
from generator.formats.docx.inlines import Pen, build_field, build_runs
from generator.formats.docx.names import name_bookmarks
from generator.formats.docx.notes import assert_order, build_notes
from generator.formats.docx.template.slots import Slot, make_fields
from generator.paper.document import BlockId, Box, Document, Section, Table, break_long_words

if TYPE_CHECKING:
    from generator.formats.docx.page_sections import PageSections
    from generator.formats.docx.template.render import Rendered
    from generator.formats.docx.template.skeleton import Skeleton

_MARKER = re.compile(r"<\?(slot|turn) ([^?]*)\?>")


def write_docx(
    document: Document, template: Path, pages: Mapping[BlockId, int] | None = None, *, packed: bool = True
) -> bytes:
    """Return the numbered document as a Word file that looks as the template says.

    `pages` are the page numbers of the contents by block, None for contents without numbers. Same input, same bytes.
    What is not `packed` has the same parts, for `pack_anew`.
    Raises BriefingError with every fault of the template that was found (P101 to P112), and if a note's call came out
    of its turn.
    """
    # docxtpl and lxml are slow to import, and other formats do not need them
    from generator.formats.docx.finish import finish

    document = break_long_words(document, addresses=False)  # those Word breaks itself, and they can be copied whole
    text = write_text(document, template, pages)
    beside = Pen(text.rendered.styles, text.pen.anchors, {}, live=True)
    notes = build_notes(document, beside)
    return finish(document, text.rendered, text.body, text.running, notes, text.pen, beside, packed=packed)


@dataclass(frozen=True, slots=True)
class Text:
    """All of a paper but its notes: XML of the `body` and of the `running` lines by part, and the pen that wrote it."""

    rendered: Rendered
    body: bytes
    running: Mapping[str, bytes]
    pen: Pen


def write_text(
    document: Document,
    template: Path,
    pages: Mapping[BlockId, int] | None,
    *,
    named: bool = False,
    after: Pen | None = None,
) -> Text:
    """Return the document's text, in the template. With `named` it says of which block each paragraph is; `after` is
    the pen of a text that goes into the same file: lists, addresses and pictures count on from it.

    Raises BriefingError as `write_docx` does.
    """
    from generator.formats.docx.numbering_part import assert_headings
    from generator.formats.docx.template.render import render

    assert_headings(document)
    offered = make_fields(document)
    rendered = render(template, offered, document)
    anchors = name_bookmarks(document)
    levels = {line.target: line.level for line in document.numbers.contents}
    pen = Pen(
        rendered.styles,
        anchors,
        document.numbers.notes,
        document.numbers.headings,
        levels,
        rendered.next_number,
        named=named,
    )
    if after:
        pen.links, pen.restarts, pen.pictures = after.links, after.restarts, after.pictures
        pen.next_number = after.next_number
    body = _filled(rendered.body, offered.slots, pen, _filler(document, pages, rendered.body, rendered.pages, pen))
    assert_order(document, pen.called, rendered.template)
    lines = Pen(rendered.styles, anchors, {})
    running = {
        name: _filled(part, offered.slots, lines, _filler(document, None, part, rendered.pages, lines))
        for name, part in rendered.running.items()
    }
    return Text(rendered, body, running, pen)


def _filled(part: Skeleton, slots: tuple[Slot, ...], pen: Pen, fill: Callable[[Slot], str]) -> bytes:
    """Return the part's XML with every slot filled, in order of the text."""
    from generator.formats.docx.page_sections import end_page_section

    done = io.BytesIO()  # of a long list, pieces and the text of them all would take four times as much
    left: list[str] = []

    def add(piece: str) -> None:
        if "<w:p>" in piece or "<w:p " in piece:
            done.write("".join(left).encode())
            left.clear()
        left.append(piece)

    at = 0
    for marker in _MARKER.finditer(part.xml):
        add(part.xml[at : marker.start()])
        at = marker.end()
        if marker[1] == "slot":
            add(fill(slots[int(marker[2])]))
        else:
            # the last paragraph as one text: it may have its words from a slot, and its properties stand before that
            last = "".join(left)
            left.clear()
            add(end_page_section(last, marker[2]))
    add(part.xml[at:])
    done.write("".join(left).encode())
    return done.getvalue()


def _filler(
    document: Document, pages: Mapping[BlockId, int] | None, part: Skeleton, sizes: PageSections, pen: Pen
) -> Callable[[Slot], str]:
    """Return what fills a slot of that part."""

    places = {landscape: Container(sizes.width(landscape)) for landscape in (False, True)}

    def fill(slot: Slot) -> str:
        content = slot.content
        place = places[slot.landscape]
        match slot.kind, content:
            case "words", tuple():
                return build_runs(content, pen, base=part.base.get(slot.number))  # type: ignore[arg-type]
            case "page", _:
                return _page_of_pages(document.labels["page"], part.base.get(slot.number))
            case "contents", _:
                return build_contents(document, pages, pen)
            case "heading", Section():
                first = content is document.sections[0] and not document.numbers.contents
                return blocks.build_heading(content, pen, below_cover=first)
            case "box-title", Box():
                return blocks.build_box_title(content, pen)
            case "box-content", Box():
                return blocks.build_box_content(content, pen, place)
            case "caption", Table(caption=caption) if caption:
                blocks.add_bookmark(content.id, pen)
                return blocks.build_paragraph(caption.id, caption.inlines, "Caption", pen)
            case "head" | "rows", Table():
                if not content.caption and slot.kind == "head":
                    blocks.add_bookmark(content.id, pen)
                which = content.head if slot.kind == "head" else content.body
                widths = measure_columns(content, place.width)
                return blocks.build_rows(content, which, widths, part.patterns[slot.number], pen)
            case _, tuple():
                return blocks.build_blocks(content, pen, place)  # type: ignore[arg-type]
        raise AssertionError(slot.name)

    return fill


def _page_of_pages(pattern: str, base: Mapping[str, str] | None) -> str:
    """Return "Page N of M" with real fields, in the order and words of the label."""
    from generator.formats.docx.inlines import escape

    properties = f"<w:rPr>{''.join(base.values())}</w:rPr>" if base else ""
    shown = {"{page}": build_field("PAGE", "1", properties), "{pages}": build_field("NUMPAGES", "1", properties)}
    return "".join(
        shown.get(piece) or f'<w:r>{properties}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'
        for piece in re.split(r"(\{pages?\})", pattern)
        if piece
    )
