"""A sheet of sources that nothing has changed of is not put together anew, and is what it is where all is read."""

from __future__ import annotations

import os
import pickle
import random
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.base.diagnostics import BriefingError, Diagnostic, Origin
from generator.base.kept import VARIABLE
from generator.cli.workspace import make_proof
from generator.paper import make as make_module
from generator.paper.protected_forms import list_name_forms
from generator.paper.protected_values import Protected, Value
from generator.paper.workspace import Workspace
from generator.records.load import SIGNATURES
from generator.records.schema.base import Visibility
from generator.runs import sheet_files, worker
from generator.runs import sign as sign_module
from generator.runs.build import make_each
from generator.runs.fingerprint import read_inputs
from generator.runs.kept_paper import recall_paper
from generator.runs.kept_question import Question, ask
from generator.runs.kept_sheet import KeptSheet, keep_files, keep_sheet, recall_files, recall_sheet
from generator.runs.last_build import MANIFEST, name_paper_file, read_last_build
from generator.runs.outputs import place_files
from generator.runs.sheet import make_sheet
from generator.runs.sign import sign
from tests.review.test_signoff import EXPRESSION
from tests.support.commands import run
from tests.support.examples import examples
from tests.support.kept import WAIT, Counted, keep_in
from tests.support.workspaces import BRIEFING, EDITION, FILES, STYLE, edited, with_pages, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="times of POSIX")
CASE = "data/ruritania/cases/rassendyll.yaml"
LABELS = f"templates/{STYLE.name}/labels/en.yaml"
EDITION_FILE = f"{BRIEFING}/edition.yaml"
NAME = "Antoinette de Mauban"
SHEET = f"build/{EDITION}/{EDITION}.sources.html"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    keep_in(tmp_path / "cache", monkeypatch)
    return with_pages(write(tmp_path / "workspace", style=True))


