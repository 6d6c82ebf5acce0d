"""Write the sources that an audience may know as a library for other programs: CSL-JSON.

In: the workspace, the audience, the country. Out: bytes; the same records give the same bytes. What the readers may not
see is not in it: sources and fields above the audience, and words that name somebody whom they must not know (S105).
"""

from __future__ import annotations

import json
from pathlib import Path

from generator.base.diagnostics import BriefingError
from generator.paper.protected import find_protected
from generator.paper.select.visible import pick_fields
from generator.records.csl_items import write_item
from generator.records.load import Dataset, load
from generator.records.schema import Source
from generator.records.schema.base import Visibility
from generator.runs.leaks import find_leaks


def export_sources(root: Path, audience: Visibility, country: str | None = None) -> tuple[bytes, int]:
    """Return the library, and how many sources are in it; of a country alone where one is named."""
    dataset, _ = load(root, [])
    sources = pick_sources(dataset, audience, country)
    bodies = {id: entry for id, entry in dataset.organisations.items() if not entry.above(audience)}
    known = {id: entry.record.names.preferred for id, entry in bodies.items()}
    items = [write_item(source, lambda said: known.get(said, said)) for source in sources]
    data = (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode()
    if leaks := [*find_leaks({"sources.json": data}, find_protected(dataset, audience))]:
        raise BriefingError(leaks)
    return data, len(items)


def pick_sources(dataset: Dataset, audience: Visibility, country: str | None) -> list[Source]:
    """Return the sources that an audience may know, with what of them it may know, in the order of their ids."""
    hidden = frozenset(id for id, entry in dataset.sources.items() if entry.above(audience))
    closed = frozenset(id for id, entry in dataset.organisations.items() if entry.above(audience))
    found = []
    for _, entry in sorted(dataset.sources.items()):
        ours = country is None or entry.file.startswith(f"data/{country}/")
        picked = pick_fields(entry, Source, audience, hidden) if ours and not entry.above(audience) else None
        if picked:
            source = picked.record
            houses = tuple(id for id in source.publisher if id not in closed)
            cited = tuple(id for id in source.stated_in if id not in hidden)
            found.append(source.model_copy(update={"publisher": houses, "stated_in": cited}))
    return found
