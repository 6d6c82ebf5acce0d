"""Write the sources that an audience may know as a library for other programs: CSL-JSON.

In: the workspace, the audience, the country. Out: bytes; the same records give the same bytes. What the readers may not
see is not in it: sources and fields above the audience, and words that name somebody whom they must not know (S105).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator.base.diagnostics import BriefingError, Diagnostic
from generator.paper.basis import list_untold
from generator.paper.guard import hide_protected
from generator.paper.protected import find_names_apart, find_protected
from generator.paper.protected_values import Protected
from generator.paper.select.visible import list_hidden_sources, pick_fields
from generator.records.csl_items import write_item
from generator.records.load import Dataset, load
from generator.records.schema import Organisation, Source
from generator.records.schema.base import Visibility
from generator.runs.leaks import find_leaks


def export_sources(root: Path, audience: Visibility, day: date, country: str | None = None) -> tuple[bytes, int]:
    """Return the library, and how many sources are in it; of a country alone where one is named. Raises BriefingError
    with what is wrong with the data, and where a file would tell what its readers may not know on that day (S105)."""
    dataset = load_whole(root, audience)
    sources = pick_sources(dataset, audience, country)
    known = name_bodies(dataset, audience)
    items = [write_item(source, lambda said: known.get(said, said)) for source in sources]
    data = (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode()
    if leaks := find_told({"sources.json": data}, dataset, audience, day):
        raise BriefingError(leaks)
    return data, len(items)


_OF_MANY = ("surname", "initials")


def load_whole(root: Path, audience: Visibility) -> Dataset:
    """Return all records. Raises BriefingError where something is wrong with one: what can't be read, a name behind a
    pseudonym among it, can't be looked for at the last gate. Its words are those that the audience may read."""
    dataset, problems = load(root, [])
    if faults := [problem for problem in problems if problem.severity == "error"]:
        raise BriefingError([*hide_protected(faults, find_protected(dataset, audience))])
    return dataset


def find_told(
    files: Mapping[str, bytes], dataset: Dataset, audience: Visibility, day: date, surnames: bool = True
) -> list[Diagnostic]:
    """Return an error for whatever stands in the files that their readers may not know: what is above them, and who
    has no basis for it, or has withdrawn. `surnames` tells whether one alone counts."""
    gates = [find_protected(dataset, audience), find_names_apart(dataset, list_untold(dataset, audience, day))]
    if not surnames:
        gates = [Protected(pair for pair in gate.values() if pair[1].kind not in _OF_MANY) for gate in gates]
    return list(dict.fromkeys(leak for gate in gates for leak in find_leaks(files, gate)))


def name_bodies(dataset: Dataset, audience: Visibility) -> dict[str, str]:
    """Return what organisations are called, of those whose name an audience may know."""
    hidden = list_hidden_sources(dataset, audience)
    found = {}
    for id, entry in dataset.organisations.items():
        picked = None if entry.above(audience) else pick_fields(entry, Organisation, audience, hidden)
        if picked:
            found[id] = picked.record.names.preferred
    return found


def pick_sources(dataset: Dataset, audience: Visibility, country: str | None) -> list[Source]:
    """Return the sources that an audience may know, with what of them it may know, in the order of their ids."""
    hidden = list_hidden_sources(dataset, audience)
    closed = dataset.organisations.keys() - name_bodies(dataset, audience).keys()
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
