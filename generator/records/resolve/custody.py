"""Where a person stands on a day: computed from the dated entries of the case, never typed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from generator.base.once_each import once_each
from generator.records.load import PathInRecord
from generator.records.resolve.known import find_known_day, place_stages
from generator.records.schema.cases import Case, Development
from generator.records.schema.partial_dates import PartialDate
from generator.records.schema.proceedings import Proceeding, Role, Stage

CUSTODY = frozenset({"detained", "pretrial", "house_arrest", "imprisoned", "death_row", "psychiatric_detention"})
"""Statuses of people who are not free."""

OUT = frozenset({
    "released", "acquitted", "suspended_sentence", "restricted_freedom", "sentence_postponed", "in_exile", "deceased",
})  # fmt: skip
"""Statuses that say that somebody is not in custody. The others say nothing of it: under these, a person may be held
or not."""

SENTENCED = "sentenced_to_prison"
"""What is told of somebody of whom no entry says that they were held when a court sent them to prison: the sentence."""

SENTENCED_TO_DEATH = "sentenced_to_death"
"""The same of a death sentence."""

BARE_SENTENCES = frozenset({SENTENCED, SENTENCED_TO_DEATH})

MERCY = frozenset({"amnestied", "pardoned"})
"""Stages that end a sentence, and statuses of those of whom no more is told: whether they walked free is another
entry."""

COMPUTED = BARE_SENTENCES | MERCY
"""Statuses that no record writes: they follow from stages."""

_OF_STAGE = {
    "investigation_opened": "under_investigation", "detained": "detained", "arrested": "detained",
    "remanded": "pretrial", "detention_extended": "pretrial", "sentence_postponed": "sentence_postponed",
    "house_arrest": "house_arrest", "trial_opened": "on_trial", "acquitted": "acquitted", "released": "released",
    "amnestied": "amnestied", "pardoned": "pardoned", "executed": "deceased",
}  # fmt: skip
_OF_SENTENCE = {
    "imprisonment": "imprisoned", "restricted_freedom": "restricted_freedom",
    "suspended_sentence": "suspended_sentence", "death": "death_row",
}  # fmt: skip

JUDGMENTS = frozenset({"convicted", "appeal_changed", "sentence_changed"})
"""Stages that find somebody guilty, or say which sentence stands."""

IMPOSING = JUDGMENTS | MERCY | {"commuted"}
"""Stages whose sentence is the one in force from then on."""

_OF_WITNESSES = frozenset({"summoned", "questioned", "investigation_opened"})
"""Stages that make a witness of whoever is one in the proceeding; an accused person comes under investigation by the
last of them alone."""


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
            imposed = stage.sentence if stage.stage in IMPOSING else None
            status = stage.status or (imposed and _OF_SENTENCE.get(imposed.kind)) or _OF_STAGE.get(stage.stage)
            if stage.stage in _OF_WITNESSES and role == "witness" and not stage.status:
                status = "witness"
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
            bare = SENTENCED_TO_DEATH if step.status == "death_row" else SENTENCED
            kept.append(replace(step, status=bare) if _is_bare_sentence(step, kept) else step)
    return tuple(kept)


def _is_bare_sentence(step: Step, before: Sequence[Step]) -> bool:
    """Tell whether an entry tells of a sentence to prison or death, and none before it that the person was held. Who
    was arrested and put on trial later may have been free between."""
    entry = step.entry
    if step.status not in ("imprisoned", "death_row") or not isinstance(entry, Stage):
        return False
    if entry.status or entry.sentence is None:
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
