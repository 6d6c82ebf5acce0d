"""Somebody new, with nothing but the command and docs/first-paper.md: what it shows is asked and told, and what it has
typed makes a paper of four people with their sources. No line is written into a file by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.commands import run
from tests.support.newcomer import EDITION, begin_from_nothing

PEOPLE = ("Larsk Onvar", "Vasko Brenn", "Mirel Tassin", "Odra Felk")


@pytest.mark.slow
def test_what_the_guide_has_typed_is_what_is_asked_and_makes_a_paper(tmp_path: Path) -> None:
    answers = begin_from_nothing(tmp_path)
    assert answers["init"] <= 10
    assert run(tmp_path, "check").out.startswith("no findings")
    built = tmp_path / "build" / EDITION
    assert {path.suffix for path in built.iterdir()} >= {".docx", ".pdf", ".html", ".md"}
    paper = (built / f"{EDITION}.md").read_text("utf-8")
    for name in PEOPLE:
        assert name in paper
    assert len(re.findall(r"^\[\^\d\]: ", paper, re.M)) == len(PEOPLE)  # a note for the story of each
    assert "https://example.org/march" in paper
    assert "Release all four at once" in paper
