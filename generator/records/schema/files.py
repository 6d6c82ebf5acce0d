"""Which records a YAML file of the workspace holds, by its place.

In: its path below the root. Out: the model, and whether the file holds one record or one under each name; None where a
file in that place holds no record.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import NamedTuple

from generator.base.inputs import VERIFIED
from generator.records.schema import COLLECTIONS, Country, Edition, Record, SectionProse
from generator.records.schema.signatures import Signatures
from generator.records.schema.templates import Template
from generator.records.schema.verified import Verified


class FileKind(NamedTuple):
    """What a file holds: `model` None for words that have no record (defaults.yaml, labels)."""

    name: str
    model: type[Record] | None
    many: bool = False


def find_file_kind(path: PurePosixPath) -> FileKind | None:
    """Return what the file at a path such as `data/ruritania/cases/rassendyll.yaml` holds, as `load` reads it."""
    if path.suffix != ".yaml" or len(path.parts) < 2:
        return None
    top, folder = path.parts[0], path.parent.name
    if top == "data":
        if path.name == "defaults.yaml":
            return FileKind("defaults", None)
        if path.name == "country.yaml":
            return FileKind("country", Country)
        if folder in COLLECTIONS and len(path.parts) > 2:
            return FileKind(SINGLE.get(folder, folder), COLLECTIONS[folder])
        return FileKind(path.stem, COLLECTIONS[path.stem], True) if path.stem in COLLECTIONS else None
    if top == "briefings" and len(path.parts) == 3:
        if path.name == "signatures.yaml":
            return FileKind("signatures", Signatures)
        if path.name == VERIFIED:
            return FileKind("verified", Verified)
        return FileKind("edition", Edition) if path.name == "edition.yaml" else FileKind("section", SectionProse)
    if top == "templates" and len(path.parts) == 3 and path.name == "template.yaml":
        return FileKind("template", Template)
    if top == "templates" and len(path.parts) == 4 and folder == "labels":
        return FileKind("labels", None)
    return None


SINGLE = {
    "cases": "case", "events": "event", "laws": "law", "sources": "source", "recommendations": "recommendation",
    "figures": "figure", "people": "person", "organisations": "organisation", "themes": "theme",
    "standards": "standard", "countries": "country", "dialogues": "dialogue",
}  # fmt: skip
"""What one record of a collection is called."""
