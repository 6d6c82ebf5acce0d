"""The command as a process of its own: what it loads, and how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli.build import _is_missing
from tests.support.places import ROOT
from tests.support.workspaces import EDITION, write


def _run(folder: Path, *words: str, python: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *python, "-m", "generator", *words]
    environment = {"PATH": "", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_process_ends_with_the_exit_code_and_all_its_words(tmp_path: Path) -> None:
    root = write(tmp_path)
    found = _run(root, "explain", "D102")
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.rstrip().endswith("."), found.stdout[-200:]
    wrong = _run(root, "explain", "D999")
    assert wrong.returncode == 2
    assert "D999" in wrong.stderr


def test_nothing_is_loaded_that_few_commands_need(tmp_path: Path) -> None:
    listed = _run(write(tmp_path), "list", python=("-X", "importtime"))
    assert listed.returncode == 0, listed.stderr
    loaded = {line.rpartition("|")[2].strip() for line in listed.stderr.splitlines()}
    assert "generator.cli.workspace" in loaded  # so the list of what was loaded is read right
    assert not loaded & {
        "generator.cli.build",
        "difflib",
        "webbrowser",
        "tempfile",
        "importlib.metadata",
        "jinja2",
        "lxml",
        "docx",
        "weasyprint",
    }


def test_a_folder_that_can_not_be_looked_through_has_no_paper_yet(tmp_path: Path) -> None:
    closed = tmp_path / "papers"
    closed.mkdir(mode=0o300)
    for folder in (closed, tmp_path / "nowhere", Path(__file__)):
        assert _is_missing(folder, ["md"])
    closed.chmod(0o700)


@pytest.mark.slow
def test_where_nothing_is_to_do_neither_schema_nor_document_is_loaded(tmp_path: Path) -> None:
    root = write(tmp_path)
    words = ("build", EDITION, "--format", "md")
    assert _run(root, *words).returncode == 0
    again = _run(root, *words, python=("-X", "importtime"))
    assert "nothing to do" in again.stdout, again.stderr
    loaded = {line.rpartition("|")[2].strip() for line in again.stderr.splitlines()}
    assert "generator.runs.fingerprint" in loaded  # so the list of what was loaded is read right
    assert not loaded & {
        "generator.runs.outputs",
        "generator.runs.manifest",
        "generator.runs.git_revision",
        "generator.paper.workspace",
        "pydantic",
        "generator.records.schema",
        "generator.paper.document",
        "markdown_it",
        "ruamel.yaml",
    }
