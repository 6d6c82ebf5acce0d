"""The template of a style's page: what it may use, how it is read, and what to tell its author.

In: a style. Out: a Jinja environment, or the faults of its `paper.html.j2`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin, suggest
from generator.base.text.direction import mark_ends
from generator.formats.look.fonts import quote_font_name
from generator.formats.stylesheet import STYLESHEET
from generator.paper.document import (
    Box,
    Cell,
    Contents,
    Document,
    ItemList,
    Paragraph,
    Picture,
    Section,
    Table,
    is_low_end,
    is_low_row,
    is_tall_box,
    is_tall_row,
    join_inlines,
    walk,
)
from generator.paper.document.room import measure_words
from generator.records.style import Style, name_style_file, read_style_text

if TYPE_CHECKING:
    from jinja2 import Environment, Undefined

    from generator.formats.sandbox import Sandbox

TEMPLATE = "paper.html.j2"
_WITHOUT_WORDS = re.compile(r"<img\b(?![^<>]*\salt\b)[^<>]*>", re.I)
"""A picture without words for who can't see it."""

OFFERED = {
    "document": "the numbered document: its cover, sections, notes, labels, numbers and properties",
    "medium": "`screen` for a browser, `paper` for the layout of the PDF",
    "css": "the style sheet: what paper.docx says, then the paper.css of the style that it extends, then its own",
    "inlines": "a function that writes words with their links and notes: `inlines(paragraph.inlines)`",
    "pictures": "where a picture is, by its id: `pictures[block.id]`",
}
"""What a template may use, and what it is."""
_CONTENTS_LINE, _TORN = 44, 1.5
"""Letters in a line of a column of the contents, and by how many lines a column may be higher that keeps a section
whole."""
_NAMES = "`document`, `medium`, `css`, `inlines` and `pictures`"


def make_page_environment(
    folders: tuple[Path, ...], undefined: type[Undefined] | None = None, kind: type[Sandbox] | None = None
) -> Environment:
    """Return the Jinja environment of a style's folders: a sandbox in which an unknown variable is an error, or what
    `undefined` makes of it; `kind` is another sandbox than the usual one."""
    from jinja2 import FunctionLoader, StrictUndefined

    from generator.formats.sandbox import Sandbox

    made = (kind or Sandbox)(
        loader=FunctionLoader(partial(_load, folders)),
        autoescape=True,
        undefined=undefined or StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_mark_names,
    )
    made.filters |= {"css_string": quote_css, "page_line": write_css_content}
    made.filters |= {"label": make_cell_label, "halves": split_contents}
    made.tests |= {
        name: lambda value, kind=kind: isinstance(value, kind)
        for name, kind in (
            ("paragraph", Paragraph),
            ("list", ItemList),
            ("table", Table),
            ("box", Box),
            ("section", Section),
            ("picture", Picture),
        )
    }
    made.tests |= {"tall": is_tall_row, "low": is_low_row, "tall_box": is_tall_box, "low_end": is_low_end}
    made.tests["guided"] = has_guide_words
    return made


def has_guide_words(document: Document) -> bool:
    """Tell whether running heads say which stretch of a list stands on their page."""
    return any(part.guide for part, _ in walk(document.sections) if isinstance(part, Section))


def _mark_names(value: object) -> object:
    """Return what a template prints: of plain words, such as a line of the contents, with names from right to left in
    their place, as in those that come through `inlines`."""
    return mark_ends(value) if type(value) is str else value


def _load(folders: tuple[Path, ...], name: str) -> tuple[str, str, Callable[[], bool]] | None:
    """Return the nearest template of that name, its file, and whether it is still so; None where there is none.

    A name that leads out of the folders is none; a link in them is followed before it is judged.
    """
    if any(part in ("", ".", "..") for part in name.split("/")) or "\\" in name:
        return None
    for file in (folder / name for folder in folders):
        if file.is_file():
            return read_style_text(file), str(file), partial(_is_unchanged, file, file.stat().st_mtime_ns)
    return None


def _is_unchanged(file: Path, time: int) -> bool:
    return file.is_file() and file.stat().st_mtime_ns == time


def split_contents(lines: Sequence[Contents]) -> list[tuple[Contents, ...]]:
    """Return the lines of the contents in two columns of like height, by the room that their words need; none of them
    begins with what stands below the last line of the other where a column that does not is hardly higher."""
    heights = [
        1 + measure_words(f"{line.number or ''} {line.title}") // (_CONTENTS_LINE - 3 * line.level) for line in lines
    ]

    def lopsided(at: int) -> float:
        higher = max(sum(heights[:at]), sum(heights[at:]))
        return higher + _TORN * (at < len(lines) and lines[at].level > 1)

    best = min(range(1, len(lines) + 1), key=lambda at: (lopsided(at), -at))
    return [part for part in (tuple(lines[:best]), tuple(lines[best:])) if part]


