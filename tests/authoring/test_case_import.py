"""A list of people becomes records: what a row says and nothing else, nobody twice, nothing by halves."""

from __future__ import annotations

import io
import json
import re
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from generator.authoring.case_import.plan import ImportPlan
from generator.base.diagnostics import render_text
from generator.paper.workspace import Workspace
from generator.records.load import load
from generator.records.resolve import resolve
from generator.records.schema import Case
from generator.runs.export_cases import export_cases
from tests.support.commands import run
from tests.support.lists import plan, take_in, write_csv, write_xlsx
from tests.support.long_lists import write_long_list
from tests.support.workspaces import BRIEFING, FILES, write

CASES = "data/ruritania/cases"
DAY = date(2020, 12, 1)
CASE = f"{CASES}/rassendyll.yaml"

HEADS = ("Name", "Sex", "Arrested", "Article", "Sentence", "Work", "Link", "Notes")
MAPPING = """\
country: ruritania
dates: day first
empty: ["-", n/a]
columns:
  Name: names.preferred
  Sex: {field: gender, values: {F: female, M: male, "?": ""}}
  Arrested: proceedings.1.stages.1.date
  Article: proceedings.1.charges
  Sentence: proceedings.1.stages.2.sentence.length
  Work: occupation
  Link: sources.1.url
  Notes: skip
constants:
  proceedings.1.stages.1.stage: arrested
  proceedings.1.stages.1.by: "#1"
  proceedings.1.stages.2.stage: convicted
  proceedings.1.stages.2.sentence.kind: imprisonment
  sources.1.kind: news
"""
ANTONIA = ("Antonia Zapt", "F", "3/4/2020", "ru-code/12", "2 years", "poet", "https://example.org/zapt", "private")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path)


def outcomes(made: ImportPlan) -> list[tuple[int, str, str]]:
    return [(one.row, one.outcome, one.id) for one in made.outcomes]


def told(made: ImportPlan) -> list[tuple[str, int, int]]:
    """Return code, row and column of what is wrong, in the order of the sheet."""
    return sorted(((d.code, d.origin.line, d.origin.column) for d in made.problems), key=lambda one: one[1:])


def case(root: Path, id: str) -> Case:
    dataset, problems = load(root)
    assert [*problems, *(d for d in resolve(dataset) if d.severity == "error")] == []
    return dataset.cases[id].record


# ── new cases ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_row_becomes_the_file_that_somebody_would_write(root: Path, tmp_path: Path) -> None:
    made = plan(root, write_csv(tmp_path / "list.csv", [HEADS, ANTONIA]), MAPPING)
    assert (outcomes(made), told(made)) == ([(2, "new", "antonia-zapt")], [])
    assert not (root / CASES / "antonia-zapt.yaml").exists()
    take_in(root, made)
    assert (root / CASES / "antonia-zapt.yaml").read_text("utf-8") == (
        "id: antonia-zapt\n"
        "names: {preferred: Antonia Zapt}\n"
        "gender: female\n"
        "occupation: poet\n"
        "sources:\n"
        "  antonia-zapt-1: {kind: news, url: https://example.org/zapt}\n"
        "proceedings:\n"
        "  - charges: [ru-code/12]\n"
        "    stages:\n"
        "      - {date: 2020-04-03, stage: arrested, by: antonia-zapt-1}\n"
        "      - stage: convicted\n"
        "        sentence: {kind: imprisonment, length: 2 years}\n"
    )
    case(root, "antonia-zapt")


def test_the_same_list_twice_changes_nothing(root: Path, tmp_path: Path) -> None:
    rows = [HEADS, ANTONIA, ("Rudolf Rassendyll", "M", "04/2020", "ru-code/12", "-", "", "", "")]
    made = plan(root, write_csv(tmp_path / "list.csv", rows), MAPPING)
    assert [one for _, one, _ in outcomes(made)] == ["new", "unchanged"]
    take_in(root, made)
    again = plan(root, tmp_path / "list.csv", MAPPING)
    assert [one for _, one, _ in outcomes(again)] == ["unchanged", "unchanged"]
    assert not again.files


