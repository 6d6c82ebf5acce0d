"""What is surely later than the day of a paper, or may be, never reaches its Document, whatever the records hold and
whatever the day is; what surely is not does; and of what may be the author is asked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.formats.json import write_json
from generator.paper.select import select
from generator.records.load import load
from generator.records.schema.partial_dates import parse_date
from generator.records.schema.proceedings import StageName, Status
from generator.records.schema.records import RecommendationState
from tests.support.examples import examples
from tests.support.workspaces import BRIEFING, EDITION, FILES, assembled, values, write

BEFORE = "ruritania-2018-11"

DAYS = st.dates(date(2020, 8, 1), date(2021, 3, 31)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]])
)
"""Full and partial dates, near enough to each other that months and years contain the days of papers and sources."""


ENDS = "the day on which this paper ends"


class Said(NamedTuple):
    """The date of an entry as it is written, None for none, its sources, and what stands behind it in a proceeding."""

    day: str | None
    by: tuple[str, ...]
    behind: tuple[Said, ...] = ()


@dataclass
class Records:
    """Records about which every entry has a word of its own: `words` tells of which day each of them is, and by which
    of the `sources`, whose days of publication are drawn; `first` is when the first about the case appeared."""

    draw: Callable[[Any], Any]
    words: dict[str, list[Said]] = field(default_factory=dict)
    sources: dict[str, str | None] = field(default_factory=dict)
    first: date = date(2020, 5, 3)

    def __post_init__(self) -> None:
        self.sources = {f"report-{number}": self.draw(st.none() | DAYS) for number in range(4)}

    def entry(self, date_field: str, *fields: str, dated: bool = True, **fixed: Any) -> dict[str, Any]:
        """Return an entry of a drawn day, or of none, with a word of its own in each of the fields."""
        day = self.draw(DAYS if dated else st.none() | DAYS)
        by = tuple(self.draw(st.lists(st.sampled_from(sorted(self.sources)), min_size=1, max_size=2, unique=True)))
        word = f"Zq{len(self.words)}x"
        self.words[word] = [Said(day, by)]
        return {**({date_field: day} if day else {}), **dict.fromkeys(fields, word), **fixed, "by": [*by]}

    def judge(self, word: str, as_of: date) -> str:
        """Return what is to become of a word on a day: one of several entries that is known lets it be told."""
        found = {self.judge_one(said, as_of) for said in self.words[word]}
        return "known" if "known" in found else "unclear" if "unclear" in found else "later"

    def judge_one(self, said: Said, as_of: date) -> str:
        """Return what is to become of one entry."""
        if said.day is None:
            days = [parse_date(day).last for id in said.by if (day := self.sources[id])]
            return "later" if min(days, default=self.first) > as_of else "known"
        if self.end(said) <= as_of:
            return "known"
        return "later" if parse_date(said.day).first > as_of else "unclear"

    def end(self, said: Said) -> date:
        """Return the last day on which an entry can have been: its sources tell it, and steps stand in order."""
        when = parse_date(said.day or "")
        told = [parse_date(day).last for id in said.by if (day := self.sources[id])]
        told += [self.end(one) for one in said.behind]
        return min((day for day in told if when.first <= day < when.last), default=when.last)

    def some(self, make: Callable[[], dict[str, Any]]) -> list[dict[str, Any]]:
        return [make() for _ in range(self.draw(st.integers(0, 4)))]


def _one_of(words: Any) -> Any:
    return st.sampled_from(words.__args__)


@st.composite
def workspaces(draw: Callable[[Any], Any]) -> tuple[dict[str, str], Records]:
    """Return the files of a workspace, and the words of its dated entries with their days and sources."""
    made = Records(draw)
    prison = {"kind": "imprisonment", "length": "3 years"}

    def stage() -> dict[str, Any]:
        name = draw(_one_of(StageName))
        entry = made.entry("date", "court", "text", stage=name)
        sentence = {**prison, "orders": [entry["text"]]}
        return {**entry, "sentence": sentence} if name == "convicted" else entry

    def proceeding() -> dict[str, Any]:
        """A proceeding whose charge is told by a word of its own, where any of its stages is."""
        steps = made.some(stage)
        if not steps:
            return {"charges": ["ru-code/12"]}
        word = f"Zq{len(made.words)}x"
        said: list[Said] = []
        for step in reversed(steps):
            said.insert(0, Said(step["date"], tuple(step["by"]), tuple(said)))
            made.words[step["text"]] = said[:1]
        made.words[word] = said
        return {"charges": [{"offence": word}], "about": word, "stages": steps}

    def profile() -> dict[str, Any]:
        """A telling, which has no sources of its own."""
        entry = made.entry("as_of", "lead", "text")
        made.words[entry["text"]] = [Said(entry["as_of"], ())]
        del entry["by"]
        return entry

    case: dict[str, Any] = {
        "names": {"preferred": "Rudolf Rassendyll"},
        "basis": {"already_public": "gazette-1"},
        "proceedings": made.some(proceeding),
        "timeline": made.some(
            lambda: made.entry("date", "text", status=draw(_one_of(Status)), verified=draw(st.booleans()))
        )
        + made.some(lambda: made.entry("as_of", "text", verified=True)),
        "detention": made.some(lambda: made.entry("as_of", "place", "conditions", "health", "access", dated=False)),
        "recognitions": made.some(lambda: made.entry("as_of", "others", dated=False, recognised_by="bureau")),
        "profile": made.some(profile),
        "raised_by": made.some(lambda: made.entry("date", "text", dated=False, raised_by="council")),
    }
    # who raised it came to it later
    telling = [found for name, part in case.items() if name != "raised_by" for found in _sources(part)]
    made.first = min([made.first, *(parse_date(day).last for id in telling if (day := made.sources.get(id)))])
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
    reports = {id: {"kind": "report"} | ({"published": day} if day else {}) for id, day in made.sources.items()}
    return {name: json.dumps(value) for name, value in files.items()} | {
        "data/ruritania/reports/sources.yaml": json.dumps(reports),
        "data/ruritania/reports/defaults.yaml": "visibility: public\n",
        "data/ruritania/figures.yaml": FILES["data/ruritania/figures.yaml"].replace("2020-06,", "2020-06-01,"),
    }, made


def _sources(node: Any) -> list[str]:
    """Return the sources that the parts of a record name."""
    if isinstance(node, list):
        return [id for item in node for id in _sources(item)]
    if not isinstance(node, dict):
        return []
    return [*node.get("by", ())] + [id for value in node.values() for id in _sources(value)]


@pytest.mark.slow
@given(workspaces())
@settings(max_examples=examples(120), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_known_on_the_day_is_told_and_what_may_be_is_asked_for(
    tmp_path_factory: pytest.TempPathFactory, drawn: tuple[dict[str, str], Records]
) -> None:
    files, made = drawn
    root: Path = write(tmp_path_factory.mktemp("later"), files)
    document, problems = assembled(root)
    as_of = parse_date(json.loads(files[f"{BRIEFING}/edition.yaml"])["as_of"]).last
    judged = {word: made.judge(word, as_of) for word in made.words}
    assert document is not None
    # no word of what is later, or may be, is in the paper
    told = write_json(document).decode()
    assert [word for word, knowledge in judged.items() if knowledge != "known" and word in told] == []
    # what is known was selected, and nothing else
    chosen, _ = select(load(root, [EDITION])[0], EDITION, "public", "en")
    assert chosen is not None
    picked = repr([chosen.records[name] for name in ("cases", "recommendations", "countries")])
    assert {word for word in judged if re.search(rf"\b{word}\b", picked)} == {
        word for word, knowledge in judged.items() if knowledge == "known"
    }
    # and whoever writes is asked for the day of what may be later
    asked = [
        problem for problem in problems if problem.code == "D204" and "on which this paper ends" in problem.message
    ]
    assert bool(asked) == ("unclear" in judged.values()), (judged, [problem.message for problem in problems])


def test_the_words_of_entries_do_reach_the_paper(tmp_path: Path) -> None:
    """The test above would hold for a paper that says nothing."""
    case = FILES["data/ruritania/cases/rassendyll.yaml"]
    document, _ = assembled(
        write(tmp_path, {"data/ruritania/cases/rassendyll.yaml": case.replace("Zenda Castle", "Zq1x")})
    )
    assert document is not None
    assert "Zq1x" in write_json(document).decode()
    assert document.id == EDITION
