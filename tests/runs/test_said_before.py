"""What a build with nothing to do says before its command is loaded is what it says otherwise, whatever changed."""

from __future__ import annotations

import io
import os
import random
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.base import look as look_module
from generator.base import versions
from generator.base.files.journal import DONE, JOURNAL, _journals
from generator.base.inputs import MOST_BYTES, SHIPPED
from generator.base.kept import VARIABLE
from generator.base.look import look
from generator.base.seen import see
from generator.cli import asked, main
from generator.runs import said_before
from generator.runs.kept_inputs import FOLDERS
from generator.runs.said_before import say_again
from tests.support.examples import examples
from tests.support.workspaces import BRIEFING, EDITION, STYLE, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="times of POSIX")
WAIT = 0.03
"""Longer than a file counts as just saved here."""
OTHER = "ruritania-2021-06"
PAPER = f"build/{EDITION}/{EDITION}.md"
LINK = "data/linked.yaml"
TOLD = f"build/{EDITION}/.manifest.json"
LABELS = f"templates/{STYLE.name}/labels/en.yaml"
BUILD = ("build", EDITION, "--format", "md")


class Ran(NamedTuple):
    """What a run left: its exit code, what it said, the files in its folders, and whether the command was needed."""

    code: int
    out: bytes
    err: bytes
    files: dict[str, bytes]
    whole: bool

    @property
    def told(self) -> tuple[int, bytes, bytes, dict[str, bytes]]:
        """All but the way in which it came about."""
        return self[:4]


class Bench:
    """A workspace, and the words, the folder and the encoding of the next run."""

    def __init__(self, root: Path):
        self.root, self.folder, self.encoding = root, root, "utf-8"
        self.words: tuple[str, ...] = BUILD

    def run(self) -> Ran:
        """Run the command as a process of its own does (generator/__main__.py), in this one."""
        versions.look_at_program.cache_clear()
        time.sleep(WAIT)
        before = Path.cwd(), sys.argv, sys.stdout, sys.stderr
        held = [io.BytesIO(), io.BytesIO()]
        streams = [io.TextIOWrapper(one, encoding=self.encoding) for one in held]
        sys.stdout, sys.stderr = streams
        sys.argv = ["briefing", *self.words]
        whole, code = False, 0
        os.chdir(self.folder)
        try:
            if not say_again(self.words):
                whole = True
                main()
        except SystemExit as done:
            code = int(done.code or 0)
        finally:
            for stream in streams:
                stream.flush()
            os.chdir(before[0])
            _, sys.argv, sys.stdout, sys.stderr = before
        return Ran(code, held[0].getvalue(), held[1].getvalue(), self._list_files(), whole)

    def run_anew(self) -> Ran:
        """Return what a run says and does that keeps nothing; everything is as it was before it."""
        aside = self.root.with_name("aside")
        shutil.copytree(self.root, aside, symlinks=True)
        os.environ[VARIABLE] = "off"
        try:
            ran = self.run()
        finally:
            del os.environ[VARIABLE]
        for name in ("build", "other"):
            if os.path.lexists(aside / name):
                remove(self.root / name)
                (aside / name).rename(self.root / name)
            else:
                remove(self.root / name)
        for name in (JOURNAL, DONE, f"{BRIEFING}/{JOURNAL}"):  # it may have put an end to them
            if os.path.lexists(aside / name):
                shutil.copy2(aside / name, self.root / name)
        shutil.rmtree(aside)
        return ran

    def _list_files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for name in ("build", "other")
            for path in sorted((self.root / name).rglob("*"))
            if path.is_file()
        }


def remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    program = tmp_path / "program"
    program.mkdir()
    (program / "a.py").write_bytes(b"a = 1")
    (tmp_path / "libraries").mkdir()
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(look_module, "_RACY", WAIT * 5e8)
    monkeypatch.setattr(versions, "PROGRAM", str(program))
    monkeypatch.syspath_prepend(str(tmp_path / "libraries"))
    root = write(tmp_path / "workspace", style=True)
    shutil.copytree(root / BRIEFING, root / "briefings" / OTHER)
    labels = root / LABELS  # so that there is something to tell
    said = labels.read_text("utf-8").splitlines(keepends=True)
    labels.write_text("".join(line for line in said if not line.startswith("kind_dialogue_paper:")), "utf-8")
    yield Bench(root)
    versions.look_at_program.cache_clear()  # it was this test's own


def list_kept(bench: Bench) -> list[Path]:
    return [path for path in (bench.root.parent / "cache").rglob("*") if path.is_file()]


def _replace(path: Path, old: bytes, new: bytes) -> None:
    """Put other words into a file, at the same time; nothing where the old ones are not there."""
    before = path.stat()
    if old in (data := path.read_bytes()):
        path.write_bytes(data.replace(old, new))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _append(path: Path, words: bytes) -> None:
    with path.open("ab") as file:
        file.write(words)