@pytest.mark.slow
def test_a_workbook_says_the_same_as_a_csv(root: Path, tmp_path: Path) -> None:
    """A date of which a cell shows the month alone is that month."""
    rows = [HEADS[:3], ("Antonia Zapt", "F", date(2020, 4, 3)), ("Bela Zapt", "M", (date(2020, 4, 1), "mmm yyyy")),
            ("Carl Zapt", "M", (datetime(2020, 1, 1), "yyyy")), ("Dora Elphberg", "F", 2020)]  # fmt: skip
    typed = [HEADS[:3], ("Antonia Zapt", "F", (date(2024, 4, 3), "d-mmm"))]
    mapping = MAPPING.split("  Article")[0] + "constants: {proceedings.1.stages.1.stage: arrested}\n"
    # who types 3/4 gets the year of that day from the spreadsheet, unseen
    (asked,) = plan(root, write_xlsx(tmp_path / "typed.xlsx", People=typed), mapping).problems
    assert (asked.code, asked.message[:46]) == ("D403", "cell C2 of “People” (Arrested): “3 April, of a")
    made = plan(root, write_xlsx(tmp_path / "list.xlsx", People=rows), mapping)
    assert told(made) == []
    take_in(root, made)
    found = [
        str(case(root, id).proceedings[0].stages[0].date)
        for id in ("antonia-zapt", "bela-zapt", "carl-zapt", "dora-elphberg")
    ]
    assert found == ["2020-04-03", "2020-04", "2020", "2020"]


def test_words_and_flags_of_the_schema_are_read_however_they_are_written(root: Path, tmp_path: Path) -> None:
    heads = ("names.preferred", "names.native.kk", "gender", "timeline.1.text", "timeline.1.status", "timeline.1.minor",
             "timeline.1.as_of", "themes", "names.variants", "basis.consent.scope", "basis.consent.giver",
             "basis.consent.date", "as_of.status", "list.number")  # fmt: skip
    row = ("Antonia Zapt", "Антония", "Female", "Held.", "House arrest", "yes", "2020", "expression", "A. Zapt",
           "public un", "person", "2020", "held", "1")  # fmt: skip
    made = plan(root, write_csv(tmp_path / "list.csv", [heads, row]))
    take_in(root, made)
    found = case(root, "antonia-zapt")
    assert (found.gender, found.timeline[0].status, found.timeline[0].minor) == ("female", "house_arrest", True)
    assert (found.names.variants, found.themes) == (("A. Zapt",), ("expression",))
    assert found.basis is not None
    assert found.basis.consent is not None
    assert found.basis.consent.scope == ("public", "un")


def test_somebody_under_another_name_has_an_id_that_tells_nothing(root: Path, tmp_path: Path) -> None:
    rows = [("names.preferred", "names.pseudonym", "display"), ("Antonia Zapt", "The poet", "pseudonym")]
    made = plan(root, write_csv(tmp_path / "list.csv", rows))
    assert outcomes(made) == [(2, "new", "case-3")]


def test_a_known_address_is_cited_and_not_said_again(root: Path, tmp_path: Path) -> None:
    rows = [HEADS, (*ANTONIA[:6], "https://example.org/w1", "")]
    take_in(root, plan(root, write_csv(tmp_path / "list.csv", rows), MAPPING))
    found = case(root, "antonia-zapt")
    assert (found.sources, found.proceedings[0].stages[0].by) == ({}, ("weekly-1",))


# ── who somebody is ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "name",
    ["Rassendyll Rudolf", "Rudolf Rassendyl", "R. Rassendyll", "Рудольф Рассендил", "Rudolf Ivanovich Rassendyll"],
)
def test_a_name_that_is_near_anothers_is_asked_for(name: str, root: Path, tmp_path: Path) -> None:
    list = write_csv(tmp_path / "list.csv", [HEADS, (name, *ANTONIA[1:])])
    made = plan(root, list, MAPPING)
    assert (outcomes(made), told(made)) == ([(2, "refused", "")], [("D406", 2, 1)])
    assert not made.files
    assert "Rudolf Rassendyll (rassendyll)" in made.problems[0].message
    answered = plan(root, list, MAPPING + f"people: {{{name}: new}}\n")
    assert [one for _, one, _ in outcomes(answered)] == ["new"]


def test_who_has_the_very_name_of_somebody_in_another_country_is_asked_for(tmp_path: Path) -> None:
    hentzau = {"data/hentzau/country.yaml": "names: {preferred: Hentzau}\n",
               "data/hentzau/cases/far.yaml": "names: {preferred: Antonia Zapt}\n"}  # fmt: skip
    root = write(tmp_path, hentzau)
    made = plan(root, write_csv(tmp_path / "list.csv", [HEADS, ANTONIA]), MAPPING)
    assert told(made) == [("D406", 2, 1)]
    assert "may be Antonia Zapt (far, in data/hentzau/cases/far.yaml)" in made.problems[0].message


def test_an_answer_makes_another_spelling_a_variant(root: Path, tmp_path: Path) -> None:
    rows = [("names.preferred", "same_as", "place"), ("Rudolf Rassendyl", "rassendyll", "Strelsau")]
    made = plan(root, write_csv(tmp_path / "list.csv", rows))
    assert outcomes(made) == [(2, "changed", "rassendyll")]
    take_in(root, made)
    assert case(root, "rassendyll").names.preferred == "Rudolf Rassendyll"
    assert case(root, "rassendyll").names.variants == ("Rudolph Rassendyl", "Rudolf Rassendyl")


