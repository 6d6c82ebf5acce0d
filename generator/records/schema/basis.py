"""Why a case may be told of: a consent, or that it is public already; and that somebody asked to be named no more."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from generator.records.schema.base import Part, SourceIds, Use, make_tuple
from generator.records.schema.partial_dates import PartialDate

Giver = Literal["person", "relative", "guardian", "lawyer"]
"""Who may agree: the person, or somebody for them. A word, and no name: that would be one more person to protect."""


class Consent(Part):
    """The agreement of the person to being named."""

    scope: Annotated[tuple[Use, ...], BeforeValidator(make_tuple)] = Field(
        min_length=1,
        description=(
            "What was agreed to. public: everybody may read it, and so for every other use; partner: it is handed to"
            " governments, the EU or organisations; un: it is submitted to a body or mechanism of the United Nations;"
            " media: it is passed to journalists."
            " Not printed: it decides in which papers the case may be."
        ),
    )
    giver: Giver = Field(
        description="Who gave it: the person, or somebody who may speak for them. No name. Not printed: it is proof."
    )
    date: PartialDate = Field(description="When it was given. Not printed: it decides in which papers the case may be.")
    expires: PartialDate | None = Field(
        None,
        description=(
            "The last day on which it holds: a paper that is dated later has no basis in it."
            " Not printed: it decides in which papers the case may be."
        ),
    )
    withdrawn: PartialDate | None = Field(
        None,
        description=(
            "When it was taken back: no paper is made from then on, of whatever day. Not printed: it closes the record."
        ),
    )


class Grounds(Part):
    """Why something of a person may be printed: a consent, or that it is public already."""

    already_public: SourceIds = Field((), description="Sources in which it stands already.")
    consent: Consent | None = Field(None, description="What the person agreed to.")


class Basis(Grounds):
    """Why the case may be published: a consent, or that it is public already."""

    removed: PartialDate | None = Field(
        None,
        description=(
            "When the person asked to be named no more: no output for any audience names them; the record is kept so"
            " that nobody adds them again. `briefing withdraw` writes it."
            " Not printed: it closes the record."
        ),
    )
