"""The rows of a document's tables in words: what is not known too, and in columns that were left out for it."""

from __future__ import annotations

from generator.paper.document import Document, Row, Table, list_cells, say_cell_in_words


def say_row(document: Document, table: Table, row: Row) -> dict[str, str]:
    """Return the words of a row by the keys of all columns that its kind of table has, in their order."""
    return {key: say_cell_in_words(document, cell) for key, _, cell in list_cells(document, table, row)}
