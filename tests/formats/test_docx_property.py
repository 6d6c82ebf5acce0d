"""Whatever a small document says, the Word file says it too, with all its notes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.formats.docx import write_docx
from generator.formats.docx.check.file import check_docx
from generator.paper.document import (
    Block,
    Box,
    Cell,
    Column,
    Document,
    Inline,
    ItemList,
    Link,
    ListItem,
    Mention,
    Note,
    NoteCall,
    Numbers,
    Paragraph,
    Reference,
    Row,
    Run,
    Section,
    Table,
    find_leaves,
    join_inlines,
)
from generator.paper.document.numbering import number
from tests.support import pandoc
from tests.support.documents import sample
from tests.support.docx_files import TEMPLATE
from tests.support.examples import examples

BASE = sample()
HARD = st.sampled_from(
    ["&", "<b>", "{{", "}}", "{%", "{_{", "{{p x }}", "]]>", "<?slot 1?>", "&amp;", "Жаңа Әділет", "“”", "\xa0"]
)
LETTERS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=12)
TEXT = st.lists(HARD | LETTERS, min_size=1, max_size=4).map("".join).filter(str.strip)
LANGUAGES = st.sampled_from([None, None, "ru", "kk", "pt-BR"])


class Maker:
    """Draws blocks and gives each an id of its own; notes and blocks that words can lead to are remembered."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.count = 0
        self.notes: dict[str, Note] = {}

    def id(self) -> str:
        self.count += 1
        return f"b{self.count}"

    def runs(self) -> tuple[Run, ...]:
        some = st.builds(Run, TEXT, st.booleans(), st.booleans(), LANGUAGES)
        return tuple(self.draw(st.lists(some, min_size=1, max_size=2)))

    def note(self) -> NoteCall:
        id = f"n{len(self.notes) + 1}"
        address = "https://example.org/" + self.draw(TEXT)
        more: tuple[Inline, ...] = (Link(address, (Run(address),)),) if self.draw(st.booleans()) else ()
        self.notes[id] = Note(id, "news", (*self.runs(), *more))
        return NoteCall(id)

    def inlines(self) -> tuple[Inline, ...]:
        found: list[Inline] = []
        for kind in self.draw(
            st.lists(st.sampled_from(["run", "run", "note", "link", "mention", "reference"]), max_size=4)
        ):
            match kind:
                case "run":
                    found += self.runs()
                case "note":
                    found.append(self.note())
                case "link":
                    found.append(Link("https://example.org/" + self.draw(TEXT), self.runs()))
                case "mention":
                    found.append(Mention("case:x", self.runs(), target=self.draw(st.sampled_from([None, "theme"]))))
                case "reference":
                    found.append(Reference("theme", self.runs()))
        return (Run("Some "), *found)

    def paragraph(self, role: str = "body") -> Paragraph:
        return Paragraph(self.id(), self.inlines(), role)  # type: ignore[arg-type]

    def block(self, depth: int) -> Block:
        kinds = ["paragraph", "paragraph", "table"] + (["list", "box"] if depth else [])
        match self.draw(st.sampled_from(kinds)):
            case "table":
                return self.table()
            case "list":
                kind = self.draw(st.sampled_from(["bullets", "numbers", "recommendations"]))
                items = tuple(ListItem(self.id(), self.blocks(depth - 1)) for _ in range(self.draw(st.integers(1, 3))))
                return ItemList(self.id(), items, kind)
            case "box":
                kind = self.draw(st.sampled_from(["case", "law", "matter", "recommendations"]))
                return Box(self.id(), kind, self.inlines(), self.blocks(depth - 1))
        return self.paragraph(self.draw(st.sampled_from(["body", "lead", "facts", "remark", "addressee"])))

    def blocks(self, depth: int) -> tuple[Block, ...]:
        return tuple(self.block(depth) for _ in range(self.draw(st.integers(0, 3))))

    def table(self) -> Table:
        columns = tuple(Column(str(n), self.draw(st.floats(0.1, 1))) for n in range(self.draw(st.integers(1, 3))))
        rows = [
            Row(self.id(), tuple(Cell(self.id(), (self.paragraph("cell"),)) for _ in columns))
            for _ in range(self.draw(st.integers(0, 3)))
        ]
        caption = self.paragraph("caption") if self.draw(st.booleans()) else None
        return Table(self.id(), columns, tuple(rows[:1]), tuple(rows[1:]), caption)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    make = Maker(draw)
    landscape = draw(st.booleans())
    inner = Section(make.id(), 2, make.inlines(), make.blocks(2), "profile", landscape=draw(st.booleans()))
    theme = Section("theme", 1, make.inlines(), (*make.blocks(3), inner, *make.blocks(1)), "theme", landscape=landscape)
    annex = Section(make.id(), 1, make.inlines(), make.blocks(1), "annex", landscape=draw(st.booleans()))
    cover = replace(BASE.cover, title=Paragraph("cover.title", make.inlines(), "cover-title"))
    mark = draw(st.none() | TEXT)
    made = replace(BASE, cover=cover, sections=(theme, annex), numbers=Numbers(), running=draw(TEXT), mark=mark)
    return number(replace(made, notes=make.notes))


@pytest.mark.slow
@settings(max_examples=examples(60, 4), suppress_health_check=list(HealthCheck))
@given(documents())
def test_no_word_and_no_note_is_lost(document: Document) -> None:
    data = write_docx(document, TEMPLATE, {line.target: 7 for line in document.numbers.contents})
    assert check_docx(data, document) == []
    assert write_docx(document, TEMPLATE, {line.target: 7 for line in document.numbers.contents}) == data


@pytest.mark.ci
@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(documents())
def test_pandoc_reads_as_many_notes_and_the_same_letters(document: Document) -> None:
    blocks, notes = pandoc.read(write_docx(document, TEMPLATE, None), "docx+styles")
    assert len(notes) == len(document.notes)
    # a letter is what is left without the blanks that Pandoc makes of some characters
    said = [_letters(join_inlines(inlines)) for _, inlines in find_leaves(document)]
    assert list(filter(None, map(_letters, blocks))) == list(filter(None, said))


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
