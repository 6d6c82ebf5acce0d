"""A text as tracked changes: paragraphs and tables, matched, then written one after the other.

In: what holds them (the body, or a cell) in the old paper and in the new one. Out: XML. A table that both have is told
row by row and cell by cell; one that is new or gone, with all its rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from lxml import etree

from generator.formats.docx.redline.align import Item, Pair, align, read_style_id
from generator.formats.docx.redline.marks import Side
from generator.formats.docx.redline.paragraphs import Papers, build_line, list_paragraphs_of_one_side, read_lines
from generator.formats.docx.styles import W
from generator.formats.docx.template.skeleton import serialise_element

_NO_CONTENT = (f"{W}sectPr", f"{W}tcPr")


def build_content(old: etree._Element, new: etree._Element, papers: Papers) -> str:
    """Return what stands in the two: both are bodies, or cells."""
    pairs = _matched(list_items(old), list_items(new), papers)
    note_lists(pairs, papers)
    return "".join(_written(_with_an_end(pairs), papers))


def list_items(holder: etree._Element) -> list[Item]:
    """Return the paragraphs and tables that stand in it, and whatever else the template has put there."""
    return [Item(child) for child in holder if child.tag not in _NO_CONTENT]


def _matched(old: list[Item], new: list[Item], papers: Papers) -> list[Pair]:
    """Return the items matched. Lines of the contents stay where they are in the new paper: what they say, the headings
    of the old one say, too, and must not be matched with it."""
    lines = [n for n, item in enumerate(new) if item.is_paragraph and read_style_id(item.element) in papers.contents]
    if not lines:
        return align(old, new)
    first, end = lines[0], lines[-1] + 1
    pairs = align(old, [*new[:first], *new[end:]])
    at = next((n + 1 for n, (_, item) in enumerate(pairs) if first and item is new[first - 1]), 0)
    return [*pairs[:at], *((None, item) for item in new[first:end]), *pairs[at:]]


def note_lists(pairs: Iterable[Pair], papers: Papers) -> None:
    """Let points that are gone be counted in the list of those that stay: each paper's lists have numbers of their
    own."""
    for old, new in pairs:
        if old and new and old.is_paragraph:
            was, is_ = (item.element.find(f"{W}pPr/{W}numPr/{W}numId") for item in (old, new))
            if was is not None and is_ is not None:
                papers.lists.setdefault(str(was.get(f"{W}val")), str(is_.get(f"{W}val")))


def _with_an_end(pairs: list[Pair]) -> list[Pair]:
    """Return the pairs so that after the last table there is a paragraph of both: nothing can follow the last one, so
    its end cannot be deleted. Both texts end in a paragraph."""
    last = max((n + 1 for n, pair in enumerate(pairs) if not _is_paragraph(pair)), default=0)
    after = pairs[last:]
    for side in (0, 1):
        if any(pair[side] for pair in after):
            continue
        # all that is left is of the one paper: it ends where the other's last paragraph ends
        at = max((n for n, pair in enumerate(pairs) if pair[side] and _is_paragraph(pair)), default=None)
        if at is None:
            continue
        taken, end = pairs[at], pairs[-1]
        pairs = [
            *pairs[:at],
            *([(taken[0], None) if side else (None, taken[1])] if taken[1 - side] else []),
            *pairs[at + 1 : -1],
        ]
        pairs.append((end[0], taken[1]) if side else (taken[0], end[1]))
    return pairs


def _is_paragraph(pair: Pair) -> bool:
    one = pair[1] or pair[0]
    assert one is not None
    return one.is_paragraph


def _written(pairs: list[Pair], papers: Papers) -> Iterator[str]:
    for paragraphs, group in groupby(pairs, key=_is_paragraph):
        if paragraphs:
            yield from (build_line(line, papers) for line in read_lines(list(group), papers))
        else:
            yield from (_no_paragraph(old, new, papers) for old, new in group)


def _alone(items: list[Item], side: Side, papers: Papers) -> Iterator[str]:
    for paragraphs, group in groupby(items, key=lambda item: item.is_paragraph):
        if paragraphs:
            yield from (build_line(line, papers) for line in list_paragraphs_of_one_side(group, side))
        else:
            yield from (
                _no_paragraph(None if side == "new" else one, None if side == "old" else one, papers) for one in group
            )


def _no_paragraph(old: Item | None, new: Item | None, papers: Papers) -> str:
    """Return a table; what is none is the template's, and stays as it is there."""
    only = new or old
    assert only is not None
    if only.element.tag != f"{W}tbl":
        return serialise_element(only.element) if new else ""
    if old and new:
        rows = "".join(_rows(align(_rows_of(old), _rows_of(new)), papers))
    else:
        rows = "".join(_row(row, "new" if new else "old", papers) for row in _rows_of(only))
    head = "".join(serialise_element(child) for child in only.element if child.tag != f"{W}tr")
    return f"<w:tbl>{head}{rows}</w:tbl>"


def _rows_of(table: Item) -> list[Item]:
    return [Item(row) for row in table.element.findall(f"{W}tr")]


def _rows(pairs: Iterable[Pair], papers: Papers) -> Iterator[str]:
    for old, new in pairs:
        if old and new:
            yield _same_row(old.element, new.element, papers)
        elif one := new or old:
            yield _row(one, "new" if new else "old", papers)


def _same_row(old: etree._Element, new: etree._Element, papers: Papers) -> str:
    """Return a row that both have: rows with as many cells are matched, no others."""
    cells = zip(old.findall(f"{W}tc"), new.findall(f"{W}tc"), strict=True)
    inner = "".join(f"<w:tc>{_first(cell, 'tcPr')}{build_content(was, cell, papers)}</w:tc>" for was, cell in cells)
    return f"<w:tr>{_first(new, 'trPr')}{inner}</w:tr>"


def _row(row: Item, side: Side, papers: Papers) -> str:
    """Return a row that is new or gone, and all that stands in it."""
    properties = row.element.find(f"{W}trPr")
    # a mark alone does not fill them (17.4.79): they need one property of the row
    kept = (
        "".join(serialise_element(one) for one in (() if properties is None else properties))
        or '<w:cantSplit w:val="off"/>'
    )
    inner = f"<w:trPr>{kept}{papers.marks.empty(side)}</w:trPr>"
    for cell in row.element.findall(f"{W}tc"):
        inner += f"<w:tc>{_first(cell, 'tcPr')}{''.join(_alone(list_items(cell), side, papers))}</w:tc>"
    return f"<w:tr>{inner}</w:tr>"


def _first(holder: etree._Element, tag: str) -> str:
    found = holder.find(f"{W}{tag}")
    return "" if found is None else serialise_element(found)
