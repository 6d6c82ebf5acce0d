"""The sheet of sources is the same whether processes beside the command write it or the command itself."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pytest

from generator.base.diagnostics import Diagnostic
from generator.paper.document.numbering import number
from generator.paper.workspace import Workspace
from generator.records.style import Style
from generator.review.sheet import SourceSheet, keep_shown
from generator.review.sheet.html import write_sheet_html
from generator.review.sheet.paper import assemble_sheet
from generator.review.sheet.xlsx import write_sheet_xlsx
from generator.runs import sheet_files, worker
from generator.runs.press import SHEET_FORMATS, Finished, Press
from generator.runs.sheet_files import SheetPress, pack_sheet
from generator.runs.sign import read_sheet
from tests.support.workspaces import EDITION, write

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not worker.POSSIBLE, reason="elsewhere there is no process beside a command"),
]


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> tuple[SourceSheet, Style]:
    workspace = Workspace(write(tmp_path_factory.mktemp("sheet"), style=True), [EDITION])
    found, _ = read_sheet(workspace, EDITION)
    style = workspace.style_of(EDITION)
    assert style
    return found, style


def write_sheet(
    sheet: SourceSheet, style: Style, formats: Collection[str], apart: bool
) -> tuple[tuple[Finished, ...], list[Diagnostic]]:
    with SheetPress(formats, apart) as press:
        press.begin(pack_sheet(keep_shown(sheet), style))
        return press.finish()


def test_no_file_needs_what_is_left_out(sheet: tuple[SourceSheet, Style]) -> None:
    whole, style = sheet
    with Press(["docx"], apart=False) as press:
        ((word,), _) = press.print(number(assemble_sheet(whole)), style, None)
    files, _ = write_sheet(whole, style, SHEET_FORMATS, apart=True)
    assert [file.data for file in files] == [write_sheet_html(whole), word.data, write_sheet_xlsx(whole)]


@pytest.mark.parametrize("formats", [SHEET_FORMATS, ("xlsx",), ("xlsx", "html"), ("docx",)])
def test_the_same_files_are_written_beside_and_here(sheet: tuple[SourceSheet, Style], formats: Collection[str]) -> None:
    here = write_sheet(*sheet, formats, apart=False)
    assert write_sheet(*sheet, formats, apart=True) == here
    assert [file.format for file in here[0]] == [name for name in SHEET_FORMATS if name in formats]
    assert here[1] == []


@pytest.mark.parametrize("apart", [True, False])
def test_each_file_is_searched_once_the_word_file_last(sheet: tuple[SourceSheet, Style], apart: bool) -> None:
    whole, style = sheet
    searched: list[Finished] = []
    with SheetPress(SHEET_FORMATS, apart) as press:
        press.begin(pack_sheet(keep_shown(whole), style))
        files, _ = press.finish(searched.append)
    assert [file.format for file in searched] == ["html", "xlsx", "docx"]
    assert sorted(searched, key=files.index) == [*files]


def test_a_long_word_file_that_is_judged_by_another_process_than_wrote_it_is_the_same(
    sheet: tuple[SourceSheet, Style], monkeypatch: pytest.MonkeyPatch
) -> None:
    short = write_sheet(*sheet, ["docx"], apart=True)
    monkeypatch.setattr(sheet_files, "_LONG", 0)
    assert write_sheet(*sheet, ["docx"], apart=True) == short
    assert write_sheet(*sheet, ["docx"], apart=False) == short
    whole, style = sheet
    nothing = replace(style, folders=(Path("nowhere"),))
    told = write_sheet(whole, nothing, ["docx"], apart=True)
    monkeypatch.undo()
    assert told == write_sheet(whole, nothing, ["docx"], apart=True)
    assert told[1]


def test_what_no_cell_can_hold_is_told_beside_and_here(sheet: tuple[SourceSheet, Style]) -> None:
    found, style = sheet
    long = replace(found, lines=(replace(found.lines[0], place="long " * 10_000), *found.lines[1:]))
    here = write_sheet(long, style, ("xlsx", "html"), apart=False)
    assert [file.format for file in here[0]] == ["html"]
    assert [problem.code for problem in here[1]] == ["O322"]
    assert write_sheet(long, style, ("xlsx", "html"), apart=True) == here


def test_who_leaves_in_between_leaves_no_process() -> None:
    with SheetPress(SHEET_FORMATS, apart=True) as press:
        processes = [beside._process for beside in press._beside]
    assert len(processes) == 2
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
