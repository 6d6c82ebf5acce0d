"""The words that a mention may have."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.records.load import load
from generator.records.resolve.wordings import (
    KINDS,
    choose_name,
    find_capital,
    find_place_name,
    find_wordings,
    list_date_forms,
)
from generator.records.schema import Country, Figure
from generator.records.schema.person import Names
from generator.records.schema.records import FigureValue
from tests.support.workspaces import write


@pytest.mark.parametrize(
    ("mention", "preferred", "good", "bad"),
    [
        (
            "case:rassendyll",
            "Rudolf Rassendyll",
            ["Rassendyll", "rudolf rassendyll", "Рудольф Рассендилл", "“Rudolf Rassendyll”"],
            ["Rudolf", "Rassendyl", "Rudolph Rassendyl", "he"],
        ),
        ("case:rassendyll/status", "imprisoned", ["in prison", "behind bars"], ["released", "detained"]),
        ("person:hentzau", "Rupert Hentzau", ["Hentzau"], ["Rupert"]),
        ("org:bureau", "Strelsau Bureau for Rights", ["SBR", "the Strelsau Bureau for Rights", "the SBR"], ["Bureau"]),
        ("country:ruritania", "Ruritania", ["Ruritanian"], ["Ruritanians"]),
        ("law:ru-code", "Criminal Code", ["the Criminal Code"], ["Code"]),
        (
            "law:ru-code/12",
            "Article 12 of the Criminal Code",
            ["Article 12", "Article 12, part 2", "slander", "defamation"],
            ["Article 13", "Article 121", "insult", "Articles 13 and 12"],
        ),
        (
            "figure:marchers",
            "over 1,500",
            ["Over 1,500 people", "1,500", "more than 1 500", "over 1500 people"],
            ["1,200", "around 1,500", "at least 1,500", "many"],
        ),
        (
            "event:march-2020",
            "march of 2 May",
            ["march in Strelsau", "2 May 2020", "May 2020", "2 May"],
            ["3 May", "march"],
        ),
        ("theme:expression", "Freedom of expression", ["freedom of expression"], ["expression"]),
        ("standard:treaty-19", "Treaty of Hentzau, Article 19", [], ["Article 18"]),
        ("dialogue:zenda-dialogue", "Zenda Human Rights Dialogue", [], ["the dialogue"]),
    ],
)
def test_words_of_a_mention(mention: str, preferred: str, good: list[str], bad: list[str], tmp_path: Path) -> None:
    dataset, _ = load(write(tmp_path))
    kind, _, rest = mention.partition(":")
    id, _, part = rest.partition("/")
    forms = find_wordings(dataset.records[KINDS[kind]][id].record, part or None, date(2020, 11, 26), "en")
    assert forms is not None
    assert forms.preferred == preferred
    assert [words for words in (preferred, *good) if not forms.agrees(words)] == []
    assert [words for words in bad if forms.agrees(words)] == []


def test_a_dozen_is_twelve() -> None:
    value = FigureValue(value=12, qualifier="at_least", as_of="2020-11", by="gazette-1")  # type: ignore[arg-type]
    forms = find_wordings(Figure(id="held", what="people held", values=(value,)), None, date(2020, 11, 26), "en")
    assert forms is not None
    assert [words for words in ("At least a dozen people", "twelve", "12") if not forms.agrees(words)] == []
    assert [words for words in ("dozens", "over a dozen") if forms.agrees(words)] == []


def test_numbers_stand_in_words_up_to_ninety_nine() -> None:
    value = FigureValue(value=61, as_of="2020-11", by="gazette-1")  # type: ignore[arg-type]
    forms = find_wordings(Figure(id="held", what="people held", values=(value,)), None, date(2020, 11, 26), "en")
    assert forms is not None
    assert [words for words in ("sixty-one", "Sixty one people", "61") if not forms.agrees(words)] == []
    assert [words for words in ("sixty", "one", "sixty-two", "sixty-first") if forms.agrees(words)] == []


def test_a_part_that_there_is_not(tmp_path: Path) -> None:
    dataset, _ = load(write(tmp_path))
    assert find_wordings(dataset.records["cases"]["rassendyll"].record, "health", date(2020, 1, 1), "en") is None
    assert find_wordings(dataset.records["laws"]["ru-code"].record, "99", date(2020, 1, 1), "en") is None


def test_initials_and_pseudonyms_never_stand_beside_the_name() -> None:
    names = Names(preferred="Rudolf Elphberg Rassendyll", native={"ru": "Рудольф"}, pseudonym="the traveller")
    assert choose_name(names) == "Rudolf Elphberg Rassendyll"
    assert choose_name(names, "initials") == "R. E. R."
    assert choose_name(names, "pseudonym") == "the traveller"
    assert choose_name(Names(preferred="R"), "pseudonym") == "name withheld"


def test_dates_in_prose() -> None:
    assert list_date_forms("2020") == ("2020",)
    assert list_date_forms("2020-06") == ("June 2020", "June")
    assert list_date_forms("2020-06-06") == ("6 June 2020", "6 June", "June 2020")


COUNTRY = Country.model_validate(
    {
        "id": "x",
        "names": {"preferred": "X"},
        "capital": [{"name": "Strelsau"}, {"from": "2021-05-01", "name": "Rudolfsburg"},
            {"from": "2022-09", "name": "Strelsau"}],
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2021-04-30", "Strelsau"),
        ("2021-05-01", "Rudolfsburg"),
        ("2022-09-29", "Rudolfsburg"),
        ("2022-09-30", "Strelsau"),
    ],
)
def test_the_capital_has_the_name_of_the_day_whatever_it_was_called_when_it_was_written(day: str, name: str) -> None:
    on = date.fromisoformat(day)
    assert find_capital(COUNTRY, on) == name
    assert find_place_name(COUNTRY, "Strelsau", on) == find_place_name(COUNTRY, "Rudolfsburg", on) == name
    assert find_place_name(COUNTRY, "Zenda", on) == "Zenda"
    words = find_wordings(COUNTRY, "capital", on, "en")
    assert words is not None
    assert words.preferred == name
