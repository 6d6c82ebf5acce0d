"""What of a record one audience may see on one day: a copy of it with that and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from pydantic import ValidationError

from generator.records.load import Entry, PathInRecord, is_limited, read_visibility, strip_places
from generator.records.load.parse import Map, Seq
from generator.records.schema import COLLECTIONS, Record
from generator.records.schema.base import Visibility, is_above
from generator.records.schema.partial_dates import parse_date

R = TypeVar("R", bound=Record)


def pick(
    records: Mapping[str, Entry[Record]], audience: Visibility, as_of: date, hidden: frozenset[str]
) -> tuple[dict[str, Entry[Record]], frozenset[str], frozenset[str]]:
    """Return the records that may be seen, the ids of those withheld, and the ids of those dated too late."""
    picked: dict[str, Entry[Record]] = {}
    withheld: set[str] = set()
    later: set[str] = set()
    for id, entry in records.items():
        if is_above(entry.visibility, audience):
            withheld.add(id)
        elif _late(entry.tree, as_of):
            later.add(id)
        elif seen := pick_fields(entry, COLLECTIONS[entry.collection], audience, as_of, hidden):
            picked[id] = seen
        elif pick_fields(entry, COLLECTIONS[entry.collection], audience, date.max, hidden):
            later.add(id)
        else:
            withheld.add(id)
    return picked, frozenset(withheld), frozenset(later)


def pick_fields(
    entry: Entry[R], model: type[R], audience: Visibility, as_of: date, hidden: frozenset[str]
) -> Entry[R] | None:
    """Return the entry with only the fields that the audience may see; None where no valid record is left."""
    limits = {path for path, said in entry.limits.items() if is_above(said, audience)}
    if ("id",) in limits or _unsupported(entry.tree, hidden):
        return None
    tree, changed = _keep(entry.tree, (), _Reader(audience, as_of, hidden, limits))
    if not changed:
        return entry
    values = strip_places(tree, {})
    values.setdefault("id", entry.record.id)
    try:
        return replace(entry, record=model.model_validate(values), tree=tree)
    except ValidationError:
        return None  # a field that every record needs is withheld, so the record is


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who reads: the audience, up to which day, without which sources, and without the fields at which paths."""

    audience: Visibility
    as_of: date
    hidden: frozenset[str]
    limits: set[PathInRecord]

    def may_see(self, key: str | int, value: Any, path: PathInRecord) -> bool:
        """Tell whether the value that stands under `key` at `path` may be seen at all."""
        if path in self.limits:
            return False
        if key == "end" and isinstance(value, str) and _late(Map(date=value), self.as_of):
            return False  # that something ended is known from that day on
        if isinstance(value, Map) and _begins_later(value, self.as_of):
            return False
        if isinstance(value, Map) and (_late(value, self.as_of) or _unsupported(value, self.hidden)):
            return False
        if key == "by" or (len(path) > 1 and path[-2] == "by"):
            return not (isinstance(value, str) and value in self.hidden)
        # a source that stands inside the record that cites it has a visibility of its own
        own = value.get("visibility") if isinstance(value, Map) and not is_limited(value) else None
        return own is None or not is_above(read_visibility(own), self.audience)


def _keep(node: Any, path: PathInRecord, reader: _Reader) -> tuple[Any, bool]:
    """Return a copy of the tree with what may be seen, and whether that is less than all of it."""
    if is_limited(node):
        return _keep(node["value"], path, reader)
    if isinstance(node, Map):
        kept, changed = Map(), False
        kept.at = {}
        for key, value in node.items():
            here = (*path, key)
            if not reader.may_see(key, value, here):
                changed = True
                continue
            seen, less = _keep(value, here, reader)
            if key == "by" and isinstance(seen, Seq) and not seen:
                changed = True
                continue
            kept[key], kept.at[key] = seen, node.at[key]
            changed = changed or less
        return kept, changed
    if isinstance(node, Seq):
        items, changed = Seq(), False
        items.at = []
        cut = False
        for index, value in enumerate(node):
            here = (*path, index)
            if not reader.may_see(index, value, here) or (cut and _undated(value)):
                # what has no date of its own stands after what came later
                changed, cut = True, cut or _late(value, reader.as_of)
                continue
            seen, less = _keep(value, here, reader)
            items.append(seen)
            items.at.append(node.at[index])
            changed = changed or less
        return items, changed
    return node, False


def _late(node: Any, as_of: date) -> bool:
    """Tell whether a part is dated after the as-of date."""
    if is_limited(node):
        return _late(node["value"], as_of)
    if not isinstance(node, Map) or as_of == date.max:
        return False
    day = node.get("date") or node.get("as_of") or node.get("from")
    if isinstance(day, Map):
        day = day.get("value")
    try:
        return isinstance(day, str) and parse_date(day).last > as_of
    except ValueError:
        return False  # a name, such as `from: public events`, and no date


def _begins_later(node: Map, as_of: date) -> bool:
    """Tell whether a part is a proceeding that begins with a dated stage, and all of whose dated stages come later:
    then its charges do, too. What begins with an undated stage may have begun before."""
    stages = node.get("stages")
    if not isinstance(stages, Seq) or not stages or _undated(stages[0]):
        return False
    return all(_late(stage, as_of) for stage in stages if not _undated(stage))


def _undated(node: Any) -> bool:
    return isinstance(node, Map) and "stage" in node and not node.get("date") and not node.get("as_of")


def _unsupported(node: Any, hidden: frozenset[str]) -> bool:
    """Tell whether a part names sources and all of them are withheld."""
    if is_limited(node):
        return _unsupported(node["value"], hidden)
    if not isinstance(node, Map) or not hidden or not node.get("by"):
        return False
    by = node["by"]["value"] if is_limited(node["by"]) else node["by"]
    named = [by] if isinstance(by, str) else list(by) if isinstance(by, Seq) else []
    return bool(named) and all(name in hidden for name in named)
