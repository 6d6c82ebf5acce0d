"""CONTRIBUTING.md points at what is there: every file and folder that it names."""

from __future__ import annotations

import re

from tests.support.places import ROOT

PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
TOP = "|".join(path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith("."))
PATH = re.compile(rf"(?<![\w/])((?:{TOP})/[\w./-]*|\.ci/\w+|\w+\.(?:py|toml|md|yaml|docx|css|html\.j2))")


def missing(line: str) -> list[str]:
    """Return what a line names and what is not there; a bare name stands for a file below a folder that the line
    names."""
    named = [path.rstrip(".") for path in PATH.findall(line.replace("\\_", "_"))]
    folders = [ROOT / path for path in named if path.endswith("/")] or [ROOT / "templates", ROOT]
    here = [*folders, ROOT / "templates"] if ("style" in line or "template" in line) else folders
    return [
        path
        for path in named
        if not (ROOT / path).exists() and ("/" in path or not any(any(folder.rglob(path)) for folder in here))
    ]


def test_each_path_is_there() -> None:
    assert sum(len(PATH.findall(line)) for line in PAGE.splitlines()) > 40
    assert [path for line in PAGE.splitlines() for path in missing(line)] == []


def test_a_path_that_is_gone_is_found() -> None:
    assert missing("| who may see what | generator/editions.py, the only place |") == ["generator/editions.py"]
    assert missing("| the sheet | generator/review/sheet/: contents.py |") == ["contents.py"]
    assert missing("| the sheet | generator/review/sheet/: content.py |") == []
