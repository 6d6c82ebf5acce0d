"""Map each character of a text back to its line and column in the YAML file.

In: the lines of the file, the place at which the field's value begins, the text as YAML gave it. A block scalar (`|`)
keeps its lines; plain, quoted and folded ones (`>`) do not, and are laid beside the file's characters once, when asked.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from math import inf

from generator.base.diagnostics import Origin
from generator.paper.assemble.context import Context

_WORD, _BLANKS = re.compile(r"\S+"), re.compile(r"\s\s")
_STRAY = 12
"""So many characters of the file may stand between two of the text: quotation marks, backslashes, escapes."""
_AHEAD = 1000
"""So many characters are laid beside the file at once at most: of a long text none is compared again and again."""


class TextPlace:
    """The place of a text, and of each of its characters."""

    def __init__(self, file: str, lines: Sequence[str], origin: Origin, text: str):
        self.file, self.text = file, text
        self._lines, self._origin = lines, origin
        self._aligned: list[tuple[int, int, int]] = []  # offset, row and column of the first of some characters
        self._reached = 0

    @cached_property
    def _opening(self) -> str:
        """How the value is written begins with this: `|`, `>`, a quotation mark or its first letter."""
        line, column = self._origin.line - 1, self._origin.column - 1
        return self._lines[line][column : column + 1] if line < len(self._lines) else ""

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in re.finditer("\n", self.text))]

    @cached_property
    def _written(self) -> list[tuple[int, int]]:
        """Return, for each line of a block scalar, its line in the file, and how far its characters stand from where
        they stand in the text: the file has them further in."""
        found, lines = [], self._lines
        for number, (start, words) in enumerate(zip(self._starts, self.text.split("\n"), strict=True)):
            row = self._origin.line + number  # its words begin a line below the `|`
            written = lines[row] if row < len(lines) else ""
            found.append((min(row, len(lines) - 1) + 1, max(len(written) - len(words), 0) - start + 1))
        return found

    def at(self, offset: int) -> Origin:
        """Return the place of the character at `offset` of the text."""
        offset = min(max(offset, 0), len(self.text))
        if self._opening != "|":
            row, column = self._align(min(offset, len(self.text) - 1))
            return Origin(self.file, row + 1, column + 1)
        row, shift = self._written[bisect_right(self._starts, offset) - 1]
        return Origin(self.file, row, shift + offset)

    def line(self, number: int) -> int:
        """Return the offset at which a line of the text (counted from 0) has its first word."""
        start = self._starts[min(number, len(self._starts) - 1)]
        while self.text.startswith(" ", start):
            start += 1
        return start

    def find(self, words: str, start: int) -> int:
        """Return the offset of the words from `start` on; of how they begin where the text has them otherwise; -1."""
        first = words.split("\n", 1)[0]
        for part in (first[:60], first[:20], (first.split() or [""])[0]):
            if part and (offset := self.text.find(part, start)) >= 0:
                return offset
        return -1

    def _align(self, offset: int) -> tuple[int, int]:
        """Return the row and column of the character at `offset`; the text is laid beside the file as far as that."""
        if offset < 0:  # of a text without letters
            return self._origin.line - 1, self._origin.column - 1
        if offset >= self._reached:
            self._reach(offset)
        first, row, column = self._aligned[bisect_right(self._aligned, (offset, inf)) - 1]
        return row, column + offset - first

    def _reach(self, offset: int) -> None:
        """Lay the text beside the file as far as the character at `offset` or further, as much at once as stands there
        as it is in the text."""
        at, text = self._reached, self.text
        if at:
            row, column = self._align(at - 1)
            column += not text[at - 1].isspace()
        else:
            row, column = self._origin.line - 1, self._origin.column - 1
            if self._opening == ">":
                row, column = row + 1, 0
        while at <= offset:
            piece = text[at]
            if not piece.isspace():
                row, column = self._next(piece, row, column)
            self._aligned.append((at, row, column))
            if not piece.isspace():
                piece = self._take(at, offset, row, column)
                # a blank stands right behind its word, and those that follow it stand where it does
                column += len(piece) - piece[-1].isspace()
            at += len(piece)
        self._reached = at

    def _take(self, at: int, offset: int, row: int, column: int) -> str:
        """Return as many characters of the text from the one at `at` on, which stands at a place, as follow it there as
        they do in the text: to the end of a line of the text, or as far as the one at `offset`, or the word."""
        text, line = self.text, self._lines[row] if row < len(self._lines) else ""
        end = text.find("\n", at, at + _AHEAD)
        ends = (end if end >= 0 else at + _AHEAD, offset + 1)
        for many in (text[at : min(end, at + len(line) - column)] for end in ends):
            if many and line.startswith(many, column) and not _BLANKS.search(many):
                return many
        word = _WORD.match(text, at, at + _AHEAD)
        return word[0] if word and line.startswith(word[0], column) else text[at]

    def _next(self, character: str, row: int, column: int) -> tuple[int, int]:
        """Return where the character stands next in the file; the place given where it is not near."""
        here, at, strayed = row, column, 0
        while here < len(self._lines) and strayed <= _STRAY:
            line = self._lines[here]
            while at < len(line) and strayed <= _STRAY:
                if line[at] == character:
                    return here, at
                strayed += not line[at].isspace()
                at += 1
            here, at = here + 1, 0
        return row, column


def locate_text(context: Context, file: str, origin: Origin, text: str) -> TextPlace:
    """Return the place of a text that begins at `origin` in a file."""
    return TextPlace(file, context.lines.get(file, []), origin, text)
