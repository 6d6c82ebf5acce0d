"""A record gets another id everywhere, and not a word of a paper changes by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import briefing
from generator.formats.markdown import write_markdown
from generator.runs.issue import issue
from generator.runs.sign import sign
from tests.support.workspaces import BRIEFING, EDITION, FILES, assembled, built, edited, told, write

CASE = "data/ruritania/cases/rassendyll.yaml"


def rename(root: Path, *words: str, monkeypatch: object) -> str:
    """Run the command in a workspace; return what it prints."""
    monkeypatch.chdir(root)  # type: ignore[attr-defined]
    done = CliRunner().invoke(briefing, ["rename", *words])
    return f"{done.exit_code} {done.output}"


@pytest.mark.slow
def test_a_case_is_renamed_in_data_prose_marks_and_signatures(tmp_path: Path, monkeypatch: object) -> None:
    root = write(tmp_path, edited(f"{BRIEFING}/prisoners.yaml", "{tarlenheim: new}", "{rassendyll: new}"), style=True)
    sign(root, EDITION, "A. Reader", "2020-12-01")
    before = write_markdown(built(root))
    assert rename(root, "case:rassendyll", "case-12", monkeypatch=monkeypatch).startswith("0 ")
    assert not (root / CASE).exists()
    assert (root / "data/ruritania/cases/case-12.yaml").read_text("utf-8").startswith("id: case-12\n")
    for path in (*(root / "data").rglob("*.yaml"), *(root / "briefings").rglob("*.yaml")):
        for line in path.read_text("utf-8").splitlines():
            assert "rassendyll" not in line or "Rassendyll" in line, (path, line)
    document, problems = assembled(root)
    assert [p for p in problems if p.severity == "error"] == [], told(problems)
    assert document is not None
    assert write_markdown(document) == before.replace(b"rassendyll", b"case-12")
    signed = sign(root, EDITION, "A. Reader", "2020-12-02")
    assert signed.new == 0


def test_a_record_among_others_and_one_of_which_parts_are_named(tmp_path: Path, monkeypatch: object) -> None:
    root = write(tmp_path)
    for kind, old, new in (
        ("person", "hentzau", "prosecutor-1"),
        ("law", "ru-code", "code-1"),
        ("event", "march-2020", "e-1"),
    ):
        assert rename(root, f"{kind}:{old}", new, monkeypatch=monkeypatch).startswith("0 "), old
        problems = assembled(root)[1]
        assert [p for p in problems if p.severity == "error"] == [], told(problems)
    assert "\nprosecutor-1:\n" in "\n" + (root / "data/ruritania/people.yaml").read_text("utf-8")


@pytest.mark.slow
def test_an_issued_paper_has_the_new_id_and_the_old_words(tmp_path: Path, monkeypatch: object) -> None:
    root = write(tmp_path, edited(f"{BRIEFING}/edition.yaml", "status: reconstruction", "status: draft"), style=True)
    issue(root, EDITION, None, "en")
    kept = root / BRIEFING / "issued" / "public-en.json"
    was = kept.read_text("utf-8")
    assert "case:rassendyll" in was
    assert rename(root, "case:rassendyll", "case-12", monkeypatch=monkeypatch).startswith("0 ")
    assert kept.read_text("utf-8") == was.replace("rassendyll", "case-12")
    document, problems = assembled(root)
    assert document is not None, told(problems)


def test_what_can_not_be_renamed_is_told_and_nothing_changes(tmp_path: Path, monkeypatch: object) -> None:
    root = write(tmp_path)
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    for words, said in (
        (("case:rasendyll", "x"), "did you mean `rassendyll`?"),
        (("cse:rassendyll", "x"), "did you mean `case`?"),
        (("case:rassendyll", "tarlenheim"), "there is a case `tarlenheim` already"),
        (("case:rassendyll", "No Id"), "can't be an id"),
    ):
        assert said in rename(root, *words, monkeypatch=monkeypatch)
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before


@pytest.mark.slow
def test_an_id_that_tells_the_name_of_somebody_under_a_pseudonym_is_an_error(tmp_path: Path) -> None:
    assumed = edited(CASE, "variants: [Rudolph Rassendyl]", "pseudonym: the editor") | {
        f"{BRIEFING}/overview.yaml": "kind: overview\ntitle: Overview\nblocks:\n  - text: Nothing.\n"
    }
    for display, codes in (("full_name", 0), ("pseudonym", 1), ("initials", 1)):
        name = CASE
        changes = {**assumed, name: assumed[name] + f"display: {display}\n"}
        found = [p for p in assembled(write(tmp_path / display, changes))[1] if p.code == "S106"]
        assert len(found) == codes, display
        assert all((p.origin.file, p.origin.line) == (CASE, 1) for p in found)
    root = tmp_path / "initials"
    for id, codes in (("r-r", 1), ("rr-2", 1), ("case-r", 0)):
        renamed = {name.replace("rassendyll", id): text.replace("rassendyll", id) for name, text in assumed.items()}
        others = {name: text.replace("rassendyll", id) for name, text in FILES.items() if name != CASE}
        display = {CASE.replace("rassendyll", id): renamed[CASE.replace("rassendyll", id)] + "display: pseudonym\n"}
        found = [
            p for p in assembled(write(root / id, {CASE: None} | others | renamed | display))[1] if p.code == "S106"
        ]
        assert len(found) == codes, id
