"""Seal a finished page: its style's pictures inside, comments out, a policy in its head, and a last look at all of it.

In: a page and its style. Out: the page as it goes out, or BriefingError with every fault at its place in the template
(P211, P212).
"""

from __future__ import annotations

import re
from binascii import Error as NotBase64
from binascii import a2b_base64, b2a_base64
from collections.abc import Collection, Iterator
from html import unescape
from itertools import islice
from pathlib import Path
from urllib.parse import unquote

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin
from generator.base.media import PICTURES, clean_picture
from generator.formats.stylesheet import list_sheets
from generator.formats.web.allowed import COMMENT, OnNoList, find_forbidden
from generator.formats.web.css import find_outward_css
from generator.records.style import MOST_TEXT, Style, name_style_file, read_style_file

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)
"""What browsers are told: show the words and pictures that stand in the page, with its own look; get nothing, run
nothing (https://www.w3.org/TR/CSP3/). No hash of the CSS: somebody who prints the page may add to it."""
_HEAD = (
    f'\n<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    '\n<meta http-equiv="x-dns-prefetch-control" content="off">'
)
_BEGIN = re.compile(r"<head(?:\s[^<>]*)?>", re.I)
_STYLE = re.compile(r"(?P<open><style(?:\s[^<>]*)?>)(?P<css>.*?)(?=</style[\s/>])", re.I | re.S)
_CSS_COMMENT = re.compile(
    r"""/\*.*?\*/|(?P<kept>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|url\(\s*[^"')\s][^)]*\))""", re.S | re.I
)
_CSS_NAME = re.compile(r"""url\(\s*(["']?)(?P<name>[\w.-]+(?:/[\w.-]+)*)\1\s*\)""", re.I)
_IMAGE_NAME = re.compile(
    r"""(?P<before><img\b[^<>]*?\ssrc\s*=\s*)(?:(["'])(?P<quoted>[^"'<>:?#\\\x00-\x1f]{1,200})\2"""
    r"""|(?P<bare>[^\s"'<>:?#=`\\\x00-\x1f]{1,200})(?=[\s>]))""",
    re.I,
)
"""A picture by its name, as the layout of the PDF finds it: with blanks, with letters of any script, with escapes."""
_PICTURE = re.compile(r"data:image/[a-z+]+;base64,(?P<data>[A-Za-z0-9+/=]+)")
_FONTS = (".ttf", ".otf", ".woff", ".woff2")
_MOST_TOLD = 200
"""Faults of one page, after which no more are looked for."""
_HELP = "put a PNG, a JPEG or a plain SVG in its place"


def seal_page(page: str, style: Style, authors: Collection[str], drawn: Collection[str]) -> str:
    """Return the page as it goes out. `authors` are those of the paper, `drawn` the addresses of its own pictures.

    Raises BriefingError P211 for what runs in a page, P212 for what would be fetched or tell of somebody else, P205 for
    a page without a head.
    """
    page = COMMENT.sub("", page)
    page = _STYLE.sub(lambda one: one["open"] + _dress(one["css"], style), page)
    page = _IMAGE_NAME.sub(lambda one: _place_picture(one, style), page)
    found = list(islice(find_forbidden(page, authors), _MOST_TOLD))
    if found:
        raise BriefingError(dict.fromkeys(_place(one, style) for one in found))
    head = _BEGIN.search(page)
    if head is None:
        template = Origin(name_style_file(style.file("paper.html.j2")))
        message = "the page has no `<head>`, in which browsers are told to get nothing"
        raise BriefingError([codes.MISSING_PAGE_PLACEHOLDER.at(template, message, "write `<head>` at its top")])
    page = _PICTURE.sub(lambda one: one[0] if one[0] in drawn else _cleaned(one, style), page)
    return page[: head.end()] + _HEAD + page[head.end() :]


