"""The dialogue of an edition is one with its country, and none with another is proposed to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.base.diagnostics import Diagnostic
from generator.paper.workspace import Workspace
from tests.support.workspaces import BRIEFING, EDITION, FILES, write

RECORD = f"{BRIEFING}/edition.yaml"
DIALOGUES = "data/dialogues.yaml"

ZENDA = {
    "data/zenda/defaults.yaml": "visibility: public\n",
    "data/zenda/country.yaml": "names: {preferred: Zenda}\n",
}
"""A country without a dialogue."""

OWN = """\
eu-hentzau:
  visibility: public
  title: Hentzau Dialogue
  parties: [council, duke]
"""
DUKE = "duke: {visibility: public, names: {preferred: Duke}, kind: state_body, country: zenda}\n"


def found(root: Path, *codes: str) -> list[Diagnostic]:
    return [d for d in Workspace(root, [EDITION]).all_problems() if d.code in codes]


def about_zenda(dialogue: str) -> dict[str, str]:
    """Return the change of the edition to one on another country."""
    text = FILES[RECORD].replace("country: ruritania", "country: zenda").replace("zenda-dialogue", dialogue)
    return {**ZENDA, RECORD: text.replace('round: "3"\n', "")}


def test_a_dialogue_with_the_country_is_right(tmp_path: Path) -> None:
    assert found(write(tmp_path), "R141", "R101") == []


def test_a_dialogue_with_another_country_is_an_error_at_its_place(tmp_path: Path) -> None:
    (problem,) = found(write(tmp_path, about_zenda("zenda-dialogue")), "R141")
    assert (problem.origin.file, problem.origin.line, problem.severity) == (RECORD, 6, "error")
    assert problem.message == "the dialogue `zenda-dialogue` has no party from `zenda`"
    assert "name among the `parties`" in (problem.help or "")


def test_the_dialogues_with_the_country_are_named(tmp_path: Path) -> None:
    data = {DIALOGUES: FILES[DIALOGUES] + OWN, "data/organisations.yaml": DUKE}
    (problem,) = found(write(tmp_path, {**about_zenda("zenda-dialogue"), **data}), "R141")
    assert problem.help == "with this country there are: eu-hentzau"


def test_a_dialogue_of_several_countries_is_one_of_each(tmp_path: Path) -> None:
    data = {
        DIALOGUES: FILES[DIALOGUES].replace("[council, government]", "[council, government, duke]"),
        "data/organisations.yaml": DUKE,
    }
    assert found(write(tmp_path / "zenda", {**about_zenda("zenda-dialogue"), **data}), "R141") == []
    assert found(write(tmp_path / "ruritania", data), "R141") == []


@pytest.mark.parametrize("parties", ["[council]", "[]"])
def test_a_dialogue_that_names_no_country_is_of_none(parties: str, tmp_path: Path) -> None:
    root = write(tmp_path, {DIALOGUES: FILES[DIALOGUES].replace("[council, government]", parties)})
    assert len(found(root, "R141")) == 1


def test_no_dialogue_with_another_country_is_proposed(tmp_path: Path) -> None:
    (problem,) = found(write(tmp_path / "alone", about_zenda("zenda-dialog")), "R101")
    assert problem.help == "add a record `zenda-dialog` to dialogues, or correct the id"
    data = {DIALOGUES: FILES[DIALOGUES] + OWN, "data/organisations.yaml": DUKE}
    (problem,) = found(write(tmp_path / "other", {**about_zenda("eu-hentau"), **data}), "R101")
    assert problem.help == "did you mean `eu-hentzau`?"


def test_of_a_dialogue_that_the_reader_may_not_see_nothing_is_told(tmp_path: Path) -> None:
    text = about_zenda("zenda-dialogue")[RECORD]
    text = text.replace("dialogue: zenda-dialogue", "dialogue: {value: zenda-dialogue, visibility: internal}")
    (problem,) = found(write(tmp_path, {**ZENDA, RECORD: text}), "R141")
    assert "`zenda" not in f"{problem.message} {problem.help}"
