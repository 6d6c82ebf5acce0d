"""Whether the words of the laid-out pages are seen, and not only there: what a style hides is lost to who reads.

In: WeasyPrint's pages. Out: each word that nobody sees, with its block, and what hides it. What stands on a picture
can't be judged, and passes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from math import inf, sqrt
from typing import Any, NamedTuple

from generator.formats.pdf.contrast import WHITE, Seen, blend, lay_over, measure_contrast
from generator.formats.pdf.glyphs import Glyphs, find_block, list_strips, measure, move
from generator.formats.pdf.sheet import find_sheet

_FAINTEST = 1.4
"""The contrast below which words are hardly told from what is behind them: #d8d8d8 on white. Footers in light grey,
which many papers have, are above it."""
_SMALLEST = 4.0
"""CSS pixels: three points, of which nobody reads a word without a lens."""
_BLACK: Seen = (0.0, 0.0, 0.0)
_TOLERANCE = 1.0
_COVERED = 0.5
"""The share of the height of letters that has to be covered: a line struck through words leaves them to be read."""
_SOLID = 0.8
"""How little has to shine through something that covers words."""
_MOST_GROUNDS = 64
"""Gradients over gradients have any number of colours; among so many, some tell words from what is behind them."""

_Order = tuple[float, int, int]
"""When something is painted among what is in the same box: by its z-index; then grounds, words, and what has an order
of its own (https://www.w3.org/TR/CSS22/zindex.html); then as they stand in the page."""

_Edges = tuple[float, float, float, float]
"""Left, top, right and bottom."""
_SIDES = ("top", "right", "bottom", "left")


class Unseen(NamedTuple):
    """Letters that nobody sees: what hides them, in words, and the number of their page."""

    glyphs: Glyphs
    fault: str
    page: int


@dataclass(frozen=True, slots=True)
class _Around:
    """What a box stands in: its block, the colours that may be behind it (none if that can't be told), those behind
    what lets something shine through, and how much of it is seen; the edges at which it is cut off; how it is moved,
    and in which order it is painted."""

    block: str | None = None
    grounds: tuple[Seen, ...] = (WHITE,)
    faded: tuple[tuple[float, Seen], ...] = ()
    edges: _Edges = (-inf, -inf, inf, inf)
    matrix: Any = None
    order: tuple[_Order, ...] = ()
    masked: bool = False


class _Text(NamedTuple):
    glyphs: Glyphs
    order: tuple[_Order, ...]


class _Cover(NamedTuple):
    """Where something is painted in one colour, and when."""

    left: float
    top: float
    right: float
    bottom: float
    order: tuple[_Order, ...]


@dataclass(slots=True)
class _Page:
    """What is painted on a page, in no order, and what of it nobody sees by itself."""

    texts: list[_Text] = field(default_factory=list)
    covers: list[_Cover] = field(default_factory=list)
    hidden: list[tuple[Glyphs, str]] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)


def find_unseen(pages: list[Any]) -> Iterator[Unseen]:
    """Yield the letters and pictures that nobody sees, in order of the pages."""
    for number, page in enumerate(pages, 1):
        if sheet := find_sheet(page):
            yield from (one._replace(page=number) for one in sheet.unseen)
        yield from find_unseen_on(page._page_box, number)


def find_unseen_on(box: Any, number: int) -> Iterator[Unseen]:
    """Yield what nobody sees on one page, the box of which is given with its number."""
    painted, around = _Page(), _Around()
    for ground in (box.background, box.canvas_background):
        around = replace(around, grounds=_lay_grounds(ground, around.grounds))
    for child in box.children:
        _walk(child, around, painted)
    yield from (Unseen(glyphs, fault, number) for glyphs, fault in painted.hidden)
    yield from (Unseen(glyphs, "is covered", number) for glyphs in _find_covered(painted))


def _walk(box: Any, around: _Around, painted: _Page) -> None:
    """Take down what is painted of a box and of all within it."""
    box = getattr(box, "_box", box)
    if hasattr(box, "text"):
        if box.text.strip():
            _take_words(measure(box, find_block(box, around.block)), box, around, painted)
        return
    if (block := find_block(box, around.block)) != around.block:
        around = replace(around, block=block)
    if type(box).__name__ != "LineBox":  # of which nothing is painted
        around = _enter(box, around, painted)
    if hasattr(box, "replacement"):
        x, y = box.content_box_x(), box.content_box_y()
        _take_words(Glyphs("a picture", around.block, x, y, x + box.width, y + box.height), box, around, painted)
    for child in getattr(box, "children", ()):
        _walk(child, around, painted)


