"""Colours on dark screens, made from those on white paper: the same hue, as far from the ground as on paper.

All is reckoned in OKLCH, in which equal steps look equal (https://bottosson.github.io/posts/oklab/); contrast is that
of WCAG 2.1 (https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio).
"""

from __future__ import annotations

import math

WHITE = "#ffffff"
DARK = "#14171b"
"""The paper on dark screens."""
_WORDS = (7.0, 14.5)
"""Least and most contrast of words with the dark paper: on the lightest of its tints they have more than 4.5 still."""
_LINES = (1.6, 5.5)
_LIFT = 0.08
"""How much lighter than the dark paper a tint may be."""

Triple = tuple[float, float, float]


def measure_contrast(one: str, other: str) -> float:
    """Return the contrast of two colours `#rrggbb`, from 1 to 21."""
    low, high = sorted((_luminance(_linear(one)), _luminance(_linear(other))))
    return (high + 0.05) / (low + 0.05)


def darken_words(colour: str) -> str:
    """Return the colour of the same hue that words have on dark screens."""
    return _as_far(colour, *_WORDS)


def darken_line(colour: str) -> str:
    """Return the colour of the same hue that a line has on dark screens: it may be fainter than words."""
    return _as_far(colour, *_LINES)


def darken_fill(colour: str) -> str:
    """Return the ground of the same hue on dark screens: white paper is dark paper, and a tint a little lighter than
    that."""
    if colour == WHITE:
        return DARK
    light, chroma, hue = _oklch(_linear(colour))
    ground = _oklch(_linear(DARK))[0]
    return _hex(_within(ground + min(1.25 * (1 - light), _LIFT), min(chroma, 0.04), hue))


def _as_far(colour: str, least: float, most: float) -> str:
    """Return the lightest colour of that hue whose contrast with the dark paper is that with white, but within
    bounds."""
    wanted = min(max(measure_contrast(colour, WHITE), least), most)
    _, chroma, hue = _oklch(_linear(colour))
    low, high = 0.0, 1.0
    for _ in range(20):
        light = (low + high) / 2
        low, high = (
            (low, light) if measure_contrast(_hex(_within(light, chroma, hue)), DARK) >= wanted else (light, high)
        )
    return _hex(_within(high, chroma, hue))


def _within(light: float, chroma: float, hue: float) -> Triple:
    """Return the colour in linear light, with as much of its chroma as a screen can show."""
    low, high = 0.0, chroma
    if _shown(_rgb(light, chroma, hue)):
        return _rgb(light, chroma, hue)
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (middle, high) if _shown(_rgb(light, middle, hue)) else (low, middle)
    return _rgb(light, low, hue)


def _shown(rgb: Triple) -> bool:
    return all(-0.0005 <= part <= 1.0005 for part in rgb)


def _linear(colour: str) -> Triple:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _light(red), _light(green), _light(blue)


def _light(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def _hex(rgb: Triple) -> str:
    bounded = (min(max(part, 0.0), 1.0) for part in rgb)
    coded = (part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in bounded)
    return "#" + "".join(f"{round(part * 255):02x}" for part in coded)


def _luminance(rgb: Triple) -> float:
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def _oklch(rgb: Triple) -> Triple:
    """Return lightness, chroma and hue (in radians)."""
    red, green, blue = rgb
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short, math.hypot(a, b), math.atan2(b, a)


def _rgb(light: float, chroma: float, hue: float) -> Triple:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
