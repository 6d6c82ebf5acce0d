"""The table, the line of facts, the annex of changes, the lines of time and the counts of one paper say the same of one
person on one day, whatever the records hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from generator.paper.document import Document, Paragraph, Section, Table, find_headings, find_pictures, join_inlines
from generator.records.resolve.custody import CUSTODY, list_steps
from generator.records.resolve.custody_timeline import trace
from generator.records.resolve.held import Standing, read_standing
from generator.records.resolve.known import date_record
from generator.records.schema import Case
from generator.records.schema.proceedings import Status
from tests.paper.test_assemble_lists import EARLIER, with_predecessor
from tests.support.examples import examples
from tests.support.tables import say_row
from tests.support.workspaces import BRIEFING, FILES, assembled, write

PEOPLE = ("a", "b", "c")
NAMES = dict(zip(PEOPLE, ("Anna Aa", "Bert Bb", "Carl Cc"), strict=True))
DAY = date(2020, 11, 26)
LISTS = dict(zip(("", ".free", ".last-known", ".never-held"), get_args(Standing), strict=True))

_days = st.dates(date(2018, 6, 1), date(2020, 11, 26)).map(date.isoformat)
_when = st.one_of(_days, _days.map(lambda day: day[:7]), _days.map(lambda day: day[:4]))
_sentences = st.fixed_dictionaries(
    {"kind": st.sampled_from(("imprisonment", "suspended_sentence", "restricted_freedom"))},
    optional={"length": st.sampled_from(("6 months", "1 year", "5 years", "life"))},
)
_steps = st.sampled_from((
    "arrested", "detained", "remanded", "detention_extended", "house_arrest", "trial_opened", "released",
    "investigation_opened", "appeal_upheld", "sentence_postponed", "summoned",
))  # fmt: skip
_judgments = st.sampled_from(("convicted", "appeal_changed"))
SOURCES = {"early": date(2019, 3, 1), "within": date(2020, 5, 3), "late": date(2021, 1, 15)}
"""Documents that a stage may be told by, with the day of each: before both papers, between them, after both."""

# a stage without a date counts from the first document that tells it
_told = st.one_of(
    st.fixed_dictionaries({"date": _when}), st.fixed_dictionaries({}, optional={"by": st.sampled_from(tuple(SOURCES))})
)
_stages = st.builds(
    lambda stage, told: stage | told,
    st.one_of(
        st.fixed_dictionaries({"stage": _steps}),
        st.fixed_dictionaries({"stage": _judgments, "sentence": _sentences}),
    ),
    _told,
)

_entries = st.builds(
    lambda key, when, status, verified: (
        {key: when, "text": "So it was.", "verified": verified} | ({"status": status} if status else {})
    ),
    st.sampled_from(("date", "as_of")),
    _when,
    st.none() | st.sampled_from(get_args(Status)),
    st.booleans(),
)


records = st.fixed_dictionaries(
    {
        "proceedings": st.lists(st.fixed_dictionaries({"stages": st.lists(_stages, max_size=4)}), max_size=2),
        "timeline": st.lists(_entries, max_size=3),
    }
)


def case(id: str, record: dict[str, Any]) -> Case:
    """Return the case as papers read it: its parts dated by the documents that tell them."""
    return date_record(Case.model_validate({"id": id, "names": {"preferred": NAMES.get(id, "X")}, **record}), SOURCES)


def paper(root: Path, people: tuple[dict[str, Any], ...], edition: str) -> Document | None:
    """Return the paper about these people, which has them in each of its blocks; None where the records contradict
    themselves."""
    listed = f"[{', '.join(PEOPLE)}]"
    annex = (
        f"kind: annex\ntitle: People\nblocks:\n  - prisoners: {listed}\n  - profiles: {listed}\n  - changes: [cases]\n"
        f"  - picture: custody\n    cases: {listed}\n  - picture: prisoners\n"
    )
    files = {
        f"data/ruritania/cases/{id}.yaml": json.dumps({"names": {"preferred": NAMES[id]}, **record})
        for id, record in zip(PEOPLE, people, strict=True)
    }
    published = (f"{id}: {{kind: news, publisher: gazette, published: {day}}}\n" for id, day in SOURCES.items())
    files["data/ruritania/sources.yaml"] = FILES["data/ruritania/sources.yaml"] + "".join(published)
    workspace = with_predecessor({**files, f"{BRIEFING}/prisoners.yaml": annex}, listed)
    document, problems = assembled(write(root, workspace, style=True), edition=edition)
    return None if any(problem.code == "D201" for problem in problems) else document


def tables(document: Document) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield the id of the table, the name and the cells by column of each row of the annex."""
    annex = next(section for section in document.sections if section.id == "prisoners")
    for table in annex.blocks:
        if isinstance(table, Table):
            for row in table.body:
                cells = say_row(document, table, row)
                name = next(name for name in NAMES.values() if name in " ".join(list(cells.values())[:2]))
                yield table.id, name, cells


