"""The style of a list of cases: plain as a letter, in black and grey, and the same words in every format."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest

from generator.formats.html_letters import read_html_letters
from generator.paper.document import find_leaves, join_inlines
from generator.runs.build import BuiltPapers, make_files
from tests.support import judges, pandoc
from tests.support.commands import run
from tests.support.letters import letters
from tests.support.pdf_letters import pdf_letters
from tests.support.workspaces import BRIEFING, EDITION, FILES, STYLE, write

AS_LIST = (
    FILES[f"{BRIEFING}/edition.yaml"].replace("dialogue_paper", "case_list").replace("dialogue-paper", "case-list")
)


def workspace(root: Path) -> Path:
    write(root, {f"{BRIEFING}/edition.yaml": AS_LIST}, style=True)
    shutil.copytree(STYLE.parent / "case-list", root / "templates" / "case-list")
    return root


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> BuiltPapers:
    return make_files(workspace(tmp_path_factory.mktemp("list")), EDITION)


@pytest.fixture(scope="module")
def files(made: BuiltPapers, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("files")
    for file in made.files:
        (folder / f"list.{file.format}").write_bytes(file.data)
    return {file.format: folder / f"list.{file.format}" for file in made.files}


@pytest.mark.slow
def test_every_format_says_the_same(made: BuiltPapers, files: dict[str, Path]) -> None:
    said = [
        (id, letters(join_inlines(inlines)))
        for id, inlines in find_leaves(made.document)
        if letters(join_inlines(inlines))
    ]
    assert said[0] == ("cover.kind", "Listofcases")
    blocks, notes = pandoc.read(files["docx"].read_bytes(), "docx+styles")
    assert [letters(text) for text in blocks] == [text for _, text in said]
    assert len(notes) == len(made.document.notes)
    for found, in_notes in (read_html_letters(files["html"].read_bytes()), pdf_letters(files["pdf"].read_bytes())):
        assert [(id, letters(text)) for id, text in found if letters(text)] == said
        assert len(in_notes) == len(made.document.notes)


@pytest.mark.ci
@pytest.mark.parametrize("judge", judges.OF_WORD_FILES)
def test_judges_find_nothing_in_the_word_file(files: dict[str, Path], judge: str) -> None:
    assert judges.OF_WORD_FILES[judge](files["docx"]) == []


@pytest.mark.slow
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_the_judge_finds_nothing_in_the_pdf(files: dict[str, Path], profile: str) -> None:
    assert judges.pdf_profile(files["pdf"], profile) == []


@pytest.mark.slow
def test_nothing_in_it_is_coloured(files: dict[str, Path]) -> None:
    def grey(colour: str) -> bool:
        parts = [int(colour[n : n + 2], 16) for n in (0, 2, 4)]
        return max(parts) - min(parts) <= 0x18

    with zipfile.ZipFile(files["docx"]) as file:
        text = "".join(file.read(f"word/{part}.xml").decode() for part in ("styles", "numbering", "document"))
    named = set(re.findall(r'<w:color w:val="([0-9A-F]{6})"', text)) | set(
        re.findall(r'w:(?:color|fill)="([0-9A-F]{6})"', text)
    )
    assert named
    assert [colour for colour in named if not grey(colour)] == []


def test_an_empty_list_has_the_sections_of_its_outline(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    ran = run(root, "new", "edition", "cases-2021", "--style", "case-list", "--as-of", "2021-03")
    assert ran.code == 0, ran.err
    assert sorted(path.stem for path in (root / "briefings/cases-2021").iterdir()) == [
        "annex-cases",
        "edition",
        "overview",
        "requests",
    ]
