"""Write a numbered Document as HTML: one file that asks for nothing else, and the page that the PDF is laid out from.

In: a Document and a style. Out: HTML. The style's `paper.html.j2` places the blocks and `paper.css`
dresses them, for the screen and for paper alike; what a run, link or note call becomes is decided here, once.
"""

from __future__ import annotations

import re
from binascii import b2a_base64
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from generator.base.diagnostics import BriefingError
from generator.base.text.addresses import SOFT_BREAK, split_at_breaks
from generator.base.text.direction import mark_ends
from generator.formats.html_template import TEMPLATE, describe_page_fault, make_page_environment
from generator.formats.look.fonts import Medium
from generator.formats.stylesheet import build_stylesheet
from generator.formats.web.seal import seal_page
from generator.paper.document import (
    UNKNOWN_MARK,
    Document,
    Inline,
    Label,
    Link,
    Mention,
    NoteCall,
    Picture,
    Reference,
    Run,
    break_long_words,
    find_pictures,
    measure_work,
)
from generator.records.style import Style

if TYPE_CHECKING:
    from jinja2 import Environment

    from generator.formats.page_pieces import Made, PageMemory, Pieces

_SCHEMES = ("https://", "http://", "mailto:")
_BESIDE = re.compile(r"(?:\.\./)?[\w.-]+(?:/[\w.-]+)*")
"""The address of a file beside the page."""

_STOPS = tuple(".,;:!?…")
"""What a line would be broken after, before a call: it is kept together with the call."""


def write_html(document: Document, style: Style) -> bytes:
    """Return the document as one HTML file with its style sheet inside; nothing in it is fetched from elsewhere.

    The fonts are left to the reader's machine: an address list of 93 notes is read on a phone, and half a megabyte of
    fonts would weigh five times what the paper does. Raises BriefingError P2xx where the template is at fault: P211 and
    P212 for what would run in the page or be fetched by it.
    """
    drawn = {make_data_uri(picture) for picture in find_pictures(document.sections)}
    # whoever judges what a template made goes as far as it does: within the same limits
    return _make_page(
        document, style, "screen", lambda page: seal_page(page, style, document.properties.authors, drawn)
    ).encode()


def render_page(document: Document, style: Style, medium: Medium, memory: PageMemory | None = None) -> str:
    """Return the page that the style's template makes of the document; raise BriefingError P2xx if it cannot. `memory`
    knows the page of the version before."""
    return _make_page(document, style, medium, lambda page: page, memory)


def _make_page(
    document: Document,
    style: Style,
    medium: Medium,
    finish: Callable[[str], str],
    memory: PageMemory | None = None,
) -> str:
    """Return what `finish` makes of the style's page, within limits that grow with the document."""
    from generator.formats.sandbox import bound_page, limit_page, run_template

    def describe(error: Exception) -> BriefingError:
        return BriefingError([describe_page_fault(error, style)])

    if medium == "paper":
        document = break_long_words(document)
    if memory is not None:
        document = memory.settled.settle(document)
    if not style.file(TEMPLATE).is_file():  # told before what else its folder lacks
        raise describe(FileNotFoundError(2, "", TEMPLATE))
    try:
        if memory is not None:
            return _make_known_page(document, style, medium, finish, memory, describe)
        offered = offer(document, style, medium)
    except (OSError, ValueError, RecursionError) as error:
        raise describe(error) from error
    work = measure_work(document)
    return run_template(
        lambda: finish(limit_page(render(make_page_environment(style.folders), offered), work)),
        describe,
        bound_page(work),
    )


def _make_known_page(
    document: Document,
    style: Style,
    medium: Medium,
    finish: Callable[[str], str],
    memory: PageMemory,
    describe: Callable[[Exception], BriefingError],
) -> str:
    """Return the same page, of which pieces may be those of the version before."""
    from generator.formats.page_pieces import Pieces, make_base, render_pieces
    from generator.formats.sandbox import bound_page, limit_page, run_template

    pieces = Pieces(document)
    offered = offer(document, style, medium, pieces)
    work = measure_work(document)

    def make() -> tuple[str, Made]:
        page, made = render_pieces(document, style, medium, offered, pieces, memory)
        return finish(limit_page(page, work)), made

    page, made = run_template(make, describe, bound_page(work))
    memory.keep(document, make_base(document, style, medium, offered["pictures"], made.source), made)
    return page


