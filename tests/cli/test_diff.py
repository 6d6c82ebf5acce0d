"""`briefing diff` as somebody types it: editions, git revisions, folders; what it prints, what it returns, what it
refuses."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from generator.base.diagnostics import BriefingError
from generator.paper.assemble.context import Context
from generator.paper.make import make
from generator.paper.workspace import Workspace
from generator.review.diff import TOPICS, compare, view_of
from generator.review.diff_report import TITLES, ComparedSide, Side, describe_changes
from generator.review.diff_report.html import write_report_html
from generator.review.diff_report.json import write_report_json
from generator.review.diff_report.markdown import write_report_markdown
from generator.review.diff_report.text import write_report_lines
from generator.runs.git_revision import write_revision
from tests.support import later
from tests.support.canaries import MODELS, complete, plant, plantings, whole
from tests.support.commands import run
from tests.support.workspaces import BRIEFING, EDITION, FILES, edited, write

CASE = "data/ruritania/cases/rassendyll.yaml"


def git(folder: Path, *words: str, given: bytes | None = None) -> str:
    who = [
        "-c",
        "user.name=Somebody",
        "-c",
        "user.email=somebody@example.org",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "init.defaultBranch=main",
    ]
    return (
        subprocess.run(["git", "-C", str(folder), *who, *words], input=given, capture_output=True, check=True)
        .stdout.decode()
        .strip()
    )


def repository(folder: Path, changes: dict[str, str] = {}) -> Path:  # noqa: B006
    """Write a workspace into a repository of its own, with one commit."""
    write(folder, changes)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "first")
    return folder


def test_two_editions(tmp_path: Path) -> None:
    ran = run(write(tmp_path, later.MEANWHILE), "diff", EDITION, later.LATER)
    assert (ran.code, ran.err) == (0, "")
    told = " ".join(ran.out.split())
    way = "sentenced to imprisonment → parole granted, released (2021-10-01) → deceased (2021-11-24)"
    assert f"~ Fritz Tarlenheim: {way}" in told


@pytest.mark.slow
def test_exit_codes(tmp_path: Path) -> None:
    root = write(tmp_path, later.MEANWHILE)
    assert run(root, "diff", EDITION, later.LATER, "--exit-code", "--stat").code == 1
    assert run(root, "diff", EDITION, EDITION, "--exit-code").code == 0
    assert run(root, "diff", EDITION, later.LATER, "--exit-code", "--only", "standards").code == 0
    assert run(root, "diff", EDITION, "ruritania").code == 2


def test_only_some_topics(tmp_path: Path) -> None:
    root = write(tmp_path, later.MEANWHILE)
    found = json.loads(
        run(root, "diff", EDITION, later.LATER, "--only", "cases, Recommendations", "--format", "json").out
    )
    assert {change["new_path"][0] if change["new_path"] else change["old_path"][0] for change in found["changes"]} == {
        "cases",
        "recommendations",
        "order",
    }
    assert set(found["told"]) == {"cases", "recommendations"}
    ran = run(root, "diff", EDITION, later.LATER, "--only", "case")
    assert ran.code == 2
    assert "did you mean `cases`?" in ran.err


def test_the_topics_of_the_command_are_those_of_a_comparison() -> None:
    from generator.cli.diff import TOPICS as OFFERED

    assert set(OFFERED) == set(TITLES) == set(TOPICS) - {"order"}


@pytest.mark.slow
def test_one_edition_at_a_revision(tmp_path: Path) -> None:
    root = repository(tmp_path)
    write(root, edited(CASE, "occupation: journalist", "occupation: poet"))
    ran = run(root, "diff", EDITION, "--at", "HEAD", "--only", "cases")
    assert ran.code == 0
    assert f"--- {EDITION} at HEAD" in ran.out
    assert "occupation: journalist → poet" in ran.out
    git(root, "commit", "-q", "-a", "-m", "second")
    assert "occupation: journalist → poet" in run(root, "diff", EDITION, "--at", "HEAD~1", "--at", "main").out
    assert run(root, "diff", EDITION, "--at", "HEAD", "--exit-code").code == 0
    assert "M" not in git(root, "status", "--short")  # nothing was checked out


@pytest.mark.slow
def test_a_workspace_below_the_top_of_its_repository(tmp_path: Path) -> None:
    root = write(tmp_path / "papers")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "first")
    write(root, edited(CASE, "occupation: journalist", "occupation: poet"))
    assert "journalist → poet" in run(root, "diff", EDITION, "--at", "HEAD").out


@pytest.mark.slow
def test_an_edition_that_is_gone_can_be_compared_between_revisions(tmp_path: Path) -> None:
    root = repository(tmp_path)
    write(root, edited(CASE, "occupation: journalist", "occupation: poet"))
    git(root, "commit", "-q", "-a", "-m", "second")
    shutil.rmtree(root / BRIEFING)
    assert "journalist → poet" in run(root, "diff", EDITION, "--at", "HEAD~1", "--at", "HEAD").out


def test_two_folders(tmp_path: Path) -> None:
    old, new = (
        write(tmp_path / "old"),
        write(tmp_path / "new", edited(CASE, "occupation: journalist", "occupation: poet")),
    )
    ran = run(tmp_path, "diff", f"old/{BRIEFING}", f"new/{BRIEFING}")
    assert ran.code == 0
    assert "journalist → poet" in ran.out
    assert f"--- {EDITION} at old/{BRIEFING}" in ran.out
    ran = run(tmp_path, "diff", f"{old}", f"{new}")
    assert ran.code == 2
    assert BRIEFING in ran.err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([EDITION], "name two editions"),
        ([EDITION, EDITION, "--at", "HEAD"], "compares one edition with itself"),
        ([EDITION, "--at", "1", "--at", "2", "--at", "3"], "one or two revisions"),
        ([EDITION, "--at", "nowhere"], "there is no revision `nowhere`"),
        ([EDITION, "--at=--output=x"], "there is no revision `--output=x`"),
        ([EDITION, "no/such/folder"], "is no folder of an edition"),
        ([EDITION, EDITION, "--only", ","], "name a topic"),
    ],
)
def test_misuse_is_told(tmp_path: Path, words: list[str], expected: str) -> None:
    ran = run(repository(tmp_path), "diff", *words)
    assert ran.code == 2
    assert expected in ran.err
    assert "Traceback" not in ran.err


def test_no_repository_and_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "is in no git repository" in run(root, "diff", EDITION, "--at", "HEAD").err
    monkeypatch.setenv("PATH", "")
    ran = run(root, "diff", EDITION, "--at", "HEAD")
    assert ran.code == 2
    assert "`git` is not there" in ran.err


def test_what_is_wrong_at_a_revision_is_told_with_its_name(tmp_path: Path) -> None:
    root = repository(tmp_path, edited(CASE, "gender: male", "gender: none"))
    write(root, {CASE: FILES[CASE]})
    ran = run(root, "diff", EDITION, "--at", "HEAD")
    assert ran.code == 2
    assert f"HEAD:{CASE}:3:" in ran.err


def _tree(root: Path, name: str, mode: str) -> str:
    """Make a commit by hand, with an entry in data/ that git itself would not have made; return it."""
    blob = git(root, "hash-object", "-w", "--stdin", given=b"/etc/passwd")
    inner = git(root, "mktree", given=f"{mode} blob {blob}\t{name}\n".encode())
    tree = git(root, "mktree", given=f"040000 tree {inner}\tdata\n".encode())
    return git(root, "commit-tree", tree, "-m", "hostile")


@pytest.mark.parametrize(
    ("name", "mode"), [("..", "100644"), ("link.yaml", "120000"), ("a\\b", "100644"), ("c:x", "100644")]
)
def test_hostile_names_are_refused(tmp_path: Path, name: str, mode: str) -> None:
    root = repository(tmp_path / "here")
    commit = _tree(root, name, mode)
    into = tmp_path / "into"
    into.mkdir()
    with pytest.raises(BriefingError) as stopped:
        write_revision(root, commit, into)
    assert [d.code for d in stopped.value.diagnostics] == ["O703"]
    assert list(into.iterdir()) == []


@pytest.mark.slow
def test_out_is_written_whole_and_without_colour(tmp_path: Path) -> None:
    root = write(tmp_path, later.MEANWHILE)
    for form in ("text", "md", "html", "json"):
        ran = run(root, "diff", EDITION, later.LATER, "--format", form, "--out", f"changes.{form}")
        assert (ran.code, ran.out) == (0, f"changes.{form}\n")
        assert b"\x1b" not in (root / f"changes.{form}").read_bytes()
    assert not list(root.glob(".changes*"))
    # a folder called from outside is no link that leads there
    (root / "briefing.lnk").symlink_to(tmp_path.parent)
    assert run(root, "diff", EDITION, later.LATER, "--stat", "--out", f"../{tmp_path.name}.txt").code == 0
    # behind a link, `..` is not the folder that it says
    inner = tmp_path.parent / f"{tmp_path.name}-outside" / "deep" / "deeper"
    inner.mkdir(parents=True)
    (root / "link").symlink_to(inner)
    ran = run(root, "diff", EDITION, later.LATER, "--stat", "--out", "link/../../x.txt")
    assert ran.code == 2
    assert "is a link that leads out of the workspace" in ran.err
    assert not (inner.parent.parent / "x.txt").exists()
    refused = run(root, "diff", EDITION, later.LATER, "--stat", "--out", "briefing.lnk/changes.txt")
    assert (refused.code, "O501" in refused.err) == (2, True)


@pytest.mark.slow
def test_a_redline_is_a_word_file_with_both_papers(tmp_path: Path) -> None:
    root = write(tmp_path, later.MEANWHILE, style=True)
    ran = run(root, "diff", EDITION, later.LATER, "--format", "docx", "--exit-code", "--out", "redline.docx")
    assert (ran.code, ran.out, ran.err) == (1, "redline.docx\n", "")
    with zipfile.ZipFile(root / "redline.docx") as package:
        body = package.read("word/document.xml").decode()
    assert "<w:ins " in body
    assert "<w:del " in body
    ran = run(root, "diff", EDITION, later.LATER, "--format", "docx", "--only", "cases", "--out", "redline.docx")
    assert ran.code == 2
    assert "--format docx writes the whole paper" in ran.err


def test_an_organisation_that_is_withheld_is_named_by_nobody(tmp_path: Path) -> None:
    named = edited(
        CASE,
        "affiliations: [{organisation: gazette, role: editor}]",
        "affiliations: [{organisation: gazette, role: editor}, secret-circle]",
    )
    secret = {
        "data/ruritania/organisations.yaml": (
            FILES["data/ruritania/organisations.yaml"]
            + "secret-circle: {visibility: internal, names: {preferred: Circle}, kind: group}\n"
        )
    }
    write(tmp_path / "old")
    write(tmp_path / "new", {**named, **secret})
    ran = run(tmp_path, "diff", f"old/{BRIEFING}", f"new/{BRIEFING}", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    assert "secret" not in ran.out


@pytest.mark.slow
def test_a_final_edition_is_compared_as_it_was_issued(tmp_path: Path) -> None:
    files = edited(f"{BRIEFING}/edition.yaml", "status: reconstruction", "status: draft")
    root = write(tmp_path, files, style=True)
    assert run(root, "issue", EDITION).code == 0
    write(
        root,
        {
            **edited(f"{BRIEFING}/overview.yaml", "This paper is", "This paper would be"),
            f"{BRIEFING}/edition.yaml": (root / BRIEFING / "edition.yaml").read_text(),
        },
        style=True,
    )
    twin = shutil.copytree(root, tmp_path.parent / f"{tmp_path.name}-twin")
    (twin / BRIEFING / "edition.yaml").write_text(files[f"{BRIEFING}/edition.yaml"])
    ran = run(tmp_path, "diff", str(root / BRIEFING), str(twin / BRIEFING), "--only", "prose")
    assert "as it was issued" in ran.out
    assert "This paper [-is-]{+would be+} about" in ran.out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("Release those who are held, and say so.", "Release those who are held{+, and say so.+}"),
        ("Release those who are held;", None),  # the same in print
        ("{en: Release all who are held}", "Release [-those-]{+all+} who are held"),
    ],
)
def test_a_recommendation_is_compared_as_it_was_issued(tmp_path: Path, now: str, told: str | None) -> None:
    files = edited(f"{BRIEFING}/edition.yaml", "status: reconstruction", "status: draft")
    root = write(tmp_path, files, style=True)
    assert run(root, "issue", EDITION).code == 0
    after = (root / BRIEFING).parent / "ruritania-2021-11"
    shutil.copytree(root / BRIEFING, after)
    (after / "edition.yaml").write_text(files[f"{BRIEFING}/edition.yaml"].replace(EDITION, after.name))
    data = root / "data/ruritania/recommendations.yaml"
    data.write_text(data.read_text("utf-8").replace("text: Release those who are held.", f"text: {now}"), "utf-8")
    ran = run(root, "diff", EDITION, after.name, "--only", "recommendations")
    assert ran.code == 0
    assert told is None or told in ran.out
    assert (told is None) == ("othing changed" in ran.out)


CANARIES = ("CANARY", "canary", "1901-07-13", "987654321")


@pytest.mark.ci
@pytest.mark.parametrize("kind", sorted(MODELS))
def test_nothing_above_the_audience_is_in_a_report(tmp_path: Path, kind: str) -> None:
    """Fields of every kind of record, withheld on the new side: their words come into no form of a report."""
    files = complete()
    old = _compared(write(tmp_path / "old", whole(files)))
    assert old
    found = list(plantings(files, kind))
    seen = 0
    for number, (path, _) in enumerate(found[:: max(1, len(found) // 8)]):
        new = _compared(write(tmp_path / f"new-{number}", whole(plant(files, kind, path))))
        if new is None:
            continue  # no paper can be made of it
        seen += 1
        told = describe_changes(old, new, compare(old.view, new.view))
        made = "\n".join(
            [
                *write_report_lines(told, 100, None),
                *(
                    form.decode()
                    for form in (
                        write_report_markdown(told, False),
                        write_report_html(told, False),
                        write_report_json(told, False),
                    )
                ),
            ]
        )
        assert not [word for word in CANARIES if word in made], path
    assert seen


def _compared(root: Path) -> ComparedSide | None:
    """Return the side of a comparison that a workspace gives, whatever else is wrong with it."""
    workspace = Workspace(root, [EDITION])
    paper = make(workspace, EDITION, "public", anew=True)
    if paper.document is None or paper.selected is None:
        return None
    assert paper.labels
    context = Context(paper.selected, paper.labels, workspace.dataset.lines)
    return ComparedSide(Side(root.name, ()), view_of(paper.selected, paper.document), context)