def _dress(css: str, style: Style) -> str:
    """Return the CSS without comments, with the style's own pictures in it; its fonts are left to readers' machines."""

    def inside(one: re.Match[str]) -> str:
        if one["name"].lower().endswith(_FONTS) and style.file(one["name"]).is_file():
            return 'local("")'
        address = _inlined(style, one["name"])
        return f"url({address})" if address else one[0]

    return _CSS_NAME.sub(inside, _CSS_COMMENT.sub(lambda one: one["kept"] or " ", css))


def _place_picture(one: re.Match[str], style: Style) -> str:
    """Return the begin of an image with the picture itself in place of its name, if the style has one of that name."""
    address = _inlined(style, unquote(unescape(one["quoted"] or one["bare"])))
    return f'{one["before"]}"{address}"' if address else one[0]


def _inlined(style: Style, name: str) -> str | None:
    """Return the address that holds a picture of the style's folder; None where it has none of that name."""
    if "\0" in name:
        return None
    path = style.file(name)
    folder = next((folder for folder in style.folders if path.is_relative_to(folder)), None)
    if not name.lower().endswith(PICTURES) or folder is None or not path.is_file():
        return None
    if not path.resolve().is_relative_to(folder.resolve()):
        return None
    try:
        data, type = clean_picture(read_style_file(path))
    except ValueError as error:
        raise BriefingError([_unclean(Origin(name_style_file(path)), error)]) from None
    return f"data:{type};base64,{b2a_base64(data, newline=False).decode('ascii')}"


def _cleaned(one: re.Match[str], style: Style) -> str:
    """Return a picture that a template holds in itself, without what stands beside its points."""
    try:
        data, type = clean_picture(a2b_base64(one["data"]))
    except (ValueError, NotBase64) as error:
        raise BriefingError([_unclean(_find(one[0][:60], style) or _top(style), error)]) from None
    return f"data:{type};base64,{b2a_base64(data, newline=False).decode('ascii')}"


def _unclean(origin: Origin, error: Exception) -> Diagnostic:
    message = f"a picture can't go into a paper: {error}"
    return codes.OUTWARD_CONTENT.at(origin, message, _HELP)


# ── where it stands ───────────────────────────────────────────────────────────────────────────────────────────────────


def _place(one: OnNoList, style: Style) -> Diagnostic:
    """Return the diagnostic at the place in the style from which the words come."""
    for file, css in list_sheets(style):
        for found in find_outward_css(css):
            if found.message == one.message:
                excerpt = css.split("\n")[found.line - 1]
                return one.kind.at(Origin(file, found.line, found.column), one.message, one.help, excerpt=excerpt)
    origin = _find_line(one, style) or next(filter(None, (_find(words, style) for words in one.words)), None)
    if origin is None:
        return one.kind.at(_top(style), one.message, one.help)
    excerpt = _texts(style)[origin.file].split("\n")[origin.line - 1]
    return one.kind.at(origin, one.message, one.help, excerpt=excerpt)


def _find_line(one: OnNoList, style: Style) -> Origin | None:
    """Return the place of the words where the whole line stands in a template as it does in the page."""
    origin = _find(one.line, style) if one.line else None
    if origin is None:
        return None
    at = max(0, one.line.find(one.words[0]))
    return Origin(origin.file, origin.line, origin.column + at)


def _find(words: str, style: Style) -> Origin | None:
    for file, text in _texts(style).items():
        at = text.find(words)
        if at >= 0:
            return Origin(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    return None


def _top(style: Style) -> Origin:
    return Origin(name_style_file(style.file("paper.html.j2")))


def _texts(style: Style) -> dict[str, str]:
    """Return what a page is made of, nearest first: templates, then the fixed words."""
    return {
        name_style_file(path): read_style_file(path, MOST_TEXT).decode("utf-8", "replace") for path in _sources(style)
    }


def _sources(style: Style) -> Iterator[Path]:
    for pattern in ("*.j2", "labels/*.yaml"):
        for folder in style.folders:
            yield from sorted(folder.glob(pattern))
