"""How many people a list leaves out because its readers may not know them, in words.

Of a few hidden people a number tells too much: who knows that it is one or two looks for them, and who compares this
paper with the one before learns when the next was hidden, to the day. So it is told in fives, always rounded down, for
the whole list and not for its groups; of fewer than five nothing is said. Five is the number below which the statistics
of many countries suppress the cells of tables.
"""

from __future__ import annotations

from generator.base import codes
from generator.paper.assemble.context import Context
from generator.paper.document import Label
from generator.records.load import Entry, PathInRecord
from generator.records.schema import SectionProse

STEP = 5
"""Numbers of people who are not named are multiples of it."""


def say_not_named(context: Context, entry: Entry[SectionProse], block: PathInRecord) -> Label | None:
    """Return how many more people the list at a path has; None, with a hint, where they are too few to be counted."""
    number = context.edition.not_named.get(entry.origin(*block), 0)
    if number < STEP:
        if context.edition.audience != "internal":  # who may read everything has nobody left to count
            context.problem(
                codes.PRINTS_NOTHING,
                f"`not_named` prints nothing: fewer than {STEP} people of this list are not for its readers",
                entry.origin(*block, "not_named"),
                "leave it, or take it out: of so few a number would tell who they are",
                severity="hint",
            )
        return None
    return Label("not_named", context.labels["not_named"].format(number=number - number % STEP))
