"""What the benchmarks measure can be built, and has the content that they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.runs.build import make_files
from tests.benchmarks.multiplied import multiplied
from tests.support.places import ROOT


@pytest.mark.ci
def test_a_paper_several_times_over_is_a_paper(tmp_path: Path) -> None:
    edition = "eu-kazakhstan-2020-11"
    notes = [
        len(make_files(multiplied(ROOT, edition, times, tmp_path / str(times)), edition, ["md"]).document.notes)
        for times in (1, 2)
    ]
    assert notes[1] == 2 * notes[0]
