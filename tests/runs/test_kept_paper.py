"""A paper that nothing has changed of is not put together anew, and is what it is when everything is read."""

from __future__ import annotations

import os
import pickle
import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin
from generator.base.kept import VARIABLE, recall
from generator.paper import make as make_module
from generator.paper.protected_forms import list_name_forms
from generator.paper.protected_values import AtLeast, Protected, Value
from generator.paper.workspace import Workspace
from generator.records.schema.base import Visibility
from generator.runs import kept_paper, kept_question, worker
from generator.runs.build import BuiltPapers, make_each
from generator.runs.fingerprint import read_inputs
from generator.runs.kept_paper import KeptPaper, keep_paper, recall_paper
from generator.runs.kept_question import Question, ask
from tests.paper.test_protected import ASSUMED, HIDDEN
from tests.support.commands import run
from tests.support.docx_files import changed, replaced
from tests.support.examples import examples
from tests.support.kept import WAIT, Counted, keep_in
from tests.support.workspaces import BRIEFING, EDITION, FILES, STYLE, with_pages, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="times of POSIX")
CASE = "data/ruritania/cases/rassendyll.yaml"
OVERVIEW = f"{BRIEFING}/overview.yaml"
CSS = f"templates/{STYLE.name}/paper.css"
LABELS = f"templates/{STYLE.name}/labels/en.yaml"
NOBODY = Value("name", "cases/nobody", Origin(CASE, 1, 1))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    keep_in(tmp_path / "cache", monkeypatch)
    return with_pages(write(tmp_path / "workspace", style=True))


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """The papers that are put together indeed."""
    return Counted(monkeypatch, make_module, "make")


def question(root: Path, audience: Visibility | None = None, lang: str = "en", names: Path | None = None) -> Question:
    time.sleep(WAIT)
    begun = time.time_ns()
    asked = ask(root, EDITION, audience, lang, read_inputs(root, [EDITION])[EDITION], begun, names)
    assert asked
    return asked


