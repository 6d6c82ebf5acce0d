"""The pipeline: what a paper is made from is read, selected and loaded once, and nothing that was read is changed."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

from generator.base import codes
from generator.base.diagnostics import BriefingError, has_errors
from generator.paper.make import make
from generator.paper.select import select
from generator.paper.workspace import Workspace
from generator.records.load import load
from generator.records.load.labels import load_labels
from generator.runs.build import make_each
from generator.runs.check import check_workspace
from generator.runs.country_page import make_page
from generator.runs.issue import issue
from tests.support.later import LATER, MEANWHILE
from tests.support.workspaces import BRIEFING, EDITION, edited, told, with_pages, write

STEPS: dict[CodeType, str] = {one.__code__: one.__name__ for one in (load, select, load_labels)}


def counted(work: Callable[[], object]) -> Counter[str]:
    """Return how often the steps that take time were called in this process while something was done."""
    calls: Counter[str] = Counter()

    def note(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and frame.f_code in STEPS:
            calls[STEPS[frame.f_code]] += 1

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.slow
def test_one_build_of_one_edition_reads_selects_and_loads_labels_once(tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    workspace = Workspace(root, [EDITION])

    def build() -> None:
        ((_, made),) = make_each(workspace, [EDITION], ["html", "md", "json"])
        assert not isinstance(made, BriefingError)

    assert counted(build) == {"load": 1, "select": 1, "load_labels": 1}


@pytest.mark.slow
def test_the_page_of_a_country_selects_nothing_that_was_selected_for_a_paper(tmp_path: Path) -> None:
    root = with_pages(write(tmp_path, MEANWHILE, style=True))
    names = [EDITION, LATER]
    workspace = Workspace(root, names)

    def build() -> None:
        for _, made in make_each(workspace, names, ["md"]):
            assert not isinstance(made, BriefingError), told([*made.diagnostics])
        assert make_page(workspace, "ruritania", root / "build", ["md"])

    styles = {entry.record.style for entry in workspace.dataset.editions.values()}
    assert counted(build) == {"select": len(names), "load_labels": len({*styles, "digest"})}


@pytest.mark.ci
def test_a_check_selects_each_edition_once(tmp_path: Path) -> None:
    root = with_pages(write(tmp_path, MEANWHILE, style=True))
    calls = counted(lambda: check_workspace(root, [EDITION, LATER]))
    assert (calls["load"], calls["select"]) == (1, 2)


def test_a_paper_has_what_it_was_made_from(tmp_path: Path) -> None:
    workspace = Workspace(write(tmp_path), [EDITION])
    paper = make(workspace, EDITION)
    assert not has_errors(paper.problems), told([*paper.problems])
    assert paper.style is not None
    assert paper.document is not None
    assert paper.selected is workspace.selected(EDITION, None, "en")[0]
    assert paper.selected is workspace.selected(EDITION, "public", "en")[0]
    assert paper.labels is workspace.labels(paper.style, "en")[0]
    again = make(workspace, EDITION)
    assert again.selected is paper.selected
    assert again.document == paper.document


def test_labels_are_served_beside_the_data_and_told_with_their_lines(tmp_path: Path) -> None:
    labels = "templates/dialogue-paper/labels/en.yaml"
    root = write(tmp_path, style=True)
    text = (root / labels).read_text("utf-8")
    (root / labels).write_text(f"{text}own: in {{braces}}\n", "utf-8")
    workspace = Workspace(root, [EDITION])
    before = dict(workspace.dataset.lines)
    paper = make(workspace, EDITION)
    assert (paper.labels, paper.document) == (None, None)
    assert dict(workspace.dataset.lines) == before
    assert labels not in before
    (found,) = [d for d in workspace.explained(paper.problems) if d.kind is codes.UNKNOWN_PLACEHOLDER]
    assert (found.origin.file, found.excerpt) == (labels, "own: in {braces}")


@pytest.mark.slow
def test_a_final_edition_is_as_it_was_issued_and_can_be_made_anew(tmp_path: Path) -> None:
    root = write(tmp_path, edited(f"{BRIEFING}/edition.yaml", "status: reconstruction", "status: draft"), style=True)
    draft = make(Workspace(root, [EDITION]), EDITION).document
    issue(root, EDITION, None, "en")
    section = root / BRIEFING / "expression.yaml"
    section.write_text(section.read_text("utf-8").replace("Others were warned", "Many were warned"), "utf-8")
    workspace = Workspace(root, [EDITION])
    issued, anew = make(workspace, EDITION), make(workspace, EDITION, anew=True)
    assert draft is not None
    assert issued.document is not None
    assert anew.document is not None
    assert "Others were warned" in str(issued.document.sections)
    assert "Many were warned" in str(anew.document.sections)
    assert issued.selected is anew.selected
    assert issued.labels is anew.labels
