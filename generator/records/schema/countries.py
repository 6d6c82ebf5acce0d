"""The record of a country: its names, those of its capital, ratings of its civic space, notices of watch lists."""

from pydantic import Field

from generator.records.schema.base import OrganisationId, Part, Record, SourceIds, Text
from generator.records.schema.partial_dates import PartialDate
from generator.records.schema.person import Names


class NameFrom(Part):
    """A name that holds from a day on."""

    since: PartialDate | None = Field(None, alias="from", description="First day; None: before all others.")
    as_of: PartialDate | None = Field(
        None, description="A day by which it was so, where the first is not known or is a month or year."
    )
    name: str = Field(description="The name.")
    by: SourceIds = Field((), description="Sources that support it. Not printed: checks ask for it.")


class Rating(Part):
    """A rating of civic space, from a day on."""

    rated_by: OrganisationId = Field(description="Who rates: id of an organisation.")
    rating: str = Field(description="The rating, as they call it: obstructed.")
    date: PartialDate = Field(description="From when it holds.")
    as_of: PartialDate | None = Field(
        None,
        description=(
            "A day by which it was so, where `date` is a month or year."
            " Not printed: it decides in which papers the rating is known."
        ),
    )
    instead_of: str | None = Field(
        None, description="The rating until then, where no document says since when that one was so."
    )
    by: SourceIds = Field((), description="Sources that support it.")


class WatchListing(Part):
    """A notice that puts a country on a watch list, from a day on."""

    listed_by: OrganisationId = Field(description="Whose list it is: id of an organisation.")
    date: PartialDate | None = Field(None, description="When it was listed.")
    as_of: PartialDate | None = Field(None, description="The day on which it stood there, where no other is known.")
    text: Text | None = Field(None, description="Why, as the notice says.")
    by: SourceIds = Field((), description="Sources that support it.")


class Country(Record):
    """A country: the folder of its data is named after its id."""

    names: Names = Field(description="How it is called.")
    adjective: str | None = Field(None, description="Kazakhstani. Not printed: mentions in prose may use it.")
    capital: tuple[NameFrom, ...] = Field((), description="Names of the capital, by day.")
    ratings: tuple[Rating, ...] = Field((), description="Ratings of civic space, dated.")
    watch_list: tuple[WatchListing, ...] = Field((), description="Notices of watch lists, dated.")
