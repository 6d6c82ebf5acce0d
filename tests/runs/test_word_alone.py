"""A Word file beside which nothing is written is packed and searched while it is judged, and stays what it is."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from generator.formats.docx import write_docx
from generator.formats.docx.package import pack_anew
from generator.paper.document import Cell, Column, Document, Paragraph, Row, Run, Section, Table
from generator.runs.press import Finished, Press
from tests.support.documents import STYLE, sample

TEMPLATE = STYLE.file("paper.docx")


@pytest.fixture(scope="module")
def document() -> Document:
    return sample()


def test_what_is_packed_anew_has_the_bytes_of_what_was_packed_at_once(document: Document) -> None:
    assert pack_anew(write_docx(document, TEMPLATE, packed=False)) == write_docx(document, TEMPLATE)


def test_no_part_that_does_not_hold_what_it_says_is_packed_anew(document: Document) -> None:
    plain = write_docx(document, TEMPLATE, packed=False)
    with pytest.raises(zipfile.BadZipFile):
        pack_anew(plain.replace(b"came under pressure", b"came under Pressure"))


def test_a_word_file_alone_is_that_of_a_press_that_writes_other_files_too(document: Document) -> None:
    seen: list[Finished] = []
    with Press(["docx"]) as alone, Press(["docx", "md"]) as many, Press(["docx"], apart=False) as one:
        alone.begin(document, STYLE, None)
        (made,), problems = alone.finish(seen.append)
        others = [press.print(document, STYLE, None) for press in (many, one)]
    assert not problems
    assert all(file.data == made.data for file in seen)  # where no process is beside, nobody has the time for it
    assert [files[0] for files, _ in others] == [made, made]
    with zipfile.ZipFile(io.BytesIO(made.data)) as file:
        assert file.testzip() is None


def test_what_the_judge_finds_counts_whoever_packs_the_file(document: Document) -> None:
    two = tuple(Cell(f"c{n}", (Paragraph(f"c{n}.1", (Run("a"),), "cell"),)) for n in range(2))
    wrong = Table("t", (Column("a", 1.0),), (Row("head", two[:1]),), (Row("row", two),))
    broken = replace(document, sections=(Section("s", 1, (Run("One"),), (wrong,), "theme"),), notes={})
    broken = replace(broken, numbers=replace(broken.numbers, notes={}, headings={"s": "1"}, contents=()))
    told = []
    for apart in (True, False):
        with Press(["docx"], apart=apart) as press:
            files, problems = press.print(broken, STYLE, None)
        told.append(problems)
        assert not files
    assert told[0] == told[1]
    assert told[0]
