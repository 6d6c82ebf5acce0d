"""What a line of time shows, by tables made by hand: between entries, within partial dates, and after the last
entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from generator.records.resolve.custody_timeline import trace
from generator.records.schema import Case

DAY = date(2020, 11, 26)


def case(stages: Sequence[Mapping[str, Any]] = (), timeline: Sequence[Mapping[str, Any]] = ()) -> Case:
    entries = [{"text": "Something.", **entry} for entry in timeline]
    return Case.model_validate(
        {"id": "x", "names": {"preferred": "X"}, "proceedings": [{"stages": stages}], "timeline": entries}
    )


def drawn(case: Case, day: date = DAY) -> tuple[list[str], list[str], bool]:
    """Return the spans and days as one would say them, and whether the beginning is not known."""
    found = trace(case, day)
    spans = [f"{span.start} {span.end} {span.status or '?'}" for span in found.spans]
    return spans, [f"{seen.day} {seen.status}" for seen in found.seen], found.open


ARREST = {"date": "2020-04-17", "stage": "arrested"}
SENTENCE = {"date": "2020-06-22", "stage": "convicted", "sentence": {"kind": "imprisonment", "length": "3 years"}}


def test_after_the_last_entry_nothing_is_certain_though_a_court_said_three_years() -> None:
    assert drawn(case([ARREST, SENTENCE])) == (
        ["2020-04-17 2020-06-22 detained", "2020-06-22 2020-11-26 ?"],
        ["2020-06-22 imprisoned"],
        False,
    )


@pytest.mark.parametrize("when", ["date", "as_of"])
@pytest.mark.parametrize("status", [None, "imprisoned"])
def test_who_was_seen_in_prison_was_there_until_then(when: str, status: str | None) -> None:
    seen = {when: "2020-10-01", "verified": True} | ({"status": status} if status else {})
    assert drawn(case([ARREST, SENTENCE], [seen])) == (
        ["2020-04-17 2020-06-22 detained", "2020-06-22 2020-10-01 imprisoned", "2020-10-01 2020-11-26 ?"],
        ["2020-10-01 imprisoned"],
        False,
    )


def test_what_is_not_verified_and_tells_of_no_status_shows_nothing() -> None:
    assert drawn(case([ARREST], [{"date": "2020-10-01"}])) == drawn(case([ARREST]))


def test_between_a_status_and_another_that_was_only_observed_nothing_is_known() -> None:
    assert drawn(case([ARREST], [{"as_of": "2020-10-01", "status": "imprisoned"}])) == (
        ["2020-04-17 2020-10-01 ?", "2020-10-01 2020-11-26 ?"],
        ["2020-04-17 detained", "2020-10-01 imprisoned"],
        False,
    )


def test_who_is_seen_in_prison_first_was_taken_there_nobody_knows_when() -> None:
    found = drawn(case([], [{"as_of": "2020-10", "status": "imprisoned"}]))
    assert found == (["2020-10-31 2020-11-26 ?"], ["2020-10-31 imprisoned"], True)


def test_within_a_month_or_year_it_is_not_known_on_which_day_something_began() -> None:
    stages = [{"date": "2019", "stage": "arrested"}, {"date": "2020-06", "stage": "released"}]
    assert drawn(case(stages)) == (
        ["2019-01-01 2019-12-31 ?", "2019-12-31 2020-06-01 detained", "2020-06-01 2020-06-30 ?"],
        ["2020-06-30 released"],
        False,
    )


def test_something_without_a_date_makes_what_follows_uncertain() -> None:
    stages = [ARREST, {**SENTENCE, "date": None}, {"date": "2020-09-01", "stage": "released"}]
    assert drawn(case(stages)) == (
        ["2020-04-17 2020-09-01 ?"],
        ["2020-04-17 detained", "2020-09-01 released"],
        False,
    )
    assert drawn(case([{**SENTENCE, "date": None}])) == ([], [], True)


@pytest.mark.parametrize("status", ["released", "acquitted", "deceased", "in_exile"])
def test_of_who_is_free_or_dead_nothing_more_is_drawn(status: str) -> None:
    remand = {"date": "2020-04-17", "stage": "remanded"}
    spans, days, _ = drawn(case([remand], [{"date": "2020-08-01", "status": status}]))
    # who went abroad may have been free for long before that
    assert spans == [f"2020-04-17 2020-08-01 {'?' if status == 'in_exile' else 'pretrial'}"]
    assert days[-1] == f"2020-08-01 {status}"


@pytest.mark.parametrize(
    ("status", "until"),
    [
        ("released", "detained"),  # who is released was held until then
        ("imprisoned", "detained"),
        ("on_trial", "?"),
        ("acquitted", "?"),
        ("suspended_sentence", "?"),
        ("deceased", "?"),
        ("in_exile", "?"),
    ],
)
def test_an_arrest_does_not_show_that_somebody_was_held_until_the_next_entry(status: str, until: str) -> None:
    spans, _, _ = drawn(case([ARREST], [{"date": "2020-08-01", "status": status}]))
    assert spans[0] == f"2020-04-17 2020-08-01 {until}"


def test_a_bar_of_a_term_does_not_run_on_after_it_is_over() -> None:
    year = {
        "date": "2018-07-15",
        "stage": "convicted",
        "sentence": {"kind": "imprisonment", "length": "1 year"},
        "status": "imprisoned",
    }
    dead, freed = ({"date": "2020-08-01", "status": status} for status in ("deceased", "released"))
    assert drawn(case([year], [dead]))[0] == ["2018-07-15 2020-08-01 ?"]
    assert drawn(case([year], [freed]))[0] == ["2018-07-15 2020-08-01 imprisoned"]
    assert drawn(case([year], [{**dead, "date": "2019-01-01"}]))[0] == ["2018-07-15 2019-01-01 imprisoned"]


def test_a_month_is_no_evidence_for_its_later_days() -> None:
    seen = {"as_of": "2020-10", "verified": True}
    assert drawn(case([ARREST, SENTENCE], [seen]))[0] == [
        "2020-04-17 2020-06-22 detained",
        "2020-06-22 2020-10-01 imprisoned",
        "2020-10-01 2020-11-26 ?",
    ]


def test_who_is_arrested_anew_was_free_before() -> None:
    remand = {"date": "2020-04-17", "stage": "remanded"}
    again = {"date": "2020-11-01", "text": "Arrested at a protest.", "status": "detained"}
    assert drawn(case([remand], [again]))[0] == ["2020-04-17 2020-11-01 ?", "2020-11-01 2020-11-26 ?"]


def test_of_who_was_freed_and_died_later_no_custody_is_asked() -> None:
    freed = [ARREST, {"date": "2020-08", "stage": "released"}]
    spans, days, _ = drawn(case(freed, [{"as_of": "2020-11-01", "status": "deceased"}]))
    assert spans == ["2020-04-17 2020-08-01 detained", "2020-08-01 2020-08-31 ?"]
    assert days == ["2020-08-31 released", "2020-11-01 deceased"]


def test_a_second_arrest_begins_anew() -> None:
    again = [ARREST, {"date": "2020-05-01", "stage": "released"}, {"date": "2020-11-01", "stage": "remanded"}]
    assert drawn(case(again))[0] == ["2020-04-17 2020-05-01 detained", "2020-11-01 2020-11-26 ?"]


@pytest.mark.parametrize("kind", ["suspended_sentence", "restricted_freedom"])
@pytest.mark.parametrize("length", [None, "2 years", "life"])
def test_no_length_of_a_sentence_draws_a_bar_beyond_the_last_entry(kind: str, length: str | None) -> None:
    given = {"date": "2019-01-10", "stage": "convicted", "sentence": {"kind": kind, "length": length}}
    assert drawn(case([given])) == (["2019-01-10 2020-11-26 ?"], [f"2019-01-10 {kind}"], False)
    assert str(trace(case([given]), DAY).last_word) == "2019-01-10"
    seen = {"as_of": "2020-03-01", "verified": True}
    assert drawn(case([given], [seen]))[0] == [f"2019-01-10 2020-03-01 {kind}", "2020-03-01 2020-11-26 ?"]


@pytest.mark.parametrize("kind", ["suspended_sentence", "restricted_freedom"])
def test_a_sentence_outside_prison_lasts_until_the_next_entry_within_its_length(kind: str) -> None:
    remand = {"date": "2020-09-01", "stage": "remanded"}
    for length, until in (("2 years", kind), ("1 year", "?"), (None, "?")):
        given = {"date": "2019-01-10", "stage": "convicted", "sentence": {"kind": kind, "length": length}}
        assert drawn(case([given, remand]))[0] == [f"2019-01-10 2020-09-01 {until}", "2020-09-01 2020-11-26 ?"]


@pytest.mark.parametrize("length", ["2 years", None])
def test_a_postponement_is_known_on_its_day(length: str | None) -> None:
    postponed = {"date": "2020-09-08", "stage": "sentence_postponed", "length": length}
    spans, days, _ = drawn(case([ARREST, SENTENCE, postponed]))
    assert spans[-1] == "2020-09-08 2020-11-26 ?"
    assert days == ["2020-09-08 sentence_postponed"]


def test_a_judgment_that_was_upheld_still_stood_on_that_day() -> None:
    upheld = {"date": "2020-09-08", "stage": "appeal_upheld"}
    assert drawn(case([ARREST, SENTENCE, upheld])) == (
        ["2020-04-17 2020-06-22 detained", "2020-06-22 2020-09-08 imprisoned", "2020-09-08 2020-11-26 ?"],
        ["2020-09-08 imprisoned"],
        False,
    )
    # one without a day shows of no day that it stood
    assert drawn(case([ARREST, SENTENCE, {"stage": "appeal_upheld"}])) == drawn(case([ARREST, SENTENCE]))
    # one that was not of this proceeding shows nothing of it
    other = Case.model_validate(
        {
            "id": "x",
            "names": {"preferred": "X"},
            "proceedings": [{"stages": [ARREST, SENTENCE]}, {"stages": [upheld]}],
        }
    )
    assert drawn(other)[0][-1] == "2020-06-22 2020-11-26 ?"


def test_a_sentence_to_prison_alone_is_no_time_in_prison() -> None:
    changed = {"date": "2020-09-08", "stage": "appeal_changed", "sentence": {"kind": "suspended_sentence"}}
    assert drawn(case([SENTENCE, changed]))[0] == [
        "2020-06-22 2020-09-08 sentenced_to_prison",
        "2020-09-08 2020-11-26 ?",
    ]


def test_the_last_word_is_of_the_day_to_which_a_status_is_known() -> None:
    seen = {"as_of": "2020-10", "verified": True}
    postponed = {"date": "2020-09-08", "stage": "sentence_postponed", "length": "2 years"}
    for stages, timeline, word in (
        ([ARREST, SENTENCE], [seen], "2020-10"),
        ([ARREST, SENTENCE], [], "2020-06-22"),
        ([ARREST, SENTENCE, postponed], [], "2020-09-08"),
        ([{**SENTENCE, "date": None}], [], "None"),
    ):
        assert str(trace(case(stages, timeline), DAY).last_word) == word


def test_nothing_after_the_day_is_drawn() -> None:
    everything = case([ARREST, SENTENCE], [{"as_of": "2020-10-01", "verified": True}])
    for day in (date(2020, 4, 16), date(2020, 4, 17), date(2020, 6, 21), date(2020, 9, 30)):
        found = trace(everything, day)
        assert all(span.end <= day for span in found.spans)
        assert all(seen.day <= day for seen in found.seen)
    assert drawn(everything, date(2020, 4, 16)) == ([], [], False)
