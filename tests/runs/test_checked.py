"""`briefing check` tells what the last check of the very same files found, and never anything else."""

from __future__ import annotations

import os
import pickle
import random
import re
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.base.codes import ENDLESS_TEMPLATE
from generator.base.diagnostics import Origin
from generator.runs import check as check_module
from generator.runs import checked as checked_module
from generator.runs.check import check_workspace
from generator.runs.checked import Checked, ask, check_or_recall
from tests.support.commands import run
from tests.support.examples import examples
from tests.support.kept import WAIT, Counted, keep_in
from tests.support.workspaces import BRIEFING, EDITION, FILES, edited, with_pages, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="times of POSIX")
CASE = "data/ruritania/cases/rassendyll.yaml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    keep_in(tmp_path / "cache", monkeypatch)
    return write(tmp_path / "workspace", edited(CASE, "names: {", "nombre: x\nnames: {"))


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """The checks that are made indeed."""
    return Counted(monkeypatch, check_module, "check_workspace")


def settled() -> None:
    time.sleep(WAIT)


def test_what_did_not_change_is_not_checked_again(root: Path, checks: Counted) -> None:
    settled()
    first = check_or_recall(root, [EDITION])
    assert "D103" in [finding.code for finding in first.findings]
    assert [check_or_recall(root, [EDITION]) for _ in range(2)] == [first, first]
    assert checks.number == 1


def test_touched_and_restored_files_are_read_and_not_checked(root: Path, checks: Counted) -> None:
    settled()
    first = check_or_recall(root, [EDITION])
    os.utime(root / CASE)
    assert check_or_recall(root, [EDITION]) == first  # just saved: the content counts
    settled()
    assert check_or_recall(root, [EDITION]) == first
    assert checks.number == 1
    (root / CASE).write_text(FILES[CASE], "utf-8")
    assert check_or_recall(root, [EDITION]) != first
    (root / CASE).write_text(FILES[CASE].replace("names: {", "nombre: x\nnames: {"), "utf-8")
    assert check_or_recall(root, [EDITION]) == first
    assert checks.number == 2


def test_the_command_says_the_same(root: Path, checks: Counted) -> None:
    settled()
    before = {form: run(root, "check", "--format", form) for form in ("text", "json", "sarif", "github")}
    assert checks.number == 1
    fresh = {form: run(root, "check", "--format", form) for form in before}
    shutil.rmtree(root.parent / "cache")
    assert fresh == before == {form: run(root, "check", "--format", form) for form in before}
    assert checks.number == 2
    assert run(root, "check", "--rule", "T501").out == run(root, "check", "--rule", "T501").out
    assert checks.number == 2


