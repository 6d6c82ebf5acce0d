"""Blocks → WordprocessingML as text. In: blocks and where they stand. Out: paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.formats.docx.grid import build_grid, measure_columns
from generator.formats.docx.inlines import Pen, build_runs
from generator.formats.docx.styles import BOXES, DEPTHS, LISTS, ROLES
from generator.paper.document import (
    Block,
    BlockId,
    Box,
    Cell,
    Inline,
    ItemList,
    ListItem,
    Paragraph,
    Picture,
    Row,
    Section,
    Table,
    is_low_end,
    is_tall_box,
    is_tall_paragraph,
    is_tall_row,
)

BOX_LEVEL = 2
"""Level of a box's title in the contents, by its style."""


@dataclass(frozen=True, slots=True)
class Container:
    """Where blocks stand: `width` of the column in twips, `box` the kind of box around them, `depth` of lists."""

    width: int
    box: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class RowPattern:
    """What the template says of a row of a table, as XML: of the row, of its cells and of their paragraphs."""

    row: str = "<w:trPr><w:cantSplit/></w:trPr>"
    cell: str = ""
    style: str = "Table Cell"


_LOOSE = '<w:keepNext w:val="off"/><w:keepLines w:val="off"/>'  # else a heading stands alone above what fits no page
_WHOLE = re.compile(r"<w:cantSplit[^>]*/>")
"""What keeps a row on one page."""

_STYLED = re.compile(r'<w:pStyle w:val="[^"]*"/>')

HEAD_PATTERN = RowPattern("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", "", "Table Head")


def build_blocks(blocks: Iterable[Block], pen: Pen, place: Container) -> str:
    """Return the blocks as XML; what introduces a list is kept with it."""
    whole = list(blocks)
    parts = [_block(block, pen, place) for block in whole]
    for n, (block, below) in enumerate(pairwise(whole)):
        if isinstance(block, Paragraph) and isinstance(below, ItemList):
            parts[n] = _keep_end(parts[n])
    return "".join(parts)


def _block(block: Block, pen: Pen, place: Container) -> str:
    match block:
        case Paragraph():
            loose = _LOOSE if block.role == "facts" and is_tall_paragraph(block) else ""
            return build_paragraph(block.id, block.inlines, _style(block, place), pen, loose)
        case ItemList():
            return _list(block, pen, place)
        case Table():
            return _whole_table(block, pen, place)
        case Box():
            return _whole_box(block, pen, place)
        case Picture():
            return _picture(block, pen)


def _style(block: Paragraph, place: Container) -> str:
    if place.box and block.role == "body":
        return f"{BOXES[place.box]} Text"
    if place.box and block.role == "lead":
        return "Box Lead"
    return ROLES[block.role]


def build_paragraph(
    id: BlockId, inlines: tuple[Inline, ...], style: str, pen: Pen, more: str = "", content: str = ""
) -> str:
    """Return one paragraph: its style, `more` properties, the bookmarks of its own and of what it begins, its words or
    else a `content` made already."""
    add_bookmark(id, pen)
    names, pen.pending = pen.pending, []
    first = pen.bookmarked
    pen.bookmarked += len(names)
    starts = "".join(f'<w:bookmarkStart w:id="{first + n}" w:name="{name}"/>' for n, name in enumerate(names))
    ends = "".join(f'<w:bookmarkEnd w:id="{first + n}"/>' for n in range(len(names)))
    properties = f'<w:pPr><w:pStyle w:val="{pen.styles.id(style)}"/>{more}</w:pPr>'
    return f"<w:p{_named(id, pen)}>{properties}{starts}{build_runs(inlines, pen, style=style)}{content}{ends}</w:p>"


def _named(id: BlockId, pen: Pen) -> str:
    return f' block="{id}"' if pen.named else ""


def add_bookmark(id: BlockId, pen: Pen) -> None:
    """Let the next paragraph carry the bookmark of the block, if words lead to it."""
    if id in pen.anchors:
        pen.pending.append(pen.anchors[id])


