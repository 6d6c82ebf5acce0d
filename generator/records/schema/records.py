"""The other records: recommendations, events, figures, organisations, themes, standards, dialogues."""

from typing import Literal

from pydantic import Field

from generator.records.schema.base import (
    CaseIds,
    CountryId,
    EventId,
    EventIds,
    FigureIds,
    OrganisationId,
    OrganisationIds,
    Part,
    ProvisionIds,
    RecommendationId,
    RecommendationIds,
    Record,
    SourceIds,
    StandardIds,
    Text,
    ThemeId,
)
from generator.records.schema.partial_dates import PartialDate
from generator.records.schema.person import Affiliation, Names, Raised
from generator.records.schema.sources import Source, Url

Proposed = Literal["demand", "messenger"]
"""What of a recommendation is the idea of a reconstruction's editors."""

RecommendationState = Literal["open", "partly_met", "met", "overtaken"]


class RecommendationStatus(Part):
    """What became of a recommendation by a day."""

    date: PartialDate = Field(description="The day by which it was so.")
    status: RecommendationState = Field(description="open, partly_met, met, or overtaken by events.")
    demands: tuple[int, ...] = Field(
        (), description="Numbers of the single demands of which it tells (1 is the first), where it is not all of them."
    )
    evidence: Text | None = Field(None, description="What shows it; no status counts without.")
    by: SourceIds = Field((), description="Sources that support it; no status counts without.")


class Recommendation(Record):
    """Something asked for: text that begins with its verb."""

    theme: ThemeId = Field(
        description="Id of its theme. Not printed: it stands in the section that lists it, and checks compare the two."
    )
    addressee: OrganisationId = Field(description="Who should act: id of an organisation.")
    messenger: OrganisationId | None = Field(None, description="Who is asked to raise it: id of an organisation.")
    proposed: Proposed | None = Field(
        None,
        description=(
            "What of it no document makes, but the editors of a reconstruction propose, as the paper then says: demand"
            " (all of it), or messenger (only that somebody be asked to raise it)."
        ),
    )
    text: Text = Field(description="The demand, verb first; it follows 'The authorities should:'.")
    demands: tuple[Text, ...] = Field((), description="The single demands in it, one each, verb first.")
    cases: CaseIds = Field((), description="Cases it is about.")
    provisions: ProvisionIds = Field((), description="Provisions it is about: code/article.")
    standards: StandardIds = Field((), description="Standards it rests on. Not printed: it is for whoever writes.")
    events: EventIds = Field((), description="Events it is about.")
    changes_law: bool = Field(
        False, description="It asks that a law be changed: what was said of somebody's case is then no call for it."
    )
    first_edition: str | None = Field(None, description="Id of the edition in which it was first made.")
    supersedes: RecommendationId | None = Field(None, description="Id of the recommendation it takes the place of.")
    status: tuple[RecommendationStatus, ...] = Field((), description="What became of it, dated.")
    raised_by: tuple[Raised, ...] = Field(
        (),
        description="Who asked for the same or raised it, when, how; public calls before the first edition, too.",
    )
    by: SourceIds = Field((), description="The document that makes it. Not printed: the demand rests on it.")


class Event(Record):
    """Something that happened to many or changed much; told once, cited often."""

    title: Text = Field(description="Its name.")
    wordings: tuple[str, ...] = Field(
        (), description="Other words for it that prose may use. Not printed: mentions in prose are held to them."
    )
    date: PartialDate = Field(description="When it happened or began.")
    end: PartialDate | None = Field(None, description="When it ended.")
    within: bool = Field(False, description="It happened at some time from `date` to `end`: no document says when.")
    place: str | None = Field(None, description="Where.")
    text: Text | None = Field(None, description="What happened.")
    accused_of: Text | None = Field(
        None, description="What those concerned are accused of: a deed that `text` does not tell as a fact."
    )
    alleged: bool = Field(False, description="Claimed by somebody, not established.")
    reported: bool = Field(False, description="Reported by others than the source, which says “reportedly”.")
    attributed_to: Text | None = Field(
        None, description="Who says so: id of an organisation, or words that follow “according to”."
    )
    figures: FigureIds = Field((), description="Figures that belong to it.")
    cases: CaseIds = Field((), description="Cases of people concerned. Not printed: checks use it.")
    laws: ProvisionIds = Field((), description="Laws or provisions concerned. Not printed: checks use it.")
    raised_by: tuple[Raised, ...] = Field((), description="Who raised it, when, and how.")
    sources: dict[str, Source] = Field({}, description="Sources that this event cites, by id.")
    by: SourceIds = Field((), description="Sources that support it.")


class FigureValue(Part):
    """A number on a day."""

    value: float = Field(description="The number.")
    qualifier: Literal["exactly", "at_least", "over", "around", "up_to", "almost", "some"] = Field(
        "exactly", description="How the source limits it."
    )
    as_of: PartialDate = Field(description="The day for which it holds.")
    by: SourceIds = Field((), description="Sources that support it. Not printed: numbers in prose rest on it.")


class Figure(Record):
    """A number, with its unit and the history of its revisions."""

    what: Text = Field(description="What is counted.")
    unit: str | None = Field(
        None, description="Of what: people, cases, KZT. Not printed: numbers in prose are held to it."
    )
    values: tuple[FigureValue, ...] = Field(
        description="The number as it was given, dated; revised ones stay.", min_length=1
    )
    event: EventId | None = Field(
        None, description="Id of the event it belongs to. Not printed: numbers in prose are held to it."
    )


