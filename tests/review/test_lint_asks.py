"""Rules about what a paper asks for: sections and people that nothing in it answers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.lint import linted, spots
from tests.support.workspaces import BRIEFING, EDITION, FILES, write

EXPRESSION = f"{BRIEFING}/expression.yaml"
PRISONERS = f"{BRIEFING}/prisoners.yaml"
ASKS = "data/ruritania/recommendations.yaml"
CASE = "data/ruritania/cases/rassendyll.yaml"

WITH_CASES = FILES[ASKS].replace(
    "  text: Release those who are held.\n", "  text: Release those who are held.\n  cases: [rassendyll, tarlenheim]\n"
)
"""Every recommendation names something."""


def section(text: str, more: str = "") -> dict[str, str]:
    """Return the change of the theme to one subsection with a text of one line."""
    return {
        ASKS: WITH_CASES,
        EXPRESSION: f"""\
kind: theme
title: Freedom of expression
theme: expression
blocks:
  - section: press
    title: The press
    blocks:
      - text: |
          {text}
{more}  - recommendations: [repeal, release]
""",
    }


def sections(root: Path, changes: Mapping[str, str]) -> list[tuple[str, int]]:
    return [(d.origin.file, d.origin.line) for d in linted(write(root, changes), "T598")]


def people(root: Path, changes: Mapping[str, str]) -> list[str]:
    write(root, changes)
    return spots(root, linted(root, "T599"))


# ── sections ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "An editor was beaten and fined.",
        "The [march in Zenda](event:zenda) was dispersed.",
        "Twelve people were [detained](figure:held).",
        "[Colonel Sapt](case:sapt) was arrested.",
        "Reporters were harassed under [Article 13](law:ru-code/13).",
    ],
)
def test_a_section_that_tells_of_a_violation_and_is_not_answered_is_found(text: str, tmp_path: Path) -> None:
    more = {
        "data/ruritania/cases/sapt.yaml": "names: {preferred: Colonel Sapt}\nbasis: {already_public: gazette-1}\n",
        "data/ruritania/events.yaml": FILES["data/ruritania/events.yaml"]
        + "zenda: {title: march in Zenda, date: 2020-06, by: gazette-1}\n",
        "data/ruritania/figures.yaml": FILES["data/ruritania/figures.yaml"]
        + "held: {what: people held, event: zenda, values: [{value: 12, as_of: 2020-06, by: gazette-1}]}\n",
    }
    assert sections(tmp_path, {**section(text), **more}) == [(EXPRESSION, 5)]


@pytest.mark.parametrize(
    "text",
    [
        # nothing of the kind is told
        "The press met in Strelsau.",
        "The authorities should release all who were arrested.",
        "The prosecutor did not answer.",
        # a recommendation names the case, the event, its figure, the provision
        "[Rudolf Rassendyll](case:rassendyll) was arrested.",
        "People at the [march of 2 May](event:march-2020) were detained.",
        "Of [over 1,500](figure:marchers) people, many were detained.",
        "Many were fined under [Article 12](law:ru-code/12).",
    ],
)
def test_what_is_answered_or_no_violation_is_left_alone(text: str, tmp_path: Path) -> None:
    assert sections(tmp_path, section(text)) == []


def test_one_that_is_about_a_person_of_the_group_answers_what_is_told_of_the_group(tmp_path: Path) -> None:
    changes = {
        **section("[Those of the march](case:six) were arrested."),
        "data/ruritania/cases/six.yaml": (
            "kind: group\nnames: {preferred: Those of the march}\nbasis: {already_public: gazette-1}\n"
        ),
        "data/ruritania/cases/tarlenheim.yaml": (
            "names: {preferred: Fritz Tarlenheim}\nbasis: {already_public: gazette-1}\ngroup: six\n"
        ),
    }
    assert sections(tmp_path, changes) == []


def test_a_recommendation_that_names_nothing_answers_its_whole_section_and_no_other(tmp_path: Path) -> None:
    beaten = section("An editor was beaten.")
    assert sections(tmp_path / "same", {**beaten, ASKS: FILES[ASKS]}) == []
    moved = {
        **beaten,
        ASKS: FILES[ASKS],
        EXPRESSION: beaten[EXPRESSION].replace("[repeal, release]", "[repeal]"),
        f"{BRIEFING}/overview.yaml": "title: In short\nblocks:\n  - recommendations: [release]\n",
    }
    assert sections(tmp_path / "other", moved) == [(EXPRESSION, 5)]


def test_a_box_of_a_case_is_told_in_its_section(tmp_path: Path) -> None:
    changes = {
        **section("Somebody was arrested.", "      - case_boxes: rassendyll\n"),
        PRISONERS: FILES[PRISONERS].replace("  - profiles: [rassendyll, tarlenheim]\n", ""),
    }
    assert sections(tmp_path, changes) == []


@pytest.mark.slow
def test_an_overview_an_annex_and_a_paper_that_asks_for_nothing_are_left_alone(tmp_path: Path) -> None:
    overview = {f"{BRIEFING}/overview.yaml": "kind: overview\ntitle: Overview\nblocks:\n  - text: Many were beaten.\n"}
    assert sections(tmp_path / "overview", {ASKS: WITH_CASES, **overview}) == []
    silent = section("An editor was beaten.")
    silent[EXPRESSION] = silent[EXPRESSION].replace("  - recommendations: [repeal, release]\n", "")
    assert sections(tmp_path / "silent", silent) == []


# ── people ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_somebody_who_is_listed_and_for_whom_nothing_is_asked_is_found(tmp_path: Path) -> None:
    assert people(tmp_path / "none", {}) == ["tarlenheim"]
    assert people(tmp_path / "held", {ASKS: FILES[ASKS].replace("  cases: rassendyll\n", "")}) == [
        "rassendyll",
        "tarlenheim",
    ]


@pytest.mark.slow
def test_unknown_since_needs_an_ask_for_word(tmp_path: Path) -> None:
    """An ask to release somebody of whom it is not known whether he is held is not enough."""
    assert people(tmp_path / "release", {ASKS: WITH_CASES}) == ["tarlenheim"]
    for number, text in enumerate(("Say where Fritz Tarlenheim is", "Disclose what became of Fritz Tarlenheim")):
        asks = FILES[ASKS] + f"word: {{theme: expression, addressee: government, text: {text}, cases: tarlenheim}}\n"
        listed = FILES[EXPRESSION].replace("[repeal, release]", "[repeal, release, word]")
        assert people(tmp_path / f"word-{number}", {ASKS: asks, EXPRESSION: listed}) == []


def test_of_those_who_are_free_nothing_has_to_be_asked(tmp_path: Path) -> None:
    out = FILES[CASE].replace(
        "detention:\n",
        "  - {date: 2020-11-01, text: He was released., status: released, by: weekly-1}\ndetention:\n",
    )
    changes = {CASE: out, ASKS: FILES[ASKS].replace("  cases: rassendyll\n", "")}
    assert people(tmp_path, changes) == ["tarlenheim"]


def test_somebody_in_a_box_or_on_a_list_to_hand_over_counts_and_a_blogger_at_liberty_does_not(tmp_path: Path) -> None:
    alone = {
        PRISONERS: "kind: annex\ntitle: Cases\nblocks:\n  - case_boxes: [rassendyll, tarlenheim]\n",
        ASKS: FILES[ASKS].replace("  cases: rassendyll\n", ""),
    }
    assert people(tmp_path, alone) == ["rassendyll"]


def test_a_paper_that_asks_for_nothing_is_left_alone(tmp_path: Path) -> None:
    silent = FILES[EXPRESSION].replace("  - recommendations: [repeal, release]\n", "")
    assert people(tmp_path, {EXPRESSION: silent}) == []


def test_an_excuse_covers_the_line(tmp_path: Path) -> None:
    listed = FILES[PRISONERS].replace(
        "prisoners: [rassendyll, tarlenheim]",
        "prisoners:\n      - rassendyll\n      - tarlenheim  # check: off T599 the document asks nothing",
    )
    assert people(tmp_path, {PRISONERS: listed}) == []
    assert not linted(tmp_path, "T591", editions=[EDITION])
