"""Dates that may be partial: which texts are dates, which days each may mean, and in what order they come."""

from __future__ import annotations

import calendar
import pickle
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.records.schema import Source
from generator.records.schema.partial_dates import PartialDate, make_full_date, parse_date

calendar_days = st.dates()
written_dates = calendar_days.flatmap(lambda day: st.sampled_from((f"{day}"[:4], f"{day}"[:7], f"{day}")))
"""Years, months and days from 0001 to 9999, as records write them."""
partial = written_dates.map(parse_date)
nearly_dates = st.one_of(
    written_dates,
    st.text(max_size=12),
    st.text("0123456789-", max_size=11),
    st.builds("{:04}-{:02}".format, st.integers(0, 9999), st.integers(0, 99)),
    st.builds("{:04}-{:02}-{:02}".format, st.integers(0, 9999), st.integers(0, 13), st.integers(0, 32)),
    st.from_regex(r"\A\d{4}(-\d{2}(-\d{2})?)?\n?\Z"),  # digits of other scripts, too
)
"""What is a date, and what looks like one."""


def _last_day_before(text: str) -> date:
    """The last day of a date as it was computed from its text at each use before dates were values."""
    match = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII).fullmatch(text)
    if not match:
        raise ValueError("not a date")
    year, month, day = int(match[1]), int(match[2] or 12), match[3]
    if not 1 <= month <= 12:
        raise ValueError("not a date: no such month")
    if not 1 <= year <= 9999 or (day and not 1 <= int(day) <= calendar.monthrange(year, month)[1]):
        raise ValueError("not a date: no such day")
    return date(year, month, int(day) if day else calendar.monthrange(year, month)[1])


def _first_day_before(text: str) -> date:
    last = _last_day_before(text)
    return last if len(text) == 10 else date(last.year, last.month if len(text) == 7 else 1, 1)


def _tried(read: object, text: str) -> object:
    try:
        return read(text)  # type: ignore[operator]
    except ValueError as error:
        return str(error)


@pytest.mark.slow
@given(nearly_dates)
def test_the_same_texts_are_dates_as_ever_and_mean_the_same_days(text: str) -> None:
    assert _tried(lambda text: parse_date(text).last, text) == _tried(_last_day_before, text)
    assert _tried(lambda text: parse_date(text).first, text) == _tried(_first_day_before, text)


@given(written_dates)
def test_the_written_form_is_kept(text: str) -> None:
    one = parse_date(text)
    assert str(one) == f"{one}" == one.written == text
    assert one == parse_date(text)
    assert pickle.loads(pickle.dumps(one)) == one
    adapter = TypeAdapter(PartialDate)
    assert adapter.dump_json(adapter.validate_python(text)) == adapter.dump_json(one) == f'"{text}"'.encode()
    assert adapter.validate_json(f'"{text}"') == one
    assert adapter.dump_python(one, mode="json") == text


def test_its_json_schema_is_that_of_a_text() -> None:
    assert TypeAdapter(PartialDate).json_schema() == {"type": "string", "format": "partial-date"}


@given(partial)
def test_it_may_mean_each_day_from_its_first_to_its_last_and_no_other(one: PartialDate) -> None:
    assert one.first <= one.last
    assert one.contains(one.first)
    assert one.contains(one.last)
    assert {"year": 365, "month": 28, "day": 1}[one.precision] <= (one.last - one.first).days + 1
    assert {"year": 366, "month": 31, "day": 1}[one.precision] >= (one.last - one.first).days + 1
    if one.first > date.min:
        assert not one.contains(one.first - timedelta(1))
    if one.last < date.max:
        assert not one.contains(one.last + timedelta(1))


@given(partial, calendar_days)
def test_a_day_is_surely_before_it_or_surely_after_it_or_one_that_it_may_mean(one: PartialDate, day: date) -> None:
    assert [one.is_before(day), one.contains(day), one.is_after(day)].count(True) == 1
    assert one.contains(day) == day.isoformat().startswith(one.written)
    assert one.contains(day) == one.overlaps(make_full_date(day))


near = st.dates(date(2019, 12, 1), date(2021, 1, 31)).flatmap(
    lambda day: st.sampled_from((f"{day}"[:4], f"{day}"[:7], f"{day}"))
)


@pytest.mark.slow
@given(near.map(parse_date), near.map(parse_date))
def test_two_overlap_where_the_one_is_not_surely_before_the_other(one: PartialDate, other: PartialDate) -> None:
    assert (
        one.overlaps(other) == other.overlaps(one) == (not one.is_before(other.first) and not one.is_after(other.last))
    )
    # dates as they are written lie one within the other, or have no day in common
    assert one.overlaps(other) == (one.written.startswith(other.written) or other.written.startswith(one.written))


@pytest.mark.slow
@given(st.lists(st.one_of(written_dates, near).map(parse_date), max_size=8))
def test_the_order_is_that_of_the_last_days(dates: list[PartialDate]) -> None:
    assert [one.last for one in sorted(dates)] == sorted(one.last for one in dates)
    for one in dates:
        for other in dates:
            assert (one == other) == (one.written == other.written) == (not one < other and not other < one)
            assert one != other or hash(one) == hash(other)


def test_of_those_that_end_on_the_same_day_the_one_that_began_first_is_first() -> None:
    shuffled = [parse_date(text) for text in ("2020-12-31", "2021", "2020", "2020-12", "2020-11")]
    assert [str(one) for one in sorted(shuffled)] == ["2020-11", "2020", "2020-12", "2020-12-31", "2021"]


@given(calendar_days)
def test_a_full_date_is_its_day(day: date) -> None:
    assert make_full_date(day) == parse_date(day.isoformat())
    assert make_full_date(day).precision == "day"


def test_it_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        parse_date("2020").last = date(2021, 1, 1)  # type: ignore[misc]


def test_a_record_holds_it_and_writes_it_as_it_was() -> None:
    source = Source.model_validate({"id": "a", "kind": "news", "published": "2020-03"})
    assert source.published == parse_date("2020-03")
    assert source.model_dump(mode="json", exclude_defaults=True)["published"] == "2020-03"
    assert Source.model_validate_json(source.model_dump_json()) == source


@pytest.mark.parametrize("wrong", ["2020-13", "2020-02-30", "March 2020", ""])
def test_a_record_refuses_what_is_no_date(wrong: str) -> None:
    with pytest.raises(ValidationError, match="not a date") as found:
        Source.model_validate({"id": "a", "kind": "news", "published": wrong})
    assert [error["type"] for error in found.value.errors()] == ["value_error"]


def test_a_record_asks_for_text() -> None:
    with pytest.raises(ValidationError) as found:
        Source.model_validate({"id": "a", "kind": "news", "published": 2020})
    assert [error["type"] for error in found.value.errors()] == ["string_type"]
