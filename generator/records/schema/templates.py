"""The record of a style: template.yaml in its folder."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from generator.records.schema.base import Part, Record, Text
from generator.records.style import Density, NoteStyle, Placement, Repeated

Font = Annotated[str, Field(min_length=1)]
"""The name of a font."""


class OutlineSection(Part):
    """A section that a new paper begins with."""

    section: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="Its id, and the name of its file.")
    title: Text = Field(description="Its heading.")
    kind: Literal["overview", "theme", "section", "annex"] = Field("section", description="What it is in the paper.")


class Template(Record):
    """A style: which kinds of paper it serves, how sources are named, and what a new paper begins with."""

    title: Text = Field(description="What papers of this style are, in a few words.")
    kinds: tuple[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], ...] = Field(
        description="Kinds of paper that it serves; the words for each are `kind_<kind>` in its labels.", min_length=1
    )
    extends: str | None = Field(
        None,
        pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$",
        description="The style from which it takes what its own folder does not have.",
    )
    notes: NoteStyle | None = Field(
        None,
        description=(
            "footnotes, or links in the text; as in the style that it extends where nothing is said, and else"
            " footnotes."
        ),
    )
    citations: Density | None = Field(
        None,
        description=(
            "every_paragraph: each paragraph that tells facts cites a source; as_written: where authors wrote a note;"
            " as in the style that it extends where nothing is said, and else as_written."
        ),
    )
    repeated_notes: Repeated | None = Field(
        None,
        description=(
            "short: a note whose sources were told in full in a note before has their short names and the number of"
            " that note; full: it tells them in full again; as in the style that it extends where nothing is said,"
            " and else full."
        ),
    )
    recommendations: Placement | None = Field(
        None,
        description=(
            "per_theme: in the sections that name them; at_end: in a section of their own, before the annexes; "
            "as in the style that it extends where nothing is said, and else per_theme."
        ),
    )
    fonts: Mapping[Font, Font] = Field(
        {},
        description=(
            "Which font of fonts/fonts.css stands in the PDF for one that paper.docx names (Cambria: Paper Serif); "
            "beside those that the style that it extends says."
        ),
    )
    outline: tuple[OutlineSection, ...] = Field(
        (), description="Sections of a new paper, in order; those of the style that it extends where none are named."
    )
