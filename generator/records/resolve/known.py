"""From which day on a paper may tell what a record says: the only place where that is decided.

A partial date may mean any of its days. It is narrowed by what is sure: a source that appeared within its month or year
and tells of it tells that it had happened by then; so does `as_of:` beside it. A paper of a day on which it is still
open whether it had happened can't tell it, and must not keep silent about it either: that is for an author to decide.
What has no date counts from the first document that tells it.

In: records, and when their sources appeared. Out: records whose dates end on the last day that they can mean (all
comparisons of `.last` with a day rest on that), and what of a record is later than a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from operator import is_not
from typing import Any, Literal, NamedTuple, TypeVar

from pydantic import BaseModel

from generator.records.load import Entry, PathInRecord
from generator.records.resolve.references import carry_references, list_references
from generator.records.schema import Case, Record, Source
from generator.records.schema.base import Told
from generator.records.schema.part_kinds import tell_kind
from generator.records.schema.partial_dates import PartialDate
from generator.records.schema.periods import Period
from generator.records.schema.proceedings import Proceeding, Stage
from generator.records.schema.walks import is_part, list_dated_fields, list_day_fields

Knowledge = Literal["known", "later", "unclear"]
"""Surely not after a day; surely after it; either may be."""

R = TypeVar("R", bound=BaseModel)

_COURT = ("lawyers", "judges", "prosecutors")
"""Who acts in a proceeding, or at a step of it."""

_HAPPENED = frozenset({"date", "as_of", "since", "end", "adopted", "in_force_from", "in_force_to"})
"""Fields with dates of what a record tells; the others are of the record itself (`accessed`, `expires`)."""


def judge_date(when: PartialDate, day: date) -> Knowledge:
    """Tell whether a date, as narrow as it can be, is known not to be after a day."""
    if when.last <= day:
        return "known"
    return "later" if when.is_after(day) else "unclear"


# ── when sources appeared ─────────────────────────────────────────────────────────────────────────────────────────────


def find_appearances(
    sources: Mapping[str, Entry[Source]], papers: Iterable[tuple[Iterable[str], date]] = ()
) -> dict[str, date]:
    """Return by source id the first day by which it is sure to have appeared; a source of which none is known is left
    out, and so is monitoring, which goes on.

    A partial `published` counts as its last day. `papers` are the sources that are papers themselves (`by` of an
    edition) with the days of these: such a paper had appeared by its own day, unless it says another. What was read
    (`accessed`), or is cited by a document (`stated_in`), had appeared by then.
    """
    of_papers = [(frozenset(ids), day) for ids, day in papers]
    found: dict[str, date] = {}
    for id, entry in sources.items():
        source, said = entry.record, entry.record.published
        days = [one.last for one in (said, source.accessed) if one]
        days += [day for ids, day in of_papers if id in ids and (said is None or said.contains(day))]
        if days and source.kind != "monitoring":
            found[id] = min(days)
    for id, entry in sources.items():
        days = [found[other] for other in entry.record.stated_in if other in found and other != id]
        if id not in found and days and entry.record.kind != "monitoring":
            found[id] = min(days)
    return found


# ── dates as narrow as they can be ────────────────────────────────────────────────────────────────────────────────────


def narrow_date(when: PartialDate, told: Iterable[date]) -> PartialDate:
    """Return the date with the last day that it can mean, since somebody told on each of the days `told` that it had
    happened. Who told before it began announced it; that shows nothing."""
    sure = [day for day in told if when.first <= day < when.last]
    return replace(when, last=min(sure)) if sure else when


def date_record(record: R, appeared: Mapping[str, date]) -> R:
    """Return the record with its dates as narrow as its sources allow, and with the first day on which a document told
    each part that has none; `appeared` as `find_appearances` returns it."""
    if isinstance(record, Source):
        return record
    around: tuple[tuple[str, ...], ...] = ()
    if isinstance(record, Case):
        # who raised it came to it later, and does not show when it was told first
        around = (
            tuple(id for path, kind, id in list_references(record) if kind == "sources" and path[0] != "raised_by"),
        )
    return carry_references(record, _date_part(record, (), around, appeared))  # dates alone are others


def _date_part(part: R, by: tuple[str, ...], around: tuple[tuple[str, ...], ...], appeared: Mapping[str, date]) -> R:
    """Return a part with its dates narrowed. `by` are the sources of the part in which it stands, where it names none;
    `around` those of all that stands around it, from the inside out."""
    said, kind = part.__dict__, tell_kind(type(part))
    if own := said.get("by"):
        by, around = own, (own, *around)
    if kind.proceeding:
        around = (tuple([id for stage in said["stages"] for id in stage.by]), *around)
    if kind.round and said["outcome"] is None:
        by = ()  # a round of which nothing is told may only have been announced (paper/select/cut.py knows)
    changes: dict[str, Any] = {}
    for name, _ in list_dated_fields(type(part)):
        value = said[name]
        if not value:  # as most of them
            continue
        made: Any = value
        if type(value) is PartialDate:
            if name in _HAPPENED and value.precision != "day":
                made = narrow_date(value, _list_days(part, name, by, appeared))
        elif is_part(type(value)):
            made = _date_part(value, by, around, appeared)
        elif type(value) is tuple:
            items = [_date_part(item, by, around, appeared) if is_part(type(item)) else item for item in value]
            made = tuple(items) if any(map(is_not, items, value)) else value
        elif type(value) is dict and name != "sources":
            parts = {k: _date_part(v, by, around, appeared) if is_part(type(v)) else v for k, v in value.items()}
            made = parts if any(map(is_not, parts.values(), value.values())) else value
        if made is not value:
            changes[name] = made
    if changes:
        part = part.model_copy(update=changes)
    if kind.proceeding:
        stages: tuple[Stage, ...] = part.__dict__["stages"]
        if (narrowed := _narrow_stages(stages)) != stages:
            part = part.model_copy(update={"stages": narrowed})
    if kind.told and _find_day(part) is None:
        days = ([appeared[id] for id in ids if id in appeared] for ids in around)
        part = part.told_on(min(next(filter(None, days), ()), default=None))  # type: ignore[attr-defined]
    return part


def _narrow_stages(stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """Return the stages of a proceeding with their dates as narrow as those behind them allow: they stand in order, so
    that whoever was arrested in October and released on the 20th was arrested by then."""
    found: list[Stage] = []
    behind: list[date] = []
    for stage in reversed(stages):
        dates = {name: when for name in ("date", "as_of") if (when := getattr(stage, name)) and when.precision != "day"}
        narrowed = {name: narrow_date(when, behind) for name, when in dates.items()}
        found.append(stage.model_copy(update=narrowed) if narrowed != dates else stage)
        if day := _find_day(found[-1]):
            behind.append(day.last)
    return tuple(reversed(found))


def _list_days(part: BaseModel, name: str, by: tuple[str, ...], appeared: Mapping[str, date]) -> Iterator[date]:
    """Yield the days by which it was told that what a date of a part says had happened."""
    yield from (appeared[id] for id in by if id in appeared)
    by_then = part.__dict__.get("as_of")
    if by_then and name != "as_of":
        yield by_then.last


def _find_day(part: BaseModel) -> PartialDate | None:
    """Return the date of a part: when it happened, or by when it had; None where it has none."""
    # of what happened at some time within a span, it is known at its end alone
    within, days, end = list_day_fields(type(part))
    for name in end if within and part.within else days:  # type: ignore[attr-defined]
        if type(day := part.__dict__[name]) is PartialDate:
            return day
    return None


def find_known_day(part: Told) -> date | None:
    """Return the day from which on a part, made by `date_record`, may be told; None where that is not known."""
    when = _find_day(part)
    return when.last if when else part.told


# ── stages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


class Place(NamedTuple):
    """Where a stage stands in time: `order` among the others, `known` from which day on it may be told."""

    order: date
    known: date


def place_stages(stages: Iterable[Stage]) -> list[Place]:
    """Return the place of each stage of a proceeding, in its order.

    A stage without a date stands right after the one before it. It may be told from the day of the first document that
    tells it, and from the first dated stage behind it, since it had happened by then; where neither is known, from the
    one before it.
    """
    days = [(stage, _find_day(stage)) for stage in stages]
    found: list[Place] = []
    before = date.min
    for index, (stage, day) in enumerate(days):
        if day:
            before = day.last
            found.append(Place(before, before))
            continue
        sure = [after.last for _, after in days[index + 1 :] if after]
        sure += [stage.told] if stage.told else []
        found.append(Place(before, max(before, min(sure, default=before))))
    return found


# ── what is later ─────────────────────────────────────────────────────────────────────────────────────────────────────


class Left(NamedTuple):
    """A part that is not known on a day: `field` is the one of its date, None where it has none."""

    path: PathInRecord
    part: BaseModel
    knowledge: Knowledge
    field: str | None


def find_left(record: Record, day: date) -> Iterator[Left]:
    """Yield the parts of a record, made by `date_record`, that are later than a day or may be. A path that is empty is
    the record itself."""
    yield from _find_left(record, (), day)


def _find_left(part: BaseModel, path: PathInRecord, day: date) -> Iterator[Left]:
    if left := _judge_part(part, path, day):
        yield left
        return
    if type(part) is Proceeding:
        inside = [*_judge_stages(part, path, day)]
        if part.stages and len(inside) == len(part.stages):
            yield Left(path, part, "later", None)  # all of it came later: then its charges did, too
        yield from inside
        gone = {one.path for one in inside}
        yield from _judge_lists(part, ("answers", *_COURT), path, day)
        for index, stage in enumerate(part.stages):
            if (here := (*path, "stages", index)) not in gone:
                yield from _judge_lists(stage, _COURT, here, day)
        return
    for name, alias in list_dated_fields(type(part)):
        value, here = part.__dict__[name], (*path, alias)
        if type(value) is PartialDate:
            # that something ended is known from that day on; a period is what a document is about, and no event
            if name == "end" and not isinstance(part, Period) and judge_date(value, day) != "known":
                yield Left(here, part, "later", None)
        elif is_part(type(value)):
            yield from _find_left(value, here, day)
        elif type(value) in (tuple, dict) and name != "sources":
            for key, item in value.items() if type(value) is dict else enumerate(value):
                if is_part(type(item)):
                    yield from _find_left(item, (*here, key), day)


def _judge_lists(part: BaseModel, names: Iterable[str], path: PathInRecord, day: date) -> Iterator[Left]:
    for name in names:
        for index, one in enumerate(getattr(part, name)):
            if left := _judge_part(one, (*path, name, index), day):
                yield left


def _judge_part(part: BaseModel, path: PathInRecord, day: date) -> Left | None:
    """Return what is to be left out of a part that has a date of its own or none at all; None where it is known."""
    kind = tell_kind(type(part))
    if kind.consent:
        return None  # of those who keep the record, and not told
    when = _find_day(part)
    if when is None:
        late = kind.told and not kind.stage and part.told is not None and part.told > day  # type: ignore[attr-defined]
        return Left(path, part, "later", None) if late else None
    if (knowledge := judge_part(part, day)) == "known":
        return None
    field = next(field.alias or name for name, field in type(part).model_fields.items() if getattr(part, name) is when)
    return Left(path, part, knowledge, field)


def judge_part(part: BaseModel, day: date) -> Knowledge:
    """Tell whether a dated part of a record, made by `date_record`, is known not to be after a day.

    `as_of:` beside a partial date is the author's word from which day on it may be told.
    """
    when, by_then = _find_day(part), part.__dict__.get("as_of")
    knowledge = judge_date(when, day) if when else "known"
    said_later = by_then is not None and by_then is not when and by_then.is_after(day)
    return "later" if knowledge == "unclear" and said_later else knowledge


def _judge_stages(proceeding: Proceeding, path: PathInRecord, day: date) -> Iterator[Left]:
    for index, (stage, place) in enumerate(zip(proceeding.stages, place_stages(proceeding.stages), strict=True)):
        here = (*path, "stages", index)
        if left := _judge_part(stage, here, day):
            yield left
        elif place.known > day:
            yield Left(here, stage, "later", None)