def offer(document: Document, style: Style, medium: Medium, pieces: Pieces | None = None) -> Mapping[str, Any]:
    """Return all that a template may use, by name; raise BriefingError P206 where a style sheet can't be read."""
    return {
        "document": document,
        "medium": medium,
        "css": Markup(build_stylesheet(style, medium)),
        "inlines": _inline_writer(document, medium, pieces),
        "pictures": {picture.id: make_data_uri(picture) for picture in find_pictures(document.sections)},
    }


def render(environment: Environment, offered: Mapping[str, object]) -> str:
    """Return the page as `environment` makes it; faults of the template are raised as they come."""
    return environment.get_template(TEMPLATE).render(offered)


def make_data_uri(picture: Picture) -> str:
    """Return the address that holds the picture itself (RFC 2397): an image that runs nothing and fetches nothing."""
    kind, data = read_shown(picture)
    return f"data:{kind};base64," + b2a_base64(data, newline=False).decode("ascii")


def read_shown(picture: Picture) -> tuple[str, bytes]:
    """Return what pages show of a picture: its media type and its bytes."""
    return ("image/png", picture.png) if picture.svg is None else ("image/svg+xml", picture.svg.encode())


# ── inlines ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _inline_writer(
    document: Document, medium: Medium, pieces: Pieces | None = None
) -> Callable[[tuple[Inline, ...]], Markup]:
    """Return the function by which the template writes words; notes stand at their calls, once each."""
    written = set[str]() if pieces is None else pieces.written
    soft_break = SOFT_BREAK if medium == "paper" else "<wbr>"

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
                case Label(key=key, text=text) if key == UNKNOWN_MARK:
                    # whoever hears the page hears words
                    spoken = escape(document.labels["unknown"])
                    yield f'<span class="unknown" role="img" aria-label="{spoken}">{escape(text)}</span>'
                case Label(text=text, strong=strong):
                    yield f"<strong>{escape(text)}</strong>" if strong else str(escape(text))
                case Link(url=url, runs=runs):
                    yield _link(url, runs, soft_break)
                case Mention(target=target, runs=runs) | Reference(target=target, runs=runs):
                    words = "".join(map(_run, runs))
                    number = document.numbers.notes.get(target or "")
                    place = f"note_{number}" if number else target
                    yield f'<a class="within" href="#{escape(place)}">{words}</a>' if place else words
                case NoteCall(note=note):
                    yield call(note, held, isinstance(last, NoteCall))
                    held = ""
            last = item

    def call(id: str, stop: str, again: bool) -> str:
        n = document.numbers.notes[id]
        mark = f'<sup class="call"><a id="call_{n}" href="#note_{n}" role="doc-noteref">{n}</a></sup>'
        if pieces is not None:
            pieces.call_note(id)
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


def _run(run: Run, soft_break: str = "") -> str:
    pieces = split_at_breaks(run.text) if soft_break else [run.text]
    text = mark_ends(soft_break.join(str(escape(piece)) for piece in pieces))
    lang = f' lang="{escape(run.lang)}"' if run.lang else ""
    if run.emphasis:
        text, lang = f"<em{lang}>{text}</em>", ""
    if run.strong:
        text, lang = f"<strong{lang}>{text}</strong>", ""
    return f"<span{lang}>{text}</span>" if lang else text


def _link(url: str, runs: tuple[Run, ...], soft_break: str) -> str:
    """Return a link; an address in its words may break where it has to. Only web addresses, mail and files beside the
    page become links, so that no word of the data is ever executed."""
    shown = "".join(_run(run, soft_break) for run in runs)
    kind = ' class="address"' if any("://" in run.text for run in runs) else ""
    if not url.lower().startswith(_SCHEMES) and not _BESIDE.fullmatch(url):
        return f"<span{kind}>{shown}</span>"
    return f'<a{kind} href="{escape(url)}">{shown}</a>'
