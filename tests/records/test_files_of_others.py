"""Files that are none of ours stop nothing and change nothing; what looks like a record and is not read is told."""

from __future__ import annotations

import os
from pathlib import Path

from generator.authoring.fmt.files import lay_out
from generator.preview.watch import is_work
from generator.records.load import load
from generator.runs.fingerprint import read_inputs
from tests.base.test_file_names import COPIES, FOREIGN
from tests.support.workspaces import BRIEFING, EDITION, FILES, told, write

CASES = "data/ruritania/cases"
CASE = FILES[f"{CASES}/tarlenheim.yaml"]


def test_what_programs_keep_beside_records_stops_and_changes_nothing(tmp_path: Path) -> None:
    root = write(tmp_path)
    before, was = read_inputs(root, [EDITION])[EDITION], load(root)
    laid_out, _ = lay_out(root, [root / "data", root / "briefings"], False)
    for name in FOREIGN:
        for folder in (CASES, BRIEFING):
            # what is in it is no YAML, and some of it no text
            (root / folder / name).write_bytes(b"\0\1not: [yaml")
            assert not is_work(Path(folder, name))
    for folder in (CASES, BRIEFING):
        os.symlink("author@machine.1234:5678", root / folder / ".#locked.yaml")  # Emacs locks with a link to nowhere
    now = load(root)
    assert told(now[1]) == told(was[1])
    assert now[0].records["cases"].keys() == was[0].records["cases"].keys()
    assert now[0].sections.keys() == was[0].sections.keys()
    assert lay_out(root, [root / "data", root / "briefings"], False) == (laid_out, [])
    assert read_inputs(root, [EDITION])[EDITION].files == before.files


def test_a_copy_is_told_and_read_as_no_record_of_its_own(tmp_path: Path) -> None:
    names = [stem.replace("sapt", "tarlenheim") for stem in COPIES]
    root = write(tmp_path, {f"{CASES}/{name}.yaml": CASE for name in names})
    dataset, problems = load(root)
    assert {(d.code, d.origin.file) for d in problems} == {("D008", f"{CASES}/{name}.yaml") for name in names}
    assert {d.severity for d in problems} == {"error"}
    assert all("copy of `tarlenheim.yaml`" in d.message and "delete this file" in (d.help or "") for d in problems)
    assert set(dataset.cases) == {"rassendyll", "tarlenheim"}
    assert all(is_work(Path(CASES, f"{name}.yaml")) for name in names)


def test_a_record_with_a_wrong_ending_is_told_in_data_and_in_editions(tmp_path: Path) -> None:
    wrong = {f"{CASES}/tarlenheim.yaml": None, f"{BRIEFING}/expression.yaml": None}
    files = {f"{CASES}/tarlenheim.yaml.txt": CASE, f"{BRIEFING}/expression.YAML": FILES[f"{BRIEFING}/expression.yaml"]}
    dataset, problems = load(write(tmp_path, {**wrong, **files}))
    assert sorted((d.code, d.origin.file) for d in problems) == [("D008", name) for name in sorted(files)]
    assert "call it `tarlenheim.yaml`" in told(problems)
    assert "call it `expression.yaml`" in told(problems)
    # nobody is told besides that there is no such case, or no such section
    assert {"tarlenheim", f"{EDITION}/expression"} <= dataset.broken


def test_a_name_that_is_no_id_is_proposed_with_its_letters_as_latin_ones(tmp_path: Path) -> None:
    names = {"jörg häß": "jorg-hass", "Сапт": "sapt", "O'Sapt (2)": "osapt", "…": None}
    record = "names: {preferred: A Sapt}\nbasis: {consent: {scope: public, giver: person, date: 2020-01}}\n"
    _, problems = load(write(tmp_path, {f"{CASES}/{name}.yaml": record for name in names}))
    helps = {Path(d.origin.file).stem: d.help or "" for d in problems if d.code == "D106"}
    assert {name: f"call it `{id}.yaml`, or otherwise" in helps[name] for name, id in names.items()} == {
        name: id is not None for name, id in names.items()
    }


def test_folders_of_systems_are_not_gone_into(tmp_path: Path) -> None:
    hidden = {f"data/ruritania/{folder}/cases/x.yaml": "no: [yaml" for folder in (".git", ".Trash", "__MACOSX")}
    _, problems = load(write(tmp_path, {**hidden, "briefings/.obsidian/app.json": "{}", "data/stray.docx": b"PK\3\4"}))
    assert not problems
