"""Take the empty ground from boxes that go on upon the next page.

WeasyPrint 70.0 draws what is broken down to the notes, as CSS Fragmentation (5.4) lets it; where the next item does not
fit, a reader sees a tinted band with nothing in it. Here such a part ends below its last words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any


def shorten_broken_boxes(pages: Iterable[Any]) -> None:
    """Let each part of a box (an element of the class `box`) that goes on upon a later page end below its last words;
    `pages` are WeasyPrint's, laid out and not yet drawn."""
    before: dict[Any, tuple[Any, Any]] = {}
    for page in pages:
        for box in _find_boxes(page._page_box):
            if box.element in before:
                _shorten(*before[box.element])
            before[box.element] = (box, page._page_box)


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
