"""A list of a hundred people as it lies on paper: everybody once, and nothing parted from what it is of."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.list_proof import commands, find_complaints
from tests.support.list_pages import Page, find_faults, read_pages
from tests.support.long_lists import write_long_list
from tests.support.places import ROOT
from tests.support.workspaces import EDITION, built

PEOPLE = 104


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_long_list(tmp_path_factory.mktemp("long"), PEOPLE)
    for command in commands(root).values():
        subprocess.run(command.words, cwd=root, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
    return root


@pytest.mark.ci
def test_nobody_is_lost_and_nothing_stands_alone_in_any_format(root: Path) -> None:
    assert list(find_complaints(root, PEOPLE)) == []


@pytest.mark.ci
def test_what_a_reader_would_complain_about_is_seen(root: Path) -> None:
    document, pages = built(root), read_pages(root / "build" / EDITION / f"{EDITION}.pdf")
    first = next(n for n, page in enumerate(pages) if page.side)
    page = pages[first]
    head = next(n for n, line in enumerate(page.lines) if line.startswith("No."))

    def complaints(lines: list[str]) -> list[str]:
        changed: list[Page] = [*pages[:first], replace(page, lines=lines), *pages[first + 1 :]]
        return list(find_faults(document, changed, PEOPLE))

    assert complaints(list(page.lines)) == []
    lines = [*page.lines]
    assert any("no column heads" in one for one in complaints(lines[:head] + lines[head + 1 :]))
    assert any("stands alone at the foot" in one for one in complaints([*lines, lines[head]]))
    row = next(line for line in lines if line[:1].isdigit())
    assert any("stands 2 times in a table" in one for one in complaints([*lines, row]))
