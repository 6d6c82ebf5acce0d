"""Compare the dates of what is told with those of its sources and of the paper: nothing is told before it happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.records.load import Dataset, Entry, PathInRecord, list_entries
from generator.records.schema import Edition, Record, Source
from generator.records.schema.base import Visibility, is_above
from generator.records.schema.partial_dates import PartialDate
from generator.records.schema.periods import Period
from generator.records.schema.walks import find_parts, find_values


def check_dates(dataset: Dataset, audience: Visibility) -> list[Diagnostic]:
    """Return a diagnostic (D202) for every dated part that is later than all of its sources.

    A partial date of a part counts as its first day, one of a source as its last: what may be so is no fault. A source
    of unknown date is not later than the document that cites it (`stated_in`); where that is not known either, and for
    monitoring, which goes on, nothing is said.
    """
    return [problem for entry in list_entries(dataset) for problem in _late(dataset, entry, audience)]


def check_periods(dataset: Dataset) -> list[Diagnostic]:
    """Return a diagnostic (D106) for every span of time, of a paper or a source, that ends before it begins: nobody
    would count as held in it."""
    entries: tuple[Entry[Edition] | Entry[Source], ...] = (*dataset.editions.values(), *dataset.sources.values())
    return [
        codes.BAD_VALUE.at(
            entry.origin(*path),
            "this span of time ends before it begins",
            "write the first day, month or year behind `from`, and the last one behind `to`",
        )
        for entry in entries
        for path, span in find_parts(entry.record, Period)
        if span.start.is_after(span.end.last)
    ]


def _late(dataset: Dataset, entry: Entry[Record], audience: Visibility) -> Iterator[Diagnostic]:
    known = dataset.sources
    for path, day, ids in _dated(entry.record):
        cited = [known[id] for id in ids if id in known]
        dates = [find_latest_day(source.record, known) for source in cited]
        sure = [published for published in dates if published]
        if not sure or len(sure) < len(ids):
            continue
        latest = max(sure, key=lambda published: published.last)
        if day.is_after(latest.last):
            # what is closed in the part or in a source is not told by way of the other
            hushed = any(
                is_above(said, audience) for one in (entry, *cited) for said in (one.visibility, *one.limits.values())
            )
            message = "a date is later" if hushed else f"`{day}` is later"
            until = "" if hushed else f", the last of {latest}"
            yield codes.DATED_AFTER_ITS_SOURCE.at(
                entry.origin(*path),
                f"{message} than every source that is given for it{until}",
                "correct the date, or the `published` of the source or of what cites it, or name a source that was"
                " published later",
                width=1 if hushed else len(day.written),
            )


def find_latest_day(source: Source, known: Mapping[str, Entry[Source]]) -> PartialDate | None:
    """Return the date after which a source did not appear; None where that is not known."""
    if source.published or source.kind == "monitoring":
        return source.published
    dates = [known[id].record.published for id in source.stated_in if id in known]
    return max((d for d in dates if d), key=lambda published: published.last) if dates and all(dates) else None


def _dated(record: BaseModel) -> Iterator[tuple[PathInRecord, PartialDate, tuple[str, ...]]]:
    """Yield (path of the date, date, ids of sources) of every part of a record that has a date and sources."""
    for path, part, name, day in find_values(record, _date):
        by: tuple[str, ...] = getattr(part, "by", ())
        if by and day and not (name == "as_of" and getattr(part, "date", None)):
            yield path, day, by


def _date(name: str, _: FieldInfo) -> str | None:
    return name if name in ("date", "as_of") else None
