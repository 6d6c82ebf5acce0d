"""How much room words need, before anything is laid out: a guess by the width of letters, the same on each machine.

In: words, rows, boxes. Out: widths in letters of middling width; what is taller than a third of a page; and what is so
low that it looks lost at the top of a page. Writers and the widths of columns go by it; what a page really holds is
known to layout engines alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import fsum

from generator.base.text.addresses import split_at_breaks
from generator.base.text.hyphens import split_word
from generator.paper.document.inlines import Reference
from generator.paper.document.model import Block, Box, Cell, ItemList, ListItem, Paragraph, Row, Section, Table
from generator.paper.document.walks import Around, find_section, join_inlines

UPRIGHT, LYING = 105, 168
"""Letters in a line of a table as wide as the text, on a page that stands and one that lies on its side."""
PADDING = 1.6
"""What the edges of a cell take of it, in letters."""
_TALL = 2200
"""Letters of a third of a page filled with table. A page on its side has wider lines and fewer, so it holds as many."""
_EDGES = 7
"""What a box or a list around a table takes of its line, in letters."""
_BOX_LINE, _TALL_BOX = 92, 17
"""Letters in a line of a box, and its lines on a third of a page."""

_LOW = 525
"""Letters of five lines of a table, on a page that stands."""
_LOST = 3
"""Lines of prose that may stand alone."""

_NUMBER = "1.1"

_WIDER = 1.7
"""More than the widest letter has."""
_NARROW, _WIDE = frozenset("iIjlftr.,;:'’‘|!()[]/-"), frozenset("mwMWЖШЩЮжшщюм—…@%&")


def measure_words(words: str) -> float:
    """Return how wide the words are, in letters."""
    return sum(map(_WIDTHS.__getitem__, words))


class _Widths(dict[str, float]):
    """How wide each letter is, looked up once: of a long list a million are asked for."""

    def __missing__(self, letter: str) -> float:
        if letter in _NARROW:
            width = 0.62
        elif letter in _WIDE:
            width = 1.6
        else:
            width = 0.45 if letter == " " else 1.2 if letter.isupper() else 1.0
        self[letter] = width
        return width


_WIDTHS = _Widths()


def measure_longest(words: str, lang: str | None = None) -> float:
    """Return how wide the longest part of the words is in which no line may break; with `lang` words may break, too, by
    the dictionary of that language."""
    return max([_measure_parts(word, lang) for word in words.split()], default=0.0)


@lru_cache(maxsize=32768)
def _measure_parts(word: str, lang: str | None) -> float:
    """Return how wide the longest part of a word is; of a long list the same are asked for again and again."""
    parts = [part for piece in split_at_breaks(word) for part in _cut_at_hyphens(piece)]
    if lang is not None:
        parts = [f"{part}-" for whole in parts for part in split_word(whole, lang)]
    return max(map(measure_words, parts), default=0.0)


def _cut_at_hyphens(word: str) -> list[str]:
    first, *others = word.split("-")
    return [first + "-" * bool(others), *(f"{other}-" for other in others[:-1]), *others[-1:]]


def say_cell(cell: Cell) -> str:
    """Return the words of a cell; what gives way to the number of a section is as short as one."""
    return " ".join(
        "".join(
            _NUMBER if isinstance(inline, Reference) and inline.by_number else join_inlines((inline,))
            for inline in paragraph.inlines
        )
        for paragraph in cell.blocks
    )


def measure_cells(table: Table, around: Around) -> Iterator[tuple[Cell, float]]:
    """Yield each cell of a table, with the letters for which its column has room; `around` the table stands what
    `walk` says. The last cell of a row has the room of all columns that are left."""
    section = find_section(around)
    line = LYING if section is not None and section.landscape else UPRIGHT
    line -= _EDGES * sum(isinstance(one, Box | ListItem) for one in around)
    whole = fsum(column.width for column in table.columns) or 1.0
    rooms: dict[int, list[float]] = {}  # by the number of the cells of a row
    for row in (*table.head, *table.body):
        if (cells := len(row.cells)) not in rooms:
            shares = (
                fsum(column.width for column in table.columns[n : None if n == cells - 1 else n + 1])
                for n in range(cells)
            )
            rooms[cells] = [share / whole * line - PADDING for share in shares]
        yield from zip(row.cells, rooms[cells], strict=True)


def is_tall_row(row: Row, table: Table) -> bool:
    """Tell whether a row is taller than a third of a page, so that it may break."""
    return _fills_more(row, table, _TALL)


def is_low_row(row: Row, table: Table) -> bool:
    """Tell whether a row is so low that, as the last of its table, it looks lost below a head that is repeated."""
    return not _fills_more(row, table, _LOW)


def _fills_more(row: Row, table: Table, letters: float) -> bool:
    whole = sum(column.width for column in table.columns) or 1.0
    for cell, column in zip(row.cells, table.columns, strict=False):
        said, room = say_cell(cell), letters * column.width / whole
        # most cells are so short that no letters would fill them, however wide
        if len(said) * _WIDER > room and measure_words(said) > room:
            return True
    return False


def is_low_end(part: Block | ListItem) -> bool:
    """Tell whether a paragraph or an item is so low that, as the last of its box or list, it looks lost on a page."""
    paragraphs = part.blocks if isinstance(part, ListItem) else (part,)
    lines = 0.0
    for block in paragraphs:
        if not isinstance(block, Paragraph):
            return False
        lines += 1 + measure_words(join_inlines(block.inlines)) // _BOX_LINE
    return lines < _LOST


def is_tall_box(box: Box) -> bool:
    """Tell whether a box is taller than a third of a page, so that it may break."""
    return 1 + _count_lines(box.blocks) > _TALL_BOX


def is_tall_paragraph(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is taller than a third of a page, so that it may break whatever its style says."""
    return _count_lines((paragraph,)) > _TALL_BOX


def _count_lines(blocks: Iterable[Block | Section]) -> float:
    lines = 0.0
    for block in blocks:
        match block:
            case Paragraph():
                # the space below is about a third of a line
                lines += 1.3 + measure_words(join_inlines(block.inlines)) // _BOX_LINE
            case ItemList():
                lines += sum(_count_lines(item.blocks) for item in block.items)
            case Table():
                lines += len(block.head) + len(block.body) * 2
            case Box() | Section():
                lines += 1 + _count_lines(block.blocks)
    return lines
