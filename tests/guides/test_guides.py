"""What the guides in docs/ tell to do works as they say, word by word, in a copy of the workspace; their pictures are
there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.guides.pictures import MADE, PICTURES
from tests.records.test_add_a_prisoner import CASE
from tests.support.guides import GUIDES, ROOT, files, follow, steps, text_of, workspace

LIMIT = 135
"""Lines of a guide: who has to read more reads none of it."""


@pytest.mark.ci
@pytest.mark.parametrize("guide", GUIDES)
def test_what_a_guide_says_is_done_and_comes_out(guide: str, tmp_path: Path) -> None:
    follow(guide, workspace(tmp_path))
    AFTER[guide](tmp_path)


# ── what came of it ───────────────────────────────────────────────────────────────────────────────────────────────────


def issued(root: Path) -> None:
    assert "status: final" in (root / "briefings/eu-kazakhstan-2024-11/edition.yaml").read_text("utf-8")


def red(root: Path) -> None:
    page = (root / "build/eu-kazakhstan-2020-11/eu-kazakhstan-2020-11.html").read_text("utf-8")
    assert "#8a1c1c" in page.casefold()


def one_lost(root: Path) -> None:
    sheet = (root / "build/eu-kazakhstan-2024-04/eu-kazakhstan-2024-04.sources.html").read_text("utf-8")
    assert "Changed since A. Reader signed on" in sheet
    assert "The words then: “There have been positive steps.”" in sheet


def recorded(root: Path) -> None:
    case = (root / "data/ruritania/cases/antonia-zapt.yaml").read_text("utf-8")
    assert "status: released" in case


AFTER: Mapping[str, Callable[[Path], None]] = {
    "next-edition": issued,
    "change-the-look": red,
    "read-a-diff": one_lost,
    "add-a-case": recorded,
}


# ── the pages themselves ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_case_that_is_added_is_the_one_that_is_tested() -> None:
    parts = [part for step in steps(text_of("add-a-case")) if step.kind == "yaml" for part in files(step.text)]
    assert "".join(content for name, _, content in parts if name.endswith("antonia-zapt.yaml")) == CASE


@pytest.mark.parametrize("guide", [*GUIDES, "first-paper", "edit-in-the-browser"])
def test_a_guide_is_short_and_its_links_lead_somewhere(guide: str) -> None:
    text = text_of(guide)
    assert len(text.splitlines()) <= LIMIT
    for name in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / "docs" / name).exists(), name
    assert f"(docs/{guide}.md)" in (ROOT / "README.md").read_text("utf-8")


def test_each_picture_is_shown_somewhere_made_by_the_script_and_small() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    shown = {name for page in pages for name in re.findall(r"pictures/([\w.-]+\.png)\)", page.read_text("utf-8"))}
    assert shown == {path.name for path in PICTURES.glob("*.png")} == {f"{name}.png" for name in MADE}
    assert [path.name for path in PICTURES.rglob("*.png") if path.stat().st_size >= 150_000] == []
