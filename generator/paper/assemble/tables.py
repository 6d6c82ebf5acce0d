"""A table from rows of inlines, with the style's words at its head."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.base.diagnostics import Origin
from generator.paper.assemble.context import Context
from generator.paper.document import BlockId, Cell, Column, Inline, Label, Paragraph, Row, Table


@dataclass(frozen=True, slots=True)
class RowDraft:
    """A row before it has its cells: `name` makes its id, `words` are by column; what is missing there is not known.
    `values` are what the row says to programs."""

    name: str
    words: Mapping[str, Sequence[Inline]]
    origin: Origin | None = None
    values: tuple[tuple[str, str], ...] = ()


def assemble_table(
    context: Context,
    id: BlockId,
    columns: tuple[Column, ...],
    lines: Iterable[RowDraft],
    caption: Inline | None,
    origin: Origin,
    dates: Mapping[str, str] | None = None,
    heads: str | None = None,
) -> Table:
    """Return the table. The column `heads`, or else the first, heads each row; `dates` fill what stands in braces in
    the words of the head."""
    head = tuple(
        _cell(
            f"{id}.head.{c.key}",
            (Label(f"column_{c.key}", context.labels[f"column_{c.key}"].format(**(dates or {}))),),
            True,
        )
        for c in columns
    )
    body = [
        Row(
            f"{id}.{line.name}",
            tuple(
                _cell(
                    f"{id}.{line.name}.{c.key}",
                    tuple(line.words.get(c.key) or (context.label("unknown"),)),
                    c.key == (heads or columns[0].key),
                )
                for c in columns
            ),
            line.origin,
            line.values,
        )
        for line in lines
    ]
    above = Paragraph(f"{id}.caption", (caption,), "caption", origin) if caption else None
    return Table(id, columns, (Row(f"{id}.head", head),), tuple(body), above, origin)


def _cell(id: BlockId, words: tuple[Inline, ...], header: bool) -> Cell:
    return Cell(id, (Paragraph(f"{id}.p", words, "cell"),), header)
