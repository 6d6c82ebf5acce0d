"""The style sheet that says what the named styles of a style's paper.docx say.

It stands before the style's paper.css, and weighs less than anything that is said there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache

from generator.base.diagnostics import BriefingError
from generator.formats.docx.styles import BOXES
from generator.formats.look.declarations import (
    Scale,
    build_block_css,
    build_border_css,
    build_list_css,
    build_mark_css,
    build_words_css,
)
from generator.formats.look.fonts import Medium, build_font_stack, list_own_fonts
from generator.formats.look.page import build_page_css
from generator.formats.look.palette import make_palette
from generator.formats.look.paper import SIDES, Block, Grid, Look, NamedStyle, Words
from generator.formats.look.plain import PLAIN
from generator.formats.look.selectors import CHARACTERS, GRIDS, PARAGRAPHS, RUNNING
from generator.formats.look.word import read_character_format, read_parts, read_word_look
from generator.formats.word_file import describe_unreadable
from generator.records.style import Style

TEMPLATE = "paper.docx"
_GROUNDS = ("Body Text", *(f"{name} Text" for name in BOXES.values()))
"""Styles of the text that others stand in."""
_BESIDE = ("Cover ", "TOC ")
"""What the names of styles begin with in which nothing else stands."""
_WIDE = (*_GROUNDS, "Lead", "Heading 1", "Heading 2", "Heading 3")
"""Styles whose places are within those of others too."""
_ALWAYS = ("font-size", "font-weight")
"""What browsers say of headings and the like."""
_NOTHING = {"text": "0", "border": "0", "padding": "0", "background": "none", "break": "auto"}
"""What a block has that is said nothing of."""
_Rules = Iterator[tuple[str, str, list[tuple[str, str]]]]
"""Style, selector and declarations."""
_BARE = (
    ("", "ul, ol, li", [("margin", "0"), ("padding", "0")]),
    ("", "th, caption", [("font-weight", "inherit"), ("text-align", "inherit")]),
    ("", "td, th", [("padding", "0")]),
    ("", "a", [("color", "inherit"), ("text-decoration", "none")]),
    ("", ".call", [("font-weight", "400"), ("font-style", "normal")]),
)
"""What is taken from browsers first."""
_HEAD = "/* What the styles of paper.docx say; all that paper.css says counts more. */"


def build_look_css(style: Style, medium: Medium) -> str:
    """Return the style sheet; that of a plain paper for a style without a paper.docx.

    Raises BriefingError P116 for a paper.docx that can't be read, as the Word writer does.
    """
    paper = read_style_paper(style)
    own = list_own_fonts(style)
    text, heading = (
        build_font_stack(paper.named[name].words.font, style, medium, own, paper.families)
        for name in ("body text", "heading 1")
    )
    fonts = {}
    marks = (paper.theme.font(level.said.get("rFonts", {})) for level in paper.levels.values())
    for font in {*(named.words.font for named in paper.named.values()), *marks}:
        names = build_font_stack(font, style, medium, own, paper.families)
        fonts[font] = {text: "var(--text-font)", heading: "var(--heading-font)"}.get(names, names)
    scale = Scale(medium, paper.named["body text"].words.size)
    colours = make_palette(paper)
    rules: dict[str, list[tuple[str, str]]] = {}
    for name, selector, said in (
        *_BARE,
        *_paragraphs(paper, scale, fonts),
        *_lists(paper, scale, fonts),
        *_characters(paper, fonts),
        *_grids(paper, scale),
        *_mark(paper, scale, fonts),
    ):
        if selector:
            rules.setdefault(selector, []).extend(colours.named(name, said))
    page = list(build_page_css(paper, scale, colours, fonts))
    # the names of colours are known when all rules have been written
    named = [("--text-font", text), ("--heading-font", heading), *colours.light()]
    head = [f":where(html) {_block(named)}"]
    if medium == "screen":
        dark = _block(colours.dark())
        head.append(f"@media screen {{ @media (prefers-color-scheme: dark) {{ :where(html) {dark} }} }}")
    written = [f"{_where(selector)} {_block(said)}" for selector, said in rules.items() if said]
    return "\n".join([_HEAD, *head, *page, *written]) + "\n"


def read_style_paper(style: Style) -> Look:
    """Return what the style's paper.docx says, or a plain paper where it has none; raises BriefingError P116."""
    template = style.file(TEMPLATE)
    if not template.is_file():
        return _plain()
    known = template.stat()
    try:
        return _read(str(template), known.st_mtime_ns, known.st_size)
    except BriefingError:
        raise  # it may not be read, and says why
    except Exception as error:  # whatever zipfile and lxml meet in a file that may be anything
        raise BriefingError([describe_unreadable(template, error)]) from error


