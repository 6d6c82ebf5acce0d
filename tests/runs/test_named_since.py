"""Who is hidden after a paper was issued is told of by every command that makes or lists papers."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from generator.paper.named_since import find_papers_out
from generator.paper.workspace import Workspace
from tests.support.commands import run
from tests.support.trees import read_files
from tests.support.workspaces import BRIEFING, EDITION, FILES, edited, with_pages, write

EDITION_FILE = f"{BRIEFING}/edition.yaml"
CASE = "data/ruritania/cases/rassendyll.yaml"
KEPT = f"{BRIEFING}/issued/public-en.json"
OTHER = {
    "briefings/other/edition.yaml": FILES[EDITION_FILE]
    .replace(f"id: {EDITION}", "id: other")
    .replace("outline: [overview, expression]\nannexes: [prisoners]", "outline: [overview]\nannexes: [list]"),
    "briefings/other/overview.yaml": FILES[f"{BRIEFING}/overview.yaml"],
    "briefings/other/list.yaml": "kind: annex\ntitle: People\nblocks: [{prisoners: [tarlenheim]}]\n",
}
TOLD = re.compile(rf"{KEPT}:1:1: (error S126|warning S127)")
HIDDEN = {
    "closed": lambda text: "visibility: internal\n" + text.replace("id: rassendyll\n", "id: rassendyll\n"),
    "withdrawn": lambda text: text.replace("already_public: gazette-1", "already_public: gazette-1, removed: 2024"),
    "under a pseudonym": lambda text: text.replace(
        "names: {preferred: Rudolf Rassendyll,",
        "display: pseudonym\nnames: {pseudonym: the poet, preferred: Rudolf Rassendyll,",
    ),
}


def issued(root: Path) -> Path:
    return write(root, _issue())


@cache
def _issue() -> dict[str, bytes]:
    files = {**edited(EDITION_FILE, "status: reconstruction", "status: draft"), **OTHER}
    # a march that names nobody, so that the other paper can be made of what is left
    with TemporaryDirectory() as folder:
        root = with_pages(write(Path(folder), files, style=True))
        ran = run(root, "issue", EDITION)
        assert ran.code == 0, ran.err
        return read_files(root)


@pytest.mark.slow
@pytest.mark.parametrize("way", [pytest.param(way, marks=pytest.mark.ci if n else ()) for n, way in enumerate(HIDDEN)])
def test_each_command_tells_it_at_once_and_names_nobody(way: str, tmp_path: Path) -> None:
    root = issued(tmp_path)
    for words in (("list",), ("build", "other", "--format", "md"), ("annex", "other", "--format", "csv")):
        assert not TOLD.search(run(root, *words).err)
    (root / CASE).write_text(HIDDEN[way](FILES[CASE]), "utf-8")
    if way == "closed":  # the record says what others refer to
        (root / CASE).write_text((root / CASE).read_text("utf-8").replace("visibility: internal\nid", "id"), "utf-8")
        text = (root / CASE).read_text("utf-8").replace("id: rassendyll\n", "id: rassendyll\nvisibility: internal\n")
        (root / CASE).write_text(text, "utf-8")
    expected = {
        ("list",): "warning S127",
        ("build", EDITION, "--format", "md"): "error S126",
        ("annex", EDITION, "--format", "csv"): "error S126",
        ("build", "other", "--format", "md"): "warning S127",
        ("annex", "other", "--format", "csv"): "warning S127",
        ("digest",): "warning S127",
    }
    for words, said in expected.items():
        ran = run(root, *words)
        assert said in {match[1] for match in TOLD.finditer(ran.err)}, (words, ran.err)
        assert "assendyll" not in ran.err.replace(f"{CASE}:", ""), words
        assert "briefing withdraw" in ran.err
        assert f"briefing new edition NEW --from {EDITION}" in ran.err
    assert not list((root / "build").glob(f"{EDITION}/{EDITION}.*md"))


@pytest.mark.slow
def test_a_paper_that_names_nobody_who_is_hidden_is_not_told(tmp_path: Path) -> None:
    root = issued(tmp_path)
    hidden = "visibility: internal\nnames: {preferred: Zhanna Zaptova}\n"
    (root / "data/ruritania/cases/case-7.yaml").write_text(hidden, "utf-8")
    assert find_papers_out(Workspace(root, ())) == []
    assert run(root, "build", EDITION, "--format", "md").code == 0


@pytest.mark.slow
def test_a_kept_document_that_is_broken_stops_no_other_command(tmp_path: Path) -> None:
    root = issued(tmp_path)
    (root / CASE).write_text(HIDDEN["withdrawn"](FILES[CASE]), "utf-8")
    for text in ("{", "[" * 100_000, "\udcff".encode("utf-8", "surrogatepass")):
        (root / KEPT).write_bytes(text if isinstance(text, bytes) else text.encode())
        assert run(root, "list").code == 0
