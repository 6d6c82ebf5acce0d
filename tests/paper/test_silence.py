"""A block that is asked for and prints nothing is told with its place; one that prints something is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.runs.check import check_workspace
from tests.support.later import LATER, LATER_BRIEFING, MEANWHILE
from tests.support.workspaces import BRIEFING, EDITION, assembled, edited, write

OVERVIEW = f"{BRIEFING}/overview.yaml"


def silent(root: Path, block: str) -> list[str]:
    """Return where and what is told of a block that prints nothing, in a section of its own."""
    text = f"title: Overview\nblocks:\n  - text: Words.\n  - {block}\n"
    document, problems = assembled(write(root, {OVERVIEW: text}, style=True))
    assert document is not None
    return [f"{d.origin.line}: {d.message}" for d in problems if d.code == "T152"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "block",
    [
        'text: ""',
        'text: "  "',
        "prisoners: []",
        "profiles: []",
        "recommendations: []",
    ],
)
def test_a_block_that_prints_nothing_is_told_at_its_place(block: str, tmp_path: Path) -> None:
    assert silent(tmp_path, block) == ["4: this block prints nothing"]


@pytest.mark.parametrize(
    "block",
    ["scorecard: []", "{section: press, title: The press, blocks: []}", '{box: law, title: A law, text: ""}'],
)
def test_a_heading_with_nothing_below_it_is_told(block: str, tmp_path: Path) -> None:
    assert silent(tmp_path, block.replace("box: law", "box: rule")) == [
        "4: this block prints a heading and nothing below it"
    ]


def test_a_section_without_blocks_is_told(tmp_path: Path) -> None:
    (problem,) = assembled(write(tmp_path, {OVERVIEW: "title: Overview\nblocks: []\n"}))[1]
    assert (problem.code, problem.origin.file, problem.origin.line) == ("T152", OVERVIEW, 2)
    assert problem.severity == "warning"


def test_a_section_of_a_draft_may_be_empty_yet(tmp_path: Path) -> None:
    draft = edited(f"{BRIEFING}/edition.yaml", "status: reconstruction", "status: draft")
    root = write(tmp_path, {OVERVIEW: "title: Overview\nblocks: []\n", **draft})
    (problem,) = [one for one in assembled(root)[1] if one.origin.file == OVERVIEW]
    assert (problem.code, problem.severity) == ("T152", "hint")


@pytest.mark.slow
def test_check_tells_what_is_still_to_do_in_a_draft_as_hints(tmp_path: Path) -> None:
    to_do = "status: draft\n# to do, abstract: what it says"
    draft = edited(f"{BRIEFING}/edition.yaml", "status: reconstruction", to_do)
    empty = "title: Overview\n# to do: its text, boxes and tables\nblocks: []\n"
    found = check_workspace(write(tmp_path, {OVERVIEW: empty, **draft}, style=True), [EDITION])
    told = [(one.code, one.severity, one.origin.file) for one in found if one.code in ("T152", "O607")]
    assert told == [("O607", "hint", f"{BRIEFING}/edition.yaml"), ("O607", "hint", OVERVIEW)]


def test_what_a_section_holds_is_told_and_the_section_is_not(tmp_path: Path) -> None:
    assert silent(tmp_path, '{section: press, title: The press, blocks: [{text: ""}]}') == [
        "4: this block prints nothing"
    ]


@pytest.mark.parametrize(
    "block",
    [
        "text: More words.",
        "scorecard: [repeal]",
        "{section: press, title: The press, blocks: [{text: Words.}]}",
        '{box: rule, title: A law, lead: Words can cost years., text: ""}',
    ],
)
def test_a_block_that_prints_something_is_left_alone(block: str, tmp_path: Path) -> None:
    block = block.replace("section: press", "section: radio")
    assert silent(tmp_path, block) == []


def test_what_is_withheld_is_told_as_that_alone(tmp_path: Path) -> None:
    case = {"data/ruritania/cases/sapt.yaml": "visibility: internal\nnames: {preferred: A Sapt}\n"}
    text = "title: Overview\nblocks:\n  - profiles: [sapt]\n"
    _, problems = assembled(write(tmp_path, {**case, OVERVIEW: text}))
    assert {d.code for d in problems} == {"S101"}


@pytest.mark.slow
def test_recommendations_that_stand_at_the_end_are_not_missed(tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    template = root / "templates" / "dialogue-paper" / "template.yaml"
    template.write_text(template.read_text("utf-8") + "recommendations: at_end\n", "utf-8")
    assert [d.code for d in assembled(root)[1]] == []


def test_a_kind_of_change_that_prints_nothing_is_told(tmp_path: Path) -> None:
    laws = MEANWHILE["data/ruritania/laws/ru-code.yaml"].replace("2021-04-01", "2001")
    root = write(tmp_path, {**MEANWHILE, "data/ruritania/laws/ru-code.yaml": laws})
    found = [d for d in assembled(root, edition=LATER)[1] if d.code == "T152"]
    assert [(d.origin.file, d.origin.line, d.message.partition(" prints")[0]) for d in found] == [
        (f"{LATER_BRIEFING}/changes.yaml", 5, "`laws`")
    ]


def test_kinds_of_changes_that_all_print_nothing_get_a_sentence_and_no_finding(tmp_path: Path) -> None:
    laws = MEANWHILE["data/ruritania/laws/ru-code.yaml"].replace("2021-04-01", "2001")
    changes = MEANWHILE[f"{LATER_BRIEFING}/changes.yaml"].replace(
        "[cases, recommendations, figures, ratings, laws]", "laws"
    )
    files = {"data/ruritania/laws/ru-code.yaml": laws, f"{LATER_BRIEFING}/changes.yaml": changes}
    root = write(tmp_path, {**MEANWHILE, **files})
    assert [d for d in assembled(root, edition=LATER)[1] if d.code == "T152"] == []
