"""When a term that a court imposed is over: at the earliest, counted from the first day in custody; and surely, counted
from the day of the judgment."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.records.resolve.custody import CUSTODY, SENTENCED, Step, find_beginning, find_run
from generator.records.schema.lengths import Length, split_length
from generator.records.schema.partial_dates import PartialDate, parse_date
from generator.records.schema.proceedings import Stage


@dataclass(frozen=True, slots=True)
class Term:
    """When a term is over: `earliest`, where the time in custody before the judgment counts, and `latest`, a month or
    year where its beginning is told no better. `from_custody`: no day of the judgment is told, and `latest` holds only
    where that time counts."""

    earliest: PartialDate
    latest: PartialDate
    from_custody: bool


def find_term(steps: Sequence[Step]) -> Term | None:
    """Return when the term of the last status is over; None where no finite term is told, or not from when it counts.

    `steps` are those known by a day, earliest first.
    """
    imposed = [
        number for number, step in enumerate(steps) if isinstance(step.entry, Stage) and step.entry.sentence is not None
    ]
    if not imposed:
        return None
    judgment = steps[imposed[-1]]
    # who is seen in prison after a sentence to it serves that sentence, though nobody tells when it began
    serves = judgment.status == SENTENCED and steps[-1].status == "imprisoned"
    if judgment.status != steps[-1].status and not serves:
        return None
    sentence = judgment.entry.sentence if isinstance(judgment.entry, Stage) else None
    if sentence is None or sentence.length in (None, "life"):
        return None
    length = str(sentence.length)
    began = find_beginning(find_run(steps[: imposed[-1] + 1], CUSTODY))
    from_custody = _add_term(began.day, length) if began and began.day else None
    from_judgment = _add_term(judgment.day, length) if judgment.day else None
    earliest, latest = from_custody or from_judgment, from_judgment or from_custody
    return Term(earliest, latest, from_judgment is None) if earliest and latest else None


def find_postponement_end(step: Step) -> PartialDate | None:
    """Return until when the serving of a sentence is postponed, as told or by its length; None where it is not, or that
    is not told."""
    entry = step.entry
    if step.status != "sentence_postponed" or not isinstance(entry, Stage):
        return None
    return entry.until or (_add_term(step.day, entry.length) if entry.length and step.day else None)


def find_bound(step: Step, term: Term | None) -> PartialDate | None:
    """Return until when a status that a court gave outside prison holds by its own length: a suspended sentence, a
    restriction of freedom, a postponement; None for other statuses, and where no length is told."""
    if step.status in ("suspended_sentence", "restricted_freedom"):
        return term.earliest if term else None
    return find_postponement_end(step)


def _add_term(start: PartialDate, span: Length) -> PartialDate:
    first, last = _after(start.first, span), _after(start.last, span)
    # a term that begins in a month or year ends in the month or year in which the one of its last day does
    written = {"day": 10, "month": 7, "year": 4}[start.precision]
    return PartialDate(last, first, parse_date(last.isoformat()[:written]).written)


def _after(start: date, span: Length) -> date:
    """Return the day on which a span such as `5 years, 6 months and 10 days` that begins on `start` is over."""
    parts = {unit: float(number) for number, unit in split_length(span)}
    months = start.year * 12 + start.month - 1 + round(parts.get("year", 0) * 12 + parts.get("month", 0))
    year, month = months // 12, months % 12 + 1
    if year > date.max.year:
        return date.max
    whole = date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
    days = parts.get("day", 0) + 7 * parts.get("week", 0)
    return whole + timedelta(days=days) if days < (date.max - whole).days else date.max
