"""The one way to write: whole or not at all, several files together, and what is told where it can't be done."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import signal
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import generator
from generator.base.diagnostics import BriefingError, Diagnostic
from generator.base.files import lock_folder, recover, write_file, write_files, write_folder
from generator.base.files.journal import DONE, JOURNAL
from tests.support.commands import run
from tests.support.examples import examples
from tests.support.places import ROOT
from tests.support.trees import tree
from tests.support.workspaces import BRIEFING, EDITION, FILES, edited, with_pages, write

POSIX = pytest.mark.skipif(os.name == "nt", reason="needs the rights, signals and pipes of POSIX")
LONG = "n" * 300


def refused(write: Callable[[], object]) -> Diagnostic:
    """Return the one problem that is told."""
    with pytest.raises(BriefingError) as raised:
        write()
    (problem,) = raised.value.diagnostics
    return problem


# ── what stands there afterwards ──────────────────────────────────────────────────────────────────────────────────────


def test_files_and_their_folders_are_written_and_nothing_else(tmp_path: Path) -> None:
    files = {tmp_path / "a": b"1", tmp_path / "new" / "folder" / "b": b"2"}
    for _ in range(2):
        assert write_files(files) == ()
        assert {path for path in tmp_path.rglob("*") if path.is_file()} == set(files)
        assert {path: path.read_bytes() for path in files} == files


@POSIX
def test_a_file_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "confidential"
    for rights in (0o600, 0o640, 0o755, 0o444):
        path.write_bytes(b"old") if not path.exists() else None
        path.chmod(rights)
        write_file(path, b"new")
        assert (stat.S_IMODE(path.stat().st_mode), path.read_bytes()) == (rights, b"new")
    other = tmp_path / "other"
    other.write_bytes(b"as whatever else is made here")
    write_file(tmp_path / "new", b"")
    assert (tmp_path / "new").stat().st_mode == other.stat().st_mode


def test_a_file_is_kept_under_the_name_that_was_asked_for(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    write_files({one: b"old", other: b"old"})
    kept = write_files({one: b"new", other: b"new"}, keep=lambda path: tmp_path / "one.edited" if path == one else None)
    assert kept == (tmp_path / "one.edited",)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "one": b"new",
        "one.edited": b"old",
        "other": b"new",
    }


@POSIX
def test_links_are_not_followed(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.write_bytes(b"of somebody else")
    inside.mkdir()
    for name in ("a", ".a.new", ".a.old"):
        (inside / name).symlink_to(outside)
    write_file(inside / "a", b"new")
    assert outside.read_bytes() == b"of somebody else"
    assert tree(inside).keys() == {"a"}
    assert not (inside / "a").is_symlink()
    (inside / "link").symlink_to(outside)
    before = tree(inside)
    (inside / "z").mkdir()
    refused(lambda: write_files({inside / "link": b"new", inside / "z": b"new"}))
    (inside / "z").rmdir()
    assert tree(inside) == before
    (inside / ".folder.new").symlink_to(tmp_path)
    write_folder(inside / "folder", {"outside": b"new"})
    assert outside.read_bytes() == b"of somebody else"


@POSIX
def test_everything_is_on_the_disk_before_anything_is_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    sync, move = os.fsync, os.replace

    def synced(file: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(file).st_mode) else "file")
        sync(file)

    def moved(*paths: str) -> None:
        done.append("move")
        move(*paths)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", moved)
    write_files({tmp_path / name: b"x" for name in "abc"})
    # the journal, the files, their places, and that it is done
    assert done == ["file", "move", "folder", *["file"] * 3, *["move"] * 3, "folder", "move", "folder"]


# ── where it can't be done ────────────────────────────────────────────────────────────────────────────────────────────


def folder_in_its_place(path: Path) -> Path:
    path.unlink(missing_ok=True)
    (path / "x").mkdir(parents=True)
    return path


def folder_beside(path: Path) -> Path:
    for what in ("new", "old"):
        (path.with_name(f".{path.name}.{what}") / "x").mkdir(parents=True)
    return path


def file_as_folder(path: Path) -> Path:
    path.with_name("file").write_bytes(b"no folder")
    return path.with_name("file") / path.name


def name_too_long(path: Path) -> Path:
    return path.with_name(LONG)


FAULTS: Mapping[Callable[[Path], Path], str] = {
    folder_in_its_place: "there is a folder of this name",
    folder_beside: "there is a folder of this name",
    file_as_folder: "there is a file where its folder should be",
    name_too_long: "its name is too long",
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("at", [0, 1, 2])
def test_all_or_none(fault: Callable[[Path], Path], at: int, tmp_path: Path) -> None:
    write_files({tmp_path / "0": b"old", tmp_path / "2": b"old"})
    if os.name != "nt":
        (tmp_path / "0").chmod(0o640)
    paths = [tmp_path / "0", tmp_path / "new" / "1", tmp_path / "2"]
    paths[at].parent.mkdir(exist_ok=True)
    paths[at] = fault(paths[at])
    before = tree(tmp_path)
    told = refused(lambda: write_files(dict.fromkeys(paths, b"new"), tmp_path))
    assert tree(tmp_path) == before
    assert told.code == "O501"
    named = rf"\.?{paths[at].name}(\.new|\.old)?"
    assert re.fullmatch(rf"`{named}` can't be written: {FAULTS[fault]}", told.message)
    assert re.fullmatch(rf"(new/|file/)*{named}", told.origin.file)
    assert told.help
    assert told.help.endswith("; nothing was changed")


contents = st.dictionaries(st.sampled_from("abcde"), st.tuples(st.none() | st.binary(), st.binary()), min_size=1)


@pytest.mark.slow
@settings(max_examples=examples(150))
@given(contents, st.data())
def test_all_new_or_all_old(files: dict[str, tuple[bytes | None, bytes]], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = {one: folder / one for one in files}
        for one, (old, _) in files.items():
            if old is not None:
                write_file(paths[one], old)
        fault = data.draw(st.none() | st.sampled_from([*FAULTS]))
        if fault:
            at = data.draw(st.sampled_from([*files]))
            paths[at] = fault(paths[at])
        before = tree(folder)
        new = {paths[one]: content for one, (_, content) in files.items()}
        stays = data.draw(st.sets(st.sampled_from([*files])))
        kept = {path: path.with_name(f"{path.name}.kept") for one, path in paths.items() if one in stays}
        if fault:
            refused(lambda: write_files(new, keep=kept.get))
            assert tree(folder) == before
        else:
            write_files(new, keep=kept.get)
            expected = {path.name: content for path, content in new.items()}
            expected |= {f"{one}.kept": files[one][0] for one in stays if files[one][0] is not None}
            assert {path.name: path.read_bytes() for path in folder.iterdir()} == expected


@contextmanager
def room(size: int) -> Iterator[None]:
    """Let no file become larger than this, as on a disk that is full."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@POSIX
