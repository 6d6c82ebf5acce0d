"""Blocks that list what stands elsewhere in a paper or its data: what is asked, whom to name, what was said last time,
who counts as a political prisoner.
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from generator.records.schema.base import CaseIds, Ids, Part, RefersTo, StandardId, Text


def replace_none(value: Any) -> Any:
    """Return nothing at all as an empty list: what is left when the last line has been taken away."""
    return () if value is None else value


class Listed(Part):
    """A list of ids."""

    carried_over: Annotated[Ids, BeforeValidator(replace_none)] = Field(
        (),
        description=(
            "What of it was taken over from the edition before and not confirmed yet: ids of the list, caption, remark;"
            " `briefing new` writes it."
            " Not printed: a paper with such words is not built."
        ),
    )


Mark = Literal["new", "changed", "released", "deceased", "no_further_developments"]
"""What became of a case since the paper before."""


class PrisonersBlock(Listed):
    """The table of prisoners: a row for each case, from its record."""

    prisoners: CaseIds = Field(description="Ids of cases, in order.")
    caption: Text | None = Field(None, description="Words above the table.")
    remark: Text | None = Field(None, description="Small print below it.")
    group_by: Literal["status", "theme", "region"] | None = Field(
        None, description="What the rows are grouped by; in the order of the list where nothing is said."
    )
    sort_by: Literal["name", "since"] | None = Field(
        None,
        description="How the rows, or those of each group, are sorted; in the order of the list where nothing is said.",
    )
    charges: Literal["articles"] | None = Field(
        None,
        description=(
            "articles: the column names articles alone, and a line below the table says once what each is about; each"
            " charge in words where nothing is said."
        ),
    )
    not_named: Literal["count"] | None = Field(
        None,
        description=(
            "count: who is on the list and not for the readers is left out, and below the table stands how many there"
            " are, in fives: at least 5, 10, 15; of fewer than five no number is told. Where nothing is said, such a"
            " case is an error."
        ),
    )
    marks: dict[str, Mark] = Field(
        {}, description="Marks beside names, where there is no predecessor to compute them from."
    )


class ProfilesBlock(Listed):
    """A profile of each case, from its record."""

    profiles: CaseIds = Field(description="Ids of cases, in order.")
    group_by: Literal["lists"] | None = Field(
        None,
        description=(
            "lists: below the headings under which the people stand in the lists before it in this section; in the"
            " order of the list where nothing is said."
        ),
    )


class AsksBlock(Listed):
    """What the paper asks for, on one page: a table for each body that is asked, of recommendations that its sections
    make, each with its section and its cases; and what a messenger is asked to raise."""

    asks: Annotated[Ids, RefersTo("recommendations")] = Field(
        description="Ids of recommendations that stand in sections of this edition, in order."
    )


class ToNameBlock(Listed):
    """The people to name at the meeting: a line for each, from its record, with the asks that are about it."""

    to_name: CaseIds = Field(description="Ids of three to five cases, in order.", min_length=1, max_length=5)


class RoundsBlock(Part):
    """What was said at the rounds since the edition before, beside what that edition asked for."""

    rounds: Literal["since_predecessor"] = Field(
        description="since_predecessor: from the round of the edition before up to the day of this one."
    )


class DefinitionBlock(Part):
    """Who counts as a political prisoner: the definition, and which of its criteria documents find fulfilled, by person
    in the edition's tables of prisoners."""

    definition: StandardId = Field(description="Id of the standard that defines it.")
