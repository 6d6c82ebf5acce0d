"""Compare the dates of what is told with those of its sources and of the paper: nothing is told before it happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any

from pydantic import BaseModel

from generator.diagnostics import Diagnostic
from generator.load import Dataset, Entry, PathInRecord, entries
from generator.load.validate import models_in
from generator.schema import Case, SectionProse, Source
from generator.schema.base import Visibility, above, first_day, last_day
from generator.schema.editions import PrisonersBlock, ProfilesBlock, SectionBlock


def check_dates(dataset: Dataset, audience: Visibility) -> list[Diagnostic]:
    """Return a diagnostic (D202) for every dated part that is later than all its sources whose date is known.

    A partial date of a part counts as its first day, one of a source as its last: what may be so is no fault.
    What monitoring tells goes on, so a part that rests on it too is left alone.
    """
    return [problem for entry in entries(dataset) for problem in _late(dataset, entry, audience)]


def _late(dataset: Dataset, entry: Entry, audience: Visibility) -> Iterator[Diagnostic]:
    known = dataset.records["sources"]
    for path, field, day, ids in _dated(entry.record):
        cited = [known[id] for id in ids if id in known]
        sources = [source.record for source in cited if isinstance(source.record, Source)]
        dates = [source.published for source in sources if source.published]
        if not dates or any(source.kind == "monitoring" and not source.published for source in sources):
            continue
        latest = max(dates, key=last_day)
        if first_day(day) > last_day(latest):
            here = (*path, field)
            # what is closed in the part or in a source is not told by way of the other
            hushed = any(
                above(said, audience) for one in (entry, *cited) for said in (one.visibility, *one.limits.values())
            )
            message = "a date is later" if hushed else f"`{day}` is later"
            until = "" if hushed else f", the last of {latest}"
            yield Diagnostic("D202", "dated-after-its-source", f"{message} than every dated source that is given for it{until}", entry.origin(*here),
                             "correct the date, or the source's `published`, or name a source that was published later", width=1 if hushed else len(day))  # fmt: skip


def _dated(part: BaseModel, path: PathInRecord = ()) -> Iterator[tuple[PathInRecord, str, str, tuple[str, ...]]]:
    """Yield (path, field of the date, date, ids of sources) of every part of a record that has a date and sources."""
    dates, inner = _plan(type(part))
    if by := getattr(part, "by", ()):
        for name in dates:
            if day := getattr(part, name):
                yield path, name, day, by
                break
    for name, alias in inner:
        value = getattr(part, name)
        if isinstance(value, BaseModel):
            yield from _dated(value, (*path, alias))
        elif value and isinstance(value, tuple | dict):
            for key, item in value.items() if isinstance(value, dict) else enumerate(value):
                if isinstance(item, BaseModel):
                    yield from _dated(item, (*path, alias, key))


@cache
def _plan(model: type[BaseModel]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return the fields of a model that are its date, and (field, its name in YAML) of those that hold dated parts."""
    fields = model.model_fields
    inner = (
        (name, field.alias or name)
        for name, field in fields.items()
        if any(any(_plan(part)) for part in models_in(field.annotation))
    )
    return tuple(name for name in ("date", "as_of") if name in fields and "by" in fields), tuple(inner)


def not_told(cases: Iterable[Entry], sections: Iterable[Entry], audience: Visibility, as_of: date) -> list[Diagnostic]:
    """Return a warning (R110) for each stage and status of a case with a profile or row that comes after the as-of date."""
    named = {
        id for section in sections if isinstance(section.record, SectionProse) for id in _told(section.record.blocks)
    }
    problems = []
    for entry in cases:
        case = entry.record
        if not isinstance(case, Case) or case.id not in named:
            continue
        dated: list[tuple[PathInRecord, str | None]] = [
            (("proceedings", p, "stages", n, "date"), stage.date)
            for p, proceeding in enumerate(case.proceedings)
            for n, stage in enumerate(proceeding.stages)
        ]
        for n, part in enumerate(case.timeline):
            if part.status:
                dated.append((("timeline", n, "date" if part.date else "as_of"), part.date or part.as_of))
        for path, day in dated:
            if day and last_day(day) > as_of and not entry.above(audience, path):
                problems.append(Diagnostic("R110", "not-told", f"dated after this paper's as-of date ({as_of.isoformat()}), so it is not told here", entry.origin(*path),
                                           "nothing is wrong if it came later; a date without its day or month counts as the last day that it may mean",
                                           width=len(day), severity="warning"))  # fmt: skip
    return problems


def _told(blocks: Iterable[Any]) -> Iterator[str]:
    """Yield the ids of the cases that the blocks make a row or profile of."""
    for block in blocks:
        if isinstance(block, PrisonersBlock):
            yield from block.prisoners
        elif isinstance(block, ProfilesBlock):
            yield from block.profiles
        elif isinstance(block, SectionBlock):
            yield from _told(block.blocks)
