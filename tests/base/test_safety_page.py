"""docs/safety.md has a row for each promise, made from tests that are there; what SECURITY.md promises is so."""

from __future__ import annotations

import re

from tests.fuzz.tries import KINDS
from tests.safety_table import PAGE, ROWS, list_spoilt
from tests.support.places import ROOT


def test_each_promise_has_its_row_with_a_number_and_its_tests() -> None:
    page = PAGE.read_text("utf-8")
    for words, tests in [*((row.words, row.tests) for row in ROWS), *((words, ()) for words in list_spoilt())]:
        found = re.search(rf"^\| [a-z ]+ \| {re.escape(words)}[^|]* \| ([\d,]+) \| (.*) \|$", page, re.M)
        assert found, words
        assert int(found[1].replace(",", "")) > 0
        assert all(f"](../{test.partition('::')[0]})" in found[2] for test in tests)
    assert {row.number for row in ROWS} == {str(number) for number in range(1, 17)}
    assert len(list_spoilt()) == len(KINDS)


def test_the_page_tells_nothing_that_a_commit_or_a_day_makes_old() -> None:
    page = PAGE.read_text("utf-8")
    assert not re.search(r"\b20\d\d\b|\b[0-9a-f]{7,40}\b(?<!\d)", page)


def test_the_tests_of_each_row_are_there() -> None:
    for test in (test for row in ROWS for test in row.tests):
        file, _, name = test.partition("::")
        assert (ROOT / file).is_file(), file
        assert not name or f"def {name}(" in (ROOT / file).read_text("utf-8"), test


def test_the_program_has_nothing_that_asks_a_network() -> None:
    """SECURITY.md promises so. Whatever listens is the preview; what styles name, WeasyPrint fetches through ours."""
    asking = re.compile(
        r"^\s*(?:import|from) (?:http\.client|urllib\.request|requests|httpx|aiohttp|smtplib|ftplib)\b", re.M
    )
    sources = [*(ROOT / "generator").rglob("*.py")]
    assert len(sources) > 300
    assert [path.name for path in sources if asking.search(path.read_text("utf-8"))] == []
    listening = {path.parent.name for path in sources if re.search(r"^import socket$", path.read_text("utf-8"), re.M)}
    assert listening == {"preview"}


def test_the_anchors_that_it_names_are_there() -> None:
    for name, anchor in re.findall(r"\]\((docs/[\w.-]+)(?:#([\w-]+))?\)", (ROOT / "SECURITY.md").read_text("utf-8")):
        text = (ROOT / name).read_text("utf-8")
        heads = {
            re.sub(r"[^\w -]", "", head).lower().replace(" ", "-") for head in re.findall(r"^#+ (.*)$", text, re.M)
        }
        assert not anchor or anchor in heads, (name, anchor)
