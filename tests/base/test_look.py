"""Whether anything changed in some folders is told without a file being opened, whatever was done to hide it."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.base import look as module
from generator.base.look import look

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="times and links of POSIX")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "workspace"
    (root / "data" / "empty").mkdir(parents=True)
    (root / "data" / "a.yaml").write_bytes(b"first")
    (root / "data" / "b.yaml").write_bytes(b"other")
    (root / "elsewhere").mkdir()
    return root


def _set_back(path: Path, change: Callable[[], object]) -> None:
    before = path.stat()
    change()
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "another length": lambda data: (data / "a.yaml").write_bytes(b"longer than it was"),
    "the same length and time": lambda data: _set_back(
        data / "a.yaml", lambda: (data / "a.yaml").write_bytes(b"FIRST")
    ),
    "another in its place": lambda data: (
        shutil.copy2(data / "b.yaml", data / "new"), os.replace(data / "new", data / "a.yaml")
    ),
    "two that changed their names": lambda data: (
        (data / "a.yaml").rename(data / "c"), (data / "b.yaml").rename(data / "a.yaml"),
        (data / "c").rename(data / "b.yaml"),
    ),
    "touched": lambda data: os.utime(data / "a.yaml"),
    "gone": lambda data: (data / "a.yaml").unlink(),
    "a hidden one": lambda data: (data / ".a.yaml").write_bytes(b""),
    "an empty folder": lambda data: (data / "new").mkdir(),
    "a folder less": lambda data: (data / "empty").rmdir(),
    "rights": lambda data: (data / "a.yaml").chmod(0o640),
}  # fmt: skip


@POSIX
@pytest.mark.parametrize("what", CHANGES)
def test_each_change_is_seen(root: Path, what: str) -> None:
    before = look(root, ["data"])
    assert (before is not None and before == look(root, ["data"])) or before.rows == look(root, ["data"]).rows
    time.sleep(0.02)  # the clock of the disk counts by as much
    CHANGES[what](root / "data")
    after = look(root, ["data"])
    assert after is not None
    assert after.sign() != before.sign()
    assert after.holds()
    assert not before.holds()


@POSIX
@pytest.mark.parametrize("what", ["link", "link to a folder", "pipe", "a link for the whole"])
def test_what_times_tell_nothing_of_is_not_looked_at(root: Path, what: str) -> None:
    if what == "link":
        (root / "data" / "c.yaml").symlink_to("a.yaml")
    elif what == "link to a folder":
        (root / "data" / "more").symlink_to("../elsewhere")
    elif what == "pipe":
        os.mkfifo(root / "data" / "pipe")
    else:
        (root / "data").rename(root / "elsewhere" / "data")
        (root / "data").symlink_to("elsewhere/data")
    assert look(root, ["data"]) is None


@POSIX
def test_a_file_that_was_just_saved_proves_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved = look(root, ["data"])
    assert saved is not None
    assert not saved.is_settled()
    monkeypatch.setattr(module, "_RACY", 10_000_000)
    time.sleep(0.03)
    later = look(root, ["data"])
    assert later is not None
    assert later.is_settled()
    ahead = time.time() + 3600
    os.utime(root / "data" / "a.yaml", (ahead, ahead))  # of a machine whose clock is wrong
    time.sleep(0.03)
    wrong = look(root, ["data"])
    assert wrong is not None
    assert not wrong.is_settled()


def test_contents_count_by_their_names(root: Path) -> None:
    def content() -> bytes | None:
        seen = look(root, ["data", "not there"])
        assert seen is not None
        return seen.hash_contents()

    before = content()
    CHANGES["touched"](root / "data")
    assert content() == before is not None
    CHANGES["two that changed their names"](root / "data")
    assert content() != before
    seen = look(root, ["data"])
    (root / "data" / "a.yaml").unlink()
    assert seen is not None
    assert seen.hash_contents() is None


@POSIX
def test_of_files_that_nobody_opened_only_that_they_are_there_is_looked_at(root: Path) -> None:
    data, unread = root / "data", {"data/a.yaml"}
    before = look(root, ["data"])
    assert before
    time.sleep(0.02)
    (data / "a.yaml").write_bytes(b"FIRST")
    again = before.look_again(unread)
    assert again
    assert again.rows == before.rows
    assert before.look_again() != before.rows
    for name in ("a.yaml", "b.yaml"):  # nothing else is taken for granted
        said = (data / name).read_bytes()
        (data / name).unlink()
        gone = before.look_again(unread)
        assert gone
        assert gone.rows != before.rows
        (data / name).symlink_to("../elsewhere")
        assert before.look_again(unread) is None
        (data / name).unlink()
        (data / name).write_bytes(said)
    (data / "new.yaml").write_bytes(b"")
    more = before.look_again({"data/a.yaml", "data/new.yaml"})
    assert more
    assert "data/new.yaml" in {row[0] for row in more.rows} - {row[0] for row in before.rows}


ODD = ("a", "a.b", "a-b", "a0", "a/b", "a/", "ж", "b.yaml", ".c", "a b", "a!")


@POSIX
def test_what_was_seen_is_found_as_on_the_disk(root: Path) -> None:
    for number, name in enumerate([one.replace("/", "") for one in ODD]):
        folder = root / "data" / f"{name}{number % 2 or ''}"
        folder.mkdir(exist_ok=True)
        for inner in ("x.yaml", "x0", ".x"):
            (folder / inner).write_bytes(b"1")
        (folder / "more").mkdir(exist_ok=True)
    seen = look(root, ["data", "elsewhere"])
    assert seen
    for where, folders, files in os.walk(root):
        name = os.path.relpath(where, root)
        if name != ".":
            assert seen.list_folder(name) == sorted(
                f"{name}/{one}" for one in (*files, *(f"{one}/" for one in folders))
            )
            assert seen.find(f"{name}/") == next(row for row in seen.rows if row[0] == f"{name}/")
    for row in seen.rows:
        assert seen.find(row[0]) == row
    assert seen.find("data/x") is seen.find("z") is seen.find("") is None
    assert seen.list_folder("data/none") == []