def build_heading(section: Section, pen: Pen, *, below_cover: bool = False) -> str:
    """Return the heading; its number comes from the numbering of its style. That it begins a page is the section's own,
    as its page's side is; an annex begins one by its style, unless it is all that stands below the cover."""
    match section.kind:
        case "overview":
            style = "Overview Heading"
        case "annex":
            style = "Annex Heading"
        case "profile":
            style = "Profile Heading" if section.level < 3 else "Profile Heading 3"
        case _:
            style = f"Heading {min(section.level, 3)}"
    more = "<w:pageBreakBefore/>" if section.new_page else ""
    if below_cover and section.kind == "annex":
        more = '<w:pageBreakBefore w:val="off"/><w:spacing w:before="360"/>'
    if section.kind in ("theme", "section") and section.id not in pen.headings:
        more += '<w:numPr><w:numId w:val="0"/></w:numPr>'  # in an annex, which is no chapter
    return build_paragraph(section.id, section.title, style, pen, more)


def build_box_title(box: Box, pen: Pen) -> str:
    """Return the title of the box; "Box 3" comes from the numbering of its style.

    The style is of the second level of the contents; a box within a subsection says that it is of the third, so that
    contents that a reader updates stay as they are.
    """
    level = pen.levels.get(box.id, BOX_LEVEL)
    outline = f'<w:outlineLvl w:val="{level - 1}"/>' if level != BOX_LEVEL else ""
    return build_paragraph(box.id, box.title, f"{BOXES[box.kind]} Title", pen, outline)


def build_box_content(box: Box, pen: Pen, place: Container) -> str:
    """Return what stands under the title of the box. A box may break that is taller than a third of a page: a row whose
    first paragraph is kept with the next one stays whole. What looks lost at its end is kept with what is before it."""
    inside = replace(place, box=box.kind, depth=0)
    parts = [_block(block, pen, inside) for block in box.blocks]
    for n, block in enumerate(box.blocks[2:], 2):
        remark = isinstance(block, Paragraph) and block.role == "remark"
        if remark or (n == len(parts) - 1 and is_low_end(block)):
            parts[n - 1] = _keep_end(parts[n - 1])
    if parts and isinstance(box.blocks[0], Paragraph) and is_tall_box(box):
        parts[0] = _STYLED.sub(r'\g<0><w:keepNext w:val="off"/>', parts[0], count=1)
    return close_cell("".join(parts), pen)


def _keep_end(block: str) -> str:
    """Return the block, its last paragraph kept with the next one; a table stays as it is."""
    if not block.endswith("</w:p>"):
        return block
    start = block.rindex("<w:pStyle ")
    return block[:start] + _STYLED.sub(r"\g<0><w:keepNext/>", block[start:], count=1)


def close_cell(cell: str, pen: Pen) -> str:
    """Return the content of a cell so that it ends in a paragraph: Word repairs the file otherwise."""
    return cell if cell.endswith("</w:p>") else f"{cell}{_empty('In Box', pen)}"


def _empty(style: str, pen: Pen) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{pen.styles.id(style)}"/></w:pPr></w:p>'


def _picture(block: Picture, pen: Pen) -> str:
    """Return the paragraph in which the picture stands, after its caption and before its source, with which it is
    kept."""
    from generator.formats.docx.pictures import build_drawing

    caption, source = block.caption, block.source
    above = build_paragraph(caption.id, caption.inlines, ROLES[caption.role], pen) if caption else ""
    loose = "" if source else '<w:keepNext w:val="off"/>'
    shown = build_paragraph(block.id, (), "Picture", pen, loose, build_drawing(block, pen))
    return above + shown + (build_paragraph(source.id, source.inlines, ROLES[source.role], pen) if source else "")


# ── lists ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _list(block: ItemList, pen: Pen, place: Container) -> str:
    """Return the items; a last one that looks lost on a page is kept with the one before it. In a box, Word keeps the
    whole row together where its first paragraph is kept with the next, and so nothing is said there."""
    add_bookmark(block.id, pen)
    level = min(place.depth, len(DEPTHS) - 1)
    boxed = "Box " if place.box else ""
    numbering = ""
    if block.kind == "recommendations":
        # numbered through the whole paper: never restarted
        first, more = "Recommendation", "Recommendation Continue"
    else:
        base = f"{boxed}{LISTS[block.kind]}"
        first, more = (base, "Box List Continue") if boxed else (base + DEPTHS[level], "List Continue" + DEPTHS[level])
        if block.kind == "numbers":
            pen.restarts.append(base)
            numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{pen.next_number}"/></w:numPr>'
            pen.next_number += 1
        elif boxed and level:
            number = pen.styles.lists[base.lower()][0]
            numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    parts = [_item(item, pen, place, first, more, numbering) for item in block.items]
    if len(parts) > 1 and not place.box and is_low_end(block.items[-1]):
        parts[-2] = _keep_end(parts[-2])
    return "".join(parts)


