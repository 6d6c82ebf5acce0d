"""A paper in which everything stands that a template may place: templates are tried on it.

It says nothing of anybody. In: the labels of a style. Out: a numbered Document.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.paper.document import (
    Box,
    Cell,
    Column,
    Cover,
    Document,
    Inline,
    ItemList,
    Link,
    ListItem,
    Note,
    NoteCall,
    Paragraph,
    ParagraphRole,
    Properties,
    Row,
    Run,
    Section,
    Table,
)
from generator.paper.document.numbering import number


def make_specimen(labels: Mapping[str, str], *, mark: str | None = "DRAFT") -> Document:
    """Return the paper, with these fixed words."""
    notes = {
        id: Note(id, "news", (Run("See: "), Link("https://example.org/", (Run("https://example.org/"),))))
        for id in ("n1", "n2")
    }
    cover = Cover(
        _line("cover.kind", "A specimen", "cover-kind"),
        _line("cover.title", "What a paper of this style looks like", "cover-title"),
        _line("cover.dialogue", "A dialogue, round 1", "cover-dialogue"),
        (_line("cover.author-1", "An organisation", "cover-author"),),
        (_line("cover.as-of", "As of a day", "cover-fact"),),
        _line("cover.status", "It says nothing of anybody.", "cover-status"),
    )
    properties = Properties("A specimen", ("An organisation",), "A specimen", ("specimen",), "2020-11-26", "draft")
    return number(Document("specimen", "en", properties, cover, _sections(), notes, labels, "A specimen", mark))


def _sections() -> tuple[Section, ...]:
    """Return a section of a body, one of a theme with each kind of box, and an annex."""
    return (
        Section(
            "overview",
            1,
            _words("Overview"),
            (_line("overview.1", "A first paragraph.", note="n1"), _bullets()),
            "overview",
        ),
        Section(
            "theme",
            1,
            _words("A theme"),
            (
                _line("theme.1", "Words of a theme."),
                Box(
                    "theme.law",
                    "law",
                    _words("A law"),
                    (_line("theme.law.1", "What a law says.", "lead"), _line("theme.law.2", "More of it.", note="n2")),
                ),
                Box("theme.case", "case", _words("A case"), (_line("theme.case.1", "What became of somebody."),)),
                Section("theme.sub", 2, _words("A part of it"), (_line("theme.sub.1", "Words of a part."),)),
                Box(
                    "theme.asks",
                    "recommendations",
                    _words("Recommendations"),
                    (_line("theme.asks.1", "Those in office should:", "addressee"), _asks()),
                ),
            ),
            "theme",
        ),
        Section(
            "annex",
            1,
            _words("People"),
            (
                _table(),
                Section(
                    "annex.one",
                    2,
                    _words("Somebody"),
                    (_line("annex.one.1", "A line of facts.", "facts"), _line("annex.one.2", "A profile.")),
                    "profile",
                ),
            ),
            "annex",
            True,
        ),
    )


def _words(text: str) -> tuple[Inline, ...]:
    return (Run(text),)


def _line(id: str, text: str, role: ParagraphRole = "body", note: str | None = None) -> Paragraph:
    return Paragraph(id, (Run(text), *((NoteCall(note),) if note else ())), role)


def _bullets() -> ItemList:
    return ItemList("overview.list", (ListItem("overview.item", (_line("overview.item.1", "A point of a list"),)),))


def _asks() -> ItemList:
    item = ListItem("theme.ask", (_line("theme.ask.1", "Do something."),))
    return ItemList("theme.asks.list", (item,), "recommendations")


def _table() -> Table:
    def row(id: str, *texts: str, head: bool = False) -> Row:
        cells = enumerate(texts, 1)
        return Row(
            id, tuple(Cell(f"{id}.{n}", (_line(f"{id}.{n}.p", text, "cell"),), head or n == 1) for n, text in cells)
        )

    columns = (Column("name", 0.4), Column("about", 0.6))
    caption = _line("annex.caption", "Who is held", "caption")
    return Table(
        "annex.table",
        columns,
        (row("annex.head", "Name", "What is known", head=True),),
        (row("annex.row", "Somebody", "Nothing"),),
        caption,
    )
