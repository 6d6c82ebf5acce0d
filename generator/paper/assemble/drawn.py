"""Draw a picture once: who asks for the same again, in this run or in a later one, has what was drawn then.

In: what draws, and all that it draws. Out: the drawing, with the letters that it lacks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from generator.paper.assemble.context import Context
from generator.paper.assemble.kept_pictures import note_letters
from generator.paper.document import BlockId

if TYPE_CHECKING:
    from generator.paper.pictures import Drawing, Fonts

_MOST = 32
"""How many drawings a process holds: the preview shows the same ones again and again."""

_drawn: dict[tuple[str, Fonts], Drawing] = {}


def draw_once(context: Context, fonts: Fonts, id: BlockId, draw: Callable[..., Drawing], *what: object) -> Drawing:
    """Return what `draw` draws in these letters, as the picture `id`, or drew of the same before."""
    from generator.paper.pictures import read_drawing, write_drawing

    said = repr((draw.__name__, what, id))
    drawing = _drawn.get((said, fonts))
    if drawing is None:
        if context.kept:
            written = context.kept.remember(said, lambda: write_drawing(draw(*what, fonts, id)), fonts)
            drawing = read_drawing(written)
        else:
            note_letters(fonts)
            drawing = draw(*what, fonts, id)
        if len(_drawn) >= _MOST:
            _drawn.pop(next(iter(_drawn)), None)  # another thread may have taken it out
        _drawn[said, fonts] = drawing
    return drawing
