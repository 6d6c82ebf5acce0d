"""The look of a Word file: what its named styles say, in points and `#rrggbb`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.formats.look.theme import WordTheme

BLACK = "#000000"
"""What Word makes of the colour `auto` for words and lines, on white."""
SIDES = ("top", "right", "bottom", "left")

Said = Mapping[str, Mapping[str, str]]
"""Attributes of Word's properties by the name of the element; a border's by `pBdr/top`."""


@dataclass(frozen=True, slots=True)
class Border:
    """A border; `space` is what it keeps from the words."""

    width: float
    colour: str
    space: float = 0
    stroke: str = "solid"


@dataclass(frozen=True, slots=True)
class Words:
    """How words look; `spacing` is what stands between letters, `underline` the colour of the line below, "" for that
    of the words."""

    font: str
    size: float
    colour: str
    bold: bool = False
    italic: bool = False
    caps: str = ""
    spacing: float = 0
    underline: str | None = None
    struck: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """How a paragraph stands; `line` is the distance of lines in points where `fixed`, and else a factor."""

    before: float = 0
    after: float = 0
    left: float = 0
    right: float = 0
    first: float = 0
    line: float = 1
    fixed: str = ""
    align: str = ""
    borders: Mapping[str, Border] = field(default_factory=dict)
    fill: str | None = None
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class NamedStyle:
    """A named style of paragraphs or characters."""

    words: Words
    block: Block


@dataclass(frozen=True, slots=True)
class Grid:
    """A named style of tables: lines and grounds of all cells, and of the first row."""

    borders: Mapping[str, Border]
    padding: tuple[float, float, float, float]
    fill: str | None
    head_borders: Mapping[str, Border]
    head_fill: str | None


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: its indents, how it counts, the mark, and what the mark says otherwise than the words after
    it."""

    left: float
    hanging: float
    format: str
    mark: str
    said: Said


@dataclass(frozen=True, slots=True)
class Page:
    """A page in points: its size, its margins (top, right, bottom, left), and where running lines stand from its
    edges."""

    size: tuple[float, float]
    margins: tuple[float, float, float, float]
    header: float
    footer: float


@dataclass(frozen=True, slots=True)
class Look:
    """The look of a Word file; names of styles are in small letters. `families` are the kinds of fonts by name."""

    named: Mapping[str, NamedStyle]
    grids: Mapping[str, Grid]
    levels: Mapping[str, Level]
    own: Mapping[str, Said]
    upright: Page
    lying: Page
    theme: WordTheme
    families: Mapping[str, str]
