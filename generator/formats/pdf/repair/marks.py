"""What the boxes of a page say of the structure tree, and what on a page is repeated and has no place there.

In: WeasyPrint's pages. Out: marks, which `tags` puts into the tree: they know elements, links and contents by number
alone, so that they outlive the boxes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from generator.formats.pdf.sheet import find_sheet

_POINTS = 0.75
"""Points in a pixel of CSS."""


class Mark(NamedTuple):
    """What one box says: the number of its element; whether it is a list's bullet or number; the element of the note
    that it calls; its link; where it stands on the page, if it is a picture; its marked content."""

    element: int
    marker: bool
    note: int | None
    link: int | None
    corners: tuple[float, float, float, float] | None
    content: int | None


def number_elements(root: Any) -> dict[Any, int]:
    """Return the number of each element below `root`, in the order of the tree."""
    return {element: number for number, element in enumerate(root.iter())}


def read_marks(page: Any, tags: dict[Any, Any], numbers: Mapping[Any, int]) -> Iterator[Mark]:
    """Yield what the boxes of a page say, in their order; takes each content out of `tags` that has its place."""
    links = {id(link[3]): number for number, link in enumerate(page.links)}
    height = page._page_box.margin_height()
    known: set[Mark] = set()

    def walk(box: Any) -> Iterator[Mark]:
        box = getattr(box, "_box", box)
        element = box.element
        if element is not None and element.tag not in ("html", "body"):
            mark = Mark(
                numbers[element],
                box.element_tag == "li::marker",
                numbers[box.footnote.element] if box.footnote is not None else None,
                links.get(id(box)),
                _corners(box, height) if element.tag == "img" else None,
                tags.pop(box)["mcid"] if box in tags else None,
            )
            if mark not in known:  # what was said already says nothing new
                known.add(mark)
                yield mark
        for child in box.children:
            yield from walk(child)

    yield from walk(page._page_box)


def _corners(box: Any, height: float) -> tuple[float, float, float, float]:
    """Return where a box stands, in points from the lower left corner of a page of that height (ISO 32000-1,
    14.8.5.4.3)."""
    left, top = box.content_box_x(), box.content_box_y()
    left, low, right, high = (
        round(edge * _POINTS, 2) for edge in (left, height - top - box.height, left + box.width, height - top)
    )
    return left, low, right, high


def prepare(pages: list[Any]) -> None:
    """Make the pages ready for their tags: one annotation a link, and a mark on the text that stands on a page only
    because it stands on every page: margin boxes, and the header rows of a table after its first page."""
    headers: set[int] = set()
    elements: list[Any] = []
    for page in pages:
        if sheet := find_sheet(page):
            elements = elements or list(page.root.iter())
            headers |= {id(elements[number]) for number in sheet.headers}
        mark_repeated(page._page_box, headers)
        keep_whole_links(page)


def keep_whole_links(page: Any) -> None:
    """Keep of the links of a page those of links themselves; WeasyPrint makes one of every box inside a link."""
    page.links = [link for link in page.links if link[3].link]


def mark_repeated(page: Any, headers: set[int]) -> list[Any]:
    """Mark what is repeated on a page, the box of one; `headers` are the header rows on pages before, and get those of
    this one. Return their elements."""
    from weasyprint.formatting_structure.boxes import FootnoteAreaBox, MarginBox, TableBox, TextBox

    found: list[Any] = []

    def mark(box: Any) -> None:
        for inner in box.descendants():
            if isinstance(inner, TextBox):
                inner.repeated = True

    def walk(box: Any) -> None:
        for child in box.children:
            child = getattr(child, "_box", child)
            if isinstance(child, TableBox):
                for group in child.children:
                    if group.is_header and id(group.element) in headers:
                        mark(group)
                    headers.add(id(group.element))
                    found.append(group.element)
            elif isinstance(child, MarginBox):
                mark(child)
            elif not isinstance(child, FootnoteAreaBox):
                walk(child)

    walk(page)
    return found
