"""Who stands behind a pseudonym is said in a file outside the repository; no paper may hold both names."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, render_json, render_text
from generator.base.pseudonyms_file import FILE, VARIABLE
from generator.runs.build import make_files
from tests.support.commands import run
from tests.support.workspaces import EDITION, assembled, prose, told, write

NAMES = "rassendyll: [Black Michael Streltsau, Михаил Стрельцау]\n"
"""Who is called Rudolf Rassendyll in the papers has another name."""

SAID = prose("They say that Streltsau wrote it.")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file on a stick, as it were."""
    path = tmp_path / "stick" / "names.yaml"
    path.parent.mkdir()
    path.write_text(NAMES, "utf-8")
    monkeypatch.setenv(VARIABLE, str(path))
    return path


def errors(problems: list[Diagnostic]) -> list[str]:
    said = "\n".join(map(render_text, problems)) + render_json(problems)
    assert "streltsau" not in said.lower()
    assert "стрельцау" not in said.lower()
    return [problem.code for problem in problems if problem.severity == "error"]


@pytest.mark.slow
@pytest.mark.parametrize("audience", ["public", "partner", "confidential", "internal"])
@pytest.mark.parametrize("words", ["Streltsau", "Black Michael Streltsau", "STRELTSAU", "Михаил Стрельцау", "B. M. S."])
def test_no_audience_reads_the_true_name_beside_the_assumed_one(
    words: str, audience: str, tmp_path: Path, kept: Path
) -> None:
    root = write(tmp_path / "w", prose(f"They say that {words} wrote it."))
    _, problems = assembled(root, audience)  # type: ignore[arg-type]
    assert set(errors(problems)) == {"S104"}


def test_without_the_file_nothing_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    document, problems = assembled(write(tmp_path, SAID), "public")
    assert document is not None
    assert not errors(problems)


def test_a_paper_without_the_true_name_is_as_it_was(tmp_path: Path, kept: Path) -> None:
    """The file changes no word of any paper, and nothing of it is printed, not even for those who may read all."""
    root = write(tmp_path / "w")
    with_file, problems = assembled(root, "internal")
    assert not problems, told(problems)
    kept.write_text("rassendyll: Somebody Elsewhere\n", "utf-8")
    assert assembled(root, "internal")[0] == with_file


@pytest.mark.slow
def test_a_finished_file_that_says_the_true_name_is_not_written(tmp_path: Path, kept: Path) -> None:
    root = write(tmp_path / "w", style=True)
    css = root / "templates" / "dialogue-paper" / "paper.css"
    css.write_text(css.read_text("utf-8") + '\n.contents::after { content: "Streltsau" }\n', "utf-8")
    with pytest.raises(BriefingError) as stopped:
        make_files(root, EDITION, ["html"], audience="internal")
    assert errors([*stopped.value.diagnostics]) == ["S105"]


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)


def test_the_file_in_git_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    root = write(tmp_path, {FILE: NAMES})
    git(root, "init", "-q")
    _, problems = assembled(root, "public")
    assert [p.kind for p in problems] == [codes.EXPOSED_PSEUDONYMS]
    assert "does not ignore" in problems[0].message
    assert errors(problems) == ["S118"]
    git(root, "add", FILE)
    _, problems = assembled(root, "public")
    assert [p.kind for p in problems] == [codes.EXPOSED_PSEUDONYMS]
    assert "are in git" in problems[0].message
    git(root, "rm", "-q", "--cached", FILE)
    (root / ".gitignore").write_text(f"/{FILE}\n", "utf-8")
    assert assembled(root, "public")[1] == []


def test_the_file_in_git_is_an_error_wherever_it_lies(tmp_path: Path, kept: Path) -> None:
    git(kept.parent, "init", "-q")
    git(kept.parent, "add", kept.name)
    assert errors(assembled(write(tmp_path / "w"), "public")[1]) == ["S118"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("rassendyl: Black Michael Streltsau\n", "R101"),
        ("rassendyll: {name: Black Michael Streltsau}\n", "D101"),
        ("rassendyll: [Black Michael Streltsau, '']\n", "D101"),
        ("rassendyll: [Black Michael Streltsau\n", "D001"),
    ],
)
def test_what_is_wrong_in_the_file_is_told_without_its_words(text: str, code: str, tmp_path: Path, kept: Path) -> None:
    kept.write_text(text, "utf-8")
    assert errors(assembled(write(tmp_path / "w"), "public")[1]) == [code]


def test_a_file_that_is_named_and_not_there_is_an_error(tmp_path: Path, kept: Path) -> None:
    kept.unlink()
    assert errors(assembled(write(tmp_path / "w"), "public")[1]) == ["S118"]


@pytest.mark.slow
def test_a_name_that_is_added_later_has_the_paper_made_again(tmp_path: Path, kept: Path) -> None:
    """What was built before may hold it: nothing of the file stands among the inputs, which the manifest tells."""
    root = write(tmp_path / "w", SAID, style=True)
    kept.write_text("rassendyll: Somebody Elsewhere\n", "utf-8")
    assert run(root, "build", EDITION, "--format", "md").code == 0
    assert "nothing to do" in run(root, "build", EDITION, "--format", "md").out
    kept.write_text(NAMES, "utf-8")
    again = run(root, "build", EDITION, "--format", "md")
    assert again.code == 1
    assert "S104" in again.out + again.err
    assert "names.yaml" not in (root / "build" / EDITION / ".manifest.json").read_text("utf-8")
