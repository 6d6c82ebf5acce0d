"""Find the flows of a page of HTML: what begins on a new page, and can be laid out without what is before it.

In: the elements, their styles when asked for, the rules of pages. Out: the part of the tree that each flow needs. A
flow goes from one section that a page break begins to the next, whatever they stand in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import Any

_LEAST = 300
"""Elements of a flow, one or two pages: of fewer, a process takes more time than it saves."""
_AROUND = frozenset(("html", "body", "main", "section"))
"""What flows are looked for in."""
_BEGIN = frozenset(("main", "section"))
_OPENING = frozenset((*_AROUND, "div", "header", "p", "h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(frozen=True, slots=True)
class Part:
    """The elements of a flow, by number: from the first on, before the end; and what of others is wanted around them:
    what the first stands in, and how the next flow opens. `way` is what the first stands in, from the top, and itself;
    `following` is that of the next flow, if there is one."""

    numbers: Mapping[Any, int]
    first: int
    end: float
    around: frozenset[int]
    way: tuple[Any, ...]
    following: tuple[Any, ...]

    def holds(self, element: Any) -> bool:
        """Whether the styles and boxes of an element are wanted."""
        number = self.numbers[element]
        return self.first <= number < self.end or number in self.around


def find_parts(html: Any, sheets: Any, numbers: Mapping[Any, int], look_at: Callable[[Any], Any]) -> list[Part]:
    """Return the parts of the flows, in order; none if there is but one. `numbers` are those of all elements, `look_at`
    returns the style of one."""
    if _pages_differ(sheets):
        return []
    root, starts = html.etree_element, [html.etree_element]
    for element in _find_starts(html.wrapper_element, look_at):
        if starts[-1] is root or numbers[element] - numbers[starts[-1]] >= _LEAST:
            starts.append(element)
    if len(numbers) - numbers[starts[-1]] < _LEAST:
        starts.pop()
    if len(starts) < 2:
        return []
    parents = {child: parent for parent in root.iter() for child in parent}
    ways = [*(_find_way(start, parents) for start in starts), ()]
    return [_make_part(way, following, numbers) for way, following in pairwise(ways)]


def _find_way(element: Any, parents: Mapping[Any, Any]) -> tuple[Any, ...]:
    parent = parents.get(element)
    return (element,) if parent is None else (*_find_way(parent, parents), element)


def _make_part(way: tuple[Any, ...], following: tuple[Any, ...], numbers: Mapping[Any, int]) -> Part:
    around = {numbers[element] for element in way}
    opening = following[-1] if following else None
    while opening is not None:
        around.add(numbers[opening])
        opening = next(iter(opening), None)
    end = numbers[following[-1]] if following else inf
    return Part(numbers, numbers[way[-1]], end, frozenset(around), way, following)


def _pages_differ(sheets: Any) -> bool:
    """Whether the style has rules for pages by their number or their side: a flow does not know those of its own."""
    selectors = (one for sheet, *_ in sheets for _, listed, _ in sheet.page_rules for *_, one in listed)
    return any(one.side is not None or one.blank is not None or one.index is not None for one in selectors)


def _find_starts(around: Any, look_at: Callable[[Any], Any]) -> Iterator[Any]:
    """Yield the elements within another that a page break begins, and that something stands before."""
    before = None
    for child in around.iter_children():
        if child.etree_element.tag in _BEGIN and before is not None and _are_parted(before, child, look_at):
            yield child.etree_element
        if child.etree_element.tag in _AROUND:
            yield from _find_starts(child, look_at)
        before = child


def _are_parted(before: Any, after: Any, look_at: Callable[[Any], Any]) -> bool:
    """Whether there is a page break between two elements, one after the other (https://drafts.csswg.org/css-break-4,
    3.1)."""
    ends = [look_at(one) for one in _walk(before, -1)]
    begins = [look_at(one) for one in _walk(after, 0)]
    return (
        any(style["break_after"] == "page" for style in ends)
        or any(style["break_before"] == "page" for style in begins)
        or ends[-1]["page"] != begins[-1]["page"]
    )


def _walk(element: Any, at: int) -> Iterator[Any]:
    """Yield an element, and its first or last child, and that one's."""
    while True:
        yield element
        children = list(element.iter_children()) if element.etree_element.tag in _OPENING else []
        if not children or children[at].etree_element.tag not in _OPENING:
            return
        element = children[at]
