"""A sheet to draw on, measured in millimetres from its upper left corner, and its way into SVG and PNG.

The same drawing gives the same bytes: ids are made from a salt, nothing tells of a day, a program or a machine, and
neither the settings nor the fonts of the machine's user take part.
"""

from __future__ import annotations

import io
import json
import logging
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from generator.base.extras import need_extra
from generator.paper.pictures.fonts import Fonts

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

WIDTH = 160.0
"""How wide a picture is: the column of an upright A4 page with margins of 25 mm."""

DPI = 300
"""Dots per inch of the PNG: what a printer needs for thin lines."""

INK, GREY, HAIRLINE, PAPER = "#1b1d20", "#525c66", "#b9c2cb", "#ffffff"
DEEP, MIDDLE, PALE = "#1a4472", "#8fb0d3", "#dde8f3"
"""The palette, which is that of the paper: three blues that stay apart in grey, on which INK and PAPER can be read."""

_MM = 25.4
_POINT = _MM / 72

NAME, TEXT = 8.5, 8.0
"""Sizes of letters in points."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished picture; `width` and `height` in millimetres. `missing` are the letters that could not be drawn, each
    with the line of words in which it first stands."""

    svg: str
    png: bytes
    width: float
    height: float
    missing: tuple[tuple[str, str], ...] = ()


def write_drawing(drawing: Drawing) -> bytes:
    """Return a drawing as bytes, which `read_drawing` reads."""
    said = json.dumps([drawing.svg, drawing.width, drawing.height, drawing.missing])  # ASCII, and no zero in it
    return said.encode() + b"\0" + drawing.png


def read_drawing(written: bytes) -> Drawing:
    """Return the drawing of which these bytes were written."""
    said, _, png = written.partition(b"\0")
    svg, width, height, missing = json.loads(said)
    return Drawing(svg, png, width, height, tuple((letter, words) for letter, words in missing))