def test_who_was_new_is_not_made_again_by_the_same_list(root: Path, tmp_path: Path) -> None:
    """The answer `new` is read a second time with the list; so is a source without an address."""
    heads = ("Name", "Since", "Title")
    mapping = (
        "columns: {Name: names.preferred, Since: timeline.1.as_of, Title: sources.1.title}\n"
        "constants: {timeline.1.text: Held., timeline.1.by: '#1', sources.1.kind: report}\n"
        "people: {R. Rassendyll: new}\n"
    )
    list = write_csv(tmp_path / "list.csv", [heads, ("R. Rassendyll", "2020-11", "A list")])
    made = plan(root, list, mapping)
    assert outcomes(made) == [(2, "new", "r-rassendyll")]
    take_in(root, made)
    assert outcomes(plan(root, list, mapping)) == [(2, "unchanged", "r-rassendyll")]
    # a record that says otherwise since may be another one's, or not: it is asked
    path = root / CASES / "r-rassendyll.yaml"
    path.write_text(path.read_text("utf-8").replace("2020-11", "2020-10"), "utf-8")
    again = plan(root, list, mapping)
    assert told(again) == [("D406", 2, 1)]
    assert "is to be new, and is the very name of R. Rassendyll (r-rassendyll)" in again.problems[0].message


def test_a_namesake_needs_an_id(root: Path, tmp_path: Path) -> None:
    rows = [("id", "names.preferred", "place", "same_as"), ("", "Antonia Zapt", "Zenda", ""),
            ("", "Antonia Zapt", "Hofbau", "")]  # fmt: skip
    answer = "people: {Antonia Zapt: new}\n"
    assert told(plan(root, write_csv(tmp_path / "list.csv", rows), answer)) == [("D406", 3, 2)]
    rows[2] = ("zapt-of-hofbau", "Antonia Zapt", "Hofbau", "new")
    made = plan(root, write_csv(tmp_path / "list.csv", rows), answer)
    assert outcomes(made) == [(2, "new", "antonia-zapt"), (3, "new", "zapt-of-hofbau")]
    take_in(root, made)
    again = plan(root, tmp_path / "list.csv", answer)
    assert [one for _, one, _ in outcomes(again)] == ["unchanged", "unchanged"]


def test_rows_are_skipped_when_somebody_says_so(root: Path, tmp_path: Path) -> None:
    made = plan(root, write_csv(tmp_path / "list.csv", [HEADS, ANTONIA]), MAPPING + "people: {Antonia Zapt: skip}\n")
    assert (outcomes(made), made.files) == ([(2, "skipped", "")], {})


@pytest.mark.parametrize(
    ("second", "codes"),
    [("Antonia Zapt", {"D406"}), ("Zapt Antonia", {"D406"}), ("Bela Zapt", set()), ("", {"D406"})],
)
def test_nobody_stands_in_a_list_twice(second: str, codes: set[str], root: Path, tmp_path: Path) -> None:
    rows = [HEADS[:2], ANTONIA[:2], (second, "F")]
    mapping = MAPPING.split("  Arrested")[0]
    made = plan(root, write_csv(tmp_path / "list.csv", rows), mapping)
    assert {code for code, row, _ in told(made) if row == 3} == codes


def test_two_rows_of_one_case_are_told(root: Path, tmp_path: Path) -> None:
    rows = [("id", "names.preferred", "place"), ("rassendyll", "", "Zenda"), ("", "Rudolf Rassendyll", "Hofbau")]
    assert ("D407", 3, 2) in told(plan(root, write_csv(tmp_path / "list.csv", rows)))


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("rassendyll", "Somebody Else", ""), "D406"),
        (("", "Antonia Zapt", "nobody"), "D406"),
        (("Not an id", "Antonia Zapt", ""), "D106"),
    ],
)
def test_an_id_that_does_not_fit_is_told(row: tuple[str, ...], code: str, root: Path, tmp_path: Path) -> None:
    made = plan(root, write_csv(tmp_path / "list.csv", [("id", "names.preferred", "same_as"), row]))
    assert {code for code, *_ in told(made)} == {code}


def test_nobody_is_added_again_who_asked_to_be_named_no_more(tmp_path: Path) -> None:
    root = write(tmp_path, {
        f"{CASES}/gone.yaml": "names: {preferred: Antonia Zapt}\nbasis: {already_public: gazette-1, removed: 2020-02}\n"
    })  # fmt: skip
    for names in (("Antonia Zapt", ""), ("Zapt Antonia", ""), ("", "gone")):
        made = plan(root, write_csv(tmp_path / "list.csv", [("names.preferred", "id"), names]))
        assert [code for code, *_ in told(made)] == ["S125"]
        assert not made.files
        assert "Antonia" not in "".join(render_text(d) for d in made.problems)


