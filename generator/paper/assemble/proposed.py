"""The marks of asks: of what no document asks for, but the editors of a reconstruction propose, and of what an earlier
paper asked already.

In: recommendations. Out: signs behind their words, and the lines that say what they mean, once below each table, box or
section that has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.base.diagnostics import Origin
from generator.paper.assemble.context import Context
from generator.paper.assemble.wording import join_words, say_day
from generator.paper.document import BlockId, Inline, Paragraph, Run
from generator.paper.select import Predecessor
from generator.records.schema import Recommendation

MARK = "*"
"""Stands behind the words of what is proposed."""

REPEATED = "†"
"""Stands behind the words of what an earlier paper asked already."""

NO_BREAK = "\u00a0"
"""Keeps the mark on the line of the last word."""


def end_ask(proposed: bool, repeated: bool = False) -> tuple[Inline, ...]:
    """Return what ends the sentence of an ask: a full stop, and the marks where it is proposed or repeated."""
    marks = (MARK if proposed else "") + (REPEATED if repeated else "")
    return (Run(f".{NO_BREAK}{marks}" if marks else "."),)


def find_first_paper(context: Context, record: Recommendation) -> Predecessor | None:
    """Return the earlier paper, of those that led to this one, that made a recommendation first; None for what is
    new."""
    paper = context.edition.before
    while paper and paper.id != record.first_edition:
        paper = paper.before
    return paper


def explain_mark(context: Context, id: BlockId, origin: Origin | None) -> Paragraph:
    """Return the line that says what the mark of what is proposed means; `id` is that of the block above it."""
    words = context.labels["proposed"].strip("()")
    return Paragraph(f"{id}.proposed", (Run(f"{MARK} {words}"),), "remark", origin)


def explain_repeated(
    context: Context, asked: Iterable[Recommendation], id: BlockId, origin: Origin | None
) -> Iterator[Paragraph]:
    """Yield the line that says in which papers those that are repeated were made first; none where none is."""
    papers = {paper.id: paper for record in asked if (paper := find_first_paper(context, record))}
    if papers:
        days = [say_day(context.labels, one.issued) for one in sorted(papers.values(), key=lambda one: one.as_of)]
        words = context.labels["repeated"].format(date=join_words(context.labels, days))
        yield Paragraph(f"{id}.repeated", (Run(f"{REPEATED} {words}"),), "remark", origin)
