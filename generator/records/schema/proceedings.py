"""One prosecution, fine or lawsuit of a case: what somebody is accused of, its steps, and what a court imposed."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from generator.records.schema.base import Money, Part, ProvisionId, SourceIds, Text, Told, make_tuple
from generator.records.schema.court import Lawyer, Official
from generator.records.schema.lengths import Length
from generator.records.schema.partial_dates import PartialDate

Status = Literal[
    "at_risk", "under_investigation", "detained", "pretrial", "house_arrest", "on_trial", "imprisoned",
    "death_row", "suspended_sentence", "restricted_freedom", "sentence_postponed", "psychiatric_detention", "released",
    "acquitted", "deceased", "disappeared", "in_exile", "witness",
]  # fmt: skip

StageName = Literal[
    "summoned", "questioned", "searched", "investigation_opened", "detained", "arrested", "remanded", "house_arrest",
    "charged", "trial_opened", "complaint_withdrawn", "ruled_against", "convicted", "acquitted", "appeal_upheld",
    "appeal_changed", "appeal_overturned", "sentence_changed", "parole_denied", "parole_granted", "parole_appealed",
    "released", "detention_extended", "sentence_postponed", "amnesty_refused", "pardon_refused", "commuted",
    "amnestied", "pardoned", "executed", "warrant_issued",
]  # fmt: skip

Role = Literal["accused", "suspect", "witness"]

SentenceKind = Literal[
    "imprisonment", "death", "restricted_freedom", "suspended_sentence", "administrative_detention", "fine", "warning",
    "compensation", "correction",
]  # fmt: skip


ChargeMode = Literal["attempt", "preparation", "incitement", "complicity"]

NUMERAL_PATTERN = r"^(\d+([-.]\d+)*[A-Za-zЀ-ӿ]?|[IVXLC]+|[A-Za-zЀ-ӿ])$"
"""The number of a part or item: 2, 2-1, 2.1, 2a, IV, а."""

Numeral = Annotated[str, Field(pattern=NUMERAL_PATTERN)]
Numerals = Annotated[tuple[Numeral, ...], BeforeValidator(make_tuple)]


class LinkedProvision(Part):
    """A provision with which a charge is brought in connection."""

    provision: ProvisionId = Field(description="Code and article: kz-criminal-code/24.")
    part: Numeral | None = Field(None, description="Part of the article: 3.")
    items: Numerals = Field((), description="Items of the part, or of the article: [1, 2].")


class Charge(Part):
    """What somebody is accused of."""

    provision: ProvisionId | None = Field(
        None, description="Code and article: kz-criminal-code/274; left out where no document names it."
    )
    part: Numeral | None = Field(None, description="Part of the article: 2.")
    items: Numerals = Field((), description="Items of the part, or of the article: [1, 2, 5].")
    mode: ChargeMode | None = Field(
        None, description="How the offence is said to have been committed, where not in full and by the person."
    )
    in_connection_with: Annotated[tuple[ProvisionId | LinkedProvision, ...], BeforeValidator(make_tuple)] = Field(
        (), description="Other provisions on which the charge rests, such as the general one on attempts."
    )
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
    length: Length | None = Field(None, description="Its length; of a death sentence none.")
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
    lawyers: tuple[Lawyer, ...] = Field((), description="Who defends the person at this step; closed unless opened.")
    judges: tuple[Official, ...] = Field((), description="Who judges at this step.")
    prosecutors: tuple[Official, ...] = Field((), description="Who prosecutes at this step.")
    role: Role | None = Field(
        None, description="What the person is in the proceeding from then on: accused where no stage says otherwise."
    )
    sentence: Sentence | None = Field(
        None, description="What it imposed; of `commuted`, and of a pardon or amnesty that leaves one, what is left."
    )
    age: int | None = Field(None, ge=0, le=120, description="How old the person was then, where a source says it.")
    minor: bool = Field(
        False,
        description="A source says that the person was under 18 then. Not printed: checks protect children by it.",
    )
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
    lawyers: tuple[Lawyer, ...] = Field((), description="Who defends the person in all of it; closed unless opened.")
    judges: tuple[Official, ...] = Field((), description="Who judges in all of it.")
    prosecutors: tuple[Official, ...] = Field((), description="Who prosecutes in all of it.")
    answers: tuple[Answer, ...] = Field(
        (), description="What the person says to the charges; told wherever these are, so that no charge stands alone."
    )
    stages: tuple[Stage, ...] = Field((), description="Its steps in order.")
