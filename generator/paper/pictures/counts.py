"""How many people were held: a bar for each paper, the earliest first."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from generator.paper.pictures.canvas import GREY, NAME, PAPER, WIDTH, Canvas, Drawing
from generator.paper.pictures.custody import UNKNOWN, Legend, draw_bar, draw_legend
from generator.paper.pictures.fonts import Fonts

HELD = "imprisoned"
"""The look of those who are known to be held; of the others it is not known."""

_LEFT, _MOST, _ROW, _EDGE = 38.0, 76.0, 8.6, 0.4
_WIDEST = 7.0
"""A person is never wider than this, so that few people do not look like many."""


class Count(NamedTuple):
    """A row: the day, how many are known to be held, of how many it is not known, and both in words."""

    day: str
    held: int
    unknown: int
    told: str


@lru_cache(maxsize=32)
def draw_counts(counts: tuple[Count, ...], held: str, unknown: str, fonts: Fonts, salt: str) -> Drawing:
    """Return the picture of the counts; `held` and `unknown` are the words for the two parts of a bar. The same is
    drawn once."""
    canvas = Canvas(fonts, salt)
    person = min(_WIDEST, _MOST / max(1, *(count.held + count.unknown for count in counts)))
    y = 0.8
    for count in counts:
        canvas.line(_EDGE, y, WIDTH - _EDGE, y)
        middle = y + _ROW / 2
        canvas.words(_EDGE, middle + 1, count.day, size=NAME, bold=True)
        parts = ((HELD, count.held, PAPER), (UNKNOWN, count.unknown, GREY))
        left = _LEFT
        for look, people, color in parts:
            if people:
                width = people * person
                draw_bar(canvas, look, left, width, middle, mark=False)
                if width > canvas.width_of(str(people)) + 1:
                    canvas.words(left + width / 2, middle + 1, str(people), color=color, side="center", bold=True)
                left += width
        canvas.words(left + 2.4, middle + 1, count.told, color=GREY)
        y += _ROW
    canvas.line(_EDGE, y, WIDTH - _EDGE, y)
    legend = [Legend(look, words) for look, words in ((HELD, held), (UNKNOWN, unknown))]
    return canvas.finished(draw_legend(canvas, legend, y) + 1.4)
