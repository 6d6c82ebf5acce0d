"""What a run writes appears together or not at all: killed at each of its file operations, or with the disk full at
each, it leaves all as it was or all new, and the next run is right by itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import run
from tests.support.places import ROOT
from tests.support.trees import tree
from tests.support.workspaces import BRIEFING, EDITION, FILES, edited, write

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="needs fork and the signals of POSIX"),
]

# a process of its own forks a child for each operation on the way; there it is killed, or the disk is full from then on
_AT_EACH = """
import errno, json, os, shutil, signal, sys
from pathlib import Path
import generator.runs.issue
from tests.support.commands import run

generator.runs.issue.PAPER_FORMATS = ("md",)  # the others take time, and write nothing
origin, work, how, words = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4:]
MAKES = ("os.mkdir", "os.link")

CHANGES = ("os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.chmod")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT

def counts(event, args, folder):
    if event == "open":
        return isinstance(args[2], int) and bool(args[2] & WRITES) and inside(args[0], folder)
    return event in CHANGES and inside(args[0], folder)

def inside(path, folder):
    return isinstance(path, str | os.PathLike) and str(path).startswith(str(folder))

shutil.copytree(origin, work / "warm")
run(work / "warm", *words)
for at in range(1000):
    folder = work / str(at)
    shutil.copytree(origin, folder)
    if not (child := os.fork()):
        calls = 0
        def hook(event, args):
            global calls
            if not counts(event, args, folder):
                return
            calls += 1
            if how == "kill" and calls == at + 1:
                os.kill(os.getpid(), signal.SIGKILL)
            makes = event in MAKES or (event == "open" and args[2] & os.O_CREAT)
            if how == "full" and calls > at and makes:
                raise OSError(errno.ENOSPC, "No space left on device", str(args[0]))
        sys.addaudithook(hook)
        ran = run(folder, *words)
        os.write(1, json.dumps(ran).encode() + b"\\n")
        os._exit(0 if calls > at else 7)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if ended == 7 or (how == "kill" and ended == 0):  # it has fewer operations
        break
