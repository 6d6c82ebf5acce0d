"""How people stood who are listed: a bar for each paper, the earliest first. Somebody stands in each bar from the first
on whose day a list names them, or something is known of their custody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from generator.paper.pictures.canvas import GREY, NAME, PAPER, WIDTH, Canvas, Drawing
from generator.paper.pictures.custody import BARS, UNKNOWN, Legend, draw_bar, draw_legend
from generator.paper.pictures.fonts import Fonts

_LOOKS: Mapping[str, str] = {
    "held": "imprisoned",
    "last_known": UNKNOWN,
    "free": "restricted_freedom",
    "never_held": "at_risk",
    "deceased": "under_investigation",
}
"""How those are drawn who stand so."""

COUNTED = tuple(_LOOKS)
"""As what people are counted: held, not known whether held, no longer held, never known to be in custody, dead."""

_LEFT, _MOST, _ROW, _WORDS, _EDGE = 38.0, 114.0, 8.6, 4.6, 0.4
_WIDEST = 7.0
"""A person is never wider than this, so that few people do not look like many."""


class Count(NamedTuple):
    """A row: the day, how many are counted as each of COUNTED, and the same in words."""

    day: str
    people: tuple[int, ...]
    told: str


def draw_counts(counts: tuple[Count, ...], words: Mapping[str, str], fonts: Fonts, salt: str) -> Drawing:
    """Return the picture of the counts; `words` says what each of COUNTED means."""
    used = tuple(
        Legend(look, words[part])
        for number, (part, look) in enumerate(_LOOKS.items())
        if part in ("held", "last_known") or any(count.people[number] for count in counts)
    )
    canvas = Canvas(fonts, salt)
    person = min(_WIDEST, _MOST / max(1, *(sum(count.people) for count in counts)))
    y = 0.8
    for count in counts:
        canvas.line(_EDGE, y, WIDTH - _EDGE, y)
        middle = y + _ROW / 2
        canvas.words(_EDGE, middle + 1, count.day, size=NAME, bold=True)
        left = _LEFT
        for look, people in zip(_LOOKS.values(), count.people, strict=True):
            if people:
                width = people * person
                draw_bar(canvas, look, left, width, middle, mark=False)
                number = str(people)
                if look in ("imprisoned", UNKNOWN) and width > canvas.width_of(number) + 1:
                    color = PAPER if look == "imprisoned" else GREY
                    canvas.words(left + width / 2, middle + 1, number, color=color, side="center", bold=True)
                elif look not in ("imprisoned", UNKNOWN):
                    # a bar too low for its number has it above
                    above = middle - BARS[look].height / 2 - 0.6
                    canvas.words(left + width / 2, above, number, color=GREY, side="center", bold=True)
                left += width
        canvas.words(_LEFT, y + _ROW + 2.2, count.told, color=GREY)
        y += _ROW + _WORDS
    canvas.line(_EDGE, y, WIDTH - _EDGE, y)
    return canvas.finished(draw_legend(canvas, used, y) + 1.4)
