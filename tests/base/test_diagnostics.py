"""How a diagnostic is told: as text, to machines, to GitHub; sorted, each once, and harmless to a terminal."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base import codes
from generator.base.diagnostics import (
    BriefingError,
    Code,
    Origin,
    find_nearest_word,
    render_github,
    render_json,
    render_text,
    sort_diagnostics,
)

ODD = Code("T999", "odd", "hint")
ONE = codes.BAD_DATE.at(
    Origin("data/a.yaml", 14, 15), "`arrested` is not a date", "write a date", excerpt="    arrested: Maj", width=3
)


def test_text() -> None:
    assert render_text(ONE) == (
        "data/a.yaml:14:15: error D102 bad-date: `arrested` is not a date\n"
        "14 |     arrested: Maj\n"
        "   |               ^^^\n"
        "help: write a date"
    )


def test_a_long_line_is_cut_around_its_spot() -> None:
    line = "x" * 500 + "HERE" + "y" * 500
    text = render_text(ODD.at(Origin("f", 1, 501), "m", excerpt=line, width=4)).split("\n")
    assert text[1][text[2].index("^") :][:4] == "HERE"
    assert text[2].count("^") == 4
    assert max(map(len, text)) < 140


@pytest.mark.slow
@given(st.text(max_size=200), st.integers(1, 300), st.integers(0, 400), st.text(max_size=60))
def test_any_line_any_place(line: str, column: int, width: int, message: str) -> None:
    text = render_text(ODD.at(Origin("f", 3, column), message, "help", excerpt=line, width=width))
    assert text.replace("\n", "").isprintable()
    assert len(text.split("\n")) == 4


def test_github_and_json() -> None:
    odd = ODD.at(Origin("a,b:c.yaml", 2, 3), "50%\nof it", "do\r\nthis")
    assert (
        render_github(odd) == "::notice file=a%2Cb%3Ac.yaml,line=2,col=3,title=T999 odd::50%25%0Aof it%0Ado%0D%0Athis"
    )
    row = json.loads(render_json([ONE]))[0]
    assert row == {
        "file": "data/a.yaml",
        "line": 14,
        "column": 15,
        "severity": "error",
        "code": "D102",
        "name": "bad-date",
        "message": "`arrested` is not a date",
        "help": "write a date",
    }


def test_order_and_likeness() -> None:
    places = [Origin("b", 1), Origin("a", 10), Origin("a", 9, 5), Origin("a", 9, 2)]
    found = [ODD.at(place, "m") for place in places]
    assert [d.origin for d in sort_diagnostics([*found, *found])] == [places[3], places[2], places[1], places[0]]
    assert BriefingError(found).diagnostics == tuple(sort_diagnostics(found))
    assert find_nearest_word("gendre", ["gender", "kind"]) == "gender"
    assert find_nearest_word("zzz", ["gender", "kind"]) is None