"""

BUILD = ["build", EDITION, "--format", "md,json"]
DRAFT = edited(f"{BRIEFING}/edition.yaml", "status: reconstruction", "status: draft")
LATER = edited("data/ruritania/cases/rassendyll.yaml", "length: 3 years", "length: 4 years")


def first(root: Path) -> list[str]:
    """Nothing was built yet."""
    write(root, DRAFT, style=True)
    return BUILD


def again(root: Path) -> list[str]:
    """There are papers of what the files said before."""
    write(root, DRAFT, style=True)
    assert run(root, *BUILD).code == 0
    write(root, {**DRAFT, **LATER}, style=True)
    return BUILD


def by_hand(root: Path) -> list[str]:
    """A paper was changed by hand, and is to be kept."""
    again(root)
    (root / "build" / EDITION / f"{EDITION}.md").write_text("Mine.")
    return BUILD


def annex(root: Path) -> list[str]:
    """The annex is made beside papers."""
    again(root)
    return ["annex", EDITION, "--format", "csv"]


def issue(root: Path) -> list[str]:
    """The edition is made final."""
    write(root, DRAFT, style=True)
    return ["issue", EDITION]


def rename(root: Path) -> list[str]:
    """A record gets another id, and another file."""
    write(root, DRAFT, style=True)
    return ["rename", "case:rassendyll", "case-12"]


def at_each(origin: Path, work: Path, how: str, words: list[str]) -> str:
    work.mkdir()
    command = [sys.executable, "-c", _AT_EACH, str(origin), str(work), how, *words]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def written(root: Path) -> Mapping[str, object]:
    """Return everything that commands write in a workspace."""
    return {name: held for name, held in tree(root).items() if name.startswith(("build", "briefings", "data"))}


@pytest.mark.ci
@pytest.mark.parametrize("begin", [first, again, by_hand, annex, issue, rename])
def test_killed_at_each_operation_it_leaves_all_old_or_all_new(
    begin: Callable[[Path], list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    monkeypatch.setattr("generator.runs.issue.PAPER_FORMATS", ("md",))  # the others take time, and write nothing
    origin, done = tmp_path / "origin", tmp_path / "done"
    words = begin(origin)
    old = written(origin)
    shutil.copytree(origin, done)
    assert run(done, *words).code == 0
    new = written(done)
    assert new != old
    at_each(origin, tmp_path / "work", "kill", words)
    folders = [folder for folder in (tmp_path / "work").iterdir() if folder.is_dir() and folder.name != "warm"]
    assert len(folders) > (15 if begin is issue else 20)
    seen = []
    for folder in folders:
        looked = Path(shutil.copytree(folder, tmp_path / "looked" / folder.name))
        assert run(looked, "list").code == 0
        # folders that are still empty are no paper
        held = {name: said for name, said in written(looked).items() if said[1] is not None}  # type: ignore[index]
        whole = [{n: s for n, s in state.items() if s[1] is not None} for state in (old, new)]  # type: ignore[index]
        assert held in whole
        seen.append(whole.index(held))
        ran = run(folder, *words)
        assert written(folder) == new
        if words[0] == "issue":
            assert (ran.code, "O605" in ran.err) in ((0, False), (1, True))
        elif words[0] == "rename":
            assert ran.code == (0 if seen[-1] == 0 else 2)  # it was renamed already
        else:
            assert ran.code == 0
            assert ("changed by hand" in ran.err) <= (begin is by_hand)
    assert set(seen) == {0, 1}
    record_property("tried", len(folders))


@pytest.mark.ci
@pytest.mark.parametrize("begin", [first, again, by_hand, annex, issue, rename])
def test_a_full_disk_leaves_all_as_it_was_and_is_told_once(
    begin: Callable[[Path], list[str]], tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    origin = tmp_path / "origin"
    words = begin(origin)
    old = tree(origin)
    told = [json.loads(line) for line in at_each(origin, tmp_path / "work", "full", words).splitlines()]
    full = 0
    for folder in (folder for folder in (tmp_path / "work").iterdir() if folder.is_dir() and folder.name != "warm"):
        full += tree(folder) == old
    assert full > 5
    failed = [(code, out, err) for code, out, err in told if code]
    assert len(failed) == full
    for code, out, err in failed:
        assert (code, out) == (2 if begin is rename else 1, "")
        assert [line.partition(" error ")[2][:4] for line in err.splitlines() if " error " in line] == ["O501"]
        assert "there is no room left" in err
        assert "nothing was changed" in err
    record_property("tried", full)


@pytest.mark.ci
def test_two_builds_of_one_edition_at_once(tmp_path: Path) -> None:
    root = write(tmp_path / "root", DRAFT, style=True)
    command = [sys.executable, "-m", "generator", *BUILD]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for length in range(4, 7):
        write(root, {**DRAFT, **edited("data/ruritania/cases/rassendyll.yaml", "length: 3", f"length: {length}")})
        runs = [
            subprocess.Popen(
                command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )
            for _ in range(3)
        ]
        for ran in runs:
            _, err = ran.communicate(timeout=120)
            assert (ran.returncode, "error" in err, "by hand" in err) == (0, False, False), err
    assert run(root, *BUILD, "--check").code == 0
    assert sorted(path.name for path in (root / "build").rglob("*") if path.is_file()) == sorted(
        [".manifest.json", "manifest.json", "manifest.json", f"{EDITION}.json", f"{EDITION}.md"]
    )


def test_two_builds_of_two_editions_at_once_are_both_in_the_manifest(tmp_path: Path) -> None:
    own = {name: text for name, text in {**FILES, **DRAFT}.items() if EDITION in name}
    other = {name.replace(EDITION, "second"): text.replace(EDITION, "second") for name, text in own.items()}
    root = write(tmp_path / "root", {**DRAFT, **other}, style=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "generator", "build", name, "--format", "md"],
            cwd=root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for name in (EDITION, "second")
    ]
    assert [ran.communicate(timeout=120) and ran.returncode for ran in runs] == [0, 0]
    manifest = json.loads((root / "build/manifest.json").read_text("utf-8"))
    assert [*manifest["outputs"]] == [f"{EDITION}/{EDITION}.md", "second/second.md"]


@pytest.mark.ci
def test_two_sign_offs_at_once_lose_none(tmp_path: Path) -> None:
    root = write(tmp_path / "root", DRAFT, style=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "generator", "sources", EDITION, "--format", "html"]
    command += ["--section", "overview", "--sign-off"]
    names = ["A. Reader", "B. Reader", "C. Reader"]
    runs = [
        subprocess.Popen(
            [*command, name],
            cwd=root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in names
    ]
    for ran in runs:
        _, err = ran.communicate(timeout=120)
        assert ran.returncode == 0, err
    signed = (root / BRIEFING / "signatures.yaml").read_text("utf-8")
    counted = [signed.count(f'by: "{name}"') for name in names]
    assert counted == [1, 1, 1]


def test_who_signs_between_the_two_reads_of_another_loses_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file of signatures is read first and the workspace after it: B signs between the two, and A signs then."""
    from generator.runs import sign as signing

    root = write(tmp_path / "root", DRAFT, style=True)
    read = signing.Workspace

    def after_another(*args: Any, **more: Any) -> object:
        monkeypatch.setattr(signing, "Workspace", read)
        signing.sign(root, EDITION, "B. Reader", "2020-11-12", sections=["overview"])
        return read(*args, **more)

    signing.sign(root, EDITION, "C. Reader", "2020-11-12", sections=["overview"])
    monkeypatch.setattr(signing, "Workspace", after_another)
    signing.sign(root, EDITION, "A. Reader", "2020-11-13", sections=["overview"])
    signed = (root / BRIEFING / "signatures.yaml").read_text("utf-8")
    assert [signed.count(f'by: "{name}. Reader"') for name in "ABC"] == [1, 1, 1]


def test_who_signs_beside_a_build_folder_that_cant_be_written_is_told_what_is_kept(tmp_path: Path) -> None:
    root = write(tmp_path / "root", DRAFT, style=True)
    (root / "build").write_text("no folder")
    ran = run(root, "sources", EDITION, "--format", "html", "--sign-off", "A. Reader", "--all-unsigned")
    assert ran.code == 1
    assert ran.err.endswith(
        f"{EDITION}: 1 error; no sheet was made; the signatures are kept, in {BRIEFING}/signatures.yaml\n"
    )
    assert 'by: "A. Reader"' in (root / BRIEFING / "signatures.yaml").read_text("utf-8")
    ran = run(root, "sources", EDITION, "--format", "html")
    assert ran.err.endswith("no sheet was made\n")
