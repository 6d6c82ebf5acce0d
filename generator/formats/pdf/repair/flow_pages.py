"""Lay out the pages of one flow as if those before it were there, and make pages of what others found of theirs.

In: the boxes of a part of the page (flows.py), with nothing of what is before it or after it but what it stands in.
"""

from __future__ import annotations

import copy
from typing import Any

from generator.formats.pdf.flow_processes import FlowPage, NotAlone
from generator.formats.pdf.flows import Part

_SIDES = ("any", "left", "right", "recto", "verso")
_COUNTED = ("counter()", "counters()", "target-counter()", "target-counters()", "target-text()")


def begin_flow(context: Any, root_box: Any, html: Any, part: Part) -> str:
    """Let the layout begin with its second page, at the first element of a part; return the name of that page.

    Raises NotAlone where something in it counts what is before it.
    """
    from weasyprint.layout.page import PageType

    styles = {id(style.__dict__): style for style in context.style_for.get_computed_styles().values()}
    if any(map(_counts, styles.values())):
        raise NotAlone
    resume_at, box = _find_way(root_box, part.way[1:])
    name = box.page_values()[0]
    _, _, right_page, state, _ = context.page_maker[0]
    first = make_page_box(context, root_box, html, PageType("right", False, root_box.style["page"], 0, ()))
    context.style_for.initial_page_sizes["box"] = first.style["size"]
    context.style_for.initial_page_sizes["area"] = (first.width, first.height)
    context.page_maker.append((resume_at, {"break": "page", "page": name}, not right_page, state, _make_state()))
    context._kept = [([], [], [])]
    return str(name)


def find_end(root_box: Any, part: Part) -> Any:
    """Return where the flow after a part begins, as the layout says where a page ends; None after the last."""
    return _find_way(root_box, part.following[1:])[0] if part.following else None


def _find_way(root_box: Any, way: Any) -> tuple[Any, Any]:
    """Return where the last of some elements, each within the one before it, stands in the boxes; and its box."""
    box, numbers = root_box, []
    for element in way:
        for number, child in enumerate(getattr(box, "children", ())):
            if child.element is element and child.element_tag == element.tag:
                box = child
                numbers.append(number)
                break
        else:
            raise NotAlone
    place: Any = None
    for number in reversed(numbers):
        place = {number: place}
    return place, box


def is_parted(context: Any, index: int, end: Any) -> bool:
    """Whether the next flow begins with the page of this index.

    Raises NotAlone where it does not begin as it has to, or something of this flow goes on.
    """
    resume_at, next_page, *_ = context.page_maker[index]
    if resume_at != end:
        if resume_at is None:
            raise NotAlone
        return False
    if next_page["break"] in _SIDES or context.reported_footnotes or context.broken_out_of_flow:
        raise NotAlone
    return True


def _counts(style: Any) -> bool:
    """Whether a style tells what was counted in the text before, or where something else stands."""
    said = [style["content"], style["bookmark_label"]]
    if style["string_set"] != "none":
        said += [content for _, content in style["string_set"]]
    return any(kind in _COUNTED for one in said if isinstance(one, tuple) for kind, _ in one)


def make_page_box(context: Any, root_box: Any, html: Any, page_type: Any) -> Any:
    """Return the box of a page of this kind, without anything on it."""
    from weasyprint.formatting_structure.boxes import PageBox
    from weasyprint.layout.page import page_height, page_width, set_page_type_computed_styles
    from weasyprint.layout.percent import resolve_percentages

    set_page_type_computed_styles(page_type, html, context.style_for)
    style = context.style_for(page_type)
    style["overflow"] = root_box.viewport_overflow
    page = PageBox(page_type, style)
    width, height = style["size"]
    resolve_percentages(page, (width, height))
    page.position_x = page.position_y = 0
    page_width(page, context, width)
    page_height(page, context, height)
    return page


def add_page(context: Any, root_box: Any, html: Any, found: FlowPage, pattern: Any, known: set[str]) -> Any:
    """Return a page that was laid out elsewhere, as it is after its boxes were let go; let the layout know of it.
    `pattern` is a page of this layout; `known` are the anchors on pages before, and get those of this one."""
    from weasyprint.formatting_structure import build
    from weasyprint.layout.page import PageType, _standardize_page_based_counters

    index = len(context.page_maker) - 1
    resume_at, _, right_page, state, remake = context.page_maker[index]
    remake.update(content_changed=False, pages_wanted=False)
    side = "right" if right_page else "left"
    page = make_page_box(context, root_box, html, PageType(side, False, found.name, index, ()))
    page.fixed_boxes = []
    page.children = [child.copy_with_children([]) for child in pattern.children]
    page.children[0].string_set = list(found.strings)
    page.sheet = found.sheet
    state = copy.deepcopy(state)
    _standardize_page_based_counters(page.style, None)
    build.update_counters(state, page.style)
    for anchor in found.sheet.anchors.keys() - known:
        context.target_collector.cache_target_page_counters(anchor, state[1], index, context.page_maker)
    known |= found.sheet.anchors.keys()
    context.page_maker.append((resume_at, {"break": "page", "page": found.name}, not right_page, state, _make_state()))
    return page


def _make_state() -> dict[str, Any]:
    return {"content_changed": False, "pages_wanted": False, "anchors": [], "content_lookups": []}
