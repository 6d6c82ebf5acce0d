"""What papers are made from is known by the disk's times where nothing has changed, and is what it is when all of it is
read."""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.base import look as look_module
from generator.base import versions
from generator.base.inputs import MOST_BYTES
from generator.base.kept import VARIABLE
from generator.runs import archive, fingerprint
from generator.runs.fingerprint import read_inputs
from generator.runs.inputs import Inputs, keep_inputs
from tests.support.examples import examples
from tests.support.kept import WAIT, keep_in
from tests.support.workspaces import BRIEFING, EDITION, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="times of POSIX")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    keep_in(tmp_path / "cache", monkeypatch)
    return write(tmp_path / "workspace")


def ask(root: Path) -> Inputs:
    time.sleep(WAIT)
    return read_inputs(root, [EDITION])[EDITION]


def ask_anew(root: Path) -> Inputs:
    os.environ[VARIABLE] = "off"
    try:
        inputs = read_inputs(root, [EDITION])[EDITION]
        assert inputs.files
        return inputs
    finally:
        del os.environ[VARIABLE]


def list_kept(root: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in (root.parent / "cache").rglob("*") if path.is_file()}


def _set_back(path: Path) -> None:
    """Give a file other words of the same length, at the same time."""
    before = path.stat()
    path.write_bytes(path.read_bytes()[::-1])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "a word": lambda root: _set_back(root / "data" / "themes.yaml"),
    "touched": lambda root: os.utime(root / "data" / "themes.yaml"),
    "one more": lambda root: (root / "data" / "new.yaml").write_text("x: 1\n"),
    "of a system": lambda root: (root / "data" / ".DS_Store").write_bytes(b"x"),
    "a hidden folder": lambda root: _write_into(root / "data" / ".git" / "cases", "x.yaml"),
    "compiled": lambda root: _write_into(root / "data" / "__pycache__", "x.yaml"),
    "of the edition": lambda root: _write_into(root / BRIEFING, "more.yaml"),
    "of another": lambda root: _write_into(root / "briefings" / "other", "more.yaml"),
    "of many": lambda root: _write_into(root / "briefings" / "other", "verified.yaml"),
    "a style": lambda root: _write_into(root / "templates" / "own", "template.yaml"),
    "hidden in a style": lambda root: _write_into(root / "templates" / "own", ".x~"),
    "a link": lambda root: _link(root / "data" / "linked.yaml", root / "data" / "themes.yaml"),
    "a link no more": lambda root: (root / "data" / "linked.yaml").unlink(missing_ok=True),
    "gone": lambda root: (root / "data" / "new.yaml").unlink(missing_ok=True),
    "nothing": lambda root: None,
}


def _write_into(folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / name, "a", encoding="utf-8") as file:
        file.write("# x\n")


def _link(path: Path, to: Path) -> None:
    if not path.is_symlink():
        path.symlink_to(to)


@pytest.mark.slow
def test_after_any_change_it_is_what_is_read_anew(root: Path) -> None:
    chance = random.Random(3)
    for name in [*CHANGES, *(chance.choice([*CHANGES]) for _ in range(examples(10)))]:
        CHANGES[name](root)
        for _ in range(2):
            found, anew = ask(root), ask_anew(root)
            assert (found.fingerprint, found.program) == (anew.fingerprint, anew.program), name
            assert found.files == anew.files, name
            assert found.seen == anew.seen, name
            assert not found.changed_meanwhile(root)


def test_files_are_read_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = ask(root)
    monkeypatch.setattr(fingerprint, "_content", None)  # it can't be called
    again = ask(root)
    assert again.fingerprint == first.fingerprint
    monkeypatch.undo()


