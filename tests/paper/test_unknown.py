"""What nobody knows of people in a list: columns that are left out, marks in cells, and the line that tells both."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from lxml import etree, html

from generator.formats.csv import write_csv
from generator.formats.docx.styles import W
from generator.paper.assemble.annex_alone import cut_out_annex
from generator.paper.assemble.unknown import mark_unknown
from generator.paper.document import (
    Cell,
    Column,
    Document,
    Inline,
    Label,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
    find_lists,
    join_inlines,
)
from generator.paper.document.numbering import number
from generator.review.diff.prose import list_tables
from generator.runs.build import make_files
from tests.paper.test_assemble_lists import named, people
from tests.review.test_signoff import signed, unsigned
from tests.support.tables import say_row
from tests.support.workspaces import EDITION, built, write

IN_PRISON = "timeline: [{as_of: 2020-11-20, text: In prison., status: imprisoned, by: bureau-watch}]\n"
POET = "occupation: Poet\n"
TOLD = "– means: not known to us."
LEFT_OUT = "Not known to us of anybody listed here: “Held since”, “Charges”, “Sentence”, “Place, conditions”."
TWO = {"a": named("Anna Aa", POET + IN_PRISON), "b": named("Bert Bb", IN_PRISON), "c": named("Carl Cc", IN_PRISON)}


def lines(document: Document) -> list[str]:
    annex = next(section for section in document.sections if section.id == "prisoners")
    return [join_inlines(block.inlines) for block in annex.blocks if isinstance(block, Paragraph)]


def keys(document: Document) -> list[list[str]]:
    return [[column.key for column in table.columns] for table in find_lists(document.sections)]


def test_a_column_that_is_empty_for_everybody_is_dropped_and_said_once_below_the_table(tmp_path: Path) -> None:
    document = built(write(tmp_path, people("caption: Three people", TWO)))
    assert keys(document) == [["number", "name", "about", "status", "sources"]]
    assert lines(document) == [f"{TOLD} {LEFT_OUT}"]
    (table,) = find_lists(document.sections)
    assert [join_inlines(row.cells[2].blocks[0].inlines) for row in table.body] == ["Poet", "–", "–"]
    assert abs(sum(column.width for column in table.columns) - 1) < 0.001


def test_a_single_cell_says_it_in_words(tmp_path: Path) -> None:
    document = built(write(tmp_path, people("caption: Two people", {"a": TWO["a"], "b": TWO["b"]})))
    assert lines(document) == [LEFT_OUT]
    (table,) = find_lists(document.sections)
    assert [join_inlines(row.cells[2].blocks[0].inlines) for row in table.body] == ["Poet", "not known to us"]


@pytest.mark.slow
def test_groups_of_one_list_lose_the_same_columns_and_share_the_line(tmp_path: Path) -> None:
    places = ("Hof", "Hof", "Zenda")
    cases = {id: f"{text}region: {place}\n" for (id, text), place in zip(TWO.items(), places, strict=True)}
    document = built(write(tmp_path, people("caption: Three people\n    group_by: region", cases)))
    assert keys(document) == [["number", "name", "about", "status", "sources"]] * 2
    assert lines(document) == ["Three people", f"{TOLD} {LEFT_OUT}"]
    annex = next(section for section in document.sections if section.id == "prisoners")
    assert isinstance(annex.blocks[-1], Paragraph)
    assert not any(isinstance(block, Paragraph) and block.role == "remark" for block in annex.blocks[:-1])


def test_each_row_is_still_there_in_words_for_those_who_compare_and_sign(tmp_path: Path) -> None:
    document = built(write(tmp_path, people("caption: Three people", TWO)))
    (table,) = find_lists(document.sections)
    unknown = "not known to us"
    assert say_row(document, table, table.body[1]) == {
        "number": "2", "name": "Bert Bb", "about": unknown, "since": unknown, "charges": unknown, "sentence": unknown,
        "held": unknown, "status": "imprisoned (as of 20 November 2020)",
        "sources": "Strelsau Gazette, news item of 3 May 2020; SBR, monitoring",
    }  # fmt: skip
    (told,) = [one for one in list_tables(document) if one["id"] == table.id]
    assert told["rows"][1]["cells"]["Held since"] == unknown


@pytest.mark.slow
def test_what_becomes_known_of_one_changes_no_word_of_another(tmp_path: Path) -> None:
    """A column comes back, a mark becomes words: the signatures of the other rows hold, and a diff tells nothing."""
    root = write(tmp_path, people("caption: Three people", TWO))
    signed(root)
    before = built(root)
    more = "proceedings: [{charges: [ru-code/12], stages: [{date: 2020-11-10, stage: charged}]}]\n"
    (root / "data/ruritania/cases/a.yaml").write_text(TWO["a"] + more, "utf-8")
    assert "charges" in keys(built(root))[0]
    assert [text.split(" | ")[0] for text in unsigned(root)] == ["Anna Aa"]
    (old,), (new,) = ([t for t in list_tables(one) if t["id"].startswith("prisoners")] for one in (before, built(root)))
    assert [row["id"] for row, other in zip(old["rows"], new["rows"], strict=True) if row != other] == ["a"]


def test_sheets_keep_all_columns_and_words(tmp_path: Path) -> None:
    cut = cut_out_annex(built(write(tmp_path, people("caption: Three people", TWO))))
    assert cut is not None
    head, _, second, _ = csv.reader(io.StringIO(write_csv(number(cut)).decode("utf-8-sig")))
    words = head[: head.index("id")]  # from there on they are for programs, in whose columns nothing is empty words
    assert dict(zip(words, second, strict=False)) | {"Sources": "", "Addresses of the sources": ""} == {
        "No.": "2", "Name": "Bert Bb", "Occupation, place": "not known to us", "Held since": "not known to us",
        "Charges": "not known to us", "Sentence": "not known to us", "Place, conditions": "not known to us",
        "Status": "imprisoned (as of 20 November 2020)", "Sources": "", "Addresses of the sources": "",
    }  # fmt: skip


def test_a_table_that_is_no_list_of_people_loses_no_column() -> None:
    columns = (Column("what", 0.5), Column("then", 0.5))

    def row(id: str, *said: Inline) -> Row:
        return Row(id, tuple(Cell(f"{id}.{n}", (Paragraph(f"{id}.{n}.p", (one,)),)) for n, one in enumerate(said)))

    unknown = Label("unknown", "not known to us")
    rows = tuple(row(f"t.{n}", Run("A law"), unknown) for n in range(2))
    table = Table("t", columns, (row("t.head", Run("What"), Run("Then")),), rows)
    labels = {"unknown": "not known to us", "unknown_mark": "–", "unknown_means": "{mark}: {words}"}
    (section,) = mark_unknown([Section("s", 1, (Run("Laws"),), (table,))], labels)
    marked, line = section.blocks
    assert isinstance(marked, Table)
    assert marked.columns == columns
    assert not marked.all_columns
    assert isinstance(line, Paragraph)
    assert join_inlines(line.inlines) == "–: not known to us"


@pytest.mark.slow
def test_whoever_hears_a_paper_hears_words_and_all_see_a_grey_mark(tmp_path: Path) -> None:
    made = {
        file.format: file.data
        for file in make_files(write(tmp_path, people("caption: Three people", TWO), style=True), EDITION).files
    }
    page = html.document_fromstring(made["html"])
    marks = page.xpath('//td//span[@class="unknown"]')
    assert [(one.text, one.get("role"), one.get("aria-label")) for one in marks] == [
        ("–", "img", "not known to us")
    ] * 2
    with zipfile.ZipFile(io.BytesIO(made["docx"])) as file:
        body, styles = (etree.fromstring(file.read(f"word/{part}.xml")) for part in ("document", "styles"))
    (id,) = (s.get(f"{W}styleId") for s in styles.iter(f"{W}style") if s.find(f"{W}name").get(f"{W}val") == "Not Known")
    runs = [run for run in body.iter(f"{W}r") if run.find(f"{W}rPr/{W}rStyle[@{W}val='{id}']") is not None]
    assert ["".join(run.itertext()) for run in runs] == ["–", "–"]
    with pikepdf.open(io.BytesIO(made["pdf"])) as pdf:
        spoken = [
            str(one.ActualText) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/ActualText" in one
        ]
    assert spoken == ["not known to us"] * 2
    assert f"{TOLD} {LEFT_OUT}" in made["md"].decode()


def test_the_words_of_the_line_are_the_styles(tmp_path: Path) -> None:
    document = built(write(tmp_path, people("caption: Three people", TWO)))
    annex = next(section for section in document.sections if section.id == "prisoners")
    line = annex.blocks[-1]
    assert isinstance(line, Paragraph)
    assert line.role == "remark"
    assert [inline.key for inline in line.inlines if isinstance(inline, Label)] == ["unknown_columns"]