def _link(path: Path) -> None:
    if path.exists() and not path.is_symlink():
        aside = path.with_name(f"aside-{path.name}")
        remove(aside)
        path.rename(aside)
        path.symlink_to(aside.name)


def _spoil(bench: Bench) -> None:
    for path in list_kept(bench):
        whole = path.read_bytes()
        path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))


def _clear(bench: Bench) -> None:
    for path in list_kept(bench):
        path.unlink()


def _say(*words: str) -> Callable[[Bench], None]:
    def change(bench: Bench) -> None:
        bench.words = words

    return change


def _go(folder: str) -> Callable[[Bench], None]:
    def change(bench: Bench) -> None:
        bench.folder = bench.root / folder

    return change


def _encode(encoding: str) -> Callable[[Bench], None]:
    def change(bench: Bench) -> None:
        bench.encoding = encoding

    return change


def _set(name: str, value: str | None) -> Callable[[Bench], None]:
    def change(bench: Bench) -> None:
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value

    return change


def _switch_library(bench: Bench) -> None:
    folder = bench.root.parent / "libraries"
    number = len(list(folder.iterdir()))
    remove(folder / f"lxml-{number}.dist-info")
    (folder / f"lxml-{number + 1}.dist-info").mkdir()


CHANGES: dict[str, Callable[[Bench], object]] = {
    "nothing": lambda bench: None,
    "a word": lambda bench: _replace(bench.root / "data/themes.yaml", b"Freedom of", b"Liberty for"),
    "touched": lambda bench: os.utime(bench.root / "data/themes.yaml"),
    "a fault": lambda bench: _replace(bench.root / "data/themes.yaml", b"expression:", b"expression "),
    "mended": lambda bench: _replace(bench.root / "data/themes.yaml", b"expression ", b"expression:"),
    "one more": lambda bench: (bench.root / "data/more.yaml").write_bytes(b"# nothing\n"),
    "gone": lambda bench: (bench.root / "data/more.yaml").unlink(missing_ok=True),
    "an edition more": lambda bench: shutil.copytree(
        bench.root / BRIEFING, bench.root / "briefings/third", dirs_exist_ok=True
    ),
    "an edition less": lambda bench: remove(bench.root / "briefings/third"),
    "labels": lambda bench: _replace(bench.root / LABELS, b"Sources", b"Origins"),
    "a style": lambda bench: _append(bench.root / f"templates/{STYLE.name}/paper.css", b"\n"),
    "a link in the data": lambda bench: (
        None if (bench.root / LINK).exists() else (bench.root / LINK).symlink_to("themes.yaml")
    ),
    "no link in the data": lambda bench: (bench.root / LINK).unlink(missing_ok=True),
    "a paper edited": lambda bench: _append(bench.root / PAPER, b"by hand") if (bench.root / PAPER).exists() else None,
    "a paper gone": lambda bench: (bench.root / PAPER).unlink(missing_ok=True),
    "a paper is a link": lambda bench: _link(bench.root / PAPER),
    "its folder is a link": lambda bench: _link(bench.root / "build" / EDITION),
    "all folders gone": lambda bench: remove(bench.root / "build"),
    "what was told edited": lambda bench: (
        _replace(bench.root / TOLD, b"P402", b"P401") if (bench.root / TOLD).exists() else None
    ),
    "what was told gone": lambda bench: (bench.root / TOLD).unlink(missing_ok=True),
    "what is kept spoilt": _spoil,
    "what is kept gone": _clear,
    "another format": _say("build", EDITION, "--format", "md,json"),
    "another reader": _say("build", EDITION, "--format", "md", "--audience", "internal"),
    "another language": _say("build", EDITION, "--format", "md", "--lang", "de"),
    "another place": _say("build", EDITION, "--format", "md", "--out", "other"),
    "two": _say("build", EDITION, OTHER, "--format", "md"),
    "all": _say("build", "--all", "--format", "md"),
    "which": _say("build", EDITION, "--format", "md", "--check"),
    "no name": _say("build", "--format", "md"),
    "none such": _say("build", "zenda", "--format", "md"),
    "no such word": _say(*BUILD, "--force"),
    "as at first": _say(*BUILD),
    "inside": _go("data/ruritania"),
    "outside": _go(".."),
    "in the workspace": _go("."),
    "no UTF-8": _encode("ascii"),
    "no letters": _encode("utf-16"),
    "UTF-8": _encode("utf-8"),
    "true names": lambda bench: (bench.root / "pseudonyms.yaml").write_text("x: Rudolf Elphberg\n", "utf-8"),
    "true names no more": lambda bench: (bench.root / "pseudonyms.yaml").unlink(missing_ok=True),
    "true names elsewhere": _set("BRIEFING_PSEUDONYMS", "/nowhere/names.yaml"),
    "true names nowhere": _set("BRIEFING_PSEUDONYMS", None),
    "completion": _set("_BRIEFING_COMPLETE", "bash_source"),
    "no completion": _set("_BRIEFING_COMPLETE", None),
    "the program": lambda bench: _append(Path(versions.PROGRAM, "a.py"), b"#"),
    "a library": _switch_library,
    "a run was killed": lambda bench: (bench.root / JOURNAL).write_bytes(b"{}"),
    "a run was killed here": lambda bench: (
        (bench.root / "build" / EDITION / JOURNAL).write_bytes(b"{}") if (bench.root / TOLD).exists() else None
    ),
    "a run was killed there": lambda bench: (bench.root / BRIEFING / JOURNAL).write_bytes(b"{}"),
    "a run was killed at its end": lambda bench: (bench.root / DONE).write_bytes(b"{}"),
}


