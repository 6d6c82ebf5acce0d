"""Write a numbered Document as HTML: one file that asks for nothing else, and the page that the PDF is laid out from.

In: a Document and a style. Out: HTML. The style's `paper.html.j2` places the blocks and `paper.css`
dresses them, for the screen and for paper alike; what a run, link or note call becomes is decided here, once.
"""

from __future__ import annotations

import re
from binascii import b2a_base64
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin, suggest
from generator.formats.look.fonts import Medium, quoted
from generator.formats.stylesheet import STYLESHEET, stylesheet
from generator.paper.document import (
    Box,
    Cell,
    Document,
    Inline,
    ItemList,
    Label,
    Link,
    Mention,
    NoteCall,
    Paragraph,
    Picture,
    Reference,
    Run,
    Section,
    Table,
    pictures,
    words,
)
from generator.records.style import Style, place

if TYPE_CHECKING:
    from jinja2 import Environment, Undefined

TEMPLATE = "paper.html.j2"

OFFERED = {
    "document": "the numbered document: its cover, sections, notes, labels, numbers and properties",
    "medium": "`screen` for a browser, `paper` for the layout of the PDF",
    "css": "the style sheet: what paper.docx says, then the paper.css of the style that it extends, then its own",
    "inlines": "a function that writes words with their links and notes: `inlines(paragraph.inlines)`",
    "pictures": "where a picture is, by its id: `pictures[block.id]`",
}
"""What a template may use, and what it is."""
_NAMES = "`document`, `medium`, `css`, `inlines` and `pictures`"

_SCHEMES = ("https://", "http://", "mailto:")
_BESIDE = re.compile(r"(?:\.\./)?[\w.-]+(?:/[\w.-]+)*")
"""The address of a file beside the page."""
_BREAKS = re.compile(r"(?<=[/?&=_.-])(?=[^/?&=_.-])")
"""Places at which an address may break: after `/ ? & = - _ .`, never between two of them."""

_STOPS = tuple(".,;:!?…")
"""What a line would be broken after, before a call: it is kept together with the call."""


def write_html(document: Document, style: Style) -> bytes:
    """Return the document as one HTML file with its style sheet inside; nothing in it is fetched from elsewhere.

    The fonts are left to the reader's machine: an address list of 93 notes is read on a phone, and half a megabyte of
    fonts would weigh five times what the paper does. Raises BriefingError P2xx where the template is at fault.
    """
    return render_page(document, style, "screen").encode()


def render_page(document: Document, style: Style, medium: Medium) -> str:
    """Return the page that the style's template makes of the document; raise BriefingError P2xx if it cannot."""
    from jinja2 import TemplateError

    try:
        return render(_kept(style.folders, _state(style)), document, style, medium)
    except (TemplateError, TypeError, AttributeError, ValueError, ZeroDivisionError, OSError) as error:
        raise BriefingError([_template_diagnostic(error, style)]) from error


def render(environment: Environment, document: Document, style: Style, medium: Medium) -> str:
    """Return the page as `environment` makes it; faults of the template are raised as they come."""
    return environment.get_template(TEMPLATE).render(
        document=document,
        medium=medium,
        css=Markup(stylesheet(style, medium)),
        inlines=_inline_writer(document, medium),
        pictures={picture.id: source(picture) for picture in pictures(document.sections)},
    )


def source(picture: Picture) -> str:
    """Return the address that holds the picture itself (RFC 2397): an image that runs nothing and fetches nothing."""
    return "data:image/svg+xml;base64," + b2a_base64(picture.svg.encode(), newline=False).decode("ascii")


# ── inlines ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _inline_writer(document: Document, medium: Medium) -> Callable[[tuple[Inline, ...]], Markup]:
    """Return the function by which the template writes words; notes stand at their calls, once each."""
    written: set[str] = set()
    soft_break = "\u200b" if medium == "paper" else "<wbr>"

    def inlines(items: tuple[Inline, ...]) -> Markup:
        return Markup("".join(parts(items)))

    def parts(items: tuple[Inline, ...]) -> Iterator[str]:
        held, last = "", None
        for item, following in zip(items, (*items[1:], None), strict=True):
            match item:
                case Run(text=text) if isinstance(following, NoteCall) and text[-1:] in _STOPS:
                    held = _run(replace(item, text=text[-1:]))
                    yield _run(replace(item, text=text[:-1]))
                case Run():
                    yield _run(item)
                case Label(text=text, strong=strong):
                    yield f"<strong>{escape(text)}</strong>" if strong else str(escape(text))
                case Link(url=url, runs=runs):
                    yield _link(url, runs, soft_break)
                case Mention(target=target, runs=runs) | Reference(target=target, runs=runs):
                    words = "".join(map(_run, runs))
                    yield f'<a class="within" href="#{escape(target)}">{words}</a>' if target else words
                case NoteCall(note=note):
                    yield call(note, held, isinstance(last, NoteCall))
                    held = ""
            last = item

    def call(id: str, stop: str, again: bool) -> str:
        n = document.numbers.notes[id]
        mark = f'<sup class="call"><a id="call_{n}" href="#note_{n}" role="doc-noteref">{n}</a></sup>'
        if id in written:
            return stop + mark
        written.add(id)
        back = ""
        if medium == "screen":
            back = f' <a class="back" href="#call_{n}">{escape(document.labels["back_to_text"])}</a>'
        return (
            f'<span class="cited{" again" if again else ""}">{stop}{mark}<span class="note" id="note_{n}"'
            f' role="doc-footnote"><span class="number"><a href="#call_{n}">{n}</a>'
            f" </span>{inlines(document.notes[id].inlines)}{back}</span></span>"
        )

    return inlines


