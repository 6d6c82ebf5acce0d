"""Pick the records of a collection that one audience may see on one day.

In: the entries of a collection, the audience, the day, the sources that are withheld and when the others appeared. Out:
what of each entry may be seen, and of which it is open. Who reads the files again after one of them was saved, as the
preview does, is told again what came of the entries that stayed the very same (`make_entry`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from generator.paper.select.cut import are_words, cut
from generator.paper.select.visible import pick_fields, pick_known
from generator.records.aside import Partly
from generator.records.load import Entry, PathInRecord, list_read
from generator.records.resolve.known import Left, date_record, find_left
from generator.records.resolve.references import carry_references
from generator.records.schema import COLLECTIONS, Record
from generator.records.schema.base import Told, Visibility


@dataclass(frozen=True, slots=True)
class Picked:
    """What was picked of a collection: the entries by id, with dates as narrow as their sources allow; the ids of
    those withheld, of those dated too late, and of those of which it is open whether they are; and by id the parts of
    others that are left out though that is open, or though they have no date."""

    entries: Mapping[str, Entry[Record]]
    withheld: frozenset[str]
    later: frozenset[str]
    unclear: frozenset[str]
    doubtful: Mapping[str, tuple[Left, ...]]


def pick(
    records: Mapping[str, Entry[Record]],
    audience: Visibility,
    as_of: date,
    hidden: frozenset[str],
    appeared: Mapping[str, date],
) -> Picked:
    """Return the records that may be seen on a day; `appeared` tells of the sources that this audience may see."""
    picked: dict[str, Entry[Record]] = {}
    absent: dict[str, set[str]] = {"withheld": set(), "later": set(), "unclear": set()}
    doubtful: dict[str, tuple[Left, ...]] = {}
    known = _find_known((audience, as_of, hidden, appeared))
    for name, entry in list_read(records).items():
        if entry.above(audience):
            absent["withheld"].add(name)
            continue
        judged = known.get(id(entry)) or _judge(entry, audience, as_of, hidden, appeared)
        known[id(entry)] = judged
        if judged.absent:
            absent[judged.absent].add(name)
        elif judged.seen:
            picked[name] = judged.seen
        if judged.doubts:
            doubtful[name] = judged.doubts
    withheld, later, unclear = (frozenset(ids) for ids in absent.values())
    # whatever was left unread is for everybody
    seen = Partly(picked, records.unread) if isinstance(records, Partly) else picked
    return Picked(seen, withheld, later, unclear, doubtful)


class _Judged(NamedTuple):
    """What came of an entry: in which of the three ways it is absent, or what of it may be seen; and what is doubtful
    of it. It is held here, so that no other entry has its number. `gone` is what `pick_parts` says of it, where nothing
    is left out but for the audience; else None."""

    entry: Entry[Record]
    absent: str | None
    seen: Entry[Record] | None
    doubts: tuple[Left, ...]
    gone: tuple[PathInRecord, ...] | None = None


_Asked = tuple[Visibility, date, frozenset[str], Mapping[str, date]]
_MOST_KNOWN = 4
_known: list[tuple[_Asked, dict[int, _Judged]]] = []
"""What was judged for the last readers, by the number of the entry."""


def _find_known(asked: _Asked) -> dict[int, _Judged]:
    """Return what is known for the same audience, day, withheld sources and days on which sources appeared. Several
    threads may ask: what one of them loses is judged again."""
    for other, judged in tuple(_known):
        if other == asked:
            return judged
    new: dict[int, _Judged] = {}
    _known[:] = [(asked, new), *_known][:_MOST_KNOWN]
    return new


def recall_gone(entry: Entry[Record], audience: Visibility) -> tuple[PathInRecord, ...] | None:
    """Return what of an entry goes with a field that is not for an audience, where that was seen when it was picked for
    these readers, and something of it is left; else None."""
    for (readers, _, _, _), judged in tuple(_known):
        known = judged.get(id(entry))
        if readers == audience and known and known.gone is not None:
            return known.gone
    return None


def _judge(
    entry: Entry[Record], audience: Visibility, as_of: date, hidden: frozenset[str], appeared: Mapping[str, date]
) -> _Judged:
    model = COLLECTIONS[entry.collection]
    dated = date_record(entry.record, appeared)
    left = tuple(find_left(dated, as_of))
    doubts = tuple(one for one in left if _is_doubtful(one) and not _is_closed(one, hidden))
    if whole := next((one for one in left if not one.path), None):
        return _Judged(entry, whole.knowledge, None, doubts)
    seen, gone, lost = pick_known(entry, model, audience, hidden, frozenset(one.path for one in left))
    if seen:
        # of a record that loses nothing, or words alone, the dates are known already
        left_of_it = cut(dated, lost) if lost is not None and are_words(entry.record, lost) else None
        record = carry_references(dated, left_of_it) if left_of_it else date_record(seen.record, appeared)
        alone = None if hidden or left else gone
        return _Judged(entry, None, seen if record is seen.record else replace(seen, record=record), doubts, alone)
    return _Judged(entry, "later" if pick_fields(entry, model, audience, hidden) else "withheld", None, doubts)


def _is_doubtful(left: Left) -> bool:
    """Tell whether an author may have to say more of a part: when it was, where that is open, or not said at all."""
    return left.knowledge == "unclear" or (left.field is None and isinstance(left.part, Told))


def _is_closed(left: Left, hidden: frozenset[str]) -> bool:
    """Tell whether a part rests on withheld sources alone."""
    by = getattr(left.part, "by", ())
    return bool(by) and all(id in hidden for id in by)