# ── what a row changes ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_list_of_others_is_put_beside_ours_by_what_it_says_and_not_by_number(root: Path, tmp_path: Path) -> None:
    """Their first stage is our second one; a month says nothing against a day; comments and layout stay."""
    before = FILES[CASE].replace("gender: male\n", "gender: male  # as told\n")
    (root / CASE).write_text(before, "utf-8")
    heads = ("Name", "Sentenced", "Years", "Since", "Status", "Said")
    mapping = (
        "columns:\n  Name: names.preferred\n  Sentenced: proceedings.1.stages.1.date\n"
        "  Years: proceedings.1.stages.1.sentence.length\n  Since: timeline.1.as_of\n  Status: timeline.1.status\n"
        "  Said: timeline.1.text\n"
        "constants:\n  proceedings.1.stages.1.stage: convicted\n  proceedings.1.stages.1.by: gazette-1\n"
        "  timeline.1.by: bureau-watch\n"
    )
    rows = [heads, ("Rudolf Rassendyll", "2020-06", "5 years", "2020-11-02", "imprisoned", "In prison.")]
    made = plan(root, write_csv(tmp_path / "list.csv", rows), mapping)
    assert outcomes(made) == [(2, "changed", "rassendyll")]
    assert [(one.path, one.before) for one in made.outcomes[0].changes] == [
        (("proceedings", 0, "stages", 1, "sentence", "length"), "3 years"),
        (("proceedings", 0, "stages", 1, "by"), ["weekly-1", "bureau-watch"]),
        (("timeline", 1), None),
    ]
    take_in(root, made)
    after = (root / CASE).read_text("utf-8")
    assert after == before.replace("length: 3 years", "length: 5 years", 1).replace(
        "        by: [weekly-1, bureau-watch]", "        by: [weekly-1, bureau-watch, gazette-1]"
    ).replace(
        "detention:\n",
        "  - {as_of: 2020-11-02, text: In prison., status: imprisoned, by: bureau-watch}\ndetention:\n",
    )


def test_another_source_stands_beside_ours_and_not_in_its_place(root: Path, tmp_path: Path) -> None:
    """Where ours is one alone, too: `by: weekly-1` would lose the source on which the step rests."""
    heads = ("id", "proceedings.1.stages.1.stage", "proceedings.1.stages.1.by", "basis.already_public")
    list = write_csv(tmp_path / "list.csv", [heads, ("rassendyll", "arrested", "gazette-2", "gazette-2")])
    take_in(root, plan(root, list))
    found = case(root, "rassendyll")
    assert found.proceedings[0].stages[0].by == ("weekly-1", "gazette-2")
    assert found.basis is not None
    assert found.basis.already_public == ("gazette-1", "gazette-2")
    assert [one for _, one, _ in outcomes(plan(root, list))] == ["unchanged"]


def test_another_day_of_the_same_step_is_asked_for(root: Path, tmp_path: Path) -> None:
    rows = [HEADS, ("Rudolf Rassendyll", "M", "18/4/2020", "", "", "", "", "")]
    made = plan(root, write_csv(tmp_path / "list.csv", rows), MAPPING)
    assert told(made) == [("D408", 2, 3)]
    assert "2020-04-17, not 2020-04-18" in made.problems[0].message


def test_words_in_one_language_do_not_take_the_place_of_words_in_several(tmp_path: Path) -> None:
    root = write(tmp_path, {CASE: FILES[CASE].replace("occupation: journalist", "occupation: {en: writer, ru: поэт}")})
    rows = [("id", "occupation"), ("rassendyll", "poet")]
    assert told(plan(root, write_csv(tmp_path / "list.csv", rows))) == [("D408", 2, 2)]
    rows = [("id", "occupation.en"), ("rassendyll", "poet")]
    take_in(root, plan(root, write_csv(tmp_path / "list.csv", rows)))
    assert case(root, "rassendyll").occupation == {"en": "poet", "ru": "поэт"}


def test_a_value_with_a_visibility_of_its_own_keeps_it(tmp_path: Path) -> None:
    limited = "occupation: {value: journalist, visibility: partner}"
    root = write(tmp_path, {CASE: FILES[CASE].replace("occupation: journalist", limited)})
    take_in(root, plan(root, write_csv(tmp_path / "list.csv", [("id", "occupation"), ("rassendyll", "poet")])))
    assert limited.replace("journalist", "poet") in (root / CASE).read_text("utf-8")


def test_a_record_among_others_in_one_file_is_changed_there(tmp_path: Path) -> None:
    """Two rows change one file, whose ends of lines and mark of order stay."""
    many = "# ours\nbela: {names: {preferred: Bela Zapt}}\ncarl: {names: {preferred: Carl Elphberg}}\n"
    root = write(tmp_path, {"data/ruritania/cases.yaml": b"\xef\xbb\xbf" + many.replace("\n", "\r\n").encode()})
    rows = [("id", "gender"), ("bela", "male"), ("carl", "male")]
    take_in(root, plan(root, write_csv(tmp_path / "list.csv", rows)))
    after = (root / "data/ruritania/cases.yaml").read_bytes()
    assert after.startswith(b"\xef\xbb\xbf# ours\r\n")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert (case(root, "bela").gender, case(root, "carl").gender) == ("male", "male")


