"""How old somebody was on a day: by the date of birth where that allows one number alone, or as a document says it.

In: a case. Out: ages, whether somebody may be a child, and errors for ages that cannot be (D201). Nothing is guessed:
of two numbers that are possible, none is told, and who may be a child is taken for one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.records.load import Dataset, PathInRecord
from generator.records.resolve.custody import Step
from generator.records.schema import Case
from generator.records.schema.cases import Development
from generator.records.schema.partial_dates import PartialDate
from generator.records.schema.proceedings import Stage

ADULT = 18
"""Years from which on nobody is a child (Convention on the Rights of the Child, article 1)."""


class Age(NamedTuple):
    """How old somebody was: `years`, None where more than one number is possible; whether surely under 18; and the
    entry that says it, None where it follows from the date of birth."""

    years: int | None
    minor: bool
    entry: Stage | Development | None


def find_age_at(case: Case, step: Step) -> Age | None:
    """Return how old the person was at a step; None where neither its document nor the date of birth tells it. What
    the document of the step says counts first."""
    entry = step.entry
    if entry.age is not None:
        return Age(entry.age, entry.age < ADULT, entry)
    born = case.date_of_birth
    if born and step.day and not step.observed:
        youngest, oldest = measure_age(born.date, step.day)
        if youngest == oldest >= 0:
            return Age(youngest, youngest < ADULT, None)
        if 0 <= oldest < ADULT:
            return Age(None, True, None)
    return Age(None, True, entry) if entry.minor else None


def measure_age(born: PartialDate, day: PartialDate) -> tuple[int, int]:
    """Return the fewest and the most years that somebody of that birth can have lived on a day."""
    return _count_years(born.last, day.first), _count_years(born.first, day.last)


def may_be_child(case: Case, day: date) -> bool:
    """Tell whether a person may be under 18 on a day, by the birth or by what a document says of an earlier day; where
    neither tells of an age, nobody is taken for a child."""
    if case.kind != "person":
        return False
    if case.date_of_birth:
        return _count_years(case.date_of_birth.date.last, day) < ADULT
    return any(age + _count_years(since, day) < ADULT for age, since in _list_told(case))


def check_ages(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield an error (D201) for each step of a case that lies before the birth of the person, or tells of an age that
    does not go with it; without the dates, which may not be for everybody."""
    for entry in dataset.cases.values():
        born = entry.record.date_of_birth
        for path, step in _list_dated(entry.record) if born else ():
            when = step.date or step.as_of
            youngest, oldest = measure_age(born.date, when) if born and when else (0, 0)
            # of what was so on a day, it is not known since when
            low = youngest if step.date else 0
            wrong = oldest < 0 or (when and step.age is not None and not low <= step.age <= oldest)
            if wrong:
                yield codes.IMPOSSIBLE_TIMELINE.at(
                    entry.origin(*path),
                    "this lies before the birth of the person"
                    if oldest < 0
                    else "the age that is told here does not go with the date of birth",
                    "correct one of the two; where documents disagree, leave out the `age` or the date, and say so in a"
                    " comment",
                )


def _list_dated(case: Case) -> Iterator[tuple[PathInRecord, Stage | Development]]:
    for number, proceeding in enumerate(case.proceedings):
        for index, stage in enumerate(proceeding.stages):
            yield ("proceedings", number, "stages", index), stage
    for index, happened in enumerate(case.timeline):
        yield ("timeline", index), happened


def _list_told(case: Case) -> Iterator[tuple[int, date]]:
    """Yield each age of which a document tells, and its day; of a child whose age is not told, none but that."""
    for _, entry in _list_dated(case):
        if entry.age is not None or entry.minor:
            said = entry.date or entry.as_of
            yield entry.age or 0, said.first if said else date.max


def _count_years(start: date, end: date) -> int:
    """Return the full years from one day to another; fewer than none where it lies before."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))
