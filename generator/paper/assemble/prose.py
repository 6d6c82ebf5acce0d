"""Prose to blocks: Markdown becomes paragraphs and lists, with notes, mentions and links checked on the way.

In: the text of a field and its place. Out: blocks. What is wrong (T…, R…, S…) goes to the context's problems.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from markdown_it.token import Token

from generator.base import codes
from generator.paper.assemble import markdown
from generator.paper.assemble.context import Context
from generator.paper.assemble.inlines import read_inlines
from generator.paper.assemble.places import TextPlace
from generator.paper.document import Block, BlockId, ItemList, ListItem, Paragraph, ParagraphRole

_DASH_ITEM = re.compile(r"^([–—])[ \t\u00a0]", re.M)
"""A line that begins as Word's lists do."""

MAX_LEVEL = 12
"""The level of a list that is too deep; every list inside another adds two."""


def assemble_paragraph(
    context: Context, text: str, place: TextPlace, id: BlockId, role: ParagraphRole = "body", strong: bool = False
) -> Paragraph:
    """Return one paragraph from a text of one line or a few; lists are not read in it."""
    inlines = read_inlines(context, markdown.parse_inlines(text.strip()), place, 0, id, strong)
    return Paragraph(id, inlines, role, place.at(place.line(0)))


def assemble_prose(context: Context, text: str, place: TextPlace, prefix: BlockId, start: int = 1) -> tuple[Block, ...]:
    """Return the paragraphs and lists of a text; their ids are `prefix.1`, `prefix.2` …, from `start` on."""
    tokens = markdown.parse_blocks(text)
    found: list[Block] = []
    index = 0
    while index < len(tokens):
        block, index = _block(context, tokens, index, place, f"{prefix}.{start + len(found)}")
        found.append(block)
    return tuple(found)


def _block(context: Context, tokens: Sequence[Token], index: int, place: TextPlace, id: BlockId) -> tuple[Block, int]:
    token = tokens[index]
    start = place.line(token.map[0] if token.map else 0)
    origin = place.at(start)
    if token.type == "paragraph_open":
        inline = tokens[index + 1]
        if re.match(r"#{1,6} |\||!\[|>|```|<[a-z/!](?!ttps?:|ailto:)", inline.content):
            context.problem(
                codes.NOT_PROSE,
                "headings, tables, quotations, pictures and HTML have no place in prose",
                origin,
                "write sections, boxes and tables as blocks of the section's file",
                len(inline.content.split("\n")[0]),
            )
        if len(dashes := _DASH_ITEM.findall(inline.content)) > 1:
            context.problem(
                codes.LEFTOVER_MARKUP,
                f"lines that begin with `{dashes[0]}` are no list, and would be printed in one paragraph",
                origin,
                "begin each with `- `, after an empty line",
            )
        inlines = read_inlines(context, inline.children or [], place, start, id)
        return Paragraph(id, inlines, origin=origin), index + 3
    if token.level == MAX_LEVEL:
        context.problem(
            codes.NESTED_TOO_DEEP, "this list stands inside too many others", origin, "write it with fewer levels"
        )
    if (number := token.attrs.get("start", 1)) != 1:
        context.problem(
            codes.LIST_START,
            f"a line that begins with `{number}` and a point is read as a list, and lists begin with 1",
            origin,
            f"write `{number}\\.` where it is no list",
            len(str(number)) + 1,
        )
    kind: Literal["bullets", "numbers"] = "bullets" if token.type == "bullet_list_open" else "numbers"
    closing = token.type.replace("open", "close")
    items: list[ListItem] = []
    index += 1
    while tokens[index].type != closing or tokens[index].level != token.level:
        item, index = _item(context, tokens, index, place, f"{id}.{len(items) + 1}")
        items.append(item)
    return ItemList(id, tuple(items), kind, origin), index + 1


def _item(context: Context, tokens: Sequence[Token], index: int, place: TextPlace, id: BlockId) -> tuple[ListItem, int]:
    token = tokens[index]
    blocks: list[Block] = []
    index += 1
    while tokens[index].type != "list_item_close" or tokens[index].level != token.level:
        block, index = _block(context, tokens, index, place, f"{id}.{len(blocks) + 1}")
        blocks.append(block)
    return ListItem(id, tuple(blocks), place.at(place.line(token.map[0] if token.map else 0))), index + 1
