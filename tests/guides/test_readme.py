"""What the README tells to do works as it says."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.places import ROOT

README = (ROOT / "README.md").read_text("utf-8")
CASE = "data/kazakhstan/cases/max-bokayev.yaml"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the real workspace that a reader of the README may change."""
    for folder in ("data", "briefings", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def build(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", "build", "eu-kazakhstan-2020-11", "--format", "md"]
    return subprocess.run(
        command, cwd=root, env={"PYTHONPATH": str(ROOT), "PATH": ""}, capture_output=True, text=True, check=False
    )


def blocks(language: str) -> list[str]:
    """Return the fenced blocks of a language, without the indentation of a list that they stand in."""
    found: list[str] = []
    opened: tuple[str, str] | None = None
    for line in README.split("\n"):
        if fence := re.match(r"^( *)```(\w*)$", line):
            opened = None if opened else (fence[1], fence[2])
            if opened:
                found += [""] if opened[1] == language else []
        elif opened and opened[1] == language:
            found[-1] += line.removeprefix(opened[0]) + "\n"
    return found


@pytest.mark.slow
def test_a_fact_is_changed_and_seen(copy: Path) -> None:
    case = (copy / CASE).read_text("utf-8")
    line = blocks("yaml")[0].strip()
    assert line in case
    (copy / CASE).write_text(case.replace(line, line.replace("5 years", "6 years")), "utf-8")
    done = build(copy)
    assert done.returncode == 0, done.stderr
    paper = next((copy / "build").rglob("*.md")).read_text("utf-8")
    assert paper.count("6 years in prison") == 2


@pytest.mark.slow
def test_a_slip_is_told_as_the_readme_shows(copy: Path) -> None:
    case = (copy / CASE).read_text("utf-8")
    (copy / CASE).write_text(case.replace("length: 5 years", "length: 6 yeers"), "utf-8")
    done = build(copy)
    assert done.returncode == 1
    shown = next(text for text in blocks("") if "D106" in text)
    assert shown.strip() in done.stderr
    assert not (copy / "build").exists()


def test_every_place_that_a_page_links_to_is_there_and_the_readme_leads_to_every_page() -> None:
    pages = {"README.md"}
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for name in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / name).exists(), f"{page.name}: {name}"
            if page.name == "README.md" and name.endswith(".md"):
                pages.add(Path(name).name)
    assert {page.name for page in (ROOT / "docs").glob("*.md")} <= pages


@pytest.mark.ci
def test_the_next_edition_is_made_and_its_findings_are_told(copy: Path) -> None:
    command = next(block for block in blocks("sh") if "new edition" in block).split()
    assert command[0] == ".venv/bin/briefing"

    def told(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "generator", *words],
            cwd=copy,
            env={"PYTHONPATH": str(ROOT), "PATH": ""},
            capture_output=True,
            text=True,
            check=False,
        )

    done = told(*command[1:])
    assert done.returncode == 0, done.stderr
    id = command[3]
    edition = (copy / "briefings" / id / "edition.yaml").read_text("utf-8")
    assert "# to do, round" in edition
    assert "status: draft" in edition
    found = told("check", id).stdout
    counted = [int(n) for n in re.findall(r": (\d+) warnings T120 carried-over, on lines ", found)]
    assert sum(counted) + found.count("warning T120") > 50
    assert told("issue", id).returncode == 1