def test_what_a_statement_for_many_says_is_not_changed_in_a_record(tmp_path: Path) -> None:
    said = "statements:\n  - {as_of: 2020-11-01, status: imprisoned, by: bureau-watch, cases: [rassendyll]}\n"
    root = write(tmp_path, {f"{BRIEFING}/verified.yaml": said})
    rows = [
        ("id", "timeline.1.status", "timeline.1.as_of", "timeline.1.text"),
        ("rassendyll", "imprisoned", "2020-11-01", "x"),
    ]
    made = plan(root, write_csv(tmp_path / "list.csv", rows))
    assert [code for code, *_ in told(made)] == ["D408"]
    assert "a statement for many" in made.problems[0].message


def edit(root: Path, changes: dict[tuple[str, str], str]) -> Path:
    """Return the sheet of all cases as their authors export it, with some cells changed."""
    import csv

    data = export_cases(Workspace(root, [], "internal"), "ruritania", "internal", ["csv"], DAY).files
    rows = list(csv.reader(data["ruritania.cases.internal.csv"].decode("utf-8-sig").splitlines(True)))
    for (id, key), text in changes.items():
        if key not in rows[0]:
            rows[0].append(key)
        row = next(row for row in rows if row[0] == id)
        row += [""] * (len(rows[0]) - len(row))
        row[rows[0].index(key)] = text
    return write_csv(root / "edited.csv", rows)


def test_a_sheet_of_ours_is_read_by_its_numbers(root: Path) -> None:
    sheet = edit(root, {
        ("rassendyll", "proceedings.1.stages.1.date"): "2020-04-18",
        ("rassendyll", "timeline.1.text"): "It was searched.",
        ("rassendyll", "proceedings.1.stages.2.by"): "weekly-1", ("tarlenheim", "gender"): "male",
    })  # fmt: skip
    made = plan(root, sheet)
    assert [one for _, one, _ in outcomes(made)] == ["changed", "changed"]
    take_in(root, made)
    found = case(root, "rassendyll")
    assert [str(stage.date) for stage in found.proceedings[0].stages] == ["2020-04-18", "2020-06-22"]
    assert (len(found.timeline), found.timeline[0].text) == (1, "It was searched.")
    assert found.proceedings[0].stages[1].by == ("weekly-1",)
    assert {one for _, one, _ in outcomes(plan(root, sheet))} == {"unchanged"}


def test_a_sheet_of_a_record_that_was_changed_since_is_refused(root: Path) -> None:
    sheet = edit(root, {("rassendyll", "timeline.1.text"): "It was searched."})
    path = root / CASE
    path.write_text(path.read_text("utf-8").replace("occupation: journalist", "occupation: poet"), "utf-8")
    assert "D409" in {code for code, *_ in told(plan(root, sheet))}


def test_a_file_that_was_changed_while_somebody_looked_is_not_written_over(root: Path) -> None:
    made = plan(root, edit(root, {("rassendyll", "gender"): "female", ("tarlenheim", "gender"): "male"}))
    path = root / CASE
    path.write_text(path.read_text("utf-8") + "# mine\n", "utf-8")
    before = {path: path.read_bytes() for path in (root / CASES).iterdir()}
    with pytest.raises(Exception, match="1 problems"):
        take_in(root, made)
    assert {path: path.read_bytes() for path in (root / CASES).iterdir()} == before


@pytest.mark.slow
def test_a_long_list_goes_out_and_comes_in_again_as_the_same_records(tmp_path: Path) -> None:
    """With every field that a record has, through CSV, through a workbook and through JSON Lines."""
    root = write_long_list(tmp_path, 8)
    files = export_cases(Workspace(root, [], "internal"), "ruritania", "internal", ["csv", "xlsx", "jsonl"], DAY).files
    before = {id: entry.record for id, entry in load(root)[0].cases.items()}
    for name, data in files.items():
        if name.endswith(".schema.json"):
            continue
        (tmp_path / name).write_bytes(data)
        assert {one for _, one, _ in outcomes(plan(root, tmp_path / name))} == {"unchanged"}
        for path in (root / CASES).iterdir():
            path.unlink()
        # the papers of the workspace name cases that are not there now
        made = plan(root, tmp_path / name)
        assert {one for _, one, _ in outcomes(made)} == {"new"}
        take_in(root, made)
        assert {id: entry.record for id, entry in load(root)[0].cases.items()} == before


