"""What the data says goes no further than its documents: treaty articles in their sense, and no day where a document
gives a month or none."""

from __future__ import annotations

import pytest

from generator.records.load import Dataset, load
from tests.support.places import ROOT


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    found, problems = load(ROOT, [])
    assert not problems
    return found


@pytest.mark.parametrize(
    ("id", "told"),
    [
        # “undertake to ensure the equal right … to the enjoyment of all civil and political rights”
        ("iccpr-3", ("ensure", "men and women", "enjoy", "equally")),
        # the first three sentences of paragraph 1, paragraph 2, the guarantees of paragraph 3
        ("iccpr-14", ("equal before the courts", "competent, independent and impartial", "innocent", "guarantees")),
        # a policy, which the state pursues; (d) its authorities; (e) “any person, organization or enterprise”
        ("cedaw-2", ("without delay a policy of eliminating", "its authorities", "organisation or enterprise")),
    ],
)
def test_an_article_is_summed_up_in_its_sense(dataset: Dataset, id: str, told: tuple[str, ...]) -> None:
    summary = str(dataset.standards[id].record.summary)
    assert [words for words in told if words not in summary] == []


def test_a_document_dated_by_its_month_tells_of_no_day(dataset: Dataset) -> None:
    statuses = {
        f"{id}: {entry.as_of}"
        for id, case in dataset.cases.items()
        for entry in case.record.timeline
        if entry.status and entry.as_of and entry.as_of.first.isoformat()[:7] == "2020-11"
    }
    assert len(statuses) >= 12
    assert [status for status in statuses if not status.endswith(": 2020-11")] == []


def test_a_notice_without_a_day_is_told_as_of_none(dataset: Dataset) -> None:
    (notice,) = dataset.countries["kazakhstan"].record.watch_list
    assert "The notice, whose day is not known to us, is about the events of January 2022." in str(notice.text)
