"""All five formats of each real paper say the same words in the same order with the same notes.

The letters are taken from the finished files by readers that the writers do not know: Pandoc for the Word file and the
Markdown, the tag tree for the PDF, lxml for the web page. White space does not count: a PDF has none at the end of a
line.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from generator.formats.html_letters import read_html_letters
from generator.paper.document import Document, Link, find_leaves, join_inlines
from generator.runs.build import BuiltPapers, make_files
from tests.support import judges, pandoc
from tests.support.letters import letters
from tests.support.pdf_letters import pdf_letters
from tests.support.places import ROOT

pytestmark = pytest.mark.slow

EDITIONS = sorted(path.name for path in (ROOT / "briefings").iterdir() if path.is_dir())
AT_A_DESK = ("monitor-kazakhstan-2022-05",)
"""The shortest: the others are left to CI."""


@pytest.fixture(
    scope="module",
    params=[pytest.param(name, marks=[] if name in AT_A_DESK else pytest.mark.ci) for name in EDITIONS],
)
def made(request: pytest.FixtureRequest) -> BuiltPapers:
    return make_files(ROOT, request.param)


def data(made: BuiltPapers, format: str) -> bytes:
    return next(file.data for file in made.files if file.format == format)


def said(document: Document) -> list[tuple[str, str]]:
    """Return (block, letters) of everything that the document says."""
    return [
        (id, letters(join_inlines(inlines))) for id, inlines in find_leaves(document) if letters(join_inlines(inlines))
    ]


def noted(document: Document) -> list[str]:
    ordered = sorted(document.numbers.notes, key=document.numbers.notes.__getitem__)
    return [letters(join_inlines(document.notes[id].inlines)) for id in ordered]


def linked(document: Document) -> list[tuple[str, ...]]:
    ordered = sorted(document.numbers.notes, key=document.numbers.notes.__getitem__)
    return [tuple(i.url for i in document.notes[id].inlines if isinstance(i, Link)) for id in ordered]


def assert_same(found: list[tuple[str, str]], expected: list[tuple[str, str]]) -> None:
    for one, other in zip(found, expected, strict=False):
        assert one == other
    assert len(found) == len(expected)


def test_the_papers_are_all_here(made: BuiltPapers) -> None:
    assert len(EDITIONS) == 5
    assert made.document.id in EDITIONS
    assert len(made.document.numbers.notes) == 93 or made.document.id != "eu-kazakhstan-2020-11"


def test_word(made: BuiltPapers) -> None:
    blocks, notes = pandoc.read(data(made, "docx"), "docx+styles")
    ids = [id for id, _ in said(made.document)]
    assert_same(list(zip(ids, map(letters, blocks), strict=False)), said(made.document))
    assert len(blocks) == len(ids)
    assert [letters(text) for text, _ in notes] == noted(made.document)
    assert [tuple(map(unquote, urls)) for _, urls in notes] == [
        tuple(map(unquote, urls)) for urls in linked(made.document)
    ]


def test_pdf(made: BuiltPapers) -> None:
    blocks, notes = pdf_letters(data(made, "pdf"))
    assert_same([(str(id), letters(text)) for id, text in blocks if letters(text)], said(made.document))
    assert [letters(notes[n]) for n in sorted(notes)] == noted(made.document)
    assert sorted(notes) == list(range(1, len(notes) + 1))


def test_html(made: BuiltPapers) -> None:
    blocks, notes = read_html_letters(data(made, "html"))
    assert_same([(str(id), letters(text)) for id, text in blocks if letters(text)], said(made.document))
    assert [letters(notes[n]) for n in sorted(notes)] == noted(made.document)


def test_markdown(made: BuiltPapers) -> None:
    blocks, notes = pandoc.read(data(made, "md"), "markdown")
    numbers = made.document.numbers
    expected = []
    for id, text in said(made.document):
        # headings and recommendations carry their number as text: Markdown has no other place for it
        marker = (
            f"{numbers.headings[id]}."
            if id in numbers.headings
            else numbers.recommendations.get(id.removesuffix(".1"), "")
        )
        expected.append((id, letters(marker + text)))
    captions = {text for id, text in expected if id.endswith(".caption")}  # Pandoc puts them before the table's rows
    ids = [id for id, _ in expected]
    assert captions <= set(map(letters, blocks))
    assert_same(list(zip(ids, map(letters, blocks), strict=False)), expected)
    assert len(blocks) == len(ids)
    assert [letters(text) for text, _ in notes] == noted(made.document)
    assert [urls for _, urls in notes] == linked(made.document)


def test_json(made: BuiltPapers) -> None:
    tree = json.loads(data(made, "json"))
    cover = tree["cover"]
    lines = [
        cover["kind"],
        cover["title"],
        cover.get("dialogue"),
        *cover["authors"],
        *cover["facts"],
        cover.get("status"),
    ]
    found = [(line["id"], letters(_json_words(line["inlines"]))) for line in lines if line]
    found += [(id, letters(text)) for id, text in _json_leaves(tree["sections"]) if letters(text)]
    assert_same(found, said(made.document))
    ordered = sorted(tree["numbers"]["notes"], key=tree["numbers"]["notes"].__getitem__)
    assert [letters(_json_words(tree["notes"][id]["inlines"])) for id in ordered] == noted(made.document)


def _json_leaves(blocks: list[Any]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        match block["type"]:
            case "Paragraph":
                yield block["id"], _json_words(block["inlines"])
            case "Section" | "Box":
                yield block["id"], _json_words(block["title"])
                yield from _json_leaves(block["blocks"])
            case "ItemList":
                yield from (leaf for item in block["items"] for leaf in _json_leaves(item["blocks"]))
            case "Picture":
                if caption := block.get("caption"):
                    yield caption["id"], _json_words(caption["inlines"])
                yield block["id"], block["alt"]
                if source := block.get("source"):
                    yield source["id"], _json_words(source["inlines"])
            case "Table":
                if caption := block.get("caption"):
                    yield caption["id"], _json_words(caption["inlines"])
                rows = [*block["head"], *block["body"]]
                yield from (leaf for row in rows for cell in row["cells"] for leaf in _json_leaves(cell["blocks"]))


def _json_words(inlines: list[Any]) -> str:
    return "".join(i.get("text") or "".join(run["text"] for run in i.get("runs", ())) for i in inlines)


def test_at_most_four_notes_stand_on_the_page_after_their_call(made: BuiltPapers) -> None:
    deferred = [notice for notice in made.notices if notice.code == "O310"]
    assert len(deferred) <= 4, [notice.message for notice in deferred]


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_the_pdf_is_pdf_ua_and_pdf_a(made: BuiltPapers, tmp_path: Path, profile: str) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(data(made, "pdf"))
    assert judges.pdf_profile(path, profile) == []
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)


@pytest.mark.parametrize("judge", judges.OF_WORD_FILES)
def test_judges_find_nothing_in_the_word_file(made: BuiltPapers, judge: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(data(made, "docx"))
    assert judges.OF_WORD_FILES[judge](path) == []


@pytest.mark.ci
def test_the_same_input_gives_the_same_bytes(made: BuiltPapers) -> None:
    again = make_files(ROOT, made.document.id)
    assert [file.data for file in again.files] == [file.data for file in made.files]
