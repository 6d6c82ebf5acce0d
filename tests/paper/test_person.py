"""Who somebody is: birth and age, family, as what and under which number others list them; to whom which of it goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.paper.document import Document, Section, find_headings, join_inlines
from generator.records.schema.base import Visibility
from generator.records.schema.person import RecognisedAs, Relationship
from tests.support.tables import say_row
from tests.support.workspaces import BRIEFING, assembled, built, edited, prose, told, write

CASE = "data/ruritania/cases/rassendyll.yaml"
TARLENHEIM = "data/ruritania/cases/tarlenheim.yaml"
BORN = "date_of_birth: {date: 1980-05-17, by: weekly-1}\n"
FAMILY = """\
relatives:
  - {relationship: wife, name: Antoinette Mauban, by: weekly-1}
  - relationship: daughter
    name: Osra Mauban
    minor: true
    dependant: true
    basis: {consent: {scope: partner, giver: guardian, date: 2020-01}}
  - {relationship: son, number: 2, minor: true}
  - {relationship: mother, name: Amelia Rassendyll, basis: {already_public: gazette-1}}
  - {relationship: brother, case: tarlenheim}
  - {relationship: sister, visibility: internal}
"""


def known(more: str) -> dict[str, str]:
    """Return the change that adds fields to the record of Rassendyll."""
    return edited(CASE, "gender: male\n", f"gender: male\n{more}")


def facts(document: Document, case: str = "rassendyll") -> dict[str, str]:
    """Return the line of facts of a profile by the words that head its parts."""
    (section,) = [one for one in find_headings(document) if one.id == f"profile.{case}"]
    assert isinstance(section, Section)
    line = join_inlines(section.blocks[0].inlines)  # type: ignore[union-attr]
    return dict(part.split(": ", 1) for part in line.split(" · ") if ": " in part)


# ── birth and age ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("day_for", "audience", "born", "age"),
    [
        ("", "public", "1980", None),
        ("", "confidential", "1980", None),
        ("", "internal", "17 May 1980", "39"),
        ("day_for: partner, ", "public", "1980", None),
        ("day_for: partner, ", "partner", "17 May 1980", "39"),
        ("day_for: public, ", "public", "17 May 1980", "39"),
    ],
)
def test_the_day_of_a_birth_goes_to_those_alone_for_whom_the_record_opens_it(
    day_for: str, audience: Visibility, born: str, age: str | None, tmp_path: Path
) -> None:
    document = built(write(tmp_path, known(BORN.replace("by:", f"{day_for}by:"))), audience)
    assert (facts(document)["Born"], facts(document).get("Age at arrest")) == (born, age)
    assert ("17 May 1980" in repr(document)) == (born != "1980")


def test_a_date_of_birth_that_is_closed_as_a_whole_tells_no_year(tmp_path: Path) -> None:
    closed = "date_of_birth: {date: {value: 1980-05-17, visibility: partner}, day_for: public, by: weekly-1}\n"
    assert "Born" not in facts(built(write(tmp_path, known(closed))))
    assert facts(built(tmp_path, "partner"))["Born"] == "17 May 1980"


@pytest.mark.parametrize(
    ("born", "age"),
    [
        ("1980-04-17", "40"),
        ("1980-04-18", "39"),
        ("1980-04", None),  # 39 or 40
        ("1980-05", "39"),
        ("1980", None),
        ("2003-01", "17"),
        ("2002-04", None),  # 17 or 18
        ("2003", "Under 18"),  # 16 or 17
    ],
)
def test_an_age_is_printed_where_one_number_alone_is_possible(born: str, age: str | None, tmp_path: Path) -> None:
    document, _ = assembled(write(tmp_path, known(f"date_of_birth: {{date: {born}, day_for: public}}\n")))
    assert document
    assert facts(document).get("Age at arrest") == age


def test_an_age_that_a_source_says_counts_first_and_has_whose_word_it_is(tmp_path: Path) -> None:
    arrest = "- {date: 2020-04-17, stage: arrested, by: weekly-1}"
    said = edited(CASE, arrest, arrest.replace("by:", "age: 39, reported: true, by:"))
    said[CASE] = said[CASE].replace("gender: male\n", f"gender: male\n{BORN}")
    assert facts(built(write(tmp_path / "a", said)))["Age at arrest"] == "39, reportedly"
    child = edited(CASE, arrest, arrest.replace("by:", "minor: true, by:"))
    document, _ = assembled(write(tmp_path / "b", child))
    assert document
    assert facts(document)["Age at arrest"] == "Under 18"


@pytest.mark.parametrize(
    ("born", "age", "line"),
    [
        ("2020-05", None, "arrested"),  # born after the arrest
        ("2020-04-17", None, None),
        ("1980-05-17", 40, "arrested"),
        ("1980-05-17", 39, None),
        ("1980", 40, None),
        ("1980", 41, "arrested"),
    ],
)
def test_a_step_before_the_birth_or_of_another_age_cannot_be(
    born: str, age: int | None, line: str | None, tmp_path: Path
) -> None:
    arrest = "- {date: 2020-04-17, stage: arrested, by: weekly-1}"
    files = edited(CASE, arrest, arrest.replace("by:", f"age: {age}, by:") if age else arrest)
    files[CASE] = files[CASE].replace("gender: male\n", f"gender: male\ndate_of_birth: {{date: {born}}}\n")
    files[CASE] = files[CASE].replace("  - {date: 2020-05, text: His house", "  - {date: 2020-06, text: His house")
    found = [one for one in assembled(write(tmp_path, files))[1] if one.code == "D201"]
    assert [files[CASE].splitlines()[one.origin.line - 1] for one in found] == (
        [one for one in files[CASE].splitlines() if line in one] if line else []
    )
    assert born not in told(found)


# ── family ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("audience", "told_of"),
    [
        (
            "public",
            "a wife; a daughter (under 18, dependant); 2 sons (under 18); a mother, Amelia Rassendyll;"
            " a brother, Fritz Tarlenheim",
        ),
        (
            "partner",
            "a wife; a daughter, Osra Mauban (under 18, dependant); 2 sons (under 18); a mother, Amelia Rassendyll;"
            " a brother, Fritz Tarlenheim",
        ),
        (
            "internal",
            "a wife, Antoinette Mauban; a daughter, Osra Mauban (under 18, dependant); 2 sons (under 18);"
            " a mother, Amelia Rassendyll; a brother, Fritz Tarlenheim; a sister",
        ),
    ],
)
def test_a_relative_is_named_to_those_whom_a_basis_allows_and_a_child_to_nobody_of_the_public(
    audience: Visibility, told_of: str, tmp_path: Path
) -> None:
    assert facts(built(write(tmp_path, known(FAMILY)), audience))["Family"] == told_of


@pytest.mark.parametrize("words", ["Antoinette Mauban waits", "Антуанетта Маубан waits", "Osra  Mauban waits"])
def test_the_name_of_a_relative_in_words_of_the_paper_stops_it(words: str, tmp_path: Path) -> None:
    names = known(FAMILY.replace("Antoinette Mauban", "Antuanetta Mauban") if "А" in words else FAMILY)
    document, problems = assembled(write(tmp_path, names | prose(f"{words}.")))
    errors = [one for one in problems if one.severity == "error"]
    assert {one.code for one in errors} == {"S104"}
    assert errors[0].origin.file.endswith("overview.yaml")
    assert document is not None
    assert "Mauban" not in told(errors)
    assert "Маубан" not in told(errors)


def test_a_child_with_a_case_of_its_own_is_not_named_as_a_relative_to_the_public(tmp_path: Path) -> None:
    family = "relatives: [{relationship: brother, case: tarlenheim, minor: true}]\n"
    assert facts(built(write(tmp_path, known(family))))["Family"] == "a brother (under 18)"
    assert facts(built(tmp_path, "partner"))["Family"] == "a brother, Fritz Tarlenheim (under 18)"


def test_nobody_of_the_family_is_named_beside_initials(tmp_path: Path) -> None:
    changes = edited(TARLENHEIM, "names: {preferred: Fritz Tarlenheim}\n", (
        "names: {preferred: Fritz Tarlenheim}\ndisplay: initials\n"
        "relatives: [{relationship: mother, name: Helga Strofzin, basis: {already_public: gazette-1}}]\n"
    ))  # fmt: skip
    document, _ = assembled(write(tmp_path, changes))
    assert document
    assert facts(document, "tarlenheim")["Family"] == "a mother"
    assert "Strofzin" not in repr(document)


def test_every_relationship_has_its_words(tmp_path: Path) -> None:
    words = Relationship.__args__  # type: ignore[attr-defined]
    family = ", ".join(f"{{relationship: {one}}}, {{relationship: {one}, number: 3}}" for one in words)
    line = facts(built(write(tmp_path, known(f"relatives: [{family}]\n"))))["Family"]
    assert len(set(line.split("; "))) == 2 * len(words)


def test_a_broken_record_keeps_the_names_of_relatives_out_of_another_countrys_paper(tmp_path: Path) -> None:
    family = "relatives:\n  - {relationship: daughter, name: Osra Mauban}\n"
    other = {
        "data/zenda/country.yaml": "names: {preferred: Zenda}\n",
        "data/zenda/defaults.yaml": "visibility: public\n",
        "data/zenda/cases/sapt.yaml": f"names: {{preferred: Colonel Sapt}}\n{family}gender: [\n",
    }
    _, problems = assembled(write(tmp_path, other | prose("Osra Mauban waits.")))
    assert "S104" in [one.code for one in problems if one.severity == "error"]
    assert "Mauban" not in told(problems)


# ── recognised as what ────────────────────────────────────────────────────────────────────────────────────────────────

LISTED = "{recognised_by: bureau, as_of: 2020-11-01, by: bureau-watch}"


def recognised(document: Document) -> str:
    table = next(one for one in find_headings(document) if one.id == "prisoners").blocks[0]
    return say_row(document, table, table.body[0])["recognised"]  # type: ignore[arg-type, union-attr]


@pytest.mark.parametrize("kind", [None, *RecognisedAs.__args__])  # type: ignore[attr-defined]
def test_as_what_somebody_is_recognised_and_under_which_number_stands_in_the_list(
    kind: str | None, tmp_path: Path
) -> None:
    more = f"recognised_as: {kind}, " if kind else ""
    changes = edited(CASE, LISTED, LISTED.replace("as_of", f"{more}list_number: 17b, as_of"))
    words = {
        None: "SBR",
        "political_prisoner": "SBR, as a political prisoner",
        "prisoner_of_conscience": "SBR, as a prisoner of conscience",
        "hostage": "SBR, as a hostage",
        "arbitrarily_detained": "SBR, as arbitrarily detained",
        "wrongfully_detained": "SBR, as wrongfully detained",
        "defender_at_risk": "SBR, as a human rights defender at risk",
    }[kind]
    document = built(write(tmp_path, changes))
    assert recognised(document) == f"{words} (no. 17b, 1 November 2020)"


def test_a_profile_tells_who_recognises_somebody_of_whom_no_table_tells_it(tmp_path: Path) -> None:
    alone = "kind: annex\ntitle: People in prison\nblocks:\n  - profiles: [rassendyll, tarlenheim]\n"
    changes = edited(CASE, LISTED, LISTED.replace("as_of", "recognised_as: hostage, as_of"))
    files = changes | {f"{BRIEFING}/prisoners.yaml": alone}
    assert facts(built(write(tmp_path, files)))["Listed by"] == "SBR, as a hostage (1 November 2020)"
    assert "Listed by" not in facts(built(write(tmp_path / "table", changes)))
