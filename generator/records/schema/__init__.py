"""What records can say: one pydantic model for each kind of record, all frozen, all closed to unknown fields.

Modules with models do without `from __future__ import annotations`: pydantic would compile and evaluate the text of
each annotation anew in every process, a fifth of the time that the classes take.
"""

from generator.records.schema.base import Record
from generator.records.schema.cases import Case
from generator.records.schema.countries import Country
from generator.records.schema.editions import Edition, SectionProse
from generator.records.schema.laws import Law
from generator.records.schema.records import (
    Dialogue,
    Event,
    Figure,
    Organisation,
    Person,
    Recommendation,
    Standard,
    Theme,
)
from generator.records.schema.sources import Source

COLLECTIONS: dict[str, type[Record]] = {
    "cases": Case,
    "events": Event,
    "laws": Law,
    "sources": Source,
    "recommendations": Recommendation,
    "figures": Figure,
    "people": Person,
    "organisations": Organisation,
    "themes": Theme,
    "standards": Standard,
    "countries": Country,
    "dialogues": Dialogue,
}
"""Kind of record by the name of its folder or file in data/."""

ALWAYS_PUBLIC = frozenset({"laws", "standards", "themes", "countries"})
"""Kinds that are public where neither the record nor its folder says otherwise."""

__all__ = [
    "ALWAYS_PUBLIC", "COLLECTIONS", "Case", "Country", "Dialogue", "Edition", "Event", "Figure", "Law", "Organisation",
    "Person", "Recommendation", "Record", "SectionProse", "Source", "Standard", "Theme",
]  # fmt: skip