def list_fonts_used(paper: Look) -> dict[str, list[str]]:
    """Return the fonts of words on pages, each with the styles that have it."""
    found: dict[str, list[str]] = {}
    for name in (*PARAGRAPHS, *RUNNING):
        if named := paper.named.get(name.lower()):
            found.setdefault(named.words.font, []).append(name)
    return found


@cache
def _plain() -> Look:
    """Return the look of a plain paper, which is the same for all styles."""
    return read_word_look(PLAIN)


@lru_cache(maxsize=16)
def _read(template: str, time: int, size: int) -> Look:
    from pathlib import Path

    paper = read_word_look(read_parts(Path(template)))
    if (
        all(name.lower() in paper.named for name in (*PARAGRAPHS, *CHARACTERS))
        and {*map(str.lower, GRIDS)} <= paper.grids.keys()
    ):
        return paper
    # what the Word file lacks is the Word writer's to tell
    plain = _plain()
    return replace(
        paper,
        named={**plain.named, **paper.named},
        levels={**{name: level for name, level in plain.levels.items() if name not in paper.named}, **paper.levels},
        own={**plain.own, **paper.own},
        grids={**plain.grids, **paper.grids},
    )


def _where(selector: str) -> str:
    base, marker, pseudo = selector.partition("::")
    return f":where({base}){marker}{pseudo}"


def _block(declarations: Iterable[tuple[str, str]]) -> str:
    return "{ " + "; ".join(f"{name}: {value}" for name, value in declarations) + " }"


def _paragraphs(paper: Look, scale: Scale, fonts: Mapping[str, str]) -> _Rules:
    """Yield the rules of paragraphs. Of words, what is otherwise than around them is said; of a block, also that it
    lacks what another style has whose place is the same and wider."""
    found = {name: named for name in PARAGRAPHS if (named := paper.named.get(name.lower()))}
    looks = {name: build_words_css(named.words, named.block, scale, fonts) for name, named in found.items()}
    blocks = {}
    for name, named in found.items():
        layout = PARAGRAPHS[name].layout or bool(PARAGRAPHS[name].list)
        blocks[name] = dict(build_block_css(_in_box(name, named, paper), scale, layout=layout))
    grounds = [looks[name] for name in _GROUNDS]
    others = [said for name, said in looks.items() if not name.startswith(_BESIDE)]
    for name, where in PARAGRAPHS.items():
        if name not in found:
            continue
        around = others if where.full else grounds[:1] if name in _GROUNDS else grounds
        said = [
            (key, value)
            for key, value in looks[name].items()
            if where.words == "html" or (where.full and key in _ALWAYS) or any(one[key] != value for one in around)
        ]
        wider = [blocks[one] for one in found if one in _WIDE]
        lacking = {key: _NOTHING[key.partition("-")[0]] for block in wider for key in block if key not in blocks[name]}
        yield name, where.words, said
        yield name, where.block or where.words, [*lacking.items(), *blocks[name].items()]
        if where.number and not where.list and (level := paper.levels.get(name.lower())):
            after = read_character_format(level.said, found[name].words, paper.theme)
            yield name, where.number, [*build_mark_css(found[name].words, after, fonts)]


def _in_box(name: str, named: NamedStyle, paper: Look) -> Block:
    """Return how the paragraphs of the style stand. The title of a box has a cell of its own in Word: what that keeps
    from the next one is below the title here."""
    box = next((box for box in BOXES.values() if name == f"{box} Title"), None)
    if box is None:
        return named.block
    top, _, bottom, _ = paper.grids[box.lower()].padding
    return replace(named.block, after=named.block.after + bottom + top)


