"""Find in one step what a style says of a property that no rule sets.

WeasyPrint 70.0 goes the same way for each of some hundred properties of each style, by all that a rule might have said.
"""

from __future__ import annotations

from typing import Any

_PLAIN = (str, int, float, type(None))


def repair() -> None:
    """Put the shorter way in place."""
    from weasyprint.css import ComputedStyle
    from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
    from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

    shipped = ComputedStyle.__missing__
    logical = {find(block="ttb", inline=way) for find in PHYSICAL_FUNCTIONS.values() for way in ("ltr", "rtl")}
    own_way = {"float", "display", "position", "page", *INITIAL_NOT_COMPUTED}
    own_way |= {name for name in INITIAL_VALUES if name.startswith("text_decoration_")}
    inherited = frozenset(INHERITED) - own_way
    initial = frozenset(INITIAL_VALUES) - inherited - own_way

    def find(style: Any, key: str) -> Any:
        cascaded = style.cascaded
        if key not in cascaded and (key not in PHYSICAL_FUNCTIONS or logical.isdisjoint(cascaded)):
            if key in initial:
                value = style[key] = INITIAL_VALUES[key]
                return value
            if key in inherited and style.parent_style is not None:
                value = style.parent_style[key]
                if isinstance(value, _PLAIN):  # no sum that is not done yet
                    style[key] = value
                    return value
        return shipped(style, key)

    ComputedStyle.__missing__ = find
