"""`briefing new template`: a style to go on with, in which nothing is wrong from the beginning."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest

from generator.records.load import load
from generator.runs.build import make_files
from tests.support.commands import run
from tests.support.workspaces import BRIEFING, EDITION, FILES, STYLE, write


def workspace(root: Path) -> Path:
    write(root, style=True)
    shutil.copytree(STYLE.parent / "monitor-update", root / "templates/monitor-update")
    return root


@pytest.mark.parametrize(
    "words",
    [
        "template our-paper --from monitor-update",
        "template our-paper --from dialogue-paper",
        "template our-paper --extends monitor-update",
        f"edition next-one --from {EDITION} --as-of 2021-04",
        "edition next-one --style monitor-update --as-of 2021-04",
        "edition next-one --style dialogue-paper --as-of 2021-04",
    ],
)
@pytest.mark.slow
def test_what_is_new_is_laid_out(tmp_path: Path, words: str) -> None:
    root = workspace(tmp_path)
    assert run(root, "fmt").code == 0
    made = run(root, "new", *words.split())
    assert made.code == 0, made.err
    checked = run(root, "fmt", "--check")
    assert checked.code == 0, checked.out + checked.err


@pytest.mark.ci
@pytest.mark.parametrize("how", ["--from", "--extends"])
@pytest.mark.parametrize("old", ["dialogue-paper", "monitor-update"])
def test_a_new_style_is_whole_and_makes_a_paper(tmp_path: Path, how: str, old: str) -> None:
    root = workspace(tmp_path)
    made = run(root, "new", "template", "our-paper", how, old)
    assert made.code == 0, made.err
    checked = run(root, "template", "check", "our-paper")
    assert (checked.code, checked.out) == (0, "no findings\n"), checked.err
    styles = load(root, [])[0].styles
    assert styles["our-paper"].notes == styles[old].notes
    assert styles["our-paper"].outline == styles[old].outline
    assert len(styles["our-paper"].folders) == (1 if how == "--from" else 1 + len(styles[old].folders))
    said = (root / "templates/our-paper/template.yaml").read_text("utf-8").splitlines()
    for line, below in itertools.pairwise(said):
        if line.startswith("# which of fonts/fonts.css"):
            assert below.startswith("fonts:")
    edition = (
        FILES[f"{BRIEFING}/edition.yaml"].replace("dialogue_paper", "our_paper").replace("dialogue-paper", "our-paper")
    )
    (root / BRIEFING / "edition.yaml").write_text(edition, "utf-8")
    pages = [file.data for file in make_files(root, EDITION, ["docx", "html"]).files]
    assert "Our paper" in pages[1].decode()


@pytest.mark.slow
def test_a_new_style_names_its_kind_in_every_language_of_the_old_one(tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    labels = root / "templates/dialogue-paper/labels"
    shutil.copyfile(labels / "en.yaml", labels / "de.yaml")
    for how in ("--from", "--extends"):
        id = how.replace("--", "our-")
        assert run(root, "new", "template", id, how, "dialogue-paper").code == 0
        checked = run(root, "template", "check", id)
        assert checked.code == 0, checked.out


@pytest.mark.ci
def test_the_sample_does_nothing_until_it_is_taken_out_of_its_comment(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    run(root, "new", "template", "our-paper", "--extends", "dialogue-paper")
    sheet = root / "templates/our-paper/paper.css"
    text = sheet.read_text("utf-8")
    assert text.count("/* ") == text.count(" */") >= 6
    for line in text.splitlines():
        if line.startswith(("/* html", "/* @media")):
            text = text.replace(line, line[3:-3])
    sheet.write_text(text, "utf-8")
    checked = run(root, "template", "check", "our-paper")
    assert (checked.code, checked.out) == (0, "no findings\n"), checked.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("our-paper",), "say the style that it copies (--from), or the one that it extends (--extends)"),
        (("our-paper", "--from", "dialog-paper"), "did you mean `dialogue-paper`?"),
        (("Our Paper", "--from", "dialogue-paper"), "can't be a style's name"),
        (("dialogue-paper", "--from", "dialogue-paper"), "nothing there is written over"),
    ],
)
def test_misuse_makes_nothing(tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    root = workspace(tmp_path)
    before = sorted(root.rglob("*"))
    ran = run(root, "new", "template", *words)
    assert (ran.code, told in ran.err) == (2, True), ran.err
    assert sorted(root.rglob("*")) == before
