"""What docs/import.md tells comes out as it says, with the list and the mapping that stand there."""

from __future__ import annotations

import re
from pathlib import Path

from generator.authoring.case_import.dates import SPELLINGS
from generator.authoring.case_import.mapping import ListMapping
from generator.records.case_cells import find_cell_field
from tests.support.commands import run
from tests.support.places import ROOT
from tests.support.workspaces import write

TEXT = (ROOT / "docs" / "import.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", TEXT, re.M | re.S)
PRINTED = [said for kind, said in BLOCKS if not kind]
YAML = [said for kind, said in BLOCKS if kind == "yaml"]


def test_the_list_of_the_page_is_asked_about_and_taken_in(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / "prisoners.csv").write_text(next(said for kind, said in BLOCKS if kind == "csv"), "utf-8")
    mapping = root / "prisoners.yaml"
    mapping.write_text(YAML[0], "utf-8")
    words = ("import", "cases", "prisoners.csv", "--map", "prisoners.yaml")
    ran = run(root, *words)
    assert ran.code == 1
    rows, faults = PRINTED[0].split("prisoners.csv:", 1)
    assert ran.out == rows
    assert f"prisoners.csv:{faults}" in ran.err
    assert "“F. Tarlenheim” may be Fritz Tarlenheim (tarlenheim)" in ran.err
    mapping.write_text(YAML[0] + YAML[1], "utf-8")
    ran = run(root, *words)
    assert (ran.code, ran.out, ran.err) == (0, PRINTED[1], "")
    assert run(root, *words, "--write").code == 0
    assert run(root, *words, "--write").out.endswith("3 unchanged\nnothing to write\n")


def test_the_columns_that_the_page_names_are_fields() -> None:
    table = TEXT.split("## The columns")[1].split("## What a row")[0]
    named = [one for one in re.findall(r"`([a-z_]+(?:\.[\w]+)+)`", table) if not one.endswith(".yaml")]
    assert len(named) > 15
    assert [one for one in named if find_cell_field(one) is None] == []


def test_the_page_tells_all_that_a_mapping_may_say() -> None:
    table = TEXT.split("| in the mapping file | what |")[1].split("\n\n")[0]
    assert {name for name in ListMapping.model_fields if f"`{name}`" not in table} == set()
    assert {name for name in SPELLINGS if f"`{name}`" not in table} == set()


def test_its_links_lead_somewhere() -> None:
    for name in re.findall(r"\]\(([^)#:]+)\)", TEXT):
        assert (ROOT / "docs" / name).exists(), name
    assert "(docs/import.md)" in (ROOT / "README.md").read_text("utf-8")
