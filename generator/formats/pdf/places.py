"""Say where the pages of a PDF begin, and what stands around their text: what a preview needs to show the same pages.

In: WeasyPrint's pages. Out: a `PagePlace` for each. Lengths are in CSS pixels. A place in the text is a block and a
number of letters, because letters are the same in every format, and lines are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.base.text.hyphens import strip_unseen
from generator.formats.pdf.sheet import find_sheet
from generator.paper.document import BlockId


@dataclass(frozen=True, slots=True)
class Start:
    """The first letter of a page's text: its block, and how many letters of the block stand on earlier pages.

    Letters are all that is not white space of the block's own words: no note, call, number or list marker.
    """

    block: BlockId
    letters: int


@dataclass(frozen=True, slots=True)
class MarginBox:
    """A line in the page's margin, as the running head; `x` and `y` are from the corner of the page to that of the
    line's box."""

    text: str
    x: float
    y: float
    width: float
    height: float
    size: float
    family: str
    color: str
    weight: int
    align: str


@dataclass(frozen=True, slots=True)
class PagePlace:
    """A page: its size; the margins of its text (top, right, bottom, left); its start, None where no block has words on
    it; the ids of the elements of the notes at its foot; the lines of words in its margins."""

    width: float
    height: float
    margins: tuple[float, float, float, float]
    start: Start | None
    notes: tuple[str, ...]
    boxes: tuple[MarginBox, ...]


def find_page_places(pages: list[Any]) -> tuple[PagePlace, ...]:
    """Return the place of each page, in order."""
    drawn: dict[BlockId, int] = {}
    return tuple(_place(page._page_box, drawn) for page in pages)


def _place(page: Any, drawn: dict[BlockId, int]) -> PagePlace:
    """Return the place of one page; `drawn` counts the letters of each block on the pages before, and goes on."""
    body, *others = page.children
    width, height = page.margin_width(), page.margin_height()
    left, top = page.content_box_x(), page.content_box_y()
    sheet = find_sheet(page)
    start = _start(sheet.lines if sheet else find_lines(body), drawn)
    margins = [box for box in others if type(box).__name__ == "MarginBox"]
    return PagePlace(
        _px(width),
        _px(height),
        (_px(top), _px(width - left - page.width), _px(height - top - page.height), _px(left)),
        start,
        sheet.notes if sheet else find_notes(page),
        tuple(found for box in margins for found in _margin_boxes(box)),
    )


def find_notes(page: Any) -> tuple[str, ...]:
    """Return the ids of the elements of the notes at the foot of a page, the box of which is given."""
    areas = (box for box in page.children if type(box).__name__ == "FootnoteAreaBox")
    return tuple(note.element.get("id") for area in areas for note in area.children)


def _px(length: float) -> float:
    return round(float(length), 2)


# ── where the text begins ─────────────────────────────────────────────────────────────────────────────────────────────


def _start(lines: Iterable[tuple[BlockId, int, bool]], drawn: dict[BlockId, int]) -> Start | None:
    """Return where the text of a page begins, and count its letters."""
    start = None
    before = dict(drawn)
    for block, letters, repeats in lines:
        if repeats and block in before:
            continue  # the head of a table that goes on
        if start is None:
            start = Start(block, drawn.get(block, 0))
        drawn[block] = drawn.get(block, 0) + letters
    return start


def find_lines(box: Any, repeats: bool = False) -> Iterator[tuple[BlockId, int, bool]]:
    """Yield, for each line with words and each picture in order: its block, its number of letters, and whether it may
    stand on more pages than one."""
    for child in box.children:
        child = getattr(child, "_box", child)
        again = repeats or bool(getattr(child, "is_header", False) or getattr(child, "is_footer", False))
        block = child.element.get("data-block") if child.element is not None else None
        if type(child).__name__ == "LineBox":
            if block and (letters := _letters(child)):
                yield block, letters, again
        elif hasattr(child, "replacement"):
            if block:
                yield block, 0, again
        elif child.children:
            yield from find_lines(child, again)


def _letters(box: Any) -> int:
    """Return how many letters of its block's own words a line has."""
    count = 0
    for child in box.children:
        child = getattr(child, "_box", child)
        if hasattr(child, "text"):
            count += len("".join(strip_unseen(child.text).split()))
        elif not _is_no_word(child.element):
            count += _letters(child)
    return count


def _is_no_word(element: Any) -> bool:
    """Whether an element is a number, a marker or a note's call."""
    if element is None:
        return False
    return (element.get("class") or "").startswith("number") or (
        element.tag == "a" and (element.get("id") or "").startswith("call_")
    )


# ── margins ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _margin_boxes(box: Any) -> Iterator[MarginBox]:
    """Yield the lines of a margin box that have words."""
    for line in _lines(box):
        text = "".join(inner.text for inner in line.descendants() if hasattr(inner, "text")).strip()
        if text:
            style = line.style
            yield MarginBox(
                text,
                _px(box.content_box_x()),
                _px(line.position_y),
                _px(box.width),
                _px(line.height),
                _px(style["font_size"]),
                ", ".join(f'"{name}"' for name in style["font_family"]),
                _color(style["color"]),
                int(style["font_weight"]),
                str(style["text_align_all"]),
            )


def _lines(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if type(child).__name__ == "LineBox":
            yield child
        else:
            yield from _lines(child)


def _color(color: Any) -> str:
    """Return a colour as CSS."""
    red, green, blue = (round(part * 255) for part in color.to("srgb").coordinates)
    return f"rgb({red} {green} {blue} / {color.alpha:g})"
