"""The list to hand over: a line a person and one ask, on one page, as a kind of paper of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pytest

from generator.formats.html_letters import read_html_letters
from generator.paper.document import Document, Table, find_leaves, join_inlines, walk
from generator.runs.build import make_files
from generator.runs.check import check_workspace
from tests.support import judges, libreoffice, pandoc
from tests.support.commands import run
from tests.support.pdf_letters import pdf_letters
from tests.support.places import ROOT
from tests.support.tables import say_row
from tests.support.workspaces import BRIEFING, EDITION, FILES, STYLE, assembled, built, write

EDITION_FILE = f"{BRIEFING}/edition.yaml"

AS_LIST = {
    EDITION_FILE: FILES[EDITION_FILE]
    .replace("dialogue_paper", "handover_list")
    .replace("dialogue-paper", "handover-list")
    .replace("outline: [overview, expression]\nannexes: [prisoners]", "outline: [people]"),
    f"{BRIEFING}/overview.yaml": None,
    f"{BRIEFING}/expression.yaml": None,
    f"{BRIEFING}/prisoners.yaml": None,
    f"{BRIEFING}/people.yaml": """\
kind: overview
title: Whom we ask you to name
blocks:
  - handover: [rassendyll, tarlenheim, sapt]
    asks: [free-him, word]
    caption: Three people
    remark: Others are held as well.
""",
    "data/ruritania/cases/sapt.yaml": "names: {preferred: Colonel Sapt}\nbasis: {already_public: gazette-1}\n",
    "data/ruritania/recommendations.yaml": FILES["data/ruritania/recommendations.yaml"]
    + """\
free-him:
  theme: expression
  addressee: government
  text: Free Rudolf Rassendyll, and pay for what was done to him
  demands: [Free Rudolf Rassendyll, Pay for what was done to him]
  cases: rassendyll
word:
  theme: expression
  addressee: government
  text: Say of each of those who vanished where they are; these are Fritz Tarlenheim and Colonel Sapt
  demands: [Say of each of those who vanished where they are]
  cases: [tarlenheim, sapt]
  proposed: demand