def test_json_lines_of_ours_are_read_by_their_numbers(root: Path) -> None:
    data = export_cases(Workspace(root, [], "internal"), "ruritania", "internal", ["jsonl"], DAY).files
    lines = root / "ours.jsonl"
    lines.write_bytes(data["ruritania.cases.internal.jsonl"])
    assert [one for _, one, _ in outcomes(plan(root, lines))] == ["unchanged", "unchanged"]
    changed = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    ours = next(one for one in changed if one["id"] == "rassendyll")
    ours["proceedings"][0]["stages"][0]["date"] = "2020-04-18"
    ours["timeline"][0]["minor"] = True
    ours["list_number"] = 7
    lines.write_text("\n".join(map(json.dumps, changed)), "utf-8")
    made = plan(root, lines)
    row = changed.index(ours) + 1
    assert told(made) == [("D402", row, 1)]
    assert made.problems[0].message == f"line {row} (list_number): no field is called `list_number`"
    del ours["list_number"]
    lines.write_text("\n".join(map(json.dumps, changed)), "utf-8")
    take_in(root, plan(root, lines))
    found = case(root, "rassendyll")
    assert (str(found.proceedings[0].stages[0].date), found.timeline[0].minor) == ("2020-04-18", True)
    # of this state of the record it is no more, and by what it says it changes nothing
    assert {one for _, one, _ in outcomes(plan(root, lines))} == {"unchanged"}


def test_what_a_record_says_in_other_words_is_no_change(tmp_path: Path) -> None:
    """`yes` of YAML comes back from JSON as true."""
    said = FILES[CASE].replace("{date: 2020-05, text: His", "{minor: yes, date: 2020-05, text: His")
    root = write(tmp_path, {CASE: said})
    assert case(root, "rassendyll").timeline[0].minor is True
    data = export_cases(Workspace(root, [], "internal"), "ruritania", "internal", ["jsonl", "csv"], DAY).files
    for name, content in data.items():
        if not name.endswith(".schema.json"):
            (root / name).write_bytes(content)
            assert {one for _, one, _ in outcomes(plan(root, root / name))} == {"unchanged"}, name


# ── every fault at once ───────────────────────────────────────────────────────────────────────────────────────────────


def test_every_fault_is_told_with_its_row_and_column(root: Path, tmp_path: Path) -> None:
    rows = [
        ("Name", "Sex", "Arrested", "Article", "Link", "Extra"),
        ("Antonia Zapt", "X", "2020-13-01", "", "example.org", ""),
        ("Bela\x07 Zapt", "F", "31/4/2020", "", "", ""),
        ("R. Rassendyll", "F", "03/04/20", "", "=1+1", "x"),
        ("Carl Elphberg", "M", "", "ru-code/99", "", ""),
    ]
    mapping = MAPPING.replace("  Sentence: proceedings.1.stages.2.sentence.length\n  Work: occupation\n", "")
    made = plan(root, write_csv(tmp_path / "list.csv", rows), mapping.replace("  Notes: skip\n", ""))
    assert told(made) == [
        ("D402", 1, 6), ("D405", 2, 2), ("D403", 2, 3), ("D106", 2, 5), ("D006", 3, 1), ("D403", 3, 3),
        ("D406", 4, 1), ("D403", 4, 3), ("D404", 4, 5), ("R101", 5, 4),
    ]  # fmt: skip
    assert not made.files
    assert "cell B2 (Sex): the mapping does not say what “X” is" in {d.message for d in made.problems}


SPELLED: dict[str, tuple[str, ...]] = {
    "3/4/2020": ("2020-04-03 (day first)", "2020-03-04 (month first)"), "03.04.2020": ("2020-04-03 (day first)",),
    "25-12-2020": ("2020-12-25 (day first)",), "12/25/2020": ("2020-12-25 (month first)",),
    "2020/4/3": ("2020-04-03 (year first)",), "3 April 2020": ("2020-04-03 (day first, month first)",),
    "Apr 3, 2020": ("2020-04-03",), "3 апреля 2020": ("2020-04-03",), "4/2020": ("2020-04 ",),
    "April 2020": ("2020-04 ",), "20200403": ("2020-04-03 (year first)",), "43924": ("2020-04-03 (days counted)",),
}  # fmt: skip


def test_dates_in_other_spellings_are_asked_back_with_their_readings(root: Path, tmp_path: Path) -> None:
    heads = ("names.preferred", "date_of_birth.date")
    rows = [heads, *((f"Antonia{chr(97 + n) * 4} Z{chr(97 + n) * 5}", said) for n, said in enumerate(SPELLED))]
    made = plan(root, write_csv(tmp_path / "list.csv", rows), "language: ru\n")
    asked = [d for d in made.problems if d.code == "D403"]
    assert [d.origin.line for d in asked] == [*range(2, len(rows) + 1)]
    for problem, readings in zip(asked, SPELLED.values(), strict=True):
        assert all(reading in problem.message for reading in readings)


