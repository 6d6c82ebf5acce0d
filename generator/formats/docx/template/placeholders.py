"""What a template may place: one table, from which the slots are made, templates are judged and their documentation is
written.

A name is written as an editor writes it within the template that comes with the tool: `part` is what
`{%p for part in section.parts %}` goes through; other names of loops do as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

WordsKind = Literal["words", "page"]
BlocksKind = Literal["heading", "box-title", "box-content", "caption", "head", "rows", "text", "contents"]
Kind = Literal[WordsKind, BlocksKind, "each", "group"]
"""What a name stands for: words within a paragraph; blocks, which need a paragraph of their own; several, one after
another; or a group of other names, which may be there or not."""


class Placeholder(NamedTuple):
    """A name: its kind, what it is, whether each one must be placed exactly once, and whether a paper may lack it."""

    kind: Kind
    meaning: str
    needed: bool = False
    optional: bool = False


PLACEHOLDERS: Mapping[str, Placeholder] = {
    "cover": Placeholder("group", "the lines of the cover"),
    "cover.kind": Placeholder("words", "the kind of paper, as the labels call it", True),
    "cover.title": Placeholder("words", "the title of the paper", True),
    "cover.dialogue": Placeholder("words", "the dialogue and its round", True, True),
    "cover.authors": Placeholder("each", "the organisations that sign, one line each", True),
    "cover.facts": Placeholder("each", "the day, the period and other facts of the paper, one line each", True),
    "cover.status": Placeholder("words",
        "what the paper is where it is no final one: a draft, a reconstruction", True, True),
    "labels": Placeholder("group", "the fixed words of the style: a name for each key of labels/<language>.yaml"),
    "labels.<key>": Placeholder("words", "the fixed words of that key"),
    "contents": Placeholder("contents", "the contents, with page numbers; a style may do without"),
    "sections": Placeholder("each", "the sections of the first level, in the order of the outline"),
    "section.heading": Placeholder("heading", "the heading of the section; its style follows from its kind", True),
    "section.parts": Placeholder("each",
        "all that follows the heading, subsections included; a part is one of the names below"),
    "part.heading": Placeholder("heading", "the heading of a subsection", True, True),
    "part.box": Placeholder("group", "a box about a case, a law or another matter", optional=True),
    "part.box.title": Placeholder("box-title",
        "its title, in a table that is the box; the look follows from its kind", True),
    "part.box.content": Placeholder("box-content", "all that stands under the title", True, True),
    "part.recommendations": Placeholder("group", "the box with the recommendations of a section", optional=True),
    "part.recommendations.title": Placeholder("box-title", "its title", True),
    "part.recommendations.content": Placeholder("box-content", "the recommendations, by whom they address", True, True),
    "part.table": Placeholder("group", "a table, such as the annex of prisoners", optional=True),
    "part.table.caption": Placeholder("caption", "what stands above the table", True, True),
    "part.table.head": Placeholder("head",
        "the rows that repeat on each page, in a row of the table: cells look like its first cell", True),
    "part.table.rows": Placeholder("rows",
        "all other rows, in a row of the table: cells look like its first cell", True),
    "part.text": Placeholder("text",
        "paragraphs, lists and pictures, up to the next heading, box or table", True, True),
    "running": Placeholder("words", "the short title, for the head of each page"),
    "mark": Placeholder("words",
        "what every page must carry: DRAFT, or for whom the paper is where that is not the public", optional=True),
    "page_of_pages": Placeholder("page", "the number of the page and of all pages, in the words of the label `page`"),
}  # fmt: skip
"""Every name, in the order in which the template that comes with the tool has them."""

INLINE: tuple[Kind, ...] = ("words", "page")
"""Kinds that stand within a paragraph."""


def find_placeholder(name: str) -> Placeholder:
    """Return what is known of the name of a slot; raise KeyError where the table lacks it."""
    return PLACEHOLDERS["labels.<key>" if name.startswith("labels.") else name]


def write_tag(name: str, kind: Kind, optional: bool = False) -> str:
    """Return how an editor writes the name in Word."""
    if kind == "each":
        one = {"cover.authors": "author", "cover.facts": "fact", "sections": "section", "section.parts": "part"}[name]
        return f"{{%p for {one} in {name} %}} … {{%p endfor %}}"
    if kind == "group":
        return f"{{%p if {name} %}} … {{%p endif %}}" if optional else ""
    return f"{{{{ {name} }}}}" if kind in INLINE else f"{{{{p {name} }}}}"
