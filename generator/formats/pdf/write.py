"""Write a numbered Document as PDF/UA-1 and PDF/A-3a in one file.

In: a Document and a style. Out: the bytes of the PDF. Steps: the style's HTML, WeasyPrint's layout as
repaired, the judge's word that every note is in its place, then the file.
"""

from __future__ import annotations

import logging
import os
import re
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin
from generator.base.limits import (
    BYTES,
    LIBRARIES_FORK,
    Bounds,
    OutOfMemory,
    OutOfTime,
    measure_slowness,
    run_limited,
)
from generator.base.media import PICTURES, clean_picture
from generator.formats.html import make_data_uri, read_shown, render_page
from generator.formats.html_template import TEMPLATE
from generator.formats.look.fonts import list_own_fonts
from generator.formats.pdf.beside import VARIANT, lay_out_beside, lay_out_together
from generator.formats.pdf.font_file import FONTS as FONT_FILES
from generator.formats.pdf.font_file import find_font_fault
from generator.formats.pdf.glyphs import find_misplaced
from generator.formats.pdf.judge import judge
from generator.formats.pdf.letters import find_letters_without_font
from generator.formats.pdf.metadata import claim_pdf_ua
from generator.formats.pdf.own_fonts import find_foreign_fonts, make_empty_configuration
from generator.formats.pdf.pango_messages import hide_pango_messages
from generator.formats.pdf.places import PagePlace, find_page_places
from generator.formats.pdf.repair import load_weasyprint
from generator.formats.pdf.repair.boxes import shorten_broken_boxes
from generator.formats.pdf.seen import find_unseen
from generator.formats.stylesheet import STYLESHEET, build_stylesheet, find_css_origin
from generator.formats.stylesheet_fonts import find_fonts_missing_for_word
from generator.paper.document import Document, find_pictures, measure_work
from generator.records.style import Style, name_style_file, read_style_file

_BREAKING = "<style>html * { overflow-wrap: anywhere !important }</style>"
"""What lets every word break at any letter, if it does not fit its line."""

_SECONDS, _SECONDS_OF_A_LETTER = 3.0, 0.000120
_BYTES_OF_A_LETTER = 1500
"""In papers of 11 to 440 pages the layout takes 0.5 s, and for each letter, as `measure_work` counts them, 20 µs on a
quiet machine, and 660 bytes; where several notes fit no page, which is told when all was tried, 75 µs."""


@dataclass(frozen=True, slots=True)
class PdfResult:
    """A PDF: its bytes, the ids of notes that stand one page after their call, warnings of its layout, and its
    pages."""

    data: bytes
    deferred: tuple[str, ...]
    warnings: tuple[Diagnostic, ...] = ()
    pages: tuple[PagePlace, ...] = ()


def write_pdf(document: Document, style: Style) -> PdfResult:
    """Return the document as a PDF that holds every note of it in its place.

    The same document and style give the same bytes. Raises BriefingError P2xx for a faulty template, O301 and O302
    where the layout engine cannot be used, O303 to O306 for a note that is not where it has to be.
    """
    return _made(document, style, _finish, beside=True)


def lay_out(document: Document, style: Style) -> PdfResult:
    """Return what there is to tell of the document's PDF, as `write_pdf` does, without its bytes: they take a quarter
    of the time."""
    return _made(document, style, lambda laid_out: b"")


def _made(document: Document, style: Style, finish: Callable[[Any], bytes], beside: bool = False) -> PdfResult:
    """Return what comes of the document, laid out within limits that grow with it."""
    page, bounds = render_page(document, style, "paper"), bound_layout(document)
    if lacking := list(find_letters_without_font(document, style)):
        raise BriefingError(lacking)
    weasyprint = load_weasyprint(Origin(name_style_file(style.file(STYLESHEET))))
    with tempfile.TemporaryDirectory(prefix="briefing-fonts-") as fonts:  # here, where nothing is killed
        return run_limited(
            lambda: _make(document, style, page, weasyprint, finish, Path(fonts), beside),
            lambda error: BriefingError([_describe_failure(error, style, bounds)]),
            bounds,
            LIBRARIES_FORK,
        )


def bound_layout(document: Document) -> Bounds:
    """Return what the layout of a document may take: some times what it takes in the styles that are shipped."""
    size = measure_work(document)
    return Bounds((_SECONDS + _SECONDS_OF_A_LETTER * size) * measure_slowness(), BYTES + _BYTES_OF_A_LETTER * size)


