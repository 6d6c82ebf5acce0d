"""Read pages of HTML in which everything is said, without the parser that copes with anything.

tinyhtml5 2.1, with which WeasyPrint 70.0 reads pages, takes a twentieth of the time of a PDF, and leaves behind several
objects for each element that nothing clears away while garbage is not collected. What a template writes is mostly
plain: each element that is opened is closed, in its place, and none closes or opens another. Of such a page the rules
of HTML (https://html.spec.whatwg.org/multipage/parsing.html) make the tree that its tags say. A page in which anything
else stands, or a tag that is not known here, is left to tinyhtml5, as a whole.
"""

from __future__ import annotations

import io
import re
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder

VERSION = "2.1.0"
"""The version of tinyhtml5 whose trees these are."""

_BEGIN = re.compile(r"\s*<!doctype html>\s*", re.I | re.A)
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:[ \n]+[a-z][a-z0-9-]*(?:="[^"]*")?)*)[ \n]*>([^<]*)')
_ATTRIBUTE = re.compile(r'([a-z][a-z0-9-]*)(?:="([^"]*)")?')
_REFERENCE = re.compile(r"&(?:(amp|lt|gt|quot|#34|#39);)?")
_REFERENCES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "#34": '"', "#39": "'"}
_ODD = re.compile(r"[^\t\n -~\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
"""What no page should have: HTML has rules of its own for each."""

_VOID = frozenset(("meta", "link", "img", "br", "wbr", "col", "hr"))
_IN_HEAD = frozenset(("meta", "link", "title", "style"))
_INLINE = frozenset(("a", "b", "br", "cite", "code", "em", "i", "img", "small", "span", "strong", "sub", "sup", "wbr"))
_BLOCKS = frozenset((
    "article", "aside", "blockquote", "div", "figcaption", "figure", "footer", "header", "main", "nav", "ol", "p",
    "section", "table", "ul", "hr",
))  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PARTS = {
    "table": frozenset(("caption", "colgroup", "thead", "tbody", "tfoot")),
    "colgroup": frozenset(("col",)),
    "thead": frozenset(("tr",)), "tbody": frozenset(("tr",)), "tfoot": frozenset(("tr",)),
    "tr": frozenset(("td", "th")),
    "ul": frozenset(("li",)), "ol": frozenset(("li",)),
}  # fmt: skip
"""What alone stands in an element, with nothing but blanks around it."""
_CELLS = frozenset(("td", "th", "caption"))
"""A block in one of these closes no paragraph around their table."""
_TOP = ["html", "head", "body"]
_BLANK = frozenset(("html", "head"))


class _NotPlain(Exception):
    """A page is not as plain as that."""


def repair() -> None:
    """Put the reader in place, before tinyhtml5's."""
    import weasyprint

    tinyhtml5 = weasyprint.tinyhtml5

    if tinyhtml5.VERSION == VERSION:
        weasyprint.tinyhtml5 = SimpleNamespace(parse=lambda file, **options: _parse(file, tinyhtml5.parse, options))


def _parse(file: Any, shipped: Any, options: Any) -> Any:
    text = file.getvalue() if isinstance(file, io.StringIO) else None
    found = read_plain(text) if text is not None else None
    return shipped(file, **options) if found is None else found


def read_plain(text: str) -> Element | None:
    """Return the tree of a page; None if the page is not plain."""
    begun = _BEGIN.match(text)
    if not begun or _ODD.search(text):
        return None
    try:
        return _read(text, begun.end())
    except _NotPlain:
        return None


def _read(text: str, at: int) -> Element:
    """Return the tree of what stands behind the document type."""
    builder = TreeBuilder()
    open_: list[str] = []
    begun: list[str] = []  # html, head and body
    paragraphs = [False]  # whether one is open, in the cells around
    while at < len(text):
        tag = _TAG.match(text, at)
        if not tag:
            raise _NotPlain
        at = tag.end()
        closes, name, attributes, words = tag.groups()
        if closes:
            if not open_ or open_.pop() != name or attributes:
                raise _NotPlain
            if name not in ("body", "html"):  # blanks after these stand in the body
                builder.end(name)
            if name == "p":
                paragraphs[-1] = False
            elif name in _CELLS:
                paragraphs.pop()
        else:
            if name in _TOP:
                begun.append(name)
            _look_at_place(name, open_, begun, paragraphs[-1])
            builder.start(name, _read_attributes(attributes))
            if name in _VOID:
                builder.end(name)
            else:
                open_.append(name)
                if name == "p":
                    paragraphs[-1] = True
                elif name in _CELLS:
                    paragraphs.append(False)
        if not words:
            continue
        around = open_[-1] if open_ else "html"
        if around in _PARTS or around in _BLANK:
            if words.strip(" \t\n"):
                raise _NotPlain
            if begun != ["html"]:  # before the head, blanks are nothing
                builder.data(words)
        else:
            builder.data(words if around == "style" else _resolve(words))
    if open_ or len(begun) < len(_TOP):
        raise _NotPlain
    builder.end("body")
    builder.end("html")
    return builder.close()


def _look_at_place(name: str, open_: list[str], begun: list[str], in_paragraph: bool) -> None:
    """Raise _NotPlain if an element where it begins would close another, or open one around it."""
    around = open_[-1] if open_ else ""
    if around in _PARTS:
        plain = name in _PARTS[around]
    elif name in _INLINE:
        plain = "body" in open_[1:2] and not (name == "a" and "a" in open_)
    elif name in _BLOCKS:
        plain = "body" in open_[1:2] and not in_paragraph
    elif name in _HEADINGS:
        plain = "body" in open_[1:2] and not in_paragraph and around not in _HEADINGS
    elif name in _IN_HEAD:
        plain = around == "head"
    else:
        plain = name in _TOP and begun == _TOP[: len(begun)] and open_ == _TOP[: min(len(begun) - 1, 1)]
    if not plain:
        raise _NotPlain


def _read_attributes(said: str) -> dict[str, str]:
    if not said:
        return {}
    listed = _ATTRIBUTE.findall(said)
    found = dict(listed)
    if len(found) < len(listed):
        raise _NotPlain
    return {name: _resolve(value) for name, value in found.items()} if "&" in said else found


def _resolve(words: str) -> str:
    """Return words with the letters that are written as references."""
    return _REFERENCE.sub(_find_letter, words) if "&" in words else words


def _find_letter(reference: re.Match[str]) -> str:
    if not reference[1]:
        raise _NotPlain
    return _REFERENCES[reference[1]]
