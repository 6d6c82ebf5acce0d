"""From which day on a record may be told: a date is as narrow as its sources make it; what has none counts from the
first document that tells it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.load import Entry
from generator.records.load.parse import Map
from generator.records.resolve.custody import find_status
from generator.records.resolve.held import judge_standing
from generator.records.resolve.known import (
    date_record,
    find_appearances,
    find_known_day,
    find_left,
    judge_date,
    narrow_date,
    place_stages,
)
from generator.records.resolve.since import choose_mark, list_news, sort_news
from generator.records.resolve.wordings import find_capital, find_wordings
from generator.records.schema import Case, Country, Dialogue, Event, Figure, Law, Recommendation, Source
from generator.records.schema.partial_dates import parse_date
from tests.support.strategies import partial_dates

DAY = date(2026, 11, 26)
"""The day of the paper."""

PUBLISHED = {"before": "2026-11-20", "then": "2026-11", "after": "2027-02-01", "old": "2026-09-30"}


def appeared(**sources: dict[str, Any]) -> dict[str, date]:
    return find_appearances({id: _entry(id, said) for id, said in sources.items()})


def _entry(id: str, said: dict[str, Any]) -> Entry[Source]:
    record = Source.model_validate({"id": id, "kind": "report", **said})
    return Entry(record, "sources", "sources.yaml", Map(), "public")


KNOWN = appeared(**{name: {"published": day} for name, day in PUBLISHED.items()})


def case(**fields: Any) -> Case:
    return date_record(Case.model_validate({"id": "rassendyll", "names": {"preferred": "R"}, **fields}), KNOWN)


def told(record: Any, day: date = DAY) -> list[tuple[Any, ...]]:
    return [(*left.path, left.knowledge) for left in find_left(record, day)]


# ── when a source appeared ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_source_has_surely_appeared_by_the_last_day_that_its_date_may_mean() -> None:
    assert KNOWN["before"] == date(2026, 11, 20)
    assert KNOWN["then"] == date(2026, 11, 30)


def test_what_was_read_or_is_cited_had_appeared_by_then() -> None:
    found = appeared(
        page={"accessed": "2026-11-19"},
        post={"stated_in": ["page", "later"]},
        later={"published": "2027-01"},
        unknown={"stated_in": "nowhere"},
        dated={"published": "2026-10-01", "accessed": "2026-11-19"},
    )
    assert found == {
        "page": date(2026, 11, 19), "post": date(2026, 11, 19), "later": date(2027, 1, 31), "dated": date(2026, 10, 1),
    }  # fmt: skip


def test_monitoring_goes_on_and_is_of_no_day() -> None:
    watch = {"kind": "monitoring", "published": "2026-01-01", "accessed": "2026-11-19"}
    assert appeared(watch=watch, page={"published": "2026-11-25"}) == {"page": date(2026, 11, 25)}


@pytest.mark.parametrize(
    ("published", "by"),
    [("2026-11", DAY), (None, DAY), ("2026", DAY), ("2026-11-20", date(2026, 11, 20)), ("2027-01", date(2027, 1, 31))],
)
def test_a_paper_has_appeared_by_its_own_day_unless_it_says_another(published: str | None, by: date) -> None:
    sources = {"paper": _entry("paper", {"published": published}), "page": _entry("page", {"stated_in": "paper"})}
    assert find_appearances(sources, [(("paper",), DAY)]) == {"paper": by, "page": by}


# ── dates ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "by", "knowledge"),
    [
        ("2026-11", "before", "known"),
        ("2026", "before", "known"),
        ("2026", "old", "known"),
        ("2026-11", "old", "unclear"),  # it appeared before November, and only announced it
        ("2026-11", "then", "unclear"),  # in November, perhaps on its last day
        ("2026-11", "after", "unclear"),
        ("2026-11", None, "unclear"),
        ("2026-11-26", "after", "known"),
        ("2026-11-27", "before", "later"),
        ("2026-12", "before", "later"),
        ("2027", "after", "later"),
        ("2026-10", "after", "known"),
        ("2025", None, "known"),
    ],
)
def test_a_date_that_contains_the_day_counts_where_a_source_of_that_time_supports_it(
    written: str, by: str | None, knowledge: str
) -> None:
    days = [KNOWN[by]] if by else []
    assert judge_date(narrow_date(parse_date(written), days), DAY) == knowledge


def test_a_narrowed_date_is_written_as_it_was() -> None:
    narrowed = narrow_date(parse_date("2026"), [date(2026, 11, 20), date(2026, 12, 1)])
    assert (str(narrowed), narrowed.precision, narrowed.first, narrowed.last) == (
        "2026", "year", date(2026, 1, 1), date(2026, 11, 20),
    )  # fmt: skip


DAYS = st.dates(date(2025, 12, 1), date(2027, 2, 28))


@pytest.mark.slow
@given(partial_dates, st.lists(DAYS, max_size=4), DAYS)
def test_what_a_narrowed_date_means(written: str, days: list[date], day: date) -> None:
    when = parse_date(written)
    narrowed = narrow_date(when, days)
    assert when.first == narrowed.first <= narrowed.last <= when.last
    supported = any(when.first <= one <= min(day, when.last) for one in days)
    expected = "known" if when.last <= day or supported else "later" if when.first > day else "unclear"
    assert judge_date(narrowed, day) == expected
    # what is known on a day is known on each later one, and what is later on each earlier one
    if expected == "known":
        assert judge_date(narrowed, day + timedelta(1)) == "known"
    if expected == "later":
        assert judge_date(narrowed, day - timedelta(1)) == "later"


# ── each kind of part ─────────────────────────────────────────────────────────────────────────────────────────────────

JAILED = {
    "date": "2025-03-01",
    "stage": "convicted",
    "sentence": {"kind": "imprisonment", "length": "9 years"},
    "status": "imprisoned",
}


@pytest.mark.parametrize(("by", "status"), [("before", "deceased"), ("after", "imprisoned"), (None, "imprisoned")])
def test_the_dead_are_not_imprisoned_where_a_source_of_the_day_tells_of_the_death(by: str | None, status: str) -> None:
    died = {"date": "2026-11", "text": "He died.", "status": "deceased", "by": by or ()}
    record = case(proceedings=[{"stages": [JAILED]}], timeline=[died])
    step = find_status(record, DAY)
    assert step is not None
    assert step.status == status
    assert told(record) == ([] if by == "before" else [("timeline", 0, "unclear")])


def test_a_release_of_the_year_is_the_latest_word_on_the_day() -> None:
    freed = {"date": "2026", "stage": "released", "by": "before"}
    record = case(proceedings=[{"stages": [JAILED, freed]}])
    assert judge_standing(record, None, DAY) == "free"
    assert judge_standing(record, None, date(2026, 11, 19)) == "held"
    assert choose_mark(record, date(2026, 11, 1), True, DAY) == "released"
    assert [entry.stage for entry in list_news(record, date(2026, 11, 1), DAY)] == ["released"]  # type: ignore[union-attr]


def test_as_of_beside_a_date_says_from_when_it_may_be_told() -> None:
    by_then = {"date": "2026-11", "as_of": "2026-11-10", "stage": "released", "by": "after"}
    later = {**by_then, "as_of": "2027-02-01"}
    assert told(case(proceedings=[{"stages": [JAILED, by_then]}])) == []
    record = case(proceedings=[{"stages": [JAILED, later]}])
    assert told(record) == [("proceedings", 0, "stages", 1, "later")]
    # the day itself needs no such word
    assert told(case(timeline=[{"date": "2026-11-10", "as_of": "2027-01-01", "text": "A search."}])) == []


@pytest.mark.parametrize(
    ("model", "fields", "path"),
    [
        (Case, {"detention": [{"as_of": "2026-11", "place": "Zenda"}]}, ("detention", 0)),
        (Case, {"recognitions": [{"as_of": "2026-11", "recognised_by": "bureau"}]}, ("recognitions", 0)),
        (Case, {"raised_by": [{"date": "2026-11", "raised_by": "council"}]}, ("raised_by", 0)),
        (Case, {"timeline": [{"as_of": "2026-11", "text": "He is held."}]}, ("timeline", 0)),
        (
            Case,
            {"proceedings": [{"stages": [JAILED, {"date": "2026-11", "stage": "released"}]}]},
            ("proceedings", 0, "stages", 1),
        ),
        (
            Recommendation,
            {
                "theme": "t",
                "addressee": "a",
                "text": "Do it.",
                "status": [{"date": "2026-11", "status": "met"}],
            },
            ("status", 0),
        ),
        (Figure, {"what": "people", "values": [{"value": 3, "as_of": "2026-11"}]}, ("values", 0)),
        (
            Country,
            {"names": {"preferred": "R"}, "ratings": [{"rated_by": "c", "rating": "closed", "date": "2026-11"}]},
            ("ratings", 0),
        ),
        (
            Country,
            {"names": {"preferred": "R"}, "watch_list": [{"listed_by": "c", "date": "2026-11"}]},
            ("watch_list", 0),
        ),
        (Country, {"names": {"preferred": "R"}, "capital": [{"name": "Zenda", "from": "2026-11"}]}, ("capital", 0)),
        (Dialogue, {"title": "D", "rounds": {"4": {"date": "2026-11", "outcome": "Talks."}}}, ("rounds", "4")),
        (Event, {"title": "March", "date": "2026-11"}, ()),
    ],
)
def test_every_kind_of_dated_part_follows_the_rule(model: Any, fields: dict[str, Any], path: tuple[Any, ...]) -> None:
    def record(by: str | None) -> Any:
        def with_source(node: Any) -> Any:
            if isinstance(node, list):
                return [with_source(item) for item in node]
            if not isinstance(node, dict):
                return node
            dated = any(node.get(key) == "2026-11" for key in ("date", "as_of", "from"))
            return {key: with_source(value) for key, value in node.items()} | ({"by": by} if dated and by else {})

        names = {"names": {"preferred": "R"}} if model is Case else {}
        return date_record(model.model_validate({"id": "x", **names, **with_source(fields)}), KNOWN)

    assert told(record("before")) == []
    for by in ("then", "after", None):
        assert told(record(by)) == [(*path, "unclear")]
    assert told(record("before"), date(2026, 10, 31)) == [(*path, "later")]


def test_an_end_that_is_not_sure_is_not_told() -> None:
    def event(by: str) -> Event:
        said = {"id": "x", "title": "March", "date": "2026-01", "end": "2026-11", "by": by}
        return date_record(Event.model_validate(said), KNOWN)

    assert told(event("before")) == []
    assert told(event("after")) == [("end", "later")]


def test_a_round_of_which_nothing_is_told_may_only_have_been_announced() -> None:
    def dialogue(**more: str) -> Dialogue:
        met = {"date": "2026", "by": "before", **more}
        return date_record(Dialogue.model_validate({"id": "d", "title": "D", "rounds": {"4": met}}), KNOWN)

    assert told(dialogue()) == [("rounds", "4", "unclear")]
    assert told(dialogue(outcome="They talked.")) == []
    assert told(dialogue(as_of="2026-11-01")) == []


def test_a_law_is_as_narrow_as_the_source_of_its_article() -> None:
    law = date_record(
        Law.model_validate(
            {
                "id": "ru-code", "title": "Code", "adopted": "2026", "by": "old",
                "provisions": {
                    "12": {"title": "slander", "in_force_from": "2026-11", "by": "before"},
                    "13": {"title": "insult", "in_force_from": "2026-11"},
                },
            }
        ),
        KNOWN,
    )  # fmt: skip
    assert law.adopted is not None
    assert law.adopted.last == date(2026, 9, 30)
    first, second = law.provisions["12"].in_force_from, law.provisions["13"].in_force_from
    assert first is not None
    assert second is not None
    assert (first.last, second.last) == (date(2026, 11, 20), date(2026, 11, 30))  # announced in September, no more


def test_the_capital_and_the_figures_are_those_of_the_day() -> None:
    country = Country.model_validate(
        {
            "id": "ruritania", "names": {"preferred": "R"},
            "capital": [
                {"name": "Strelsau"},
                {"from": "2026", "name": "Zenda", "by": "before"},
                {"as_of": "2027-02-01", "name": "Hentzau", "by": "after"},
            ],
        }
    )  # fmt: skip
    country = date_record(country, KNOWN)
    days = (date(2026, 11, 19), DAY, date(2027, 2, 1))
    assert [find_capital(country, day) for day in days] == ["Strelsau", "Zenda", "Hentzau"]
    figure = Figure.model_validate(
        {
            "id": "held", "what": "people held",
            "values": [{"value": 3, "as_of": "2026-10"}, {"value": 4, "as_of": "2026-11", "by": "before"}],
        }
    )  # fmt: skip
    words = find_wordings(date_record(figure, KNOWN), None, DAY, "en")
    assert words is not None
    assert words.preferred == "4"


# ── what has no date ──────────────────────────────────────────────────────────────────────────────────────────────────


def places(*stages: dict[str, Any]) -> list[tuple[date, date]]:
    return [tuple(place) for place in place_stages(case(proceedings=[{"stages": stages}]).proceedings[0].stages)]  # type: ignore[misc]


def test_an_undated_stage_counts_from_the_first_document_that_tells_it() -> None:
    charged = {"stage": "charged", "status": "under_investigation", "by": ["after", "before"]}
    record = case(proceedings=[{"charges": ["ru-code/12"], "stages": [charged]}])
    assert places(charged) == [(date.min, date(2026, 11, 20))]
    assert find_status(record, date(2020, 11, 26)) is None
    assert told(record, date(2020, 11, 26)) == [
        ("proceedings", 0, "later"), ("proceedings", 0, "stages", 0, "later"),
    ]  # fmt: skip
    assert told(record) == []
    step = find_status(record, DAY)
    assert step is not None
    assert (step.status, step.day) == ("under_investigation", None)


@pytest.mark.parametrize(
    ("stages", "status", "ends"),
    [
        # the month of the remand began before the release and ends after it
        (
            [
                {"date": "2026-10-02", "stage": "arrested"},
                {"date": "2026-10", "stage": "remanded"},
                {"date": "2026-10-20", "stage": "released"},
            ],
            "released",
            ["2026-10-02", "2026-10-20", "2026-10-20"],
        ),
        (
            [{"date": "2026", "stage": "arrested"}, {"date": "2026-10", "stage": "remanded", "as_of": "2026-10-11"}],
            "pretrial",
            ["2026-10-11", "2026-10-11"],
        ),
        # of the judgment and of its change the year alone is told
        (
            [
                {"date": "2025", "stage": "convicted", "sentence": {"kind": "imprisonment"}},
                {"stage": "charged"},
                {"date": "2025-10-20", "stage": "appeal_changed", "sentence": {"kind": "suspended_sentence"}},
            ],
            "suspended_sentence",
            ["2025-10-20", None, "2025-10-20"],
        ),
        # one that came after its month narrows nothing
        (
            [{"date": "2026-09", "stage": "arrested"}, {"date": "2026-10-20", "stage": "remanded"}],
            "pretrial",
            ["2026-09-30", "2026-10-20"],
        ),
    ],
)
def test_a_stage_had_happened_by_the_one_behind_it(
    stages: list[dict[str, Any]], status: str, ends: list[str | None]
) -> None:
    """Whoever was remanded in October and released on the 20th was “in pre-trial detention (since October 2026)”."""
    record = case(proceedings=[{"stages": stages}])
    step = find_status(record, DAY)
    assert step is not None
    assert step.status == status
    days = [stage.date and stage.date.last.isoformat() for stage in record.proceedings[0].stages]
    assert days == ends
    assert told(record) == []


def test_it_had_happened_by_the_next_dated_stage_and_not_before_the_one_before_it() -> None:
    arrested, convicted = {"date": "2025-01-05", "stage": "arrested"}, {"date": "2026-02-03", "stage": "convicted"}
    remanded = {"stage": "remanded", "by": "after"}
    day = date(2025, 1, 5)
    assert places(arrested, remanded, convicted)[1] == (day, date(2026, 2, 3))
    assert places(arrested, remanded)[1] == (day, date(2027, 2, 1))
    assert places(arrested, {**remanded, "by": ()}, convicted)[1] == (day, date(2026, 2, 3))
    assert places(arrested, {**remanded, "by": ()})[1] == (day, day)  # no document is known at all


def test_what_came_later_than_the_stage_before_it_stays_the_latest() -> None:
    record = case(
        proceedings=[{"stages": [{"date": "2025-01-05", "stage": "arrested"}, {"stage": "remanded", "by": "before"}]}],
        timeline=[{"date": "2026-01-01", "text": "He was let go.", "status": "released"}],
    )
    step = find_status(record, DAY)
    assert step is not None
    assert step.status == "released"


def test_a_stage_that_names_no_source_counts_from_those_of_its_proceeding_and_then_of_its_case() -> None:
    nameless = {"stage": "charged"}
    assert places(nameless, {"stage": "remanded", "by": "before"})[0][1] == date(2026, 11, 20)
    record = case(proceedings=[{"stages": [nameless]}], basis={"already_public": ["after", "before"]})
    assert find_known_day(record.proceedings[0].stages[0]) == date(2026, 11, 20)
    # who raised the case came to it later
    record = case(proceedings=[{"stages": [nameless]}], raised_by=[{"raised_by": "council", "by": "before"}])
    assert find_known_day(record.proceedings[0].stages[0]) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"timeline": [{"text": "He was freed.", "status": "released", "by": "before"}]},
        {"detention": [{"place": "Zenda", "by": "before"}]},
        {"recognitions": [{"recognised_by": "bureau", "by": "before"}]},
        {"raised_by": [{"raised_by": "council", "by": "before"}]},
    ],
)
def test_every_undated_part_counts_from_the_first_document_that_tells_it(fields: dict[str, Any]) -> None:
    (name,) = fields
    assert told(case(**fields)) == []
    assert told(case(**fields), date(2026, 11, 19)) == [(name, 0, "later")]


def test_what_was_told_first_since_the_paper_before_is_news_without_a_date() -> None:
    freed = {"stage": "released", "by": "before"}
    record = case(proceedings=[{"stages": [JAILED, freed]}])
    before = date(2025, 11, 26)
    assert judge_standing(record, None, before) == "held"
    assert choose_mark(record, before, True, DAY) == "released"
    assert choose_mark(record, date(2026, 11, 20), True, DAY) is None
    news = list(list_news(record, before, DAY))
    assert news == [record.proceedings[0].stages[1]]


def test_news_without_a_date_stand_where_they_belong() -> None:
    stages = [
        {"date": "2026-03", "stage": "detained"},
        {"stage": "charged", "by": "after"},
        {"date": "2026-03", "stage": "remanded"},
        {"date": "2026-02-01", "stage": "searched"},
    ]
    record = case(proceedings=[{"stages": stages}])
    news = sort_news(record, list_news(record, date(2026, 1, 1), DAY))
    assert [entry.stage for entry in news] == ["searched", "detained", "charged", "remanded"]  # type: ignore[union-attr]
