"""Make the table of docs/safety.md: run the tests that show each promise, and count what they tried.

Usage: python -m tests.safety_table (many minutes: it kills runs at each of their steps). A row is a promise, with the
tests that show it; its number is that of the cases that ran, and of what a case counts itself
(`record_property("tried", n)`). Where one case fails, or a row has none, nothing is written.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.__main__ import LAST_RUN
from tests.fuzz.tries import KINDS
from tests.support.places import ROOT

PAGE = ROOT / "docs" / "safety.md"

_HEAD = """\
# What was tried, and held

What is promised, against whom, and what is not, stands in [SECURITY.md](../SECURITY.md). This page is made by
`python -m tests.safety_table`, which runs the tests that it names and writes it only where all of them hold. *How
often* counts cases: a spelling of a name, a field of a record, a hostile file, a moment at which a run is killed; where
one test tries several, it counts each. All but the last rows run with the tests at every change. Whoever doubts a row
runs its test: `make test` sets up what it needs, then `.venv/bin/python -m pytest tests/…`. Everything was tried on
invented people.

A number says how often something was tried, and not that it can't happen: tests know what their authors thought of.
That is why the last rows are there, in which a program spoils files at random.

| | What was tried | How often | Tests |
|---|---|---:|---|
"""

_AREAS = {"14": "a fault of the machine", "15": "a file is proved", "16": "at random"} | {
    str(number): "nothing goes out" if number <= 10 else "nothing gets in" for number in range(1, 14)
}
"""What a row is about, by the promise's number."""

_SPOILT = {
    "records": "records of people, laws, sources and events",
    "defaults": "defaults.yaml of a folder",
    "prose": "editions and their sections",
    "style": "template.yaml and templates of pages",
    "labels": "the fixed words of a style",
    "css": "style sheets",
    "word": "Word templates",
}
"""The kinds of files that `make fuzz` spoils, in words."""


@dataclass(frozen=True)
class Row:
    """A promise: its number, in words, and the tests that show it (files, or `file::test`)."""

    number: str
    words: str
    tests: tuple[str, ...]


ROWS = (
    Row(
        "1",
        "ids that tell a name; a record renamed in everything that names it",
        ("tests/authoring/test_rename.py",),
    ),
    Row(
        "2",
        "cases without a basis, uses that no consent covers, consents that ended; a person withdrawn",
        (
            "tests/paper/test_basis.py",
            "tests/runs/test_withdraw.py",
        ),
    ),
    Row(
        "3",
        "names, numbers and addresses of hidden people in plain words: spellings, scripts, forms, fields",
        ("tests/paper/test_protected.py",),
    ),
    Row(
        "4",
        "protected values planted in every part of a finished file, and in every field of words",
        ("tests/runs/test_leaks.py",),
    ),
    Row(
        "4",
        "a canary in every field of every kind of record, read for a lower audience",
        ("tests/paper/test_audiences.py::test_no_internal_field_is_in_the_public_paper_or_in_a_message",),
    ),
    Row(
        "5",
        "somebody hidden after a paper was issued, told by each command",
        ("tests/runs/test_named_since.py",),
    ),
    Row(
        "6",
        "two editions, or two days, of which one side keeps somebody from the readers",
        ("tests/runs/test_compare_protects.py",),
    ),
    Row(
        "7",
        "outputs for a narrower audience, marked; pseudonyms kept elsewhere",
        (
            "tests/runs/test_audience_marks.py",
            "tests/paper/test_pseudonyms.py",
        ),
    ),
    Row(
        "8",
        "telephones, addresses, numbers of documents and cards, children, health, coordinates",
        ("tests/review/test_lint_persons.py",),
    ),
    Row(
        "9",
        "what a Word template says of its maker, fetches or runs; metadata of pictures",
        (
            "tests/formats/test_docx_giveaways.py",
            "tests/base/test_media.py",
        ),
    ),
    Row(
        "10",
        "what a page template or style sheet runs or fetches",
        ("tests/formats/test_web_page.py",),
    ),
    Row(
        "10",
        "words of a PDF, and marks of its pages, that a style hides or takes away",
        (
            "tests/formats/test_pdf_seen.py",
            "tests/formats/test_pdf_judge.py::test_a_page_that_does_not_say_for_whom_it_is",
        ),
    ),
    Row(
        "10",
        "what a check or a build keeps for the next one: closed, sealed, spoilt, in a folder of others, after changes",
        (
            "tests/base/test_kept.py",
            "tests/base/test_kept_parts.py",
            "tests/records/test_kept_files.py",
            "tests/paper/test_kept_pictures.py",
            "tests/base/test_look.py",
            "tests/runs/test_checked.py",
            "tests/runs/test_archive.py",
            "tests/runs/test_first_look.py",
            "tests/runs/test_kept_paper.py",
            "tests/runs/test_kept_sheet.py",
            "tests/runs/test_trial.py",
        ),
    ),
    Row(
        "10",
        "exports for spreadsheets, Zotero and Uwazi, and lists compared: who and what their readers may not know",
        (
            "tests/runs/test_export_cases.py",
            "tests/runs/test_uwazi.py::test_people_are_told_of_as_far_as_their_basis_goes",
            "tests/authoring/test_import_sources.py::test_an_export_has_what_its_readers_may_see_and_nothing_else",
            "tests/authoring/test_import_sources.py::test_an_export_whose_words_name_somebody_withheld_is_not_written",
            "tests/authoring/test_import_sources.py::test_an_export_that_names_somebody_of_whom_no_basis_tells_is_not_written",
            "tests/authoring/test_import_sources.py::test_nothing_is_exported_of_data_that_could_not_be_read",
            "tests/authoring/test_import_sources.py::test_a_body_whose_name_is_closed_is_not_named_as_publisher",
            "tests/review/test_reconcile.py::test_nobody_is_named_whom_the_readers_may_not_know",
            "tests/review/test_reconcile.py::test_the_last_gate_stands_before_what_others_read",
        ),
    ),
    Row(
        "11",
        "links, pipes and devices that lead out of the workspace",
        ("tests/base/test_inputs.py",),
    ),
    Row(
        "11",
        "lists that open a record; forms for other files or from other pages; commits that run programs",
        (
            "tests/authoring/test_hostile_lists.py",
            "tests/preview/test_edit.py::test_no_form_is_for_other_files",
            "tests/preview/test_edit.py::test_a_link_that_leads_out_of_the_workspace_is_not_opened",
            "tests/preview/test_edit.py::test_no_new_record_goes_through_a_folder_that_is_a_link",
            "tests/preview/test_edit.py::test_only_a_page_of_the_preview_changes_anything",
            "tests/preview/test_edit.py::test_a_program_that_the_repository_sets_up_is_not_run_by_a_commit",
        ),
    ),
    Row(
        "12",
        "templates without end, archives and texts without measure",
        (
            "tests/formats/test_hostile_templates.py",
            "tests/records/test_bounds.py",
        ),
    ),
    Row(
        "13",
        "letters that nobody sees or that look like others",
        ("tests/review/test_lint_letters.py",),
    ),
    Row(
        "14",
        "a run killed at one of its file operations",
        (
            "tests/runs/test_together.py::test_killed_at_each_operation_it_leaves_all_old_or_all_new",
            "tests/base/test_files.py::test_killed_at_each_step_it_leaves_the_old_or_the_new_together",
        ),
    ),
    Row(
        "14",
        "a disk that is full at one of them",
        ("tests/runs/test_together.py::test_a_full_disk_leaves_all_as_it_was_and_is_told_once",),
    ),
    Row(
        "14",
        "two runs at once; helpers whose parent is killed",
        (
            "tests/runs/test_together.py::test_two_builds_of_one_edition_at_once",
            "tests/runs/test_together.py::test_two_sign_offs_at_once_lose_none",
            "tests/runs/test_helpers_end.py",
        ),
    ),
    Row(
        "15",
        "manifests, signatures, the same bytes elsewhere",
        ("tests/runs/test_proved.py",),
    ),
    Row(
        "16",
        "files that `make fuzz` once found",
        ("tests/fuzz/test_corpus.py::test_what_was_found_once_is_dealt_with",),
    ),
)