""",
}  # fmt: skip


def workspace(root: Path, **changes: str) -> Path:
    write(root, {**AS_LIST, **changes}, style=True)
    shutil.copytree(STYLE.parent / "handover-list", root / "templates" / "handover-list")
    return root


def rows(document: Document) -> list[list[str]]:
    table = next(part for part, _ in walk(document.sections) if isinstance(part, Table))
    return [list(say_row(document, table, row).values()) for row in table.body]


def test_each_person_has_a_line_and_one_ask(tmp_path: Path) -> None:
    document = built(workspace(tmp_path))
    first, second, third = rows(document)
    assert first[:2] == ["1", "Rudolf Rassendyll Рудольф Рассендилл"]
    assert first[2] == "Journalist, Strelsau"
    assert first[3] == "imprisoned (in custody since 17 April 2020)"
    assert first[4] == "Free Rudolf Rassendyll, and pay for what was done to him."
    # of several demands all stand there, of one that is told at length the demand; what is asked for two stands once
    assert second[1:] == [
        "Fritz Tarlenheim", "not known to us", "not known to us",
        "Say of each of those who vanished where they are.\u00a0*",
    ]  # fmt: skip
    assert third[4] == "As for No. 2."
    below = [join_inlines(inlines) for id, inlines in find_leaves(document) if id.startswith("people.handover.")][-2:]
    assert below == ["* proposed by the editors of this reconstruction", "Others are held as well."]


def test_the_first_ask_that_names_the_person_counts(tmp_path: Path) -> None:
    people = f"{BRIEFING}/people.yaml"
    changed = AS_LIST[people].replace("asks: [free-him, word]", "asks: [repeal, free-him, word]")  # type: ignore[union-attr]
    document = built(workspace(tmp_path, **{people: changed}))
    assert rows(document)[0][4] == "Repeal Article 12 of the code."


def test_somebody_for_whom_nothing_is_asked_is_told_of(tmp_path: Path) -> None:
    people = f"{BRIEFING}/people.yaml"
    changed = AS_LIST[people].replace("asks: [free-him, word]", "asks: [free-him]")  # type: ignore[union-attr]
    _, problems = assembled(workspace(tmp_path, **{people: changed}))
    assert [(p.code, p.origin.file) for p in problems if p.severity == "error"] == [("T176", people)] * 2


def test_an_empty_list_has_the_section_of_its_outline(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    ran = run(root, "new", "edition", "handover-2021", "--style", "handover-list", "--as-of", "2021-03")
    assert ran.code == 0, ran.err
    assert sorted(path.stem for path in (root / "briefings/handover-2021").iterdir()) == ["edition", "people"]


@pytest.mark.ci
def test_it_is_one_page_in_word_and_pdf_with_the_same_words_and_no_fault(tmp_path: Path) -> None:
    made = make_files(workspace(tmp_path), EDITION, ["docx", "pdf", "html", "md", "json"])
    assert {notice.code for notice in made.notices} <= {"O401"}  # its pages were not counted
    files = {file.format: file.data for file in made.files}

    def letters(text: str) -> str:
        return "".join(text.split())

    said = [(id, letters(join_inlines(inlines))) for id, inlines in find_leaves(made.document)]
    blocks, _ = pandoc.read(files["docx"], "docx+styles")
    assert [letters(text) for text in blocks] == [text for _, text in said if text]
    for found, _ in (read_html_letters(files["html"]), pdf_letters(files["pdf"])):
        assert [(id, letters(text)) for id, text in found if letters(text)] == [pair for pair in said if pair[1]]
    pdf, word = tmp_path / "list.pdf", tmp_path / "list.docx"
    pdf.write_bytes(files["pdf"])
    word.write_bytes(files["docx"])
    laid_out_in_word = tmp_path / "word.pdf"
    laid_out_in_word.write_bytes(libreoffice.decided(files["docx"], "show", "pdf"))
    for file in (pdf, laid_out_in_word):
        with pikepdf.open(file) as laid_out:
            assert len(laid_out.pages) == 1
    for profile in ("ua1", "3a"):
        assert judges.pdf_profile(pdf, profile) == []
    for judge in judges.OF_WORD_FILES.values():
        assert judge(word) == []


# ── with the records of Kazakhstan ────────────────────────────────────────────────────────────────────────────────────

OF_2024 = "eu-kazakhstan-2024-04-handover"


@pytest.mark.ci
def test_the_list_of_2024_is_one_page_in_word_and_pdf_and_has_no_finding(tmp_path: Path) -> None:
    # whether its pages were counted anew is another matter
    found = check_workspace(ROOT, [OF_2024])
    assert not [d for d in found if d.severity != "hint" and d.code not in ("O401", "O403")], found
    made = make_files(ROOT, OF_2024, ["docx", "pdf"])
    data = {file.format: file.data for file in made.files}
    pages = {"pdf": data["pdf"], "word": libreoffice.decided(data["docx"], "show", "pdf")}
    for name, laid_out in pages.items():
        (tmp_path / f"{name}.pdf").write_bytes(laid_out)
        with pikepdf.open(tmp_path / f"{name}.pdf") as opened:
            assert len(opened.pages) == 1, name


@pytest.mark.slow
def test_each_line_of_2024_has_one_ask_and_those_of_the_editors_are_marked() -> None:
    document = make_files(ROOT, OF_2024, ["md"]).document
    asked = {row[1]: row[4] for row in rows(document)}
    assert asked["Marat Zhylanbaev"] == "Release Marat Zhylanbaev immediately."
    assert asked["Rasul Zhumaniyazov"] == asked["Rinat Utambetov"] == "As for No. 3."
    assert asked["Erzhan Elshibaev"] == "As for No. 7."
    # the release alone is asked for in a document
    own = {name for name, ask in asked.items() if ask.endswith("*")}
    assert own == {"Duman Mukhamedkarim", "Akylbek Muratbai", "Dina Smailova", "Zhanbolat Mamai"}
    below = [join_inlines(inlines) for id, inlines in find_leaves(document) if id.startswith("people.handover.")][-2:]
    assert below[0] == "* proposed by the editors of this reconstruction"
    assert below[1].startswith(
        "No document names these people together: the editors of this reconstruction chose them."
    )


@pytest.mark.slow
def test_the_list_and_the_paper_of_2024_say_the_same_of_each_person() -> None:
    paper = make_files(ROOT, "eu-kazakhstan-2024-04", ["md"]).files[0].data.decode()
    people = rows(make_files(ROOT, OF_2024, ["md"]).document)
    listed = {line.split("|")[2]: line for line in paper.splitlines() if line.startswith("| ")}
    found = 0
    for _, name, _, status, _ in people:
        lines = [line for cell, line in listed.items() if f"**{name}**" in cell]
        assert all(status in line for line in lines) or not lines, (name, status, lines)
        found += bool(lines)
    assert found >= 7
