"""Find entries of a case that cannot both be.

In: a Dataset. Out: diagnostics (D201).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.records.load import Dataset, Entry, PathInRecord
from generator.records.resolve.custody import list_steps
from generator.records.schema.base import Visibility, is_above
from generator.records.schema.cases import Case
from generator.records.schema.proceedings import Stage

_ORDER = {"arrested": 1, "remanded": 2, "charged": 2, "trial_opened": 3, "convicted": 4, "acquitted": 4,
          "appeal_upheld": 5, "appeal_changed": 5, "appeal_overturned": 5}  # fmt: skip
"""Stages that come one after the other in every proceeding; others may come at any time, an arrest anew after a
judgment."""


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

    def line_of(*path: str | int) -> int:
        return entry.origin(*path).line

    def problem(path: PathInRecord, message: str) -> Diagnostic:
        return codes.IMPOSSIBLE_TIMELINE.at(entry.origin(*path), message, "correct one of the two dates or statuses")

    known = [(step, step.day) for step in list_steps(case) if step.day]
    for (one, a), (two, b) in combinations(known, 2):
        if one.status == "deceased" and two.status == "deceased" and a.is_before(b.first):
            yield problem(two.path, f"a second death, on {b}; the first, on {a}, stands on line {line_of(*one.path)}")
        elif one.status == "deceased" and two.status != "deceased" and a.is_before(b.first):
            line = line_of(*one.path)
            yield problem(two.path, f"{_words(two.status)} on {b}, after the death on {a} (line {line})")
        elif (
            a == b
            and a.precision == "day"
            and {one.status, two.status} in ({"released", "imprisoned"}, {"acquitted", "imprisoned"})
        ):
            line = line_of(*one.path)
            yield problem(two.path, f"both {_words(one.status)} and {_words(two.status)} on {a} (line {line})")
    for number, proceeding in enumerate(case.proceedings):
        dated = [(i, s, s.date) for i, s in enumerate(proceeding.stages) if s.date and s.stage in _ORDER]
        for (i, one_stage, a), (j, two_stage, b) in combinations(dated, 2):
            first, second = _ORDER[one_stage.stage], _ORDER[two_stage.stage]
            path = ("proceedings", number, "stages", j)
            if (first < second and b.is_before(a.first)) or (
                first > second >= 2
                and two_stage.stage != "remanded"
                and a.is_before(b.first)
                and not _again(proceeding.stages, i, j)
            ):
                line = line_of("proceedings", number, "stages", i)
                yield problem(
                    path,
                    f"{_words(two_stage.stage)} on {b} does not go with {_words(one_stage.stage)} on {a} (line {line})",
                )
            elif first == second == 4 and not _again(proceeding.stages, i, j):
                line = line_of("proceedings", number, "stages", i)
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
