"""Spans of time: which are written, and when one is over."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.records.resolve.custody import list_steps
from generator.records.resolve.terms import find_term
from generator.records.schema import Case
from generator.records.schema.lengths import Length, split_length

LENGTH: TypeAdapter[str] = TypeAdapter(Length)


@pytest.mark.parametrize(
    ("span", "parts"),
    [
        ("life", ()),
        ("1.5 years", (("1.5", "year"),)),
        ("5 years and 6 months", (("5", "year"), ("6", "month"))),
        ("5 years and 1 day", (("5", "year"), ("1", "day"))),
        ("5 years, 6 months and 10 days", (("5", "year"), ("6", "month"), ("10", "day"))),
        ("1 year, 1 week and 1 day", (("1", "year"), ("1", "week"), ("1", "day"))),
        ("2 years, 3 months, 1 week and 4 days", (("2", "year"), ("3", "month"), ("1", "week"), ("4", "day"))),
        ("6 months and 2 weeks", (("6", "month"), ("2", "week"))),
    ],
)
def test_a_span_has_its_units_from_the_longest_to_the_shortest(span: str, parts: tuple[tuple[str, str], ...]) -> None:
    assert split_length(LENGTH.validate_python(span)) == parts


@pytest.mark.parametrize(
    "span",
    [
        "5 years 6 months", "5 years, 6 months, 10 days", "6 months and 5 years", "5 years and 5 years",
        "5 years and 6 months and 10 days", "1.5 years and 6 months", "5 years, 10 days and 6 months", "five years",
        "life and 1 day",
    ],
)  # fmt: skip
def test_what_is_no_span(span: str) -> None:
    with pytest.raises(ValidationError):
        LENGTH.validate_python(span)


def test_a_term_of_years_months_and_days_is_over_on_its_day() -> None:
    sentence = {"kind": "imprisonment", "length": "5 years, 6 months and 10 days"}
    stages = [
        {"date": "2020-01-31", "stage": "arrested"},
        {"date": "2020-03-20", "stage": "convicted", "sentence": sentence},
    ]
    case = Case.model_validate({"id": "x", "names": {"preferred": "X"}, "proceedings": [{"stages": stages}]})
    term = find_term(list_steps(case))
    assert term is not None
    assert (term.earliest.first, term.latest.first) == (date(2025, 8, 10), date(2025, 9, 30))
