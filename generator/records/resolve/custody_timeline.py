"""Compute the custody periods of a case, for a timeline.

In: a case and a day. Out: stretches of time and single days. Between two dated entries the status of the first holds,
unless the second only observes another one, or does not tell that the first lasted until then: an arrest, a term that
was over before, or what a court gave outside prison without saying for how long. Within a date of which the month or
year alone is known, neither is sure; and after the last dated or verified entry nothing is, whatever a court said: a
sentence that is suspended may have become a real one the next week.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from generator.records.resolve.custody import (
    CUSTODY,
    Step,
    begins_anew,
    is_bare_arrest,
    list_seen,
    list_steps,
    list_upheld,
)
from generator.records.resolve.terms import Term, find_bound, find_term
from generator.records.schema.cases import Case, Development
from generator.records.schema.partial_dates import PartialDate, make_full_date

OVER = frozenset({"released", "acquitted", "deceased", "in_exile"})
"""Statuses that begin on a day and of which no more is told: a day, and no time."""

_OUTSIDE = frozenset({"suspended_sentence", "restricted_freedom", "sentence_postponed"})
"""Statuses that a court gives for a time."""

_SAYS_NOTHING = frozenset({"in_exile", "at_risk", "under_investigation", "disappeared"})
"""Statuses that do not tell whether a custody lasted until they began."""


class Span(NamedTuple):
    """A time in a status; None where it is not known. `said`: its first and last day as the record writes them, the
    same twice for the time within which something began, of which the record knows the month or year."""

    status: str | None
    start: date
    end: date
    said: tuple[PartialDate, PartialDate]


class Seen(NamedTuple):
    """A day of which the status is known, and on which nothing that can be drawn as a time begins."""

    status: str
    day: date
    said: PartialDate


@dataclass(frozen=True, slots=True)
class Trace:
    """What is known of a case up to a day, in order of time. `open`: it is not known since when; `last_word`: the last
    date of which the last status is told, the day itself where it is known of that day."""

    spans: tuple[Span, ...]
    seen: tuple[Seen, ...]
    open: bool
    last_word: PartialDate | None = None


class _Knot(NamedTuple):
    """An entry that tells of the status on a day, surely on the day `sort`. `arrest`: it tells of an arrest alone;
    `anew`: of one by which a custody began that is not the one before; `term`: the term that it tells of; `bound`:
    until when it can last by its own length."""

    status: str
    day: PartialDate | None
    observed: bool
    sort: date
    arrest: bool = False
    anew: bool = False
    term: Term | None = None
    bound: PartialDate | None = None


def trace(case: Case, day: date) -> Trace:
    """Return what is known of the custody of a case up to `day`."""
    spans: list[Span] = []
    seen: list[Seen] = []
    before: _Knot | None = None
    open = lost = False  # lost: something without a date happened since the entry before
    for knot in _knots(case, day):
        if knot.day is None:
            open, lost = open or before is None, before is not None
            continue
        if before is None or before.day is None:
            open = open or knot.observed
            if not knot.observed:
                _add(spans, Span(None, knot.day.first, knot.day.last, (knot.day, knot.day)))
        else:
            knot = _join(spans, seen, before, knot, lost)
        if knot.status in OVER:
            _known(seen, knot)
        before, lost = knot, False
    last_word = before.day if before and not lost else None
    if before and before.day and (lost or before.status not in OVER):
        _known(seen, before)
        _add(spans, Span(None, before.sort, day, (before.day, make_full_date(day))))
    return Trace(tuple(spans), tuple(seen), open, last_word)


def _join(spans: list[Span], seen: list[Seen], before: _Knot, knot: _Knot, lost: bool) -> _Knot:
    """Add what is known of the time from one entry to the next, and return the next with the first day of which it
    surely tells; `lost`: something without a date happened between."""
    if before.day is None or knot.day is None or (before.status in OVER and knot.status in OVER):
        return knot  # a person who was free died: of custody there is nothing to ask
    if lost or (knot.observed and knot.status != before.status) or not _lasts_until(before, knot):
        if before.status not in OVER:
            _known(seen, before)
            _add(spans, Span(None, before.sort, knot.sort, (before.day, knot.day)))
        else:
            _add(spans, Span(None, max(knot.day.first, before.sort), knot.sort, (knot.day, knot.day)))
        return knot
    first = max(knot.day.first, before.sort)
    _add(spans, Span(before.status, before.sort, first, (before.day, knot.day)))
    if knot.status == before.status:
        return knot._replace(sort=first)  # on whichever day of its month somebody saw it, it had lasted until the first
    _add(spans, Span(None, first, knot.sort, (knot.day, knot.day)))
    return knot


def _lasts_until(before: _Knot, knot: _Knot) -> bool:
    """Tell whether an entry shows that the status of the one before lasted until then."""
    if knot.anew:
        return False
    if knot.status in (before.status, "released"):
        return True
    if before.arrest:
        return knot.status in CUSTODY
    if before.status in CUSTODY and knot.status in _SAYS_NOTHING:
        return False
    if before.status in _OUTSIDE:
        return before.bound is not None and knot.sort <= before.bound.first
    return before.term is None or knot.status in CUSTODY or knot.sort < before.term.earliest.first


def _knots(case: Case, day: date) -> list[_Knot]:
    """Return the entries that tell of custody, those by which somebody verified that it went on, and those by which a
    court upheld the judgment of which the status tells."""
    steps = list_steps(case, day)
    found = [
        _Knot(
            step.status,
            step.day,
            step.observed or (isinstance(step.entry, Development) and step.entry.verified),
            step.sort,
            is_bare_arrest(step),
            number > 0 and begins_anew(step, steps[number - 1]),
            term := find_term(steps[: number + 1]),
            find_bound(step, term),
        )
        for number, step in enumerate(steps)
    ]
    for looked, entry in list_seen(case, day):
        known = [step for step in steps if step.known <= looked.last]
        if not entry.status and known:
            found.append(_observe(known, looked))
    for upheld in list_upheld(case, day):
        # one of which no day is told shows of no day that the judgment stood
        known = [step for step in steps if upheld.when and step.sort <= upheld.when.first]
        if upheld.when and not upheld.stage.status and known and known[-1].entry is upheld.judgment:
            found.append(_observe(known, upheld.when))
    return sorted(found, key=lambda knot: knot.sort)


def _observe(known: list[Step], when: PartialDate) -> _Knot:
    """Return what an entry tells that finds the status of the last step unchanged."""
    term = find_term(known)
    return _Knot(known[-1].status, when, True, when.last, term=term, bound=find_bound(known[-1], term))


def _known(seen: list[Seen], knot: _Knot) -> None:
    if knot.day and (not seen or seen[-1].day != knot.sort or seen[-1].status != knot.status):
        seen.append(Seen(knot.status, knot.sort, knot.day))


def _add(spans: list[Span], span: Span) -> None:
    """Add a span; one that goes on with the status of the one before makes that one longer."""
    if span.start >= span.end or span.status in OVER:
        return
    last = spans[-1] if spans else None
    if last and last.status == span.status and last.end == span.start and span.status:
        spans[-1] = Span(last.status, last.start, span.end, (last.said[0], span.said[1]))
    else:
        spans.append(span)
