"""Where a person stands on a day: computed from the dated entries of the case, never typed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import NamedTuple

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.base.once_each import once_each
from generator.records.load import Dataset, Entry, PathInRecord
from generator.records.resolve.known import find_known_day, place_stages
from generator.records.schema.base import Visibility, is_above
from generator.records.schema.cases import Case, Development, Proceeding, Role, Stage
from generator.records.schema.partial_dates import PartialDate

CUSTODY = frozenset({"detained", "pretrial", "house_arrest", "imprisoned", "psychiatric_detention"})
"""Statuses of people who are not free."""

OUT = frozenset({
    "released", "acquitted", "suspended_sentence", "restricted_freedom", "sentence_postponed", "in_exile", "deceased",
})  # fmt: skip
"""Statuses that say that somebody is not in custody. The others say nothing of it: under these, a person may be held
or not."""

SENTENCED = "sentenced_to_prison"
"""What is told of somebody of whom no entry says that they were held when a court sent them to prison: the sentence."""

_OF_STAGE = {
    "investigation_opened": "under_investigation", "detained": "detained", "arrested": "detained",
    "remanded": "pretrial", "detention_extended": "pretrial", "sentence_postponed": "sentence_postponed",
    "house_arrest": "house_arrest", "trial_opened": "on_trial", "acquitted": "acquitted", "released": "released",
}  # fmt: skip
_OF_SENTENCE = {
    "imprisonment": "imprisoned", "restricted_freedom": "restricted_freedom",
    "suspended_sentence": "suspended_sentence",
}  # fmt: skip

JUDGMENTS = frozenset({"convicted", "appeal_changed", "sentence_changed"})
"""Stages that find somebody guilty, or say which sentence stands."""

_OF_WITNESSES = frozenset({"summoned", "questioned", "investigation_opened"})
"""Stages that make a witness of whoever is one in the proceeding; an accused person comes under investigation by the
last of them alone."""

_ORDER = {"arrested": 1, "remanded": 2, "charged": 2, "trial_opened": 3, "convicted": 4, "acquitted": 4,
          "appeal_upheld": 5, "appeal_changed": 5, "appeal_overturned": 5}  # fmt: skip
"""Stages that come one after the other in every proceeding; others may come at any time, an arrest anew after a
judgment."""


@dataclass(frozen=True, slots=True)
class Step:
    """A dated entry of a case that tells of custody: `day` as written; None where only its order is known. `sort` is
    its place among the others, `known` the day from which on it may be told."""

    status: str
    day: PartialDate | None
    observed: bool
    entry: Stage | Development
    path: PathInRecord
    sort: date
    known: date


@once_each
def list_steps(case: Case, day: date = date.max) -> tuple[Step, ...]:
    """Return the entries of the case that tell of custody and may be told on `day`, earliest first. An undated stage
    stands with the one before it; from when on it may be told, `place_stages` says."""
    found: list[Step] = []
    for number, proceeding in enumerate(case.proceedings):
        places = place_stages(proceeding.stages)
        for index, ((stage, role), place) in enumerate(zip(list_roles(proceeding), places, strict=True)):
            status = stage.status or _OF_STAGE.get(stage.stage)
            if stage.stage in _OF_WITNESSES and role == "witness" and not stage.status:
                status = "witness"
            if not status and stage.sentence and stage.stage in JUDGMENTS:
                status = _OF_SENTENCE.get(stage.sentence.kind)
            if status and place.known <= day:
                found.append(
                    Step(
                        status,
                        stage.date or stage.as_of,
                        stage.date is None and stage.as_of is not None,
                        stage,
                        ("proceedings", number, "stages", index),
                        place.order,
                        place.known,
                    )
                )
    for index, entry in enumerate(case.timeline):
        when = entry.date or entry.as_of
        known = find_known_day(entry) or date.min
        if entry.status and known <= day:
            found.append(
                Step(
                    entry.status,
                    when,
                    entry.date is None,
                    entry,
                    ("timeline", index),
                    when.last if when else date.min,
                    known,
                )
            )
    kept: list[Step] = []
    for step in sorted(found, key=lambda step: step.sort):
        # that an investigation begins sets nobody free
        if not (_is_investigation(step) and kept and kept[-1].status in CUSTODY):
            kept.append(replace(step, status=SENTENCED) if _is_bare_sentence(step, kept) else step)
    return tuple(kept)


def _is_bare_sentence(step: Step, before: Sequence[Step]) -> bool:
    """Tell whether an entry tells of a sentence to prison, and none before it that the person was held until then. Who
    was arrested and put on trial later may have been free between."""
    entry = step.entry
    if step.status != "imprisoned" or not isinstance(entry, Stage) or entry.status or entry.sentence is None:
        return False
    rest = list(before)
    while rest and rest[-1].status == "on_trial":
        rest.pop()
    return not rest or rest[-1].status not in CUSTODY or (len(rest) < len(before) and is_bare_arrest(rest[-1]))


def list_roles(proceeding: Proceeding) -> list[tuple[Stage, Role]]:
    """Return the stages of a proceeding, each with what the person is in it from then on: accused, until one says
    otherwise."""
    found: list[tuple[Stage, Role]] = []
    role: Role = "accused"
    for stage in proceeding.stages:
        role = stage.role or role
        found.append((stage, role))
    return found


def _is_investigation(step: Step) -> bool:
    return isinstance(step.entry, Stage) and step.entry.status is None and step.entry.stage in _OF_WITNESSES


def find_status(case: Case, day: date) -> Step | None:
    """Return the latest entry that tells of custody and is not after `day`; None where nothing is known."""
    known = list_steps(case, day)
    return known[-1] if known else None


def find_run(steps: Sequence[Step], statuses: Collection[str]) -> list[Step]:
    """Return the last steps that all have one of these statuses, earliest first, from where it last began anew; none
    where the last has another."""
    run: list[Step] = []
    for step in reversed(steps):
        if step.status not in statuses or (run and begins_anew(run[0], step)):
            break
        run.insert(0, step)
    return run


def begins_anew(step: Step, before: Step) -> bool:
    """Tell whether a custody began that is not the one before: who is arrested was free, but for an arrest that is a
    step of the same proceeding, and for somebody confined to the house."""
    same = step.path[0] == "proceedings" and step.path[:2] == before.path[:2]
    return is_bare_arrest(step) and not same and before.status in CUSTODY - {"house_arrest"}


def tells_of_beginning(step: Step) -> bool:
    """Tell whether an entry tells on which day its status began: somebody who looked found what was there already, and
    an extension goes on with what was."""
    if step.day is None or step.observed:
        return False
    entry = step.entry
    return entry.stage != "detention_extended" if isinstance(entry, Stage) else not entry.verified


def is_bare_arrest(step: Step) -> bool:
    """Tell whether an entry tells of an arrest alone, and not that somebody was held afterwards."""
    if step.status != "detained":
        return False
    entry = step.entry
    return entry.stage in ("arrested", "detained") if isinstance(entry, Stage) else tells_of_beginning(step)


@once_each
def list_seen(case: Case, day: date) -> tuple[tuple[PartialDate, Development], ...]:
    """Return the entries by which somebody looked and found how the person was, not after `day`, each with its date."""
    dated = ((entry.as_of or entry.date, entry) for entry in case.timeline if entry.verified)
    return tuple((when, entry) for when, entry in dated if when and when.last <= day)


class Upheld(NamedTuple):
    """A decision by which a court upheld a judgment: `when`, None where no day is told; `judgment`, the stage of the
    same proceeding that it upheld, None where none is told."""

    stage: Stage
    when: PartialDate | None
    judgment: Stage | None


@once_each
def list_upheld(case: Case, day: date) -> tuple[Upheld, ...]:
    """Return the decisions by which courts upheld judgments of the case and which may be told on `day`, in the order of
    the record. One without a date counts from the first document that tells it, as any stage does."""
    return tuple(
        Upheld(stage, stage.date or stage.as_of, find_judgment(proceeding.stages[:index]))
        for proceeding in case.proceedings
        for index, (stage, place) in enumerate(zip(proceeding.stages, place_stages(proceeding.stages), strict=True))
        if stage.stage == "appeal_upheld" and place.known <= day
    )


def find_judgment(stages: Sequence[Stage]) -> Stage | None:
    """Return the last judgment of these stages of a proceeding; None where there is none, or it was overturned."""
    for stage in reversed(stages):
        if stage.stage in JUDGMENTS or stage.stage == "appeal_overturned":
            return stage if stage.stage in JUDGMENTS else None
    return None


def find_beginning(run: Sequence[Step]) -> Step | None:
    """Return the first entry of a run, where it tells on which day it began."""
    return run[0] if run and tells_of_beginning(run[0]) else None


def check_timelines(dataset: Dataset, audience: Visibility) -> list[Diagnostic]:
    """Return a diagnostic (D201) for every two entries of a case that cannot both be; above `audience`, just where."""
    return [
        replace(problem, message="two entries of this case cannot both be") if hushed else problem
        for entry in dataset.cases.values()
        for hushed in [entry.above(audience) or any(is_above(said, audience) for said in entry.limits.values())]
        for problem in _contradictions(entry)
    ]


def _contradictions(entry: Entry[Case]) -> Iterator[Diagnostic]:
    case = entry.record

    def problem(path: PathInRecord, message: str) -> Diagnostic:
        return codes.IMPOSSIBLE_TIMELINE.at(entry.origin(*path), message, "correct one of the two dates or statuses")

    known = [(step, step.day) for step in list_steps(case) if step.day]
    for (one, a), (two, b) in combinations(known, 2):
        line = entry.origin(*one.path).line
        if one.status == "deceased" and two.status == "deceased" and a.is_before(b.first):
            yield problem(two.path, f"a second death, on {b}; the first, on {a}, stands on line {line}")
        elif one.status == "deceased" and two.status != "deceased" and a.is_before(b.first):
            yield problem(two.path, f"{_words(two.status)} on {b}, after the death on {a} (line {line})")
        elif (
            a == b
            and a.precision == "day"
            and {one.status, two.status} in ({"released", "imprisoned"}, {"acquitted", "imprisoned"})
        ):
            yield problem(two.path, f"both {_words(one.status)} and {_words(two.status)} on {a} (line {line})")
    for number, proceeding in enumerate(case.proceedings):
        dated = [(i, s, s.date) for i, s in enumerate(proceeding.stages) if s.date and s.stage in _ORDER]
        for (i, one_stage, a), (j, two_stage, b) in combinations(dated, 2):
            first, second = _ORDER[one_stage.stage], _ORDER[two_stage.stage]
            path = ("proceedings", number, "stages", j)
            line = entry.origin("proceedings", number, "stages", i).line
            if (first < second and b.is_before(a.first)) or (
                first > second >= 2
                and two_stage.stage != "remanded"
                and a.is_before(b.first)
                and not _again(proceeding.stages, i, j)
            ):
                yield problem(
                    path,
                    f"{_words(two_stage.stage)} on {b} does not go with {_words(one_stage.stage)} on {a} (line {line})",
                )
            elif first == second == 4 and not _again(proceeding.stages, i, j):
                yield problem(
                    path,
                    f"{_words(two_stage.stage)} on {b}, though {_words(one_stage.stage)} on {a} (line {line}); an"
                    " overturned judgment would stand between them",
                )


def _again(stages: tuple[Stage, ...], first: int, second: int) -> bool:
    """Tell whether a judgment was overturned between two stages, so that the trial began anew."""
    return any(stage.stage == "appeal_overturned" for stage in stages[min(first, second) : max(first, second) + 1])


def _words(status: str) -> str:
    return status.replace("_", " ")
