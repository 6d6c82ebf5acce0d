"""What the sections of a paper may name: what its readers may see, and what is known by its day."""

from __future__ import annotations

from generator.paper.assemble.context import Context
from generator.records.resolve.references import NAMES, list_references


def check_named(context: Context) -> None:
    """Say which records the sections and the edition name that this audience may not see, or that come too late."""
    edition = context.edition
    for entry in (*edition.sections, edition.entry):
        for path, collection, id in list_references(entry.record):
            name = id.partition("/")[0]
            left = (edition.withheld, edition.later, edition.unclear)
            if any(name in ids[collection] for ids in left):
                context.absent(NAMES[collection], collection, name, entry.origin(*path), len(id))
