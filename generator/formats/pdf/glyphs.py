"""Where every word of the laid-out pages stands: within the margins and its cell, and not over another.

In: WeasyPrint's pages. Out: each word that is out of its place, with its block. Lengths are CSS pixels.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence
from math import inf
from typing import Any, NamedTuple

from generator.formats.pdf.sheet import find_sheet

_TOLERANCE = 1.0
"""Less than the space between two letters, more than the noise of adding up floats."""
_ABOVE, _BELOW = 0.55, 0.1
"""How far letters reach above and below their line, as shares of their size: no more than all of them do, so that lines
set close are no fault."""
_EDGE = "the edge of its cell or box"


class Glyphs(NamedTuple):
    """Letters drawn side by side: what they are, whose they are (the id of a block; None in the margin of a page), and
    the rectangle in which their ink stands."""

    text: str
    block: str | None
    left: float
    top: float
    right: float
    bottom: float


class Misplaced(NamedTuple):
    """Letters out of their place: what is wrong with them, in words, the number of their page, and the letters that
    they stand over."""

    glyphs: Glyphs
    fault: str
    page: int
    other: Glyphs | None = None


def find_misplaced(pages: list[Any]) -> Iterator[Misplaced]:
    """Yield the letters and pictures that stand over others, or outside the margins of their page or the edges of their
    cell or box, in order of the pages."""
    for number, page in enumerate(pages, 1):
        if sheet := find_sheet(page):
            yield from (one._replace(page=number) for one in sheet.misplaced)
        yield from find_misplaced_on(page._page_box, number)


def find_misplaced_on(box: Any, number: int) -> Iterator[Misplaced]:
    """Yield the letters out of place on one page, the box of which is given with its number."""
    height = box.margin_height()
    drawn: list[Glyphs] = []
    for child in box.children:
        left, width, top, bottom = 0.0, box.margin_width(), 0.0, height
        if type(child).__name__ != "MarginBox":
            left, width = box.content_box_x(), box.width
            top, bottom = box.content_box_y(), box.content_box_y() + box.height
        for glyphs, *edges in _walk(child, None, left, left + width, None):
            drawn.append(glyphs)
            if glyphs.top < -_TOLERANCE or glyphs.bottom > height + _TOLERANCE:
                yield Misplaced(glyphs, "stands outside the page", number)
            elif glyphs.top < top - _TOLERANCE or glyphs.bottom > bottom + _TOLERANCE:
                yield Misplaced(glyphs, "stands over the margin", number)
            elif glyphs.left < edges[0] - _TOLERANCE or glyphs.right > edges[1] + _TOLERANCE:
                margin = edges == [left, left + width]
                yield Misplaced(glyphs, f"stands over {'the margin' if margin else _EDGE}", number)
            elif glyphs.left < -_TOLERANCE or glyphs.right > box.margin_width() + _TOLERANCE:
                yield Misplaced(glyphs, "stands outside the page", number)
    for glyphs, other in _overlapping(drawn):
        yield Misplaced(glyphs, f"stands over {other.text.strip()[:40]!r}", number, other)


def find_ink(box: Any) -> tuple[float, float, float, float] | None:
    """Return the edges between which all letters and pictures within a box stand; None where there are none."""
    found = [glyphs for glyphs, *_ in _walk(box, None, -inf, inf, None)]
    if not found:
        return None
    return (
        min(one.left for one in found),
        min(one.top for one in found),
        max(one.right for one in found),
        max(one.bottom for one in found),
    )


def find_block(box: Any, around: str | None) -> str | None:
    """Return the id of the block, note or call whose a box is; `around` is that of the box around it."""
    if box.element is not None and box.element_tag and "::" not in str(box.element_tag):
        return box.element.get("data-block") or box.element.get("id") or around
    return around


def move(edges: Sequence[float], matrix: Any) -> tuple[float, float, float, float]:
    """Return the edges of what a transformation makes of a rectangle: left, top, right and bottom."""
    left, top, right, bottom = edges
    if not matrix:
        return left, top, right, bottom
    corners = [matrix.transform_point(x, y) for x in (left, right) for y in (top, bottom)]
    across, down = zip(*corners, strict=True)
    return min(across), min(down), max(across), max(down)


def list_strips(
    left: float, top: float, right: float, bottom: float, widths: list[float]
) -> list[tuple[float, float, float, float]]:
    """Return the four strips of a border whose widths are those of its top, right, bottom and left."""
    up, after, down, before = widths
    return [
        (left, top, right, top + up),
        (right - after, top, right, bottom),
        (left, bottom - down, right, bottom),
        (left, top, left + before, bottom),
    ]


def _walk(box: Any, block: str | None, left: float, right: float, matrix: Any) -> Iterator[tuple[Glyphs, float, float]]:
    """Yield the letters and pictures within a box, each with the edges between which it has to stand."""
    box = getattr(box, "_box", box)
    block = find_block(box, block)
    if box.transformation_matrix:
        matrix = box.transformation_matrix @ matrix if matrix else box.transformation_matrix
    if _hangs(box):
        left, right = -inf, inf
    if hasattr(box, "text"):
        if box.text.strip() and box.style["visibility"] == "visible" and box.style["font_size"]:
            glyphs = measure(box, block)
            yield Glyphs(box.text, block, *move(glyphs[2:], matrix)), left, right
        return
    if hasattr(box, "replacement"):
        x, y = box.content_box_x(), box.content_box_y()
        yield Glyphs("a picture", block, *move((x, y, x + box.width, y + box.height), matrix)), left, right
        return
    if _has_edges(box):
        x, y = box.border_box_x(), box.border_box_y()
        edges = move((x, y, x + box.border_width(), y + box.border_height()), matrix)
        left, right = max(left, edges[0]), min(right, edges[2])
    for child in getattr(box, "children", ()):
        yield from _walk(child, block, left, right, matrix)


def _hangs(box: Any) -> bool:
    """Tell whether a box is a point or number of a list, heading or note: it may stand beside what it is of, in the
    margin or outside a border."""
    if str(box.element_tag).endswith("::marker"):
        return True
    return box.element is not None and (box.element.get("class") or "").startswith("number")


def _has_edges(box: Any) -> bool:
    """Tell whether a reader sees where a box ends: a cell, or what has a border on both sides or one and a ground."""
    if type(box).__name__ == "TableCellBox":
        return True
    if not hasattr(box, "border_left_width") or type(box).__name__ in ("InlineBox", "LineBox"):
        return False
    edges = bool(box.border_left_width) + bool(box.border_right_width)
    return edges == 2 or bool(edges and box.style["background_color"].alpha)


def measure(box: Any, block: str | None) -> Glyphs:
    """Return the letters of a box of text, and where their ink stands before anything moves it."""
    size = box.style["font_size"]
    line = box.position_y + box.baseline
    width = box.width - (box.style["letter_spacing"] if isinstance(box.style["letter_spacing"], float) else 0.0)
    return Glyphs(box.text, block, box.position_x, line - _ABOVE * size, box.position_x + width, line + _BELOW * size)


def _overlapping(drawn: list[Glyphs]) -> Iterator[tuple[Glyphs, Glyphs]]:
    """Yield pairs of which the one stands over the other: the later one first."""
    open_: list[tuple[float, int]] = []
    order = sorted(range(len(drawn)), key=lambda n: drawn[n].top)
    for n in order:
        one = drawn[n]
        while open_ and open_[0][0] <= one.top + _TOLERANCE:
            open_.pop(0)
        for _, other in open_:
            two = drawn[other]
            if one.left < two.right - _TOLERANCE and two.left < one.right - _TOLERANCE:
                yield (one, two) if n > other else (two, one)
        insort(open_, (one.bottom, n))