@pytest.fixture
def sheets(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """The sheets that are put together indeed."""
    return Counted(monkeypatch, sign_module, "put_sheet_together")


def question(root: Path, audience: Visibility | None = None, lang: str = "en") -> Question:
    time.sleep(WAIT)
    begun = time.time_ns()
    asked = ask(root, EDITION, audience, lang, read_inputs(root, [EDITION])[EDITION], begun, None)
    assert asked
    return asked


Made = tuple[dict[str, bytes], tuple[Diagnostic, ...]]


def make(root: Path, audience: Visibility | None = None, formats: tuple[str, ...] = ("html",)) -> Made:
    """Return the files of the sheet and what there is to tell, made as `sources` makes it."""
    asked = question(root, audience) if os.environ.get(VARIABLE) != "off" else None
    workspace = Workspace(root, [EDITION], audience or "public")
    try:
        made = make_sheet(workspace, EDITION, formats, audience, "en", asked)
    except BriefingError as error:
        return {}, error.diagnostics
    return {file.format: file.data for file in made.files}, made.notices


def make_anew(root: Path, *words: Any) -> Made:
    """Return the same with nothing kept, and nothing that was kept used."""
    os.environ[VARIABLE] = "off"
    try:
        return make(root, *words)
    finally:
        del os.environ[VARIABLE]


@pytest.mark.slow
def test_another_format_takes_no_reading_and_the_same_sheet_no_writing(root: Path, sheets: Counted) -> None:
    time.sleep(WAIT)
    said = [run(root, "sources", EDITION, "--format", one) for one in ("html", "docx", "xlsx")]
    assert [one.code for one in said] == [0] * 3, said
    assert sheets.number == 1
    again = run(root, "sources", EDITION)
    assert (again.code, again.out) == (0, f"{EDITION}: nothing to do; the sheet in build/{EDITION} is up to date\n")
    files = {path.name: path.read_bytes() for path in (root / "build" / EDITION).iterdir()}
    (root / "build").rename(root.with_name("before"))
    os.environ[VARIABLE] = "off"
    run(root, "sources", EDITION)
    assert sheets.number == 2
    made = {path.name: path.read_bytes() for path in (root / "build" / EDITION).iterdir()}
    assert made.pop(MANIFEST)
    assert {name: files[name] for name in made} == made


@pytest.mark.skipif(not worker.POSSIBLE, reason="elsewhere there is no process beside a command")
def test_all_that_is_read_is_gone_when_the_files_are_searched(root: Path, sheets: Counted) -> None:
    workspace = Workspace(root, [EDITION])
    made = make_sheet(workspace, EDITION, ["html"], None, "en", question(root))
    assert sheets.number == 1
    assert not workspace.is_read
    assert {file.format: file.data for file in made.files} == make_anew(root)[0]


def test_what_somebody_changed_by_hand_is_made_again_and_kept_beside(root: Path, sheets: Counted) -> None:
    time.sleep(WAIT)
    run(root, "sources", EDITION, "--format", "html")
    good = (root / SHEET).read_bytes()
    (root / SHEET).write_bytes(b"by hand")
    said = run(root, "sources", EDITION, "--format", "html")
    assert "changed by hand" in said.err
    assert (root / SHEET).read_bytes() == good
    (root / SHEET).unlink()
    assert run(root, "sources", EDITION, "--format", "html").code == 0
    assert (root / SHEET).read_bytes() == good
    assert sheets.number == 1


def test_who_signs_has_all_read(root: Path, sheets: Counted) -> None:
    words = ("sources", EDITION, "--format", "html", "--sign-off", NAME, "--section", "overview")
    assert [run(root, *words).code for _ in range(2)] == [0, 0]
    assert sheets.number == 2
    before = (root / SHEET).read_bytes()
    assert NAME in before.decode()
    time.sleep(WAIT)
    assert "nothing to do" in run(root, "sources", EDITION, "--format", "html").out
    assert make(root)[0]["html"] == before == make_anew(root)[0]["html"]


def test_a_signature_a_label_and_a_reader_make_another_sheet(root: Path, sheets: Counted) -> None:
    first = make(root)
    sign(root, EDITION, NAME, "2026-11-22", None, "en", ["overview"])
    second = make(root)
    assert second == make_anew(root) != first
    labels = root / LABELS
    labels.write_text(labels.read_text("utf-8").replace("Sources", "Where it is from"), "utf-8")
    third = make(root)
    assert third == make_anew(root) != second
    assert make(root, "internal") == make_anew(root, "internal")
    made = sheets.number
    assert (make(root), make(root, "internal")) == (third, make_anew(root, "internal"))
    assert sheets.number == made + 1
    (root / BRIEFING / SIGNATURES).unlink()
    assert NAME.encode() not in make(root)[0]["html"]


def test_a_sheet_with_a_fault_is_not_kept(root: Path, sheets: Counted) -> None:
    write(root, {CASE: FILES[CASE].replace("names: {", "nombre: x\nnames: {")}, style=True)
    assert [make(root)[0] for _ in range(2)] == [{}, {}]
    assert sheets.number == 2
    assert recall_sheet(question(root)) is None


@pytest.mark.slow
@pytest.mark.skipif(not worker.POSSIBLE, reason="elsewhere there is no process beside a command")
def test_files_that_were_kept_are_not_written_again_unless_their_look_is_another(
    root: Path, sheets: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[bytes] = []
    begin = sheet_files.SheetPress.begin

    def watch(press: sheet_files.SheetPress, written: bytes) -> None:
        begun.append(written)
        begin(press, written)

    monkeypatch.setattr(sheet_files.SheetPress, "begin", watch)
    first = make(root, None, ("html", "docx"))
    assert (make(root, None, ("docx",))[0]["docx"], make(root, None, ("docx", "html"))) == (first[0]["docx"], first)
    assert len(begun) == 1
    template = root / f"templates/{STYLE.name}/paper.docx"
    with zipfile.ZipFile(template) as old:
        members = {name: old.read(name) for name in old.namelist()}
    members["word/settings.xml"] = members["word/settings.xml"].replace(b"</w:settings>", b"\n</w:settings>")
    with zipfile.ZipFile(template, "w") as new:
        for name, data in members.items():
            new.writestr(name, data)
    assert make(root, None, ("html", "docx")) == make_anew(root, None, ("html", "docx"))
    assert len(begun) == 3
    assert sheets.number == 2


@pytest.mark.slow
def test_a_template_that_can_not_be_filled_is_told_with_and_without_what_was_kept(root: Path, sheets: Counted) -> None:
    """What the Word file looks like has no part in what is kept."""
    assert make(root)[0]
    (root / f"templates/{STYLE.name}/paper.docx").write_bytes(b"none")
    found = make(root, None, ("docx",))
    assert found == make_anew(root, None, ("docx",))
    assert not found[0]
    assert sheets.number == 3


def test_while_true_names_are_at_hand_nothing_is_kept_and_no_sheet_of_before_is_up_to_date(
    root: Path, sheets: Counted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("sources", EDITION, "--format", "html")
    assert run(root, *words).code == 0
    names = tmp_path / "names.yaml"
    names.write_text("{}\n", "utf-8")
    monkeypatch.setenv("BRIEFING_PSEUDONYMS", str(names))
    said = run(root, *words)
    assert "nothing to do" not in said.out
    assert sheets.number == 2
    inputs = read_inputs(root, [EDITION])[EDITION]
    assert ask(root, EDITION, None, "en", inputs, time.time_ns(), "mark") is None


def test_true_names_that_come_to_hand_meanwhile_are_not_kept(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = question(root)
    names = tmp_path / "names.yaml"
    names.write_text("rassendyll: Rudolf Elphberg\n", "utf-8")
    monkeypatch.setenv("BRIEFING_PSEUDONYMS", str(names))
    workspace = Workspace(root, [EDITION])
    assert make_sheet(workspace, EDITION, ["html"], None, "en", asked).files
    list(make_each(Workspace(root, [EDITION]), [EDITION], ["md"], None, "en", question=asked))
    monkeypatch.delenv("BRIEFING_PSEUDONYMS")
    assert (recall_sheet(asked), recall_files(asked, ["html"]), recall_paper(asked)) == (None, None, None)


@pytest.mark.parametrize("undone", [True, False])
def test_files_that_were_saved_meanwhile_and_put_back_are_not_those_of_the_sheet(root: Path, undone: bool) -> None:
    was = (root / CASE).read_text("utf-8")
    inputs = read_inputs(root, [EDITION])[EDITION]
    if undone:
        (root / CASE).write_text(was.replace("Rudolf", "Rupert"), "utf-8")
    workspace = Workspace(root, [EDITION])
    made = make_sheet(workspace, EDITION, ["html"], None, "en")
    (root / CASE).write_text(was, "utf-8") if undone else None
    folder, name = root / "build" / EDITION, f"{EDITION}.sources"
    files = {name_paper_file(name, file.format, made.audience, "en"): file for file in made.files}
    proof = make_proof(workspace, EDITION, inputs, made.audience, None)
    place_files(folder, inputs.fingerprint, files, made.audience, None, proof, root)
    now = read_inputs(root, [EDITION])[EDITION]
    assert now.fingerprint == inputs.fingerprint
    assert read_last_build(folder, now.fingerprint, name, ["html"], None, "en", None).is_current is not undone


def test_a_paper_and_a_sheet_are_not_taken_for_each_other(root: Path) -> None:
    make(root)
    assert recall_sheet(question(root))
    assert recall_paper(question(root)) is None


def test_after_a_build_the_paper_is_not_assembled_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assembled = Counted(monkeypatch, make_module, "assemble")
    sign(root, EDITION, NAME, "2026-11-22", None, "en", ["overview"])
    time.sleep(WAIT)
    assert run(root, "build", EDITION, "--format", "md").code == 0
    before = assembled.number
    found = make(root, None, ("html", "xlsx"))
    assert found[0]
    assert assembled.number == before
    assert found == make_anew(root, None, ("html", "xlsx"))
    assert assembled.number == before + 1


def test_a_final_paper_that_was_issued_is_not_the_one_that_is_signed(root: Path) -> None:
    edition = root / BRIEFING / "edition.yaml"
    edition.write_text(edition.read_text("utf-8").replace("status: reconstruction", "status: draft"), "utf-8")
    assert run(root, "issue", EDITION).code == 0
    write(root, edited(EXPRESSION, "charged **many**", "charged **some**") | {EDITION_FILE: edition.read_text("utf-8")})
    time.sleep(WAIT)
    assert run(root, "build", EDITION, "--format", "md").code == 0
    assert recall_paper(question(root))
    found = make(root)
    assert found == make_anew(root)
    assert b"charged some" in found[0]["html"]


# ── the last gate ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_finished_files_are_searched_for_what_was_kept_as_protected(root: Path, sheets: Counted) -> None:
    """Where anything of it stands, all is read again, and what is true of the data is told."""
    first = make(root)
    nobody = Value("name", "cases/nobody", Origin(CASE, 1, 1))
    words = [(form, nobody) for form, _ in list_name_forms("Rudolf Rassendyll", True, False)]
    asked = question(root)
    kept, files = recall_sheet(asked), recall_files(asked, ["html"])
    assert kept
    assert files
    keep_files(asked, replace(kept, protected=Protected(words)), files[1])
    assert make(root) == first
    assert sheets.number == 1
    asked = question(root)
    keep_files(asked, kept, ())
    keep_sheet(asked, replace(kept, protected=Protected(words)))
    assert make(root) == first
    assert sheets.number == 2


# ── what lies in the folder ───────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_damaged_was_never_there_and_holds_no_word(root: Path, sheets: Counted) -> None:
    first = make(root)
    files = [*(root.parent / "cache" / "briefing").iterdir()]
    assert files
    assert not any(b"Rassendyll" in file.read_bytes() for file in files)
    for file in files:
        file.write_bytes(file.read_bytes()[:-1])
    assert recall_sheet(question(root)) is None
    assert recall_files(question(root), ["html"]) is None
    assert make(root) == first
    assert sheets.number == 2
    assert isinstance(recall_sheet(question(root)), KeptSheet)


class _Odd:
    def __reduce__(self) -> Any:
        return os.getcwd, ()


@pytest.mark.parametrize("odd", [_Odd(), Path.cwd, os.path.join])
def test_nothing_but_a_sheet_is_read(root: Path, odd: object) -> None:
    with pytest.raises(pickle.UnpicklingError, match="no part of what is kept"):
        sheet_files.read_sheet(pickle.dumps(odd))
    asked = question(root)
    said = pickle.dumps(odd)
    asked.keep("sheet", lambda: (0).to_bytes(8, "little") + said)
    asked.keep("sheet files", lambda: len(said).to_bytes(8, "little") + said)
    with pytest.raises(pickle.UnpicklingError, match="no part of what is kept"):
        recall_sheet(asked)
    with pytest.raises(pickle.UnpicklingError, match="no part of what is kept"):
        recall_files(asked, ["html"])


# ── whatever was done before ──────────────────────────────────────────────────────────────────────────────────────────


def _change(path: Path, was: dict[Path, bytes], chance: random.Random) -> None:
    said = path.read_bytes()
    match chance.choice(("letter", "more", "delete", "restore", "touch")):
        case "letter":
            at = chance.randrange(len(said))
            path.write_bytes(said[:at] + said[at : at + 1].swapcase() + said[at + 1 :])
        case "more":
            path.write_bytes(said + b"\n")
        case "touch":
            os.utime(path, (1, 1))
        case "delete":
            path.unlink()
        case _:
            for one, before in was.items():
                if not one.exists() or one.read_bytes() != before:
                    one.write_bytes(before)


@pytest.mark.slow
def test_after_any_change_it_is_what_a_sheet_of_everything_is(root: Path) -> None:
    chance = random.Random(2)
    sign(root, EDITION, NAME, "2026-11-22", None, "en", ["overview"])
    files = sorted(path for path in root.rglob("*.*") if path.suffix in (".yaml", ".css", ".j2", ".json"))
    was = {path: path.read_bytes() for path in files}
    for _ in range(examples(16)):
        path = chance.choice(files)
        _change(path, was, chance)
        audience: Visibility | None = chance.choice((None, "partner"))
        expected = make_anew(root, audience, ("html", "xlsx"))
        for _ in range(2):
            assert make(root, audience, ("html", "xlsx")) == expected, path
        if not path.exists():
            path.write_bytes(was[path])
