"""Numbers: of notes in order of their calls, of sections, boxes, annexes and recommendations; and what has none."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from generator.base.diagnostics import BriefingError
from generator.paper.document import Box, Document, NoteCall, Paragraph, Run, Section, find_leaves
from generator.paper.document.numbering import number
from tests.support.documents import note, sample


def test_the_sample_is_numbered_in_order() -> None:
    numbers = sample().numbers
    assert [n for _, n in sorted(numbers.notes.items(), key=lambda item: item[1])] == list(range(1, 11))
    assert numbers.headings["expression"] == "1"
    assert numbers.headings["expression.law"] == "1.1"
    assert numbers.headings["box.tarlenheim"] == "Box 1"
    assert numbers.headings["annex"] == "Annex"
    assert "overview" not in numbers.headings
    assert list(numbers.recommendations.values()) == ["R1", "R2"]


def _with(document: Document, *inlines: object) -> Document:
    added = Section("more", 1, (Run("More"),), (Paragraph("more.1", tuple(inlines)),))  # type: ignore[arg-type]
    return replace(document, sections=(*document.sections, added))


@pytest.mark.parametrize("wrong", ["never called", "called twice", "not there"])
def test_a_note_is_called_exactly_once(wrong: str) -> None:
    document = sample()
    if wrong == "never called":
        document = replace(document, notes={**document.notes, "lost": note("lost")})
    else:
        document = _with(document, Run("A word."), NoteCall("n1" if wrong == "called twice" else "nowhere"))
    with pytest.raises(BriefingError) as raised:
        number(document)
    assert [d.code for d in raised.value.diagnostics] == ["O101"]


def test_sections_deep_inside_each_other_are_numbered() -> None:
    inner = Section("deep.4", 6, (Run("d"),), ())
    for level in (5, 4, 3, 2, 1):
        inner = Section(f"deep.{level}", level, (Run("d"),), (inner,))
    numbers = number(replace(sample(), sections=(inner,), notes={})).numbers
    assert numbers.headings["deep.4"] == "1.1.1.1.1.1"


def test_two_annexes_are_told_apart_and_boxes_run_through() -> None:
    document = sample()
    box = Box("box.b", "case", (Run("b"),), ())
    second = Section("second", 1, (Run("Second"),), (box,), "annex")
    numbers = number(replace(document, sections=(*document.sections, second))).numbers
    assert (numbers.headings["annex"], numbers.headings["second"]) == ("Annex 1", "Annex 2")
    assert numbers.headings["box.b"] == "Box 2"


def test_numbering_changes_no_word_and_is_the_same_twice() -> None:
    document = sample()
    assert list(find_leaves(number(document))) == list(find_leaves(document))
    assert number(number(document)) == number(document)


def test_an_error_comes_back_from_another_process_whole() -> None:
    with pytest.raises(BriefingError) as raised:
        number(_with(sample(), NoteCall("nowhere")))
    again = pickle.loads(pickle.dumps(raised.value))
    assert again.diagnostics == raised.value.diagnostics
