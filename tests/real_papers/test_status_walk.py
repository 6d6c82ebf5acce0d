"""The custody status of ten people, walked over every date of the data, against a table worked out by hand from the
documents."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from generator.records.load import load
from generator.records.resolve.custody import find_status
from generator.records.schema import Case
from generator.records.schema.partial_dates import parse_date
from tests.support.places import ROOT

BY_HAND: dict[str, list[tuple[str, str]]] = {
    # a partial date counts as its last day: “October 2021” is 31 October
    "aron-atabek": [("2006-07-17", "imprisoned"), ("2021-10-31", "released"),
        ("2022-06-30", "deceased")],
    "zhanbolat-mamai": [("2022-03-31", "pretrial")],
    "lyazzat-dosmambetova": [("2021-12-31", "restricted_freedom"), ("2022-01-08", "pretrial"),
        ("2022-07-15", "imprisoned"), ("2022-09-08", "sentence_postponed")],
    "kairat-sultanbek": [("2021-12-31", "restricted_freedom"), ("2022-07-15", "sentenced_to_prison")],
    "zhanmurat-ashtaev": [("2021-12-31", "restricted_freedom"), ("2022-07-15", "sentenced_to_prison")],
    "moldabay-sadibekov": [("2022-01-12", "detained"), ("2022-05-03", "on_trial"),
        ("2022-06-06", "sentenced_to_prison"), ("2022-08-10", "suspended_sentence")],
    "ergali-kulbaev": [("2022-01-08", "pretrial"), ("2022-05-18", "suspended_sentence")],
    "kenzhebek-sultanbekov": [("2022-01-07", "pretrial")],
    # her verdict has no date in the document of 23 September 2022, his was before the appeal of 4 August
    "aya-sadvakasova": [("2022-01-31", "house_arrest"), ("2022-08-05", "pretrial"),
        ("2022-09-23", "restricted_freedom")],
    "dias-nurmagambetov": [("2022-05-31", "on_trial"), ("2022-08-04", "restricted_freedom")],
    "murat-sapiev": [("2022-03-24", "restricted_freedom")],
    "erzhan-elshibaev": [("2019-10-31", "sentenced_to_prison"), ("2020-11-30", "imprisoned")],
}  # fmt: skip
"""By id: from which day on somebody stands how."""


@pytest.fixture(scope="module")
def walked() -> tuple[dict[str, Case], list[date]]:
    dataset, problems = load(ROOT, [])
    assert not problems
    cases = {id: entry.record for id, entry in dataset.records["cases"].items() if isinstance(entry.record, Case)}
    written = {
        match
        for path in (ROOT / "data").rglob("*.yaml")
        for match in re.findall(r"\b((?:19|20)\d\d(?:-(?:0\d|1[0-2])(?:-[0-3]\d)?)?)\b", path.read_text("utf-8"))
    }
    days = {parse_date(day).last for day in written}
    return cases, sorted(days | {day - timedelta(1) for day in days} | {day + timedelta(1) for day in days})


@pytest.mark.slow
def test_there_is_something_to_walk(walked: tuple[dict[str, Case], list[date]]) -> None:
    cases, days = walked
    assert len(BY_HAND) >= 10
    assert len(days) > 300
    assert days[0] < date(2006, 1, 1) < date(2024, 5, 1) < days[-1]
    assert BY_HAND.keys() <= cases.keys()


@pytest.mark.slow
@pytest.mark.parametrize("id", BY_HAND)
def test_the_status_on_every_date(walked: tuple[dict[str, Case], list[date]], id: str) -> None:
    cases, days = walked
    for day in days:
        expected = next((status for start, status in reversed(BY_HAND[id]) if date.fromisoformat(start) <= day), None)
        step = find_status(cases[id], day)
        assert (step.status if step else None) == expected, f"{id} on {day}"
