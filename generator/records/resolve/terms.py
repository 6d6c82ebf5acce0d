"""When a term that a court imposed is over: counted from the first day in custody, where that is told, else from the day
of the judgment."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta

from generator.records.resolve.custody import CUSTODY, Step, find_beginning, find_run
from generator.records.schema.base import Length
from generator.records.schema.cases import Stage
from generator.records.schema.partial_dates import PartialDate, parse_date


def find_term_end(steps: Sequence[Step]) -> PartialDate | None:
    """Return when the term of the last status would be over, a month or a year where its beginning is told no better;
    None where no finite term is told, or not from when it counts.

    `steps` are those known by a day, earliest first. What is known of the beginning is known of the end: by then the
    term is over, whichever day was meant.
    """
    imposed = [
        number for number, step in enumerate(steps) if isinstance(step.entry, Stage) and step.entry.sentence is not None
    ]
    if not imposed or steps[imposed[-1]].status != steps[-1].status:
        return None
    judgment = steps[imposed[-1]]
    sentence = judgment.entry.sentence if isinstance(judgment.entry, Stage) else None
    if sentence is None or sentence.length in (None, "life"):
        return None
    began = find_beginning(find_run(steps[: imposed[-1] + 1], CUSTODY)) or judgment
    return _add_term(began.day, str(sentence.length)) if began.day else None


def _add_term(start: PartialDate, span: Length) -> PartialDate:
    first, last = _after(start.first, span), _after(start.last, span)
    # of a month or year that begins a term, the month or year in which the last of its days has its end
    written = {"day": 10, "month": 7, "year": 4}[start.precision]
    return PartialDate(last, first, parse_date(last.isoformat()[:written]).written)


def _after(start: date, span: Length) -> date:
    """Return the day on which a span such as `5 years and 6 months` that begins on `start` is over."""
    parts = {unit: float(number) for number, unit in re.findall(r"(\d+(?:\.\d+)?) (day|week|month|year)", span)}
    months = start.year * 12 + start.month - 1 + round(parts.get("year", 0) * 12 + parts.get("month", 0))
    year, month = months // 12, months % 12 + 1
    if year > date.max.year:
        return date.max
    whole = date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
    days = parts.get("day", 0) + 7 * parts.get("week", 0)
    return whole + timedelta(days=days) if days < (date.max - whole).days else date.max
