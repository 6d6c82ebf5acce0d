"""Nothing dated after the day of a paper reaches its Document, whatever the records hold and whatever the day is."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.formats.json import write_json
from generator.records.schema.cases import StageName, Status
from generator.records.schema.partial_dates import parse_date
from generator.records.schema.records import RecommendationState
from tests.support.examples import examples
from tests.support.workspaces import BRIEFING, EDITION, FILES, assembled, values, write

BEFORE = "ruritania-2018-11"

DAYS = st.dates(date(2018, 1, 1), date(2023, 12, 31)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]])
)
"""Full and partial dates."""


@dataclass
class Records:
    """Records about which every dated entry has a word of its own: `words` tells of which day each of them is."""

    draw: Callable[[Any], Any]
    words: dict[str, str] = field(default_factory=dict)

    def entry(self, date_field: str, *fields: str, **fixed: Any) -> dict[str, Any]:
        """Return an entry of a drawn day, with a word of its own in each of the fields."""
        day = self.draw(DAYS)
        word = f"Zq{len(self.words)}x"
        self.words[word] = day
        return {date_field: day, **dict.fromkeys(fields, word), **fixed, "by": "bureau-watch"}

    def some(self, make: Callable[[], dict[str, Any]]) -> list[dict[str, Any]]:
        return [make() for _ in range(self.draw(st.integers(0, 4)))]


def _one_of(words: Any) -> Any:
    return st.sampled_from(words.__args__)


@st.composite
def workspaces(draw: Callable[[Any], Any]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the files of a workspace, and the words of its dated entries with their days."""
    made = Records(draw)
    prison = {"kind": "imprisonment", "length": "3 years"}

    def stage() -> dict[str, Any]:
        name = draw(_one_of(StageName))
        entry = made.entry("date", "court", "text", stage=name)
        sentence = {**prison, "orders": [entry["text"]]}
        return {**entry, "sentence": sentence} if name == "convicted" else entry

    def proceeding() -> dict[str, Any]:
        """A proceeding whose charge is told by a word of its own: it is of the day of its earliest stage."""
        steps = made.some(stage)
        if not steps:
            return {"charges": ["ru-code/12"]}
        word = f"Zq{len(made.words)}x"
        made.words[word] = min((step["date"] for step in steps), key=parse_date)
        return {"charges": [{"offence": word}], "about": word, "stages": steps}

    case = {
        "names": {"preferred": "Rudolf Rassendyll"},
        "basis": {"already_public": "gazette-1"},
        "proceedings": made.some(proceeding),
        "timeline": made.some(
            lambda: made.entry("date", "text", status=draw(_one_of(Status)), verified=draw(st.booleans()))
        )
        + made.some(lambda: made.entry("as_of", "text", verified=True)),
        "detention": made.some(lambda: made.entry("as_of", "place", "conditions", "health", "access")),
        "recognitions": made.some(lambda: made.entry("as_of", "others", recognised_by="bureau")),
        "profile": [
            {k: v for k, v in made.entry("as_of", "lead", "text").items() if k != "by"}
            for _ in range(draw(st.integers(0, 3)))
        ],
        "raised_by": made.some(lambda: made.entry("date", "text", raised_by="council")),
    }
    asked = values("data/ruritania/recommendations.yaml")
    asked["repeal"]["status"] = made.some(
        lambda: made.entry("date", "evidence", status=draw(_one_of(RecommendationState)))
    )
    asked["repeal"]["raised_by"] = made.some(lambda: made.entry("date", "text", raised_by="council"))
    country = values("data/ruritania/country.yaml")
    country["ratings"] = made.some(lambda: made.entry("date", "rating", rated_by="council"))
    country["watch_list"] = made.some(lambda: made.entry("date", "text", listed_by="council"))
    edition = values(f"{BRIEFING}/edition.yaml")
    edition |= {
        "as_of": draw(DAYS),
        "status": "reconstruction",
        "predecessor": BEFORE,
        "outline": ["all"],
        "annexes": [],
    }
    del edition["round"], edition["period"]
    earlier = edition | {"id": BEFORE, "as_of": "2018-01-01", "outline": ["all"]}
    del earlier["predecessor"]
    blocks: list[dict[str, Any]] = [
        {"recommendations": ["repeal"]},
        {"prisoners": ["rassendyll"]},
        {"profiles": ["rassendyll"]},
        {"changes": ["cases", "recommendations", "figures", "ratings", "laws"]},
        {"scorecard": ["repeal"]},
    ]
    told = {"title": "All", "blocks": blocks}
    before = {"title": "All", "blocks": blocks[1:2] if draw(st.booleans()) else []}
    files = {
        "data/ruritania/cases/rassendyll.yaml": case,
        "data/ruritania/recommendations.yaml": asked,
        "data/ruritania/country.yaml": country,
        f"{BRIEFING}/edition.yaml": edition,
        f"{BRIEFING}/all.yaml": told,
        f"briefings/{BEFORE}/edition.yaml": earlier,
        f"briefings/{BEFORE}/all.yaml": before,
    }
    return {name: json.dumps(value) for name, value in files.items()}, made.words


@pytest.mark.slow
@given(workspaces())
@settings(max_examples=examples(120), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_entry_of_a_later_day_is_in_the_paper(tmp_path_factory: pytest.TempPathFactory, made: Any) -> None:
    files, words = made
    root: Path = write(tmp_path_factory.mktemp("later"), files)
    document, problems = assembled(root)
    as_of = parse_date(json.loads(files[f"{BRIEFING}/edition.yaml"])["as_of"]).last
    assert document is not None or any(p.code in ("D201", "R107") for p in problems), problems
    if document is None:
        return
    told = write_json(document).decode()
    late = [word for word, day in words.items() if parse_date(day).last > as_of and word in told]
    assert not late


def test_the_words_of_entries_do_reach_the_paper(tmp_path: Path) -> None:
    """The test above would hold for a paper that says nothing."""
    case = FILES["data/ruritania/cases/rassendyll.yaml"]
    document, _ = assembled(
        write(tmp_path, {"data/ruritania/cases/rassendyll.yaml": case.replace("Zenda Castle", "Zq1x")})
    )
    assert document is not None
    assert "Zq1x" in write_json(document).decode()
    assert document.id == EDITION
