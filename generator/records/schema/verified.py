"""One statement for many people: what somebody found of all of them on a day, in briefings/<edition>/verified.yaml.

It counts in the record of each as if it stood there (generator/records/load/statements.py).
"""

from pydantic import Field

from generator.records.schema.base import CaseIds, Part, Record, SourceIds, Text, Visibility
from generator.records.schema.partial_dates import PartialDate
from generator.records.schema.proceedings import Status


class Statement(Part):
    """What somebody found of many people on one day."""

    as_of: PartialDate = Field(description="The day on which it was found to be so.")
    status: Status | None = Field(
        None, description="How all of them are; left out where each of them is still as the record tells."
    )
    text: Text | None = Field(None, description="What was found, one sentence that holds of each of them.")
    verified: bool = Field(
        True, description="Somebody looked and found it so on that day; false where it was told and nobody looked."
    )
    by: SourceIds = Field(min_length=1, description="Sources that support it.")
    cases: CaseIds = Field(min_length=1, description="Ids of the cases of which it is told, each by name.")
    but_not: CaseIds = Field(
        (), alias="except", description="Ids of cases on the same list of which it is not told: somebody asked in vain."
    )
    visibility: Visibility | None = Field(
        None, description="Who may see it; the readers of the edition where nothing is said, and of each record."
    )


class Verified(Record):
    """All statements for many that were made for an edition, in the order in which they were made."""

    statements: tuple[Statement, ...] = Field(description="One for each day, status and source.")
