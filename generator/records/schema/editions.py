"""The record of an edition and of the prose of its sections."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Union

from pydantic import BeforeValidator, Discriminator, Field, Tag

from generator.records.schema.base import (
    CaseIds,
    CountryId,
    Id,
    Ids,
    Language,
    OrganisationIds,
    Part,
    Record,
    RefersTo,
    SourceIds,
    Text,
    ThemeId,
    Use,
    Visibility,
    make_tuple,
)
from generator.records.schema.listed_blocks import (
    AsksBlock,
    DefinitionBlock,
    Listed,
    PrisonersBlock,
    ProfilesBlock,
    RoundsBlock,
    ToNameBlock,
)
from generator.records.schema.partial_dates import PartialDate
from generator.records.schema.periods import Period
from generator.records.style import Density

EditionStatus = Literal["draft", "final", "reconstruction"]


class ExchangeRate(Part):
    """The rate by which a paper converts sums, on a day."""

    unit: str = Field(
        pattern="^[A-Z]{3}$",
        description="The currency of which one unit is meant: EUR. Not printed: sums are held to it.",
    )
    amount: float = Field(
        gt=0, description="How much of the other currency one unit is worth. Not printed: sums are held to it."
    )
    currency: str = Field(
        pattern="^[A-Z]{3}$", description="The other currency: KZT. Not printed: sums are held to it."
    )
    date: PartialDate = Field(description="The day of the rate. Not printed: sums are held to it.")
    by: SourceIds = Field((), description="Sources that give it. Not printed: sums are held to it.")


class Limits(Part):
    """How long a paper may be."""

    pages: int | None = Field(None, description="How many pages. Not printed: checks hold the paper to it.")
    words: int | None = Field(
        None, description="How many words, annexes left out. Not printed: checks hold the paper to it."
    )


CARRIED_OVER = "carried_over"
"""Name of the field by which a block says what of it comes from an old edition and waits to be confirmed."""

LISTS: Mapping[str, str] = {
    "recommendations": "recommendations", "prisoners": "prisoners", "profiles": "profiles", "scorecard": "scorecard",
    "picture": "cases", "case_boxes": "case_boxes", "handover": "handover", "asks": "asks", "to_name": "to_name",
}  # fmt: skip
"""Blocks that list ids, by the key that names them: the field that holds the list."""

DERIVED = ("changes", "rounds", "definition")
"""Keys of blocks that records alone fill: an edition takes over nothing in them that could grow old."""

LIST_WORDS = ("caption", "remark")
"""Fields of such blocks that hold words of their own."""


class _Words(Part):
    """Words that an author writes."""

    carried_over: str | None = Field(
        None,
        description=(
            "Id of the edition from which its words were taken over, as long as nobody has confirmed or rewritten them;"
            " `briefing new` writes it."
            " Not printed: a paper with such words is not built."
        ),
    )


class ProseBlock(_Words):
    """Paragraphs and lists."""

    text: Text = Field(description="Markdown, one sentence a line, with citations [@id] and mentions [words](case:id).")
    by: SourceIds = Field(
        (), description="Sources that support it without a printed note. Not printed: its sentences rest on it."
    )


class BoxBlock(_Words):
    """A box with a heading."""

    box: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="Its id within the edition.")
    kind: Literal["case", "law", "matter"] = Field("matter", description="What it is about.")
    title: Text = Field(description="Its heading.")
    lead: Text | None = Field(None, description="The bold first sentence.")
    cases: CaseIds = Field((), description="Cases it tells of; mentions of them lead here.")
    text: Text = Field(description="Markdown.")
    by: SourceIds = Field(
        (), description="Sources that support it without a printed note. Not printed: its sentences rest on it."
    )


class SectionBlock(_Words):
    """A subsection."""

    section: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="Its id within the edition.")
    title: Text = Field(description="Its heading.")
    blocks: "tuple[BlockRecord, ...]" = Field(description="What stands in it, in order.")


class RecommendationsBlock(Listed):
    """The box of recommendations, grouped by who should act."""

    recommendations: Annotated[Ids, RefersTo("recommendations")] = Field(
        description="Ids of recommendations, in order."
    )


ChangeKind = Literal["cases", "recommendations", "figures", "ratings", "laws"]


class CaseBoxesBlock(Listed):
    """A box for each case, from its record: how the person stands, the story, what this paper asks, the sources."""

    case_boxes: CaseIds = Field(description="Id of a case, or ids of several, in order.")


class HandoverBlock(Listed):
    """The table to hand over at the meeting: a line for each person, and one thing that is asked."""

    handover: CaseIds = Field(description="Ids of cases, in order.")
    asks: Annotated[Ids, RefersTo("recommendations")] = Field(
        description="Ids of recommendations: beside each person stands the first of them that names the person."
    )
    caption: Text | None = Field(None, description="Words above the table.")
    remark: Text | None = Field(None, description="Small print below it.")


class ChangesBlock(Part):
    """What became of things since the edition before, derived from dated records: a table for each kind that is
    named."""

    changes: Annotated[tuple[ChangeKind, ...], BeforeValidator(make_tuple)] = Field(
        description="What is compared, in order of the tables: cases, recommendations, figures, ratings, laws."
    )


class ScorecardBlock(Listed):
    """A table of recommendations: where each was first made, what became of it, on what evidence, and who raised it."""

    scorecard: Annotated[Ids, RefersTo("recommendations")] = Field(description="Ids of recommendations, in order.")
    caption: Text | None = Field(None, description="Words above the table.")


class PictureBlock(Listed):
    """A picture that is drawn from the records: when each of the cases was held, or how many were over the editions."""

    picture: Literal["custody", "prisoners"] = Field(
        description="custody: a line of time for each case; prisoners: how many were held on the day of each edition."
    )
    cases: CaseIds = Field((), description="Ids of cases, in order; for `custody`.")
    caption: Text | None = Field(None, description="Words below it.")


BLOCK_KINDS = (
    "text", "box", "section", "recommendations", "prisoners", "profiles", "changes", "scorecard", "picture",
    "case_boxes", "handover", "asks", "to_name", "rounds", "definition",
)  # fmt: skip


def _which(value: Any) -> str | None:
    """Tell the kind of a block by the key that names it; a box has a text too, so it is asked for first."""
    keys = value if isinstance(value, dict) else {}
    return next((k for k in (*BLOCK_KINDS[1:], "text") if k in keys), "text")


BlockRecord = Annotated[
    Union[  # noqa: UP007 - the tags need the long form
        Annotated[ProseBlock, Tag("text")],
        Annotated[BoxBlock, Tag("box")],
        Annotated[SectionBlock, Tag("section")],
        Annotated[RecommendationsBlock, Tag("recommendations")],
        Annotated[PrisonersBlock, Tag("prisoners")],
        Annotated[ProfilesBlock, Tag("profiles")],
        Annotated[ChangesBlock, Tag("changes")],
        Annotated[ScorecardBlock, Tag("scorecard")],
        Annotated[PictureBlock, Tag("picture")],
        Annotated[CaseBoxesBlock, Tag("case_boxes")],
        Annotated[HandoverBlock, Tag("handover")],
        Annotated[AsksBlock, Tag("asks")],
        Annotated[ToNameBlock, Tag("to_name")],
        Annotated[RoundsBlock, Tag("rounds")],
        Annotated[DefinitionBlock, Tag("definition")],
    ],
    Discriminator(_which),
]


class SectionProse(Record, _Words):
    """A section of an edition: a file beside edition.yaml, named after its id."""

    kind: Literal["overview", "theme", "section", "annex"] = Field("section", description="What it is in the paper.")
    title: Text = Field(description="Its heading.")
    theme: ThemeId | None = Field(None, description="Id of the theme it is about.")
    landscape: bool = Field(False, description="On pages that lie on their side; so do its subsections with a table.")
    own_page: bool = Field(False, description="On a page of its own: it begins one, and what follows begins another.")
    blocks: "tuple[BlockRecord, ...]" = Field(description="What stands in it, in order.")


class Edition(Record):
    """One paper: who says it, when, of what day, to whom, in which order."""

    kind: str = Field(
        pattern=r"^[a-z][a-z0-9_]*$", description="Kind of paper: one of those that its style serves (template.yaml)."
    )
    title: Text = Field(description="Its title, as on the cover.")
    short_title: Text = Field(description="For the head of each page.")
    country: CountryId = Field(description="Id of the country.")
    dialogue: Annotated[Id, RefersTo("dialogues")] | None = Field(None, description="Id of the dialogue.")
    round: str | None = Field(None, description="Number of its round.")
    authors: OrganisationIds = Field(description="Ids of organisations, in signing order.", min_length=1)
    date: PartialDate | None = Field(None, description="When it is issued; left out where it is not known.")
    period: Period | None = Field(None, description="The time it looks at.")
    as_of: PartialDate = Field(description="The day after which nothing is told.")
    row_days: bool = Field(
        False,
        description=(
            "Whether people are told of with the day of which they are known, where that is not the paper's, and the"
            " cover names these days: a list of 3 June that was updated on 10 August."
        ),
    )
    abstract: Text | None = Field(
        None, description="What it says, in a few sentences: for the page that lists a country's papers."
    )
    audience: Visibility = Field("public", description="Who reads it.")
    use: Annotated[tuple[Use, ...], BeforeValidator(make_tuple)] = Field(
        (),
        description=(
            "What it is made for: public, partner, un, media. By its readers where nothing is said: `public` for"
            " everybody, `partner` for partners and confidential readers. The basis of each case has to cover it."
            " Not printed: it decides which cases may be in the paper."
        ),
    )
    languages: tuple[Language, ...] = Field(("en",), description="Languages it is written in (BCP 47).")
    style: str = Field(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$", description="Folder in templates/.")
    citations: Density | None = Field(
        None,
        description=(
            "every_paragraph: each paragraph that tells facts cites a source; as_written: where authors wrote a note;"
            " as its style says where nothing is said."
            " Not printed: checks hold the paper to it."
        ),
    )
    status: EditionStatus = Field(
        description="draft, final, or reconstruction: put together from public documents to show the tool."
    )
    by: SourceIds = Field(
        (),
        description=(
            "The document that supports every sentence that cites nothing else."
            " Not printed: sentences that cite nothing rest on it."
        ),
    )
    keywords: tuple[str, ...] = Field((), description="For the file's properties.")
    outline: tuple[str, ...] = Field(description="Ids of sections, in order.")
    annexes: tuple[str, ...] = Field((), description="Ids of sections that are annexes, in order.")
    rate: ExchangeRate | None = Field(
        None, description="The rate of the equivalents of sums; `check` finds those that imply another."
    )
    treaty_articles: bool = Field(
        False, description="Below the heading of each theme stand the articles of treaties that protect it."
    )
    usual_codes: Annotated[Ids, RefersTo("laws")] = Field(
        (), description="Codes that need no name beside their articles in tables, since a remark names them."
    )
    limits: Limits | None = Field(None, description="How long it may be.")
    predecessor: str | None = Field(None, description="Id of the edition before.")
