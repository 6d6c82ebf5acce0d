"""In the papers of the repository every note names its document, and the cover says which months nobody covers."""

from __future__ import annotations

import re

import pytest

from generator.paper.document import Document, Link, find_leaves, join_inlines
from generator.runs.build import make_files
from tests.support.places import ROOT

EDITIONS = sorted(path.parent.name for path in (ROOT / "briefings").glob("*/edition.yaml"))
LATER = "eu-kazakhstan-2024-04"


@pytest.fixture(scope="module", params=EDITIONS)
def document(request: pytest.FixtureRequest) -> Document:
    return make_files(ROOT, request.param, ["md"]).document


def cover(document: Document) -> dict[str, str]:
    return {line.id: join_inlines(line.inlines) for line in document.cover.facts}


@pytest.mark.slow
def test_every_note_of_a_source_has_an_address_or_says_which_document_it_is(document: Document) -> None:
    bare = []
    for note in document.notes.values():
        words = join_inlines(note.inlines)
        known = any(isinstance(inline, Link) for inline in note.inlines) or re.search(
            r"\b\d{4}\b|date not known to us|^Monitoring by ", words
        )
        if note.kind != "explanatory" and not known:
            bare.append(words)
    assert not bare


@pytest.mark.slow
def test_a_source_later_than_the_paper_says_so_wherever_it_is_named() -> None:
    document = make_files(ROOT, LATER, ["md"]).document
    words = [join_inlines(inlines) for _, inlines in find_leaves(document)]
    words += [join_inlines(note.inlines) for note in document.notes.values()]
    named = [after for text in words for after in re.findall(r"6 June 2024(.{0,24})", text)]
    assert len(named) > 40
    assert {after[:24] for after in named if not after.startswith(", later than this paper")} == set()


@pytest.mark.slow
def test_an_answer_to_a_parliament_is_no_statement() -> None:
    document = make_files(ROOT, LATER, ["md"]).document
    notes = [join_inlines(note.inlines) for note in document.notes.values()]
    answers = [words for words in notes if "E-006448/2020" in words]
    assert answers
    assert all("answer to a parliamentary question by the High Representative of the EU" in words for words in answers)


@pytest.mark.slow
def test_the_cover_says_which_months_no_document_covers(document: Document) -> None:
    said = cover(document).get("cover.coverage")
    if document.id != LATER:
        assert said is None
    else:
        assert said == (
            "The documents that this paper rests on give an account of November 2020, March to August 2022 and January"
            " 2023 to April 2024; of December 2020 to February 2022 and September to December 2022 none does,"
            " and what is told of that time"
            " comes from short summaries and single statements."
        )