def _describe_failure(error: Exception, style: Style, bounds: Bounds) -> Diagnostic:
    """Return what to tell of a layout that was stopped, or in which anything went wrong: CSS that WeasyPrint cannot
    cope with ends in any exception of Python's."""
    sheet = Origin(name_style_file(style.file(STYLESHEET)), 1)
    help = f"undo the last change of {STYLESHEET} or {TEMPLATE}"
    if isinstance(error, OutOfTime):
        message = (
            "the layout in this style does not come to an end, or takes far longer than the paper needs: of its length,"
            f" it may take {bounds.seconds:,.0f} seconds of the processor"
        )
    elif isinstance(error, OutOfMemory | MemoryError):
        message = (
            "the layout in this style takes far more memory than the paper needs: of its length, it may take"
            f" {bounds.bytes / 1e6:,.0f} megabytes"
        )
    elif isinstance(error, RecursionError):
        message = "what this style nests in one another is deeper than the layout engine can follow"
    else:
        message = f"the layout engine fails on this style's CSS: {type(error).__name__}: {error}"
        return codes.PDF_LAYOUT_FAILED.at(sheet, message, help)
    return codes.ENDLESS_TEMPLATE.at(sheet, message, help)


def _make(
    document: Document,
    style: Style,
    page: str,
    weasyprint: Any,
    finish: Callable[[Any], bytes],
    fonts: Path,
    beside: bool = False,
) -> PdfResult:
    with _messages(style) as messages, hide_pango_messages():
        fetcher = _fetcher(style, {make_data_uri(one): read_shown(one) for one in find_pictures(document.sections)})
        own = make_empty_configuration(fonts) if list_own_fonts(style) else None

        def lay_out_page(page: str) -> Any:
            html = weasyprint.HTML(string=page, base_url=_base(style).as_uri() + "/", url_fetcher=fetcher)
            laid_out = lay_out_beside(html, own, messages) if beside else lay_out_together(html, own)
            if fetcher.refused:
                raise BriefingError(fetcher.refused)
            return laid_out

        laid_out = lay_out_page(page)
        misplaced = list(find_misplaced(laid_out.pages))
        if misplaced:
            # widths of columns are a guess by the widths of letters: what is too long all the same breaks anywhere
            laid_out = lay_out_page(page.replace("</head>", f"{_BREAKING}</head>", 1))
            misplaced = list(find_misplaced(laid_out.pages))
        shorten_broken_boxes(laid_out.pages)
        deferred = judge(document, laid_out.pages, misplaced, list(find_unseen(laid_out.pages)))
        places = find_page_places(laid_out.pages)
        data = finish(laid_out)
    foreign = find_foreign_fonts(laid_out, style)
    return PdfResult(data, deferred, (*messages, *foreign, *find_fonts_missing_for_word(style)), places)


def _finish(laid_out: Any) -> bytes:
    """Return the PDF of the pages."""
    from generator.formats.pdf.repair.marks import prepare

    prepare(laid_out.pages)
    claim_pdf_ua(laid_out.metadata)
    with warnings.catch_warnings():
        # WeasyPrint 70.0 leaves the file of its colour profile to the garbage collector
        warnings.simplefilter("ignore", ResourceWarning)
        data: bytes = laid_out.write_pdf(pdf_variant=VARIANT)
    return data


