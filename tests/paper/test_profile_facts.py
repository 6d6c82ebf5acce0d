"""What a profile tells beside the story: conditions, health, access, criteria, lists, who raised the case."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.paper.document import find_leaves, join_inlines
from tests.support.workspaces import BRIEFING, FILES, built, edited, write

CASE = "data/ruritania/cases/rassendyll.yaml"
LIST = f"{BRIEFING}/prisoners.yaml"


def told(root: Path, block: str) -> str:
    return next(join_inlines(words) for id, words in find_leaves(built(root)) if id == block)


def facts(tmp_path: Path, old: str = "related:", new: str = "related:", listed: bool = True) -> str:
    """Return the line of facts of the profile, after a change of the record."""
    changes = edited(CASE, old, new)
    if not listed:
        changes |= edited(LIST, "prisoners: [rassendyll, tarlenheim]", "prisoners: [tarlenheim]")
    return told(write(tmp_path, changes), "profile.rassendyll.facts")


DETENTION = "  - {as_of: 2020-07-01, place: Zenda Castle, health: He is ill., by: bureau-watch}\n"


@pytest.mark.parametrize(
    ("more", "held"),
    [
        ("  - {as_of: 2020-08, conditions: solitary confinement, by: bureau-watch}\n", "Zenda Castle. Solitary conf"),
        ("  - {as_of: 2020-06, conditions: a damp cell, place: Old Gaol, by: bureau-watch}\n", "Zenda Castle"),
    ],
)
def test_conditions_are_told_with_the_place_of_which_they_were_told(tmp_path: Path, more: str, held: str) -> None:
    before = "2020-06" in more
    line = facts(tmp_path, DETENTION, more + DETENTION if before else DETENTION + more)
    assert f"Place, conditions: {held}" in line
    assert "damp" not in line


def test_health_and_access_are_those_told_last_with_their_day(tmp_path: Path) -> None:
    later = "  - {as_of: 2020-09, health: He is better., access: One visit a month., by: bureau-watch}\n"
    after = "  - {as_of: 2021-02, health: He is well., by: bureau-watch}\n"
    line = facts(tmp_path, DETENTION, DETENTION + later + after)
    assert "Health: He is better (as of September 2020)" in line
    assert "Visits, lawyers, doctors: One visit a month (as of September 2020)" in line
    assert "well" not in line


def test_lists_are_told_in_a_profile_where_no_table_has_them(tmp_path: Path) -> None:
    assert "Listed by" not in facts(tmp_path / "listed")
    line = facts(tmp_path / "alone", listed=False)
    assert "Listed by: SBR (1 November 2020)" in line
    assert "Criteria of a political prisoner found fulfilled: Breach of a fundamental guarantee (a)" in line


def test_who_raised_a_case_before_the_paper_is_told(tmp_path: Path) -> None:
    line = facts(
        tmp_path, "raised_by:\n", "raised_by:\n  - {raised_by: council, date: 2020-11-26, text: Now., by: weekly-1}\n"
    )
    assert "Raised by: Council of Zenda, July 2020: It asked" in line
    assert "Now" not in line


def test_who_raised_a_case_has_its_source_beside_it_where_the_row_does_not_name_it(tmp_path: Path) -> None:
    """The row and the box leave out the sources of those who raised a case."""
    more = "  - {raised_by: council, date: 2020-08, text: It asked again., by: [gazette-2, weekly-1]}\n"
    one = "  - {raised_by: council, date: 2020-07, text: It asked., by: weekly-1}\n"
    line = facts(tmp_path, one, one + more)
    assert line.endswith("July 2020: It asked; Council of Zenda, August 2020: It asked again (example.org/2)")


def test_a_first_wording_tells_what_a_case_is_about_who_complained_and_where(tmp_path: Path) -> None:
    case = FILES[CASE].replace("    about: A post.\n", "    about: A post.\n    plaintiff: Duke of Hentzau\n")
    case = case.replace("place: Strelsau, event", "place: Zenda, event")
    before, _, rest = case.partition("profile:\n")
    root = write(tmp_path, {CASE: before + rest[rest.index("raised_by:") :]})
    words = told(root, "profile.rassendyll.1")
    assert words.startswith("What it is about: A post. Who sued or complained: Duke of Hentzau.")
    assert "His house was searched (Zenda)." in words
