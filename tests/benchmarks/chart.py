"""Draw cost against size: lines in panels with logarithmic axes, as SVG.

In: panels of named lines. Out: an SVG. The same figures make the same bytes. Lines are told apart by the name at their
end and by the shape of their points, and not by colour alone; a grey line shows what grows as the size does.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT, _LEFT, _TOP, _BOTTOM, _NAMES = 530, 380, 62, 56, 52, 198
_COLOURS = ("#0b5394", "#b45309", "#166534", "#9d174d", "#5b21b6", "#374151", "#0e7490", "#7c2d12")
_BESIDE = 2
_APART = 13
"""Points between the names of two lines, at least."""

_Place = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Panel:
    """What is drawn side by side: title, words of the axes, and for each line its points (size, cost)."""

    title: str
    across: str
    up: str
    lines: Mapping[str, tuple[tuple[float, float], ...]]


def draw_chart(panels: tuple[Panel, ...], said: str) -> str:
    """Return the panels as one SVG, two beside each other, with a line below that says what was measured."""
    width, height = _WIDTH * min(len(panels), _BESIDE), _HEIGHT * math.ceil(len(panels) / _BESIDE) + 22
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' font-family="sans-serif" font-size="11" fill="#1f2937" role="img">',
        f"<title>{escape('; '.join(panel.title for panel in panels))}</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for number, panel in enumerate(panels):
        parts += [
            f'<g transform="translate({number % _BESIDE * _WIDTH} {number // _BESIDE * _HEIGHT})">',
            *_draw_panel(panel),
            "</g>",
        ]
    parts.append(f'<text x="{_LEFT}" y="{height - 9}" fill="#4b5563">{escape(said)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _draw_panel(panel: Panel) -> Iterator[str]:
    sizes = sorted({size for line in panel.lines.values() for size, _ in line})
    costs = [cost for line in panel.lines.values() for _, cost in line]
    low, high = math.floor(math.log10(min(costs))), math.ceil(math.log10(max(costs)))
    high = max(high, low + 1)
    right, base = _WIDTH - _NAMES, _HEIGHT - _BOTTOM
    span = math.log10(sizes[-1] / sizes[0]) or 1.0

    def across(size: float) -> float:
        return round(_LEFT + 12 + (right - _LEFT - 24) * math.log10(size / sizes[0]) / span, 1)

    def up(cost: float) -> float:
        return round(base - (base - _TOP) * (math.log10(cost) - low) / (high - low), 1)

    yield f'<text x="{_LEFT}" y="22" font-size="14" font-weight="bold">{escape(panel.title)}</text>'
    yield f'<text x="{_LEFT}" y="42" fill="#4b5563">{escape(panel.up)}</text>'
    for power in range(low, high + 1):
        y = up(10.0**power)
        yield f'<path d="M{_LEFT} {y}H{right}" stroke="#d1d5db"/>'
        yield f'<text x="{_LEFT - 6}" y="{y + 4}" text-anchor="end">{_say_number(10.0**power)}</text>'
    for size in sizes:
        yield f'<path d="M{across(size)} {base}v5" stroke="#6b7280"/>'
        yield f'<text x="{across(size)}" y="{base + 18}" text-anchor="middle">{_say_number(size)}</text>'
    yield f'<path d="M{_LEFT} {_TOP}V{base}H{right}" fill="none" stroke="#6b7280"/>'
    yield f'<text x="{(_LEFT + right) / 2}" y="{base + 36}" text-anchor="middle">{escape(panel.across)}</text>'
    yield from _draw_proportion(across, up, sizes, low, high)
    yield from _draw_lines(panel, across, up, right)


def _draw_proportion(across: _Place, up: _Place, sizes: list[float], low: int, high: int) -> Iterator[str]:
    """Draw how steep a cost is that grows as the size does, from the bottom of the panel."""
    most = min(sizes[-1] / sizes[0], 10.0 ** (high - low))
    start, end = 10.0**low, 10.0**low * most
    yield (
        f'<path d="M{across(sizes[0])} {up(start)}L{across(sizes[0] * most)} {up(end)}" stroke="#9ca3af"'
        ' stroke-dasharray="4 4"/>'
    )


def _draw_lines(panel: Panel, across: _Place, up: _Place, right: int) -> Iterator[str]:
    ends = _part({name: up(line[-1][1]) for name, line in panel.lines.items()})
    for number, (name, line) in enumerate(panel.lines.items()):
        colour, points = _COLOURS[number % len(_COLOURS)], [(across(size), up(cost)) for size, cost in line]
        yield f'<path d="M{"L".join(f"{x} {y}" for x, y in points)}" fill="none" stroke="{colour}" stroke-width="1.8"/>'
        yield from (_draw_point(number, x, y, colour) for x, y in points)
        x, y = points[-1]
        yield f'<path d="M{x + 4} {y}L{right + 4} {ends[name]}" stroke="{colour}" stroke-width=".6"/>'
        told = f"{name} {_say_number(line[-1][1])}"
        yield f'<text x="{right + 7}" y="{ends[name] + 4}" fill="{colour}">{escape(told)}</text>'


def _part(places: Mapping[str, float]) -> dict[str, float]:
    """Return the places with room for a name between them: the lowest where it was, unless the highest would stand
    above the panel."""
    found: dict[str, float] = {}
    last = math.inf
    for name, y in sorted(places.items(), key=lambda pair: -pair[1]):
        last = found[name] = round(min(y, last - _APART), 1)
    last = float(_TOP - _APART)
    for name, y in reversed(found.items()):
        last = found[name] = max(y, round(last + _APART, 1))
    return found


def _draw_point(number: int, x: float, y: float, colour: str) -> str:
    match number % 4:
        case 0:
            return f'<circle cx="{x}" cy="{y}" r="3.2" fill="{colour}"/>'
        case 1:
            return f'<path d="M{x - 3} {y - 3}h6v6h-6z" fill="{colour}"/>'
        case 2:
            return f'<path d="M{x} {y - 4}l4 7h-8z" fill="{colour}"/>'
    return f'<path d="M{x} {y - 4}l4 4l-4 4l-4 -4z" fill="{colour}"/>'


def _say_number(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"