@contextmanager
def _messages(style: Style) -> Iterator[list[Diagnostic]]:
    """Yield a list that gathers, as warnings, what the layout engine has to say about the style."""
    found: list[Diagnostic] = []

    class Gather(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            told = record.getMessage().strip()
            if record.args and str(record.msg).startswith("Failed to load image"):
                # why, a library says in words for its programmers, with an address in memory
                told = f"the picture `{record.args[0]}` can't be read, and is left out"  # type: ignore[index]
            told = re.sub(r"file:[^\s'\"`<>)]+", lambda one: _name_address(one[0], _base(style)), told)
            found.append(_warning(told, style))

    logger, handler = logging.getLogger("weasyprint"), Gather(logging.WARNING)
    before = logger.propagate, logger.level, logger.handlers[:]
    logger.propagate, logger.handlers = False, [handler]
    logger.setLevel(logging.WARNING)
    try:
        yield found
    finally:
        logger.propagate, _, logger.handlers = before
        logger.setLevel(before[1])


def _warning(message: str, style: Style) -> Diagnostic:
    """Return what WeasyPrint warns of. It names line and column, but not the file: the style sheet is told only if what
    is quoted stands there."""
    told = re.fullmatch(
        r"(?s)(?P<what>[^`]*`(?P<name>[\w-]+).*?) at (?P<line>\d+):(?P<column>\d+)(?P<why>\b.*)", message
    )
    if told:
        line, column = int(told["line"]), int(told["column"])
        found = find_css_origin(style, line, column)
        if found and found[1][column - 1 :].startswith(told["name"]):
            where, text = found
            return codes.LAYOUT_WARNING.at(
                where, told["what"] + told["why"], None, excerpt=text, width=len(told["name"])
            )
    return codes.LAYOUT_WARNING.at(Origin(style.name), message)


def _fetcher(style: Style, drawn: Mapping[str, tuple[str, bytes]]) -> Any:
    """Return what WeasyPrint gets files by: those of the style, the pictures that were `drawn` (by
    address), and nothing else, from anywhere. What its own folder
    does not have comes from those that it extends, under the same address. WeasyPrint goes on without a file that it
    does not get, so `refused` keeps what was asked for."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    base = _base(style)
    sheet = style.file(STYLESHEET)
    types = {".css": "text/css", ".ttf": "font/ttf"}

    class StyleFetcher(URLFetcher):  # type: ignore[misc]
        # the parent's __init__ sets up network handlers, which are not wanted and take time
        def __init__(self) -> None:
            self._fail_on_errors = False
            self.refused: list[Diagnostic] = []

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url in drawn:
                kind, data = drawn[url]
                return URLFetcherResponse(url, data, {"Content-Type": kind})
            path = Path(unquote(urlsplit(url).path))
            inside = urlsplit(url).scheme == "file" and path.is_relative_to(base) and ".." not in path.parts
            file = style.file(path.relative_to(base).as_posix()) if inside else path
            if not inside or not file.is_file():
                why = "is not there" if inside else "is outside the style's folder"
                message = f"`{_name_address(url, base)}`, which the style asks for, {why}"
                self.refused.append(codes.MISSING_STYLE_FILE.at(Origin(style.name), message))
                raise FileNotFoundError(url)
            try:
                data = build_stylesheet(style, "paper").encode() if file == sheet else read_style_file(file)
            except BriefingError as error:
                self.refused += error.diagnostics
                raise FileNotFoundError(url) from error
            if path.suffix.lower() in PICTURES:
                return URLFetcherResponse(url, *self._clean(file, data))
            if path.suffix.lower() in FONT_FILES and (fault := find_font_fault(data)):
                whose = next(folder.name for folder in style.folders if file.is_relative_to(folder))
                place = Origin(f"{whose}/{path.relative_to(base).as_posix()}")
                help = "put the font's file there again, as its maker gives it out"
                self.refused.append(codes.MISSING_STYLE_FILE.at(place, f"the file {fault}", help))
                raise FileNotFoundError(url)
            return URLFetcherResponse(url, data, {"Content-Type": types.get(path.suffix, "")})

        def _clean(self, file: Path, data: bytes) -> tuple[bytes, dict[str, str]]:
            """Return a picture of the style without what programs wrote beside its points, and what it is."""
            try:
                clean = clean_picture(data)
            except ValueError as error:
                message = f"a picture can't go into a paper: {error}"
                help = "put a PNG, a JPEG or a plain SVG in its place"
                self.refused.append(codes.OUTWARD_CONTENT.at(Origin(name_style_file(file)), message, help))
                raise FileNotFoundError(str(file)) from None
            return clean.data, {"Content-Type": clean.media_type}

    return StyleFetcher()


def _base(style: Style) -> Path:
    """Return the folder that stands for all of the style's in addresses."""
    return style.folders[0].resolve()


def _name_address(url: str, base: Path) -> str:
    """Return an address for a message: that of a file by its way from the style's folder, as a style names it, without
    the folders of this machine."""
    if urlsplit(url).scheme != "file":
        return url
    path = unquote(urlsplit(url).path)
    try:
        return Path(os.path.relpath(path, base)).as_posix()
    except ValueError:  # on another drive
        return Path(path).name
