"""No note is ever lost: ordinary page settings and notes of any length, in text, cells, boxes and lists."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.base.diagnostics import BriefingError, Diagnostic, Origin
from generator.formats.pdf import write_pdf
from generator.paper.document import (
    Block,
    Box,
    Cell,
    Column,
    Document,
    ItemList,
    ListItem,
    Note,
    NoteCall,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
    join_inlines,
)
from generator.paper.document.numbering import number
from tests.support.documents import STYLE, sample, style_at
from tests.support.examples import examples
from tests.support.pdf_letters import pdf_letters

WORDS = ("court", "activist", "sentenced", "detained", "appeal", "charge", "article", "police", "peaceful", "assembly")

lengths = st.one_of(st.integers(1, 40), st.integers(1, 40), st.integers(41, 300))
places = st.sampled_from(["text", "text", "list", "box", "cell", "header"])
calls_of_notes = st.lists(
    st.tuples(places, st.integers(5, 120), st.lists(lengths, min_size=1, max_size=3)), min_size=1, max_size=12
)
millimetres = st.floats(0, 4).map(lambda x: round(x, 3))
pages = st.fixed_dictionaries(
    {
        "size": st.sampled_from(["A4", "A5", "Letter", "A4 landscape"]),
        "margin": st.integers(10, 30),
        "padding": millimetres,
        "above": millimetres,
        "border": st.sampled_from([0, 0.4, 0.5, 1]),
        "text": st.floats(9, 12).map(lambda x: round(x, 2)),
        "notes": st.floats(7, 9.5).map(lambda x: round(x, 2)),
        "between": millimetres,
    }
)


@st.composite
def called(draw: st.DrawFn) -> list[tuple[str, int, list[int]]]:
    """Draw calls of notes, of which two at most are long: a dozen of these fill so many pages that it takes longer than
    all else, and most often one of them is too long for its page, so that nothing is compared."""
    calls = draw(calls_of_notes)
    for length in draw(st.lists(st.integers(301, 1500), max_size=2)):
        draw(st.sampled_from(calls))[2][0] = length
    return calls


RUNNING = "@top-left { margin-bottom: 0 } @top-right { margin-bottom: 0 } @bottom-right { padding-bottom: 2mm }"
"""Margins that are narrower than the template's need their running lines nearer to the edge of the page."""


def prose(count: int) -> str:
    return " ".join(WORDS[i * 7 % len(WORDS)] for i in range(count)).capitalize() + "."


def block(k: int, place: str, paragraph: Paragraph) -> Block:
    """Return a block that holds the paragraph in a place of its kind."""
    match place:
        case "list":
            other = Paragraph(f"b{k}.other", (Run(prose(20)),))
            return ItemList(f"b{k}", (ListItem(f"b{k}.1", (paragraph,)), ListItem(f"b{k}.2", (other,))))
        case "box":
            lead = Paragraph(f"b{k}.lead", (Run(prose(8)),), "lead")
            return Box(f"b{k}", "case", (Run("A case"),), (lead, paragraph))
        case "cell" | "header":
            plain = Cell(f"b{k}.c0", (Paragraph(f"b{k}.c0.p", (Run(prose(4)),), "cell"),), place == "cell")
            noted = Cell(f"b{k}.c1", (replace(paragraph, role="cell"),), place == "header")
            row, other = Row(f"b{k}.r1", (plain, noted)), []
            for n in range(2, 5):
                cells = (Paragraph(f"b{k}.r{n}.{c}.p", (Run(prose(12)),), "cell") for c in range(2))
                other.append(Row(f"b{k}.r{n}", tuple(Cell(f"b{k}.r{n}.{c}", (p,)) for c, p in enumerate(cells))))
            head, body = ((row,), tuple(other)) if place == "header" else ((), (*other[:2], row, *other[2:]))
            return Table(f"b{k}", (Column("a", 0.4), Column("b", 0.6)), head, body)
    return paragraph


