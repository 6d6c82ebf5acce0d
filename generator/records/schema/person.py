"""Who a case is about, and how others see them: names, where they belong, who recognises them, raised their case."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.records.schema.base import (
    Language,
    OrganisationId,
    OrganisationIds,
    Part,
    RecommendationIds,
    SourceIds,
    Text,
    Told,
)
from generator.records.schema.partial_dates import PartialDate


class Names(Part):
    """How somebody is called."""

    preferred: str = Field(min_length=1, description="The spelling that papers print.")
    native: dict[Language, str] = Field({}, description="The name in its own script, by language: {kk: …, ru: …}.")
    variants: tuple[str, ...] = Field((), description="Other spellings that documents use; found and flagged in prose.")
    pseudonym: str | None = Field(None, description="What to print instead of the name.")
    given: str | None = Field(None, description="The given names, where lists need them apart.")
    patronymic: str | None = Field(None, description="The father's name: Hasan oğlu, Ivanovich; no surname.")
    family: str | None = Field(
        None,
        description="The family name, by which lists are sorted; found in `preferred` where nothing is said: the last"
        " word, or the first where a patronymic is the last.",
    )
    sort: str | None = Field(None, description="By what lists are sorted, where that is not the family name.")


class Affiliation(Part):
    """Where somebody belongs, and as what."""

    organisation: OrganisationId = Field(description="Id of the organisation.")
    role: Text | None = Field(None, description="What the person is there.")


class Recognition(Told):
    """Somebody counts the person among political prisoners."""

    recognised_by: OrganisationIds = Field(description="Ids of organisations.")
    others: Text | None = Field(None, description="Who else, in words.")
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
