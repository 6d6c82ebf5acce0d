"""Tell which field withholds which entry from an audience, so that nobody has to look for what is not in a paper.

In: the dataset, the audience. Out: a hint (S117) for each entry of a record, or record, that goes with a field that it
needs; its message never tells the value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.paper.select.picked import recall_gone
from generator.paper.select.visible import pick_parts
from generator.records.load import Dataset, Entry, PathInRecord, list_entries
from generator.records.schema import COLLECTIONS, Edition, Record, SectionProse
from generator.records.schema.base import Visibility, is_above


def find_withheld_entries(dataset: Dataset, audience: Visibility) -> Iterator[Diagnostic]:
    """Yield a hint at each field above the audience with which more is withheld than the field itself."""
    for entry, model in _list_limited(dataset):
        limits = [path for path, said in entry.limits.items() if is_above(said, audience)]
        if not limits or is_above(entry.visibility, audience):
            continue
        gone = recall_gone(entry, audience)
        some = gone is not None
        if gone is None:
            seen, gone = pick_parts(entry, model, audience, frozenset())
            some = seen is not None
        for path in limits:
            whole = next((one for one in gone if path[: len(one)] == one and path != one), None)
            if whole or (not some and not gone and _is_needed(entry, model, audience, path)):
                yield codes.ENTRY_WITHHELD.at(
                    entry.origin(*path),
                    f"`{_name(path)}` is not for `{audience}`, and {_tell(whole)} needs it: it is withheld as a whole",
                    "meant so, leave it; otherwise withhold a field that can be left out, or open this one",
                )


def _list_limited(dataset: Dataset) -> Iterator[tuple[Entry[Record], type[Record]]]:
    """Yield every entry in which a field has a visibility of its own, and its model."""
    for entry in list_entries(dataset):
        if entry.limits and entry.collection in COLLECTIONS:
            yield entry, COLLECTIONS[entry.collection]
    yield from ((entry, Edition) for entry in dataset.editions.values() if entry.limits)
    for sections in dataset.sections.values():
        yield from ((entry, SectionProse) for entry in sections.values() if entry.limits)


def _is_needed(entry: Entry[Record], model: type[Record], audience: Visibility, path: PathInRecord) -> bool:
    """Tell whether a record can't be had without this field, were all others open."""
    alone = replace(entry, limits={path: entry.limits[path]})
    return pick_parts(alone, model, audience, frozenset())[0] is None


def _name(path: PathInRecord) -> str:
    return ".".join(part for part in path if isinstance(part, str))


def _tell(whole: PathInRecord | None) -> str:
    """Return how the entry around a field is called: by its list, and where it stands there."""
    if whole is None:
        return "the record"
    number = f" {whole[-1] + 1}" if isinstance(whole[-1], int) else ""
    return f"entry{number} of `{_name(whole)}`" if number else f"`{_name(whole)}`"
