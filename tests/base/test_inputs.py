"""The fence by real place: nothing outside the workspace is read, quoted or written, whatever a link promises."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from pathlib import Path

import pytest

from generator.base.diagnostics import BriefingError
from generator.base.files import write_file, write_folder
from generator.base.inputs import find_unfit, is_fit_folder, read_input
from generator.formats.html import write_html
from generator.paper.pictures.fonts import find_fonts
from generator.records.load import load
from generator.runs.fingerprint import read_inputs
from tests.support.commands import run
from tests.support.documents import sample
from tests.support.workspaces import BRIEFING, EDITION, write

SECRET = "names: {preferred: Outsider Nobodyknows}\n"
CASE = "data/ruritania/cases/outsider.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace, and beside it a file that is not of it."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret.yaml").write_text(SECRET)
    write(tmp_path / "work", style=True)
    return tmp_path / "work"


def codes_of(error: BriefingError) -> list[str]:
    return [diagnostic.code for diagnostic in error.diagnostics]


def link(root: Path, name: str, target: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        path.unlink()
    path.symlink_to(root.parent / target if target.startswith("outside") else root / target)


# ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize("words", [("check",), ("build", EDITION, "--format", "md"), ("fmt", "--check"), ("list",)])
def test_a_link_out_of_the_workspace_is_refused_and_never_quoted(root: Path, words: tuple[str, ...]) -> None:
    link(root, CASE, "outside/secret.yaml")
    done = run(root, *words)
    assert "Nobodyknows" not in done.out + done.err
    if words[0] in ("check", "build"):
        assert f"{CASE}:1:1: error D021" in done.out + done.err
        assert done.code == 1


@pytest.mark.slow
def test_a_broken_file_outside_is_not_quoted_either(root: Path) -> None:
    (root.parent / "outside/secret.yaml").write_text("names: [Outsider Nobodyknows\n")
    link(root, CASE, "outside/secret.yaml")
    for words in (("check",), ("fmt", "--check"), ("fmt",)):
        done = run(root, *words)
        assert "Nobodyknows" not in done.out + done.err
        assert done.code == 1


def test_a_folder_that_leads_out_is_not_entered(root: Path) -> None:
    (root.parent / "outside/cases").mkdir()
    (root.parent / "outside/cases/hidden-name.yaml").write_text(SECRET)
    link(root, "data/ruritania/elsewhere", "outside")
    link(root, "briefings/elsewhere", "outside")
    dataset, problems = load(root)
    assert [(d.code, d.origin.file) for d in problems] == [
        ("D021", "data/ruritania/elsewhere"),
        ("D021", "briefings/elsewhere"),
    ]
    assert "hidden-name" not in dataset.cases


def test_a_link_to_another_place_inside_is_as_good_as_the_file(root: Path) -> None:
    (root / "drafts").mkdir()
    (root / "drafts/case.yaml").write_text("names: {preferred: Rischenheim}\n")
    link(root, CASE, "drafts/case.yaml")
    dataset, problems = load(root)
    assert not problems
    assert dataset.cases["outsider"].record.names.preferred == "Rischenheim"


def test_folders_that_lead_into_each_other_come_to_an_end(root: Path) -> None:
    link(root, "data/ruritania/around", "data")
    link(root, "data/ruritania/cases/again", "data/ruritania/cases")
    _, problems = load(root)
    assert {(d.code, d.origin.file) for d in problems} == {
        ("D021", "data/ruritania/around"),
        ("D021", "data/ruritania/cases/again"),
    }
    assert read_inputs(root, [EDITION])[EDITION].fingerprint


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        *("paper.html.j2", "template.yaml", "paper.docx"),
        *(pytest.param(name, marks=pytest.mark.ci) for name in ("paper.css", "labels/en.yaml")),
    ],
)
def test_a_style_that_reads_a_record_or_a_file_outside_is_refused(root: Path, name: str) -> None:
    for target in ("outside/secret.yaml", CASE):
        (root / CASE).parent.mkdir(parents=True, exist_ok=True)
        (root / CASE).write_text(SECRET)
        link(root, f"templates/dialogue-paper/{name}", target)
        done = run(root, "build", EDITION, "--format", "html,docx")
        assert f"templates/dialogue-paper/{name}:1:1: error D021" in done.err
        assert "Nobodyknows" not in done.err
        assert not (root / "build").exists()
        checked = run(root, "template", "check", "dialogue-paper")
        assert "error D021" in checked.out + checked.err
        assert "Nobodyknows" not in checked.out + checked.err


@pytest.mark.slow
def test_an_include_and_a_font_of_a_style_are_fenced_as_well(root: Path) -> None:
    folder = root / "templates/dialogue-paper"
    link(root, "templates/dialogue-paper/more.j2", "outside/secret.yaml")
    style = load(root, [])[0].styles["dialogue-paper"]
    page = (folder / "paper.html.j2").read_text("utf-8")
    (folder / "paper.html.j2").write_text(page.replace("</body>", '{% include "more.j2" %}</body>'))
    with pytest.raises(BriefingError) as caught:
        write_html(sample(), style)
    assert codes_of(caught.value) == ["D021"]
    assert find_fonts(folder / "fonts/fonts.css")
    sheet = (folder / "fonts/fonts.css").read_text("utf-8")
    for font in (folder / "fonts").glob("*.ttf"):
        (root.parent / "outside" / font.name).write_bytes(font.read_bytes())
    (folder / "fonts/fonts.css").write_text(sheet.replace("url(", "url(../../../../outside/"))
    assert not find_fonts(folder / "fonts/fonts.css")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["data/ruritania/cases/pipe.yaml", "templates/dialogue-paper/labels/en.yaml"])
def test_a_pipe_is_told_and_never_waited_for(root: Path, name: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).unlink(missing_ok=True)
    os.mkfifo(root / name)
    writer = threading.Thread(target=lambda: (time.sleep(20), _open_and_close(root / name)), daemon=True)
    writer.start()  # who waits for the pipe is let go then, and fails by the clock
    begun = time.monotonic()
    for words in (("check",), ("build", EDITION, "--format", "md,html"), ("template", "check"), ("list",)):
        done = run(root, *words)
        assert words == ("list",) or f"{name}:1:1: error D022" in done.out + done.err or name.startswith("data")
        assert "a fault of its own" not in done.err
    assert f"{name}:1:1: error D022" in run(root, "check").out
    assert time.monotonic() - begun < 15


def _open_and_close(pipe: Path) -> None:
    with contextlib.suppress(OSError):
        os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))


def test_devices_folders_and_links_to_nothing_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nothing")
    os.mkfifo(tmp_path / "pipe")
    for name in ("folder.yaml", "gone.yaml", "pipe"):
        with pytest.raises(BriefingError) as caught:
            read_input(tmp_path / name, tmp_path)
        assert codes_of(caught.value) == ["D022"]
    with pytest.raises(BriefingError) as caught:
        read_input(Path("/dev/zero"), Path("/dev"))
    assert codes_of(caught.value) == ["D022"]
    assert sorted(d.origin.file for d in find_unfit(tmp_path, tmp_path)) == ["gone.yaml", "pipe"]
    with pytest.raises(FileNotFoundError):
        read_input(tmp_path / "never", tmp_path)


def test_a_file_is_not_read_beyond_what_its_kind_needs(tmp_path: Path) -> None:
    with open(tmp_path / "huge.yaml", "wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(BriefingError) as caught:
        read_input(tmp_path / "huge.yaml", tmp_path)
    assert codes_of(caught.value) == ["D023"]


def test_a_way_around_the_fence_is_none(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in-between").mkdir()
    (tmp_path / "in-between/file").write_text("x")
    for path in (tmp_path / "in/../in-between/file", tmp_path / "in-between/file"):
        with pytest.raises(BriefingError):
            read_input(path, tmp_path / "in")
    assert not is_fit_folder(tmp_path / "in-between", tmp_path / "in")


# ── writing ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_nothing_is_written_through_a_folder_that_leads_out(root: Path) -> None:
    for words in (("build", EDITION, "--format", "md"), ("schema",)):
        link(root, "build", "outside")
        done = run(root, *words)
        assert "leads out of the workspace" in done.err
        assert done.code in (1, 2)
        assert sorted(path.name for path in (root.parent / "outside").rglob("*")) == ["secret.yaml"]
        (root / "build").unlink()
    link(root, "new", "outside")
    with pytest.raises(BriefingError):
        write_folder(root / "new/edition", {"edition.yaml": b"x"}, root)
    with pytest.raises(BriefingError):
        write_file(root / "new/file", b"x", root)


@pytest.mark.slow
def test_a_file_that_is_a_link_is_replaced_and_not_followed(root: Path) -> None:
    assert run(root, "build", EDITION, "--format", "md").code == 0
    paper = root / "build" / EDITION / f"{EDITION}.md"
    paper.unlink()
    link(root, paper.relative_to(root).as_posix(), "outside/secret.yaml")
    assert run(root, "build", EDITION, "--format", "md").code == 0
    assert not paper.is_symlink()
    assert (root.parent / "outside/secret.yaml").read_text() == SECRET


def test_a_folder_that_is_named_from_outside_is_written_to(root: Path) -> None:
    done = run(root, "build", EDITION, "--format", "md", "--out", str(root.parent / "outside"))
    assert done.code == 0
    assert (root.parent / "outside" / EDITION / f"{EDITION}.md").is_file()


def test_an_inner_link_for_the_folder_of_papers_is_followed(root: Path) -> None:
    (root / "made").mkdir()
    link(root, "build", "made")
    assert run(root, "build", EDITION, "--format", "md").code == 0
    assert (root / "made" / EDITION / f"{EDITION}.md").is_file()
    assert (root / BRIEFING).is_dir()
