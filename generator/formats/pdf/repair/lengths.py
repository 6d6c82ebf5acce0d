"""Resolve the lengths of a box by those of its style that do not depend on what it stands in.

WeasyPrint 70.0 looks up and resolves some twenty lengths of each box each time that one is laid out. Of one style they
are the same for every box, save those in percent, and those of collapsed borders and of boxes that are measured with
their borders, which are left to it.
"""

from __future__ import annotations

import sys
from math import inf
from typing import Any

_ACROSS = (
    "margin_left", "margin_right", "padding_left", "padding_right", "width", "min_width", "max_width",
)  # fmt: skip
_DOWN = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")
_HEIGHTS = ("height", "min_height", "max_height")
_BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")
_NO_LESS = ("min_width", "min_height")

_Plan = tuple[dict[str, Any], tuple[tuple[str, float, int], ...]]
"""The lengths of a style that are the same everywhere; name, percent and what of (the place in a tuple) of others."""


def repair() -> None:
    """Put in place how lengths are resolved, wherever the layout has taken it from."""
    from weasyprint.formatting_structure.boxes import Box, PageBox
    from weasyprint.layout import percent

    shipped = percent.resolve_percentages

    def resolve(box: Any, containing_block: Any) -> None:
        known = box.style.__dict__
        plan = known.get("_lengths")
        if plan is None:
            plan = known["_lengths"] = _make_plan(box.style) or ()
        if not plan:
            shipped(box, containing_block)
            return
        fixed, shares = plan
        box.__dict__.update(fixed)
        if not shares:
            return
        if isinstance(containing_block, Box):
            width, height = containing_block.width, containing_block.height
        else:
            width, height = containing_block
        wholes = (width, height if isinstance(box, PageBox) else width, height)
        for name, share, of in shares:
            if of < 2 or height != "auto":
                box.__dict__[name] = wholes[of] * share / 100
            elif name == "height":
                box.height = "auto"
            else:
                box.__dict__[name] = (0 if name == "min_height" else inf) * share / 100

    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint.") and getattr(module, "resolve_percentages", None) is shipped:
            module.resolve_percentages = resolve  # type: ignore[attr-defined]


def _make_plan(style: Any) -> _Plan | None:
    """Return how to resolve the lengths of a style; None if it takes more than that."""
    if style["box_sizing"] != "content-box" or style["border_collapse"] == "collapse":
        return None
    fixed = {name: style[name] for name in _BORDERS}
    shares: list[tuple[str, float, int]] = []
    for of, names in enumerate((_ACROSS, _DOWN, _HEIGHTS)):
        for name in names:
            value = style[name]
            unit = getattr(value, "unit", None)
            if value == "auto":
                fixed[name] = 0 if name in _NO_LESS else value
            elif value is None:
                fixed[name] = None
            elif unit == "%":
                shares.append((name, value.value, of))
            elif unit == "px":
                fixed[name] = value.value
            else:
                return None
    return fixed, tuple(shares)
