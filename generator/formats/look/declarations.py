"""A named style in CSS: the declarations of its words and of its block, in points for paper and in `rem` for screens.

A `rem` is the size of Body Text, whatever that is on the reader's screen. There the spaces between lines and blocks are
those of Word times `--air`, which paper.css may set: light letters on glass need more of it than ink on paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.formats.look.fonts import Medium, quote_font_name
from generator.formats.look.paper import SIDES, Block, Border, Level, Words

_NATURAL = 1.2
"""Height of a line in sizes of its letters, where Word leaves it to the font."""
_LARGE = 1.6
"""In sizes of the text: letters larger than that shrink on a narrow screen, or a long word would not fit."""
_COUNTED = {
    "decimal": "decimal",
    "lowerLetter": "lower-alpha",
    "upperLetter": "upper-alpha",
    "lowerRoman": "lower-roman",
    "upperRoman": "upper-roman",
}


@dataclass(frozen=True, slots=True)
class Scale:
    """Lengths in CSS: `text` is the size of Body Text in points."""

    medium: Medium
    text: float

    def length(self, points: float) -> str:
        """Return a length."""
        if not points:
            return "0"
        return f"{_short(points)}pt" if self.medium == "paper" else f"{_short(points / self.text)}rem"

    def space(self, points: float) -> str:
        """Return a space between lines or blocks."""
        length = self.length(points)
        return length if self.medium == "paper" or not points else f"calc({length} * var(--air, 1))"

    def stroke(self, points: float) -> str:
        """Return the width of a line: on screens of whole pixels."""
        return f"{_short(points)}pt" if self.medium == "paper" else f"{max(1, round(points * 4 / 3))}px"

    def letters(self, points: float) -> str:
        """Return a size of letters."""
        if self.medium == "screen" and points > _LARGE * self.text:
            return f"min({self.length(points)}, 1.2rem + 3vw)"
        return self.length(points)

    def line(self, words: Words, block: Block) -> str:
        """Return the distance of lines."""
        if not block.fixed:
            factor, points = block.line * _NATURAL, 0.0
        else:
            points = block.line if block.fixed == "exact" else max(block.line, 1.15 * words.size)
            factor = points / words.size
        if self.medium == "paper":
            return f"{_short(points)}pt" if points else _short(factor)
        return _short(factor) if words.size > self.text else f"calc({_short(factor)} * var(--air, 1))"


def build_words_css(words: Words, block: Block, scale: Scale, fonts: Mapping[str, str]) -> dict[str, str]:
    """Return all that is said of the look of words. Colours are Word's here and below, for the caller to name."""
    caps = words.caps
    return {
        "font-family": fonts[words.font],
        "font-size": scale.letters(words.size),
        "line-height": scale.line(words, block),
        "font-weight": "700" if words.bold else "400",
        "font-style": "italic" if words.italic else "normal",
        "color": words.colour,
        "text-transform": caps if caps == "uppercase" else "none",
        "font-variant-caps": caps if caps == "small-caps" else "normal",
        "letter-spacing": f"{_short(words.spacing / words.size)}em" if words.spacing else "normal",
        "text-align": block.align or "left",
    }


def build_mark_css(before: Words, after: Words, fonts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what words of a style of characters, or a number, have otherwise than those around them."""
    if after.font != before.font:
        yield "font-family", fonts[after.font]
    if after.size != before.size:
        yield "font-size", f"{_short(after.size / before.size)}em"
    if after.bold != before.bold:
        yield "font-weight", "700" if after.bold else "400"
    if after.italic != before.italic:
        yield "font-style", "italic" if after.italic else "normal"
    if after.colour != before.colour:
        yield "color", after.colour
    if after.caps != before.caps:
        yield "text-transform", "uppercase" if after.caps == "uppercase" else "none"
        yield "font-variant-caps", "small-caps" if after.caps == "small-caps" else "normal"
    if after.spacing != before.spacing:
        yield "letter-spacing", f"{_short(after.spacing / after.size)}em"
    if after.underline != before.underline:
        yield "text-decoration-line", "none" if after.underline is None else "underline"
        if after.underline:
            yield "text-decoration-color", after.underline
    elif after.struck != before.struck:
        yield "text-decoration-line", "line-through" if after.struck else "none"
    if after.raised and not before.raised:
        yield from (("font-size", ".68em"), ("line-height", "0"), ("vertical-align", "super"))


def build_block_css(block: Block, scale: Scale, *, layout: bool) -> Iterator[tuple[str, str]]:
    """Yield what is said of a block: its spaces, indents, borders and ground."""
    sides = {side: block.borders.get(side) for side in SIDES}
    left, right = (0.0, 0.0) if layout else (_outside(block.left, sides["left"]), _outside(block.right, sides["right"]))
    yield (
        "margin",
        " ".join((scale.space(block.before), scale.length(right), scale.space(block.after), scale.length(left))),
    )
    if block.first and not layout:
        yield "text-indent", scale.length(block.first)
    for side, line in sides.items():
        if line:
            yield f"border-{side}", build_border_css(line, scale)
            if line.space:
                yield f"padding-{side}", scale.length(line.space)
    if block.fill:
        yield "background", block.fill
    if block.new_page:
        yield "break-before", "page"


def build_border_css(line: Border, scale: Scale) -> str:
    """Return a border, its colour last."""
    return f"{scale.stroke(line.width)} {line.stroke} {line.colour}"


def build_list_css(level: Level) -> Iterator[tuple[str, str]]:
    """Yield how the items of a list are marked; the caller says how far they are indented."""
    if level.format == "bullet":
        # in fonts of signs, as Word writes them, a letter is anything
        mark = level.mark if level.mark.isprintable() and not "\ue000" <= level.mark[:1] <= "\uf8ff" else "•"
        yield "list-style-type", f'{quote_font_name(mark)[:-1]}\\2002 "' if mark else "none"
    elif level.format in _COUNTED:
        yield "list-style-type", _COUNTED[level.format]


def _outside(indent: float, line: Border | None) -> float:
    """Return the margin of a side: Word draws its border outside the indent."""
    return max(0.0, indent - line.space - line.width) if line else indent


def _short(number: float) -> str:
    return f"{round(number, 3):g}"
