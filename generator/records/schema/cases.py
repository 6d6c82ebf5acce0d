"""The record of a case: a person, family, group or organisation, what was done to them, and how we know."""

from typing import Literal

from pydantic import Field

from generator.records.schema.base import (
    CaseId,
    CaseIds,
    EventId,
    OrganisationId,
    Record,
    SourceIds,
    Text,
    ThemeIds,
    Told,
)
from generator.records.schema.basis import Basis
from generator.records.schema.court import Lawyer
from generator.records.schema.partial_dates import PartialDate
from generator.records.schema.person import (
    Affiliation,
    BirthDate,
    Criterion,
    Names,
    Photograph,
    Profile,
    Raised,
    Recognition,
    Relative,
)
from generator.records.schema.proceedings import Proceeding, Status
from generator.records.schema.sources import Source


class Development(Told):
    """Something that happened, or was so on a day."""

    date: PartialDate | None = Field(None, description="When it happened.")
    as_of: PartialDate | None = Field(
        None,
        description="The day on which it was observed to be so, where the date of its beginning is not known or is a"
        " month or year.",
    )
    text: Text = Field(description="What happened, one sentence.")
    place: str | None = Field(None, description="Where.")
    status: Status | None = Field(None, description="Custody from then on.")
    age: int | None = Field(None, ge=0, le=120, description="How old the person was then, where a source says it.")
    minor: bool = Field(
        False,
        description="A source says that the person was under 18 then. Not printed: checks protect children by it.",
    )
    event: EventId | None = Field(None, description="Id of the event it was part of. Not printed: checks use it.")
    accused_of: Text | None = Field(
        None, description="What the person was accused of then: a deed that `text` does not tell as a fact."
    )
    alleged: bool = Field(False, description="Claimed by somebody, not established.")
    reported: bool = Field(False, description="Reported by others than the source, which says “reportedly”.")
    attributed_to: Text | None = Field(
        None, description="Who says so: id of an organisation, or words that follow “according to”."
    )
    verified: bool = Field(
        False, description="Somebody looked and found it so on that day; only this supports 'still'."
    )
    by: SourceIds = Field((), description="Sources that support it.")


class Detention(Told):
    """Where and how somebody is held, from a day on."""

    as_of: PartialDate | None = Field(None, description="The day of which it is known.")
    place: Text | None = Field(None, description="Name of the prison.")
    conditions: Text | None = Field(None, description="How it is there.")
    health: Text | None = Field(None, description="State of health.")
    access: Text | None = Field(None, description="Visits, lawyers, doctors.")
    lawyers: tuple[Lawyer, ...] = Field((), description="Who defends the person there; closed unless opened.")
    alleged: bool = Field(False, description="Claimed by somebody, not established.")
    reported: bool = Field(False, description="Reported by others than the source, which says “reportedly”.")
    attributed_to: Text | None = Field(
        None, description="Who says so: id of an organisation, or words that follow “according to”."
    )
    by: SourceIds = Field((), description="Sources that support it.")


class Transfer(Told):
    """The person was taken from one place of detention to another."""

    date: PartialDate | None = Field(None, description="When.")
    as_of: PartialDate | None = Field(
        None, description="The day by which it had happened, where its date is not known or is a month or year."
    )
    from_place: Text | None = Field(None, description="Name of the prison that the person left.")
    to_place: Text | None = Field(None, description="Name of the prison; left out where nobody tells it.")
    reason: Text | None = Field(None, description="Why, as those say who did it, in a few words.")
    alleged: bool = Field(False, description="Claimed by somebody, not established.")
    reported: bool = Field(False, description="Reported by others than the source, which says “reportedly”.")
    attributed_to: Text | None = Field(
        None, description="Who says so: id of an organisation, or words that follow “according to”."
    )
    by: SourceIds = Field((), description="Sources that support it.")


class Case(Record):
    """A person, family, group or organisation whose rights are at stake."""

    kind: Literal["person", "family", "group", "organisation"] = Field("person", description="Who the case is about.")
    names: Names = Field(description="How they are called.")
    display: Literal["full_name", "initials", "pseudonym"] = Field("full_name", description="How papers call them.")
    gender: Literal["female", "male", "other"] | None = Field(None, description="As told. Not printed: checks use it.")
    date_of_birth: BirthDate | None = Field(None, description="When the person was born.")
    occupation: Text | None = Field(None, description="What the person does: journalist, poet.")
    affiliations: tuple[OrganisationId | Affiliation, ...] = Field(
        (), description="Organisations the person belongs to."
    )
    relatives: tuple[Relative, ...] = Field((), description="Family, and who depends on the person.")
    photograph: Photograph | None = Field(None, description="A picture of the person.")
    place: str | None = Field(None, description="Where the person lives.")
    region: str | None = Field(
        None, description="Region or city of national rank by which lists are grouped, where a document says it."
    )
    themes: ThemeIds = Field(
        (), description="Themes under which the case stands, the first foremost; lists are grouped by it."
    )
    group: CaseId | None = Field(
        None, description="Id of the group's case whose story this one shares: one trial, one family, one request."
    )
    basis: Basis | None = Field(None, description="Why the case may be published.")
    sources: dict[str, Source] = Field({}, description="Sources that this case cites, by id; others may cite them too.")
    proceedings: tuple[Proceeding, ...] = Field((), description="Prosecutions and lawsuits, each with its stages.")
    timeline: tuple[Development, ...] = Field((), description="What else happened, dated.")
    detention: tuple[Detention, ...] = Field((), description="Where and how the person is held, dated.")
    transfers: tuple[Transfer, ...] = Field((), description="From prison to prison, in order.")
    recognitions: tuple[Recognition, ...] = Field((), description="Who counts the person among political prisoners.")
    criteria: tuple[Criterion, ...] = Field(
        (), description="Criteria of PACE resolution 1900 that a document supports."
    )
    profile: tuple[Profile, ...] = Field((), description="The story, dated.")
    raised_by: tuple[Raised, ...] = Field((), description="Who raised the case, when, and what came of it.")
    related: CaseIds = Field((), description="Ids of other cases that belong to it. Not printed: it orders groups.")

    @property
    def withdrawn(self) -> bool:
        """Tell whether the person asked to be named no more, or took the consent back: nobody reads it any more."""
        basis = self.basis
        return bool(basis and (basis.removed or (basis.consent and basis.consent.withdrawn)))
