"""Follow what records say of those before them: the edition before an edition, and the first edition of a
recommendation and the recommendation that it takes the place of.

In: a Dataset. Out: diagnostics (R111 to R113). That a superseded recommendation is there at all is a reference like any
other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.base import codes
from generator.base.diagnostics import Diagnostic, suggest
from generator.records.load import Dataset, Entry
from generator.records.schema import Edition, Record
from generator.records.schema.base import Visibility


def check_earlier(dataset: Dataset, audience: Visibility) -> list[Diagnostic]:
    """Return a diagnostic for every edition that there is not (R111), for a predecessor that is later than its edition
    (R112), and for records of which each comes before the other (R113).

    Editions are known by their folders, whether they are loaded or not. What stands above `audience` is told without
    its values.
    """
    folders = {path.name for path in (dataset.root / "briefings").glob("*") if path.is_dir()}
    known = sorted(name for name in folders if not name.startswith((".", "_")))
    problems = []
    before: dict[str, str] = {}
    for entry in dataset.editions.values():
        record = entry.record
        if record.predecessor is None:
            continue
        before[record.id] = record.predecessor
        if record.predecessor not in known:
            problems.append(_unknown(known, record.predecessor, entry, "predecessor", audience))
        elif record.predecessor in dataset.editions:
            problems += _later(dataset.editions[record.predecessor], entry, audience)
    problems += _circles(before, dataset.editions, "predecessor", audience)
    superseded: dict[str, str] = {}
    for id, recommendation in dataset.recommendations.items():
        asks = recommendation.record
        if asks.first_edition is not None and asks.first_edition not in known:
            problems.append(_unknown(known, asks.first_edition, recommendation, "first_edition", audience))
        if asks.supersedes is not None:
            superseded[id] = asks.supersedes
    problems += _circles(superseded, dataset.recommendations, "supersedes", audience)
    return problems


def _unknown(known: list[str], id: str, entry: Entry[Record], field: str, audience: Visibility) -> Diagnostic:
    if entry.above(audience, (field,)):
        message, help, width = "there is no such edition", "correct its id, or add the edition", 1
    else:
        help = suggest(id, known, f"there are: {', '.join(known)}")
        message, width = f"there is no edition `{id}`", len(id)
    return codes.UNKNOWN_EDITION.at(entry.origin(field), message, help, width=width)


def _later(before: Entry[Edition], entry: Entry[Edition], audience: Visibility) -> Iterator[Diagnostic]:
    """Say that the edition before (its entry comes first) is told up to a later day than the one that names it."""
    old, new = before.record, entry.record
    if old.as_of.last <= new.as_of.last:
        return
    hushed = entry.above(audience, ("predecessor",)) or before.above(audience, ("as_of",))
    message = "the edition before this one" if hushed else f"`{old.id}`, as of {old.as_of},"
    yield codes.LATER_PREDECESSOR.at(
        entry.origin("predecessor"),
        f"{message} is later than this edition",
        "name an edition whose as_of is not after this one's, or correct one of the two days",
        width=1 if hushed else len(old.id),
    )


def _circles(
    before: Mapping[str, str], known: Mapping[str, Entry[Record]], field: str, audience: Visibility
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each record from which the way back leads to itself."""
    for id in before:
        way = [id]
        while (name := before.get(way[-1])) and name not in way:
            way.append(name)
        if name != id:
            continue
        hushed = any(known[step].above(audience, (field,)) for step in way)
        message = "the way back from here leads in a circle" + ("" if hushed else f": {' → '.join([*way, id])}")
        yield codes.EDITIONS_IN_A_CIRCLE.at(
            known[id].origin(field),
            message,
            f"take `{field}` out of one of them, or correct it",
            width=1 if hushed else len(before[id]),
        )
