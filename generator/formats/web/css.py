"""What in a style sheet would be fetched from elsewhere.

In: CSS. Out: each address in it that is neither a place in the page nor the thing itself, with its place. CSS is cut
into tokens by tinycss2, as browsers cut it (https://www.w3.org/TR/css-syntax-3/), so that no way of writing hides one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

_MAYBE = re.compile(r"url\(|src\(|@import|image|cross-fade|\\|behavior|binding", re.I)
_INSIDE = re.compile(
    r"#[^\s]*|data:(?:image/(?:png|jpeg|gif|webp|svg\+xml)|font/[a-z0-9]+)(?:;base64)?,[A-Za-z0-9+/=%]*"
)
_NAMED = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade"})
"""Functions whose strings are addresses."""


class OutwardCss(NamedTuple):
    """An address that would be fetched: what to say of it, how it is written, and its line and column."""

    message: str
    words: str
    line: int
    column: int


def is_inside(address: str) -> bool:
    """Return whether an address is a place in the page, or holds a picture or font itself."""
    return _INSIDE.fullmatch(address) is not None


@lru_cache(maxsize=32)
def find_outward_css(css: str) -> tuple[OutwardCss, ...]:
    """Return every address in the CSS, or list of declarations, that is fetched, and each `@import`."""
    if not _MAYBE.search(css):
        return ()
    import tinycss2

    return tuple(_find(tinycss2.parse_component_value_list(css, skip_comments=True), in_address=False))


def _find(tokens: list[Any], in_address: bool) -> Iterator[OutwardCss]:
    imported = False
    for token in tokens:
        imported = imported and not (token.type == "literal" and token.value == ";")
        if imported:
            continue  # what is imported was told
        at = token.source_line, token.source_column
        match token.type:
            case "at-keyword" if token.lower_value == "import":
                imported = True
                yield OutwardCss("`@import` gets CSS from elsewhere", "@import", *at)
            case "url" if not is_inside(token.value):
                yield OutwardCss(f"`{token.value[:80]}` is fetched from elsewhere", token.value, *at)
            case "string" if in_address and not is_inside(token.value):
                yield OutwardCss(f"`{token.value[:80]}` is fetched from elsewhere", token.value, *at)
            case "error" if "url" in token.kind:
                yield OutwardCss("an address in the CSS is not whole", "url(", *at)
            case "ident" if token.lower_value in ("behavior", "-moz-binding"):
                yield OutwardCss(f"`{token.lower_value}` runs in the page", token.value, *at)
            case "function":
                yield from _find(token.arguments, token.lower_name in _NAMED)
            case "{} block" | "[] block" | "() block":
                yield from _find(token.content, in_address and token.type == "() block")
