"""Align an old text with a new one: match paragraphs, tables and rows in order.

In: two lists of elements. Out: pairs in order of reading, of what is in both, in the old text alone, or in the new one
alone. What has the same id is matched if its words allow it: paragraphs of prose are counted, and a new one shifts the
ids of all that follow; so words decide where they speak clearly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from lxml import etree

from generator.base.text.word_diff import measure_likeness
from generator.formats.docx.styles import W

_COUNTED = re.compile(r"(^|\.)\d+(\.p)?$")
"""Ids of what is counted and has no name."""
_ALIKE = 0.4
"""Two texts with a smaller share of words in common are two texts, unless they have the same id."""
_SAME_ID = 0.2
"""A counted thing with the same id needs no more words in common than this to be the same text."""
_OTHER_STYLE = 0.6
"""Two texts in different styles need more in common: a line of facts is no heading that ends in the same words."""
_EMPTY = 0.05
"""Empty paragraphs around boxes are matched where nothing speaks against it."""


@dataclass(frozen=True)
class Item:
    """A paragraph, a table or a row."""

    element: etree._Element

    @property
    def is_paragraph(self) -> bool:
        """Tell whether it is a paragraph."""
        return bool(self.element.tag == f"{W}p")

    @cached_property
    def id(self) -> str:
        """The block that it is, or that stands first in it; empty where the template alone put it there."""
        return next((found for e in self.element.iter() if (found := e.get("block"))), "")

    @cached_property
    def text(self) -> str:
        """Its words, paragraphs of a table one after the other; a picture is what it shows."""
        tags = (f"{W}t", "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
        return " ".join(
            "".join(e.text or e.get("descr", "") for e in p.iter(*tags)) for p in self.element.iter(f"{W}p")
        )

    @cached_property
    def look(self) -> str:
        """What it must have in common with its counterpart: a table the number of its columns, an empty line its
        style."""
        if self.is_paragraph:
            return "" if self.text else f"empty {read_style_id(self.element)}"
        return (
            f"{self.element.tag}"
            f" {len(self.element.findall(f'{W}tblGrid/{W}gridCol') or self.element.findall(f'{W}tc'))}"
        )


Pair = tuple[Item | None, Item | None]
"""The same paragraph, table or row in the old text and in the new one; None where it is not there."""


def read_style_id(paragraph: etree._Element) -> str:
    """Return the id of the paragraph's style."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


def align(old: Sequence[Item], new: Sequence[Item]) -> list[Pair]:
    """Return the items of both, matched; what is in the old text alone stands before what is in the new one alone.

    What is the same word for word is matched first, and then, between two such places, the pairing with most in common.
    """
    matcher = SequenceMatcher(None, _keys(old, "old"), _keys(new, "new"), autojunk=False)
    pairs: list[Pair] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            pairs += zip(old[a:b], new[c:d], strict=True)
        else:
            pairs += _best(old[a:b], new[c:d])
    return _near_their_table(_near_their_table(pairs)[::-1])[::-1]


def _keys(items: Sequence[Item], side: str) -> list[tuple[str, str]]:
    """Return what is compared first. Each empty paragraph is a thing of its own: a long row of boxes is no text in
    common."""
    return [(item.look, item.text) if item.text else (side, str(n)) for n, item in enumerate(items)]


def _best(old: Sequence[Item], new: Sequence[Item]) -> list[Pair]:
    """Return the pairing in order with most in common (Needleman and Wunsch, with no price for what is left alone)."""
    worth = [[_worth(a, b) for b in new] for a in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            here = worth[i][j]
            together = here + best[i + 1][j + 1] if here else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    pairs: list[Pair] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if worth[i][j] and best[i][j] == worth[i][j] + best[i + 1][j + 1]:
            pairs.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((old[i], None))
            i += 1
        else:
            pairs.append((None, new[j]))
            j += 1
    return [*pairs, *((item, None) for item in old[i:]), *((None, item) for item in new[j:])]


def _near_their_table(pairs: list[Pair]) -> list[Pair]:
    """Return the pairs so that, of two empty paragraphs before a table of both, the one next to it is of both.

    Where the other one is, all that is gone between them would end before the table, where nothing can be joined:
    LibreOffice and jubarte-redlines would leave the last paragraph there, empty.
    """
    made = list(pairs)
    for n, pair in enumerate(made):
        if not n or not pair[0] or not pair[1] or pair[0].is_paragraph:
            continue
        for side, other in ((0, 1), (1, 0)):
            near = made[n - 1][side]
            m = next((m for m in range(n - 1, -1, -1) if made[m][other]), n - 1)
            far, counterpart = made[m][side], made[m][other]
            if m == n - 1 or not near or not far or not counterpart:
                continue
            if near.look.startswith("empty ") and near.look == far.look == counterpart.look:
                made[m] = (far, None) if side == 0 else (None, far)
                made[n - 1] = (near, counterpart) if side == 0 else (counterpart, near)
    return made


def _worth(old: Item, new: Item) -> float:
    """Return how much speaks for these two being the same: 0 that they are not."""
    if old.element.tag != new.element.tag or old.look != new.look:
        return 0.0
    if not old.text:
        return _EMPTY
    alike = measure_likeness(old.text, new.text)
    if old.id and old.id == new.id and (alike >= _SAME_ID or not _COUNTED.search(old.id)):
        return alike + 0.3
    needed = _ALIKE if read_style_id(old.element) == read_style_id(new.element) else _OTHER_STYLE
    return alike if alike >= needed else 0.0
