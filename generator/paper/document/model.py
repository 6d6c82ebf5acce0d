"""What a document is made of: its whole, its sections and its blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.base.diagnostics import Origin
from generator.paper.document.inlines import BlockId, Inline

# ── blocks ────────────────────────────────────────────────────────────────────────────────────────────────────────────

UNKNOWN_MARK = "unknown_mark"
"""The key of the label that says in a cell that something is not known; elsewhere `unknown` says it in words."""

ROW_NUMBER = "row_number"
"""The key of the label that says in a profile under which number the person stands in a table."""

INDEX_LETTER = "index_letter"
"""The key of the label with which a line of an index of names begins."""

SOURCE_SEPARATOR = "; "
"""What stands between the sources of a cell, whose names have commas."""

ParagraphRole = Literal[
    "body",
    "lead",  # the bold first sentence of a box or profile
    "facts",  # the small line of facts above a profile
    "addressee",  # "The authorities of Kazakhstan should:"
    "remark",  # small print under a table
    "caption",
    "cell",
    "cover-kind",
    "cover-title",
    "cover-dialogue",
    "cover-author",
    "cover-fact",
    "cover-status",
]


@dataclass(frozen=True)
class Paragraph:
    """Inlines that stand together; `role` names its style."""

    id: BlockId
    inlines: tuple[Inline, ...]
    role: ParagraphRole = "body"
    origin: Origin | None = None


@dataclass(frozen=True)
class ListItem:
    """One point of a list. Its marker (a bullet, `R3`) is not among its words."""

    id: BlockId
    blocks: tuple[Block, ...]
    origin: Origin | None = None


@dataclass(frozen=True)
class ItemList:
    """A list. The items of `recommendations` are numbered through the whole document (R1, R2 …)."""

    id: BlockId
    items: tuple[ListItem, ...]
    kind: Literal["bullets", "numbers", "recommendations"] = "bullets"
    origin: Origin | None = None


@dataclass(frozen=True)
class Cell:
    """A cell of a table; never without a paragraph. `header` cells head their row."""

    id: BlockId
    blocks: tuple[Paragraph, ...]
    header: bool = False


@dataclass(frozen=True)
class Row:
    """A row of a table. `values` are (column, value) of what a sheet of data says of the person of a row, for programs:
    as generator/records/case_rows.py writes it; no format prints them, and none where the row is about nobody.
    `guide` is what a running head says where the row is the first or last of a page."""

    id: BlockId
    cells: tuple[Cell, ...]
    origin: Origin | None = None
    values: tuple[tuple[str, str], ...] = ()
    guide: str | None = None


@dataclass(frozen=True)
class Column:
    """A column: `key` names it for templates, `width` is its share of the table's width."""

    key: str
    width: float


@dataclass(frozen=True)
class Table:
    """A table whose `head` rows repeat on every page. Those rows split that `is_tall_row` finds, no others. `caption`
    stands above it. `all_columns` are the keys of its columns in order, with those that were left out because of nobody
    anything is known there; none where none was left out."""

    id: BlockId
    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    caption: Paragraph | None = None
    origin: Origin | None = None
    all_columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A picture that is drawn already: `svg` for pages (None: the PNG stands there, too), `png` for Word; `width` and
    `height` in millimetres. A `logo` is the sign of an author, a `photograph` shows a person; both keep that size.

    `alt` says in words all that it shows, and is among the words of the document: who does not see the picture reads
    or hears them. The letters in the picture are not. `caption` stands above it, as that of a table, and below it
    `source`, from where it comes.
    """

    id: BlockId
    svg: str | None
    png: bytes
    alt: str
    width: float
    height: float
    caption: Paragraph | None = None
    origin: Origin | None = None
    logo: bool = False
    photograph: bool = False
    source: Paragraph | None = None


@dataclass(frozen=True)
class Box:
    """Blocks set apart, with a heading: a case, a law or another matter, or the recommendations of a section."""

    id: BlockId
    kind: Literal["case", "law", "matter", "recommendations"]
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    origin: Origin | None = None


@dataclass(frozen=True)
class Section:
    """A heading with its blocks and subsections. `landscape` puts its own blocks, not those of its
    subsections, on pages that lie on their side; with `new_page` it begins a page, and `own_page` says that it should
    not need another; `guide` is what a running head says where it is the first or last that begins on a page."""

    id: BlockId
    level: int
    title: tuple[Inline, ...]
    blocks: tuple[Block | Section, ...]
    kind: Literal["overview", "theme", "section", "annex", "profile"] = "section"
    landscape: bool = False
    new_page: bool = False
    own_page: bool = False
    origin: Origin | None = None
    guide: str | None = None


Block = Paragraph | ItemList | Table | Box | Picture

# ── the whole ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Note:
    """The words of one footnote: one paragraph. `kind` is the kind of what it cites, or `explanatory`. Where it is
    short, because a note before has told the same, `full` is what it would say in full; none elsewhere."""

    id: str
    kind: str
    inlines: tuple[Inline, ...]
    origin: Origin | None = None
    full: tuple[Inline, ...] = ()

    def in_full(self) -> tuple[Inline, ...]:
        """Return what it says in full, wherever it stands and whatever stands before it."""
        return self.full or self.inlines


@dataclass(frozen=True)
class Cover:
    """The block above the overview: each line a paragraph with a role of its own, in this order."""

    kind: Paragraph
    title: Paragraph
    dialogue: Paragraph | None = None
    authors: tuple[Paragraph, ...] = ()
    facts: tuple[Paragraph, ...] = ()
    status: Paragraph | None = None

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the lines that are there, in order."""
        one = (self.kind, self.title, self.dialogue, *self.authors, *self.facts, self.status)
        return tuple(p for p in one if p is not None)


@dataclass(frozen=True)
class Properties:
    """What the file says of itself. Authors are organisations; no person and no program is named. Dates: ISO 8601."""

    title: str
    authors: tuple[str, ...]
    subject: str
    keywords: tuple[str, ...]
    date: str
    status: str


@dataclass(frozen=True)
class Contents:
    """One line of the contents: `number` is printed before the title ("2.1", "Box 3", "Annex"), None for none."""

    target: BlockId
    level: int
    number: str | None
    title: str


@dataclass(frozen=True)
class Numbers:
    """What `numbering.number` found: by note id, by id of section or box, by id of recommendation."""

    notes: Mapping[str, int] = field(default_factory=dict)
    headings: Mapping[BlockId, str] = field(default_factory=dict)
    recommendations: Mapping[BlockId, str] = field(default_factory=dict)
    contents: tuple[Contents, ...] = ()


@dataclass(frozen=True)
class Document:
    """A finished paper in one language for one audience.

    `running` are the words at the head of every page, `mark` those that every page must carry (the audience where it
    is not public, DRAFT), None for none. `labels` are the fixed words that a template may place.
    """

    id: str
    lang: str
    properties: Properties
    cover: Cover
    sections: tuple[Section, ...]
    notes: Mapping[str, Note]
    labels: Mapping[str, str]
    running: str
    mark: str | None = None
    numbers: Numbers = field(default_factory=Numbers)

    @property
    def cover_lies(self) -> bool:
        """Tell whether the cover stands on a page that lies on its side: where nothing stands between it and a section
        that does, they share the page."""
        return bool(self.sections) and self.sections[0].landscape and not self.numbers.contents
