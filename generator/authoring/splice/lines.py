"""Take over from a file that was laid out anew the lines that were changed, and no others.

In: a text as it is written; the same as `fmt` would have it, before and after a change. Out: the text as it is written
with that change. Where a file has the layout of `fmt` these are the same lines; elsewhere the lines around the change
are found in it, and what can't be told apart from it gets the new layout with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple


class _Hunk(NamedTuple):
    """Lines `a` to before `b` of one text have become lines `c` to before `d` of another."""

    a: int
    b: int
    c: int
    d: int


def keep_lines(written: str, before: str, after: str) -> str:
    """Return the text as it is written, with what has changed between two others."""
    rows = written.splitlines(keepends=True)
    ends = "\r\n" if sum(row.endswith("\r\n") for row in rows) * 2 > len(rows) else "\n"
    old, new = before.split("\n")[:-1], after.split("\n")[:-1]
    same = list(_compare([_tighten(row) for row in rows], [_tighten(row) for row in old]))
    made: list[str] = []
    place = 0
    for hunk in _widen(list(_compare(old, new)), same):
        start, end = _translate(hunk.a, hunk.b, same)
        made += rows[place:start]
        if hunk.c < hunk.d and made and not made[-1].endswith(("\n", "\r")):
            made[-1] += ends
        made += [row + ends for row in new[hunk.c : hunk.d]]
        place = end
    return "".join(made + rows[place:])


_LAYOUT = str.maketrans("", "", " \t\r\n'\"")


def _tighten(row: str) -> str:
    """Return what a line says without its layout: blanks and quotation marks."""
    return row.translate(_LAYOUT)


def _compare(before: list[str], after: list[str]) -> Iterator[_Hunk]:
    """Yield where two texts differ; what they have in common at both ends costs nothing."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    a, b = before[start : len(before) - end], after[start : len(after) - end]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            yield _Hunk(start + i1, start + i2, start + j1, start + j2)


def _widen(hunks: list[_Hunk], layout: list[_Hunk]) -> list[_Hunk]:
    """Return the hunks of a change (from `before` to `after`), each as wide as it has to be to begin and end at lines
    that the text as it is written has, too: `layout` are the hunks from that to `before`."""
    made: list[_Hunk] = []
    for hunk in hunks:
        a, b = hunk.a, hunk.b
        for _, _, first, last in (one for one in layout if one.b - one.a != one.d - one.c):
            if (first < b and a < last) or first < a == b < last:
                a, b = min(a, first), max(b, last)
        wide = _Hunk(a, b, hunk.c - (hunk.a - a), hunk.d + (b - hunk.b))
        if made and wide.a < made[-1].b:
            last_one = made.pop()
            # between two hunks the lines are the same: the second is shifted by what the first brought
            shift = hunk.d - hunk.b
            b = max(last_one.b, wide.b)
            wide = _Hunk(min(last_one.a, wide.a), b, min(last_one.c, wide.c), b + shift)
        made.append(wide)
    return made


def _translate(a: int, b: int, layout: list[_Hunk]) -> tuple[int, int]:
    """Return which lines of the text as it is written are those of `before`."""
    return _locate(a, layout), _locate(b, layout) if b > a else _locate(a, layout)


def _locate(line: int, layout: list[_Hunk]) -> int:
    shift = 0
    for hunk in layout:
        if line < hunk.c:
            break
        if line < hunk.d:
            return hunk.a + min(line - hunk.c, hunk.b - hunk.a)
        shift = hunk.b - hunk.d
    return line + shift