@pytest.fixture
def unchanged() -> Iterator[None]:
    yield
    for name in ("BRIEFING_PSEUDONYMS", "_BRIEFING_COMPLETE"):
        os.environ.pop(name, None)


UNDONE = ("mended", "gone", "an edition less", "no link in the data", "as at first", "in the workspace", "UTF-8",
    "true names no more", "true names nowhere", "no completion")  # fmt: skip


def settle(bench: Bench) -> None:
    """Bring about that there is nothing to do, and that this was said before."""
    for path in (bench.root / "build" / EDITION, bench.root / PAPER):
        if path.is_symlink():
            path.unlink()
    for name in UNDONE:
        CHANGES[name](bench)
    runs = [bench.run() for _ in range(3)]
    assert [one.code for one in runs] == [0, 0, 0], runs[0].err
    assert not runs[-1].whole


@pytest.mark.slow
@pytest.mark.parametrize("part", range(2))
def test_after_any_change_it_says_and_does_what_a_run_does_that_keeps_nothing(
    bench: Bench, unchanged: None, part: int
) -> None:
    chance = random.Random(part)
    for name in [*CHANGES][part::2]:
        settle(bench)
        CHANGES[name](bench)
        anew, found = bench.run_anew(), bench.run()
        assert found.told == anew.told, name
        assert anew.whole
        assert found.whole is (name not in {*UNDONE, "nothing"}), name
    for _ in range(examples(10)):
        name = chance.choice([*CHANGES])
        CHANGES[name](bench)
        anew, found = bench.run_anew(), bench.run()
        assert found.told == anew.told, name


def test_what_there_is_to_tell_is_told_each_time(bench: Bench) -> None:
    runs = [bench.run() for _ in range(4)]
    assert [one.whole for one in runs] == [True, True, False, False]
    assert runs[1].told == runs[2].told == runs[3].told
    assert b"hint P402" in runs[3].err
    assert b"nothing to do" in runs[3].out


def test_what_was_saved_just_now_is_not_kept(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look_module, "_RACY", 3600 * 10**9)
    assert all(bench.run().whole for _ in range(3))


def test_an_answer_to_other_words_is_none(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the words mean is read before files are looked at: an edition that came in between was not asked for."""
    for _ in range(2):
        bench.run()
    for path in list_kept(bench):
        path.unlink()
    langs = iter(("en", "de"))
    with monkeypatch.context() as patched:
        patched.setattr(asked, "choose_lang", lambda *_: next(langs))
        assert b"nothing to do" in bench.run().out
    assert [bench.run().whole for _ in range(2)] == [True, False]


def test_what_is_kept_tells_nothing(bench: Bench) -> None:
    for _ in range(2):
        bench.run()
    said = b"".join(path.read_bytes() for path in list_kept(bench))
    assert not any(word in said for word in (b"nothing to do", b"P402", EDITION.encode(), str(bench.root).encode()))


def test_the_same_folders_are_looked_at_and_the_same_names_known() -> None:
    """They are written down twice, so that nothing has to be loaded for them."""
    here = Path(said_before.__file__).resolve().parents[2]
    assert str(SHIPPED.parent) == str(here) == said_before._SHIPPED
    assert said_before._FOLDERS == FOLDERS
    assert said_before._MOST_BYTES == MOST_BYTES
    assert all(said_before._JOURNAL in path.name for path in _journals(here))
    seen = look(here, ["tests"])
    assert seen is None or seen.rows == see(str(here), ["tests"])


def test_words_that_come_out_otherwise_elsewhere_are_not_kept() -> None:
    assert said_before._is_sayable("„Ñ…“")
    assert not any(map(said_before._is_sayable, ("\x1b[31mred", "\udcff", "a\0b")))
