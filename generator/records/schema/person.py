"""Who a case is about, and how others see them: names, where they belong, who recognises them, raised their case."""

from typing import Literal

from pydantic import Field

from generator.records.schema.base import (
    CaseId,
    Language,
    OrganisationId,
    OrganisationIds,
    Part,
    RecommendationIds,
    SourceIds,
    Text,
    Told,
    Visibility,
)
from generator.records.schema.basis import Grounds
from generator.records.schema.partial_dates import PartialDate

RecognisedAs = Literal[
    "political_prisoner", "prisoner_of_conscience", "hostage", "arbitrarily_detained", "wrongfully_detained",
    "defender_at_risk",
]  # fmt: skip
"""As what somebody is recognised: bodies use these words by definitions of their own, and none stands for another."""


Relationship = Literal[
    "wife", "husband", "partner", "mother", "father", "parent", "daughter", "son", "child", "sister", "brother",
    "sibling", "grandparent", "grandchild", "relative",
]  # fmt: skip
"""What somebody is to the person (HURIDOCS: type of relationship)."""


class Names(Part):
    """How somebody is called."""

    preferred: str = Field(min_length=1, description="The spelling that papers print.")
    native: dict[Language, str] = Field({}, description="The name in its own script, by language: {kk: …, ru: …}.")
    variants: tuple[str, ...] = Field((), description="Other spellings, flagged in prose. Not printed: checks use it.")
    pseudonym: str | None = Field(None, description="What to print instead of the name.")
    given: str | None = Field(None, description="Given names, where lists need them. Not printed: it sorts lists.")
    patronymic: str | None = Field(None, description="The father's name: Hasan oğlu. Not printed: it sorts lists.")
    family: str | None = Field(
        None,
        description="The family name, by which lists are sorted; found in `preferred` where nothing is said: the last"
        " word, or the first where a patronymic is the last."
        " Not printed: it puts lists in order, and the index of names begins with it.",
    )
    sort: str | None = Field(
        None,
        description="By what lists are sorted, where that is not the family name. Not printed: it puts lists in order.",
    )


def list_spellings(names: Names) -> tuple[str, ...]:
    """Return every spelling of somebody's own name that a record has, the preferred one first; a pseudonym is none."""
    return (names.preferred, *names.native.values(), *names.variants)


class BirthDate(Part):
    """When somebody was born: with a name and a day, anybody can be found in registers and records of all kinds."""

    date: PartialDate = Field(description="The day, or the month or year where a document says no more.")
    day_for: Visibility = Field(
        "internal",
        description=(
            "Who may read more than the year; all others read the year, and an age where that follows from it."
            " public, where a document that everybody may read has the day."
        ),
    )
    by: SourceIds = Field((), description="Sources that support it.")


class Relative(Told):
    """Somebody of the family, or several of one kind: whom it touches, and who depends on the person.

    The name of a relative is for those who write the papers alone, unless `basis` allows more; that of a child is never
    printed for everybody.
    """

    relationship: Relationship = Field(description="What they are to the person.")
    name: str | None = Field(
        None, min_length=1, description="The name: printed for those only for whom `basis` allows it."
    )
    case: CaseId | None = Field(None, description="Id of the case of this relative, in place of the name.")
    number: int | None = Field(None, ge=2, le=99, description="How many, where these are several: 3 (daughters).")
    minor: bool = Field(False, description="Under 18: papers say so, and print the name for nobody of the public.")
    dependant: bool = Field(False, description="Depends on the person for a living (HURIDOCS: dependants).")
    basis: Grounds | None = Field(None, description="Why the name may be printed; of a child, only a consent counts.")
    visibility: Visibility | None = Field(
        None, description="Who may read of this relative at all; the record's own visibility where nothing is said."
    )
    as_of: PartialDate | None = Field(None, description="The day of which it is known.")
    by: SourceIds = Field((), description="Sources that support it.")


class Photograph(Told):
    """A picture of the person, printed in the profile."""

    file: str = Field(
        pattern=r"^data(/[A-Za-z0-9_.-]+)+\.(png|jpg|jpeg)$",
        description="Path from the workspace, within data/: data/ruritania/photographs/1.jpg. PNG or JPEG.",
    )
    alt: Text = Field(description="What it shows, in words, for those who can't see it.")
    credit: str = Field(min_length=1, description="Who took it or owns it, as they want to be named.")
    licence: str | None = Field(None, min_length=1, description="On what terms it may be printed: CC BY 4.0.")
    date: PartialDate | None = Field(None, description="When it was taken.")
    basis: Grounds | None = Field(
        None, description="Why it may be printed: the person's consent, or public documents that show it already."
    )


class Affiliation(Part):
    """Where somebody belongs, and as what."""

    organisation: OrganisationId = Field(
        description=(
            "Id of the organisation. Not printed: it has neither day nor source, and may be what somebody is charged"
            " with; the profile tells it."
        )
    )
    role: Text | None = Field(None, description="What the person is there. Not printed: see `organisation`.")


class Recognition(Told):
    """Somebody counts the person among political prisoners, or recognises the person as something like it."""

    recognised_by: OrganisationIds = Field(description="Ids of organisations.")
    others: Text | None = Field(None, description="Who else, in words.")
    recognised_as: RecognisedAs | None = Field(
        None, description="As what, by their own words; left out where they only have the person in a list."
    )
    list_number: str | None = Field(
        None,
        min_length=1,
        max_length=20,
        description="Number of the person in their list, as it stands there: 17, 4b.",
    )
    as_of: PartialDate | None = Field(None, description="The day of the list.")
    by: SourceIds = Field((), description="Sources that support it.")


class Criterion(Part):
    """A criterion of Parliamentary Assembly resolution 1900 (2012) that a document finds fulfilled."""

    criterion: Literal["a", "b", "c", "d", "e"] = Field(
        description=(
            "a: breach of a fundamental guarantee; b: political reasons alone; c: out of proportion; d: discriminatory;"
            " e: unfair trial."
        )
    )
    by: SourceIds = Field(description="Sources that say so.")


class Profile(Part):
    """The story of the person as told from a day on."""

    as_of: PartialDate = Field(description="The day from which this telling holds.")
    lead: Text | None = Field(None, description="The bold first sentence.")
    text: Text | None = Field(None, description="The story: Markdown, one sentence a line, with citations.")


class Raised(Told):
    """Somebody raised the matter."""

    raised_by: OrganisationIds = Field(
        (), description="Ids of organisations: the body that did, not one it belongs to."
    )
    others: Text | None = Field(None, description="Who else, in words, where a document does not name them.")
    date: PartialDate | None = Field(None, description="When.")
    as_of: PartialDate | None = Field(
        None, description="The day by which it had been raised, where no document says when, or only a month or year."
    )
    text: Text | None = Field(None, description="How, and what came of it.")
    by: SourceIds = Field((), description="Sources that support it.")
    recommendations: RecommendationIds = Field(
        (), description="In a case: recommendations that it was a call for; left out, all that name the case."
    )