def _enter(box: Any, around: _Around, painted: _Page) -> _Around:
    """Return what is around the children of a box; take down what is painted of itself."""
    style, n = box.style, next(painted.numbers)
    if box.transformation_matrix:
        moved = box.transformation_matrix
        around = replace(around, matrix=moved @ around.matrix if around.matrix else moved)
    z = 0 if style["z_index"] == "auto" else style["z_index"]
    ordered = style["opacity"] < 1 or style["transform"] or style["overflow"] != "visible"
    if ordered or style["position"] != "static":
        around = replace(around, order=(*around.order, (z, 1, n)))
        own: tuple[_Order, ...] = (*around.order, (-inf, 0, n))
    elif type(box).__name__.startswith("Inline"):
        own = (*around.order, (0, 0, n))
    else:
        own = (*around.order, (0, -1, n))
    if style["opacity"] < 1:
        around = replace(around, faded=(*around.faded, (style["opacity"], (around.grounds or (WHITE,))[0])))
    if style["mask_border_source"][0] != "none":
        around = replace(around, masked=True)
    if hasattr(box, "border_left_width"):
        if style["visibility"] == "visible":
            _take_covers(box, around, own, painted)
        if style["overflow"] != "visible" and not box.is_for_root_element:
            x, y = box.padding_box_x(), box.padding_box_y()
            around = _cut(around, x, y, x + box.padding_width(), y + box.padding_height())
        if style["clip"] and box.is_absolutely_positioned():
            x, y = box.border_box_x(), box.border_box_y()
            ends = (0, box.border_width(), box.border_height(), 0)
            top, right, bottom, left = (
                end if one == "auto" else one for one, end in zip(style["clip"], ends, strict=True)
            )
            around = _cut(around, x + left, y + top, x + right, y + bottom)
    if background := getattr(box, "background", None):
        around = replace(around, grounds=_lay_grounds(background, around.grounds))
    return around


def _cut(around: _Around, *edges: float) -> _Around:
    """Return what is around boxes of which nothing outside these edges is painted."""
    left, top, right, bottom = move(edges, around.matrix)
    a, b, c, d = around.edges
    return replace(around, edges=(max(left, a), max(top, b), min(right, c), min(bottom, d)))


