"""`briefing export uwazi` and `briefing import uwazi`: in the forms of Uwazi's own code, what an audience may see, and
back: partial dates stay partial, nobody is added unseen, nothing is taken of a folder with a fault."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.case_rows import read_row
from generator.records.load import load
from generator.records.schema.partial_dates import parse_date
from generator.records.uwazi_cells import join_values, name_column, read_range, split_values, write_range
from generator.runs.export_uwazi import export_uwazi
from tests.support.commands import Ran, run
from tests.support.hidden_people import HIDDEN_PEOPLE
from tests.support.workspaces import BRIEFING, EDITION, FILES, write

SOURCES = "data/ruritania/sources.yaml"
CASE = "data/ruritania/cases/rassendyll.yaml"

# ── the forms ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from([4, 7, 10]))
def test_a_partial_date_is_a_range_and_comes_back(day: date, length: int) -> None:
    written = parse_date(day.isoformat()[:length])
    assert read_range(write_range(written)) == written
    assert read_range(write_range(written).replace(":", "~")) == written


@pytest.mark.parametrize(
    ("cell", "said"),
    [("2020-05-03", "2020-05-03"), ("2020/05/03", "2020-05-03"), ("2020", "2020"), ("2020/05/01:2020/05/31", "2020-05"),
     ("2020-05-03:2020-05-09", None), ("2020-05-03~1970-01-01", None)],
)  # fmt: skip
def test_dates_are_read_as_uwazi_writes_them(cell: str, said: str | None) -> None:
    found = read_range(cell)
    assert (found.written if found else None) == said


@pytest.mark.parametrize("cell", ["03/05/2020", "May 3, 2020", "2020-05-03:", ":2020-05-03", "a~b", "1~2~3", "2020-13"])
def test_a_date_of_two_meanings_is_none(cell: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_range(cell)


@given(st.lists(st.text("ab |:ж", min_size=1, max_size=6)))
def test_several_values_come_back(values: list[str]) -> None:
    plain = list(
        dict.fromkeys(text for value in values if (text := value.replace("|", "/").strip()) and "::" not in text)
    )
    assert split_values(join_values(value for value in values if "::" not in value)) == plain


def test_heads_and_words_of_thesauri_are_read_as_uwazi_names_them() -> None:
    assert name_column(" My Prop__es") == ("my_prop", "es")
    assert name_column("Date added") == ("date_added", "")
    assert split_values("State::Court | Other|Other") == ["Court", "Other"]


# ── out ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

MORE: Mapping[str, str] = {
    **HIDDEN_PEOPLE,
    CASE: FILES[CASE].replace(
        "occupation: journalist", "occupation: {en: journalist, ru: журналист}\nthemes: [expression]"
    ),
    SOURCES: FILES[SOURCES]
    + "half: {kind: report, title: {en: Zapt, ru: Запт}, publisher: [bureau, Zenda House], published: 2020-05}\n"
    + 'sum: {kind: report, title: "=1+1", number: "7", accessed: 2020-05-03, archive_url: https://example.org/old}\n'
    + "like: {kind: news, title: Zapt, url: https://example.org/like}\n",
    "data/ruritania/cases/until.yaml": (
        "names: {preferred: Ivan Zaptarov}\n"
        "basis: {consent: {scope: public, giver: person, date: 2020, expires: 2021}}\n"
    ),
}  # fmt: skip


def table(data: bytes) -> list[dict[str, str]]:
    """Return the rows of a file."""
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_files_are_in_the_form_that_uwazi_imports(tmp_path: Path) -> None:
    dataset, _ = load(write(tmp_path, MORE), [])
    files, _, _ = export_uwazi(dataset, "internal", "ruritania", date(2020, 6, 1))
    sources = {row["record_id"]: row for row in table(files["sources.csv"])}
    half = sources["half"]
    assert (half["title__en"], half["title__ru"]) == ("Zapt", "Запт")
    assert "title" not in half  # not both with a language and without: Uwazi refuses that
    assert half["publisher"] == "Strelsau Bureau for Rights|Zenda House"
    assert half["publication_date"] == "2020-05-01:2020-05-31"
    assert sources["like"]["title__en"] == "Zapt (like)"  # Uwazi relates by titles: no two are the same
    assert sources["sum"]["title__en"] == "'=1+1"
    case = next(row for row in table(files["cases.csv"]) if row["record_id"] == "rassendyll")
    assert case["title"] == "Rudolf Rassendyll"
    assert (case["occupation__en"], case["occupation__ru"]) == ("journalist", "журналист")
    assert case["native_names"] == "ru: Рудольф Рассендилл"
    assert case["themes"] == "Freedom of expression"
    assert case["sources"].split("|") == ["weekly-1", "gazette-1", "bureau-watch"]


@pytest.mark.parametrize(
    ("audience", "day", "people"),
    [
        ("internal", date(2022, 6, 1), {"rassendyll", "tarlenheim", "secret", "unasked", "until"}),
        ("public", date(2020, 6, 1), {"rassendyll", "tarlenheim", "until"}),
        ("public", date(2022, 6, 1), {"rassendyll", "tarlenheim"}),
    ],
)
def test_people_are_told_of_as_far_as_their_basis_goes(
    tmp_path: Path, audience: Any, day: date, people: set[str]
) -> None:
    dataset, _ = load(write(tmp_path, MORE), [])
    files, number, _ = export_uwazi(dataset, audience, "ruritania", day)
    assert {row["record_id"] for row in table(files["cases.csv"])} == people
    assert number == len(people)
    text = b"".join(files.values()).decode()
    assert not {name for name in ("Zaptinov", "Miller", "Zaptilov") if name in text}
    assert ("Zaptov" in text) == ("secret" in people)


# ── in ────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def take(root: Path, files: Mapping[str, str | bytes], *words: str) -> Ran:
    """Write a folder of CSV files, and import it."""
    (root / "from").mkdir()
    for name, text in files.items():
        (root / "from" / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return run(root, "import", "uwazi", "from", *words)


@pytest.mark.slow
def test_what_goes_out_comes_back_equal(tmp_path: Path) -> None:
    root, empty = write(tmp_path / "a", MORE), tmp_path / "b"
    assert run(root, "export", "uwazi", "--audience", "internal", "--out", "out").code == 0
    kept = {"data/ruritania/sources.yaml": None, CASE: None, "data/ruritania/cases/tarlenheim.yaml": None,
            "data/dialogues.yaml": None}  # fmt: skip
    write(empty, kept)
    files = {path.name: path.read_bytes() for path in (root / "out").iterdir()}
    ran = take(empty, files, "--write")
    assert ran.code == 0, ran.err
    before, after = load(root, [])[0], load(empty, [])[0]
    fields = ("kind", "publisher", "title", "number", "url", "language", "published", "accessed", "archive_url")
    ours = {id: entry for id, entry in before.sources.items() if entry.file.startswith("data/ruritania")}
    plain = {id: [getattr(entry.record, name) for name in fields] for id, entry in ours.items()}
    assert {id: [getattr(entry.record, name) for name in fields] for id, entry in after.sources.items()} == plain
    people = {row["id"]: row for row in table((empty / "build/uwazi/cases.csv").read_bytes())}
    row = {key: text for key, text in people["rassendyll"].items() if not key.startswith(("list.", "names.variants"))}
    assert read_row(row) == (
        {"id": "rassendyll", "names": {"preferred": "Rudolf Rassendyll", "native": {"ru": "Рудольф Рассендилл"}},
         "gender": "male", "kind": "person", "occupation": {"en": "journalist", "ru": "журналист"}, "place": "Strelsau",
         "themes": ["expression"]}, {}, (),
    )  # fmt: skip
    assert people["rassendyll"]["names.variants.1"] == "Rudolph Rassendyl"
    assert people["rassendyll"]["list.sources"] == "weekly-1 gazette-1 bureau-watch"
    assert not list((empty / "data").rglob("rassendyll.yaml"))  # people go the way of every list
    again = run(empty, "import", "uwazi", "from")
    assert "new: 0\n" in again.out


FOREIGN = {
    "Articles.csv": (
        "Title,Date added,Template,Link,Publication date,Kind,Published,Color\n"
        "Zaptov free,2020-01-01,News article,page|https://example.org/z,2020-05-03~2020-05-03,Article,Published,red\n"
        "Private,2020-01-01,News article,,2020-05-03~2020-05-09,Article,Unpublished,\n"
    ),
    "people.csv": (
        "Title,gender,Themes,Sources,date_of_birth,Published\n"
        "Orlan Zaptov,Male,Freedom of expression|Sport,Zaptov free|Nothing,03/05/1980,Published\n"
        "Bela Mirov,,,,,Unpublished\n"
    ),
}
WORDS = (
    "--template", "News article=sources", "--template", "people=cases",
    "--column", "sources.address=Link", "--kind", "Article=news",
)  # fmt: skip


@pytest.mark.slow
def test_an_uwazi_of_others_is_read_with_what_was_told_of_it(tmp_path: Path) -> None:
    root = write(tmp_path)
    ran = take(root, FOREIGN, *WORDS, "--write")
    assert ran.code == 0, ran.err
    for said in (
        "the column “Color” is not read",
        "`issued` is left out: it is no single day, month or year",
        "`themes` is left out: there is no theme “Sport”",
        "`sources` is left out: there is no source “Nothing”",
        "`date_of_birth` is left out: “03/05/1980” is no single day",
    ):
        assert said in ran.err
    dataset, problems = load(root, [])
    assert not problems
    by_title = {str(entry.record.title): entry for entry in dataset.sources.values()}
    free, private = by_title["Zaptov free"], by_title["Private"]
    assert (free.record.url, str(free.record.published)) == ("https://example.org/z", "2020-05-03")
    assert free.visibility == "public"
    assert private.visibility == "internal"  # what only those see there who may log in is open to nobody here
    row, closed = table((root / "build/uwazi/cases.csv").read_bytes())
    assert row == {
        "names.preferred": "Orlan Zaptov",
        "gender": "male",
        "themes": "expression",
        "list.sources": free.record.id,
        "visibility": "",
    }
    assert (closed["names.preferred"], closed["visibility"]) == ("Bela Mirov", "internal")


def test_from_an_uwazi_to_a_paper(tmp_path: Path) -> None:
    """As docs/uwazi.md tells it: the folder, the table of people with what a record needs beside, and a section that
    names them."""
    root = write(tmp_path, style=True)
    ran = take(root, FOREIGN, *WORDS, "--write")
    assert ran.out.endswith(
        "now compare the people with ours: briefing import cases build/uwazi/cases.csv --country ruritania\n"
    )
    people = root / "build/uwazi/cases.csv"
    row, closed = table(people.read_bytes())
    source = row["list.sources"]
    row |= {"basis.already_public": source, "proceedings.1.stages.1.date": "2020-05-03",
            "proceedings.1.stages.1.stage": "arrested", "proceedings.1.stages.1.by": source}  # fmt: skip
    with people.open("w", encoding="utf-8") as file:
        csv.DictWriter(file, [*row]).writeheader()
        csv.DictWriter(file, [*row]).writerows([row, closed])
    words = ("import", "cases", "build/uwazi/cases.csv", "--country", "ruritania", "--write")
    ran = run(root, *words)
    assert ran.code == 0, ran.err
    assert run(root, *words).out.endswith("2 unchanged\nnothing to write\n")
    assert load(root, [])[0].cases["bela-mirov"].visibility == "internal"
    section = root / BRIEFING / "prisoners.yaml"
    section.write_text(section.read_text("utf-8").replace("prisoners: [", "prisoners: [orlan-zaptov, "), "utf-8")
    ran = run(root, "build", EDITION, "--format", "md")
    assert ran.code == 0, ran.err
    paper = next((root / "build").rglob("*.md")).read_text("utf-8")
    assert "Orlan Zaptov" in paper
    assert "https://example.org/z" in paper


BAD: dict[str, tuple[Mapping[str, str | bytes], str]] = {
    "template": ({"Articles.csv": "Title\nx\n"}, "Articles.csv:2:1: error D462 unreadable-entry: what the template"),
    "title": (
        {"sources.csv": "title,kind\n,news\n"},
        "sources.csv:2:1: error D462 unreadable-entry: the row has no title",
    ),
    "kind": ({"sources.csv": "title,kind\nx,Thing\n"}, "can't be told by its type “Thing”"),
    "one of two": ({"a.csv": b"\xff\xff\n", "cases.csv": "title\nx\n"}, "a.csv:1:1: error D007"),
    "a comma too many": ({"cases.csv": "title,place\nZaptov,Zenda,Hofbau\n"}, "cases.csv:2:3: error D402"),
    "nothing": ({"cases.csv": "title\n"}, "there is nothing to read in this folder"),
    "no file": ({}, "is no folder with CSV files"),
}


@pytest.mark.parametrize("name", BAD)
def test_of_a_folder_that_cannot_be_read_whole_nothing_is_taken(tmp_path: Path, name: str) -> None:
    root = write(tmp_path)
    files, said = BAD[name]
    ran = take(root, files, "--write")
    assert ran.code == 1, json.dumps(ran)
    assert said in ran.err
    assert (root / SOURCES).read_text("utf-8") == FILES[SOURCES]
    assert not (root / "build").exists()


def test_hostile_cells_are_only_words(tmp_path: Path) -> None:
    root = write(tmp_path)
    cell = "\u202e=cmd|' /C calc'!A0\x07<script>alert(1)</script>"
    files = {"cases.csv": f'title,record_id,native_names,place\n"{cell}",../../etc,"{cell}","=1+1"\n'}
    ran = take(root, files, "--write")
    assert ran.code == 0, ran.err
    (row,) = table((root / "build/uwazi/cases.csv").read_bytes())
    assert row == {"names.preferred": "'=cmd|' /C calc'!A0", "place": "'=1+1"}
