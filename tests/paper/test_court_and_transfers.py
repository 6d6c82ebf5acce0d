"""Who acts in court, and where people were taken: printed to whom it may be, on the day of which it is known."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.base import codes
from generator.paper.document import Section, find_headings, join_inlines
from generator.paper.unread_values import list_unread_names, may_hide
from tests.support.lint import linted, spots
from tests.support.workspaces import BRIEFING, FILES, assembled, built, edited, write

CASE = "data/ruritania/cases/rassendyll.yaml"
TARLENHEIM = "data/ruritania/cases/tarlenheim.yaml"
LAWYER = "lawyers: [{name: Sapt Ostrava, organisation: bureau%s, by: gazette-1}]"


def with_lawyer(opened: str = "", more: str = "") -> dict[str, str]:
    return {TARLENHEIM: f"{FILES[TARLENHEIM]}proceedings: [{{{LAWYER % opened}{more}}}]\n"}


def read_facts(changes: Mapping[str, str], root: Path, case: str = "tarlenheim") -> str:
    document = built(write(root, changes))
    section = next(h for h in find_headings(document) if h.id == f"profile.{case}")
    assert isinstance(section, Section)
    return " ".join(join_inlines(block.inlines) for block in section.blocks if hasattr(block, "inlines"))


def test_a_lawyer_is_told_to_those_alone_for_whom_the_record_opens_it(tmp_path: Path) -> None:
    assert "Ostrava" not in repr(built(write(tmp_path / "closed", with_lawyer())))
    assert "Lawyers: Sapt Ostrava (SBR)" in read_facts(with_lawyer(", visibility: public"), tmp_path / "open")
    partner = with_lawyer(", visibility: partner")
    assert "Ostrava" not in repr(built(write(tmp_path / "public", partner)))


def test_the_name_of_a_withheld_lawyer_is_found_in_prose(tmp_path: Path) -> None:
    """It stood in a record that everybody may read, and in no field that was searched for names."""
    words = edited(f"{BRIEFING}/overview.yaml", "      This paper", "      Counsel Ostrava spoke.\n      This paper")
    _, problems = assembled(write(tmp_path, with_lawyer() | words))
    assert [d.code for d in problems if d.code.startswith("S")] == ["S104"]
    assert "Ostrava" not in "".join(d.message for d in problems)


def test_a_lawyer_in_a_file_that_became_no_record_is_a_name() -> None:
    lines = ["proceedings:", "  - lawyers:", "      - name: Sapt Ostrava", "    kind: criminl"]
    assert (3, "Sapt Ostrava") in list(list_unread_names(lines))
    assert may_hide(lines)


def test_the_lawyer_of_somebody_under_a_pseudonym_is_told_to_nobody(tmp_path: Path) -> None:
    case = FILES[TARLENHEIM].replace(
        "names: {preferred: Fritz Tarlenheim", "display: initials\nnames: {preferred: Fritz Tarlenheim"
    )
    changes = with_lawyer(", visibility: public")
    changes[TARLENHEIM] = changes[TARLENHEIM].replace(FILES[TARLENHEIM], case)
    document, _ = assembled(write(tmp_path, changes))
    assert "Ostrava" not in repr(document)


def test_judges_and_prosecutors_stand_in_the_profile_with_their_court(tmp_path: Path) -> None:
    stages = (
        "prosecutors: [{name: Rupert Hentzau, organisation: government, by: weekly-1}], stages: [{date: 2020-05-04,"
        " stage: convicted, court: Second Court, judges: [{name: Michael Elphberg, by: weekly-1}], by: weekly-1},"
        " {date: 2021-05-04, stage: appeal_upheld, judges: [{name: Black Michael, by: weekly-1}], by: weekly-1}]"
    )
    said = read_facts({TARLENHEIM: f"{FILES[TARLENHEIM]}proceedings: [{{{stages}}}]\n"}, tmp_path)
    assert "Judges: Michael Elphberg (Second Court)" in said
    assert "Prosecutors: Rupert Hentzau (the authorities of Ruritania)" in said
    assert "Black Michael" not in said  # later than the paper


MOVED = "{date: 2020-08-03, from_place: Zenda Castle, to_place: Colony of Tarn, reason: overcrowding, by: weekly-1}"
HELD = "detention: [{as_of: 2020-07, place: Zenda Castle, by: weekly-1}]\n"


@pytest.mark.parametrize(
    ("detention", "transfers", "place", "transferred"),
    [
        (HELD, MOVED, "Colony of Tarn", "From Zenda Castle to Colony of Tarn on 3 August 2020 (overcrowding)"),
        ("", MOVED.replace("by:", "reported: true, by:"), "Colony of Tarn, reportedly",
         "From Zenda Castle to Colony of Tarn on 3 August 2020 (overcrowding), reportedly"),
        (HELD.replace("2020-07", "2020-09"), MOVED, "Zenda Castle", "Colony of Tarn"),
        (HELD, "{as_of: 2020-08-03, from_place: Zenda Castle, by: weekly-1}",
         "Not known to us since a transfer from Zenda Castle to a place that is not told by 3 August 2020", ""),
        (HELD, MOVED.replace("2020-08-03", "2021-08-03"), "Zenda Castle", None),
        # what has no day counts from the document that tells it
        (HELD.replace("2020-07", "2019-01"), "{to_place: Colony of Tarn, by: gazette-1}", "Colony of Tarn",
         "To Colony"),
    ],
)  # fmt: skip
def test_after_a_transfer_somebody_is_held_where_it_ended(
    detention: str, transfers: str, place: str, transferred: str | None, tmp_path: Path
) -> None:
    arrest = "proceedings: [{stages: [{date: 2020-06-04, stage: remanded, by: weekly-1}]}]\n"
    said = read_facts({TARLENHEIM: f"{FILES[TARLENHEIM]}{arrest}{detention}transfers: [{transfers}]\n"}, tmp_path)
    assert f"Place, conditions: {place}" in said
    assert ("Transferred: " in said) is (transferred is not None)
    assert (transferred or "") in said


def test_who_acts_in_court_and_where_people_were_taken_are_known_names(tmp_path: Path) -> None:
    """Prose that names them was told to name somebody of whom no record says anything."""
    court = (
        "stages: [{date: 2020-02-04, stage: remanded, judges: [{name: Michael Elphberg, by: weekly-1}], by: weekly-1}]"
    )
    record = f"{FILES[TARLENHEIM]}proceedings: [{{{court}}}]\ntransfers: [{MOVED}]\n"
    words = "      He met Michael Elphberg, who saw the Colony of Tarn, and Gaspard Nemo.\n      This paper"
    root = write(tmp_path, edited(f"{BRIEFING}/overview.yaml", "      This paper", words) | {TARLENHEIM: record})
    assert spots(root, linted(root, codes.UNKNOWN_NAME.id)) == ["Gaspard Nemo"]