def _run(run: Run) -> str:
    text = str(escape(run.text))
    lang = f' lang="{escape(run.lang)}"' if run.lang else ""
    if run.emphasis:
        text, lang = f"<em{lang}>{text}</em>", ""
    if run.strong:
        text, lang = f"<strong{lang}>{text}</strong>", ""
    return f"<span{lang}>{text}</span>" if lang else text


def _link(url: str, runs: tuple[Run, ...], soft_break: str) -> str:
    """Return a link; an address that is printed as it is may break where `_BREAKS` says. Only web addresses, mail and
    files beside the page become links, so that no word of the data is ever executed."""
    words = "".join(run.text for run in runs)
    shown = "".join(map(_run, runs))
    kind = ""
    if "://" in words:
        kind = ' class="address"'
        shown = soft_break.join(str(escape(part)) for part in _BREAKS.split(words))
    if not url.lower().startswith(_SCHEMES) and not _BESIDE.fullmatch(url):
        return f"<span{kind}>{shown}</span>"
    return f'<a{kind} href="{escape(url)}">{shown}</a>'


# ── the template ──────────────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=8)
def _kept(folders: tuple[Path, ...], state: tuple[tuple[str, int, int], ...]) -> Environment:
    """Return the environment of a style, with the templates that it has compiled: that takes as long as all the rest,
    and who looks at a paper while it is written has it made anew after each change. `state` is that of the templates'
    files.
    """
    return environment(folders)


def _state(style: Style) -> tuple[tuple[str, int, int], ...]:
    """Return the files of the style's templates, each with its time and size: of files that come to stand nearer,
    too."""
    files = (path for folder in style.folders for path in sorted(folder.glob("**/*.j2")))
    return tuple((str(path), status.st_mtime_ns, status.st_size) for path in files for status in [path.stat()])


def environment(folders: tuple[Path, ...], undefined: type[Undefined] | None = None) -> Environment:
    """Return the Jinja environment of a style's folders: a sandbox in which an unknown variable is an error, or what
    `undefined` makes of it."""
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=undefined or StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"css_string": css_string, "page_line": page_line, "label": label}
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
    return made


def template_faults(style: Style) -> Iterator[Diagnostic]:
    """Yield what is wrong with the names and tags of the style's template, without a document: P202, or each P203."""
    from jinja2 import TemplateSyntaxError, meta, nodes

    file = style.file(TEMPLATE)
    if not file.is_file():
        return
    text = file.read_text("utf-8")
    try:
        tree = environment(style.folders).parse(text, TEMPLATE)
    except TemplateSyntaxError as error:
        yield _template_diagnostic(error, style)
        return
    lines = text.split("\n")
    unknown = meta.find_undeclared_variables(tree) - OFFERED.keys()
    for node in tree.find_all(nodes.Name):
        if node.name in unknown and node.ctx == "load":
            line = lines[node.lineno - 1]
            yield codes.UNKNOWN_PAGE_VARIABLE.at(
                Origin(place(file), node.lineno, max(line.find(node.name), 0) + 1),
                f"nothing is called `{node.name}`",
                suggest(node.name, OFFERED, f"a template may use {_NAMES}"),
                excerpt=line,
                width=len(node.name),
            )


def label(cell: Cell) -> str:
    """Return the words of a table's head as the label of the cells below it."""
    return " ".join(words(paragraph.inlines) for paragraph in cell.blocks)


def css_string(text: str | None) -> Markup:
    """Return the text as a CSS string, fit for a `<style>` element; `none` for no text."""
    if not text:
        return Markup("none")
    return Markup(quoted(text))


def page_line(label: str) -> Markup:
    """Return the CSS `content` of a label such as "Page {page} of {pages}"."""
    counters = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    pieces = (p for p in re.split(r"(\{pages?\})", label) if p)
    return Markup(" ".join(counters.get(piece) or css_string(piece) for piece in pieces))


def _template_diagnostic(error: Exception, style: Style) -> Diagnostic:
    """Return what to tell an editor about a template that does not work: its place and line of text."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

    if isinstance(error, TemplateNotFound | OSError):
        name = error.name if isinstance(error, TemplateNotFound) else Path(str(error.filename)).name
        return codes.MISSING_PAGE_TEMPLATE.at(
            Origin(f"{style.name}/{name}"),
            f"`{name}` is not in the style's folder",
            f"a style is a folder with {TEMPLATE} and {STYLESHEET}",
        )
    file, line = _place_of(error, style)
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    excerpt = lines[line - 1].strip() if 0 < line <= len(lines) else None
    origin = Origin(place(file), line)
    if isinstance(error, TemplateSyntaxError):
        return codes.BROKEN_PAGE_TAG.at(origin, error.message or "a tag is not closed", excerpt=excerpt)
    if isinstance(error, UndefinedError):
        return codes.UNKNOWN_PAGE_VARIABLE.at(
            origin, error.message or "unknown variable", f"a template may use {_NAMES}", excerpt=excerpt
        )
    return codes.TEMPLATE_FAULT.at(origin, str(error), excerpt=excerpt)


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
