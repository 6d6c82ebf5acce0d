"""Take the empty ground from boxes that go on upon the next page, and let go the boxes of tables.

WeasyPrint 70.0 draws what is broken down to the notes, as CSS Fragmentation (5.4) lets it; where the next item does not
fit, a reader sees a tinted band with nothing in it. Here such a part ends below its last words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.formats.pdf.sheet import find_sheet

Parts = dict[Any, tuple[Any, Any] | None]
"""The last part so far of each box, by its element, and its page; None where that page was let go."""


def shorten_broken_boxes(pages: Iterable[Any]) -> None:
    """Let each part of a box (an element of the class `box`) that goes on upon a later page end below its last words;
    `pages` are WeasyPrint's, laid out and not yet drawn."""
    parts: Parts = {}
    elements: list[Any] = []
    for page in pages:
        if sheet := find_sheet(page):
            elements = elements or list(page.root.iter())
            for number in sheet.boxes:
                _end(parts, elements[number])
                parts[elements[number]] = None
        else:
            shorten_before(page._page_box, parts)


def shorten_before(page: Any, parts: Parts) -> list[Any]:
    """Shorten what goes on upon this page (the box of one), and take down its own parts; return their elements."""
    found = list(_find_boxes(page))
    for box in found:
        _end(parts, box.element)
        parts[box.element] = (box, page)
    return [box.element for box in found]


def _end(parts: Parts, element: Any) -> None:
    if before := parts.get(element):
        _shorten(*before)


def find_tables(box: Any) -> list[Any]:
    """Return the tables within a box."""
    from weasyprint.formatting_structure.boxes import TableBox

    return [inner for inner in box.descendants() if isinstance(inner, TableBox)]


def forget_tables(context: Any, page: Any, going_on: set[int]) -> None:
    """Let the layout keep the widths of tables alone that may go on (`going_on`, by identity): it keeps those of every
    copy, and with each all of its boxes, of attempts that came to nothing, too."""
    drawn = {id(table) for table in find_tables(page)} if context.tables else set()
    for table in context.tables:
        if id(table) not in going_on and id(table) not in drawn:
            part_columns(table)
    context.tables = {table: widths for table, widths in context.tables.items() if id(table) in going_on}


def part_columns(table: Any) -> None:
    """Let the columns of a table that is no longer wanted not hold it: while each knows its cells, and nothing looks
    for such rings, all of its boxes stay."""
    for group in table.column_groups:
        for column in (group, *group.children):
            column.__dict__.pop("get_cells", None)


def _shorten(part: Any, page: Any) -> None:
    """Shorten a part, and the ground that was measured for it; one with a picture behind it stays."""
    from weasyprint.layout.background import layout_box_backgrounds

    if all(kind == "none" for kind, _ in part.style["background_image"]):
        part.height = min(part.height, _find_end(part) - part.content_box_y())
        layout_box_backgrounds(page, part, None, layout_children=False)


def _find_boxes(box: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure.boxes import BlockContainerBox

    for child in getattr(box, "children", ()):
        element = child.element
        if isinstance(child, BlockContainerBox) and element is not None and "box" in element.get("class", "").split():
            if child.element_tag == element.tag:
                yield child
        else:
            yield from _find_boxes(child)


def _find_end(box: Any) -> float:
    """Return where the last words of the box end: what is broken inside it is as long as the box."""
    from weasyprint.formatting_structure.boxes import BlockBox, LineBox, TableBox

    inner = [child for child in getattr(box, "children", ()) if isinstance(child, BlockBox | LineBox)]
    ends = [
        child.position_y + child.height if isinstance(child, LineBox)
        else child.border_box_y() + child.border_height() if isinstance(child, TableBox) or not child.children
        else _find_end(child) + child.padding_bottom + child.border_bottom_width
        for child in inner
        if child.is_in_normal_flow()
    ]  # fmt: skip
    return float(max(ends, default=box.content_box_y() + box.height))
