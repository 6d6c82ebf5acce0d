"""What is not as the last commit has it is the same, whether files were read to tell it or not."""

from __future__ import annotations

import os
import random
import shutil
import sys
import time
from pathlib import Path

import pytest

from generator.runs.fingerprint import find_kept_inputs
from generator.runs.git_revision import Commit, read_commit, run_git
from generator.runs.kept_commit import read_known_commit
from tests.support.examples import examples
from tests.support.kept import WAIT, keep_in

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="times of POSIX")
_FOLDERS = ("data", "data/one/cases", "data/two/cases", "briefings/old", "briefings/new", "templates/ours")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace in a folder of a repository, all of it committed."""
    keep_in(tmp_path / "cache", monkeypatch)
    root = tmp_path / "repository" / "paper's"
    for folder in _FOLDERS:
        (root / folder).mkdir(parents=True)
        for number in range(3):
            (root / folder / f"{number}.yaml").write_text(f"{folder} {number}\n")
    git(root, "init", "--quiet")
    save(root)
    return root


def git(root: Path, *words: str) -> str:
    own = ("-c", "user.name=Rudolf", "-c", "user.email=rudolf@example.org", "-c", "commit.gpgsign=false")
    done = run_git(root, *own, *words)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode().strip()


def save(root: Path) -> None:
    git(root, "add", "--all", ".")
    git(root, "commit", "--quiet", "--allow-empty", "-m", "more")


def read(root: Path) -> Commit | None:
    """Return what is told with what is known; it is what is told by reading everything."""
    time.sleep(WAIT)
    kept = find_kept_inputs(root)
    found, whole = read_known_commit(root, (kept.files, *kept.styles) if kept else ()), read_commit(root)
    assert (found and (found.id, found.changed)) == (whole and (whole.id, whole.changed))
    return found


def test_only_folders_of_which_it_is_not_known_are_read(root: Path) -> None:
    first = read(root)
    assert first
    assert first.read
    assert "data/one/cases/1.yaml" in first.read
    again = read(root)
    assert again
    assert again.read is not None
    assert not again.read
    (root / "briefings/new/1.yaml").write_text("another")
    changed = read(root)
    assert changed
    assert changed.changed == {"briefings/new/1.yaml"}
    assert changed.read
    assert sorted(changed.read) == [f"briefings/new/{number}.yaml" for number in range(3)]
    save(root)
    saved = read(root)
    assert saved
    assert (saved.changed, saved.read) == (frozenset(), changed.read)


def test_what_is_kept_tells_nothing(root: Path) -> None:
    (root / "data" / "rassendyll.yaml").write_text("Rudolf")
    (root / "data" / "one" / "cases" / "1.yaml").unlink()
    shutil.rmtree(root / "briefings" / "old")
    commit = read(root)
    assert commit
    kept = [path.read_bytes() for path in (root.parents[1] / "cache").rglob("*") if path.is_file()]
    assert kept
    for word in (b"rassendyll", b"cases", b"yaml", b"old", commit.id.encode(), bytes.fromhex(commit.id)):
        assert not any(word in one for one in kept)


def test_a_file_that_is_saved_while_it_is_compared_is_read_again(root: Path) -> None:
    time.sleep(WAIT)
    kept = find_kept_inputs(root)
    assert kept
    path = root / "data/one/cases/1.yaml"
    was = path.read_bytes()
    path.write_text("another")  # after all was looked at
    found = read_known_commit(root, (kept.files, *kept.styles))
    assert found
    assert found.changed == {"data/one/cases/1.yaml"}
    path.write_bytes(was)
    again = read(root)
    assert again
    assert again.changed == frozenset()


def test_without_a_repository_a_commit_or_git_there_is_none(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(root)
    shutil.rmtree(root / ".git")
    assert read(root) is None
    git(root, "init", "--quiet")
    assert read(root) is None
    save(root)
    assert read(root)
    monkeypatch.setenv("PATH", "")
    assert read(root) is None


def _do_something(root: Path, chance: random.Random) -> None:
    folder = root / chance.choice(_FOLDERS)
    path = folder / f"{chance.randint(0, 4)}.yaml"
    match chance.choice(
        ("write", "same", "delete", "touch", "stage", "commit", "program", "drop", "link", "compiled", "gitlink",
         "filter", "odd", "swap", "reset", "nothing")
    ):  # fmt: skip
        case "write":
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(chance.choice(("one\n", "two\n", "two\r\n", "three\n")))
        case "same" if path.is_file():
            path.write_bytes(path.read_bytes())
        case "delete":
            path.unlink(missing_ok=True)
        case "touch" if path.is_file():
            os.utime(path, (1, 1))
        case "stage":
            git(root, "add", "--all", ".")
        case "commit":
            save(root)
        case "program" if path.is_file():
            path.chmod(chance.choice((0o644, 0o755)))
        case "drop":
            shutil.rmtree(folder, ignore_errors=True)
        case "link" if path.is_file() and chance.random() < 0.3:
            path.unlink()
            path.symlink_to("2.yaml")
        case "compiled":
            (folder / "__pycache__").mkdir(parents=True, exist_ok=True)
            (folder / "__pycache__" / "x.pyc").write_text("x")
        case "gitlink" if chance.random() < 0.3:
            git(root, "update-index", "--add", "--cacheinfo", f"160000,{git(root, 'rev-parse', 'HEAD')},data/inner")
            git(root, "commit", "--quiet", "-m", "a repository of its own")
        case "filter":
            (root.parent / ".gitattributes").write_text(chance.choice(("* text=auto eol=crlf\n", "* -text\n")))
        case "odd":
            folder.mkdir(parents=True, exist_ok=True)
            (folder / chance.choice(("a:b.yaml", "é.yaml", "a\nb.yaml", "two words.yaml"))).write_text("odd\n")
        case "swap" if path.is_file():
            new = path.with_name("other.yaml")
            new.write_bytes(path.read_bytes()[::-1])
            new.replace(path)
        case "reset":
            git(root, "reset", "--quiet", "--hard", "HEAD~1" if chance.random() < 0.3 and _has_two(root) else "HEAD")
            git(root, "clean", "-qfdx", ".")
        case _:
            return


def _has_two(root: Path) -> bool:
    return int(git(root, "rev-list", "--count", "HEAD")) > 1


def test_after_any_change_it_is_what_is_told_by_reading_everything(root: Path) -> None:
    chance = random.Random(7)
    told = unread = 0
    first = git(root, "rev-parse", "HEAD")
    for number in range(examples(120, desk=40)):
        _do_something(root, chance)
        for name in ("data", "briefings"):
            (root / name).mkdir(exist_ok=True)
        found = read(root)
        told += found is not None
        unread += found is not None and found.read is not None and len(found.read) < 6
        if number % 12 == 11:  # what is odd does not stay for ever
            git(root, "reset", "--quiet", "--hard", first)
            git(root, "clean", "-qfdx", ".")
    assert told > unread > 0