def _item(item: ListItem, pen: Pen, place: Container, first: str, more: str, numbering: str) -> str:
    add_bookmark(item.id, pen)
    head, rest = item.blocks[:1], item.blocks[1:]
    if head and isinstance(head[0], Paragraph):
        parts = [build_paragraph(head[0].id, head[0].inlines, first, pen, numbering)]
    else:
        # the marker needs a paragraph, or the numbers of all that follow would be off
        parts, rest = [build_paragraph(item.id, (), first, pen, numbering)], item.blocks
    inside = replace(place, depth=place.depth + 1)
    for block in rest:
        if isinstance(block, Paragraph) and block.role == "body":
            parts.append(build_paragraph(block.id, block.inlines, more, pen))
        else:
            parts.append(_block(block, pen, inside))
    return "".join(parts)


# ── tables ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def build_rows(table: Table, rows: tuple[Row, ...], widths: list[int], pattern: RowPattern, pen: Pen) -> str:
    """Return the rows of the table, each made like the pattern; one that is taller than a third of a page may break. A
    last cell spans the columns for which the row has no cell."""
    parts: list[str] = []
    for row in rows:
        add_bookmark(row.id, pen)
        shape = _WHOLE.sub('<w:cantSplit w:val="off"/>', pattern.row) if is_tall_row(row, table) else pattern.row
        parts.append(f"<w:tr{_named(row.id, pen)}>{shape}")
        for n, cell in enumerate(row.cells):
            last = n == len(row.cells) - 1
            parts.append(_cell(cell, widths[n:] if last else widths[n : n + 1], pattern, pen))
        parts.append("</w:tr>")
    return "".join(parts)


def _cell(cell: Cell, widths: list[int], pattern: RowPattern, pen: Pen) -> str:
    add_bookmark(cell.id, pen)
    span = f'<w:gridSpan w:val="{len(widths)}"/>' if len(widths) > 1 else ""
    content = "".join(
        build_paragraph(p.id, p.inlines, pattern.style if p.role == "cell" else ROLES[p.role], pen) for p in cell.blocks
    )
    properties = f'<w:tcPr><w:tcW w:w="{sum(widths)}" w:type="dxa"/>{span}{pattern.cell}</w:tcPr>'
    return f"<w:tc>{properties}{close_cell(content, pen)}</w:tc>"


def _whole_table(table: Table, pen: Pen, place: Container) -> str:
    """A table inside a box or a list, where the template shows none: the style alone says how it looks."""
    add_bookmark(table.id, pen)
    caption = build_paragraph(table.caption.id, table.caption.inlines, "Caption", pen) if table.caption else ""
    if not table.head and not table.body:
        return caption
    width = place.width - 400 * (1 if place.box else place.depth)
    widths = measure_columns(table, width)
    content = build_rows(table, table.head, widths, HEAD_PATTERN, pen) + build_rows(
        table, table.body, widths, RowPattern(), pen
    )
    return caption + _table("Briefing Table", "0020", width, widths, content, pen) + _empty("After Box", pen)


def _whole_box(box: Box, pen: Pen, place: Container) -> str:
    """A box inside a box or a list, where the template shows none."""
    width = place.width - 400 * (1 if place.box else place.depth)
    edge = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
    title = f"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>{edge}{build_box_title(box, pen)}</w:tc></w:tr>"
    content = build_box_content(box, pen, replace(place, width=width))
    if box.blocks:
        title += f"<w:tr><w:tc>{edge}{content}</w:tc></w:tr>"
    return _table(BOXES[box.kind], "0000", width, [width], title, pen) + _empty("After Box", pen)


def _table(style: str, look: str, width: int, widths: list[int], content: str, pen: Pen) -> str:
    properties = (
        f'<w:tblPr><w:tblStyle w:val="{pen.styles.id(style)}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{look}"/></w:tblPr>'
    )
    return f"<w:tbl>{properties}<w:tblGrid>{build_grid(widths)}</w:tblGrid>{content}</w:tbl>"
