"""Pictures drawn from plain data: the words and days that they show are decided before.

In: days, numbers, words and the fonts of a style. Out: the same picture as SVG, for pages, and as PNG, for Word. The only
home of matplotlib, which takes half a second to load: imported when an edition asks for a picture.
"""

from generator.pictures.custody import BARS, MARKS, MOST_LANES, Lane, Legend, Point, Stretch, Tick, draw_custody
from generator.pictures.sheet import WIDTH, Drawing, Fonts

__all__ = [
    "BARS",
    "MARKS",
    "MOST_LANES",
    "WIDTH",
    "Drawing",
    "Fonts",
    "Lane",
    "Legend",
    "Point",
    "Stretch",
    "Tick",
    "draw_custody",
]