def test_no_room_in_the_midst_of_a_file(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in "abc"]
    write_files(dict.fromkeys(paths[:2], b"old"))
    before = tree(tmp_path)
    with room(10_000):
        told = refused(lambda: write_files({paths[0]: b"new", paths[1]: b"new" * 10_000, paths[2]: b"new"}, tmp_path))
    assert tree(tmp_path) == before
    assert (told.origin.file, told.message) == ("b", "`b` can't be written: it is too big for this disk")


@POSIX
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    told = refused(lambda: write_file(tmp_path / "pipe", b"x", tmp_path))
    assert told.message == "`pipe` can't be written: this is a device or a pipe, and no file"
    assert (tmp_path / "pipe").is_fifo()


def test_what_was_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    write_files({one: b"1", other: b"2"})
    before = tree(tmp_path)
    for was in ({other: b"no longer"}, {other: None}):
        told = refused(lambda was=was: write_files({one: b"new", other: b"new"}, tmp_path, was=was))
        assert (told.origin.file, told.message) == ("other", "`other` can't be written: it was changed meanwhile")
        assert tree(tmp_path) == before
    write_files({one: b"new", other: b"new", tmp_path / "third": b"new"}, was={other: b"2", tmp_path / "third": None})
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {b"new"}


def test_who_stops_it_finds_everything_as_it_was(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    write_files({one: b"1", other: b"2"})
    before = tree(tmp_path)

    def stop(path: Path) -> None:
        if path == other:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_files({one: b"new", tmp_path / "new" / "x": b"new", other: b"new"}, keep=stop)
    assert tree(tmp_path) == before


def test_what_is_open_elsewhere_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows, what is open in Word can be read, and nothing can take its place."""
    one, other = tmp_path / "one", tmp_path / "other"
    write_files({one: b"1", other: b"2"})
    before = tree(tmp_path)
    move = os.replace

    def moved(old: Path, new: Path) -> None:
        if Path(new) == other:
            raise PermissionError(errno.EACCES, "Permission denied", str(old), None, str(new))
        move(old, new)

    monkeypatch.setattr(os, "replace", moved)
    told = refused(
        lambda: write_files({one: b"new", other: b"new"}, tmp_path, keep=lambda path: path.with_suffix(".kept"))
    )
    assert tree(tmp_path) == before
    assert told.message == "`other` can't be written: you may not write there, or it is open elsewhere"
    assert told.help == "close it where it is open, and look whose folder it is; nothing was changed"


def test_what_cant_be_put_back_is_told_and_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    write_files({one: b"1", other: b"2"})
    move = os.replace

    def fail(old: Path, new: Path) -> None:
        if Path(new) == other:
            folder_in_its_place(one)
            raise OSError(errno.ENOSPC, "No space left on device")
        move(old, new)

    monkeypatch.setattr(os, "replace", fail)
    told = refused(lambda: write_files({one: b"new", other: b"new"}, tmp_path))
    assert told.message == "`other` can't be written: there is no room left"
    assert told.help == "make room on the disk; `one` could not be put back: what it held is in `.one.old`"
    assert (tmp_path / ".one.old").read_bytes() == b"1"
    assert {path.name for path in tmp_path.iterdir()} == {"one", ".one.old", "other"}


# ── folders ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_folder_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    files = {"a": b"1", "inner/b": b"2"}
    target = tmp_path / "above" / "folder"
    assert write_folder(target, files, tmp_path) == [target / name for name in files]
    assert {
        path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()
    } == files
    before = tree(tmp_path)
    for path, reason in (
        (target, "there is such a folder already"),
        (target / "a" / "folder", "there is a file where its folder should be"),
        (tmp_path / "new" / LONG, "its name is too long"),
    ):
        told = refused(lambda path=path: write_folder(path, files, tmp_path))
        assert (told.code, told.message) == ("O502", f"`{path.name}` can't be made: {reason}")
        assert tree(tmp_path) == before
    told = refused(lambda: write_folder(tmp_path / "other", {**files, LONG: b""}, tmp_path))
    assert (told.origin.file, told.message) == ("other", "`other` can't be made: its name is too long")
    assert tree(tmp_path) == before


# ── a run that is killed ──────────────────────────────────────────────────────────────────────────────────────────────

# a process of its own forks one child for each call of the system on the way, and each is killed there
_KILLED = """
import os, signal, sys
from pathlib import Path
from generator.base.files import write_files

def write(folder, words):
    names = ["a", "b", "c"] if words == b"old" else ["a", "b", "c", "new/d", "new/folder/e"]
    kept = {} if words == b"old" else {folder / "b": folder / "b.kept"}
    write_files({folder / name: words * 100_000 for name in names}, keep=kept.get)

for at in range(1000):
    folder = Path(sys.argv[1], str(at))
    write(folder, b"old")
    child = os.fork()
    if not child:
        calls = 0
        def kill(event, _):
            global calls
            if event in ("open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.chmod"):
                if calls == at:
                    os.kill(os.getpid(), signal.SIGKILL)
                calls += 1
        sys.addaudithook(kill)
        write(folder, b"new")
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        break
"""

_FOR_EVER = """
import sys
from pathlib import Path
from generator.base.files import write_files
while True:
    for words in (b"new", b"old"):
        write_files({Path(sys.argv[1], name): words * 100_000 for name in "abc"})
        print(flush=True)
"""


def whole(folder: Path) -> set[bytes]:
    found = {(folder / name).read_bytes() for name in "abc"}
    assert found <= {b"old" * 100_000, b"new" * 100_000}
    return {content[:3] for content in found}


OLD = dict.fromkeys("abc", b"old")
NEW = dict.fromkeys(["a", "b", "c", "new/d", "new/folder/e"], b"new") | {"b.kept": b"old"}


@pytest.mark.slow
@POSIX
def test_killed_at_each_step_it_leaves_the_old_or_the_new_together(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path)], cwd=ROOT, check=True)
    folders = sorted(tmp_path.iterdir(), key=lambda folder: int(folder.name))
    found = []
    for folder in folders:
        assert whole(folder)
        recover(folder)
        held = {name: content[:3] for name, (_, content) in tree(folder).items() if isinstance(content, bytes)}
        assert held in (OLD, NEW)
        assert {name for name, (_, content) in tree(folder).items() if content is None} <= {"new", "new/folder"}
        found.append(held == NEW)
    assert len(found) > 30
    assert (found[0], found[-1], found) == (False, True, sorted(found))
    record_property("tried", len(found))


@pytest.mark.slow
@POSIX
def test_killed_while_it_is_undone_it_is_undone_by_the_next(tmp_path: Path) -> None:
    code = _KILLED.replace('write(folder, b"old")\n', "half(folder)\n").replace(
        'write(folder, b"new")\n        os._exit(0)', "recover(folder)\n        os._exit(0)"
    )
    half = """
from generator.base.files import journal, recover
def half(folder):
    write(folder, b"old")
    if not (child := os.fork()):
        journal.commit = lambda _: os.kill(os.getpid(), signal.SIGKILL)
        write(folder, b"new")
    os.waitpid(child, 0)
"""
    code = code.replace("\nfor at", half + "\nfor at")
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=True)
    folders = [*tmp_path.iterdir()]
    assert len(folders) > 12
    for folder in folders:
        recover(folder)
        assert {name: (content or b"")[:3] for name, (_, content) in tree(folder).items()} == OLD


def test_a_journal_that_leads_out_of_its_folder_does_nothing(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "a").write_bytes(b"of somebody else")
    (outside / ".a.old").write_bytes(b"older")
    if os.name != "nt":
        (inside / "link").symlink_to(outside)
    sha256 = hashlib.sha256(b"of somebody else").hexdigest()
    before = tree(outside)
    for file, kept in (
        ("../outside/a", None),
        (str(outside / "a"), None),
        ("link/a", None),
        ("a", "../outside/a"),
        ("", None),
        (7, None),
    ):
        for was in (True, False):
            for name in (JOURNAL, DONE):
                row = {"file": file, "was": was, "kept": kept, "sha256": sha256}
                (inside / name).write_text(json.dumps({"files": [row], "folders": ["../outside"]}), "utf-8")
                recover(inside)
                assert tree(outside) == before
                assert not (inside / name).exists()
    for words in ("", "[", "[]", '{"files": 1}', '{"files": [{}], "folders": []}'):
        (inside / JOURNAL).write_text(words, "utf-8")
        recover(inside)
        assert not (inside / JOURNAL).exists()


_ADDS = """
import sys
from pathlib import Path
from generator.base.files import ChangedMeanwhile, write_files
path = Path(sys.argv[1])
for number in range(20):
    while True:
        held = path.read_bytes()
        try:
            write_files({path: held + f"{sys.argv[2]}{number}\\n".encode(), path.with_name("b"): b""}, was={path: held})
            break
        except ChangedMeanwhile:
            pass
"""


@pytest.mark.slow
def test_what_two_write_at_once_is_all_there(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"")
    both = [subprocess.Popen([sys.executable, "-c", _ADDS, str(path), one], cwd=ROOT) for one in "xy"]
    assert [ran.wait(60) for ran in both] == [0, 0]
    assert sorted(path.read_text().split()) == sorted(f"{one}{number}" for one in "xy" for number in range(20))
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b"}


@pytest.mark.slow
def test_a_folder_that_cant_be_locked_is_locked_in_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.base.files.lock._lock_itself", lambda _: None)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    waited: list[str] = []

    def second() -> None:
        with lock_folder(tmp_path / "a"):
            waited.append("second")

    (tmp_path / "a").mkdir()
    with lock_folder(tmp_path / "a"), lock_folder(tmp_path / "a"):
        other = threading.Thread(target=second)
        other.start()
        other.join(0.2)
        waited.append("first")
    other.join()
    assert waited == ["first", "second"]


@POSIX
@pytest.mark.parametrize("wait", [0, 0.003, 0.007, 0.02])
def test_killed_at_any_moment_it_leaves_the_old_or_the_new(wait: float, tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", _FOR_EVER, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE) as ran:
        assert ran.stdout
        ran.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            ran.wait(wait)
        ran.send_signal(signal.SIGKILL)
    assert whole(tmp_path)


# ── every command ─────────────────────────────────────────────────────────────────────────────────────────────────────

BUILT = f"build/{EDITION}"
IN_ITS_PLACE = "there is a folder of this name"
NO_FOLDER = "there is a file where its folder should be"
TOO_LONG = "its name is too long"
CASE = "data/ruritania/cases/rassendyll.yaml"
NAME = "n" * 252  # with what is written beside it, it is too long

# words; the folder or file in the way; the file that can't be written, and why; exit code
COMMANDS: list[tuple[list[str], str, str, str, int]] = [
    (["build", EDITION, "--format", "md,json"], f"{BUILT}/{EDITION}.md/", f"{BUILT}/{EDITION}.md", IN_ITS_PLACE, 1),
    (["build", EDITION, "--format", "md", "--out", "a/b"], "a", f"a/b/{EDITION}/{EDITION}.md", NO_FOLDER, 1),
    (["build", "--all", "--format", "md"], "build/ruritania/index.md/", "build/ruritania/index.md", IN_ITS_PLACE, 1),
    (["annex", EDITION, "--format", "csv"], "build", f"{BUILT}/{EDITION}.annex.csv", NO_FOLDER, 1),
    (["sources", EDITION, "--format", "xlsx"], "build", f"{BUILT}/{EDITION}.sources.xlsx", NO_FOLDER, 1),
    (
        ["sources", EDITION, "--sign-off", "A", "--all-unsigned"],
        f"{BRIEFING}/.signatures.yaml.new/",
        f"{BRIEFING}/signatures.yaml",
        IN_ITS_PLACE,
        1,
    ),
    (["issue", EDITION], f"{BRIEFING}/issued", f"{BRIEFING}/issued/public-en.json", NO_FOLDER, 1),
    (["paginate", EDITION], f"{BRIEFING}/.pages.json.new/", f"{BRIEFING}/pages.json", IN_ITS_PLACE, 1),
    (["fmt", CASE], "data/ruritania/cases/.rassendyll.yaml.new/", CASE, IN_ITS_PLACE, 1),
    (["schema"], "build/schema/law.schema.json/", "build/schema/law.schema.json", IN_ITS_PLACE, 2),
    (["schema", "--vscode"], ".vscode", ".vscode/settings.json", NO_FOLDER, 2),
    (["new", "edition", NAME, "--from", EDITION, "--as-of", "2021-01"], "build", f"briefings/{NAME}", TOO_LONG, 1),
    (["new", "template", NAME, "--extends", "dialogue-paper"], "build", f"templates/{NAME}", TOO_LONG, 1),
    (["diff", EDITION, EDITION, "--format", "md", "--out", "a/b.md"], "a", "a/b.md", NO_FOLDER, 2),
    (["template", "check", "dialogue-paper", "--annotate", "a/b.docx"], "a", "a/b.docx", NO_FOLDER, 2),
]


@pytest.mark.ci
@pytest.mark.parametrize(("words", "way", "file", "reason", "code"), COMMANDS)
def test_every_command_tells_it_alike(
    words: list[str], way: str, file: str, reason: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # no reconstruction is issued, and no page of a country lists a draft
    draft = edited(f"{BRIEFING}/edition.yaml", "status: reconstruction", "status: draft") if "issue" in words else {}
    root = with_pages(write(tmp_path, {**draft, CASE: FILES[CASE].replace(": ", ":   ", 1)}, style=True))
    (root / way).parent.mkdir(parents=True, exist_ok=True)
    (root / way).mkdir() if way.endswith("/") else (root / way).write_bytes(b"")
    if words[0] == "paginate":
        layout = SimpleNamespace(pages={}, fonts=[])
        monkeypatch.setattr("generator.formats.docx.pages.paginate_with_libreoffice", lambda *_: layout)
    before = tree(root)
    ran = run(root, *words)
    assert ran.code == code
    name = Path(way if way.endswith(".new/") else file).name
    told = "O502 not-made: `{}` can't be made" if words[0] == "new" else "O501 not-written: `{}` can't be written"
    (line,) = [line for line in ran.err.splitlines() if " error " in line]
    assert line == f"{file}:1:1: error {told.format(name)}: {reason}"
    assert re.search(r"^help: .*; nothing was changed$", ran.err, re.M)
    after = tree(root)
    if "--all" in words:  # pages of countries are made after the papers to which they lead
        after = {name: held for name, held in after.items() if not name.startswith((BUILT, "build/manifest"))}
    assert after == before


WRITES = re.compile(
    r"""\.write_(?:bytes|text)\(|\bopen\([^)]*["'][rwxab+]*[wxa+][rwxab+]*["']|\.(?:mkdir|rename|touch|symlink_to)\("""
    r"""|\bos\.(?:replace|rename|mkdir|makedirs|remove|unlink)\(|\.unlink\(|\brmtree\(|\bmkstemp\(|\.replace\([^,()]*\)"""
)
OF_THEIR_OWN = {
    "base/kept/place.py", "base/kept/store.py", "formats/docx/pages.py", "runs/git_revision.py",
    "runs/ssh_signature.py",
}  # fmt: skip
"""Modules that write into a folder of a moment, or of what may be lost, which nobody else sees."""


@pytest.mark.slow
def test_nobody_else_writes() -> None:
    package = Path(generator.__file__).parent
    found = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if WRITES.search(re.sub(r"\.replace\(tzinfo=[^)]*\)", "", path.read_text("utf-8")))
    }
    assert {name for name in found - OF_THEIR_OWN if not name.startswith("base/files/")} == set()
    assert found
