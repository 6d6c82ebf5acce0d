"""Custody status on a day, by tables made by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator.records.load import load
from generator.records.resolve import resolve
from generator.records.resolve.custody import find_status
from generator.records.resolve.held import read_standing
from generator.records.schema import Case
from tests.support.workspaces import write

PRISON = {"kind": "imprisonment", "length": "3 years"}

CAREER = Case.model_validate(
    {
        "id": "x",
        "names": {"preferred": "X"},
        "proceedings": [
            {
                "stages": [
                    {"date": "2020-01-10", "stage": "summoned"},
                    {"date": "2020-01-20", "stage": "arrested"},
                    {"date": "2020-01-25", "stage": "investigation_opened"},
                    {"date": "2020-02", "stage": "remanded"},
                    {"date": "2020-04-01", "stage": "house_arrest"},
                    {"date": "2020-05-05", "stage": "trial_opened"},
                    {"date": "2020-06-22", "stage": "convicted", "sentence": PRISON},
                    {"date": "2020-09-15", "stage": "appeal_upheld"},
                    {"date": "2020-10-01", "stage": "appeal_changed", "sentence": {"kind": "restricted_freedom"}},
                ]
            }
        ],
        "timeline": [
            {"date": "2020-11-02", "text": "He left.", "status": "in_exile"},
            {"as_of": "2020-12-31", "text": "He is abroad.", "status": "in_exile", "verified": True},
        ],
    }
)


@pytest.mark.parametrize(
    ("day", "status", "since"),
    [
        ("2020-01-19", None, None),
        ("2020-01-20", "detained", "2020-01-20"),
        ("2020-01-30", "detained", "2020-01-20"),  # that an investigation opens sets nobody free
        ("2020-02-28", "detained", "2020-01-20"),  # February counts as its last day
        ("2020-02-29", "pretrial", "2020-01-20"),
        ("2020-04-01", "house_arrest", "2020-01-20"),
        ("2020-05-06", "on_trial", None),  # of a trial it is not told whether somebody is held
        ("2020-06-22", "imprisoned", "2020-06-22"),
        ("2020-09-30", "imprisoned", "2020-06-22"),
        ("2020-10-01", "restricted_freedom", None),
        ("2020-11-02", "in_exile", None),
        ("2021-01-01", "in_exile", None),
    ],
)
def test_status_on_a_day(day: str, status: str | None, since: str | None) -> None:
    step = find_status(CAREER, date.fromisoformat(day))
    assert (step.status if step else None) == status
    began = read_standing(CAREER, None, date.fromisoformat(day)).held_since
    assert (str(began.day) if began else None) == since


def _case(*stages: dict[str, Any], timeline: tuple[dict[str, Any], ...] = ()) -> Case:
    return Case.model_validate(
        {"id": "x", "names": {"preferred": "X"}, "proceedings": [{"stages": stages}], "timeline": timeline}
    )


def test_an_observation_has_no_beginning() -> None:
    case = _case(timeline=({"as_of": "2020-11-26", "text": "In prison.", "status": "imprisoned"},))
    step = find_status(case, date(2020, 11, 26))
    assert step is not None
    assert step.observed
    assert read_standing(case, None, date(2020, 11, 26)).held_since is None


def test_a_fine_is_no_custody_and_nothing_known_is_nothing() -> None:
    fined = _case({"date": "2020-03-01", "stage": "convicted", "sentence": {"kind": "fine"}})
    assert find_status(fined, date(2020, 12, 1)) is None
    assert find_status(_case(), date(2020, 12, 1)) is None


def test_an_undated_stage_stands_with_the_one_before_it() -> None:
    case = _case({"date": "2020-03-01", "stage": "arrested"}, {"stage": "remanded"})
    assert find_status(case, date(2020, 2, 1)) is None
    step = find_status(case, date(2020, 3, 2))
    assert step is not None
    assert step.status == "pretrial"


@pytest.mark.parametrize(
    ("entries", "faults"),
    [
        ([("2019", "deceased"), ("2020-03", "detained")], 1),
        ([("2020-03", "deceased"), ("2020-03", "detained")], 0),  # may have been before it in that month
        ([("2020-03-01", "deceased"), ("2020-04-01", "deceased")], 1),
        ([("2020-03-01", "released"), ("2020-03-01", "imprisoned")], 1),
        ([("2020-03-01", "released"), ("2020-03-02", "imprisoned")], 0),
        ([("2020", "released"), ("2020", "imprisoned")], 0),
    ],
)
def test_two_entries_that_cannot_both_be(entries: list[tuple[str, str]], faults: int, tmp_path: Any) -> None:
    lines = "".join(f"  - {{date: {day}, text: So it was., status: {status}}}\n" for day, status in entries)
    root = write(tmp_path, {"data/ruritania/cases/sapt.yaml": f"names: {{preferred: A Sapt}}\ntimeline:\n{lines}"})
    assert [d.code for d in resolve(load(root)[0])] == ["D201"] * faults


@pytest.mark.parametrize(
    ("stages", "faults"),
    [
        ("{date: 2020-03, stage: arrested}, {date: 2020-02, stage: charged}", 1),
        ("{date: 2020-03, stage: convicted}, {date: 2020-02, stage: arrested}", 0),
        ("{date: 2020-03, stage: convicted}, {date: 2020-05, stage: arrested}", 0),
        ("{date: 2020-03-01, stage: convicted}, {date: 2020-05-01, stage: convicted}", 1),
        (
            (
                "{date: 2020-03-01, stage: convicted}, {date: 2020-04-01, stage: appeal_overturned}, {date: 2020-05-01,"
                " stage: acquitted}"
            ),
            0,
        ),
        ("{date: 2020-03-01, stage: convicted}, {date: 2020-05-01, stage: charged}", 1),
    ],
)
def test_the_order_of_a_proceeding(stages: str, faults: int, tmp_path: Any) -> None:
    root = write(
        tmp_path,
        {"data/ruritania/cases/sapt.yaml": f"names: {{preferred: A Sapt}}\nproceedings: [{{stages: [{stages}]}}]\n"},
    )
    assert [d.code for d in resolve(load(root)[0])] == ["D201"] * faults
