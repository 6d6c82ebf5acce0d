"""Decide whether a person is known to be held on a day; lists and counts of prisoners rest on this.

Nothing is asserted from silence: who was last known to be held, and of whom no entry within the period says so, is
neither held nor free here, but last known.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Literal

from generator.records.resolve.custody import (
    CUSTODY,
    Step,
    find_current_custody_start,
    find_status,
    is_in_custody,
    list_steps,
)
from generator.records.resolve.since import is_current
from generator.records.schema.base import Length
from generator.records.schema.cases import Case, Stage

Standing = Literal["held", "free", "last_known"]
"""Known to be held; known not to be held; neither is known for the day."""


def judge_standing(case: Case, start: date | None, day: date) -> Standing:
    """Return how the person stands on `day`, by entries from `start` on (None: of any age).

    Who was once free counts as free until an entry says otherwise; who disappeared does not.
    """
    step = find_status(case, day)
    if step is None or step.status == "disappeared":
        return "last_known"
    if not is_in_custody(case, day):
        return "free"
    return "held" if is_known(case, start, day) else "last_known"


def is_known(case: Case, start: date | None, day: date) -> bool:
    """Tell whether the custody status of `day` is known for that day: an entry from `start` on says so, and the
    sentence on which it rests has not run out since. A death is known for ever."""
    step = find_status(case, day)
    if step is None:
        return False
    if step.status == "deceased":
        return True
    return is_current(case, start, day) and not _has_run_out(case, day)


def find_custody_start(case: Case, day: date) -> Step | None:
    """Return the entry with which the last custody up to `day` began, ended or not; None where no entry is dated."""
    last = next((s for s in reversed(list_steps(case, day)) if s.status in CUSTODY), None)
    if last is None:
        return None
    return find_current_custody_start(case, last.sort) or (last if last.day and not last.observed else None)


def _has_run_out(case: Case, day: date) -> bool:
    """Tell whether the sentence on which the status of `day` rests, counted from the first day in custody, is over by
    then, and no entry of a time after its end says that it goes on."""
    known = list_steps(case, day)
    imposed = [step for step in known if isinstance(step.entry, Stage) and step.entry.sentence]
    if not imposed or imposed[-1].status != known[-1].status:
        return False
    last = imposed[-1]
    length = last.entry.sentence.length if isinstance(last.entry, Stage) and last.entry.sentence else None
    began = find_current_custody_start(case, last.sort) or last
    if length in (None, "life") or began.day is None:
        return False
    end = _after(began.day.first, str(length))
    seen = [when.last for entry in case.timeline if entry.verified and (when := entry.as_of or entry.date)]
    return end <= day and known[-1].sort < end and not any(end <= when <= day for when in seen)


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
