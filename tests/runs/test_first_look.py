"""What was saved since the last check is looked at first: its slips are named at once, and nothing that it says."""

from __future__ import annotations

import contextlib
import os
import random
import re
import sys
import time
from pathlib import Path

import pytest

from generator.base import codes
from generator.base.diagnostics import Origin
from generator.base.kept import VARIABLE, keep, recall
from generator.base.look import Look, look
from generator.cli.check import _show_first
from generator.records.load import load
from generator.runs import first_look, saved_since
from generator.runs.first_look import FirstFinding, FirstLook, look_first
from generator.runs.saved_since import keep_marks, list_saved
from tests.fuzz.mutate import mutate
from tests.support.commands import run
from tests.support.examples import examples
from tests.support.kept import WAIT, keep_in
from tests.support.workspaces import BRIEFING, EDITION, FILES, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="times of POSIX")
CASE = "data/ruritania/cases/rassendyll.yaml"
_LINE = re.compile(r"(.+):\d+:\d+: (error|warning|hint) (\w+) ([a-z0-9-]+) \(`briefing explain (\w+)`\)")
_HEAD = re.compile(r"first look, at \d+ files? that (was|were) saved since the last check; the whole check follows:")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    keep_in(tmp_path / "cache", monkeypatch)
    monkeypatch.setattr(saved_since, "LONG", 1)
    return write(tmp_path / "workspace")


def settle() -> None:
    time.sleep(WAIT)


def see(root: Path) -> Look:
    seen = look(root, ("data", "briefings"))
    assert seen is not None
    return seen


def is_fixed(line: str, root: Path) -> bool:
    """Tell whether a line names a file that is there, numbers and words of the program, and no more."""
    match = _LINE.fullmatch(line)
    if match is None:
        return False
    kind = codes.BY_ID[match[3]]
    return (root / match[1]).is_file() and match[4] == kind.name and match[5] == kind.id


def break_file(root: Path, name: str, more: str) -> None:
    with open(root / name, "a", encoding="utf-8") as file:
        file.write(more)


