"""What the benchmarks measure can be built, and has the content that they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.records.load import load
from generator.records.resolve import resolve
from generator.records.resolve.references import list_references
from generator.runs.build import make_files
from tests.benchmarks.archive import write_archive
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


@pytest.mark.slow
def test_an_archive_has_its_cases_and_no_faults_and_the_paper_lists_a_few(tmp_path: Path) -> None:
    dataset, problems = load(write_archive(tmp_path, 60, 4))
    assert [*problems, *resolve(dataset)] == []
    assert len(dataset.cases) == 60
    archived = [one for id, one in dataset.cases.items() if id.startswith("archive-")]
    assert all(1_000 < len("\n".join(dataset.lines[one.file])) < 2_500 for one in archived)
    sections = dataset.sections["ruritania-2020-11"].values()
    ids = {id for one in sections for _, kind, id in list_references(one.record) if kind == "cases"}
    assert ids == {f"person-{number}" for number in range(4)}
