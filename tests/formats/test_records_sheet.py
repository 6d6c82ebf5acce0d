"""What a sheet says to programs: a value in each cell, days as dates, nothing that the audience may not see; and it is
read back as it was."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.base.text.formulas import guard_formula, unguard_formula
from generator.formats.csv import write_csv
from generator.formats.json import write_json
from generator.formats.xlsx import write_xlsx
from generator.paper.assemble.annex_alone import cut_out_annex, number_annex
from generator.paper.document import Document, Row, walk
from generator.records.case_rows import COLUMNS, read_row, sort_columns, write_fields
from generator.records.schema import Case
from generator.records.schema.base import Visibility
from tests.support.examples import examples
from tests.support.places import ROOT
from tests.support.sheets import sheet_of
from tests.support.strategies import partial_dates
from tests.support.workspaces import BRIEFING, FILES, assembled, built, edited, told, write

CASE = "data/ruritania/cases/rassendyll.yaml"
OTHER = "data/ruritania/cases/tarlenheim.yaml"
RECORDS = 3


def annex_of(root: Path, audience: Visibility | None = None) -> Document:
    annex = cut_out_annex(built(root, audience))
    assert annex is not None
    return number_annex(annex)


@pytest.fixture(scope="module")
def annex(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return annex_of(write(tmp_path_factory.mktemp("annex")))


def values_of(document: Document, id: str = "rassendyll") -> dict[str, str]:
    """Return what the row of a case says to programs."""
    rows = (dict(part.values) for part, _ in walk(document.sections) if isinstance(part, Row))
    return next(row for row in rows if row.get("id") == id)


def records_in_csv(data: bytes) -> list[dict[str, str]]:
    """Return the columns for programs of a CSV, as an import reads them: from `id` on."""
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    first = head.index("id")
    return [dict(zip(head[first:], map(unguard_formula, row[first:]), strict=True)) for row in rows]


def records_in_xlsx(data: bytes) -> list[dict[str, str]]:
    head, *rows = sheet_of(data, RECORDS).rows
    return [dict(zip(head, row + [""] * len(head), strict=False)) for row in rows]


PARTIAL = {
    OTHER: (
        "names: {preferred: Fritz Tarlenheim, family: Tarlenheim, native: {kk: Фриц, zh-Hant: 弗里茨}}\n"
        "gender: male\nregion: Zenda\nthemes: expression\ngroup: rassendyll\n"
        "basis: {already_public: gazette-1}\noccupation: {en: poet, ru: поэт}\n"
        "timeline: [{date: 2020-03, text: Remanded., status: pretrial}]\n"
    ),
}
"""A second person of whom the month of the arrest is known."""


def test_a_small_sheet(tmp_path: Path, golden: Callable[[str, str | bytes], None]) -> None:
    document = annex_of(write(tmp_path, PARTIAL))
    golden("sheet/annex.csv", write_csv(document))
    data = write_xlsx(document)
    assert write_xlsx(annex_of(tmp_path)) == data
    sheet = sheet_of(data, RECORDS)
    golden("sheet/records.txt", "\n".join("\t".join(row) for row in sheet.rows) + "\n")
    # both say the same, and the sheet of records also where its rows stand
    found = [{key: said for key, said in row.items() if key[:5] != "list."} for row in records_in_xlsx(data)]
    assert found == records_in_csv(write_csv(document))


def test_days_are_dates_and_months_are_not(tmp_path: Path) -> None:
    sheet = sheet_of(write_xlsx(annex_of(write(tmp_path, PARTIAL))), RECORDS)
    head = sheet.rows[0]
    told = {
        (row[1], key): (text, kind)
        for row, kinds in zip(sheet.rows[1:], sheet.kinds[1:], strict=True)
        for key, text, kind in zip(head, row, kinds, strict=False)
    }
    assert told["rassendyll", "as_of.taken"] == ("2020-04-17", "date")
    assert told["tarlenheim", "as_of.taken"] == ("2020-03", "text")
    assert told["tarlenheim", "as_of"] == ("2020-11-26", "date")
    assert told["tarlenheim", "list.number"] == ("2", "number")


@pytest.mark.slow
@given(written=st.one_of(partial_dates, st.dates().map(str), st.dates().map(lambda day: str(day)[:7])))
@settings(max_examples=examples(200, 20))
def test_every_date_stands_in_a_sheet_as_precise_as_it_is(annex: Document, written: str) -> None:
    document = with_values(annex, {"id": "a", "names.preferred": "A", "as_of.taken": written})
    row, _ = records_in_csv(write_csv(document))
    sheet = sheet_of(write_xlsx(document), RECORDS)
    at = sheet.rows[0].index("as_of.taken")
    # what is older than spreadsheets can count stays text
    kind = "date" if len(written) == 10 and written >= "1900-03-01" else "text"
    assert (sheet.rows[1][at], sheet.kinds[1][at]) == (written, kind)
    assert row["as_of.taken"] == written
    assert read_row(row) == ({"id": "a", "names": {"preferred": "A"}}, {"taken": written}, ())


def with_values(document: Document, values: Mapping[str, str]) -> Document:
    """Return the document with one row of its list of people, which says that."""
    done = False

    def change(part: Any) -> Any:
        nonlocal done
        if isinstance(part, Row):
            row = replace(part, values=() if done else tuple(values.items()))
            done = True
            return row
        if hasattr(part, "body") and part.columns[0].key == "number":
            return replace(part, body=tuple(map(change, part.body)))
        if hasattr(part, "blocks") and not hasattr(part, "header"):
            return replace(part, blocks=tuple(map(change, part.blocks)))
        return part

    made = replace(document, sections=tuple(map(change, document.sections)))
    assert done
    return made


# ── export, import: equal records ─────────────────────────────────────────────────────────────────────────────────────

_word = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=20).filter(
    lambda text: text == text.strip()
)
_id = st.from_regex(r"[a-z0-9]{1,6}([.-][a-z0-9]{1,6})?", fullmatch=True)
_tag = st.sampled_from(("kk", "ru", "zh-Hant", "sr-Latn"))


@st.composite
def listed_cases(draw: st.DrawFn) -> Case:
    """Cases with the fields that a row holds, and no others."""
    optional: dict[str, st.SearchStrategy[Any]] = {
        "gender": st.sampled_from(("female", "male", "other")),
        "occupation": st.one_of(_word, _word.map(lambda said: {"en": said})),
        "place": _word,
        "region": _word,
        "themes": st.lists(_id, min_size=1, max_size=3, unique=True),
        "group": _id,
        "kind": st.sampled_from(("person", "family", "group", "organisation")),
    }
    names = {"native": st.dictionaries(_tag, _word, min_size=1)} | dict.fromkeys(
        ("given", "patronymic", "family", "sort"), _word
    )
    said = draw(st.fixed_dictionaries({}, optional=optional))
    called = {"preferred": draw(_word)} | draw(st.fixed_dictionaries({}, optional=names))
    return Case.model_validate({"id": draw(_id), "names": called, **said})


@pytest.mark.slow
@given(cases=st.lists(listed_cases(), min_size=1, max_size=3, unique_by=lambda case: case.id))
@settings(max_examples=examples(200, 20))
def test_what_was_exported_is_read_as_the_same_record(cases: list[Case]) -> None:
    """Through the cells of a CSV, where nothing is a formula and everything is text."""
    rows = [dict(write_fields(case, "en", lambda *_: True)) for case in cases]
    keys = sort_columns(key for row in rows for key in row)
    text = io.StringIO(newline="")
    csv.writer(text).writerows([keys, *([guard_formula(row.get(key, "")) for key in keys] for row in rows)])
    head, *cells = csv.reader(io.StringIO(text.getvalue(), newline=""))
    for case, row in zip(cases, cells, strict=True):
        found = read_row(dict(zip(head, map(unguard_formula, row), strict=True)))
        assert found.faults == ()
        assert Case.model_validate(found.fields) == case


@given(text=st.text(st.sampled_from("'=+-@\t a＝"), max_size=5))
@settings(max_examples=examples(200, 40))
def test_what_is_no_formula_any_more_is_found_as_it_was(text: str) -> None:
    guarded = guard_formula(text)
    assert unguard_formula(guarded) == text
    assert not guarded.startswith(("=", "+", "-", "@", "\t", "＝"))


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"as_of.taken": "3/11/2020"}, "“3/11/2020” is no date"),
        ({"as_of.taken": "2020-11-31"}, "is no date"),
        ({"names.nativ.kk": "Фриц"}, "no field is called `names.nativ.kk`"),
        ({"names.native": "Фриц"}, "no field is called `names.native`"),
        ({"names.native.Kazakh": "Фриц"}, "no field is called"),
        ({"occupation": "poet", "occupation.en": "poet"}, "`occupation` is said twice"),
        ({"Occupation, place": "poet"}, "no field is called `Occupation, place`"),
    ],
)
def test_what_a_row_can_not_say_is_told_and_not_guessed(cells: dict[str, str], said: str) -> None:
    (fault,) = read_row({"id": "a", **cells}).faults
    assert said in fault.message
    assert fault.key in cells


def test_empty_cells_and_columns_of_the_list_say_nothing() -> None:
    assert read_row({"id": " a ", "gender": " ", "as_of.taken": "", "list.mark": "Internal"}).fields == {"id": "a"}


# ── who may see what ──────────────────────────────────────────────────────────────────────────────────────────────────

CLOSED = "names: {preferred: Sapt}\nbasis: {already_public: gazette-1}\nvisibility: internal\n"


@pytest.mark.slow
def test_a_row_names_no_record_that_its_readers_may_not_see(tmp_path: Path) -> None:
    """Neither by its id: of the group, of a theme, of a code, of a source."""
    hidden = PARTIAL | {
        OTHER: PARTIAL[OTHER].replace("group: rassendyll", "group: case-9").replace("themes: exp", "themes: [zzz, exp")
        .replace("ression\n", "ression]\n", 1)
        .replace("status: pretrial}", "status: pretrial, by: [secret-1, gazette-1]}")
        + "proceedings: [{charges: [zz-code/1, ru-code/12]}]\n",
        "data/ruritania/cases/case-9.yaml": CLOSED.replace("\nbasis", "\nkind: group\nbasis"),
        "data/themes.yaml": FILES["data/themes.yaml"] + "zzz: {title: Secret, order: 2, visibility: internal}\n",
        "data/ruritania/laws/zz-code.yaml": "title: Secret Code\nvisibility: internal\nprovisions: {'1': {title: x}}\n",
        "data/ruritania/sources.yaml": FILES["data/ruritania/sources.yaml"]
        + "secret-1: {kind: news, url: https://example.org/9, published: 2020-05, visibility: internal}\n",
    }  # fmt: skip
    root = write(tmp_path, hidden)
    public, internal = (values_of(annex_of(root, audience), "tarlenheim") for audience in ("public", "internal"))
    seen = {key: said for key, said in internal.items() if public.get(key) != said}
    assert seen == {
        "themes": "zzz expression",
        "group": "case-9",
        "as_of.charges": "zz-code/1 ru-code/12",
        "as_of.sources": "gazette-1 secret-1",
    }
    assert (public["themes"], public["as_of.charges"], public["as_of.sources"]) == (
        "expression", "ru-code/12", "gazette-1",
    )  # fmt: skip
    assert "group" not in public


@pytest.mark.slow
def test_a_field_above_the_audience_has_no_value(tmp_path: Path) -> None:
    closed = edited(CASE, "gender: male", "gender: {value: male, visibility: partner}")
    root = write(tmp_path, closed)
    assert "gender" not in values_of(annex_of(root, "public"))
    assert values_of(annex_of(root, "partner"))["gender"] == "male"
    assert b"\xd1" in write_csv(annex_of(root))  # the sheet has its column all the same, and other letters
    assert {row["gender"] for row in records_in_csv(write_csv(annex_of(root)))} == {""}


@pytest.mark.parametrize("display", ["pseudonym", "initials"])
def test_of_who_is_not_named_in_full_programs_read_no_more_than_everybody(display: str, tmp_path: Path) -> None:
    case = (
        PARTIAL[OTHER]
        .replace("family: T", "pseudonym: Z., given: Fritz, family: T")
        .replace("text: Remanded., status: pretrial}", "text: Remanded., status: pretrial, by: gazette-1}")
    )
    root = write(tmp_path, {
        OTHER: None,
        "data/ruritania/cases/case-12.yaml": f"{case}display: {display}\n",
        **edited(CASE, "related: tarlenheim\n", ""),
        f"{BRIEFING}/prisoners.yaml": FILES[f"{BRIEFING}/prisoners.yaml"].replace("tarlenheim", "case-12"),
    })  # fmt: skip
    document = annex_of(root)
    assert values_of(document, "case-12") == {
        "id": "case-12",
        **({"names.pseudonym": "Z."} if display == "pseudonym" else {}),
        "display": display,
        "kind": "person",
        "occupation.en": "poet",
        "as_of": "2020-11-26",
        "as_of.standing": "held",
        "as_of.status": "pretrial",
        "as_of.status_since": "2020-03",
        "as_of.last_word": "2020-03",
        "as_of.held_since": "2020-03",
        "as_of.taken": "2020-03",
    }
    for data in (write_csv(document), write_json(document)):
        assert b"Tarlenheim" not in data
        assert "弗里茨".encode() not in data


def test_an_id_that_tells_a_name_stops_the_sheet(tmp_path: Path) -> None:
    """A source is called after somebody who is printed under another name."""
    pseudonym = edited(CASE, "variants: [Rudolph Rassendyl]", "pseudonym: the editor")
    root = write(tmp_path, {
        CASE: None,
        "data/ruritania/cases/case-12.yaml": pseudonym[CASE].replace("id: rassendyll\n", "display: pseudonym\n")
        .replace("related: tarlenheim\n", "").replace("[Rudolf Rassendyll](case:rassendyll)", "The editor"),
        OTHER: PARTIAL[OTHER].replace("group: rassendyll\n", "").replace("lic: gazette-1", "lic: about-rassendyll"),
        "data/ruritania/sources.yaml": FILES["data/ruritania/sources.yaml"]
        + "about-rassendyll: {kind: news, url: https://example.org/9}\n",
        **{name: FILES[name].replace("cases: rassendyll", "cases: case-12")
           for name in ("data/ruritania/events.yaml", "data/ruritania/recommendations.yaml")},
        f"{BRIEFING}/expression.yaml": FILES[f"{BRIEFING}/expression.yaml"].replace("case:rassendyll", "case:case-12"),
        f"{BRIEFING}/prisoners.yaml": FILES[f"{BRIEFING}/prisoners.yaml"].replace("rassendyll", "case-12"),
    })  # fmt: skip
    _, problems = assembled(root)
    errors = [one for one in problems if one.severity == "error"]
    assert [(one.code, one.origin.file) for one in errors] == [("S104", OTHER)], told(problems)
    assert "columns for programs" in errors[0].message
    assert "assendyll" not in told(errors)


def test_an_id_that_names_somebody_of_whom_nothing_may_be_told_needs_a_basis(tmp_path: Path) -> None:
    root = write(tmp_path, {
        "data/ruritania/cases/sapt.yaml": "names: {preferred: Anton Sapt}\n",
        OTHER: PARTIAL[OTHER].replace("lic: gazette-1", "lic: visit-of-anton-sapt"),
        "data/ruritania/sources.yaml": FILES["data/ruritania/sources.yaml"]
        + "visit-of-anton-sapt: {kind: news, url: https://example.org/9}\n",
    })  # fmt: skip
    _, problems = assembled(root)
    errors = [one for one in problems if one.severity == "error"]
    assert [(one.code, one.origin.file) for one in errors] == [("S121", "data/ruritania/cases/sapt.yaml")]
    assert f"{OTHER}:1" in (errors[0].help or "")


@pytest.mark.slow
def test_what_somebody_claims_is_no_value(tmp_path: Path) -> None:
    """A cell has no room for whose word it is; the words beside it have."""
    person = "names: {preferred: Fritz Tarlenheim}\nbasis: {already_public: gazette-1}\n"
    for stages, gone in (
        ("[{date: 2020-03-01, stage: remanded, alleged: true, by: gazette-1}]", ("as_of.taken", "as_of.charges")),
        ("[{date: 2020-03-01, stage: questioned, role: witness, by: gazette-1}]", ("as_of.charges",)),
        ("[{date: 2020-03-01, stage: charged, attributed_to: bureau, by: gazette-1}]", ("as_of.charges",)),
    ):
        case = f"{person}proceedings: [{{charges: [ru-code/12], stages: {stages}}}]\n"
        found = values_of(annex_of(write(tmp_path, {OTHER: case})), "tarlenheim")
        assert not found.keys() & {*gone, "as_of.held_since"}, (stages, found)
    stage = "{date: 2020-03-01, stage: remanded, by: gazette-1}"
    fact = f"{person}proceedings: [{{charges: [ru-code/12], stages: [{stage}]}}]\n"
    found = values_of(annex_of(write(tmp_path, {OTHER: fact})), "tarlenheim")
    assert (found["as_of.taken"], found["as_of.charges"]) == ("2020-03-01", "ru-code/12")


def test_the_day_of_a_sentence_is_not_the_first_in_prison(tmp_path: Path) -> None:
    """The words beside say “not known to us (sentenced 1 March 2020)”."""
    sentence = "{kind: imprisonment, length: 3 years}"
    stage = f"{{date: 2020-03-01, stage: convicted, sentence: {sentence}, by: gazette-1}}"
    seen = "{as_of: 2020-11-01, verified: true, status: imprisoned, text: Seen there., by: bureau-watch}"
    case = (
        "names: {preferred: Fritz Tarlenheim}\nbasis: {already_public: gazette-1}\n"
        f"proceedings: [{{charges: [ru-code/12], stages: [{stage}]}}]\ntimeline: [{seen}]\n"
    )
    document = annex_of(write(tmp_path, {OTHER: case}))
    assert b"not known to us (sentenced 1 March 2020)" in write_csv(document)
    found = values_of(document, "tarlenheim")
    assert not found.keys() & {"as_of.held_since", "as_of.taken", "as_of.status_since"}
    assert (found["as_of.status"], found["as_of.last_word"]) == ("imprisoned", "2020-11-01")


def test_the_mark_of_a_paper_stands_in_each_row(tmp_path: Path) -> None:
    rows = records_in_xlsx(write_xlsx(annex_of(write(tmp_path, PARTIAL), "internal")))
    assert [row["list.mark"] for row in rows] == ["Internal", "Internal"]
    assert "list.mark" not in records_in_xlsx(write_xlsx(annex_of(tmp_path)))[0]


def test_an_annex_that_was_issued_before_has_no_sheet_of_records(tmp_path: Path) -> None:
    document = with_values(annex_of(write(tmp_path)), {})
    assert "id" not in write_csv(document).decode("utf-8-sig").split("\r\n")[0].split(",")
    data = write_xlsx(document)
    assert len(sheet_of(data, 2).rows[0]) == 4
    assert f"xl/worksheets/sheet{RECORDS}.xml" not in sheet_of(data).parts


def test_every_column_is_a_field_of_a_case_or_says_that_it_is_none() -> None:
    keys = [column.key for column in COLUMNS]
    assert len(set(keys)) == len(keys)
    for column in COLUMNS:
        field: Any = Case
        for name in [] if column.computed else column.key.split("."):
            field = field.model_fields[name].annotation
        assert column.computed == column.key.startswith("as_of")
        # and its page tells of it; names and words in a language by an example
        assert f"`{column.key}" in (ROOT / "docs" / "sheet.md").read_text("utf-8"), column.key


# ── other programs ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.ci
def test_libreoffice_reads_the_sheets_as_we_wrote_them(tmp_path: Path) -> None:
    program = shutil.which("soffice")
    assert program is not None
    evil = edited(CASE, "occupation: journalist", "occupation: '=1+1'")
    document = annex_of(write(tmp_path, PARTIAL | {CASE: evil[CASE]}))
    (tmp_path / "annex.xlsx").write_bytes(write_xlsx(document))
    # commas, quotes, UTF-8, every cell as it is shown, all sheets (LibreOffice 7.2 and newer)
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    subprocess.run(
        [program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", form,
         "--outdir", str(tmp_path), str(tmp_path / "annex.xlsx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    for number, name in ((1, "People"), (2, "Sources"), (RECORDS, "records")):
        with open(tmp_path / f"annex-{name}.csv", encoding="utf-8", newline="") as file:
            found = list(csv.reader(file))
        ours = sheet_of(write_xlsx(document), number).rows
        width = max(map(len, ours))
        said = [row + [""] * (width - len(row)) for row in ours if row]
        assert [row + [""] * (width - len(row)) for row in found if any(row)] == said
    assert "=1+1" in (tmp_path / "annex-records.csv").read_text("utf-8")