def test_a_slip_is_named_before_and_the_whole_check_says_what_it_always_does(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle()
    assert run(root, "check").err == "", "nothing is known of an earlier check"
    break_file(root, CASE, "kryptonym: Geheimrat\n")
    early = run(root, "check")
    again = run(root, "check")
    assert again.err == "", "nothing was saved since"
    monkeypatch.setenv(VARIABLE, "off")
    whole = run(root, "check")
    assert (early.code, early.out) == (again.code, again.out) == (whole.code, whole.out)
    assert whole.err == ""
    first, *slips, last = early.err.splitlines()
    assert _HEAD.fullmatch(first)
    assert slips == [f"{CASE}:{FILES[CASE].count(chr(10)) + 1}:1: error D103 unknown-field (`briefing explain D103`)"]
    assert slips[0].partition(" (")[0] in early.out
    assert last == ""


def test_who_asks_for_rules_alone_and_machines_are_told_nothing_before(root: Path) -> None:
    settle()
    run(root, "check")
    for number, words in enumerate((("--rule", "T501"), ("--format", "json"), ("--format", "github"))):
        break_file(root, CASE, f"kryptonym-{number}: Geheimrat\n")
        assert run(root, "check", *words).err == ""


def test_nothing_is_kept_of_folders_nor_of_a_short_check(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle()
    seen = see(root)
    keep_marks(seen)
    secret, name = saved_since._place(root)
    kept = recall(secret, name)
    assert kept is not None
    assert len(kept) == 3 * sum(not row[0].endswith("/") for row in seen.rows)
    keep(secret, b"", name)
    monkeypatch.setattr(saved_since, "LONG", 1_000_000)
    keep_marks(seen)
    assert recall(secret, name) == b""


def test_a_short_check_names_nothing_before(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_since, "LONG", 1_000_000)
    settle()
    run(root, "check")
    break_file(root, CASE, "kryptonym: Geheimrat\n")
    assert run(root, "check").err == ""


def test_a_path_that_is_a_protected_name_is_told_by_the_check_itself(root: Path) -> None:
    secret = "data/ruritania/cases/flavia.yaml"
    write(root, {secret: FILES[CASE].replace("\nnames:", "\nvisibility: internal\nnames:", 1)})
    (root / secret).write_text("visibility: internal\nnames: {preferred: Flavia}\n", "utf-8")
    settle()
    run(root, "check")
    break_file(root, secret, "flavia: Flavia\n")
    told = run(root, "check")
    assert f"{secret}:3:1: error D103" in told.err
    assert f"{secret}:3:1: error D103" in told.out
    assert "Flavia" not in told.err


def test_whatever_stands_in_a_file_no_word_of_it_is_told_and_the_whole_check_finds_it_too(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "data/ruritania/more.yml").write_text("id: x\n", "utf-8")
    chance = random.Random(7)
    settle()
    found = 0
    keep_marks(see(root))
    for _ in range(examples(160, 40)):
        name = chance.choice([*FILES, "data/ruritania/cases/new one.yaml", f"{BRIEFING}/verified.yaml"])
        was = FILES.get(name, FILES[CASE])
        spoilt = mutate(was, chance)
        if chance.random() < 0.7:
            words = re.findall(r"[\w-]{3,}", spoilt) or ["x"]
            spoilt = spoilt.replace(chance.choice(words), f"geheim{chance.randrange(10**6)}", 1)
        (root / name).write_bytes(spoilt.encode("utf-8", "surrogatepass"))
        first = look_first(see(root), [EDITION])
        _show_first(first)
        head, *lines = capsys.readouterr().err.splitlines() or [""]
        assert not head or _HEAD.fullmatch(head)
        assert all(is_fixed(line, root) or re.fullmatch(r"(and \d+ more)?", line) for line in lines), lines
        whole = {(one.origin, one.severity, one.kind) for one in load(root, [EDITION])[1]}
        assert set(first.findings) <= whole, name
        found += len(first.findings)
        if name in FILES:
            (root / name).write_text(was, "utf-8")
        else:
            (root / name).unlink()
        settle()
        keep_marks(see(root))
    assert found > 10


def test_the_check_goes_on_where_nobody_can_be_told() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    stream = open(writer, "w", encoding="utf-8")  # noqa: SIM115  # closing it fails, too
    with contextlib.redirect_stderr(stream):
        _show_first(FirstLook((FirstFinding(Origin(CASE), "error", codes.TAB),), 1, 1))
    with contextlib.suppress(OSError):
        stream.close()


def test_what_other_editions_and_other_programs_wrote_is_left_to_the_check(root: Path) -> None:
    settle()
    keep_marks(see(root))
    write(root, {f"briefings/other/{name}.yaml": "kryptonym: x\n" for name in ("edition", "a")})
    write(root, {"data/ruritania/cases/.hidden.yaml": "[", f"{BRIEFING}/issued/a.yaml": "["})
    assert look_first(see(root), [EDITION]).findings == ()
    assert {one.origin.file for one in look_first(see(root), ["other"]).findings} == {
        "briefings/other/edition.yaml",
        "briefings/other/a.yaml",
    }


def test_of_very_many_files_the_last_are_looked_at(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_look, "MOST_READ", 2)
    settle()
    keep_marks(see(root))
    for number in range(5):
        (root / f"data/ruritania/cases/new-{number}.yaml").write_text("kryptonym: x\n", "utf-8")
        settle()
    first = look_first(see(root), [EDITION])
    assert (first.looked, first.saved) == (2, 5)
    assert {one.origin.file[-6] for one in first.findings} == {"3", "4"}


def test_files_that_were_saved_are_listed_and_little_is_kept_of_them(root: Path) -> None:
    settle()
    assert list_saved(see(root)) == [], "nothing is known"
    keep_marks(see(root))
    assert list_saved(see(root)) == []
    (kept,) = (root.parent / "cache").glob("*/*")
    assert kept.stat().st_size < 3 * len(see(root).rows) + 80
    new = root / "data/ruritania/cases/new.yaml"
    os.utime(root / CASE)
    new.write_text(FILES[CASE], "utf-8")
    (root / "data/themes.yaml").unlink()
    assert {root / row[0] for row in list_saved(see(root))} == {root / CASE, new}
    keep_marks(see(root))
    assert list_saved(see(root)) == []
