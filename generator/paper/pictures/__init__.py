"""Pictures drawn from plain data: the words and days that they show are decided before.

In: days, numbers, words and the fonts of a style. Out: the same picture as SVG, for pages, and as PNG, for Word. The
only home of matplotlib, which takes half a second to load: imported when an edition asks for a picture.
"""

from generator.paper.pictures.canvas import Drawing, read_drawing, write_drawing
from generator.paper.pictures.counts import COUNTED, Count, draw_counts
from generator.paper.pictures.custody import (
    BARS,
    KNOWN,
    MARKS,
    UNKNOWN,
    Lane,
    Legend,
    Point,
    Stretch,
    Tick,
    draw_custody,
)
from generator.paper.pictures.fonts import Fonts, find_fonts

__all__ = [
    "BARS",
    "COUNTED",
    "KNOWN",
    "MARKS",
    "UNKNOWN",
    "Count",
    "Drawing",
    "Fonts",
    "Lane",
    "Legend",
    "Point",
    "Stretch",
    "Tick",
    "draw_counts",
    "draw_custody",
    "find_fonts",
    "read_drawing",
    "write_drawing",
]
