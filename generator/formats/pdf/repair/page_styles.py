"""Let pages that the same rules match share their computed styles, and those of their margins.

WeasyPrint 70.0 computes for each page anew its own style and that of each of its margin boxes, some twenty of them, and
keeps them all: a fifth of a megabyte for a page. To find those of a page it looks through what was declared for all
pages before. Here pages share theirs; what the layout writes into such a style is the same for each of them.
"""

from __future__ import annotations

from typing import Any


def repair() -> None:
    """Put the repair in place."""
    from weasyprint.layout import page

    shipped = page.set_page_type_computed_styles

    def set_styles(page_type: Any, html: Any, style_for: Any) -> None:
        _set_styles(page_type, html, style_for, shipped)

    page.set_page_type_computed_styles = set_styles


def _set_styles(page_type: Any, html: Any, style_for: Any, shipped: Any) -> None:
    """Set the styles of a page, and of its margin boxes and areas."""
    if page_type.index == 0:
        # by the size of this page, and of what stands on it, lengths are told (`vw`): not before it is made, and
        # otherwise each time that it is made again
        shipped(page_type, html, style_for)
        return
    known: dict[Any, dict[str | None, Any]] = style_for.__dict__.setdefault("_of_pages", {})
    matches = (*style_for.initial_page_sizes.values(), *_match(page_type, style_for))
    computed = style_for.get_computed_styles()
    if matches not in known:
        shipped(page_type, html, style_for)
        pseudos = {pseudo for one, pseudo in style_for.get_cascaded_styles() if one == page_type}
        known[matches] = {pseudo: computed[page_type, pseudo] for pseudo in (None, *(pseudos - {None}))}
    computed |= {(page_type, pseudo): style for pseudo, style in known[matches].items()}


def _match(page_type: Any, style_for: Any) -> list[bool]:
    """Return of each selector of the rules for pages whether it matches a page."""
    return [
        style_for._page_type_match(selector, page_type)
        for sheet, *_ in style_for._sheets
        for _, listed, _ in sheet.page_rules
        for *_, selector in listed
    ]
