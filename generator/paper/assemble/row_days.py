"""Of which days people in the lists are known, where an edition says so by `row_days`: a list of 3 June that was
updated on 10 August.

In: how people stand. Out: the day that a row says, and the line on the cover that names all of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.paper.assemble.context import Context
from generator.paper.assemble.wording import join_words, say_day
from generator.records.resolve.custody_timeline import OVER
from generator.records.resolve.held import Reading, choose_day, read_standing
from generator.records.schema.listed_blocks import PrisonersBlock
from generator.records.schema.partial_dates import PartialDate
from generator.records.schema.walks import find_blocks


def find_row_day(context: Context, found: Reading) -> PartialDate | None:
    """Return the day of the last word on somebody's status, where that is not the paper's and the words do not tell it:
    “since 2019” is no word of 2020. What was last known has its day already, and what is over has its own."""
    day = _find_known_day(context, found)
    if day is None or day.last >= context.edition.as_of or choose_day(found) == ("as_of", day):
        return None
    return day


def _find_known_day(context: Context, found: Reading) -> PartialDate | None:
    """Return the day of which a status is printed as known; None where none is, and where the edition does not ask."""
    if not context.edition.record.row_days or not found.known or found.arrest_only or found.step is None:
        return None
    return None if found.step.status in OVER else found.latest


def say_row_days(context: Context) -> str | None:
    """Return the line on the cover: of which days people in the lists are known; None where that is the paper's day
    alone."""
    labels, paper = context.labels, context.edition.record.as_of
    known = {day if day.last < context.edition.as_of else paper for day in _list_days(context)}
    if not known - {paper}:
        return None
    days = sorted(known, key=lambda day: (day.last, day.first))
    first, last = say_day(labels, days[0]), say_day(labels, days[-1])
    told = labels["source_span"].format(start=first, end=last)
    if len(days) < 3:
        told = join_words(labels, [say_day(labels, day) for day in days])
    return labels["row_days"].format(days=told)


def _list_days(context: Context) -> Iterator[PartialDate]:
    """Yield the day of which each person in the tables is known."""
    edition = context.edition
    for section in edition.sections:
        for _, block in find_blocks(section.record.blocks):
            for id in block.prisoners if isinstance(block, PrisonersBlock) else ():
                entry = edition.cases.get(id)
                found = read_standing(entry.record, edition.start, edition.as_of) if entry else None
                if found and (day := _find_known_day(context, found)):
                    yield day
