"""What hypothesis draws: dates, and cases with dated entries."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

days = st.dates(date(2019, 1, 1), date(2021, 12, 31)).map(date.isoformat)
partial_dates = st.one_of(days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]))
"""A day, a month or a year, as records write them."""

STAGES = ("summoned", "questioned", "searched", "detained", "arrested", "remanded", "charged", "released")


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """A case whose every entry says its own date in its text: `on 2020-03`."""
    stages = [
        {"date": day, "stage": draw(st.sampled_from(STAGES)), "text": f"on {day}"}
        for day in draw(st.lists(partial_dates, max_size=4))
    ]
    timeline = [
        {draw(st.sampled_from(("date", "as_of"))): day, "text": f"on {day}", "status": draw(st.sampled_from(("detained", "released")))}
        for day in draw(st.lists(partial_dates, max_size=4))
    ]  # fmt: skip
    return {
        "names": {"preferred": "Rudolf Rassendyll"},
        "proceedings": [{"stages": stages}],
        "timeline": timeline,
        "detention": [{"as_of": day, "place": f"castle on {day}"} for day in draw(st.lists(partial_dates, max_size=2))],
        "recognitions": [
            {"recognised_by": "bureau", "as_of": day, "others": f"others on {day}"}
            for day in draw(st.lists(partial_dates, max_size=2))
        ],
        "profile": [{"as_of": day, "text": f"told on {day}"} for day in draw(st.lists(partial_dates, max_size=2))],
        "raised_by": [
            {"raised_by": "council", "date": day, "text": f"on {day}"}
            for day in draw(st.lists(partial_dates, max_size=2))
        ],
    }
