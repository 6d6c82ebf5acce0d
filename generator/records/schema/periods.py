"""A span of time: the one that a paper looks at, or of which a source gives an account."""

from pydantic import Field

from generator.records.schema.base import Part
from generator.records.schema.partial_dates import PartialDate


class Period(Part):
    """The first and the last day, month or year of a span of time."""

    start: PartialDate = Field(alias="from", description="First day.")
    end: PartialDate = Field(alias="to", description="Last day.")
