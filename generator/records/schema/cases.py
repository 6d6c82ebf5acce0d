"""The record of a case: a person, family, group or organisation, what was done to them, and how we know."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.records.schema.base import (
    CaseId,
    CaseIds,
    EventId,
    Length,
    Money,
    OrganisationId,
    Part,
    ProvisionId,
    Record,
    SourceIds,
    Text,
    ThemeIds,
    Told,
)
from generator.records.schema.basis import Basis
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
from generator.records.schema.sources import Source

Status = Literal[
    "at_risk", "under_investigation", "detained", "pretrial", "house_arrest", "on_trial", "imprisoned",
    "suspended_sentence", "restricted_freedom", "sentence_postponed", "psychiatric_detention", "released", "acquitted",
    "deceased", "disappeared", "in_exile", "witness",
]  # fmt: skip

StageName = Literal[
    "summoned", "questioned", "searched", "investigation_opened", "detained", "arrested", "remanded", "house_arrest",
    "charged", "trial_opened", "complaint_withdrawn", "ruled_against", "convicted", "acquitted", "appeal_upheld",
    "appeal_changed", "appeal_overturned", "sentence_changed", "parole_denied", "parole_granted", "parole_appealed",
    "released", "detention_extended", "sentence_postponed", "amnesty_refused", "warrant_issued",
]  # fmt: skip

Role = Literal["accused", "suspect", "witness"]

SentenceKind = Literal[
    "imprisonment", "restricted_freedom", "suspended_sentence", "administrative_detention", "fine", "warning",
    "compensation", "correction",
]  # fmt: skip


class Charge(Part):
    """What somebody is accused of."""

    provision: ProvisionId | None = Field(
        None, description="Code and article: kz-criminal-code/274; left out where no document names it."
    )
    part: str | None = Field(None, description="Part of the article.")
    offence: Text | None = Field(
        None, description="The offence in words, where it is told otherwise than in the law's title."
    )
    alleged: bool = Field(False, description="The source says “allegedly” of the deed itself, even after a judgment.")
    dismissed: PartialDate | None = Field(
        None, description="When a court dismissed it; from then on papers do not list it among the charges."
    )


class Ban(Part):
    """Something forbidden by a sentence."""

    what: Text = Field(alias="from", description="What is forbidden.")
    length: Length | None = Field(None, description="For how long.")


class Sentence(Part):
    """What a court imposed."""

    kind: SentenceKind = Field(description="Which punishment; a length, sum or ban stands beside it.")
    length: Length | None = Field(None, description="Its length.")
    fine: Money | None = Field(None, description="A sum to be paid, alone or beside another punishment.")
    bans: tuple[Ban, ...] = Field((), description="What is forbidden and for how long.")
    orders: tuple[Text, ...] = Field((), description="What else has to be done, such as an apology.")


class Stage(Told):
    """A dated step of a proceeding."""

    date: PartialDate | None = Field(None, description="When; left out where no source says.")
    as_of: PartialDate | None = Field(
        None, description="The day by which it had happened, where its date is not known or is a month or year."
    )
    stage: StageName = Field(description="Which step.")
    court: Text | None = Field(None, description="The court that decided.")
    role: Role | None = Field(
        None, description="What the person is in the proceeding from then on: accused where no stage says otherwise."
    )
    sentence: Sentence | None = Field(None, description="What it imposed.")
    age: int | None = Field(None, ge=0, le=120, description="How old the person was then, where a source says it.")
    minor: bool = Field(False, description="A source says that the person was under 18 then.")
    text: Text | None = Field(None, description="What happened, in words, where the other fields do not say it.")
    until: PartialDate | None = Field(None, description="The day until which the serving of a sentence is postponed.")
    length: Length | None = Field(
        None, description="For how long the serving of a sentence is postponed, where no day of the end is told."
    )
    status: Status | None = Field(None, description="Custody from then on, where it does not follow from the stage.")
    alleged: bool = Field(False, description="Claimed by somebody, not established.")
    reported: bool = Field(False, description="Reported by others than the source, which says “reportedly”.")
    attributed_to: Text | None = Field(
        None, description="Who says so: id of an organisation, or words that follow “according to”."
    )
    by: SourceIds = Field((), description="Sources that support it.")


class Answer(Told):
    """What the person says to the charges."""

    date: PartialDate | None = Field(None, description="When it was said.")
    as_of: PartialDate | None = Field(None, description="The day by which it had been said.")
    text: Text = Field(description="What the person says, in words that follow the charges: denied as political.")
    by: SourceIds = Field((), description="Sources that support it.")


class Proceeding(Part):
    """One prosecution, fine or lawsuit from its first step to its last."""

    kind: Literal["criminal", "administrative", "civil"] = Field("criminal", description="Kind of proceeding.")
    charges: tuple[ProvisionId | Charge, ...] = Field(
        (), description="Provisions: kz-criminal-code/274, or with part and words."
    )
    about: Text | None = Field(None, description="What it is about.")
    plaintiff: Text | None = Field(None, description="Who sued or complained.")
    answers: tuple[Answer, ...] = Field(
        (), description="What the person says to the charges; told wherever these are, so that no charge stands alone."
    )
    stages: tuple[Stage, ...] = Field((), description="Its steps in order.")


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
    minor: bool = Field(False, description="A source says that the person was under 18 then.")
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
