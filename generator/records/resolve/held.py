"""Read from a case how the person stands on a day: the one reading on which lists, counts, pictures and texts of a
paper rest, so that no two of them can disagree.

In: a case, the first day of the time that a paper looks at, and the paper's day. Out: a Reading. Nothing is asserted
from silence: a status of which no entry within the time tells is what was last known, an arrest without a later word
does not say that somebody is held, and nobody is no longer held who was never known to be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.base.once_each import once_each
from generator.records.resolve.custody import (
    BARE_SENTENCES,
    CUSTODY,
    MERCY,
    OUT,
    Step,
    find_beginning,
    find_judgment,
    find_run,
    is_bare_arrest,
    list_seen,
    list_steps,
    list_upheld,
    tells_of_beginning,
)
from generator.records.resolve.since import is_current
from generator.records.resolve.terms import Term, find_postponement_end, find_term
from generator.records.schema.cases import Case, Development
from generator.records.schema.partial_dates import PartialDate
from generator.records.schema.proceedings import Stage

Standing = Literal["held", "free", "last_known", "never_held"]
"""Known to be held; was held, and is known to be so no longer; neither is known for the day; was never known to be
held, and has another status."""


SENTENCES = BARE_SENTENCES | {"suspended_sentence", "restricted_freedom"}
"""Statuses that tell of a sentence in force and not of where somebody is."""

DayKind = Literal["since", "as_of", "on", "by", "sentenced", "in_custody"]
"""The day from which a status is known, on which it is, on which it happened, by which it had happened, on which a
sentence began it, or from which on the person has been in custody, of whatever kind."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a person stands on a day, as far as entries tell.

    `step` is the latest entry that tells of the status, None where none does; `since` the entry with which the status
    began, and `held_since` that with which the custody began, None where no entry tells on which day it was;
    `latest` the day of the last word on the status, and `latest_entry` what says it; `known` whether the status may be
    printed as that of the day; `arrest_only` whether all that is told of the custody is an arrest; `custody_untold`
    whether the person was held before, and the status says nothing of it; `term` the term that would be over by then,
    where nothing says that the status went on; `upheld` whether a court upheld the judgment of which the status tells.
    """

    standing: Standing
    step: Step | None = None
    since: Step | None = None
    held_since: Step | None = None
    latest: PartialDate | None = None
    latest_entry: Stage | Development | None = None
    known: bool = False
    arrest_only: bool = False
    custody_untold: bool = False
    term: Term | None = None
    upheld: bool = False


@once_each
def read_standing(case: Case, start: date | None, day: date) -> Reading:
    """Return how the person stands on `day`, by entries from `start` on (None: of any age)."""
    steps = list_steps(case, day)
    if not steps:
        return Reading("last_known")
    last = steps[-1]
    term = find_term(steps)
    known = _is_known(case, steps, start, day, term)
    bare = is_bare_arrest(last) and not _seen_since(case, steps, day)
    # who is released was held until then, told or not
    was_held = any(step.status in CUSTODY or step.status == "released" for step in steps)
    if last.status in MERCY:
        was_held = was_held or any(step.status in BARE_SENTENCES for step in steps)
    words = [*_list_seen(case, last, day), *_list_confirmed(case, last, day)]
    # of two words of one day that counts which is nobody's claim
    latest, latest_entry = max(words, key=lambda one: (one[0], not _is_claim(one[1])), default=(None, None))
    return Reading(
        _stand(last, known and not bare, was_held),
        last,
        find_beginning(find_run(steps, {last.status})),
        find_beginning(find_run(steps, CUSTODY | BARE_SENTENCES)) if last.status in CUSTODY else None,
        latest,
        latest_entry,
        known,
        bare,
        last.status in BARE_SENTENCES or (was_held and last.status not in CUSTODY and last.status not in OUT),
        term if term and not known and term.latest.last <= day else None,
        _was_upheld(case, last, day),
    )


def _stand(last: Step, known: bool, was_held: bool) -> Standing:
    if last.status in CUSTODY:
        return "held" if known else "last_known"
    if not was_held:
        # of who disappeared, or was sent to prison, it is not known whether somebody holds them
        return "last_known" if last.status in {"disappeared", *BARE_SENTENCES} else "never_held"
    return "free" if known and last.status in OUT else "last_known"


def choose_day(found: Reading) -> tuple[DayKind, PartialDate] | None:
    """Return the day that is told of a status, and what it is of it; None where no day is told.

    A sentence to prison is not the day from which somebody is held: some are held before it, some taken to prison after
    it. Where somebody was seen in prison later, that day says more. Where a custody of another kind came before, its
    first day is told, which tables have beside the status: one person has one date.
    """
    since, step = found.since, found.step
    if step is None or not (day := since.day if since else found.latest):
        return None
    if since is None:
        return "by" if step.status == "deceased" else "as_of", day
    sentenced = isinstance(since.entry, Stage) and since.entry.sentence is not None
    if sentenced and step.status in CUSTODY:
        seen = found.latest and not (found.latest == step.day and tells_of_beginning(step))
        if found.latest and seen and found.latest.last > day.last:
            return "as_of", found.latest
        if since is found.held_since or found.held_since is None:
            return "sentenced", day
    if step.status in CUSTODY and found.held_since and found.held_since.day and found.held_since is not since:
        return "in_custody", found.held_since.day
    return "on" if step.status in {"deceased", *BARE_SENTENCES, *MERCY} else "since", day


def is_deceased(found: Reading) -> bool:
    """Tell whether the person is known to be dead: counts tell the dead apart from those who are free."""
    return found.step is not None and found.step.status == "deceased"


def judge_standing(case: Case, start: date | None, day: date) -> Standing:
    """Return in which list the person stands on `day`, by entries from `start` on (None: of any age)."""
    return read_standing(case, start, day).standing


def _is_known(case: Case, steps: Sequence[Step], start: date | None, day: date, term: Term | None) -> bool:
    """Tell whether the status of `day` is known for that day: an entry from `start` on says so, and neither the
    sentence on which it rests nor its postponement has run out since. How long a court said that it shall last does not
    tell that it did. A death is known for ever."""
    last = steps[-1]
    if last.status == "deceased":
        return True
    until = find_postponement_end(last)
    if (until and until.first <= day) or not is_current(case, start, day):
        return False
    # that somebody is there after the end of a term has to be told of a day that is surely after it
    later = [last.day] if last.day and not tells_of_beginning(last) else []
    seen = max((when.first for when in (*later, *(when for when, _ in _list_seen(case, last, day)))), default=date.min)
    ends = (term.earliest, term.latest) if term else ()
    return all(end.first > day or seen >= end.last for end in ends)


def _list_seen(case: Case, last: Step, day: date) -> list[tuple[PartialDate, Development]]:
    """Return the entries after the last step, and not after `day`, by which somebody looked and found the status so,
    each with its day."""
    return [(when, entry) for when, entry in list_seen(case, day) if last.sort <= when.last]


def _list_confirmed(case: Case, last: Step, day: date) -> list[tuple[PartialDate, Stage | Development]]:
    """Return the last step, and the decisions of courts that upheld the sentence of which it tells, each with its day:
    that day the sentence stood. Of somebody in prison an upheld judgment says nothing, since nobody was seen there."""
    found: list[tuple[PartialDate, Stage | Development]] = [(last.day, last.entry)] if last.day else []
    if last.status in SENTENCES:
        found += [(one.when, one.stage) for one in list_upheld(case, day) if one.judgment is last.entry and one.when]
    return found


def _is_claim(entry: Stage | Development) -> bool:
    """Tell whether an entry is what somebody alleges, reports or says, and not told as a fact."""
    return bool(entry.alleged or entry.reported or entry.attributed_to)


def _seen_since(case: Case, steps: Sequence[Step], day: date) -> bool:
    """Tell whether somebody was seen in custody after the arrest that is the last step: on a later day, or, of an
    arrest of which the month or year alone is told, on a day within it."""
    own = steps[-1].day
    if any(own is None or when.last > own.last for when, _ in _list_seen(case, steps[-1], day)):
        return True
    seen = [step.day for step in steps[:-1] if step.status in CUSTODY and not is_bare_arrest(step)]
    return own is not None and any(when and own.contains(when.first) and own.contains(when.last) for when in seen)


def _was_upheld(case: Case, last: Step, day: date) -> bool:
    """Tell whether a court upheld the judgment of the proceeding to which the last step belongs."""
    if not isinstance(last.entry, Stage):
        return False
    stages = next((p.stages for p in case.proceedings if any(s is last.entry for s in p.stages)), ())
    number = next((number for number, stage in enumerate(stages) if stage is last.entry), 0)
    judgment = find_judgment(stages[: number + 1])
    own = {id(stage) for stage in stages}
    return any(one.judgment is judgment and id(one.stage) in own for one in list_upheld(case, day))


def find_custody_start(case: Case, day: date) -> Step | None:
    """Return the entry with which the last custody up to `day` began, ended or not; the first arrest of it where its
    beginning is not told; None where no entry is dated."""
    steps = list_steps(case, day)
    held = [number for number, step in enumerate(steps) if step.status in CUSTODY]
    if not held:
        return None
    # of a trial it is not told whether somebody is held, and the arrest before it was an arrest
    run = find_run(steps[: held[-1] + 1], CUSTODY | BARE_SENTENCES | {"on_trial"})
    while run[0].status == "on_trial":
        run = run[1:]
    arrests = (s for s in run if isinstance(s.entry, Stage) and s.entry.stage in ("arrested", "detained") and s.day)
    return find_beginning(run) or next((step for step in arrests if tells_of_beginning(step)), None)
