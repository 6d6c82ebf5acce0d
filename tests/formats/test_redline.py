"""A redline gives the new paper when every change is accepted, and the old one when every change is rejected."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from generator.formats.docx import write_docx
from generator.formats.docx.redline.align import Item, align
from generator.formats.docx.redline.write import write_redline
from generator.formats.docx.styles import W
from generator.paper.document import (
    Block,
    Box,
    Document,
    ItemList,
    Link,
    Note,
    NoteCall,
    Numbers,
    Paragraph,
    Run,
    Section,
    Table,
)
from generator.paper.document.numbering import number
from tests.formats.test_docx_property import documents
from tests.support import jubarte, libreoffice, redlines
from tests.support.documents import cell, note, sample, sample_of_boxes
from tests.support.docx_files import TEMPLATE
from tests.support.examples import examples
from tests.support.judges import OF_WORD_FILES
from tests.support.once import once

DAY = "2021-05-04"
Edit = Callable[[Document], Document]


def with_blocks(
    document: Document, section: int, edit: Callable[[list[Block | Section]], object], **notes: Note
) -> Document:
    """Return the document with the blocks of a section edited in place, some notes added, and those no longer called
    gone."""
    sections = list(document.sections)
    blocks = list(sections[section].blocks)
    edit(blocks)
    sections[section] = replace(sections[section], blocks=tuple(blocks))
    return renumbered(replace(document, sections=tuple(sections), notes={**document.notes, **notes}))


def renumbered(document: Document) -> Document:
    from generator.paper.document import find_calls, find_leaves

    called = {call.note for _, inlines in find_leaves(document) for call in find_calls(inlines)}
    notes = {id: one for id, one in document.notes.items() if id in called}
    return number(replace(document, notes=notes, numbers=Numbers()))


def text(id: str, words: str, *more: str) -> Paragraph:
    return Paragraph(id, (Run(words), *(NoteCall(n) for n in more)))


def _more_points(blocks: list[Block | Section]) -> None:
    points = blocks[1]
    assert isinstance(points, ItemList)
    last = replace(points.items[1], id="new.point", blocks=(text("new.point.p", "Many more were warned.", "m1"),))
    blocks[1] = replace(points, items=(points.items[0], last))


def _other_box(blocks: list[Block | Section]) -> None:
    box = blocks[2]
    assert isinstance(box, Box)
    blocks[2] = replace(box, blocks=(*box.blocks[:1], text("box.tarlenheim.9", "He was acquitted at last.", "m1")))


def _other_rows(blocks: list[Block | Section]) -> None:
    table = blocks[0]
    assert isinstance(table, Table)
    made = replace(
        table.body[3], id="annex.new", cells=tuple(cell(f"annex.new.{n}", Run(f"Somebody new {n}")) for n in range(3))
    )
    freed = list(table.body[2].cells)
    freed[2] = cell("annex.row3.status", Run("released after a long while"), NoteCall("m1"))
    blocks[0] = replace(table, body=(table.body[0], replace(table.body[2], cells=tuple(freed)), table.body[3], made))


def _box_first(blocks: list[Block | Section]) -> None:
    blocks.insert(0, Box("box.new", "matter", (Run("A new matter"),), (text("box.new.1", "It came up lately.", "m1"),)))


CHANGES: dict[str, Edit] = {
    "nothing": lambda d: d,
    "a word": lambda d: with_blocks(d, 0,
        lambda b: b.__setitem__(0, text("overview.1", "This paper is about a real country."))),
    "a paragraph more at the end": lambda d: with_blocks(d, 0,
        lambda b: b.append(text("overview.2", "And a last word.", "m1")), m1=note("m1")),
    "a first paragraph gone": lambda d: with_blocks(d, 1, lambda b: b.pop(0)),
    "a section of words gone": lambda d: renumbered(replace(d, sections=d.sections[1:])),
    "a section gone": lambda d: renumbered(replace(d, sections=(d.sections[0], d.sections[2]))),
    "no annex": lambda d: with_blocks(renumbered(replace(d, sections=d.sections[:2])), 1, _unlinked),
    "points": lambda d: with_blocks(d, 1, _more_points, m1=note("m1")),
    "a box reworded": lambda d: with_blocks(d, 1, _other_box, m1=note("m1")),
    "a box more": lambda d: with_blocks(d, 1, _box_first, m1=note("m1")),
    "a box gone": lambda d: with_blocks(d, 1, lambda b: (b.pop(2), b.pop(2))),
    "rows": lambda d: with_blocks(d, 2, _other_rows, m1=note("m1")),
    "a note reworded": lambda d: replace(d,
        notes={**d.notes, "n4": replace(d.notes["n4"], inlines=(Run("Monitoring in May by the Strelsau Bureau."),))}),
    "another address": lambda d: replace(d, notes={**d.notes, "n1": note("n1", url="https://example.org/moved")}),
    "a link": lambda d: with_blocks(d, 0,
        lambda b: b.__setitem__(0,
            Paragraph("overview.1",
                (Link("https://example.org/x?a=1&b=2", (Run("This paper"),)), Run(" is about an invented country."))))),
    "look": lambda d: with_blocks(d, 0,
        lambda b: b.__setitem__(0,
            Paragraph("overview.1", (Run("This paper", strong=True), Run(" is about an invented country.")), "lead"))),
    "the cover": lambda d: replace(d,
        cover=replace(d.cover, dialogue=None,
            title=Paragraph("cover.title", (Run("Key concerns in Ruritania in spring"),), "cover-title"))),
}  # fmt: skip
"""What happens to a paper, by name."""


def _unlinked(blocks: list[Block | Section]) -> None:
    points = blocks[1]
    assert isinstance(points, ItemList)
    blocks[1] = replace(points, items=points.items[1:])


def decisions(old: Document, new: Document) -> tuple[tuple[redlines.Decision, Document], ...]:
    """Return what is decided, with the paper that it gives."""
    return ("accept", new), ("reject", old)


def made(old: Document, new: Document) -> bytes:
    return write_redline(old, new, TEMPLATE, DAY)


@once
def redline(old: Document, new: Document) -> bytes:
    """Return the redline of two of the papers below."""
    return made(old, new)


@once
def wanted(paper: Document) -> list[redlines.Line]:
    """Return the lines of one of the papers below as the writer writes it."""
    return redlines.without_contents(redlines.lines(write_docx(paper, TEMPLATE)))


def pairs() -> list[tuple[str, Document, Document]]:
    base = sample()
    changed = [(name, edit(base)) for name, edit in CHANGES.items()]
    both = [(name, base, new) for name, new in changed] + [(f"{name}, back", new, base) for name, new in changed]
    return [*both, *((f"{a} → {b}", x, y) for (a, x), (b, y) in pairwise(changed[1:]))]


PAIRS = pairs()
NAMES = [name for name, _, _ in PAIRS]


@pytest.mark.ci
@pytest.mark.parametrize(("old", "new"), [pair[1:] for pair in PAIRS], ids=NAMES)
def test_accepted_it_is_the_new_paper_and_rejected_the_old_one(old: Document, new: Document) -> None:
    _assert_both_ways(redline(old, new), old, new)


def _assert_both_ways(data: bytes, old: Document, new: Document) -> None:
    for decision, paper in decisions(old, new):
        # as the writer writes it: words, notes at their calls, styles, and no empty paragraph more or less
        for decide in (redlines.decided, jubarte.decided):
            found = decide(data, decision)
            assert redlines.without_contents(redlines.lines(found)) == wanted(paper)
            assert redlines.told(found) == redlines.expected(paper)


@pytest.mark.slow
@settings(max_examples=examples(25, 1), suppress_health_check=list(HealthCheck))
@given(documents(), documents())
def test_whatever_two_papers_say(old: Document, new: Document) -> None:
    data = made(old, new)
    for decision, paper in decisions(old, new):
        whole = write_docx(paper, TEMPLATE)
        lines = redlines.without_contents(redlines.lines(whole))
        found = redlines.without_contents(redlines.lines(redlines.decided(data, decision)))
        assert [line.text for line in found] == [line.text for line in lines]
        # its words alone: before a table it can leave an empty paragraph
        assert redlines.told(jubarte.decided(data, decision)) == redlines.told(whole)


@pytest.mark.ci
def test_libreoffice_accepts_to_the_new_paper_and_rejects_to_the_old_one() -> None:
    """All in one, since to start LibreOffice takes longer than what it does here."""
    cases = [
        (f"{name}, {decision}", redline(old, new), decision, paper)
        for name, old, new in PAIRS[: len(CHANGES)]
        for decision, paper in decisions(old, new)
    ]
    saved = [(name, redline(old, new)) for name, old, new in PAIRS[: len(CHANGES)]]
    opened: list[tuple[bytes, libreoffice.Decision]] = [(data, "show") for _, data in saved]
    found = libreoffice.all_decided([*((data, decision) for _, data, decision, _ in cases), *opened])
    for (name, _, _, paper), file in zip(cases, found[: len(cases)], strict=True):
        assert redlines.told(file) == redlines.expected(paper), name
    for (name, data), file in zip(saved, found[len(cases) :], strict=True):
        # what it opened and saved has every change still, but those of notes where a box calls the first of all
        parts = 1 if name in _FIRST_NOTE_IN_A_BOX else 2
        assert redlines.fates(file)[:parts] == redlines.fates(data)[:parts], name


_FIRST_NOTE_IN_A_BOX = ("a box more",)


@pytest.mark.slow
def test_a_note_is_not_told_as_reworded_where_a_box_calls_the_first_of_all() -> None:
    """LibreOffice 7.4 forgets changes in notes there: words of before and after would stand side by side."""
    boxed = CHANGES["a box more"](sample())
    for old in (sample(), boxed):
        data = made(old, CHANGES["a note reworded"](boxed))
        for one in re.findall(r"<w:footnote w:id.*?</w:footnote>", _part(data, "footnotes")):
            kept = re.sub("<[^>]*>", "", re.sub(r"<w:(ins|del) .*?</w:\1>", "", one)).strip()
            assert ("<w:ins " in one) + ("<w:del " in one) + bool(kept) == 1
        _assert_both_ways(data, old, CHANGES["a note reworded"](boxed))


@pytest.mark.ci
@pytest.mark.parametrize("judge", OF_WORD_FILES)
@pytest.mark.parametrize(("old", "new"), [PAIRS[n][1:] for n in (6, 7, 9, 11)], ids=[NAMES[n] for n in (6, 7, 9, 11)])
def test_judges_find_nothing(old: Document, new: Document, judge: str, tmp_path: Path) -> None:
    file = tmp_path / "redline.docx"
    file.write_bytes(redline(old, new))
    assert OF_WORD_FILES[judge](file) == []


def _part(data: bytes, name: str = "document") -> str:
    with zipfile.ZipFile(BytesIO(data)) as file:
        return file.read(f"word/{name}.xml").decode()


@pytest.mark.slow
def test_a_line_of_facts_is_not_told_as_the_heading_that_ends_in_the_same_words() -> None:
    def written(style: str, words: str) -> Item:
        space = f' xmlns:w="{W[1:-1]}"'
        properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        return Item(etree.fromstring(f"<w:p{space}>{properties}<w:r><w:t>{words}</w:t></w:r></w:p>"))

    old = "Status: imprisoned (as of November 2020)"
    facts, heading = written("Facts", old), written("AnnexHeading", "What changed since November 2020")
    assert align([facts], [heading]) == [(facts, None), (None, heading)]
    other = written("BodyText", f"{old}, and since")
    assert align([facts], [other]) == [(facts, other)]


@pytest.mark.slow
@pytest.mark.parametrize(("sections", "inner", "shown"), [(3, 2, 3 + 3 * 2 * 2), (7, 3, 7)])
def test_the_contents_of_a_redline_leave_room_for_what_is_struck_out_of_the_cover(
    sections: int, inner: int, shown: int
) -> None:
    new = sample_of_boxes(sections, inner)
    styles = re.findall(r'<w:pStyle w:val="TOC[123]"', _part(redline(sample(), new)))
    assert len(styles) == shown


@pytest.mark.slow
def test_a_paper_and_itself_have_no_changes_and_the_same_input_gives_the_same_bytes() -> None:
    same = made(sample(), sample())
    assert not re.search("<w:(ins|del|rPrChange|pPrChange)[ >]", _part(same) + _part(same, "footnotes"))
    new = CHANGES["rows"](sample())
    assert made(sample(), new) == made(sample(), new)


@pytest.mark.slow
def test_author_is_the_edition_and_the_day_its_own() -> None:
    data = made(sample(), replace(CHANGES["rows"](sample()), id="ruritania-2021-05"))
    told = _part(data) + _part(data, "footnotes")
    assert set(re.findall('w:author="([^"]*)"', told)) == {"ruritania-2021-05"}
    assert {day[:10] for day in re.findall('w:date="([^"]*)"', told)} == {DAY}


@pytest.mark.slow
def test_one_word_is_one_change() -> None:
    body = _part(made(sample(), CHANGES["a word"](sample())))
    assert re.findall(r"<w:del .*?<w:delText[^>]*>([^<]*)</w:delText></w:r></w:del>", body) == ["an invented"]
    assert re.findall(r"<w:ins .*?<w:t [^>]*>([^<]*)</w:t></w:r></w:ins>", body) == ["a real"]


def test_a_note_that_stays_called_is_told_word_by_word_and_its_call_is_no_change() -> None:
    data = made(sample(), CHANGES["a note reworded"](sample()))
    assert "<w:ins " not in _part(data)
    assert re.findall(r"<w:ins .*?<w:t [^>]*>([^<]*)</w:t></w:r></w:ins>", _part(data, "footnotes")) == [" in May"]


@pytest.mark.ci
def test_libreoffice_is_given_no_change_that_it_forgets_when_it_saves() -> None:
    """Neither within a change: a note's mark. Nor the first piece of text of a paragraph that tells how it looked: what
    these cost is shown on the real papers."""
    changed = [CHANGES[name](sample()) for name in ("look", "the cover", "a box gone", "rows", "a section gone")]
    told = 0
    for data in (made(*pair) for new in changed for pair in ((sample(), new), (new, sample()))):
        assert not re.search(
            r"<w:(?:ins|del) [^>]*[^/]>(?:(?!</w:(?:ins|del)>).)*<w:footnoteRef/>", _part(data, "footnotes")
        )
        numbers = [int(n) for n in re.findall(r'<w:footnoteReference w:id="(\d+)"', _part(data))]
        notes = [int(n) for n in re.findall(r'<w:footnote w:id="(\d+)"', _part(data, "footnotes"))]
        assert numbers == notes == [*range(1, len(notes) + 1)]
        for paragraph in re.findall(r"<w:p>(?:(?!<w:p>).)*?</w:pPrChange></w:pPr>(.*?)</w:p>", _part(data)):
            told += 1
            assert not re.match(r"(?:<w:bookmark\w+ [^>]*/>)*(?:<w:hyperlink[^>]*>)?<w:(?:ins|del) ", paragraph)
    assert told >= 4


@pytest.mark.slow
def test_a_deleted_and_an_inserted_call_have_notes_of_their_own() -> None:
    base = sample()
    old = with_blocks(
        base, 0, lambda b: b.__setitem__(0, text("overview.1", "This paper is about it.", "o1")), o1=note("o1")
    )
    new = with_blocks(
        base,
        0,
        lambda b: b.__setitem__(0, text("overview.1", "This paper is about it.", "m1")),
        m1=note("m1", url=None, text="Interview with the Queen"),
    )
    data = made(old, new)
    calls = re.findall(r"<w:(ins|del) [^>]*><w:r><w:rPr>[^/]*/></w:rPr><w:footnoteReference", _part(data))
    assert calls == ["del", "ins"]
    assert _part(data, "footnotes").count("<w:footnote w:id") == len(new.notes) + 1
