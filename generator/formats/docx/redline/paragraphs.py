"""A paragraph as tracked changes: what stands in it, its own end, and how it looked.

The end of a paragraph is a letter that can be inserted or deleted, too (ECMA-376 part 1, 17.13.5.15 and 20): the
paragraph is then one with the next. At the end of a cell, and before a table, there is no next one: there the end of
the paragraph *before* must be the one that is inserted or deleted, or an empty paragraph would be left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from generator.formats.docx.redline.align import Item, Pair, read_style_id
from generator.formats.docx.redline.marks import Marks, Side
from generator.formats.docx.redline.words import Content, merge_runs, read_content
from generator.formats.docx.styles import Styles, W
from generator.formats.docx.template.skeleton import serialise_element

_NOT_THE_LOOK = (f"{W}rPr", f"{W}sectPr", f"{W}pPrChange")
_CALL = f"{W}footnoteReference"
_PAGE = f"{W}pPr/{W}sectPr"
_FIRST_BOOKMARK = 1_000_000
"""Bookmarks and changes count apart, and are told apart by their numbers."""


@dataclass(slots=True)
class Papers:
    """What is known of both papers: ids of notes by number; the names of the new one's bookmarks; numbers of lists of
    the old one by those of the new one. Filled on the way: the `bookmarks` in their order, and whether a
    note was called (`noted`)."""

    styles: Styles
    marks: Marks
    old_notes: Mapping[int, str]
    new_notes: Mapping[int, str]
    names: frozenset[str] = frozenset()
    bookmarks: list[str] = field(default_factory=list)
    lists: dict[str, str] = field(default_factory=dict)
    noted: bool = False

    @property
    def contents(self) -> frozenset[str]:
        """The styles of lines of the contents: of the new paper alone, and not told as changes."""
        return frozenset(self.styles.id(f"TOC {level}") for level in (1, 2, 3))


@dataclass(slots=True)
class ChangedParagraph:
    """A paragraph to be written: `end` is the fate of its end, `look` the paragraph whose properties it has, `before`
    that whose properties it had, and `page` the properties of the pages that end with it."""

    old: etree._Element | None
    new: etree._Element | None
    end: Side
    look: etree._Element
    before: etree._Element | None = None
    page: etree._Element | None = None


def read_lines(pairs: list[Pair], papers: Papers) -> list[ChangedParagraph]:
    """Return the paragraphs that stand between two tables, or between a table and an end of what holds them.

    Three things are owed to LibreOffice (7.4). A paragraph that goes away before a table it leaves there, empty: so
    that one has the end of the last one that stays, if one does since the table before. Where a paragraph goes away
    before an empty one, the empty one would look like it: so an empty paragraph counts as an end. The end of the
    paragraph that calls the first note of all is never told as a change: so another one must be.
    """
    lines: list[ChangedParagraph] = []
    start, waiting = 0, list[Pair]()
    for pair in pairs:
        if _is_empty_in_both(pair):
            lines += _settled(lines, start, waiting, papers, True)
            start, waiting = len(lines), []
            lines.append(_line(*pair, papers))
            continue
        waiting.append(pair)
        if not papers.noted and any(item and item.element.find(f".//{_CALL}") is not None for item in pair):
            papers.noted = True
            lines += _settled(lines, start, waiting, papers, False)
            start, waiting = len(lines), []
    return lines + _settled(lines, start, waiting, papers, False)


def list_paragraphs_of_one_side(items: Iterable[Item], side: Side) -> list[ChangedParagraph]:
    """Return the paragraphs of a cell that is new or gone as a whole: no paragraph needs another."""
    if side == "new":
        return [ChangedParagraph(None, item.element, side, item.element) for item in items]
    return [ChangedParagraph(item.element, None, side, item.element) for item in items]


def _settled(
    lines: list[ChangedParagraph], start: int, waiting: list[Pair], papers: Papers, spared: bool
) -> list[ChangedParagraph]:
    """Return the paragraphs of a stretch that ends where no paragraph follows, with their ends; `lines` are those
    before, from `start` on such as may hand on their ends. Where an end is `spared`, an empty paragraph can go away by
    itself.
    """
    made = [_line(old, new, papers) for old, new in _closed(waiting, papers)]
    if made and not (spared and made[-1].end == "old" and not Item(made[-1].look).text):
        _hand_on([*lines[start:], *made], papers)
    return made


def _is_empty_in_both(pair: Pair) -> bool:
    old, new = pair
    return bool(old and new and not old.text and not new.text)


def _closed(pairs: list[Pair], papers: Papers) -> list[Pair]:
    """Return the pairs so that they end in a paragraph of both, where there is one of each after all of both."""
    at = max((n + 1 for n, (old, new) in enumerate(pairs) if _stays(old, new, papers)), default=0)
    olds = [n for n in range(at, len(pairs)) if pairs[n][0]]
    news = [n for n in range(at, len(pairs)) if pairs[n][1]]
    if not olds or not news:
        return pairs
    end = (pairs[olds[-1]][0], pairs[news[-1]][1])
    return [pair for n, pair in enumerate(pairs) if n not in (olds[-1], news[-1])] + [end]


def _stays(old: Item | None, new: Item | None, papers: Papers) -> bool:
    return bool(old and new) or bool(new and read_style_id(new.element) in papers.contents)


def _line(old: Item | None, new: Item | None, papers: Papers) -> ChangedParagraph:
    was = None if old is None else old.element
    is_ = None if new is None else new.element
    if _stays(old, new, papers):
        assert is_ is not None
        return ChangedParagraph(was, is_, "both", is_, was, is_.find(_PAGE))
    if is_ is not None:
        return ChangedParagraph(None, is_, "new", is_, None, is_.find(_PAGE))
    assert was is not None
    return ChangedParagraph(was, None, "old", was)


def _hand_on(lines: list[ChangedParagraph], papers: Papers) -> None:
    """Let the end of the last paragraph be that of the last one that stays, and each end between be that of the
    next."""
    at = max((n for n, line in enumerate(lines) if line.end == "both"), default=len(lines))
    lines = lines[at:]
    if len(lines) < 2 or read_style_id(lines[0].look) in papers.contents:
        return
    first, last, side = lines[0], lines[-1], lines[1].end
    for line in lines[:-1]:
        line.end = side
    last.end = "both"
    if side == "old":
        last.look, last.before = first.look, last.look
        last.page, first.page = first.page, None
    else:
        last.before = first.before


def build_line(line: ChangedParagraph, papers: Papers, mark: str = "") -> str:
    """Return the paragraph; a `mark`, as XML, stands before what may have changed."""
    if line.new is not None and line.old is None and read_style_id(line.new) in papers.contents:
        return serialise_element(line.new)
    papers.marks.lines += 1
    old = None if line.old is None else read_content(line.old, papers.old_notes)
    new = None if line.new is None else read_content(line.new, papers.new_notes)
    internal = f'<w:rStyle w:val="{papers.styles.id("Internal Link")}"/>'
    starts, ends = _bookmarks(old, new, papers)
    properties = _properties(line, papers)
    runs = merge_runs(old, new, papers.marks, internal, "<w:pPrChange " in properties)
    return f"<w:p>{properties}{starts}{mark}{runs}{ends}</w:p>"


def _bookmarks(old: Content | None, new: Content | None, papers: Papers) -> tuple[str, str]:
    """Return the bookmarks around the paragraph: those of the new one, and of the old one what the new paper lacks."""
    names = list(new.bookmarks if new else ())
    names += [n for n in (old.bookmarks if old else ()) if n not in papers.names and n not in papers.bookmarks]
    starts = ends = ""
    for name in names:
        number = _FIRST_BOOKMARK + len(papers.bookmarks)
        papers.bookmarks.append(name)
        starts += f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        ends += f'<w:bookmarkEnd w:id="{number}"/>'
    return starts, ends


def _properties(line: ChangedParagraph, papers: Papers) -> str:
    """Return the paragraph's properties, in Word's order: the look, its end, the page that ends with it, the look
    before."""
    look = _look(line.look, papers)
    found = next((p for p in (line.new, line.old) if p is not None), None)
    holder = None if found is None else found.find(f"{W}pPr")
    own = None if holder is None else holder.find(f"{W}rPr")
    end = papers.marks.empty(line.end) + ("" if own is None else "".join(serialise_element(child) for child in own))
    told = ""
    if line.before is not None and (was := _look(line.before, papers)) != look:
        told = f"<w:pPrChange {papers.marks.mark()}><w:pPr>{was}</w:pPr></w:pPrChange>"
    inner = (
        look
        + (f"<w:rPr>{end}</w:rPr>" if end else "")
        + ("" if line.page is None else serialise_element(line.page))
        + told
    )
    return f"<w:pPr>{inner}</w:pPr>" if inner else ""


def _look(paragraph: etree._Element, papers: Papers) -> str:
    properties = paragraph.find(f"{W}pPr")
    parts = []
    for child in properties if properties is not None else ():
        if child.tag in _NOT_THE_LOOK:
            continue
        number = child.find(f"{W}numId")
        if number is not None:
            number.set(f"{W}val", papers.lists.get(number.get(f"{W}val", ""), number.get(f"{W}val", "")))
        parts.append(serialise_element(child))
    return "".join(parts)
