"""Files that are none of ours, copies, and records with a wrong ending are known by their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.base.file_names import find_meant_name, find_original, is_foreign

FOREIGN = [
    *(".#sapt.yaml", "._sapt.yaml", "~$sapt.yaml", "~sapt.yaml", "#sapt.yaml#", "sapt.yaml~", ".DS_Store", "Thumbs.db"),
    *(
        "desktop.ini",
        "Icon\r",
        ".git",
        "__MACOSX",
        "@eaDir",
        "4913",
        "sapt.yaml.orig",
        "sapt.yaml.rej",
        "sapt.yaml.bak",
    ),
    *("sapt.yaml.swp", "sapt.yaml.crdownload", "sapt.yaml.part", ".~lock.sapt.docx#", "sapt.yaml.tmp"),
]
COPIES = [
    *("sapt (1)", "sapt(2)", "sapt - Copy", "sapt - Copy (2)", "sapt - копия", "sapt copy", "sapt copy 2", "sapt 2"),
    *("Copy of sapt", "Copy (2) of sapt", "sapt (Mark's conflicted copy 2026-11-01)", "sapt (case conflict 1)"),
    *("sapt (conflicted copy 2026-11-01 101010)", "sapt.sync-conflict-20261101-101010-ABCDEFG", "sapt-DESKTOP-1AB2C3"),
    *("sapt-LAPTOP-XY12-2", "sapt_conf(2026-11-01-10-10-10)", "sapt (конфликтующая копия 2026-11-01)"),
]


@pytest.mark.parametrize("name", FOREIGN)
def test_what_programs_keep_for_themselves_is_none_of_ours(name: str) -> None:
    assert is_foreign(name)


@pytest.mark.parametrize("name", ["sapt.yaml", "sapt-2.yaml", "4914.yaml", "edition.yaml", "paper.docx", "lock.yaml"])
def test_what_authors_write_is_ours(name: str) -> None:
    assert not is_foreign(name)
    assert find_original(Path(name).stem) is None
    assert find_meant_name(Path(name)) is None


@pytest.mark.parametrize("stem", COPIES)
def test_a_copy_is_known_by_its_name(stem: str) -> None:
    assert find_original(stem) == "sapt"


@pytest.mark.parametrize(
    "name",
    ["sapt.yml", "sapt.YAML", "sapt.yaml.txt", "sapt.yaml.docx", "sapt.yml.txt", "sapt.yaml.yaml", "sapt.yaml (1).txt",
     "sapt.yaml ", "sapt.yaml_old"],
)  # fmt: skip
def test_a_record_with_a_wrong_ending_is_known_by_its_name(name: str) -> None:
    assert find_meant_name(Path(name)) == "sapt.yaml"


@pytest.mark.parametrize(
    ("name", "text", "meant"),
    [
        ("sapt.txt", "# who brings the tea\nnames: {preferred: A Sapt}\n", "sapt.yaml"),
        ("sapt", "\ufeffid: sapt\n", "sapt.yaml"),
        ("sources.txt", "gazette-1: {kind: news}\n", "sources.yaml"),
        ("notes.txt", "Names: to be asked of the bureau\n", None),
        ("notes.txt", "To call: the bureau\n", None),
        ("names.csv", "names: many\n", None),
    ],
)
def test_a_plain_text_is_a_record_where_it_begins_as_one(
    name: str, text: str, meant: str | None, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text)
    assert find_meant_name(tmp_path / name) == meant
