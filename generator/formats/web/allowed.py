"""The allow-list of a web page: its elements, attributes and addresses, and what of them is on it.

In: a finished page. Out: what is on no list, with the words by which it is found again in a template. The page is cut
into tags as browsers cut it (https://html.spec.whatwg.org/multipage/parsing.html#tokenization); what could be cut in
two ways is on no list.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache, partial
from html import unescape
from typing import NamedTuple

from generator.base import codes
from generator.base.diagnostics import Code
from generator.base.media.svg import ATTRIBUTES as OF_SHAPES
from generator.formats.web.css import find_outward_css, is_inside

ELEMENTS = frozenset({
    "html", "head", "title", "meta", "style", "body", "main", "header", "footer", "nav", "section", "article",
    "aside", "div", "span", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table",
    "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td", "figure", "figcaption", "img", "a",
    "em", "strong", "i", "b", "u", "s", "small", "sub", "sup", "br", "hr", "wbr", "blockquote", "q", "cite", "code",
    "pre", "abbr", "time", "mark", "address", "bdi", "bdo", "details", "summary", "ins", "del",
})  # fmt: skip
SHAPES = frozenset({
    "svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan",
    "clippath", "lineargradient", "radialgradient", "stop", "pattern", "symbol", "use",
})  # fmt: skip
"""Elements of a drawing that stands in the page itself."""
_EVERYWHERE = frozenset({
    "id", "class", "lang", "dir", "title", "role", "style", "tabindex", "hidden", "translate",
})  # fmt: skip
_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "a": frozenset({"href", "rel", "target", "hreflang"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "td": frozenset({"colspan", "rowspan", "headers"}),
    "th": frozenset({"colspan", "rowspan", "headers", "scope", "abbr"}),
    "ol": frozenset({"start", "type", "reversed"}),
    "li": frozenset({"value"}),
    "meta": frozenset({"charset", "name", "content", "http-equiv"}),
    "time": frozenset({"datetime"}),
    "details": frozenset({"open"}),
}
_OF_SHAPES = frozenset(name.lower() for name in OF_SHAPES) | {"xmlns", "href", "xlink:href", "focusable"}
_META = frozenset({
    "author", "description", "keywords", "dcterms.created", "viewport", "color-scheme", "theme-color", "referrer",
})  # fmt: skip
_EQUIVALENTS = {"content-security-policy": None, "x-dns-prefetch-control": "off"}

_TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)"""
    r"""(?P<attributes>(?>(?:\s+[^\s"'<>/=`]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*))\s*/?>"""
)
_ATTRIBUTE = re.compile(r"""\s+([^\s"'<>/=`]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_DOCTYPE = re.compile(r"<!doctype html>", re.I)
COMMENT = re.compile(r"<!--(?!-?>)(?:(?!--!?>|<!--|--!|-->).)*-->", re.S)
_RAW = {name: re.compile(rf"</{name}[\s/>]", re.I) for name in ("style", "title", "script")}
_HYPERLINK = re.compile(r"(?:https?://[^\s]+|mailto:[^\s]+|#[^\s]*|(?:\.\./)?[\w.-]+(?:/[\w.-]+)*)", re.I)
"""An address that a reader may follow: of the web, of mail, of a place in the page or of a file beside it."""

_OPEN_NAME = re.compile(r"(?:data|aria)-[a-z0-9-]+")
_PLAIN_ELEMENTS = "|".join(sorted(ELEMENTS - SHAPES - _RAW.keys() - {"meta", "a", "th"}))
_PLAIN_NAMES = "|".join((*sorted(_EVERYWHERE - {"style"}), _OPEN_NAME.pattern))
_PLAIN_SAID = rf"""(?:{_PLAIN_NAMES})="[^"]*\""""
_PLAIN = re.compile(
    rf"""(?:</?(?:(?:{_PLAIN_ELEMENTS})(?:\s+{_PLAIN_SAID})*|"""
    rf"""a(?:\s+(?:{_PLAIN_SAID}|href="(?:https?://|\#)[^\s"&]+"))*|"""
    rf"""th(?:\s+(?:{_PLAIN_SAID}|scope="[^"]*"))*)\s*/?>[^<]*){{1,1000}}"""
)
"""Tags of which nothing has to be asked, and the words after each: nearly all of a page, passed by in one go. What they
may have is less than `_judge` allows, and is written in one way."""

_MOST_OF_A_LINE = 2000

_ACTIVE_HELP = "take it out: a paper shows words, tables and pictures, and nothing in it runs"
_OUTWARD_HELP = "lay the file into the style's folder and name it from there, or take the address out"


class OnNoList(NamedTuple):
    """What a page may not have: its kind, what to say of it, how to mend it, `words` that stand in its tag, from those
    that are most its own to those that are least, and the `line` of the page in which they stand."""

    kind: Code
    message: str
    help: str
    words: tuple[str, ...]
    line: str = ""


def find_forbidden(
    page: str, authors: Collection[str] | None = None, beside: Collection[str] = (), scripts: Collection[str] = ()
) -> Iterator[OnNoList]:
    """Yield what is on no list. `authors` are those whom the page may name as its own, None for anybody; `beside` are
    elements that are allowed beside those of a paper, and `scripts` the texts of scripts that may run."""
    for at, found in _find(page, authors, beside, scripts):
        begin, end = page.rfind("\n", max(0, at - _MOST_OF_A_LINE), at), page.find("\n", at, at + _MOST_OF_A_LINE)
        # a line that nobody wrote so is found by its words: pages may have one line of millions of letters
        line = page[begin + 1 : end].strip() if end >= 0 and (begin >= 0 or at < _MOST_OF_A_LINE) else ""
        yield found._replace(line=line)


def _find(
    page: str, authors: Collection[str] | None, beside: Collection[str], scripts: Collection[str]
) -> Iterator[tuple[int, OnNoList]]:
    """Yield what is on no list with its place in the page."""
    at, drawing = page.find("<"), False
    while at >= 0:
        if plain := _PLAIN.match(page, at):
            at = plain.end() if plain.end() < len(page) else -1
            continue
        if found := _DOCTYPE.match(page, at) or COMMENT.match(page, at):
            at = page.find("<", found.end())
            continue
        tag = _TAG.match(page, at)
        if tag is None:
            shown = page[at : at + 40].split("\n")[0]
            help = 'write `&lt;` for the sign itself, and a tag as `<name attribute="value">`'
            yield at, OnNoList(codes.ACTIVE_CONTENT, f"`{shown}` is no tag that is whole", help, (shown, shown[:12]))
            at = page.find("<", at + 1)
            continue
        end, name = tag.end(), tag["name"].lower()
        drawing = drawing or name == "svg"
        if not tag["close"]:
            if drawing and name in _RAW:
                # browsers read tags within it, and here it would pass for CSS
                message, help = f"`<{name}>` stands after a drawing", "put all CSS into paper.css"
                yield at, OnNoList(codes.ACTIVE_CONTENT, message, help, _words(tag[0], name))
            allowed = (*beside, *(("script",) if scripts else ()))
            yield from ((at, found) for found in _judge(tag, name, authors, allowed))
            if name in _RAW:
                closed = _RAW[name].search(page, end)
                text, end = (page[end:], len(page)) if closed is None else (page[end : closed.start()], closed.start())
                if name == "style":
                    yield from ((at, found) for found in _judge_css(text, tag[0]))
                elif name == "script" and text not in scripts:
                    yield at, OnNoList(codes.ACTIVE_CONTENT, "`<script>` runs in the page", _ACTIVE_HELP, (tag[0],))
        at = page.find("<", end)


def _judge(
    tag: re.Match[str], name: str, authors: Collection[str] | None, beside: Collection[str]
) -> Iterator[OnNoList]:
    whole = tag[0]
    shape = name in SHAPES
    if name == "link":
        help = "put CSS into paper.css, and take the tag out of the page for screens"
        message = f"`{_shown(whole)}` gets something from elsewhere"
        yield OnNoList(codes.OUTWARD_CONTENT, message, help, _words(whole, name))
        return
    if not shape and name not in ELEMENTS and name not in beside:
        yield OnNoList(codes.ACTIVE_CONTENT, f"`<{name}>` is no element of a paper", _ACTIVE_HELP, _words(whole, name))
        return
    if name in beside:
        return
    allowed = _allow(name)
    said = {
        key.lower(): unescape(quoted or single or bare)
        for key, quoted, single, bare in reversed(_ATTRIBUTE.findall(tag["attributes"]))
    }
    for key, value in said.items():
        words = partial(_words_of, whole, name, key, value)
        if key.startswith("on"):
            yield OnNoList(codes.ACTIVE_CONTENT, f"`{key}` of `<{name}>` runs in the page", _ACTIVE_HELP, words())
        elif key not in allowed and not _OPEN_NAME.fullmatch(key):
            kind = codes.OUTWARD_CONTENT if re.search(r"\w:|/", value) else codes.ACTIVE_CONTENT
            message = f"`{key}` is no attribute that `<{name}>` may have here"
            yield OnNoList(kind, message, "take it out, or say with CSS how it should look", words())
        elif key == "style" or (shape and "(" in value):
            yield from _judge_css(value, whole)
        elif key in ("href", "xlink:href", "src") and not _may_lead(name, key, value):
            what = "gets" if key == "src" or shape else "leads to"
            kind = codes.ACTIVE_CONTENT if re.match(r"\s*(?:javascript|vbscript)", value, re.I) else (
                codes.OUTWARD_CONTENT)  # fmt: skip
            help = _OUTWARD_HELP if key == "src" else "write an address that begins with https://, mailto: or #"
            yield OnNoList(kind, f"`<{name}>` {what} `{value[:80]}`", help, words())
    if name == "meta":
        yield from _judge_meta(said, whole, authors)


@cache
def _allow(name: str) -> frozenset[str]:
    """Return the attributes that an element may have, save those of which a pattern tells."""
    return _EVERYWHERE | (_OF_SHAPES if name in SHAPES else _ATTRIBUTES.get(name, frozenset()))


def _may_lead(name: str, key: str, value: str) -> bool:
    if name == "a":
        return _HYPERLINK.fullmatch(value) is not None
    return is_inside(value) and (key == "src" or value.startswith("#"))


def _judge_meta(said: Mapping[str, str], whole: str, authors: Collection[str] | None) -> Iterator[OnNoList]:
    name, content = said.get("name", "").lower(), said.get("content", "")
    words = _words(whole, "meta")
    if "http-equiv" in said:
        does = said["http-equiv"].strip().lower()
        if does not in _EQUIVALENTS or _EQUIVALENTS[does] not in (None, content):
            yield OnNoList(codes.ACTIVE_CONTENT, f"`{_shown(whole)}` tells browsers what to do", _ACTIVE_HELP, words)
    elif "charset" not in said and (name not in _META or (name == "referrer" and content != "no-referrer")):
        help = "take it out: a page says its title, authors, words to find it by and its day"
        message = f"`{_shown(whole)}` says what is no word of the paper"
        yield OnNoList(codes.OUTWARD_CONTENT, message, help, words)
    elif name == "author" and authors is not None and content not in authors:
        help = "write {{ author }} in a loop over document.properties.authors"
        yield OnNoList(codes.OUTWARD_CONTENT, f"`{content[:60]}` is no author of the paper", help, words)


def _judge_css(css: str, tag: str) -> Iterator[OnNoList]:
    for found in find_outward_css(css):
        yield OnNoList(codes.OUTWARD_CONTENT, found.message, _OUTWARD_HELP, (found.words, tag))


def _shown(tag: str) -> str:
    return " ".join(tag.split())[:80]


def _words_of(whole: str, name: str, key: str, value: str) -> tuple[str, ...]:
    """Return the words by which an attribute is found again."""
    said = (f'{key}="{value}"', value) if len(value) > 5 else ()
    return (whole, *said, f"{key}=", *_words(whole, name))


def _words(tag: str, name: str) -> tuple[str, ...]:
    return (tag, f"<{name} ", f"<{name}", name)
