"""How well a colour is told from the one behind it.

In: colours as WeasyPrint has them. Out: how one looks over another, and their contrast as the Web Content Accessibility
Guidelines measure it (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio): 1 for two that are alike, 21 for black on
white.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

Seen = tuple[float, float, float]
"""A colour as it is seen, with nothing that shines through: red, green and blue, each from 0 to 1."""
WHITE: Seen = (1.0, 1.0, 1.0)


def lay_over(colour: Any, ground: Seen) -> Seen:
    """Return how a colour of WeasyPrint's looks over a ground."""
    return blend(_read(colour), ground, colour.alpha)


def blend(upper: Seen, lower: Seen, share: float) -> Seen:
    """Return how one colour looks over another of which it leaves all but a share to be seen."""
    red, green, blue = (share * one + (1 - share) * other for one, other in zip(upper, lower, strict=True))
    return red, green, blue


@lru_cache(maxsize=256)
def measure_contrast(one: Seen, other: Seen) -> float:
    """Return the contrast of two colours."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=256)
def _read(colour: Any) -> Seen:
    if colour.space == "device-cmyk":
        cyan, magenta, yellow, black = colour.coordinates
        red, green, blue = ((1 - ink) * (1 - black) for ink in (cyan, magenta, yellow))
    else:
        red, green, blue = colour.to("srgb").coordinates
    red, green, blue = (min(max(one, 0.0), 1.0) for one in (red, green, blue))
    return red, green, blue


def _luminance(colour: Seen) -> float:
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
