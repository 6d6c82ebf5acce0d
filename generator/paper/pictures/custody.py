"""Lines of time: from when to when each person was in which custody, as far as it is known.

Looks differ by fill, hatch and height, marks by shape, so that nothing is told by colour alone. What is not known is an
empty dashed frame with a question mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from generator.paper.pictures.canvas import DEEP, GREY, INK, MIDDLE, NAME, PALE, PAPER, WIDTH, Canvas, Drawing
from generator.paper.pictures.fonts import Fonts

UNKNOWN, KNOWN = "unknown", "known"
"""What is drawn beside statuses: a time of which nothing is known, and a day on which something is."""


class _Bar(NamedTuple):
    fill: str
    edge: str = DEEP
    hatch: str | None = None
    height: float = 4.2
    dashed: bool = False


class _Mark(NamedTuple):
    shape: str
    fill: str
    size: float = 2.6


BARS: Mapping[str, _Bar] = {
    "detained": _Bar(MIDDLE),
    "pretrial": _Bar(PALE, hatch="/////"),
    "imprisoned": _Bar(DEEP),
    "psychiatric_detention": _Bar(MIDDLE, hatch="xxxxx"),
    "house_arrest": _Bar(PALE, hatch="-----"),
    "on_trial": _Bar(MIDDLE, height=1.0),
    "death_row": _Bar(MIDDLE, hatch="|||||"),
    "sentenced_to_prison": _Bar(DEEP, height=2.4, hatch="/////"),
    "sentenced_to_death": _Bar(MIDDLE, hatch="|||||", height=2.4),
    "amnestied": _Bar(PAPER, hatch=".....", height=2.4),
    "pardoned": _Bar(PAPER, hatch="ooooo", height=2.4),
    "suspended_sentence": _Bar(PAPER, height=2.4),
    "sentence_postponed": _Bar(PAPER, hatch="\\\\\\\\\\", height=2.4),
    "restricted_freedom": _Bar(PAPER, hatch="|||||", height=2.4),
    "under_investigation": _Bar(DEEP, height=1.0),
    "at_risk": _Bar(PAPER, height=1.0),
    "witness": _Bar(GREY, GREY, height=1.0),
    "disappeared": _Bar(PAPER, hatch="+++++"),
    UNKNOWN: _Bar(PAPER, GREY, dashed=True),
}
"""How a time in a status is drawn: high bars are custody, or not told; low ones say nothing of custody, or that there
is none."""

MARKS: Mapping[str, _Mark] = {
    "released": _Mark("o", PAPER),
    "acquitted": _Mark("s", PAPER),
    "in_exile": _Mark(">", PAPER),
    "deceased": _Mark("X", INK, 3.0),
    KNOWN: _Mark("D", INK, 1.9),
}
"""How a day is drawn."""

_EDGE, _LEFT, _RIGHT = 0.4, 57.0, WIDTH - 2.0
_APART = 2.6
_LEAST, _LINE, _GAP = 9.2, 3.5, 2.6


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in one of BARS."""

    look: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Point:
    """A day with one of MARKS."""

    look: str
    day: date


@dataclass(frozen=True, slots=True)
class Lane:
    """The line of one person: the name, what is known last, and what is drawn. `open`: it is not known since when."""

    name: str
    told: str
    stretches: tuple[Stretch, ...]
    points: tuple[Point, ...]
    open: bool = False


class Tick(NamedTuple):
    """A day of the scale, with its words."""

    day: date
    words: str


class Legend(NamedTuple):
    """What one of BARS or MARKS means."""

    look: str
    words: str