class Canvas:
    """Draws on a sheet of a width and a height that grows with `room`; call `finished` last, once."""

    def __init__(self, fonts: Fonts, salt: str):
        # matplotlib tells of caches that it makes; nobody who builds a paper needs to know
        logging.getLogger("matplotlib").setLevel(logging.ERROR)
        with need_extra("pictures", "a picture drawn from the records"):
            import matplotlib
            from matplotlib.backends.backend_agg import FigureCanvasAgg
            from matplotlib.figure import Figure
            from matplotlib.font_manager import FontProperties, get_font

        # nothing else in this program draws: what a matplotlibrc of the machine's user says is undone for good
        shipped: Any = {
            key: value for key, value in matplotlib.rcParamsDefault.items() if not key.startswith("backend")
        }
        matplotlib.rcParams.update(shipped)
        # the letters' shapes are in the picture: it needs no fonts where it is read
        matplotlib.rcParams.update({"svg.fonttype": "path", "hatch.linewidth": 0.6})
        self._salted = matplotlib.rc_context({"svg.hashsalt": salt})
        self._fonts: dict[bool, FontProperties] = {
            bold: FontProperties(fname=str(path)) for bold, path in ((False, fonts.plain), (True, fonts.bold))
        }
        self._letters = {
            bold: get_font(str(path)).get_charmap() for bold, path in ((False, fonts.plain), (True, fonts.bold))
        }
        self._missing: dict[str, str] = {}
        self._figure = Figure(figsize=(WIDTH / _MM, 1), dpi=DPI, facecolor=PAPER)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.axis("off")
        self._renderer: Any = FigureCanvasAgg(self._figure).get_renderer()  # type: ignore[no-untyped-call]

    def _font(self, bold: bool, size: float) -> FontProperties:
        font = self._fonts[bold].copy()
        font.set_size(size)
        return font

    def _drawable(self, words: str, bold: bool) -> str:
        """Return words in which `?` stands for what can't be drawn, which is noted: nobody gets the picture."""
        missing = {letter for letter in words if not _can_be_drawn(letter, self._letters[bold])}
        for letter in words if missing else ():
            if letter in missing:
                self._missing.setdefault(letter, words)
        return "".join("?" if letter in missing else letter for letter in words) if missing else words

    def width_of(self, words: str, size: float = TEXT, bold: bool = False) -> float:
        """Return how wide words are on one line."""
        drawn = self._drawable(words, bold)
        width, _, _ = self._renderer.get_text_width_height_descent(drawn, self._font(bold, size), ismath=False)
        return float(width) / DPI * _MM

    def lines(self, words: str, width: float, size: float = TEXT, bold: bool = False) -> list[str]:
        """Return the words in lines that are not wider than `width`; a single word may be."""
        found: list[str] = []
        for word in words.split():
            longer = f"{found[-1]} {word}" if found else word
            if found and self.width_of(longer, size, bold) <= width:
                found[-1] = longer
            else:
                found.append(word)
        return found

    def words(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = TEXT,
        bold: bool = False,
        color: str = INK,
        side: Literal["left", "center", "right"] = "left",
    ) -> None:
        """Write one line of words; `y` is the line on which they stand."""
        self._axes.text(
            x,
            y,
            self._drawable(words, bold),
            fontproperties=self._font(bold, size),
            color=color,
            ha=side,
            va="baseline",
            parse_math=False,
            zorder=3,
        )

    def box(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        *,
        fill: str | None = None,
        edge: str | None = None,
        hatch: str | None = None,
        dashed: bool = False,
    ) -> None:
        """Draw a rectangle; a hatch has the colour of the edge."""
        from matplotlib.patches import Rectangle

        self._axes.add_patch(
            Rectangle(
                (left, top),
                width,
                height,
                facecolor=fill or "none",
                edgecolor=edge or "none",
                linewidth=0.7 if edge else 0,
                hatch=hatch,
                linestyle=(0, (2.4, 1.8)) if dashed else "-",
                zorder=2,
            )
        )

    def line(
        self,
        x: float,
        y: float,
        to_x: float,
        to_y: float,
        color: str = HAIRLINE,
        width: float = 0.5,
        *,
        front: bool = False,
    ) -> None:
        """Draw a straight line; `front`: before boxes, else behind them."""
        self._axes.plot(
            [x, to_x], [y, to_y], color=color, linewidth=width, solid_capstyle="butt", zorder=2.5 if front else 1
        )

    def mark(self, x: float, y: float, shape: str, size: float, fill: str, edge: str = INK) -> None:
        """Draw a mark of matplotlib's shapes, `size` in millimetres."""
        self._axes.plot(
            [x],
            [y],
            marker=shape,
            markersize=size / _POINT,
            markerfacecolor=fill,
            markeredgecolor=edge,
            markeredgewidth=0.8,
            linestyle="none",
            zorder=4,
        )

    def finished(self, height: float) -> Drawing:
        """Return the drawing, cut off at `height`."""
        self._figure.set_size_inches(WIDTH / _MM, height / _MM)
        self._axes.set_xlim(0, WIDTH)
        self._axes.set_ylim(height, 0)
        svg, png = io.StringIO(), io.BytesIO()
        with self._salted:
            nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
            self._figure.savefig(svg, format="svg", metadata=nothing)
            self._figure.savefig(png, format="png", dpi=DPI, metadata={"Software": None})
        # without the prolog, which names an address, and without comments, which say in letters what is drawn
        drawn = re.sub(r"\s*<!--.*?-->", "", svg.getvalue()[svg.getvalue().index("<svg") :], flags=re.DOTALL)
        return Drawing(drawn, png.getvalue(), WIDTH, round(height, 2), tuple(self._missing.items()))


def _can_be_drawn(letter: str, known: Collection[int]) -> bool:
    """Tell whether a font has a letter, and letters stand in the order in which they are drawn: from left to right."""
    if letter.isascii() or unicodedata.category(letter) in ("Cc", "Cf", "Zs", "Zl", "Zp"):
        return True
    return ord(letter) in known and unicodedata.bidirectional(letter) not in ("R", "AL")
