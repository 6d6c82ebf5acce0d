"""The columns of a table in a Word file: their widths, and the grid in which Word wants them first."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from generator.paper.document import Table


def measure_columns(table: Table, width: int) -> list[int]:
    """Return the widths of the columns in twips; they add up to `width`."""
    total = sum(column.width for column in table.columns) or 1.0
    edges = [0]
    share = 0.0
    for column in table.columns:
        share += column.width
        edges.append(round(width * share / total))
    return [right - left for left, right in pairwise(edges)]


def build_grid(widths: Iterable[int]) -> str:
    """Return the columns of the table's grid."""
    return "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
