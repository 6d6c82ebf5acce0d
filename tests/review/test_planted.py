"""Planted faults are found, and what only looks like them is left alone: recall and precision, fault by fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.places import ROOT
from tests.support.planted_faults import Outcome, Planted, changed, findings, outcome, places, planted, table, told

KINDS = planted()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for one workspace after the other."""
    return tmp_path_factory.mktemp("planted")


@pytest.fixture(scope="module")
def clean(root: Path) -> set[tuple[str, str, str]]:
    """What is told of the workspace in which nothing is planted."""
    return told(findings(root, changed([])))


@pytest.mark.slow
def test_nothing_is_wrong_where_nothing_is_planted(clean: set[tuple[str, str, str]]) -> None:
    assert {code for code, _, _ in clean} <= {"O401"}  # its pages were not counted


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_fault_has_its_place_and_its_look_alikes(kind: Planted) -> None:
    assert len(kind.faults) >= 2
    assert len(kind.alike) >= 10
    for fault in kind.faults:
        assert places(fault, changed([fault]))
    for change in kind.alike:
        assert changed([change]) != changed([])


@pytest.mark.ci
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_faults_are_found_and_look_alikes_are_not(kind: Planted, clean: set[tuple[str, str, str]], root: Path) -> None:
    result = outcome(kind, clean, root)
    assert result.missed == ()
    assert result.flagged == {}


def test_the_page_about_the_rules_tells_how_many_there_are() -> None:
    faults, alike = sum(len(kind.faults) for kind in KINDS), sum(len(kind.alike) for kind in KINDS)
    told_of = " ".join((ROOT / "docs" / "rules.md").read_text("utf-8").split())
    assert f"Of {len(KINDS)} kinds of planted faults" in told_of
    assert f"{faults} of {faults} are found (recall 100 %), and 0 of {alike} look-alikes flagged" in told_of


def test_recall_and_precision_are_counted() -> None:
    kind = Planted("kind", (), ({}, {}, {}, {}), tuple({} for _ in range(10)))
    told_of = table([Outcome(kind, ("one",), {"two": ()})])
    assert "| kind | 3 of 4 | 75% | 1 of 10 | 75% |" in told_of
    assert "| all | 3 of 4 | 75% | 1 of 10 | 75% |" in told_of