def document(calls: list[tuple[str, int, list[int]]]) -> Document:
    """Return a document with a block for each entry: its place, its length in words, the lengths of its notes."""
    blocks: list[Block] = []
    notes: dict[str, Note] = {}
    for k, (place, length, notes_here) in enumerate(calls):
        inlines: list[Run | NoteCall] = []
        for n, count in enumerate(notes_here):
            id = f"n{k}.{n}"
            notes[id] = Note(id, "explanatory", (Run(f"{prose(count)} {id}"),), Origin("notes.yaml", k + 1, n + 1))
            inlines += [Run(prose(max(1, length // len(notes_here))) + " "), NoteCall(id)]
        paragraph = Paragraph(f"b{k}.p", tuple(inlines))
        blocks.append(block(k, place, paragraph))
    section = Section("s", 1, (Run("Findings"),), tuple(blocks), "theme")
    return number(replace(sample(), sections=(section,), notes=notes))


def style(folder: Path, page: dict[str, object] | None = None) -> Path:
    """Return a copy of the style with other page settings."""
    made = folder / "style"
    shutil.rmtree(made, ignore_errors=True)
    shutil.copytree(STYLE.folders[0], made)
    if page:
        css = (
            "@page {{ size: {size}; margin: {margin}mm;"
            " @footnote {{ padding-top: {padding}mm; margin-top: {above}mm; border-top: {border}pt solid }}"
            " {running} }}"
            " .paper {{ font-size: {text}pt; line-height: 1.4 }}"
            " .paper .note {{ font-size: {notes}pt; line-height: 1.3; padding-top: {between}mm }}"
        ).format(**page, running=RUNNING)
        with (made / "paper.css").open("a", encoding="utf-8") as file:
            file.write(css)
    return made


def assert_none_lost(calls: list[tuple[str, int, list[int]]], folder: Path) -> None:
    """Either every note is in the file, letter by letter, or an error names long notes, each with its place."""
    paper = document(calls)
    problems: tuple[Diagnostic, ...] = ()
    try:
        result = write_pdf(paper, style_at(folder))
    except BriefingError as error:
        problems = error.diagnostics
    if problems:
        assert max(sum(counts) for _, _, counts in calls) > 150, problems
        assert any(d.origin.file == "notes.yaml" for d in problems), problems
        return
    _, notes = pdf_letters(result.data)
    expected = {n: "".join(join_inlines(paper.notes[id].inlines).split()) for id, n in paper.numbers.notes.items()}
    assert {n: "".join(text.split()) for n, text in notes.items()} == expected


# without shrinking: an example takes a second, and is small enough to be read as it is
@pytest.mark.ci
@settings(
    max_examples=examples(20), derandomize=True, suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)  # fmt: skip
@given(calls=called(), page=pages)
def test_no_note_is_lost(
    tmp_path_factory: pytest.TempPathFactory, calls: list[tuple[str, int, list[int]]], page: dict[str, object]
) -> None:
    assert_none_lost(calls, style(tmp_path_factory.getbasetemp(), page))


@pytest.mark.slow
def test_a_note_too_long_for_a_page_is_an_error_with_its_place(tmp_path: Path) -> None:
    paper = document([("text", 50, [10]), ("box", 50, [1500]), ("text", 50, [10])])
    with pytest.raises(BriefingError) as caught:
        write_pdf(paper, STYLE)
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.origin) == ("O304", Origin("notes.yaml", 2, 1))
    assert "note 2 (n1.0) is 1." in problem.message


@pytest.mark.slow
def test_a_long_note_stands_with_its_call(tmp_path: Path) -> None:
    paper = document([("text", 300, [10]), ("text", 100, [700]), ("text", 100, [10])])
    result = write_pdf(paper, STYLE)
    assert result.deferred == ()
    assert pdf_letters(result.data)[1][2].endswith("n1.0")
