"""Compute the custody periods of a case, for a timeline.

In: a case and a day. Out: stretches of time and single days. Between two dated entries the status of the first holds,
unless the second only observes another one; within a date of which the month or year alone is known, neither is sure;
and after the last dated or verified entry nothing is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from generator.records.resolve.custody import find_status, list_steps
from generator.records.schema.cases import Case, Development
from generator.records.schema.partial_dates import PartialDate, make_full_date

OVER = frozenset({"released", "acquitted", "deceased", "in_exile"})
"""Statuses that begin on a day and of which no more is told: a day, and no time."""


class Span(NamedTuple):
    """A time in a status; None where it is not known. `said`: its first and last day as the record writes them, None
    for the time within which something began, of which the record knows the month or year."""

    status: str | None
    start: date
    end: date
    said: tuple[PartialDate, PartialDate] | None


class Seen(NamedTuple):
    """A day of which the status is known, and on which nothing that can be drawn as a time begins."""

    status: str
    day: date
    said: PartialDate


@dataclass(frozen=True, slots=True)
class Trace:
    """What is known of a case up to a day, in order of time. `open`: it is not known since when; `last` is the status
    known last, with its day as the record writes it, None where that is not known."""

    spans: tuple[Span, ...]
    seen: tuple[Seen, ...]
    open: bool
    last: tuple[str, PartialDate | None] | None


class _Knot(NamedTuple):
    status: str
    day: PartialDate | None
    observed: bool
    sort: date


def trace(case: Case, day: date) -> Trace:
    """Return what is known of the custody of a case up to `day`."""
    spans: list[Span] = []
    seen: list[Seen] = []
    before: _Knot | None = None
    knots = _knots(case, day)
    open = lost = False  # lost: something without a date happened since the entry before
    for knot in knots:
        if knot.day is None:
            open, lost = open or before is None, before is not None
            continue
        first, last = knot.day.first, knot.day.last
        if before is None or before.day is None:
            open = open or knot.observed
            if not knot.observed:
                _add(spans, Span(None, first, last, None))
        else:
            first = max(first, before.sort)
            said = (before.day, knot.day)
            if before.status in OVER and knot.status in OVER:
                pass  # a person who was free died: of custody there is nothing to ask
            elif lost or (knot.observed and knot.status != before.status):
                _known(seen, before)
                _add(spans, Span(None, before.sort, last, said))
            elif knot.status == before.status:
                _add(spans, Span(knot.status, before.sort, last, said))
            else:
                _add(spans, Span(before.status, before.sort, first, said))
                _add(spans, Span(None, first, last, None))
        if knot.status in OVER:
            _known(seen, knot)
        before, lost = knot, False
    if before and before.day and (lost or before.status not in OVER):
        _known(seen, before)
        _add(spans, Span(None, before.sort, day, (before.day, make_full_date(day))))
    final = knots[-1] if knots else None
    return Trace(tuple(spans), tuple(seen), open, (final.status, final.day) if final else None)


def _knots(case: Case, day: date) -> list[_Knot]:
    """Return the entries that tell of custody, and those by which somebody verified that it went on."""
    found = [
        _Knot(s.status, s.day, s.observed or (isinstance(s.entry, Development) and s.entry.verified), s.sort)
        for s in list_steps(case, day)
    ]
    for entry in case.timeline:
        when = entry.as_of or entry.date
        if entry.verified and not entry.status and when and when.last <= day:
            step = find_status(case, when.last)
            if step:
                found.append(_Knot(step.status, when, True, when.last))
    return sorted(found, key=lambda knot: knot.sort)


def _known(seen: list[Seen], knot: _Knot) -> None:
    if knot.day and (not seen or seen[-1].day != knot.sort or seen[-1].status != knot.status):
        seen.append(Seen(knot.status, knot.sort, knot.day))


def _add(spans: list[Span], span: Span) -> None:
    """Add a span; one that goes on with the status of the one before makes that one longer."""
    if span.start >= span.end or span.status in OVER:
        return
    last = spans[-1] if spans else None
    if last and last.status == span.status and last.end == span.start and span.status and last.said and span.said:
        spans[-1] = Span(last.status, last.start, span.end, (last.said[0], span.said[1]))
    else:
        spans.append(span)