def draw_custody(
    lanes: tuple[Lane, ...],
    start: date,
    end: Tick,
    ticks: tuple[Tick, ...],
    legend: tuple[Legend, ...],
    fonts: Fonts,
    salt: str,
) -> Drawing:
    """Return the picture of the lanes from `start` to the day of `end`, which is marked with its words."""
    canvas = Canvas(fonts, salt)
    days = max(1, (end.day - start).days)

    def x(day: date) -> float:
        return _LEFT + (_RIGHT - _LEFT) * (day - start).days / days

    top = 5.2
    rows: list[tuple[float, float, Lane, list[str], list[str]]] = []
    y = top
    for lane in lanes:
        names = canvas.lines(lane.name, _LEFT - 2.5, NAME, True)
        told = canvas.lines(lane.told, _LEFT - 2.5)
        height = max(_LEAST, (len(names) + len(told)) * _LINE + _GAP)
        rows.append((y, height, lane, names, told))
        y += height
    for tick in ticks:
        canvas.line(x(tick.day), top - 0.8, x(tick.day), y)
        canvas.words(x(tick.day), top - 1.8, tick.words, color=GREY, side="center")
    for above, height, lane, names, told in rows:
        canvas.line(_EDGE, above, _RIGHT, above)
        base = above + (height - (len(names) + len(told)) * _LINE) / 2 - 0.8
        for number, words in enumerate(names, 1):
            canvas.words(_EDGE, base + number * _LINE, words, size=NAME, bold=True)
        for number, words in enumerate(told, len(names) + 1):
            canvas.words(_EDGE, base + number * _LINE, words, color=GREY)
        _draw_lane(canvas, lane, x, above + height / 2)
    canvas.line(_EDGE, y, _RIGHT, y)
    canvas.line(x(end.day), top - 0.8, x(end.day), y + 1, INK, 1, front=True)
    canvas.words(_RIGHT, y + 4, end.words, side="right")
    return canvas.finished(draw_legend(canvas, legend, y + 4) + 1.4)


def _draw_lane(canvas: Canvas, lane: Lane, x: Callable[[date], float], middle: float) -> None:
    for stretch in lane.stretches:
        left, right = x(stretch.start), x(stretch.end)
        draw_bar(canvas, stretch.look, left, max(right - left, 0.3), middle)
    for number, point in enumerate(lane.points):
        look = MARKS[point.look]
        here = x(point.day)
        # two that would hide each other stand one above the other
        up = any(x(later.day) - here < _APART for later in lane.points[number + 1 : number + 2])
        down = any(here - x(earlier.day) < _APART for earlier in lane.points[max(0, number - 1) : number])
        canvas.mark(here, middle + (0 if up == down else -1.5 if up else 1.5), look.shape, look.size, look.fill)
    if lane.open:
        days = [s.start for s in lane.stretches] + [p.day for p in lane.points]
        canvas.words(x(min(days)) - 1.8 if days else (_LEFT + _RIGHT) / 2, middle + 1, "?", side="right", bold=True)


def draw_bar(canvas: Canvas, look: str, left: float, width: float, middle: float, *, mark: bool = True) -> None:
    """Draw a bar of a look, with its height around `middle`; `mark` puts the question mark into what is not known."""
    bar = BARS[look]
    canvas.box(
        left,
        middle - bar.height / 2,
        width,
        bar.height,
        fill=bar.fill,
        edge=bar.edge,
        hatch=bar.hatch,
        dashed=bar.dashed,
    )
    if mark and look == UNKNOWN and width > 3.2:
        canvas.words(left + width / 2, middle + 1, "?", side="center", color=GREY, bold=True)


def draw_legend(canvas: Canvas, legend: Iterable[Legend], y: float) -> float:
    """Draw what the looks mean, in lines below `y`; return where it ends."""
    left = _EDGE
    y += _LINE * 1.6
    for item in legend:
        sample = 8.0 if item.look in BARS else 3.4
        width = sample + 1.4 + canvas.width_of(item.words) + 5
        if left > _EDGE and left + width - 5 > _RIGHT:
            left, y = _EDGE, y + _LINE * 1.5
        if item.look in BARS:
            draw_bar(canvas, item.look, left, sample, y - 1)
        else:
            mark = MARKS[item.look]
            canvas.mark(left + sample / 2, y - 1, mark.shape, mark.size, mark.fill)
        canvas.words(left + sample + 1.4, y, item.words)
        left += width
    return y
