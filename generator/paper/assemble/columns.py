"""Widths of columns that follow the words: no word sticks out, and the tables are as low as they can be.

In: the sections of a paper, whose tables have the widths of their kind. Out: the same with widths by their words.
Tables of one section that have the same columns keep one grid, so that the eye finds a column where it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from math import fsum, sqrt
from operator import sub
from typing import Any

from generator.paper.document import Box, Column, ItemList, ListItem, Section, Table
from generator.paper.document.room import LYING, PADDING, UPRIGHT, measure_longest, measure_words, say_cell
from generator.paper.document.settled import put_inside
from generator.paper.document.walks import walk_blocks

_STEP = 0.5
"""Room is given out in steps of half a letter."""
_HIGHEST = 4
_ROOT = 1 / _HIGHEST
"""The power by which the highest cell of a row counts most: the row is as high as that."""
_KEPT = 0.6
"""Of the width that a column has in its kind of table, it keeps this share where its words fill it."""
_TWO_WORDS, _OF_ALIKE = 16, 0.6
"""Letters that a column has where its words fill them, so that no line holds one word alone: as many, or this share of
what each had if all were as wide."""
_STRONG = 1.08
"""Bold letters are wider."""
_RAGGED = 2.5
"""Letters that stay empty at the end of a line, as half a word: narrow columns lose more by it."""
_ROUNDED, _LAST_BITS = 1e-8, 1e-11
"""Heights that are as near as this, or as this share of the whole, may be the same but for their last bits."""
_EMPTY = 0.5
"""Letters of a cell without words, so that no column is without width."""

_Keys = tuple[str, ...]
_Letters = tuple[float, ...]
"""A number of letters by column."""
_Rows = tuple[tuple[tuple[str, float], ...], ...]


def fit_columns(sections: Iterable[Section], lang: str = "") -> tuple[Section, ...]:
    """Return the sections, with widths of columns by the words of their tables; each table's widths sum to 1. Where the
    longest words of all columns have no room side by side, they break as words do in the language of the paper."""
    return tuple(_fit_section(section, lang) for section in sections)


def _fit_section(section: Section, lang: str) -> Section:
    line = LYING if section.landscape else UPRIGHT
    alike: dict[_Keys, list[Table]] = {}
    for part in walk_blocks(one for one in section.blocks if not isinstance(one, Section)):
        if isinstance(part, Table):
            alike.setdefault(_keys(part), []).append(part)
    widths = {keys: dict(zip(keys, _share_out(tables, line, lang), strict=True)) for keys, tables in alike.items()}
    return put_inside(section, blocks=tuple(_fit(block, widths, lang) for block in section.blocks))


def _fit(part: Any, widths: Mapping[_Keys, Mapping[str, float]], lang: str) -> Any:
    match part:
        case Section():
            return _fit_section(part, lang)
        case Box() | ListItem():
            return put_inside(part, blocks=tuple(_fit(block, widths, lang) for block in part.blocks))
        case ItemList():
            return put_inside(part, items=tuple(_fit(item, widths, lang) for item in part.items))
        case Table():
            fitted = widths[_keys(part)]
            return replace(part, columns=tuple(Column(one.key, fitted[one.key]) for one in part.columns))
    return part


def _keys(table: Table) -> _Keys:
    return tuple(column.key for column in table.columns)


def _share_out(tables: list[Table], line: int, lang: str) -> tuple[float, ...]:
    """Return the share of each column. Each has room for its longest word, and most of what its kind of table gives it
    where its words need that; what is left goes, step by step, where it makes the tables lower most."""
    rows = tuple(
        tuple((say_cell(cell), _STRONG if cell.header else 1.0) for cell in row.cells)
        for table in tables
        for row in (*table.head, *table.body)
    )
    return _fit_rows(tuple(column.width for column in tables[0].columns), rows, line, lang)


@lru_cache(maxsize=64)
def _fit_rows(columns: _Letters, rows: _Rows, line: int, lang: str) -> tuple[float, ...]:
    """Return the share of each column, which has a width by its kind; `rows` are the words of each cell, with how much
    wider its letters are. A table that stayed as it was is not fitted again while this process lives."""
    whole = line - len(columns) * PADDING
    letters = []
    for words in rows:
        letters.append([max(_EMPTY, measure_words(one) * bold) for one, bold in words])
        letters[-1] += [_EMPTY] * (len(columns) - len(words))
    longest = _measure_least(rows, letters, len(columns), None)
    least = list(longest)
    roomy = min(_TWO_WORDS, whole / len(columns) * _OF_ALIKE)
    for n, width in enumerate(columns):
        widest = max(row[n] for row in letters)
        least[n] = max(least[n], min(widest, max(roomy, whole * width * _KEPT)))
    if fsum(least) > whole:
        least = _lower(
            least, longest if fsum(longest) <= whole else _measure_least(rows, letters, len(columns), lang), whole
        )
    room = _give_out(tuple(least), tuple(map(tuple, letters)), whole)
    return tuple(round((one + PADDING) / (fsum(room) + len(room) * PADDING), 4) for one in room)


def _measure_least(rows: _Rows, letters: list[list[float]], columns: int, lang: str | None) -> list[float]:
    """Return how wide the longest word of each column is, or with `lang` the longest piece of one; `letters` are those
    of each cell."""
    least = [_EMPTY] * columns
    for words, wide in zip(rows, letters, strict=True):
        for n, (one, bold) in enumerate(words):
            # no word is wider than all of a cell; a piece of one may be, by its hyphen
            if lang is not None or wide[n] > least[n]:
                least[n] = max(least[n], measure_longest(one, lang) * bold)
    return least


def _lower(least: list[float], broken: list[float], whole: float) -> list[float]:
    """Return what columns need at least where their longest words have no room side by side: the widest columns break
    their words, no more of them than have to; the `broken` pieces keep their room, if there is room for them."""
    floor = broken if fsum(broken) <= whole else [_EMPTY] * len(least)
    low, high = 0.0, max(least)
    for _ in range(40):
        middle = (low + high) / 2
        enough = fsum(max(piece, min(one, middle)) for one, piece in zip(least, floor, strict=True)) <= whole
        low, high = (middle, high) if enough else (low, middle)
    return [max(piece, min(one, low)) for one, piece in zip(least, floor, strict=True)]


def _give_out(least: _Letters, letters: tuple[_Letters, ...], line: float) -> _Letters:
    """Return the room of each column in letters, the `least` or more; `letters` are those of each cell, by row.

    How high a step in each column would leave the table is reckoned quickly, with other last bits than row by row.
    Where those might decide, gains are added up row by row and rounded, so that widths are the same on each machine.
    """
    room, columns = list(least), list(zip(*letters, strict=True)) or [()] * len(least)
    high = [_heights(column, width) for column, width in zip(columns, room, strict=True)]
    lower = [_heights(column, width + _STEP) for column, width in zip(columns, room, strict=True)]
    less = [list(map(sub, now, then)) for now, then in zip(high, lower, strict=True)]
    while fsum(room) + _STEP <= line:
        rows = list(map(fsum, zip(*high, strict=True)))
        left = [_add_roots(map(sub, rows, gone)) for gone in less]
        lowest = min(left) + _ROUNDED + _LAST_BITS * _add_roots(rows)
        best, *others = (n for n, one in enumerate(left) if one <= lowest)
        if others:
            # rounded, so that the last bit of a sum decides nothing
            best = max((best, *others), key=lambda n: (round(_gain(rows, high[n], lower[n]), 9), -n))
        room[best] += _STEP
        high[best], lower[best] = lower[best], _heights(columns[best], room[best] + _STEP)
        less[best] = list(map(sub, high[best], lower[best]))
    return tuple(room)


def _add_roots(rows: Iterable[float]) -> float:
    """Return the sum of the fourth roots: rows count by the power of their highest cell."""
    return sum(map(sqrt, map(sqrt, rows)))


def _gain(rows: list[float], high: list[float], lower: list[float]) -> float:
    """Return how much lower a table is with a step more in a column: `rows` are the heights of its rows, `high` and
    `lower` those of the column's cells, now and then."""
    gain = 0.0
    for whole, most, less in zip(rows, high, lower, strict=True):
        left = whole - most + less
        gain += whole**_ROOT - left**_ROOT if left > 0.0 else whole**_ROOT
    return gain


def _heights(column: Iterable[float], width: float) -> list[float]:
    room = width - min(_RAGGED, width / 3)
    return [(letters / room) ** _HIGHEST for letters in column]
