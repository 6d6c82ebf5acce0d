"""The page as the browser gets it, and the files of the style that it asks for.

In: a page as `render_page` made it, or a name that a browser asks for. Out: the page with its own links leading to
`/paper/<style>/…`, or a file of that style; nothing else is ever found, since names are looked up in a list of the
files that are there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote

from generator.formats.stylesheet import STYLESHEET, build_stylesheet
from generator.preview.screen_css import adapt_paper_css
from generator.records.style import Style, read_style_file

_LINK = re.compile(r"""<link\b((?:\s+[a-z-]+=(?:"[^"<>]*"|'[^'<>]*'|[^\s"'`=<>]+))*\s*/?>)?""", re.I)
_META = re.compile(r"""<meta\b(?!\s+(?:charset="[^"<>]*"|name="[^"<>]*"\s+content="[^"<>]*")\s*/?>)""", re.I)
"""A `meta` that says more than a name with its value: `http-equiv="refresh"` takes the page away."""
_ATTRIBUTE = re.compile(r"""\s+([a-z-]+)=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)
_NAME = re.compile(r"[\w.-]+(?:/[\w.-]+)*")
_TAG = re.compile(r"<(?:link|img|source|image|use)\b[^>]*>", re.I)
_ADDRESS = re.compile(r"""(?P<before>\s(?:href|src)\s*=\s*)(?P<quote>["'])(?P<url>[^"']*)(?P=quote)""", re.I)
_BESIDE = re.compile(r"(?![/#?\\]|[a-z][a-z0-9+.-]*:).+", re.I | re.S)
"""The address of a file beside the page: no scheme, no host, no place within the page."""

_TYPES = {
    ".css": "text/css", ".ttf": "font/ttf", ".otf": "font/otf", ".woff": "font/woff", ".woff2": "font/woff2",
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
    ".webp": "image/webp",
}  # fmt: skip
"""Files that a page may ask for; words, templates and the Word file are none."""


@dataclass(frozen=True, slots=True)
class ServedFile:
    """A file as it is served."""

    data: bytes
    media_type: str


def link_style_files(page: str, style: str, dress: int) -> str:
    """Return the page with the addresses of the style's own files leading to where they are served; `dress` is another
    number whenever they may be others, so that a browser loads them anew then."""

    def served(match: re.Match[str]) -> str:
        url = unescape(match["url"])
        if not _BESIDE.fullmatch(url):
            return match[0]
        address = escape(f"/paper/{quote(style)}/{quote(url, safe='/')}?v={dress}")
        return f'{match["before"]}"{address}"'

    page = _META.sub("<no-meta", _LINK.sub(_kept, page))
    return _TAG.sub(lambda tag: _ADDRESS.sub(served, tag[0]), page)


def _kept(match: re.Match[str]) -> str:
    """Return a `link` as it stands where it names a file beside the page, and any other as an element that means
    nothing: no policy of a page keeps browsers from looking up and calling the hosts of `dns-prefetch` and
    `preconnect`."""
    told = [value for name, *value in _ATTRIBUTE.findall(match[1] or "") if name.lower() == "href"]
    beside = told and all(_NAME.fullmatch("".join(value)) for value in told)
    return match[0] if beside else f"<no-{match[0][1:]}"


def find_style_file(style: Style, name: str) -> ServedFile | None:
    """Return a file of a style, or of those that it extends, by its name from their folders; None where there is none.

    Raises BriefingError (P206) where the style sheet can't be read.
    """
    path = _files(style).get(name)
    if path is None:
        return None
    kind = _TYPES[path.suffix.lower()]
    if name == STYLESHEET:
        return ServedFile(adapt_paper_css(build_stylesheet(style, "paper")).encode(), kind)
    if kind == "text/css":
        return ServedFile(adapt_paper_css(read_style_file(path).decode("utf-8", "replace")).encode(), kind)
    return ServedFile(read_style_file(path), kind)


def _files(style: Style) -> dict[str, Path]:
    """Return the files that may be asked for, by name; one that leads out of its folder by a link is none."""
    found: dict[str, Path] = {}
    for folder in reversed(style.folders):
        inside = folder.resolve()
        for path in folder.rglob("*"):
            if path.suffix.lower() in _TYPES and path.is_file() and path.resolve().is_relative_to(inside):
                found[path.relative_to(folder).as_posix()] = path
    return found
