"""Find what changed in a case since a day, from its dated entries; silence is not taken for news."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from generator.records.resolve.custody import CUSTODY, find_status, list_seen
from generator.records.resolve.known import find_known_day, place_stages
from generator.records.schema.cases import Case, Development, Transfer
from generator.records.schema.listed_blocks import Mark
from generator.records.schema.person import Recognition
from generator.records.schema.proceedings import Stage

N = TypeVar("N", bound=Stage | Development | Recognition | Transfer)

FREED = frozenset({"released", "acquitted"})
"""Statuses of people who are free without conditions that we know of."""


def is_current(case: Case, start: date | None, day: date) -> bool:
    """Tell whether the custody status of `day` may be printed as that of the day.

    It may where an entry from `start` on says it: the one with which it began, or one that somebody verified. None for
    `start`: nothing is asked of its age. A partial date counts as its first day, so that it is surely not older.
    """
    if start is None:
        return True
    step = find_status(case, day)
    if step is None:
        return False
    if step.day and step.day.first >= start:
        return True
    return any(when.first >= start for when, _ in list_seen(case, day))


def list_news(case: Case, before: date, day: date) -> Iterator[Stage | Development | Recognition | Transfer]:
    """Yield the entries of a case that are known on `day` and were not on the day `before`, and tell of something new,
    in the order of the record. What has no date is news where it was first told since.

    That somebody looked and found nothing changed is no news.
    """
    held = find_status(case, before)
    for proceeding in case.proceedings:
        placed = zip(proceeding.stages, place_stages(proceeding.stages), strict=True)
        yield from (stage for stage, place in placed if before < place.known <= day)
    for entry in case.timeline:
        same = entry.status is None or (held is not None and entry.status == held.status)
        if _between(find_known_day(entry), before, day) and not (entry.verified and same):
            yield entry
    yield from (entry for entry in case.transfers if _between(find_known_day(entry), before, day))
    yield from (entry for entry in case.recognitions if _between(find_known_day(entry), before, day))


def sort_news(case: Case, entries: Iterable[N]) -> list[N]:
    """Return entries of a case in the order of time: a stage without a date right after the one before it, anything
    else without one on the day on which it was first told."""
    places = {
        id(stage): place.order
        for proceeding in case.proceedings
        for stage, place in zip(proceeding.stages, place_stages(proceeding.stages), strict=True)
    }
    return sorted(entries, key=lambda entry: places.get(id(entry)) or find_known_day(entry) or date.min)


def choose_mark(case: Case, before: date, told_before: bool, day: date) -> Mark | None:
    """Return what became of the case between two days; None where no entry says.

    `told_before`: whether the paper of the day `before` told of it. `no_further_developments` needs an entry that
    somebody verified after that day.
    """
    if not told_before:
        return "new"
    then, now = find_status(case, before), find_status(case, day)
    if now and now.known > before:
        if now.status == "deceased" and not (then and then.status == "deceased"):
            return "deceased"
        if now.status in FREED and then and then.status in CUSTODY:
            return "released"
    if next(list_news(case, before, day), None):
        return "changed"
    looked = (find_known_day(entry) for entry in case.timeline if entry.verified)
    return "no_further_developments" if any(_between(when, before, day) for when in looked) else None


def _between(known: date | None, before: date, day: date) -> bool:
    return known is not None and before < known <= day