@pytest.mark.parametrize(
    ("spelling", "said", "day"),
    [
        ("day first", "3/4/2020", "2020-04-03"), ("month first", "3/4/2020", "2020-03-04"),
        ("day first", "03.04.2020 00:00", "2020-04-03"), ("year first", "2020.4.3", "2020-04-03"),
        ("days counted", "43924", "2020-04-03"), ("day first", "2020-04", "2020-04"),
        ("day first", "13 Sept 2020", "2020-09-13"),
        ("month first", "25/12/2020", None), ("year first", "3/4/2020", None), ("day first", "31/4/2020", None),
        ("day first", "3/4/20", None), ("days counted", "2020.5", None), ("day first", "soon", None),
    ],
)  # fmt: skip
def test_a_column_may_say_how_its_dates_are_written(
    spelling: str, said: str, day: str | None, root: Path, tmp_path: Path
) -> None:
    rows = [("Name", "Born"), ("Antonia Zapt", said)]
    mapping = f"columns: {{Name: names.preferred, Born: {{field: date_of_birth.date, dates: {spelling}}}}}\n"
    made = plan(root, write_csv(tmp_path / "list.csv", rows), mapping)
    if day is None:
        assert told(made) == [("D403", 2, 2)]
    else:
        take_in(root, made)
        born = case(root, "antonia-zapt").date_of_birth
        assert born is not None
        assert str(born.date) == day


@pytest.mark.parametrize(
    ("rows", "mapping", "found"),
    [
        ([("Nmae",), ("A B",)], "columns: {Name: names.preferred, Nmae: skip}\n", ("D402", 1, 1)),
        ([("Name", "N2"), ("A B", "C D")], "columns: {Name: names.preferred, N2: names.preferred}\n", ("D402", 1, 2)),
        ([("Name",), ("A B",)], "columns: {Name: names.prefered}\n", ("D402", 1, 1)),
        ([("names.preferred",), ("A B", "stray")], "", ("D402", 2, 2)),
        ([("names.preferred",), ("A B",)], "constants: {proceedings.stage: x}\n", ("D402", 1, 1)),
        ([("names.preferred", "occupation", "occupation.en"), ("A B", "c", "d")], "", ("D405", 2, 3)),
        ([("names.preferred", "group"), ("A B", "nobody")], "", ("R101", 2, 2)),
    ],
)  # fmt: skip
def test_a_list_that_does_not_fit_is_told(
    rows: list[tuple[str, ...]], mapping: str, found: tuple[str, int, int], root: Path, tmp_path: Path
) -> None:
    made = plan(root, write_csv(tmp_path / "list.csv", rows), mapping)
    assert found in told(made)
    assert not made.files


def test_the_field_that_a_column_mostly_holds_is_proposed(root: Path, tmp_path: Path) -> None:
    made = plan(root, write_csv(tmp_path / "list.csv", [("Full Name", "Sex", "Shoe"), ("A B", "F", "41")]), "")
    proposed = [re.search(r"`columns: (.+?)`", d.help or "") for d in made.problems if d.code == "D402"]
    assert [found and found[1] for found in proposed] == [
        "{Full Name: names.preferred}",
        "{Sex: gender}",
        "{Shoe: FIELD}",
    ]


def test_markup_is_told_and_stays_words(root: Path, tmp_path: Path) -> None:
    rows = [("names.preferred", "occupation"), ("Antonia Zapt", "<script>alert(1)</script>poet")]
    made = plan(root, write_csv(tmp_path / "list.csv", rows))
    assert [(d.code, d.severity) for d in made.problems] == [("T108", "warning")]
    take_in(root, made)
    assert case(root, "antonia-zapt").occupation == "<script>alert(1)</script>poet"


# ── the command ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_the_command_shows_before_it_writes(root: Path, tmp_path: Path) -> None:
    list = write_csv(tmp_path / "list.csv", [HEADS, ANTONIA, ("Rudolf Rassendyll", "M", "", "", "5 years", "", "", "")])
    (tmp_path / "map.yaml").write_text(MAPPING, "utf-8")
    words = ("import", "cases", str(list), "--map", str(tmp_path / "map.yaml"))
    ran = run(root, *words)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        "row 2: new: Antonia Zapt (antonia-zapt)\n  names.preferred: Antonia Zapt\n  gender: female\n"
    )
    assert (
        "row 3: changed: Rudolf Rassendyll (rassendyll, by the name)\n"
        "  proceedings.1.stages.2.sentence.length: 3 years → 5 years\n"
        "1 new, 1 changed\n"
        "new cases go into data/ruritania/cases/, where a record that says nothing else is for `public`\n"
        "nothing was written; `--write` does it\n"
    ) in ran.out
    assert not (root / CASES / "antonia-zapt.yaml").exists()
    ran = run(root, *words, "--write")
    assert ran.code == 0
    assert ran.out.endswith(f"{CASES}/antonia-zapt.yaml\n{CASE}\n")
    assert run(root, *words, "--write").out.endswith("2 unchanged\nnothing to write\n")