def make_cell_label(cell: Cell) -> str:
    """Return the words of a table's head as the label of the cells below it."""
    return " ".join(join_inlines(paragraph.inlines) for paragraph in cell.blocks)


def quote_css(text: str | None) -> Markup:
    """Return the text as a CSS string, fit for a `<style>` element; `none` for no text."""
    if not text:
        return Markup("none")
    return Markup(quote_font_name(mark_ends(text)))


def write_css_content(label: str) -> Markup:
    """Return the CSS `content` of a label such as "Page {page} of {pages}"."""
    counters = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    pieces = (p for p in re.split(r"(\{pages?\})", label) if p)
    return Markup(" ".join(counters.get(piece) or quote_css(piece) for piece in pieces))


def find_page_faults(style: Style) -> Iterator[Diagnostic]:
    """Yield what is wrong with the names, tags and pictures of the style's template, without a document: P202, or each
    P203; and P213 for a picture that says nothing to who can't see it.

    It is parsed by the same rules as ever, so who calls holds it to limits.
    """
    from jinja2 import meta, nodes

    file = style.file(TEMPLATE)
    if not file.is_file():
        return
    text = read_style_text(file)
    try:
        tree = make_page_environment(style.folders).parse(text, TEMPLATE)
    except Exception as error:
        yield describe_page_fault(error, style)
        return
    lines = text.split("\n")
    unknown = meta.find_undeclared_variables(tree) - OFFERED.keys()
    for node in tree.find_all(nodes.Name):
        if node.name in unknown and node.ctx == "load":
            line = lines[node.lineno - 1]
            yield codes.UNKNOWN_PAGE_VARIABLE.at(
                Origin(name_style_file(file), node.lineno, max(line.find(node.name), 0) + 1),
                f"nothing is called `{node.name}`",
                suggest(node.name, OFFERED, f"a template may use {_NAMES}"),
                excerpt=line,
                width=len(node.name),
            )
    for picture in _WITHOUT_WORDS.finditer(text):
        row, column = text.count("\n", 0, picture.start()) + 1, picture.start() - text.rfind("\n", 0, picture.start())
        yield codes.PICTURE_WITHOUT_WORDS.at(
            Origin(name_style_file(file), row, column),
            "a picture has no words for whoever hears the page",
            'say what it shows, as in alt="Logo of our organisation"; alt="" where it only adorns the page',
            excerpt=lines[row - 1],
            width=len(picture[0]),
        )


def describe_page_fault(error: Exception, style: Style) -> Diagnostic:
    """Return what to tell an editor about a template that does not work: its place and line of text."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

    from generator.formats.sandbox import HELP, describe_excess

    if isinstance(error, TemplateNotFound | OSError):
        name = error.name if isinstance(error, TemplateNotFound) else Path(str(error.filename)).name
        return codes.MISSING_PAGE_TEMPLATE.at(
            Origin(f"{style.name}/{name}"),
            f"`{name}` is not in the style's folder",
            f"a style is a folder with {TEMPLATE} and {STYLESHEET}",
        )
    file, line = _place_of(error, style)
    lines = read_style_text(file).splitlines() if file.is_file() else []
    excerpt = lines[line - 1].strip() if 0 < line <= len(lines) else None
    origin = Origin(name_style_file(file), line)
    if isinstance(error, TemplateSyntaxError):
        return codes.BROKEN_PAGE_TAG.at(origin, error.message or "a tag is not closed", excerpt=excerpt)
    if isinstance(error, UndefinedError):
        return codes.UNKNOWN_PAGE_VARIABLE.at(
            origin, error.message or "unknown variable", f"a template may use {_NAMES}", excerpt=excerpt
        )
    if excess := describe_excess(error):
        return codes.ENDLESS_TEMPLATE.at(origin, excess, HELP, excerpt=excerpt)
    return codes.TEMPLATE_FAULT.at(origin, f"{error}" or type(error).__name__, excerpt=excerpt)


def _place_of(error: Exception, style: Style) -> tuple[Path, int]:
    """Return the file and line of the template at which the error arose: the innermost one of the traceback."""
    from jinja2 import TemplateSyntaxError

    if isinstance(error, TemplateSyntaxError):
        return style.file(error.name or TEMPLATE), error.lineno
    found = (style.file(TEMPLATE), 1)
    step = error.__traceback__
    while step:
        file = Path(step.tb_frame.f_code.co_filename)
        if file.parent in style.folders:
            found = (file, step.tb_lineno)
        step = step.tb_next
    return found