def test_with_the_names_behind_pseudonyms_at_hand_nothing_is_kept(
    root: Path, checks: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = root.parent / "names.yaml"
    names.write_text("rassendyll: Rudolf Elphberg\n", "utf-8")
    monkeypatch.setenv("BRIEFING_PSEUDONYMS", str(names))
    settled()
    check_or_recall(root, [EDITION])
    assert not any((root.parent / "cache").glob("*/*"))
    monkeypatch.delenv("BRIEFING_PSEUDONYMS")
    check_or_recall(root, [EDITION])
    monkeypatch.setenv("BRIEFING_PSEUDONYMS", str(names))
    check_or_recall(root, [EDITION])
    assert checks.number == 3


def test_names_behind_pseudonyms_that_come_to_hand_meanwhile_are_not_kept(
    root: Path, checks: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled()
    names = root.parent / "names.yaml"
    names.write_text("rassendyll: Rudolf Elphberg\n", "utf-8")
    check_or_recall(root, [EDITION], lambda first: monkeypatch.setenv("BRIEFING_PSEUDONYMS", str(names)))
    monkeypatch.delenv("BRIEFING_PSEUDONYMS")
    check_or_recall(root, [EDITION])
    assert checks.number == 2


def test_what_was_saved_meanwhile_is_not_kept(root: Path, checks: Counted) -> None:
    settled()
    question = ask(root, [EDITION])
    assert question is not None
    assert question.recall() is None
    found = Checked(tuple(check_workspace(root, [EDITION])), 1, 1, 1)
    was = (root / CASE).read_bytes()
    (root / CASE).write_bytes(was + b"\n")
    (root / CASE).write_bytes(was)
    question.keep(found)
    assert len([*(root.parent / "cache").glob("*/*")]) <= 1  # the hash of the program


def test_a_template_that_was_too_slow_is_tried_again(root: Path) -> None:
    settled()
    question = ask(root, [EDITION])
    assert question is not None
    # as a process tells it that was forked for the template
    too_slow = pickle.loads(pickle.dumps(ENDLESS_TEMPLATE.at(Origin("paper.html.j2"), "it takes more than 4 seconds")))
    for found, known in ((too_slow,), False), ((), True):
        assert question.recall() is None
        question.keep(Checked(found, 1, 1, 1))
        assert (question.recall() is not None) == known


def test_another_question_has_another_answer(root: Path, checks: Counted) -> None:
    write(root, {"briefings/second/edition.yaml": FILES[f"{BRIEFING}/edition.yaml"].replace(EDITION, "second")})
    settled()
    asked = [[EDITION], [EDITION, "second"]]
    first = [check_or_recall(root, names) for names in asked]
    other = root.with_name("other")
    shutil.copytree(root, other)
    moved = [check_or_recall(other, names) for names in asked]
    assert moved == first
    assert [check_or_recall(root, names) for names in asked] == first
    assert checks.number == 4
    (root / "build" / EDITION).mkdir(parents=True)
    (root / "build" / EDITION / f"{EDITION}.pdf").write_bytes(b"")
    check_or_recall(root, [EDITION])
    assert checks.number == 5


def test_styles_beside_the_program_count(root: Path, checks: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = root.with_name("program") / "templates"
    (shipped / "own").mkdir(parents=True)
    monkeypatch.setattr(checked_module, "SHIPPED", shipped)
    for _ in range(2):
        settled()
        check_or_recall(root, [EDITION])
    assert checks.number == 1
    (shipped / "own" / "template.yaml").write_text("nonsense: 1\n", "utf-8")
    for _ in range(2):
        check_or_recall(root, [EDITION])
        settled()
    assert checks.number == 2


# ── whatever was done before ──────────────────────────────────────────────────────────────────────────────────────────


def _files(root: Path) -> list[Path]:
    return sorted(path for name in ("data", "briefings") for path in (root / name).rglob("*.yaml"))


def _do_something(root: Path, chance: random.Random, old: list[tuple[Path, bytes]]) -> str:
    """Change something in a workspace as people, editors and git do; return what."""
    path = chance.choice(_files(root))
    was = path.read_bytes()
    old.append((path, was))
    match chance.choice(("word", "word", "same size", "delete", "rename", "touch", "restore", "folder", "nothing")):
        case "word":
            words = re.findall(rb"\w{4,}", was) or [b"nothing"]
            path.write_bytes(was.replace(chance.choice(words), chance.choice(words) + b"x", 1))
        case "same size":
            before = path.stat()
            path.write_bytes(was.swapcase())
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        case "delete":
            path.unlink()
        case "rename":
            path.rename(path.with_name(chance.choice(("other.yaml", "a.yaml", f"{path.name}.txt"))))
        case "touch":
            os.utime(path, (1, 1))
        case "restore":
            path, was = chance.choice(old)
            path.write_bytes(was)
        case "folder":
            (root / "briefings" / f"new-{chance.randint(1, 3)}").mkdir(exist_ok=True)
        case _:
            return ""
    return path.name


@pytest.mark.slow
def test_after_any_change_it_is_what_a_check_without_anything_kept_finds(root: Path) -> None:
    shutil.rmtree(root / "templates")  # the files of the paper, which nothing here is about, are nine tenths of a check
    chance = random.Random(1)
    old: list[tuple[Path, bytes]] = []
    for _ in range(examples(40)):
        what = _do_something(root, chance, old)
        if chance.random() < 0.5:
            settled()
        names = sorted(path.name for path in (root / "briefings").iterdir())
        expected = tuple(check_workspace(root, names))
        assert check_or_recall(root, names).findings == expected, what
        assert check_or_recall(root, names).findings == expected, what


# ── what it is kept by ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """Everything that is opened or listed while the test runs."""
    found: list[str] = []
    on = True

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        if on and event in ("open", "os.listdir", "os.scandir") and isinstance(arguments[0], str | os.PathLike):
            found.append(os.path.abspath(os.fspath(arguments[0])))

    sys.addaudithook(hear)
    yield found
    on = False


def test_a_check_opens_nothing_of_the_workspace_that_is_not_looked_at(root: Path, opened: list[str]) -> None:
    write(root, style=True)
    with_pages(root)
    (root / "notes.yaml").write_text("of nobody's concern", "utf-8")
    (root / "build").mkdir()
    opened.clear()
    check_workspace(root, [EDITION])
    inside = {Path(path).relative_to(root).parts[:1] for path in opened if Path(path).is_relative_to(root)}
    assert {("data",), ("briefings",), ("templates",)} <= inside
    assert inside <= {("data",), ("briefings",), ("templates",)}
