"""docs/safety.md has a row for each promise, made from tests that are there."""

from __future__ import annotations

import re

from tests.safety_table import PAGE, ROWS
from tests.support.places import ROOT


def test_each_promise_has_its_row_with_a_number() -> None:
    page = PAGE.read_text("utf-8")
    for row in ROWS:
        found = re.search(rf"^\| {row.number} \| {re.escape(row.words)} \| ([\d,]+) \|", page, re.M)
        assert found, row.words
        assert int(found[1].replace(",", "")) > 0
    assert {row.number for row in ROWS} == {str(number) for number in range(1, 17)}
    assert re.search(r"^\| 16 \| records spoilt at random", page, re.M)


def test_the_tests_of_each_row_are_there() -> None:
    for test in (test for row in ROWS for test in row.tests):
        file, _, name = test.partition("::")
        assert (ROOT / file).is_file(), file
        assert not name or f"def {name}(" in (ROOT / file).read_text("utf-8"), test
