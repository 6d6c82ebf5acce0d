"""Notes that tell again what a note has told are short and lead there; nobody who compares or signs sees a change."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree, html

from generator.formats.docx.styles import W
from generator.paper.assemble.annex_alone import cut_out_annex
from generator.paper.document import Document, Reference, join_inlines
from generator.paper.document.numbering import number
from generator.paper.document.read_json import read_document
from generator.review.diff.prose import list_prose
from generator.runs.build import make_files
from tests.paper.test_assemble_annex import with_case
from tests.review.test_signoff import signed, unsigned
from tests.support.workspaces import BRIEFING, EDITION, FILES, built, prose, write

TEMPLATE = "templates/dialogue-paper/template.yaml"
SOURCES = "data/ruritania/sources.yaml"
OVERVIEW = f"{BRIEFING}/overview.yaml"
LONG = (
    "report: {kind: report, publisher: bureau, title: What was said and done in the castle of Zenda, language: en,\n"
    "  published: 2020-06-01, url: https://example.org/reports/what-was-said-and-done.pdf, visibility: public}\n"
    "statement: {kind: statement, publisher: council, title: On what was said of the castle, language: en,\n"
    "  published: 2020-06-02, url: https://example.org/statements/on-what-was-said-of-the-castle, visibility: public}\n"
)
TWICE = (
    "One.[@report]\n\nTwo.[@report]\n\nThree.[@report; @statement]\n\nFour.[@report; @statement]\n\n"
    "Five.[see also, @report]"
)
FULL = (
    "See the report by SBR, “What was said and done in the castle of Zenda”, 1 June 2020 (in English):"
    " https://example.org/reports/what-was-said-and-done.pdf"
)


def workspace(root: Path, text: str = TWICE, how: str = "short", **more: str) -> Path:
    write(root, {SOURCES: FILES[SOURCES] + LONG, **prose(text), **more}, style=True)
    (root / TEMPLATE).write_text(f"title: A paper\nkinds: [dialogue_paper]\nrepeated_notes: {how}\n", "utf-8")
    return root


def notes(document: Document) -> list[str]:
    ordered = sorted(document.notes.values(), key=lambda note: document.numbers.notes[note.id])
    return [join_inlines(note.inlines) for note in ordered if note.id.startswith("overview")]


def test_what_a_note_has_told_is_told_by_its_name_and_the_number_of_that_note(tmp_path: Path) -> None:
    document = built(workspace(tmp_path))
    (first,) = {n for id, n in document.numbers.notes.items() if join_inlines(document.notes[id].inlines) == FULL}
    told = notes(document)
    assert told[:2] == [FULL, f"SBR, report of 1 June 2020 (see note {first})."]
    # one of the two is told for the first time, so that both are told in full; then both are known
    assert told[2].startswith(FULL)
    assert told[3] == (
        f"SBR, report of 1 June 2020 (see note {first}); "
        f"Council of Zenda, statement of 2 June 2020 (see note {first + 2})."
    )
    # what an author introduces stays
    assert told[4].startswith("See also")


def test_in_full_where_the_style_says_nothing_of_it(tmp_path: Path) -> None:
    document = built(workspace(tmp_path, how="full"))
    assert notes(document)[:2] == [FULL, FULL]
    assert not any(note.full for note in document.notes.values())


def test_a_source_that_is_cited_earlier_changes_nothing_for_those_who_signed_or_compare(tmp_path: Path) -> None:
    root = workspace(tmp_path, "One.[@report]\n\nTwo.[@report]")
    signed(root)
    before = built(root)
    text = "New.[@report]\n\nOne.[@report]\n\nTwo.[@report]"
    (root / OVERVIEW).write_text(prose(text)[OVERVIEW], "utf-8")
    after = built(root)
    assert notes(before)[0] == notes(after)[0] == FULL
    assert notes(after)[1] != FULL
    assert unsigned(root) == ["New."]
    old, new = (
        [part for unit in list_prose(one) if unit["id"] == "overview" for part in unit["parts"]]
        for one in (before, after)
    )
    assert [part for part in new if part not in old] == [
        {"kind": "paragraph", "sentences": [{"text": "New.", "notes": [FULL]}]}
    ]


def test_an_annex_alone_tells_its_notes_in_full(tmp_path: Path) -> None:
    story = "profile: [{as_of: 2020-11-01, text: 'He was seen.[@report]'}]\n"
    root = workspace(tmp_path, **with_case(story))
    document = built(root)
    (id,) = (id for id in document.notes if id.startswith("profile.tarlenheim"))
    assert "(see note" in join_inlines(document.notes[id].inlines)
    cut = cut_out_annex(document)
    assert cut is not None
    assert join_inlines(number(cut).notes[id].inlines) == FULL
    assert not any(isinstance(one, Reference) for note in cut.notes.values() for one in note.inlines)


@pytest.mark.ci
def test_every_format_leads_to_the_first_note(tmp_path: Path) -> None:
    made = make_files(workspace(tmp_path), EDITION)
    files = {file.format: file.data for file in made.files}
    numbers = made.document.numbers.notes
    short = next(note for note in made.document.notes.values() if note.full)
    (target,) = (one.target for one in short.inlines if isinstance(one, Reference))
    first, n = numbers[target], numbers[short.id]
    page = html.document_fromstring(files["html"])
    (link,) = page.xpath(f'//*[@id="note_{n}"]//a[@class="within"]')
    assert (link.get("href"), link.text) == (f"#note_{first}", str(first))
    with zipfile.ZipFile(io.BytesIO(files["docx"])) as file:
        body, beside = (etree.fromstring(file.read(f"word/{part}.xml")) for part in ("document", "footnotes"))
    (note,) = (one for one in beside if one.get(f"{W}id") == str(n))
    field = "".join(note.itertext(f"{W}instrText"))
    assert field.split() == ["NOTEREF", field.split()[1], "\\h"]
    (start,) = (one for one in body.iter(f"{W}bookmarkStart") if one.get(f"{W}name") == field.split()[1])
    call = start.getnext().find(f"{W}footnoteReference")
    assert call.get(f"{W}id") == str(first)
    read, problems = read_document(files["json"].decode(), "document.json")
    assert not problems
    assert read is not None
    assert read.notes[short.id].full