@pytest.mark.parametrize("most", [0, 2000])
def test_cases_that_papers_have_to_read_are_hashed_once(root: Path, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # an archive of which nothing may be left unread; of thousands of cases nothing is kept here
    monkeypatch.setattr(archive, "FEWEST", 1)
    monkeypatch.setattr(archive, "MOST_UNKNOWN", most)
    read: list[str] = []
    content = fingerprint._content

    def note(path: Path, root: Path) -> bytes:
        read.append(path.relative_to(root).as_posix())
        return content(path, root)

    first = ask(root).files
    monkeypatch.setattr(fingerprint, "_content", note)
    assert ask(root).files == first
    cases = {name for name in first if archive.is_case_file(name)}
    assert cases
    assert cases.intersection(read) == (set() if most else cases)


def test_what_was_saved_since_is_noticed_whenever_somebody_asks(root: Path) -> None:
    first = ask(root)
    for kept in list_kept(root):  # the hashes are gone, so that all is read again
        kept.unlink()
    ask(root)
    contents = max(list_kept(root), key=lambda path: path.stat().st_size)
    contents.unlink()
    known = ask(root)
    _set_back(root / "data" / "themes.yaml")
    (root / "data" / "new.yaml").write_text("x: 1\n")
    time.sleep(WAIT)
    os.utime(root / "data" / "themes.yaml")
    assert known.fingerprint == first.fingerprint
    assert known.files.keys() == first.files.keys()
    assert known.changed_meanwhile(root) == {"data/themes.yaml"}
    (root / "data" / "themes.yaml").unlink()
    assert known.changed_meanwhile(root) == {"data/themes.yaml"}


def test_what_was_learnt_can_wait(root: Path) -> None:
    ask(root)
    program = len(list_kept(root)) - 2
    for number in (0, 2):
        for kept in list_kept(root):
            kept.unlink()
        time.sleep(WAIT)
        inputs = read_inputs(root, [EDITION], wait=True)
        assert len(list_kept(root)) == program
        if not number:  # what is saved before it is kept
            os.utime(root / "data" / "themes.yaml")
        keep_inputs(inputs)
        keep_inputs(inputs)
        assert len(list_kept(root)) == program + number
    before = list_kept(root).keys()
    assert ask(root).fingerprint == inputs[EDITION].fingerprint
    assert list_kept(root).keys() == before


def test_what_was_saved_just_now_is_not_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look_module, "_RACY", 3600 * 10**9)
    before = ask(root).fingerprint
    _set_back(root / "data" / "themes.yaml")
    assert ask(root).fingerprint != before
    assert not list_kept(root)


def test_what_could_not_be_read_is_not_kept(root: Path) -> None:
    with open(root / "data" / "themes.yaml", "ab") as file:
        file.truncate(MOST_BYTES + 1)  # more than is read of any file
    ask(root)
    kept = len(list_kept(root))
    ask(root)
    assert len(list_kept(root)) == kept == 1  # that of the program


def test_with_the_names_behind_pseudonyms_at_hand_nothing_is_kept_nor_recalled(root: Path) -> None:
    (root / "pseudonyms.yaml").write_text("x: Rudolf Elphberg\n", "utf-8")
    before = ask(root).fingerprint
    assert not list_kept(root)
    (root / "pseudonyms.yaml").unlink()
    assert ask(root).fingerprint == before
    kept = list_kept(root)
    assert kept
    (root / "pseudonyms.yaml").write_text("x: Rudolf Elphberg\n", "utf-8")
    assert ask(root).fingerprint == before
    assert list_kept(root) == kept


def test_what_is_kept_tells_nothing(root: Path) -> None:
    ask(root)
    said = b"".join(path.read_bytes() for path in list_kept(root))
    assert not any(word in said for word in (b"themes", b"data/", EDITION.encode(), str(root).encode()))


def test_the_program_is_known_by_its_files(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = root.parent / "program"
    (program / "inner").mkdir(parents=True)
    (program / "inner" / "a.py").write_bytes(b"a = 1")
    monkeypatch.setattr(versions, "PROGRAM", str(program))
    known = []
    for change in (lambda: None, lambda: None, lambda: _set_back(program / "inner" / "a.py")):
        change()
        time.sleep(WAIT)
        versions.look_at_program.cache_clear()
        known.append(versions.hash_known_program())
        assert known[-1] == versions.hash_program()
    versions.look_at_program.cache_clear()
    assert known[0] == known[1] != known[2]
    assert versions.say_python() == ".".join(map(str, sys.version_info[:3])) + (
        "" if sys.version_info.releaselevel == "final" else sys.version.partition(" ")[0].lstrip("0123456789.")
    )
