"""Selection: nothing dated after the as-of day, the latest of what can change, each absence for its own reason."""

from __future__ import annotations

import contextlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.paper.select import select
from generator.records.load import load
from generator.records.schema.partial_dates import parse_date
from tests.support.examples import examples
from tests.support.strategies import cases, days, partial_dates
from tests.support.workspaces import BRIEFING, EDITION, FILES, assembled, built, edited, told, write

CASE = "data/ruritania/cases/rassendyll.yaml"


@pytest.mark.slow
@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=cases(), as_of=days)
def test_nothing_dated_after_the_as_of_day_reaches_the_document(
    case: dict[str, Any], as_of: str, tmp_path: Path
) -> None:
    root = write(
        tmp_path,
        {
            CASE: json.dumps(case),
            f"{BRIEFING}/edition.yaml": FILES[f"{BRIEFING}/edition.yaml"].replace(
                "as_of: 2020-11-26", f"as_of: {as_of}"
            ),
            f"{BRIEFING}/expression.yaml": "title: Expression\nblocks: []\n",
        },
    )
    day = date.fromisoformat(as_of)
    chosen, _ = select(load(root, [EDITION])[0], EDITION, "public", "en")
    assert chosen is not None
    document, _ = assembled(root)
    assert document is not None
    dates = _find_dates(repr(chosen.records["cases"]["rassendyll"].record) + repr(document.sections))
    before = {said for said in _find_dates(json.dumps(case)) if parse_date(said).last <= day}
    # a month that ends later had begun, and so had a step of that month when the step behind it was taken
    steps = [[stage.get("date") for stage in proceeding["stages"]] for proceeding in case["proceedings"]]
    begun = {
        said
        for one in steps
        for n, said in enumerate(one)
        if said and parse_date(said).first <= day and before & {*one[n + 1 :]}
    }
    assert {*dates} <= before | begun, (as_of, dates)
    # and nothing is lost that is dated before it
    kept = _find_dates(repr(chosen.records["cases"]["rassendyll"].record))
    assert before <= kept <= before | begun


def _find_dates(text: str) -> set[str]:
    return set(re.findall(r"\bon (\d{4}(?:-\d\d){0,2})\b", text))


@given(partial_dates)
def test_a_partial_date_counts_as_its_last_day(partial: str) -> None:
    assert parse_date(partial).first <= parse_date(partial).last
    assert parse_date(partial).last.isoformat().startswith(partial)
    assert parse_date(partial).first.isoformat().startswith(partial)
    if len(partial) < 10:
        after = date.fromordinal(parse_date(partial).last.toordinal() + 1)
        assert not after.isoformat().startswith(partial)


@pytest.mark.parametrize(
    "wrong",
    [
        "2020-13",
        "2020-00",
        "2020-02-30",
        "0000",
        "0000-01-01",
        "20",
        "2020-1-1",
        "٢٠٢٠",
        "２０２０-01",
        "2020-01-01T00:00",
        "",
        "Maj",
        "2019-02-29",
    ],
)
def test_what_is_no_date_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="not a date"):
        parse_date(wrong)


@pytest.mark.slow
@given(st.text(max_size=12))
def test_a_date_or_an_error_and_nothing_else(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert parse_date(text).last.isoformat().startswith(text)


@pytest.mark.slow
@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=cases())
def test_selecting_again_changes_nothing(case: dict[str, Any], tmp_path: Path) -> None:
    root = write(tmp_path, {CASE: json.dumps(case), f"{BRIEFING}/expression.yaml": "title: Expression\nblocks: []\n"})
    dataset, _ = load(root, [EDITION])
    one, _ = select(dataset, EDITION, "public", "en")
    two, _ = select(dataset, EDITION, "public", "en")
    assert one == two


def test_figures_are_those_of_the_day(tmp_path: Path) -> None:
    earlier = edited(f"{BRIEFING}/edition.yaml", "as_of: 2020-11-26", "as_of: 2020-06-29")
    document, problems = assembled(
        write(tmp_path, earlier | edited(f"{BRIEFING}/expression.yaml", "[over 1,500]", "[over 1,200]"))
    )
    assert not [p for p in problems if p.code == "R105"], told(problems)
    document, problems = assembled(write(tmp_path, earlier))
    assert [p.code for p in problems if p.code == "R105"] == ["R105"]
    assert document is not None


def test_a_stage_without_a_date_after_a_later_one_is_cut_with_it(tmp_path: Path) -> None:
    case = {
        "names": {"preferred": "R"},
        "proceedings": [
            {
                "stages": [
                    {"stage": "summoned", "text": "first", "by": "gazette-1"},
                    {"date": "2020-12", "stage": "arrested"},
                    {"stage": "charged", "text": "third"},
                ]
            }
        ],
    }
    root = write(tmp_path, {CASE: json.dumps(case)})
    chosen, _ = select(load(root, [EDITION])[0], EDITION, "public", "en")
    assert chosen is not None
    stages = chosen.cases["rassendyll"].record.proceedings[0].stages
    assert [stage.text for stage in stages] == ["first"]


def test_a_record_dated_after_the_day_is_not_called_secret(tmp_path: Path) -> None:
    _, problems = assembled(write(tmp_path, edited("data/ruritania/events.yaml", "date: 2020-05-02", "date: 2021")))
    assert [p.code for p in problems] == ["R107", "D202"]


@pytest.mark.parametrize(
    ("span", "found"),
    [
        ("{from: 2020-11-26, to: 2019-10-01}", ["D106"]),
        ("{from: 2020-11-26, to: 2020-11-26}", []),
        ("{from: 2020-11-26, to: 2020}", []),
    ],
)
def test_a_period_does_not_end_before_it_begins(tmp_path: Path, span: str, found: list[str]) -> None:
    changes = edited(f"{BRIEFING}/edition.yaml", "{from: 2019-10-01, to: 2020-11-26}", span)
    _, problems = assembled(write(tmp_path, changes))
    assert [p.code for p in problems if p.severity == "error"] == found


def test_a_language_that_the_paper_has_not(tmp_path: Path) -> None:
    document, problems = assembled(write(tmp_path), lang="ru")
    assert document is None
    assert [(p.code, p.help) for p in problems] == [("R103", "it is written in: en")]


def test_a_text_missing_in_the_language_is_told(tmp_path: Path) -> None:
    root = write(tmp_path, {f"{BRIEFING}/overview.yaml": "title: {ru: Обзор}\nblocks: [{text: {ru: Слова.}}]\n"})
    _, problems = assembled(root)
    assert [p.code for p in problems] == ["T107", "T107"]


def test_a_section_closed_to_the_audience_is_left_out(tmp_path: Path) -> None:
    root = write(tmp_path, {f"{BRIEFING}/overview.yaml": FILES[f"{BRIEFING}/overview.yaml"] + "visibility: partner\n"})
    assert [s.id for s in built(root, "public").sections] == ["expression", "prisoners"]
    assert [s.id for s in built(root, "partner").sections] == ["overview", "expression", "prisoners"]


def test_that_an_event_ended_is_told_from_that_day_on(tmp_path: Path) -> None:
    event = FILES["data/ruritania/events.yaml"].replace("date: 2020-05-02\n", "date: 2020-05-02\n  end: 2021-01-07\n")
    root = write(tmp_path, {"data/ruritania/events.yaml": event})
    dataset, _ = load(root, [EDITION])
    edition, _ = select(dataset, EDITION, None, "en")
    assert edition is not None
    assert edition.events["march-2020"].record.end is None
    assert str(dataset.events["march-2020"].record.end) == "2021-01-07"
