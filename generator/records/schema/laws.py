"""The record of a code of law and its provisions."""

from typing import Literal

from pydantic import Field

from generator.records.schema.base import (
    CountryId,
    Money,
    Part,
    ProvisionId,
    Record,
    SourceIds,
    StandardIds,
    Text,
)
from generator.records.schema.partial_dates import PartialDate
from generator.records.schema.sources import Source


class Penalty(Part):
    """What a provision threatens, as a document tells it."""

    text: Text = Field(description="The penalty in words. Not printed: sentences about the law are held to it.")
    sums: tuple[Money, ...] = Field((), description="The sums named in it.")
    in_force_from: PartialDate | None = Field(
        None, description="First day. Not printed: sentences about the law are held to it."
    )
    in_force_to: PartialDate | None = Field(
        None, description="Last day. Not printed: sentences about the law are held to it."
    )
    by: SourceIds = Field((), description="Sources that support it. Not printed: sentences about the law rest on it.")


class Concern(Part):
    """Why a provision is of concern."""

    text: Text = Field(description="The concern, one sentence. Not printed: sentences about the law are held to it.")
    by: SourceIds = Field((), description="Sources that support it. Not printed: sentences about the law rest on it.")


class Provision(Part):
    """An article of a code."""

    title: Text = Field(description="The offence or matter, in words: slander.")
    wordings: tuple[str, ...] = Field(
        (),
        description="Other words for the same offence that prose may use. Not printed: mentions are held to them.",
    )
    summary: Text | None = Field(None, description="What it says. Not printed: sentences about the law are held to it.")
    in_force_from: PartialDate | None = Field(None, description="First day.")
    in_force_to: PartialDate | None = Field(None, description="Last day.")
    moved_to: ProvisionId | None = Field(
        None, description="The provision that took its place: code/article. Not printed: it is for whoever writes."
    )
    penalties: tuple[Penalty, ...] = Field((), description="What it threatens, by time.")
    texts: SourceIds = Field(
        (), description="Sources that hold the text of the law. Not printed: sentences about the law rest on them."
    )
    concerns: tuple[Concern, ...] = Field((), description="Why it is of concern.")
    standards: StandardIds = Field(
        (), description="Standards it breaches, where a document says so. Not printed: it is for whoever writes."
    )
    by: SourceIds = Field((), description="Sources that support what stands here.")


class Law(Record):
    """A code or law with its provisions by article."""

    title: Text = Field(description="Its name: Criminal Code.")
    wordings: tuple[str, ...] = Field(
        (), description="Other names that prose may use. Not printed: mentions in prose are held to them."
    )
    country: CountryId | None = Field(None, description="Id of the country. Not printed: checks use it.")
    numbering: Literal["words", "dotted"] = Field(
        "words", description="How parts and items are cited: words (Article 188, part 4, item 3) or dotted (234.4.3)."
    )
    adopted: PartialDate | None = Field(None, description="When it was signed.")
    summary: Text | None = Field(None, description="What it is about. Not printed: it is for whoever writes.")
    by: SourceIds = Field(
        (), description="Sources that support what stands here. Not printed: sentences about the law rest on it."
    )
    sources: dict[str, Source] = Field({}, description="Sources of the law's text, by id.")
    provisions: dict[str, Provision] = Field({}, description="Its articles, by number.")
