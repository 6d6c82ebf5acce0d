"""Who acts in a proceeding: lawyers, judges, prosecutors."""

from pydantic import Field

from generator.records.schema.base import OrganisationId, SourceIds, Text, Told, Visibility
from generator.records.schema.partial_dates import PartialDate


class Lawyer(Told):
    """Somebody who defends the person, and may be at risk for it: told to nobody outside, unless the record says so."""

    name: Text = Field(description="The name as papers print it.")
    organisation: OrganisationId | None = Field(None, description="Id of the bar, firm or organisation.")
    visibility: Visibility | None = Field(
        None, description="Who may see it; nobody outside (internal) where nothing is said."
    )
    as_of: PartialDate | None = Field(None, description="The day of which it is known.")
    by: SourceIds = Field((), description="Sources that support it.")


class Official(Told):
    """A judge or prosecutor. That somebody was one in this case is a claim about a person, and needs a source."""

    name: Text = Field(description="The name as papers print it.")
    organisation: OrganisationId | None = Field(None, description="Id of the court or office.")
    as_of: PartialDate | None = Field(None, description="The day of which it is known.")
    by: SourceIds = Field(min_length=1, description="Sources that say so.")
