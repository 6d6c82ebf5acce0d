"""The mark of what no document asks for, but the editors of a reconstruction propose.

In: whether something is proposed. Out: a sign beside the words, and the line that says what it means, once below each
table, box or section that has the sign.
"""

from __future__ import annotations

from generator.base.diagnostics import Origin
from generator.paper.assemble.context import Context
from generator.paper.document import BlockId, Inline, Paragraph, Run

MARK = "*"
"""Stands behind the words."""

NO_BREAK = "\u00a0"
"""Keeps the mark on the line of the last word."""


def end_ask(proposed: bool) -> tuple[Inline, ...]:
    """Return what ends the sentence of an ask: a full stop, and the mark where it is proposed."""
    return (Run(f".{NO_BREAK}{MARK}" if proposed else "."),)


def explain_mark(context: Context, id: BlockId, origin: Origin | None) -> Paragraph:
    """Return the line that says what the mark means; `id` is that of the block above it."""
    words = context.labels["proposed"].strip("()")
    return Paragraph(f"{id}.proposed", (Run(f"{MARK} {words}"),), "remark", origin)
