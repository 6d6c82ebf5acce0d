"""What several papers share is asked once, and what is found in each of them is the same as if it stood alone."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.paper.make import make
from generator.paper.workspace import Workspace
from generator.review.lint import make_subject, make_subjects
from generator.review.lint.dates_and_numbers import Day, find_days
from generator.review.lint.facts import Facts, collect_facts
from generator.review.lint.rules import RULES
from generator.review.lint.shared import join_texts
from tests.support.examples import examples

REAL = Path(__file__).parents[2]
WORDS = st.lists(st.sampled_from(("a", "b1", "12", "TODO", " ", " is ", ".", "’", "\n", "é", "aged ")), max_size=5)
TEXTS = st.lists(WORDS.map("".join), max_size=12)
SOUGHT = ("a", "is", "TODO", re.compile(r"\d{2}"), re.compile(r"(?<!\w)a\b"), re.compile(r"(?<![\w’])b\d(?!\w)"))


@given(TEXTS, st.lists(st.sampled_from(SOUGHT), max_size=3))
@settings(max_examples=examples(200, 50))
def test_joined_texts_hold_what_each_of_them_holds(texts: list[str], sought: list[str | re.Pattern[str]]) -> None:
    joined = join_texts(texts)
    assert joined.texts == tuple(dict.fromkeys(texts))
    assert joined.list_holding(*sought) == [
        text
        for text in joined.texts
        if any(one in text if isinstance(one, str) else one.search(text) for one in sought)
    ]


def test_many_texts_are_joined_in_pieces() -> None:
    joined = join_texts(f"text {number}" for number in range(10_000))
    assert len(joined.pieces) > 1
    assert joined.list_holding("9999", re.compile(r"\b17\b")) == ["text 17", "text 9999"]


def test_papers_together_are_told_what_each_is_told_alone() -> None:
    names = ["eu-kazakhstan-2020-11", "monitor-kazakhstan-2022-05", "monitor-kazakhstan-2022-08"]
    workspace = Workspace(REAL, names)
    dataset = workspace.dataset
    papers = [
        (paper.selected, paper.document)
        for paper in (make(workspace, name, None, "en", anew=True) for name in names)
        if paper.selected and paper.document
    ]
    assert len(papers) == len(names)
    found = 0
    for paper, subject in zip(papers, make_subjects(dataset, papers, True), strict=True):
        alone = make_subject(dataset, *paper, True)
        for rule in RULES:
            told = list(rule.find(subject))
            assert told == list(rule.find(alone)), rule.CODE.id
            found += len(told)
    assert found


DATES = st.builds(
    lambda year, month, day: f"{year}" + (f"-{month:02}" + (f"-{day:02}" if day else "") if month else ""),
    st.sampled_from((2019, 2020)),
    st.sampled_from((0, 5, 6)),
    st.sampled_from((0, 8, 9)),
)
SAID = st.sampled_from(
    ("on 8 May 2020", "on 8 May", "in May 2019", "in 2020", "in June", "two people", "in 2019 and on 9 June 2020")
)


@given(st.lists(DATES, max_size=3), st.lists(SAID, max_size=3), SAID)
@settings(max_examples=examples(300, 60))
def test_records_hold_the_days_that_agree_with_them(dates: list[str], said: list[str], told: str) -> None:
    facts = Facts()
    for part in (collect_facts({"day": dates}), collect_facts({"text": said, "alleged": True})):
        facts.add(part)
    for day in find_days(told):
        assert facts.has_day(day) is (any(day.agrees(date) for date in dates) or any(_tells(day, one) for one in said))


def _tells(day: Day, said: str) -> bool:
    """Tell whether words tell a day: the same day of a month, in a year that is the same or left out; or the year."""
    return any(
        ((day.month, day.day) == (other.month, other.day) and (day.year is None or other.year in (None, day.year)))
        or (day.month is None and other.year == day.year)
        for other in find_days(said)
    )


def test_parts_of_records_back_what_any_of_them_says() -> None:
    facts = Facts()
    facts.add(collect_facts({"text": "Guards beat him.", "reported": True}))
    facts.add(collect_facts({"title": "The verdict", "note": "She was fined 12.5 on 8 May."}))
    assert facts.backs("violence", alleged=True)
    assert not facts.backs("violence")
    assert facts.backs("conviction")
    assert facts.has_number(12.5)
    assert not facts.has_number(8.0)