def list_spoilt() -> list[str]:
    """Return in words the kinds of files that `make fuzz` spoils."""
    return [_SPOILT[kind] for kind in KINDS]


Cases = Mapping[tuple[str, str], int]
"""How many cases ran of each test, by its file and name."""


def run_tests(folder: Path) -> Cases:
    """Run the tests of all rows; return how many cases each of them tried. Exits where one fails."""
    report = folder / "report.xml"
    tests = list(dict.fromkeys(test for row in ROWS for test in row.tests))
    told = ["-q", "-p", "no:cacheprovider", "-o", "junit_family=xunit1", f"--junitxml={report}"]
    command, everything = [sys.executable, "-m", "pytest", *told, *tests], {**os.environ, "CI": "true"}
    done = subprocess.run(command, cwd=ROOT, env=everything, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout[-3000:])
    counted: Counter[tuple[str, str]] = Counter()
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        said = [one.get("value", "0") for one in case.iter("property") if one.get("name") == "tried"]
        counted[case.get("file", ""), case.get("name", "").partition("[")[0]] += sum(map(int, said)) or 1
    return counted


def count_cases(row: Row, cases: Cases) -> int:
    """Return how many cases a row tried. Exits where there are none."""
    asked = {(file, name) for file, _, name in (test.partition("::") for test in row.tests)}
    count = sum(n for (file, name), n in cases.items() if (file, name) in asked or (file, "") in asked)
    return count or sys.exit(f"nothing was tried: {row.words}")


def write_page() -> None:
    """Run everything, and write the page."""
    with TemporaryDirectory() as folder:
        cases = run_tests(Path(folder))
    lines = []
    for row in ROWS:
        files = dict.fromkeys(test.partition("::")[0] for test in row.tests)
        names = ", ".join(f"[{Path(name).name}](../{name})" for name in files)
        lines.append(f"| {_AREAS[row.number]} | {row.words} | {count_cases(row, cases):,} | {names} |")
    run = json.loads(LAST_RUN.read_text("utf-8"))
    for kind, counts in run["kinds"].items():
        words = (
            f"{_SPOILT[kind]}, spoilt, in one run of `make fuzz` of {run['minutes']:g} minutes for all kinds; ended"
            f" otherwise than with a paper or a message at its place: {counts['found']}"
        )
        lines.append(f"| {_AREAS['16']} | {words} | {counts['tried']:,} | [fuzz](../tests/fuzz) |")
    PAGE.write_text(_HEAD + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    write_page()
