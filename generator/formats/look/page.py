"""The page of the PDF: its size and margins, and the lines at its head and foot, as the Word file's section says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.formats.look.declarations import Scale, build_border_css, build_words_css
from generator.formats.look.palette import Palette
from generator.formats.look.paper import Border, Look, NamedStyle, Page

_ALIGN = {"left": "left", "center": "center", "right": "right", "justify": "left", "": "left"}


def build_page_css(paper: Look, scale: Scale, palette: Palette, fonts: Mapping[str, str]) -> Iterator[str]:
    """Yield the rules of the page: for browsers that print it, its size and margins alone."""
    for name, page in (("", paper.upright), (" landscape", paper.lying)):
        size = " ".join(f"{round(side, 2):g}pt" for side in page.size)
        margins = " ".join(f"{round(side, 2):g}pt" for side in page.margins)
        running = "".join(_running(paper, page, scale, palette, fonts)) if scale.medium == "paper" else ""
        yield f"@page{name} {{ size: {size}; margin: {margins};{running} }}"
    if scale.medium == "paper":
        # the first page has no running line, and so nothing for its border to stand under
        yield "@page :first { @top-left { content: none !important } @top-right { border: 0; width: 100% } }"


def _running(paper: Look, page: Page, scale: Scale, palette: Palette, fonts: Mapping[str, str]) -> Iterator[str]:
    header, mark, footer = (paper.named.get(name) for name in ("header", "header mark", "footer"))
    if header:
        line = header.block.borders.get("bottom")
        yield _box("top-left", "Header", header, _head(page, header, line), line, scale, palette, fonts)
        if mark:
            yield _box("top-right", "Header Mark", mark, _head(page, header, line), line, scale, palette, fonts)
    if footer:
        yield _box("bottom-right", "Footer", footer, _foot(page, footer), None, scale, palette, fonts)


def _head(page: Page, header: NamedStyle, line: Border | None) -> str:
    """Return where a line at the head stands: as far from the edge of the page as Word says, on the line below it."""
    space = line.space if line else 0
    below = max(0.0, page.margins[0] - page.header - _height(header) - space - (line.width if line else 0))
    return f"vertical-align: bottom; padding-bottom: {space:g}pt; margin-bottom: {round(below, 2):g}pt"


def _foot(page: Page, footer: NamedStyle) -> str:
    """Return where a line at the foot stands: as far from the edge of the page as Word says, or nearer where the margin
    has no room for both, as with Word's own narrow margins: it would stand over the last line of the text."""
    below = max(0.0, min(page.footer, page.margins[2] - _height(footer)))
    return f"vertical-align: bottom; padding-bottom: {round(below, 2):g}pt"


def _height(named: NamedStyle) -> float:
    """Return how tall a line in this style is, in points."""
    return named.block.line if named.block.fixed else named.block.line * 1.2 * named.words.size


def _box(
    box: str,
    style: str,
    named: NamedStyle,
    where: str,
    line: Border | None,
    scale: Scale,
    palette: Palette,
    fonts: Mapping[str, str],
) -> str:
    said = build_words_css(named.words, named.block, scale, fonts) | {"text-align": _ALIGN[named.block.align]}
    rules = [*palette.named(style, said.items())]
    if line:
        rules += palette.named("Header", [("border-bottom", build_border_css(line, scale))])
    return f" @{box} {{ {'; '.join(f'{name}: {value}' for name, value in rules)}; {where} }}"
