"""Mend how WeasyPrint 70.0 tells pages, as contents do.

1. Each page asks of each of its anchors whether an earlier page had it, in the list of all, and looks through all that
   tells pages for what tells this one. Here both are done for anchors alone whose page is told somewhere.
2. What tells the page of `attr(href url)` is not told when that page is known, for it is noted under no name; it is
   read anew because the number of all pages has become known, and laid out three times. Here it has its name, and is
   laid out again once, for what it tells. As shipped, contents that grow by their numbers tell wrong pages
   (findings/weasyprint-tells-wrong-pages-in-contents.sh).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def repair() -> None:
    """Put the repairs in place."""
    from weasyprint.css.targets import TargetCollector

    shipped = TargetCollector.cache_target_page_counters
    TargetCollector.cache_target_page_counters = lambda collector, *args: _note_page(collector, shipped, *args)


def find_told(targets: Any) -> dict[str, set[str]]:
    """Return the anchors whose page is told somewhere, as contents do, and the counters that are told of it."""
    told: dict[str, set[str]] | None = targets.__dict__.get("_told")
    if told is None:
        told = targets._told = {}
        for (box, css_token), item in targets.counter_lookup_items.items():
            if css_token == "content" and None in item.missing_target_counters:
                names = item.missing_target_counters.pop(None)
                item.missing_target_counters |= dict.fromkeys(_find_anchors(box), names)
            for anchor, names in item.missing_target_counters.items():
                told.setdefault(anchor, set()).update(names)
    return told


def _find_anchors(box: Any) -> Iterator[str]:
    """Yield the anchors of which the content of a box tells counters, as an attribute of its element says."""
    from weasyprint.css.targets import anchor_name_from_token
    from weasyprint.urls import get_url_tuple

    for kind, value in box.style["content"]:
        if kind in ("target-counter()", "target-counters()") and value[0][0] == "attr()":
            name, form, otherwise = value[0][1]
            said = box.element.get(name, otherwise)
            token = ("string", said) if form == "string" else ("url", get_url_tuple(said, box.style.base_url))
            if anchor := anchor_name_from_token(token):
                yield anchor


def _note_page(targets: Any, shipped: Any, anchor: str, counters: Any, index: int, page_maker: Any) -> None:
    """Note the page of an anchor; what tells it is looked for only where there is something, and something new."""
    item = targets.target_lookup_items.get(anchor)
    if targets.collecting or not item or item.state != "up-to-date":
        return
    had = item.cached_page_counter_values
    if all(had.get(name) == counters.get(name) for name in find_told(targets).get(anchor, ())):
        item.page_maker_index = index
        item.cached_page_counter_values = {name: list(values) for name, values in counters.items()}
    else:
        shipped(targets, anchor, counters, index, page_maker)


def take_counters(context: Any, index: int) -> None:
    """Let what counts on a page that is made again take the counters that it has by now for those that it was made
    with, if those that it tells are the same."""
    if index + 1 < len(context.page_maker):
        counters = context.page_maker[index + 1][3][1]
        for item in context.target_collector.counter_lookup_items.values():
            had = item.cached_page_counter_values
            if item.page_maker_index == index and all(had.get(n) == counters.get(n) for n in item.missing_counters):
                item.cached_page_counter_values = {name: list(values) for name, values in counters.items()}
