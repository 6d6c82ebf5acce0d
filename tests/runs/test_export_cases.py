"""What an export tells follows from who reads it, as in every paper; and what is exported is read as the same
records."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator.base.diagnostics import BriefingError
from generator.base.text.formulas import unguard_formula
from generator.paper.workspace import Workspace
from generator.records.schema.base import Visibility
from generator.runs.export_cases import EXPORT_FORMATS, export_cases
from tests.support.commands import run
from tests.support.lists import plan
from tests.support.sheets import sheet_of
from tests.support.workspaces import FILES, write

CASE = "data/ruritania/cases/rassendyll.yaml"
OTHER = "data/ruritania/cases/tarlenheim.yaml"
DAY = date(2020, 12, 1)

CLOSED = {
    "data/ruritania/sources.yaml": FILES["data/ruritania/sources.yaml"]
    + "secret-1: {kind: monitoring, publisher: bureau, visibility: partner}\n",
    CASE: (
        "names: {preferred: Rudolf Rassendyll}\n"
        "occupation: {value: spymaster, visibility: partner}\n"
        "date_of_birth: {date: 1985-03-04, by: weekly-1}\n"
        "relatives: [{relationship: wife, name: Flavia Elphberg, by: weekly-1}]\n"
        "basis: {consent: {scope: public, giver: person, date: 2020-01-31}}\n"
        "sources:\n  weekly-1: {kind: news, publisher: Zenda Weekly, url: https://example.org/w1}\n"
        "proceedings:\n"
        "  - lawyers: [{name: Lothar Sapt, by: weekly-1}]\n"
        "    stages:\n"
        "      - {date: 2020-04-17, stage: arrested, by: [weekly-1, secret-1]}\n"
        "      - {date: 2020-06-22, stage: convicted, by: secret-1}\n"
        "timeline:\n"
        "  - {date: 2020-05, text: '=HYPERLINK(1)', by: weekly-1}\n"
        "profile:\n"
        "  - {as_of: 2020-11, text: 'He wrote.[@secret-1]'}\n"
        "  - {as_of: 2020-12, text: 'He wrote again.[@weekly-1]'}\n"
    ),
    OTHER: (
        "names: {preferred: Fritz Tarlenheim, pseudonym: The count, family: Tarlenheim}\ndisplay: pseudonym\n"
        "gender: male\nplace: Zenda\noccupation: count\nbasis: {already_public: gazette-1}\n"
    ),
    "data/ruritania/cases/hidden.yaml": (
        "names: {preferred: Black Michael}\nvisibility: partner\nbasis: {already_public: gazette-1}\n"
    ),
    "data/ruritania/cases/gone.yaml": (
        "names: {preferred: Gone Zaptman}\nbasis: {already_public: gazette-1, removed: 2020-02}\n"
    ),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write(tmp_path_factory.mktemp("export"), CLOSED)
    (folder / OTHER).rename(folder / "data/ruritania/cases/case-2.yaml")
    for path in folder.rglob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("tarlenheim", "case-2"), "utf-8")
    return folder


def rows_of(data: bytes) -> dict[str, dict[str, str]]:
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    named = [dict(zip(head, map(unguard_formula, row), strict=True)) for row in rows]
    return {row["id"]: {key: said for key, said in row.items() if said} for row in named}


def export(root: Path, audience: Visibility) -> dict[str, Any]:
    made = export_cases(Workspace(root, [], audience), "ruritania", audience, EXPORT_FORMATS, DAY)
    return {name.rpartition(".")[2]: data for name, data in made.files.items()}


def test_everybody_reads_what_papers_for_everybody_may_tell(root: Path) -> None:
    files = export(root, "public")
    rows = rows_of(files["csv"])
    assert set(rows) == {"rassendyll", "case-2"}
    case = rows["rassendyll"]
    assert case["date_of_birth.date"] == "1985"
    assert case["proceedings.1.stages.1.by"] == "weekly-1"
    assert case["relatives.1.relationship"] == "wife"
    assert (case["profile.2.text"], "profile.1.text" in case) == ("He wrote again.[@weekly-1]", False)
    closed = (
        "spymaster",
        "1985-03",
        "Flavia",
        "Sapt",
        "secret-1",
        "convicted",
        "Michael",
        "Gone",
        "2020-01-31",
        "He wrote.",
    )
    assert not [word for word in closed if any(word in said for row in rows.values() for said in row.values())]
    assert not [key for row in rows.values() for key in row if "basis" in key or "visibility" in key or "list." in key]


def test_of_somebody_under_another_name_the_export_tells_what_everybody_reads(root: Path) -> None:
    told = {
        "id": "case-2", "names.pseudonym": "The count", "display": "pseudonym", "occupation": "count", "place": "Zenda"
    }  # fmt: skip
    assert rows_of(export(root, "public")["csv"])["case-2"] == told
    assert rows_of(export(root, "confidential")["csv"])["case-2"] == told | {"list.mark": "Confidential"}


def test_partners_read_more_and_the_authors_all_but_who_asked_to_be_named_no_more(root: Path) -> None:
    partner = rows_of(export(root, "partner")["csv"])
    assert set(partner) == {"rassendyll", "case-2", "hidden"}
    assert partner["rassendyll"]["occupation"] == "spymaster"
    assert {row["list.mark"] for row in partner.values()} == {"For partners only"}
    parts = sheet_of(export(root, "partner")["xlsx"]).parts
    assert all(b"For partners only" in parts[name] for name in ("docProps/core.xml", "xl/worksheets/sheet1.xml"))
    internal = rows_of(export(root, "internal")["csv"])
    assert internal["rassendyll"]["relatives.1.name"] == "Flavia Elphberg"
    assert internal["rassendyll"]["basis.consent.giver"] == "person"
    assert internal["case-2"]["names.preferred"] == "Fritz Tarlenheim"
    assert "gone" not in internal


def test_no_export_changes_the_records_that_it_was_made_of(root: Path, tmp_path: Path) -> None:
    """Not one for readers who see less of them, either."""
    audiences: tuple[Visibility, ...] = ("public", "partner", "internal")
    for audience in audiences:
        for form, data in export(root, audience).items():
            if form in ("csv", "jsonl"):
                (tmp_path / f"list.{form}").write_bytes(data)
                made = plan(root, tmp_path / f"list.{form}")
                assert (made.problems, {one.outcome for one in made.outcomes}) == ((), {"unchanged"})


def test_nothing_is_a_formula_and_all_formats_say_the_same(root: Path) -> None:
    files = export(root, "internal")
    rows = rows_of(files["csv"])
    assert rows["rassendyll"]["timeline.1.text"] == "=HYPERLINK(1)"
    assert ",'=HYPERLINK(1)," in files["csv"].decode()
    sheet = sheet_of(files["xlsx"])
    head, *cells = sheet.rows
    found = {row[0]: {key: said for key, said in zip(head, row, strict=False) if said} for row in cells}
    assert found == rows
    assert b"<f>" not in sheet.parts["xl/worksheets/sheet1.xml"]
    place = [row[0] for row in cells].index("rassendyll") + 1
    assert sheet.kinds[place][head.index("proceedings.1.stages.1.date")] == "date"
    lines = [json.loads(line) for line in files["jsonl"].decode().splitlines()]
    assert [line["id"] for line in lines] == list(rows)
    schema = json.loads(files["json"])
    for line in lines:
        Draft202012Validator(schema).validate(line)


UNTOLD = {
    "none": "",
    "ended": "basis: {consent: {scope: public, giver: person, date: 2019-01-31, expires: 2020-11-30}}\n",
    "of another use": "basis: {consent: {scope: un, giver: person, date: 2019-01-31}}\n",
    "of a child": "date_of_birth: {date: 2010}\nbasis: {already_public: gazette-1}\n",
    "of a closed document": "basis: {already_public: secret-1}\n",
}


@pytest.mark.parametrize("basis", UNTOLD.values(), ids=UNTOLD)
def test_of_whom_no_basis_allows_to_tell_nobody_is_told(tmp_path: Path, basis: str) -> None:
    """A paper for everybody stops at such a case; a list of all cases would have told of it."""
    name = "names: {preferred: Anton Zaptovsky}\n"
    root = write(tmp_path, CLOSED | {"data/ruritania/cases/bare.yaml": name + basis})
    (root / OTHER).unlink()
    made = export_cases(Workspace(root, [], "public"), "ruritania", "public", EXPORT_FORMATS, DAY)
    assert (made.cases, made.uncovered) == (1, 1)
    assert not [name for name, data in made.files.items() if name.endswith(("csv", "jsonl")) and b"Zaptovsky" in data]
    assert "bare" in rows_of(export(root, "internal")["csv"])
    ran = run(root, "export", "cases", "--format", "csv")
    assert ran.err.endswith("; of 1 more no basis allows to tell (see `basis` in the records)\n")
    assert "Zaptovsky" not in ran.err + ran.out


def test_a_name_that_no_basis_covers_is_found_in_the_words_of_others(tmp_path: Path) -> None:
    root = write(tmp_path, {
        "data/ruritania/cases/bare.yaml": "names: {preferred: Anton Zaptovsky}\n",
        CASE: FILES[CASE].replace("health: He is ill.", "health: Anton Zaptovsky was with him."),
    })  # fmt: skip
    with pytest.raises(BriefingError) as raised:
        export(root, "public")
    assert {d.code for d in raised.value.diagnostics} == {"S105"}
    assert "Zaptovsky" not in str(raised.value.diagnostics)


def test_the_id_of_whom_no_basis_covers_is_not_told_by_a_record_that_names_it(tmp_path: Path) -> None:
    root = write(tmp_path, CLOSED | {
        "data/ruritania/cases/zaptovsky.yaml": "names: {preferred: Anton Zaptovsky}\n",
        CASE: CLOSED[CASE] + "related: [zaptovsky, case-2]\ngroup: zaptovsky\n",
    })  # fmt: skip
    (root / OTHER).rename(root / "data/ruritania/cases/case-2.yaml")
    case = rows_of(export(root, "public")["csv"])["rassendyll"]
    assert (case["related"], "group" in case) == ("case-2", False)


def test_whoever_withdrew_is_not_named_to_the_authors_either(tmp_path: Path) -> None:
    gone = "names: {preferred: Anton Zaptovsky}\nbasis: {already_public: gazette-1, removed: 2020-02}\n"
    root = write(tmp_path, {
        "data/ruritania/cases/gone.yaml": gone,
        CASE: FILES[CASE].replace("health: He is ill.", "health: Anton Zaptovsky was with him."),
    })  # fmt: skip
    with pytest.raises(BriefingError):
        export(root, "internal")


def test_relatives_photographs_and_names_of_before_need_what_allows_them_too(tmp_path: Path) -> None:
    ended = "{consent: {scope: public, giver: person, date: 2019-01-31, expires: 2020-11-30}}"
    held = "{consent: {scope: public, giver: relative, date: 2019-01-31}}"
    root = write(tmp_path, {CASE: CLOSED[CASE].replace(
        "relatives: [{relationship: wife, name: Flavia Elphberg, by: weekly-1}]\n",
        f"relatives: [{{relationship: wife, name: Flavia Elphberg, basis: {ended}, by: weekly-1}},"
        f" {{relationship: brother, name: Robert Burlesdon, basis: {held}, by: weekly-1}}]\n"
        "affiliations: [{organisation: gazette, role: editor}]\n"
        "photograph: {file: data/ruritania/photographs/1.jpg, alt: He reads., credit: Rose,"
        f" basis: {ended}}}\n",
    ).replace("preferred: Rudolf Rassendyll", "preferred: Rudolf Rassendyll, pseudonym: The player")
      .replace("by: [weekly-1, secret-1]", "by: weekly-1").replace("by: secret-1", "by: weekly-1")
      .replace("@secret-1", "@weekly-1")})  # fmt: skip
    case = rows_of(export(root, "public")["csv"])["rassendyll"]
    assert case["names.preferred"] == "Rudolf Rassendyll"
    assert (case["relatives.1.relationship"], "relatives.1.name" in case) == ("wife", False)
    assert case["relatives.2.name"] == "Robert Burlesdon"
    closed = ("basis", "photograph", "pseudonym", "affiliations")
    assert not [key for key in case if any(word in key for word in closed)]
    internal = rows_of(export(root, "internal")["csv"])["rassendyll"]
    assert internal["relatives.1.name"] == "Flavia Elphberg"
    assert internal["names.pseudonym"] == "The player"


def test_the_same_records_give_the_same_bytes(root: Path) -> None:
    assert export(root, "partner") == export(root, "partner")


def test_what_is_protected_stops_an_export(tmp_path: Path) -> None:
    """A name that is closed in one record, and is typed into an open one, is found by the last gate."""
    root = write(tmp_path, {
        "data/ruritania/cases/hidden.yaml": "names: {preferred: Black Michael}\nvisibility: internal\n",
        CASE: FILES[CASE].replace("health: He is ill.", "health: Black Michael was with him."),
    })  # fmt: skip
    with pytest.raises(BriefingError) as raised:
        export(root, "public")
    assert {d.code for d in raised.value.diagnostics} == {"S105"}


@pytest.mark.parametrize("format", EXPORT_FORMATS)
def test_a_name_over_two_lines_is_found_in_each_format(tmp_path: Path, format: str) -> None:
    """In the source of a line of JSON, `\\n` stands between its words."""
    root = write(tmp_path, {
        "data/ruritania/cases/hidden.yaml": "names: {preferred: Anton Zaptovsky}\nvisibility: internal\n",
        CASE: FILES[CASE].replace("health: He is ill.", 'health: "It was\\nAnton\\nZaptovsky\\nthere."'),
    })  # fmt: skip
    with pytest.raises(BriefingError) as raised:
        export_cases(Workspace(root, [], "public"), "ruritania", "public", [format], DAY)
    assert {d.code for d in raised.value.diagnostics} == {"S105"}


def test_the_command_writes_beside_the_papers_and_counts(root: Path, tmp_path: Path) -> None:
    ran = run(root, "export", "cases", "--format", "csv", "--audience", "partner", "--out", str(tmp_path))
    assert ran.code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["ruritania.cases.partner.csv"]
    assert ran.err == "3 cases; 1 more is not for `partner`\n"


def test_records_with_errors_are_not_exported(tmp_path: Path) -> None:
    root = write(tmp_path, {CASE: "names: {preferred: Rudolf Rassendyll}\nby: nobody\n"})
    ran = run(root, "export", "cases")
    assert (ran.code, ran.out) == (1, "")
    assert "D103" in ran.err
    assert not (root / "build").exists()