class Person(Record):
    """Somebody who is named without being a case: an official, a complainant, a lawyer, a relative."""

    names: Names = Field(description="How they are called.")
    gender: Literal["female", "male", "other"] | None = Field(
        None, description="Where a document says it. Not printed: it is for whoever writes."
    )
    occupation: Text | None = Field(
        None, description="Office or work. Not printed: prose says it; the preview shows it beside a mention."
    )
    affiliations: tuple[OrganisationId | Affiliation, ...] = Field(
        (),
        description="Organisations the person belongs to. Not printed: the preview shows it beside a mention.",
    )
    about: Text | None = Field(None, description="Why the person is named. Not printed: it is for whoever writes.")
    by: SourceIds = Field(
        (), description="Sources that support what stands here. Not printed: sentences about the person rest on it."
    )


class OrganisationStatus(Part):
    """What became of an organisation by a day."""

    date: PartialDate = Field(description="When it happened. Not printed: the preview shows it beside a mention.")
    status: Literal["founded", "banned", "closed", "registered", "refused_registration", "renamed"] = Field(
        description="What happened to it. Not printed: the preview shows it beside a mention."
    )
    text: Text | None = Field(None, description="What happened. Not printed: it is for whoever writes.")
    by: SourceIds = Field(
        (), description="Sources that support it. Not printed: sentences about the organisation rest on it."
    )


class Contact(Part):
    """How an organisation is reached, as it wants to be printed in its papers."""

    role: Text | None = Field(None, description="What it is for: press, the secretariat.")
    name: str | None = Field(None, description="Who answers, where the person agreed to be printed.")
    email: str | None = Field(
        None, pattern=r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$", description="Address for mail."
    )
    phone: str | None = Field(None, pattern=r"^\+?[0-9][0-9 ()./-]*$", description="Number of an office.")
    address: Text | None = Field(None, description="Where letters go: of an office, never of a home.")


class Logo(Part):
    """The sign of an organisation, printed where it wants to be seen with it."""

    file: str = Field(
        pattern=r"^data(/[A-Za-z0-9_.-]+)+\.(png|jpg|jpeg|svg)$",
        description=(
            "Path from the workspace, within data/: data/logos/bureau.png. PNG, JPEG, or SVG with a PNG of the same"
            " name beside it, for Word."
        ),
    )
    alt: Text = Field(description="What it shows, in words, for those who can't see it.")


class Organisation(Record):
    """A body of any kind: an NGO, party, movement, court, ministry, medium."""

    names: Names = Field(description="How it is called.")
    short: str | None = Field(None, description="Its short name: KIBHR.")
    within: str | None = Field(
        None, description="What it is called within a sentence, where that is not its name: the EU."
    )
    kind: Literal["ngo", "party", "movement", "media", "court", "state_body", "company", "international", "group"] = (
        Field(description="What sort of body it is. Not printed: the preview shows it beside a mention.")
    )
    country: CountryId | None = Field(None, description="Id of its country.")
    place: str | None = Field(None, description="Where it sits.")
    url: Url | None = Field(None, description="Its own page.")
    about: Text | None = Field(None, description="What it is, one or two sentences.")
    contacts: tuple[Contact, ...] = Field(
        (), description="How it is reached; stands at the end of the papers that it signs."
    )
    logo: Logo | None = Field(None, description="Its sign, where it wants one in the papers that it signs.")
    history: tuple[OrganisationStatus, ...] = Field((), description="Founded, banned, closed: dated.")
    by: SourceIds = Field(
        (),
        description="Sources that support what stands here. Not printed: sentences about the organisation rest on it.",
    )


class Theme(Record):
    """A matter under which cases and recommendations stand."""

    title: Text = Field(description="Its name, as papers print it.")
    order: int = Field(description="Its usual place in a paper.")
    standards: StandardIds = Field((), description="Standards that protect it.")


class Standard(Record):
    """A treaty article or resolution."""

    title: Text = Field(description="Its name, with the article.")
    body: str | None = Field(None, description="Who adopted it.")
    adopted: PartialDate | None = Field(None, description="When it was adopted.")
    article: str | None = Field(
        None, description="Number of the article. Not printed: what has one is named among the articles of treaties."
    )
    summary: Text | None = Field(None, description="What it protects or asks for, in our own words.")
    url: Url | None = Field(None, description="Official public text.")


class Point(Raised):
    """One thing that was raised or noted at a round, with the records that it is about."""

    recommendations: RecommendationIds = Field((), description="Recommendations on the same matter.")
    cases: CaseIds = Field((), description="Cases it is about.")
    events: EventIds = Field((), description="Events it is about.")
    provisions: ProvisionIds = Field((), description="Provisions it is about: code/article.")
    progress: bool = Field(
        False, description="It was noted or welcomed as progress, not asked for. Not printed: it is counted as no call."
    )


class Round(Part):
    """One meeting of a dialogue."""

    date: PartialDate = Field(description="When it was held.")
    as_of: PartialDate | None = Field(None, description="A day by which it was over, where `date` is a month or year.")
    place: str | None = Field(None, description="Where; online.")
    title: Text | None = Field(None, description="Its name, where it has one beside its number.")
    outcome: Text | None = Field(None, description="What was said afterwards, in our own words.")
    raised: tuple[Point, ...] = Field(
        (), description="What of it is about records: one thing each, so that scorecards find it."
    )
    by: SourceIds = Field((), description="Sources that support it.")


class Dialogue(Record):
    """A dialogue between governments, with its rounds."""

    title: Text = Field(description="Its name.")
    parties: OrganisationIds = Field(
        (), description="Who talks to whom. Not printed: where several raised something, they come first."
    )
    rounds: dict[str, Round] = Field({}, description="The meetings, by number.")
    sources: dict[str, Source] = Field({}, description="Sources that this dialogue cites, by id.")