class Terminal(io.StringIO):
    """What somebody types, line by line."""

    def isatty(self) -> bool:
        return True


@pytest.mark.slow
def test_at_a_terminal_what_is_open_is_asked(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How a column writes its dates, and who somebody is; what is left open stays refused, and nothing is guessed."""
    rows = [HEADS, ANTONIA, ("F. Tarlenheim", "M", "17/4/2020", "", "", "", "", "")]
    list = write_csv(tmp_path / "list.csv", rows)
    mapping = MAPPING.replace("dates: day first\n", "")
    (tmp_path / "map.yaml").write_text(mapping, "utf-8")
    words = ("import", "cases", str(list), "--map", str(tmp_path / "map.yaml"))
    monkeypatch.setattr(sys, "stdin", Terminal("\n\n"))
    ran = run(root, *words)
    assert (ran.code, ran.err.count("error D403"), ran.err.count("error D406")) == (1, 2, 1)
    # one question is left open, the other answered: none is asked again
    monkeypatch.setattr(sys, "stdin", Terminal("1\n\n"))
    ran = run(root, *words)
    assert (ran.code, ran.err.count("error D403"), ran.err.count("error D406")) == (1, 0, 1)
    monkeypatch.setattr(sys, "stdin", Terminal("9\n1\n1\nn\n"))
    ran = run(root, *words)
    assert ran.code == 0, ran.err
    assert "“Arrested” write its dates?" in ran.err
    assert "1  day first: 17/4/2020 is 2020-04-17, 3/4/2020 is 2020-04-03\nWhich" in ran.err
    assert "write a number from 1 to 1, or nothing" in ran.err
    assert "1  Fritz Tarlenheim (tarlenheim): the same\n  2  somebody new\n  3  leave the row out\n" in ran.err
    answers = ran.err.split("into the mapping file:\n")[1]
    assert answers.startswith(
        "columns:\n  Arrested: {field: proceedings.1.stages.1.date, dates: day first}\n"
        "people:\n  F. Tarlenheim: tarlenheim\n"
    )
    assert "proceedings.1.stages.1.date: 2020-04-03\n" in ran.out
    assert not (root / CASES / "antonia-zapt.yaml").exists()


def test_who_is_found_by_the_name_is_shown_with_who_else_is_near(root: Path, tmp_path: Path) -> None:
    (root / CASES / "rudolph.yaml").write_text("names: {preferred: Rudolph Rasendil}\n", "utf-8")
    list = write_csv(tmp_path / "list.csv", [("names.preferred",), ("Rudolf Rassendyll",)])
    said = (
        "row 2: unchanged: Rudolf Rassendyll (rassendyll, by the name)\n  near are also: Rudolph Rasendil (rudolph)\n"
    )
    assert run(root, "import", "cases", str(list)).out.startswith(said)


def test_where_one_row_is_refused_none_is_written(root: Path, tmp_path: Path) -> None:
    list = write_csv(tmp_path / "list.csv", [("names.preferred", "gender"), ("Antonia Zapt", "female"), ("B C", "x")])
    ran = run(root, "import", "cases", str(list), "--write")
    assert ran.code == 1
    assert "row 2: new: Antonia Zapt" in ran.out
    assert "row 3: refused: B C" in ran.out
    assert "list.csv:3:2: error D105 unknown-word: cell B3 (gender): `gender` does not know this word" in ran.err
    assert not (root / CASES / "antonia-zapt.yaml").exists()


def test_records_with_errors_come_first(root: Path, tmp_path: Path) -> None:
    (root / CASE).write_text("names: {preferred: [}\n", "utf-8")
    list = write_csv(tmp_path / "list.csv", [("names.preferred",), ("Rudolf Rassendyll",)])
    ran = run(root, "import", "cases", str(list), "--write")
    assert ran.code == 1
    assert "mend these records first" in ran.err
    assert [path.name for path in (root / CASES).iterdir() if path.name.startswith("rudolf")] == []


def test_a_mapping_that_is_wrong_is_told_at_its_line(root: Path, tmp_path: Path) -> None:
    list = write_csv(tmp_path / "list.csv", [("Name",), ("A B",)])
    (tmp_path / "map.yaml").write_text("columns:\n  Name: {feild: names.preferred}\ndates: any\n", "utf-8")
    ran = run(root, "import", "cases", str(list), "--map", str(tmp_path / "map.yaml"))
    assert ran.code == 2
    assert "map.yaml:2:10: error D103" in ran.err
    assert "map.yaml:3:8: error D105" in ran.err