def make(
    root: Path,
    audience: Visibility | None = None,
    lang: str = "en",
    formats: tuple[str, ...] = ("md", "json"),
    apart: bool = False,
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """Return the files of the paper and what there is to tell, made as `build` makes it."""
    asked = question(root, audience, lang) if os.environ.get(VARIABLE) != "off" else None
    workspace = Workspace(root, [EDITION], audience or "public")
    ((_, made),) = make_each(workspace, [EDITION], formats, audience, lang, apart=apart, question=asked)
    if isinstance(made, BriefingError):
        return {}, made.diagnostics
    assert isinstance(made, BuiltPapers)
    return {file.format: file.data for file in made.files}, made.notices


def make_anew(root: Path, *words: Any) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """Return the same with nothing kept, and nothing that was kept used."""
    os.environ[VARIABLE] = "off"
    try:
        return make(root, *words)
    finally:
        del os.environ[VARIABLE]


def spoil(root: Path, change: Any) -> KeptPaper:
    """Keep another paper in place of the one that was kept, as `change` makes it; return it."""
    asked = question(root)
    kept = recall_paper(asked)
    assert kept
    keep_paper(asked, change(kept))
    other = recall_paper(asked)
    assert other
    return other


def test_another_format_takes_no_reading(root: Path, papers: Counted) -> None:
    build = ("build", EDITION, "--format")
    time.sleep(WAIT)
    said = [run(root, *build, one) for one in ("md", "docx", "html", "json")]
    assert [one.code for one in said] == [0] * 4, said
    assert papers.number == 1
    files = {path.name: path.read_bytes() for path in (root / "build" / EDITION).iterdir()}
    os.environ[VARIABLE] = "off"
    (root / "build").rename(root.with_name("before"))
    for one in ("md", "docx", "html", "json"):
        run(root, *build, one)
    assert papers.number == 5
    assert {path.name: path.read_bytes() for path in (root / "build" / EDITION).iterdir()} == files


def test_readers_languages_and_places_have_papers_of_their_own(root: Path, papers: Counted) -> None:
    made = [make(root, audience, "en") for audience in (None, "internal", None, "internal")]
    assert made[:2] == made[2:] == [make_anew(root, None), make_anew(root, "internal")]
    assert papers.number == 4
    other = root.with_name("other")
    root.rename(other)
    assert make(other) == made[0]
    assert papers.number == 5


def test_who_changes_the_look_builds_what_was_kept(root: Path, papers: Counted) -> None:
    first = make(root, formats=("html",))
    style = root / CSS
    style.write_text(f"{style.read_text('utf-8')}\np {{ letter-spacing: 1px }}\n", "utf-8")
    second = make(root, formats=("html",))
    assert first != second
    assert papers.number == 1
    labels = root / LABELS
    labels.write_text(labels.read_text("utf-8").replace("Sources", "Where it is from"), "utf-8")
    assert make(root, formats=("html",)) == make_anew(root, None, "en", ("html",)) != second
    assert papers.number == 3


def test_what_lies_in_a_folder_of_a_style_counts_by_its_content_whatever_it_is_called(root: Path) -> None:
    """It may be a font, and of its letters pictures are made."""
    font = root / CSS.replace("paper.css", "fonts/letters.css")
    font.write_bytes(b"one")
    before = question(root).secret
    font.write_bytes(b"two")
    assert question(root).secret != before


def test_another_copy_of_the_program_has_papers_of_its_own(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kept style says where its files stand: the other copy may be gone by now, or look otherwise."""
    before = question(root).secret
    monkeypatch.setattr(kept_question, "SHIPPED", root.with_name("copy") / "templates")
    assert question(root).secret != before


def test_what_there_is_to_tell_is_told_again(root: Path, papers: Counted) -> None:
    found = [make(root, formats=formats)[1] for formats in (("md",), ("docx",), ("docx",), ("md",))]
    assert [[one.code for one in told] for told in found] == [[], ["O401"], ["O401"], []]
    assert found[1] == make_anew(root, None, "en", ("docx",))[1]
    assert papers.number == 2


def test_lines_of_labels_are_shown_though_nobody_read_them(root: Path, papers: Counted) -> None:
    labels = root / LABELS
    said = labels.read_text("utf-8").splitlines(keepends=True)
    labels.write_text("".join(line for line in said if not line.startswith("kind_dialogue_paper:")), "utf-8")
    assert [one.code for one in make(root)[1]] == ["P402"]
    told = make(root, formats=("docx",))[1]
    assert [one.code for one in told] == ["O401", "P402"]
    assert told == make_anew(root, None, "en", ("docx",))[1]
    assert papers.number == 2


def test_a_paper_with_a_fault_is_not_kept(root: Path, papers: Counted) -> None:
    write(root, {CASE: FILES[CASE].replace("names: {", "nombre: x\nnames: {")}, style=True)
    assert [make(root)[0] for _ in range(2)] == [{}, {}]
    assert papers.number == 2
    assert recall_paper(question(root)) is None


def test_what_was_just_saved_or_is_saved_meanwhile_is_not_kept(root: Path, papers: Counted) -> None:
    asked = question(root)
    (root / CASE).write_text(FILES[CASE] + "\n", "utf-8")
    workspace = Workspace(root, [EDITION])
    for _ in make_each(workspace, [EDITION], ("md",), apart=False, question=asked):
        assert recall_paper(asked) is None
    os.utime(root / CASE, ns=(begun := time.time_ns(), begun))
    asked = replace(question(root), begun=begun)
    for _ in make_each(workspace, [EDITION], ("md",), apart=False, question=asked):
        assert recall_paper(asked) is None


def test_while_true_names_are_at_hand_nothing_is_kept(root: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.yaml"
    inputs = read_inputs(root, [EDITION])[EDITION]
    assert ask(root, EDITION, None, "en", inputs, time.time_ns(), names) is None
    os.environ[VARIABLE] = "off"
    assert ask(root, EDITION, None, "en", inputs, time.time_ns(), None) is None


def test_what_comes_and_goes_while_it_is_put_together_is_not_in_what_is_kept(root: Path) -> None:
    asked = question(root)
    guest = root / "data/ruritania/cases/mauban.yaml"
    guest.write_text("names: {preferred: Antoinette Mauban}\nbasis: {already_public: gazette-1}\n", "utf-8")
    for _ in make_each(Workspace(root, [EDITION]), [EDITION], ("md",), apart=False, question=asked):
        pass
    guest.unlink()
    again = question(root)
    assert again.secret == asked.secret
    assert recall_paper(again) is None


def _lead_out(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(path.parents[3] / "nowhere")


def _make_pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def _lead_around(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to("..")


@pytest.mark.parametrize("place", ["data/ruritania/odd", "templates/odd", CSS])
@pytest.mark.parametrize("change", [_lead_out, _make_pipe, _lead_around])
def test_what_can_not_be_read_is_told_though_no_file_has_changed(
    root: Path, place: str, change: Callable[[Path], None]
) -> None:
    """The list of files has no link that leads nowhere, and of style sheets no more than the name."""
    time.sleep(WAIT)
    assert run(root, "build", EDITION, "--format", "md").code == 0
    change(root / place)
    time.sleep(WAIT)
    said = run(root, "build", EDITION, "--format", "json")
    os.environ[VARIABLE] = "off"
    assert said == run(root, "build", EDITION, "--format", "json")
    assert said.code == 1


def test_editions_that_records_name_are_there_still(root: Path, papers: Counted) -> None:
    name = "data/ruritania/recommendations.yaml"
    write(
        root, {name: FILES[name].replace("  text: Release", "  first_edition: zenda-2019\n  text: Release")}, style=True
    )
    before = root / "briefings/zenda-2019"
    before.mkdir()
    assert make(root)[0]
    build = ("build", EDITION, "--format", "md")
    assert run(root, *build).code == 0
    assert "nothing to do" in run(root, *build).out
    before.rmdir()
    assert run(root, *build).code == 1
    files, told = make(root)
    assert (files, [one.code for one in told]) == ({}, ["R111"])
    assert make_anew(root) == (files, told)


# ── the last gate ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", [Protected, AtLeast])
def test_finished_files_are_searched_for_what_was_kept_as_protected(
    root: Path, papers: Counted, kind: type[Protected]
) -> None:
    """Where anything of it stands, all is read again, and what is true of the data is told."""
    first = make(root)
    words = [(form, NOBODY) for form, _ in list_name_forms("Rudolf Rassendyll", True, False)]
    kept = spoil(root, lambda kept: replace(kept, protected=kind(words)))
    assert type(kept.protected) is kind
    read: list[int] = []

    class Watched(Workspace):
        @property
        def lines(self) -> Any:
            read.append(1)
            return super().lines

    ((_, made),) = make_each(Watched(root, [EDITION]), [EDITION], ("md",), apart=False, question=question(root))
    assert isinstance(made, BuiltPapers)
    assert made.files[0].data == first[0]["md"]
    assert read
    assert papers.number == 1


def test_a_style_sheet_that_names_somebody_is_found_out_by_what_was_kept(root: Path, papers: Counted) -> None:
    write(root, HIDDEN | ASSUMED, style=True)
    assert make(root, formats=("html",))[0]
    style = root / CSS
    style.write_text(f"{style.read_text('utf-8')}\nh1::after {{ content: 'Zhanna Yeshtayeva' }}\n", "utf-8")
    files, told = make(root, formats=("html",))
    assert (files, {one.code for one in told}) == ({}, {"S105"})
    assert papers.number == 1
    assert make_anew(root, None, "en", ("html",)) == (files, told)


def test_a_word_template_that_names_somebody_is_found_out_while_the_file_is_judged(root: Path, papers: Counted) -> None:
    write(root, HIDDEN | ASSUMED, style=True)
    assert make(root, formats=("docx",), apart=True)[0]
    template = root / "templates" / STYLE.name / "paper.docx"
    style = '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="Zhanna Yeshtayeva"/></w:style></w:styles>'
    template.write_bytes(changed(template.read_bytes(), {"word/styles.xml": replaced("</w:styles>", style)}))
    files, told = make(root, formats=("docx",), apart=True)
    assert (files, {one.code for one in told if one.severity == "error"}) == ({}, {"S105"})
    assert papers.number == 1


def test_who_was_hidden_after_another_paper_was_issued_is_told(root: Path, papers: Counted) -> None:
    make(root)
    before = question(root).secret
    write(root, {"briefings/other/issued/public-en.json": "{}"})
    assert question(root).secret != before


@pytest.mark.slow
@pytest.mark.skipif(not worker.POSSIBLE, reason="elsewhere there is no process beside a build")
def test_what_is_kept_is_written_by_a_process_beside(root: Path, papers: Counted) -> None:
    made, told = make(root, "public", "en", ("docx",))
    asked = question(root, "public")
    workspace = Workspace(root, [EDITION], "public")
    ((_, again),) = make_each(workspace, [EDITION], ["docx", "md"], "public", "en", question=asked)
    assert isinstance(again, BuiltPapers)
    assert papers.number == 1
    assert (again.files[0].data, again.notices) == (made["docx"], told)


# ── what lies in the folder ───────────────────────────────────────────────────────────────────────────────────────────


def test_it_can_be_read_with_the_secret_alone_and_holds_no_word(root: Path) -> None:
    make(root)
    files = [*(root.parent / "cache" / "briefing").iterdir()]
    assert files
    assert not any(b"Rassendyll" in file.read_bytes() for file in files)
    asked = question(root)
    assert recall_paper(asked)
    assert asked.inputs.fingerprint not in repr(asked.secret)
    assert recall(bytes.fromhex(asked.inputs.fingerprint)) is None
    for file in files:
        file.write_bytes(file.read_bytes()[:-1])
    assert recall_paper(asked) is None


class _Odd:
    def __reduce__(self) -> Any:
        return os.getcwd, ()


@pytest.mark.parametrize("odd", [_Odd(), codes.LEAK, Path.cwd, os.path.join])
def test_nothing_but_a_paper_is_read(odd: object) -> None:
    with pytest.raises(pickle.UnpicklingError, match="no part of what is kept"):
        kept_paper._read(pickle.dumps(odd))
    with pytest.raises(pickle.UnpicklingError, match="no part of what is kept"):
        kept_paper.read_document(pickle.dumps(odd))
    with pytest.raises(pickle.UnpicklingError, match="no part of what is kept"):
        kept_paper._read(pickle.dumps((None, None)) + pickle.dumps(odd))


# ── whatever was done before ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_after_any_change_it_is_what_a_build_of_everything_makes(root: Path) -> None:
    chance = random.Random(1)
    files = sorted(path for path in root.rglob("*.*") if path.suffix in (".yaml", ".css", ".j2", ".json"))
    was = {path: path.read_bytes() for path in files}
    for _ in range(examples(24)):
        path = chance.choice(files)
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
        audience: Visibility | None = chance.choice((None, "partner"))
        expected = make_anew(root, audience, "en", ("md", "html"))
        for _ in range(2):
            assert make(root, audience, "en", ("md", "html")) == expected, path
        if not path.exists():
            path.write_bytes(was[path])