def facts(document: Document, id: str) -> str:
    section = next((s for s in find_headings(document) if s.id == f"profile.{id}"), None)
    first = section.blocks[0] if isinstance(section, Section) and section.blocks else None
    return join_inlines(first.inlines) if isinstance(first, Paragraph) and first.role == "facts" else ""


@pytest.mark.slow
@settings(max_examples=examples(100, 5), suppress_health_check=list(HealthCheck))
@given(st.tuples(*[records] * 3))
def test_all_of_a_paper_says_the_same_of_one_person_on_one_day(
    tmp_path_factory: pytest.TempPathFactory, people: tuple[dict[str, Any], ...]
) -> None:
    root = tmp_path_factory.mktemp("people")
    document, before = (paper(root / edition, people, edition) for edition in (f"{BRIEFING[10:]}", EARLIER))
    assume(document is not None and before is not None)
    assert document
    assert before
    rows = list(tables(document))
    listed = {name: (id, cells) for id, name, cells in rows if id.startswith("prisoners.prisoners")}
    assert set(listed) == set(NAMES.values())
    lines, counts = (picture.alt for picture in find_pictures(document.sections))
    then = {name: cells["status"] for id, name, cells in tables(before) if "changes" not in id}
    for id, record in zip(PEOPLE, people, strict=True):
        name = NAMES[id]
        table, cells = listed[name]
        status = cells["status"]
        found = read_standing(case(id, record), START, DAY)
        assert LISTS[table.removeprefix("prisoners.prisoners")] == found.standing
        assert ("taken" in cells) == (found.standing in ("free", "last_known"))
        if found.step:
            assert f"Status: {status}" in facts(document, id)
            # a line that ends before the day of the paper says what was last known, with the day of the last word
            drawn = trace(case(id, record), DAY)
            ended = drawn.last_word is None or drawn.last_word.last < DAY
            same = f"{name}, {status}: " in lines or f"{name}: {status}." in lines
            assert same or (ended and f"{name}, last known: " in lines) or f"{name}: last known" in lines
        for _, who, changed in rows:
            if who == name and "now" in changed:
                assert changed["now"] == status
                assert changed["then"] == then[name]
        if found.standing == "held" and cells["since"] != "not known to us":
            assert cells["since"] in facts(document, id)
        # one person has one date: what a status says of the custody is what stands in the column of it
        if (custody := re.search(r"\(in custody since (.*?)\)", status)) and (told := cells.get("since")):
            assert told.startswith(custody[1])
        if "since" in cells and (begun := re.match(r"[a-z -]+ \(since (.*?)\)", status)):
            assert cells["since"].startswith((begun[1], "not known to us"))
    dead = [name for name, (_, cells) in listed.items() if cells["status"].startswith("deceased")]
    for part, words in (("", "known to be held"), (".last-known", "not known")):
        number = sum(1 for name, (id, _) in listed.items() if id == f"prisoners.prisoners{part}" and name not in dead)
        assert f"{number} {words}" in counts.split("26 November 2020: ")[1]
    for one in counts.split("as of each")[-1].split(": ")[1:]:
        numbers = [int(part.split()[0]) for part in one.replace(". ", ", ").split(", ") if part[0].isdigit()]
        assert sum(numbers[:5]) >= len(NAMES)


START = date(2019, 10, 1)


@pytest.mark.slow
@settings(max_examples=examples(300))
@given(records, st.dates(date(2018, 6, 1), date(2021, 6, 1)))
def test_what_is_drawn_of_a_day_is_what_is_read_of_it(record: dict[str, Any], day: date) -> None:
    read_case = case("x", record)
    found, read = trace(read_case, day), read_standing(read_case, None, day)
    spans = [span for span in found.spans if span.status]
    assert all(span.end <= day for span in found.spans)
    assert all(one.end <= two.start for one, two in zip(found.spans, found.spans[1:], strict=False))
    if read.standing == "held" and all(step.day for step in list_steps(read_case, day)):
        # what has no day is not drawn; of the rest, nothing drawn last says that the person is free
        drawn = [(span.end, span.status) for span in spans] + [(seen.day, seen.status) for seen in found.seen]
        last = max(when for when, _ in drawn)
        assert any(status in CUSTODY for when, status in drawn if when == last)
    if (read.standing in ("free", "never_held") or read.arrest_only) and read.step and read.step.sort < day:
        assert not any(span.end == day and span.start < day and span.status in CUSTODY for span in spans)
