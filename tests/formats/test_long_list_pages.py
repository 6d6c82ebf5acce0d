"""A list of a hundred people as it lies on paper: everybody once, and nothing parted from what it is of."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from generator.paper.document import find_lists
from tests.list_proof import FORMATS, SHEETS, find_complaints
from tests.support.commands import run
from tests.support.list_pages import Page, find_faults, read_pages
from tests.support.long_lists import write_long_list
from tests.support.workspaces import EDITION, built

PEOPLE = 104
_HEAD = re.compile(r" · No\. (?P<first>\d+) (?P<one>\S+) – No\. (?P<last>\d+) (?P<other>\S+)")
_ROW = re.compile(r"^ {0,4}(\d+) +\S", re.M)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_long_list(tmp_path_factory.mktemp("long"), PEOPLE)
    for command, formats in (("build", FORMATS), ("annex", SHEETS)):
        ran = run(root, command, EDITION, "--format", ",".join(formats))
        assert ran.code == 0, ran.err
    return root


@pytest.mark.ci
def test_nobody_is_lost_and_nothing_stands_alone_in_any_format(root: Path) -> None:
    assert list(find_complaints(root, PEOPLE)) == []


@pytest.mark.ci
def test_each_page_of_a_table_says_who_is_first_and_last_on_it(root: Path) -> None:
    rows = [row for table in find_lists(built(root).sections) for row in table.body]
    names = {number: row.guide for number, row in enumerate(rows, 1)}
    pdf = root / "build" / EDITION / f"{EDITION}.pdf"
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True).stdout.decode()
    sides = {page.number for page in read_pages(pdf) if page.side}
    seen: list[int] = []
    index: list[str] = []
    for number, page in enumerate(text.split("\f"), 1):
        found = [int(number) for number in _ROW.findall(page)]
        head = _HEAD.search(page.partition("\n")[0])
        if number in sides and found:
            assert head is not None, page[:200]
            # a row that began on the page before stands first
            assert int(head["first"]) in (found[0], found[0] - 1)
            assert int(head["last"]) == found[-1]
            assert f"No. {head['first']} {head['one']}" == names[int(head["first"])]
            seen += found
        elif "Index of names" in page and number > max(sides):
            index.append(page.partition("\n")[0])
    assert seen == [*range(1, PEOPLE + 1)]
    # it begins below the last profile, and goes on alone
    assert len(index) > 1
    assert all(" · Index of names" in head for head in index[1:])


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