def _lists(paper: Look, scale: Scale, fonts: Mapping[str, str]) -> _Rules:
    for name, where in PARAGRAPHS.items():
        level, named = paper.levels.get(name.lower()), paper.named.get(name.lower())
        if not where.list or level is None or named is None:
            continue
        outer = paper.levels.get({"2": name[:-2], "3": f"{name[:-2]} 2"}.get(name[-1], "").lower())
        indent = (named.block.left or level.left) - (outer.left if outer else 0)
        said = [("padding-left", scale.length(max(0.0, indent)))]
        after = read_character_format(level.said, named.words, paper.theme)
        mark = [*build_mark_css(named.words, after, fonts)]
        if where.number:
            yield name, where.list, [*said, ("list-style-type", "none")]
            hanging = scale.length(level.hanging)
            yield (
                name,
                f"{where.list} {where.number}",
                [("display", "inline-block"), ("width", hanging), ("margin-left", f"-{hanging}"), *mark],
            )
        else:
            yield name, where.list, [*said, *build_list_css(level)]
            # of the rest, nothing can be said of a mark
            kept = [(key, value) for key, value in mark if key in ("color", "font-weight", "font-style")]
            yield name, f"{where.list} > li::marker", kept


def _characters(paper: Look, fonts: Mapping[str, str]) -> _Rules:
    ground = Words("", 10, "")
    for name, selector in CHARACTERS.items():
        after = read_character_format(paper.own[name.lower()], ground, paper.theme)
        yield name, selector, [*build_mark_css(ground, after, {after.font: fonts.get(after.font, "inherit")})]


def _grids(paper: Look, scale: Scale) -> _Rules:
    # Word adds the spaces between paragraphs, CSS takes the larger one
    above = _spacer(paper, "before box") + paper.named["body text"].block.after
    below = _spacer(paper, "after box")
    for name, selector in GRIDS.items():
        grid = paper.grids[name.lower()]
        sides = [(side, grid.borders[side]) for side in SIDES if side in grid.borders]
        edges = [(f"border-{side}", build_border_css(line, scale)) for side, line in sides]
        ground = [("background", grid.fill)] if grid.fill else []
        if selector == "table":
            yield name, selector, [("margin", f"0 0 {scale.space(below)}"), *edges, *ground]
            yield from _cells(name, grid, scale)
        else:
            space = f"{scale.space(above)} 0 {scale.space(below)}"
            yield name, selector, [("margin", space), ("padding", _padding(grid, scale)), *edges, *ground]


def _cells(name: str, grid: Grid, scale: Scale) -> _Rules:
    lines = [
        (f"border-{side}", build_border_css(grid.borders[of], scale))
        for of, side in (("insideH", "bottom"),)
        if of in grid.borders
    ]
    yield name, "td, th", [("padding", _padding(grid, scale)), *lines]
    if "insideV" in grid.borders:
        yield name, "td + td, th + td, th + th", [("border-left", build_border_css(grid.borders["insideV"], scale))]
    head = [
        (f"border-{side}", build_border_css(line, scale)) for side, line in grid.head_borders.items() if side in SIDES
    ]
    yield name, "thead th", [*head, *([("background", grid.head_fill)] if grid.head_fill else [])]


def _padding(grid: Grid, scale: Scale) -> str:
    return " ".join(scale.length(side) for side in grid.padding)


def _spacer(paper: Look, name: str) -> float:
    """Return how high an empty paragraph of that style is."""
    named = paper.named.get(name)
    if named is None:
        return 0.0
    block = named.block
    return block.before + block.after + (block.line if block.fixed else block.line * 1.2 * named.words.size)


def _mark(paper: Look, scale: Scale, fonts: Mapping[str, str]) -> _Rules:
    """Yield how the mark looks that every page has, on a page that has no edges."""
    if mark := paper.named.get("header mark"):
        said = build_words_css(mark.words, mark.block, scale, fonts)
        yield "Header Mark", ".mark", [(key, value) for key, value in said.items() if key != "text-align"]
