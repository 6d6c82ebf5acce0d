"""A list as rows of cells, each of which knows its place: what a workbook, a CSV and JSON Lines have in common.

In: cells. Out: the same, with the words in which messages name their places.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from generator.base.diagnostics import Code, Diagnostic, Origin, Severity

CellKind = Literal["text", "number", "date", "flag", "formula", "error", "time"]
"""What a program has put into a cell: a `date` stands in it year first, and no more of it than is shown."""

MOST_ROWS, MOST_COLUMNS, MOST_LETTERS = 20_000, 4_000, 200_000
"""Of a list, and of a cell: far more than any list of people has."""


class SheetCell(NamedTuple):
    """What stands in a cell, its row and its column from 1."""

    text: str
    row: int
    column: int
    kind: CellKind = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list: the file's name, that of the sheet (none of a CSV), the row of heads and those below it. `is_lines`: it
    has no cells for who reads it, but a line of JSON for each row, and the heads are the names of values in it."""

    file: str
    name: str
    heads: tuple[SheetCell, ...]
    rows: tuple[tuple[SheetCell, ...], ...]
    is_lines: bool = False

    def head_of(self, column: int) -> str:
        """Return the words of the head above a column; nothing where there are none."""
        return next((head.text for head in self.heads if head.column == column), "")

    def cells_by_head(self, row: tuple[SheetCell, ...]) -> dict[str, str]:
        """Return the texts of a row by the heads above them."""
        heads = {head.column: head.text for head in self.heads}
        return {heads[cell.column]: cell.text for cell in row if cell.column in heads}

    def tell(
        self, code: Code, cell: SheetCell, message: str, help: str | None = None, severity: Severity | None = None
    ) -> Diagnostic:
        """Return the diagnostic of what is wrong with a cell, which names the sheet, the cell and the head above it."""
        place = self.find_origin(cell.row, cell.column)
        return code.at(place, f"{self.name_place(cell.row, cell.column)}: {message}", help, severity=severity)

    def find_origin(self, row: int, column: int) -> Origin:
        """Return the place of a cell in the file."""
        return Origin(self.file, row, 1 if self.is_lines else column)

    def name_place(self, row: int, column: int) -> str:
        """Return a place in words: `cell C5 of “People” (Arrested)`; of JSON Lines `line 5 (names.preferred)`."""
        head = self.head_of(column)
        if self.is_lines:
            return f"line {row}{f' ({_shorten(head)})' if head else ''}"
        of = f" of “{self.name}”" if self.name else ""
        return f"cell {name_column(column)}{row}{of}{f' ({_shorten(head)})' if head else ''}"


def name_column(column: int) -> str:
    """Return the letters that a spreadsheet has above a column."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _shorten(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 60 else f"{words[:59]}…"