def _lay_grounds(background: Any, grounds: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """Return the colours that are behind words once a background was painted; none if they can't be told."""
    if background is None:
        return grounds
    found = tuple(lay_over(background.color, ground) for ground in grounds)
    if background.color.alpha == 1:
        found = (lay_over(background.color, WHITE),)
    for layer in background.layers:
        if layer.image is not None:
            colours = getattr(layer.image, "colors", None)
            if colours is None:
                return ()
            found = tuple(lay_over(colour, ground) for colour in colours for ground in found or (WHITE,))
    for *_, colour, inset in background.style["box_shadow"]:
        if inset:
            colour = background.style["color"] if colour == "currentcolor" else colour
            found += tuple(lay_over(colour, ground) for ground in found)
    found = tuple(dict.fromkeys(found))
    return found if len(found) <= _MOST_GROUNDS else ()


def _take_covers(box: Any, around: _Around, own: tuple[_Order, ...], painted: _Page) -> None:
    """Take down what a box paints in one colour: its ground, its borders and its outline."""
    style = box.style
    left, top = box.border_box_x(), box.border_box_y()
    right, bottom = left + box.border_width(), top + box.border_height()
    found: list[tuple[_Edges, tuple[_Order, ...]]] = []
    background = box.background
    if background and (background.color.alpha >= _SOLID or any(layer.image for layer in background.layers)):
        found.append(((left, top, right, bottom), own))
    widths = [box.border_top_width, box.border_right_width, box.border_bottom_width, box.border_left_width]
    if any(width > _TOLERANCE for width in widths):
        strips = list_strips(left, top, right, bottom, widths)
        found += [(strip, own) for side, strip in zip(_SIDES, strips, strict=True) if _shows(style, f"border_{side}")]
    if (width := style["outline_width"]) and _shows(style, "outline"):
        out = width + style["outline_offset"]
        last = (*around.order, (inf, 0, 0))
        ring = (left - out, top - out, right + out, bottom + out)
        found += [(strip, last) for strip in list_strips(*ring, [width] * 4)]
    for edges, order in found:
        moved = move(edges, around.matrix)
        if moved[3] - moved[1] > _TOLERANCE and moved[2] - moved[0] > _TOLERANCE:
            painted.covers.append(_Cover(*moved, order))


def _shows(style: Any, what: str) -> bool:
    colour = style[f"{what}_color"]
    alpha = style["color"].alpha if colour == "currentcolor" else colour.alpha
    return bool(alpha >= _SOLID and style[f"{what}_style"] not in ("none", "hidden"))


def _take_words(glyphs: Glyphs, box: Any, around: _Around, painted: _Page) -> None:
    """Take down letters or a picture, as hidden where something hides them by itself."""
    style, n = box.style, next(painted.numbers)
    here = Glyphs(glyphs.text, glyphs.block, *move(glyphs[2:], around.matrix))
    words = hasattr(box, "text")
    if fault := _find_fault(here, style, around, words):
        painted.hidden.append((glyphs, fault))
    else:
        painted.texts.append(_Text(here, (*around.order, (0, 0, n))))


def _find_fault(glyphs: Glyphs, style: Any, around: _Around, words: bool) -> str | None:
    """Return what hides letters, or a picture, that stand where they should."""
    if style["visibility"] != "visible":
        return f"is hidden (visibility: {style['visibility']})"
    if around.masked:
        return "is masked"
    left, top, right, bottom = around.edges
    if (
        glyphs.left < left - _TOLERANCE
        or glyphs.top < top - _TOLERANCE
        or glyphs.right > right + _TOLERANCE
        or glyphs.bottom > bottom + _TOLERANCE
    ):
        return "is cut off"
    if words and (size := style["font_size"] * _scale(around.matrix)) < _SMALLEST:
        return f"is {size * 0.75:.2g} points high"
    # a picture has colours of its own: what fades it fades black on white as much
    alpha = style["color"].alpha if words else 1.0
    grounds = around.grounds if words else ()
    pairs = [(lay_over(style["color"], ground), ground) for ground in grounds]
    pairs = pairs or [(blend(_BLACK, WHITE, alpha), WHITE)]
    contrast = max(measure_contrast(_look(colour, around), _look(ground, around)) for colour, ground in pairs)
    if contrast < _FAINTEST:
        return "is as good as transparent" if alpha < 1 or around.faded else "has the colour of what is behind it"
    return None


def _look(colour: Seen, around: _Around) -> Seen:
    """Return how a colour looks after all that it is in has faded it."""
    for share, behind in reversed(around.faded):
        colour = blend(colour, behind, share)
    return colour


def _scale(matrix: Any) -> float:
    return sqrt(abs(matrix.determinant)) if matrix else 1.0


def _find_covered(painted: _Page) -> Iterator[Glyphs]:
    """Yield the letters over which something is painted later."""
    texts = sorted(painted.texts, key=lambda text: text.glyphs.top)
    tops = [text.glyphs.top for text in texts]
    tallest = max((text.glyphs.bottom - text.glyphs.top for text in texts), default=0.0)
    covered: dict[int, Glyphs] = {}
    for cover in painted.covers:
        for at in range(bisect_left(tops, cover.top - tallest), len(texts)):
            glyphs, order = texts[at]
            if glyphs.top > cover.bottom:
                break
            height = min(glyphs.bottom, cover.bottom) - max(glyphs.top, cover.top)
            width = min(glyphs.right, cover.right) - max(glyphs.left, cover.left)
            if (
                width > 2 * _TOLERANCE
                and height > _COVERED * (glyphs.bottom - glyphs.top)
                and _is_later(cover.order, order)
            ):
                covered[at] = glyphs
    yield from (covered[at] for at in sorted(covered))


def _is_later(one: tuple[_Order, ...], other: tuple[_Order, ...]) -> bool:
    """Tell whether the one is painted after the other: by the first box in which their ways part."""
    return next((a > b for a, b in zip(one, other, strict=False) if a != b), False)
