"""Adapt a style's CSS for a screen that shows the pages of the PDF.

In: CSS as it stands in the style. Out: CSS in which `@media print` counts as on paper; what is for screens alone, and
the pages' own rules, are left out: the pages are cut by the app, from what the layout of the PDF says.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

_PAPER = {"print", "all"}


@lru_cache(maxsize=16)
def adapt_paper_css(css: str) -> str:
    """Return the CSS by which the layout of the PDF goes, for a browser's screen.

    Media are told as WeasyPrint tells them (`css/media_queries.py`): by their names alone; a condition beside a name is
    none that it knows, and its rules do not count.
    """
    import tinycss2

    return _serialized(tinycss2.parse_stylesheet(css, skip_comments=True))


def _serialized(rules: list[Any]) -> str:
    import tinycss2

    kept = []
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword == "page":
            continue
        if rule.type == "at-rule" and rule.lower_at_keyword == "media":
            if _is_for_paper(rule.prelude):
                kept.append(_serialized(tinycss2.parse_rule_list(rule.content, skip_comments=True)))
            continue
        kept.append(rule.serialize())
    return "".join(kept)


def _is_for_paper(prelude: list[Any]) -> bool:
    """Tell whether one of the media that are named is paper; none named are all."""
    queries: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            queries.append([])
        elif token.type not in ("whitespace", "comment"):
            queries[-1].append(token)
    if queries == [[]]:
        return True
    return any(len(query) == 1 and query[0].type == "ident" and query[0].lower_value in _PAPER for query in queries)
