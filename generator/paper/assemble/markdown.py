"""Read the Markdown of prose: paragraphs, lists, emphasis, links; and Pandoc's citations, inline notes and spans.

In: the text of a block scalar. Out: markdown-it tokens. Three rules are added to those of markdown-it-py:
`[see, @source; @other]` (https://pandoc.org/MANUAL.html#citation-syntax), `^[an inline note]` (…#footnotes) and
`[words]{lang=kk}` (…#divs-and-spans). Each added token keeps the offset of its text, so that errors can point to it.
A fourth takes the place of theirs: emphasis beside letters (emphasis.py). A fifth changes the time alone: it reads
plain citations and links, as nearly all are, by one pattern, before the rules that know all kinds are asked.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore, normalize
from markdown_it.rules_inline import StateInline, link
from markdown_it.token import Token

from generator.paper.assemble.emphasis import read_marks

_SIGN = re.compile(r"[\n\\*_\[\]^]")
_READ = re.compile(r"[\n\r\0\\*_\[\]^]")
"""What of a line is read as anything but words."""
_PLAIN = re.compile(
    r"\[(?:(?P<linked>[^\[\]\\*_^\n]*)\]\((?P<href>[^\x00-\x20\x7f()<>\\&]+)\)"
    r"|(?=[^\[\]\\\n]*\](?![({]))(?P<cited>(?:[^\[\]\\\n]*[\s;,])?@[^\[\]\\\n]*)\])"
)
"""A citation or link in one line, without anything in it that another rule reads."""
_SPAN = re.compile(r"\{lang=([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\}")


@lru_cache(maxsize=512)
def parse_blocks(text: str) -> tuple[Token, ...]:
    """Return the block tokens of the text; inline tokens have their parts as children. Nobody changes them: a text that
    comes again, for other readers or after another was edited, is read once."""
    return tuple(_parser().parse(text))


def parse_inlines(text: str) -> list[Token]:
    """Return the inline tokens of one paragraph."""
    if text and not _READ.search(text):  # words alone, as most leads are: the parser would say no more of them
        return [Token("text", "", 0, content=text)]
    return _parser().parseInline(text)[0].children or []


@cache
def _parser() -> MarkdownIt:
    # "zero" knows paragraphs and text alone; only what a paper needs is added. HTML is never read as such.
    parser = MarkdownIt("zero", {"html": False, "maxNesting": 50})
    parser.enable(["list", "emphasis", "link", "escape", "newline"]).disable("text_join")
    # every link is judged where it is read, and an address is printed as it was written
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.inline.ruler.before("newline", "plain", _plain)
    parser.inline.ruler.before("link", "citation", _citation)
    parser.inline.ruler.before("link", "span", _span)
    parser.inline.ruler.before("link", "note", _note)
    parser.inline.ruler.at("link", _link)
    parser.inline.ruler.at("emphasis", read_marks)
    # words go on to the next sign that one of these rules reads
    parser.inline.terminator_re = _SIGN
    parser.core.ruler.at("normalize", _normalize)
    return parser


def _normalize(state: StateCore) -> None:
    if "\r" in state.src or "\0" in state.src:
        normalize(state)


def _plain(state: StateInline, silent: bool) -> bool:
    if silent or state.src[state.pos] != "[":
        return False
    part = _PLAIN.match(state.src, state.pos, state.posMax)
    if not part:
        return False
    if part["href"]:
        state.push("link_open", "a", 1).attrs = {"href": part["href"]}
        if part["linked"]:
            state.append_pending(part["linked"])
        state.push("link_close", "a", -1)
    else:
        _push_citation(state, part["cited"])
    state.pos = part.end()
    return True


def _push_citation(state: StateInline, inside: str) -> None:
    token = state.push("citation", "", 0)
    token.content = inside
    token.meta = {"offset": state.pos}


def _link(state: StateInline, silent: bool) -> bool:
    # the rule itself looks for the end of every bracket anew, which takes hours for a text of thousands
    if state.src[state.pos] != "[":
        return False
    close = _closing(state.src, state.pos, state.posMax)
    return close > 0 and state.src.startswith("(", close + 1) and link(state, silent)


def _closing(text: str, start: int, end: int) -> int:
    """Return where the bracket opened at `start` is closed, or -1."""
    close = _pairs(text).get(start, -1)
    return close if close < end else -1


@lru_cache(maxsize=4)
def _pairs(text: str) -> dict[int, int]:
    """Return the place of the closing bracket of every opening one; found for all at once, since each is asked for."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for match in re.finditer(r"\\.|[\[\]]", text, re.S):
        if match[0] == "[":
            opened.append(match.start())
        elif match[0] == "]" and opened:
            pairs[opened.pop()] = match.start()
    return pairs


def _citation(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    close = _closing(state.src, state.pos, state.posMax)
    inside = state.src[state.pos + 1 : close] if close > 0 else ""
    if "@" not in inside or "[" in inside or state.src[close + 1 : close + 2] in ("(", "{"):
        return False
    if not re.search(r"(?:^|[\s;,])@", inside):
        return False
    if not silent:
        _push_citation(state, inside)
    state.pos = close + 1
    return True


def _note(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("^[", state.pos):
        return False
    close = _closing(state.src, state.pos + 1, state.posMax)
    if not silent:
        token = state.push("note" if close > 0 else "unclosed_note", "", 0)
        token.content = state.src[state.pos + 2 : close] if close > 0 else state.src[state.pos : state.posMax]
        token.meta = {"offset": state.pos}
    state.pos = close + 1 if close > 0 else state.posMax
    return True


def _span(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    close = _closing(state.src, state.pos, state.posMax)
    match = _SPAN.match(state.src, close + 1) if close > 0 else None
    if not match:
        return False
    if not silent:
        opening = state.push("span_open", "span", 1)
        opening.meta = {"lang": match[1], "offset": state.pos}
        end, state.pos, state.posMax = state.posMax, state.pos + 1, close
        state.md.inline.tokenize(state)
        state.posMax = end
        state.push("span_close", "span", -1)
    state.pos = match.end()
    return True
