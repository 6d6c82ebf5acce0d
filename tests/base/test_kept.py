"""What a run keeps for the next one: closed to all others, sealed, whole or not there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.base.kept import VARIABLE, is_kept, keep, recall
from tests.support.places import ROOT

SECRET, WORDS = b"what follows from files", b"Rudolf Rassendyll " * 50
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="rights and pipes of POSIX")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "briefing"


def only_file(place: Path) -> Path:
    (path,) = place.iterdir()
    return path


def test_it_is_found_again_by_its_secret_alone(place: Path) -> None:
    keep(SECRET, WORDS)
    assert recall(SECRET) == WORDS
    assert recall(SECRET + b" otherwise") is None
    assert place.is_dir()


@POSIX
def test_nobody_else_may_open_it_and_it_holds_no_words(place: Path) -> None:
    keep(SECRET, WORDS)
    path = only_file(place)
    assert (place.stat().st_mode & 0o777, path.stat().st_mode & 0o777) == (0o700, 0o600)
    first = path.read_bytes()
    assert b"Rassendyll" not in first
    assert SECRET not in first
    assert b"Rassendyll" not in path.name.encode()
    path.unlink()
    keep(SECRET, WORDS)
    assert path.read_bytes()[48:] != first[48:]  # the same words never look the same


def test_what_is_not_whole_was_never_there(place: Path) -> None:
    keep(SECRET, WORDS)
    path = only_file(place)
    whole = path.read_bytes()
    for spoilt in (
        b"",
        whole[:20],
        whole[:-1],
        whole + b"x",
        *(_turned(whole, at) for at in (0, 20, 50, len(whole) - 1)),
    ):
        path.write_bytes(spoilt)
        assert recall(SECRET) is None
        assert not path.exists()
        keep(SECRET, WORDS)
        assert recall(SECRET) == WORDS


def _turned(whole: bytes, at: int) -> bytes:
    return whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]


@POSIX
@pytest.mark.parametrize("way", ["folder", "link", "pipe"])
def test_what_stands_in_its_place_is_not_followed(place: Path, tmp_path: Path, way: str) -> None:
    keep(SECRET, WORDS)
    path = only_file(place)
    other, sealed = tmp_path / "other", path.read_bytes()
    path.rename(other)
    if way == "folder":
        path.mkdir()
    elif way == "link":
        path.symlink_to(other)
    else:
        os.mkfifo(path)
    assert recall(SECRET) is None
    keep(SECRET, b"new")
    assert recall(SECRET) == (None if way == "folder" else b"new")
    assert other.read_bytes() == sealed


@POSIX
@pytest.mark.parametrize("way", ["open", "link", "file", "off", "relative", "shut"])
def test_without_a_folder_of_ones_own_nothing_is_kept(place: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    place.parent.mkdir()
    if way == "open":
        place.mkdir()
        place.chmod(0o755)
    elif way == "link":
        (place.parent / "other").mkdir(mode=0o700)
        place.symlink_to(place.parent / "other")
    elif way == "file":
        place.write_bytes(b"")
    elif way == "off":
        monkeypatch.setenv(VARIABLE, "off")
    elif way == "relative":
        monkeypatch.setenv("XDG_CACHE_HOME", "cache")
        monkeypatch.setenv("HOME", str(place.parent / "file"))
        (place.parent / "file").write_bytes(b"")
    else:
        (place.parent / "file").write_bytes(b"")
        monkeypatch.setenv("XDG_CACHE_HOME", str(place.parent / "file"))
    assert not is_kept()
    keep(SECRET, WORDS)
    assert recall(SECRET) is None


def test_what_is_old_goes_and_the_oldest_of_too_many(place: Path) -> None:
    keep(b"old", WORDS)
    os.utime(only_file(place), (1, 1))
    for number in range(70):
        keep(b"secret %d" % number, b"")
        if number == 10:
            assert recall(b"old") is None
    assert len(list(place.iterdir())) == 64
    assert recall(b"secret 69") == b""


_AT_ONCE = """
import sys
from generator.base.kept import keep, recall
for number in range(300):
    keep(b"secret", sys.argv[1].encode() * 20_000)
    assert set((recall(b"secret") or b"a").decode()) in ({"a"}, {"b"})
"""


@pytest.mark.slow
def test_two_processes_are_in_nobodys_way(place: Path) -> None:
    both = [subprocess.Popen([sys.executable, "-c", _AT_ONCE, word], cwd=ROOT) for word in "ab"]
    assert [process.wait() for process in both] == [0, 0]
    assert recall(b"secret") in (b"a" * 20_000, b"b" * 20_000)
    assert len(list(place.iterdir())) == 1
