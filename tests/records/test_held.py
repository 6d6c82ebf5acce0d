"""How a person stands on a day, by tables made by hand: since when, held or free or not told, and what is left open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from generator.records.resolve.held import Reading, choose_day, find_custody_start, read_standing
from generator.records.resolve.known import date_record
from generator.records.resolve.wordings import find_wordings
from generator.records.schema import Case

START, DAY = date(2022, 1, 1), date(2022, 9, 23)


def case(stages: Sequence[Mapping[str, Any]] = (), timeline: Sequence[Mapping[str, Any]] = ()) -> Case:
    entries = [{"text": "Something.", **entry} for entry in timeline]
    return Case.model_validate(
        {"id": "x", "names": {"preferred": "X"}, "proceedings": [{"stages": stages}], "timeline": entries}
    )


def read(*stages: Mapping[str, Any], timeline: Sequence[Mapping[str, Any]] = (), day: date = DAY) -> Reading:
    return read_standing(case(stages, timeline), START, day)


ARREST = {"date": "2022-03-15", "stage": "arrested"}
REMAND = {"date": "2022-03-17", "stage": "remanded"}
EXTENDED = {"date": "2022-05-06", "stage": "detention_extended"}
TRIAL = {"date": "2022-06-01", "stage": "trial_opened"}
YEARS = {"date": "2022-07-15", "stage": "convicted", "sentence": {"kind": "imprisonment", "length": "3 years"}}
CHANGED = {**YEARS, "date": "2022-09-08", "stage": "appeal_changed"}
LOOKED = {"as_of": "2023-08-01", "verified": True}
UPHELD = {"date": "2022-09-08", "stage": "appeal_upheld"}
SEEN = {"as_of": "2022-09-20", "status": "pretrial", "verified": True}


@pytest.mark.parametrize(
    ("stages", "timeline", "told"),
    [
        ([ARREST, REMAND], [], ("in_custody", "2022-03-15")),
        ([ARREST, REMAND, EXTENDED], [], ("in_custody", "2022-03-15")),
        ([ARREST, REMAND, EXTENDED, {**EXTENDED, "date": "2022-08"}], [SEEN], ("in_custody", "2022-03-15")),
        ([ARREST, {"stage": "remanded"}, EXTENDED], [], ("as_of", "2022-05-06")),  # of the beginning no day is told
        ([EXTENDED], [], ("as_of", "2022-05-06")),
        ([EXTENDED], [SEEN], ("as_of", "2022-09-20")),
        ([ARREST, REMAND, YEARS, UPHELD], [], ("in_custody", "2022-03-15")),
        ([ARREST, REMAND, YEARS, CHANGED], [], ("in_custody", "2022-03-15")),
        ([REMAND], [], ("since", "2022-03-17")),
        ([{**YEARS, "status": "imprisoned"}, UPHELD], [], ("sentenced", "2022-07-15")),  # taken there, untold when
        ([YEARS, UPHELD], [], ("on", "2022-07-15")),
        # of the custody before it no day is told
        ([{"stage": "arrested"}, YEARS], [], ("sentenced", "2022-07-15")),
        ([REMAND, YEARS], [{**SEEN, "status": "imprisoned"}], ("as_of", "2022-09-20")),
        ([], [SEEN, {**SEEN, "date": "2022-09-22", "as_of": None}], ("as_of", "2022-09-22")),
        ([], [{"date": "2022-09-01", "status": "deceased"}], ("on", "2022-09-01")),
    ],
)  # fmt: skip
def test_since_is_the_first_day_of_the_unbroken_run(
    stages: list[Mapping[str, Any]], timeline: list[Mapping[str, Any]], told: tuple[str, str]
) -> None:
    found = choose_day(read(*stages, timeline=timeline))
    assert found
    assert (found[0], str(found[1])) == told


def test_an_extension_and_an_upheld_verdict_begin_no_custody() -> None:
    for stages in ([ARREST, REMAND, EXTENDED], [ARREST, REMAND, YEARS, UPHELD]):
        found = read(*stages)
        assert found.held_since
        assert str(found.held_since.day) == "2022-03-15"
    assert read(EXTENDED).held_since is None


def test_who_is_arrested_anew_is_held_since_then() -> None:
    again = {"date": "2022-09-01", "text": "Arrested at a protest.", "status": "detained"}
    found = read(ARREST, REMAND, timeline=[again, {**SEEN, "status": "detained"}])
    assert found.standing == "held"
    assert found.held_since
    assert str(found.held_since.day) == "2022-09-01"


@pytest.mark.parametrize(
    ("stages", "timeline", "standing"),
    [
        ([REMAND, {"date": "2022-08-01", "stage": "released"}], [], "free"),
        ([{"date": "2022-08-01", "stage": "released"}], [], "free"),  # who is released was held
        ([REMAND], [{"date": "2022-08-01", "status": "deceased"}], "free"),
        ([REMAND, {**YEARS, "sentence": {"kind": "suspended_sentence"}}], [], "free"),
        ([], [{"date": "2022-08-01", "status": "deceased"}], "never_held"),
        ([], [{"as_of": "2022-08-01", "status": "in_exile"}], "never_held"),
        ([{"date": "2022-08-05", "stage": "investigation_opened"}], [], "never_held"),
        ([{**YEARS, "sentence": {"kind": "restricted_freedom", "length": "3 years"}}], [], "never_held"),
        ([TRIAL], [], "never_held"),
        ([REMAND, TRIAL], [], "last_known"),
        ([ARREST, TRIAL], [], "last_known"),
        ([REMAND, TRIAL, {**EXTENDED, "date": "2022-07-01"}], [], "held"),
        ([REMAND, {**TRIAL, "status": "pretrial"}], [], "held"),
        ([], [], "last_known"),
    ],
)  # fmt: skip
def test_no_longer_held_is_who_was_held_and_of_whom_the_end_is_told(
    stages: list[Mapping[str, Any]], timeline: list[Mapping[str, Any]], standing: str
) -> None:
    assert read(*stages, timeline=timeline).standing == standing


DEATH = {"date": "2022-07-15", "stage": "convicted", "sentence": {"kind": "death"}}
COMMUTED = {"date": "2022-09-01", "stage": "commuted", "sentence": {"kind": "imprisonment", "length": "life"}}
PARDONED = {"date": "2022-09-01", "stage": "pardoned"}


@pytest.mark.parametrize(
    ("stages", "status", "standing", "untold"),
    [
        ([REMAND, DEATH], "death_row", "held", False),
        ([DEATH], "sentenced_to_death", "last_known", True),  # nobody says that they were caught
        ([REMAND, DEATH, UPHELD], "death_row", "held", False),
        ([REMAND, DEATH, COMMUTED], "imprisoned", "held", False),
        ([DEATH, COMMUTED], "sentenced_to_prison", "last_known", True),
        ([REMAND, DEATH, {"date": "2022-09-01", "stage": "executed"}], "deceased", "free", False),
        ([REMAND, YEARS, PARDONED], "pardoned", "last_known", True),  # of the release nobody tells
        ([YEARS, {**PARDONED, "stage": "amnestied"}], "amnestied", "last_known", True),
        ([REMAND, YEARS, PARDONED, {"date": "2022-09-02", "stage": "released"}], "released", "free", False),
        ([REMAND, YEARS, {**PARDONED, "sentence": {"kind": "imprisonment", "length": "1 year"}}], "imprisoned",
         "held", False),
        ([{**YEARS, "sentence": {"kind": "suspended_sentence"}}, PARDONED], "pardoned", "never_held", False),
    ],
)  # fmt: skip
def test_death_sentences_commutations_and_pardons(
    stages: list[Mapping[str, Any]], status: str, standing: str, untold: bool
) -> None:
    found = read(*stages)
    assert found.step
    assert (found.step.status, found.standing, found.custody_untold) == (status, standing, untold)
    assert found.term is None


@pytest.mark.parametrize("status", ["released", "acquitted", "suspended_sentence", "restricted_freedom", "in_exile"])
def test_freedom_grows_old_like_custody(status: str) -> None:
    held = {"date": "2020-01-01", "stage": "remanded"}
    old, new = (read(held, timeline=[{"date": day, "status": status}]) for day in ("2021-12-31", "2022-02-01"))
    assert (old.standing, old.known) == ("last_known", False)
    assert (new.standing, new.known) == ("free", True)


@pytest.mark.parametrize(
    ("stages", "timeline", "status"),
    [
        ([YEARS], [], "sentenced_to_prison"),
        ([{**ARREST, "stage": "detained"}, TRIAL, YEARS], [], "sentenced_to_prison"),  # may have been free between
        ([REMAND, {"date": "2022-04-01", "stage": "released"}, YEARS], [], "sentenced_to_prison"),
        ([YEARS, CHANGED], [], "sentenced_to_prison"),
        ([YEARS], [{**SEEN, "status": "imprisoned"}], "imprisoned"),
        ([{**YEARS, "status": "imprisoned"}], [], "imprisoned"),
        ([ARREST, YEARS], [], "imprisoned"),
        ([REMAND, TRIAL, YEARS], [], "imprisoned"),
        ([{**REMAND, "stage": "house_arrest"}, YEARS], [], "imprisoned"),
    ],
)
def test_who_was_sentenced_to_prison_is_there_where_they_were_held_or_seen(
    stages: list[Mapping[str, Any]], timeline: list[Mapping[str, Any]], status: str
) -> None:
    found = read(*stages, timeline=timeline)
    assert found.step
    assert found.step.status == status
    assert found.standing == ("held" if status == "imprisoned" else "last_known")
    assert found.custody_untold is (status != "imprisoned")


def test_an_investigation_grows_old() -> None:
    found = read({"date": "2021-08-05", "stage": "investigation_opened"})
    assert (found.standing, found.known) == ("never_held", False)


@pytest.mark.parametrize(
    ("stages", "timeline", "alone"),
    [
        ([ARREST], [], True),
        ([{**ARREST, "stage": "detained"}], [], True),
        ([{"as_of": "2022-09-20", "stage": "arrested"}], [], True),
        ([], [{"date": "2022-03-15", "status": "detained"}], True),
        ([ARREST, REMAND], [], False),
        ([], [{"as_of": "2022-09-20", "status": "detained"}], False),  # somebody saw it so
        ([ARREST], [{"as_of": "2022-09-20", "status": "detained"}], False),
        ([ARREST], [{"as_of": "2022-09-20", "verified": True}], False),
        ([ARREST], [{"as_of": "2022-03-15", "verified": True}], True),
        ([{**ARREST, "date": "2022-09"}], [{"as_of": "2022-09-20", "status": "detained", "verified": True}], False),
    ],
)
def test_an_arrest_without_a_later_word_holds_nobody(
    stages: list[Mapping[str, Any]], timeline: list[Mapping[str, Any]], alone: bool
) -> None:
    found = read(*stages, timeline=timeline, day=date(2022, 9, 30))
    assert found.arrest_only is alone
    assert found.standing == ("last_known" if alone else "held")


def test_prose_may_say_of_an_arrest_what_is_told_of_it() -> None:
    alone, remanded = (find_wordings(case(s), "status", DAY, "en") for s in ([ARREST], [ARREST, REMAND]))
    assert alone
    assert remanded
    assert [alone.agrees(words) for words in ("arrested", "in detention", "detained")] == [True, False, True]
    assert remanded.agrees("in pre-trial detention")


def test_a_postponed_sentence_is_no_freedom() -> None:
    postponed = {"date": "2022-09-08", "stage": "sentence_postponed", "until": "2024-09"}
    found = read(REMAND, YEARS, UPHELD, postponed)
    assert found.step
    assert (found.step.status, found.upheld, found.standing) == ("sentence_postponed", True, "free")
    later = read_standing(case([REMAND, YEARS, UPHELD, postponed]), START, date(2024, 9, 1))
    assert (later.known, later.standing) == (False, "last_known")


def test_an_undated_word_that_a_judgment_was_upheld_counts_from_the_first_document_that_tells_it() -> None:
    postponed = {"date": "2022-09-08", "stage": "sentence_postponed", "length": "2 years", "by": "summer"}
    told = case([REMAND, YEARS, postponed, {"stage": "appeal_upheld", "by": "winter"}])
    dated = date_record(told, {"summer": date(2022, 9, 20), "winter": date(2023, 1, 10)})
    for day, upheld in ((DAY, False), (date(2023, 1, 9), False), (date(2023, 1, 10), True)):
        assert read_standing(dated, START, day).upheld is upheld


def test_what_was_upheld_is_the_judgment_that_stands() -> None:
    postponed = {"date": "2022-09-20", "stage": "sentence_postponed", "length": "2 years"}
    again = [{"date": "2022-09-10", "stage": "appeal_overturned"}, {**YEARS, "date": "2022-09-15"}]
    assert read(REMAND, YEARS, UPHELD, postponed).upheld
    assert not read(REMAND, YEARS, UPHELD, *again, postponed).upheld


@pytest.mark.parametrize("kind", ["suspended_sentence", "restricted_freedom"])
def test_how_long_a_sentence_outside_prison_shall_last_does_not_tell_that_it_did(kind: str) -> None:
    given = {"date": "2021-05-18", "stage": "convicted", "sentence": {"kind": kind, "length": "4 years"}}
    assert read_standing(case([given]), date(2021, 1, 1), DAY).known
    assert (read(given).known, read(given).standing) == (False, "never_held")
    freed = read({**REMAND, "date": "2021-01-08"}, given)
    assert (freed.known, freed.standing, freed.term) == (False, "last_known", None)


@pytest.mark.parametrize(
    ("stages", "timeline", "day", "end"),
    [
        ([{**YEARS, "date": "2020-07-15"}], [], "2023-07-16", ("2023-07-15", False)),
        ([{**YEARS, "date": "2020-07-15"}], [], "2023-07-14", None),
        ([{**YEARS, "date": "2019-10"}], [], "2022-11-01", ("2022-10", False)),
        ([{**YEARS, "date": "2019-10"}], [], "2022-10-20", None),  # the month of the end is not over
        ([{**REMAND, "date": "2019-01-01"}, {**YEARS, "date": "2019-10-01"}], [], "2022-12-01", ("2022-10-01", False)),
        ([{**REMAND, "date": "2019-01-01"}, {**YEARS, "date": None}], [], "2022-12-01", ("2022-01-01", True)),
        ([{**YEARS, "date": "2020-07-15"}], [LOOKED], "2023-09-01", None),
        ([{**YEARS, "date": "2020-07-15"}], [{**LOOKED, "as_of": "2023-07"}], "2023-09-01", ("2023-07-15", False)),
    ],
)  # fmt: skip
def test_a_term_that_has_run_out_is_told(
    stages: list[Mapping[str, Any]], timeline: list[Mapping[str, Any]], day: str, end: tuple[str, bool] | None
) -> None:
    found = read_standing(case(stages, timeline), date(2019, 1, 1), date.fromisoformat(day))
    assert (found.term and (str(found.term.latest), found.term.from_custody)) == end
    if found.term:
        assert found.standing == "last_known"


def test_the_last_custody_began_with_its_arrest_though_a_trial_came_between() -> None:
    freed = {"date": "2022-08-01", "stage": "released"}
    found = find_custody_start(case([ARREST, TRIAL, YEARS, freed]), DAY)
    assert found
    assert str(found.day) == "2022-03-15"
    assert find_custody_start(case([TRIAL]), DAY) is None
