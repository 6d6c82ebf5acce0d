"""Map each named style of the Word file to CSS selectors for paper.html.j2.

Every rule is written with `:where(…)`, which weighs nothing: whatever paper.css says of the same words counts more, and
of two rules here the later one. So the order counts: what is of one place after what is of many.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from generator.formats.docx.styles import BOXES, DEPTHS


class StyleSelector(NamedTuple):
    """Where a style of paragraphs stands.

    `words` selects what has its fonts and colours, and `block` (the same where it is "") what has its spaces and
    borders. A style that is said in `full` is one of places for which browsers have a look of their own, or that stand
    within any other; of the rest only that is said which is otherwise than in the text around. `number` is where its
    number stands,
    `list` the list of which it is. Of `layout` the columns and indents are the page's own.
    """

    words: str
    block: str = ""
    full: bool = False
    number: str = ""
    list: str = ""
    layout: bool = False


def _heading(selector: str) -> StyleSelector:
    numbers = ", ".join(f"{one.strip()} > .number" for one in selector.split(","))
    return StyleSelector(selector, full=True, number=numbers)


def _any_level(parent: str, *levels: int) -> StyleSelector:
    return _heading(", ".join(f"{parent} > h{level}" for level in levels))


def _list(list: str, *, of: str = "") -> StyleSelector:
    return StyleSelector(f"{of}{list} > li", f"{of}{list} > li > p", list=f"{of}{list}")


_DEEPER = dict(zip(DEPTHS, ("", "li ", "li li "), strict=True))

PARAGRAPHS: Mapping[str, StyleSelector] = {
    "Body Text": StyleSelector("html", "p"),
    **{f"{name} Text": StyleSelector(f".box.{kind}", f".box.{kind} p") for kind, name in BOXES.items()},
    **{f"List Bullet{n}": _list("ul.bullets", of=deeper) for n, deeper in _DEEPER.items()},
    **{f"List Number{n}": _list("ol.numbers", of=deeper) for n, deeper in _DEEPER.items()},
    **{f"List Continue{n}": StyleSelector(f"{deeper}li > p + p", layout=True) for n, deeper in _DEEPER.items()},
    "Box List Bullet": _list("ul.bullets", of=".box "),
    "Box List Number": _list("ol.numbers", of=".box "),
    "Box List Continue": StyleSelector(".box li > p + p", layout=True),
    "Recommendation": StyleSelector("ul.recommendations > li", "ul.recommendations > li > p", list="ul.recommendations",
        number=".marker"),
    "Recommendation Continue": StyleSelector("ul.recommendations > li > p + p", layout=True),
    "Lead": StyleSelector(".lead"),
    "Box Lead": StyleSelector(".box .lead"),
    "Facts": StyleSelector(".facts"),
    "Addressee Line": StyleSelector(".addressee"),
    "Remark": StyleSelector(".remark"),
    "Picture": StyleSelector("", ".picture"),
    "Caption": StyleSelector(".caption"),
    "Heading 1": _heading("h2"),
    "Heading 2": _heading("h3"),
    "Heading 3": _heading("h4, h5, h6"),
    "Overview Heading": _any_level(".overview", 2, 3, 4),
    "Annex Heading": _any_level(".annex", 2, 3, 4),
    "Profile Heading": _any_level(".profile", 2, 3),
    "Profile Heading 3": _any_level(".profile", 4, 5, 6),
    **{f"{name} Title": _heading(f".box.{kind} > .box-title") for kind, name in BOXES.items()},
    "Table Cell": StyleSelector("table", "td > p, th > p"),
    "Table Head": StyleSelector("thead th", "thead th > p", full=True),
    "Cover Kind": StyleSelector(".cover-kind"),
    "Title": _heading("h1"),
    "Cover Dialogue": StyleSelector(".cover-dialogue"),
    "Cover Author": StyleSelector(".cover-author"),
    "Cover Fact": StyleSelector(".cover-fact"),
    "Cover Status": StyleSelector(".cover-status"),
    "TOC Heading": StyleSelector(".contents-title"),
    **{f"TOC {n}": StyleSelector(f".contents .level{n}", layout=True) for n in (1, 2, 3)},
    "footnote text": StyleSelector(".note", full=True, layout=True),
}  # fmt: skip
"""Places of styles of paragraphs, by their name in Word."""

CHARACTERS: Mapping[str, str] = {
    "Strong": "strong",
    "Emphasis": "em",
    "Intense Emphasis": "strong em",
    "footnote reference": ".call",
    "Hyperlink": 'a[href^="http"]:not(.address), a[href^="mailto"]',
    "Address": "a.address",
    "Internal Link": "a.within",
    "Not Known": ".unknown",
}
"""Places of styles of characters."""

GRIDS: Mapping[str, str] = {name: f".box.{kind}" for kind, name in BOXES.items()} | {"Briefing Table": "table"}
"""Places of styles of tables: a box is one in Word."""

RUNNING = ("Header", "Footer", "Header Mark")
"""Styles of the lines at the head and foot of pages (page.py); a page without edges has its mark above all."""
