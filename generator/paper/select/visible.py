"""What of a record one audience may see on one day: a copy of it with that and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from generator.records.load import Dataset, Entry, PathInRecord, is_limited, read_visibility, strip_places
from generator.records.load.own_limits import BIRTH_DAY
from generator.records.load.parse import Lent, Map, Seq
from generator.records.resolve.known import Left, date_record, find_left
from generator.records.schema import COLLECTIONS, Record
from generator.records.schema.base import Told, Visibility, is_above

R = TypeVar("R", bound=Record)


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
    for name, entry in records.items():
        if entry.above(audience):
            absent["withheld"].add(name)
            continue
        judged = known.get(id(entry))
        if judged is None:
            judged = known[id(entry)] = _judge(entry, audience, as_of, hidden, appeared)
        if judged.absent:
            absent[judged.absent].add(name)
        elif judged.seen:
            picked[name] = judged.seen
        if judged.doubts:
            doubtful[name] = judged.doubts
    withheld, later, unclear = (frozenset(ids) for ids in absent.values())
    return Picked(picked, withheld, later, unclear, doubtful)


class _Judged(NamedTuple):
    """What came of an entry: in which of the three ways it is absent, or what of it may be seen; and what is doubtful of
    it. It is held here, so that no other entry has its number."""

    entry: Entry[Record]
    absent: str | None
    seen: Entry[Record] | None
    doubts: tuple[Left, ...]


_Asked = tuple[Visibility, date, frozenset[str], Mapping[str, date]]
_MOST_KNOWN = 4
_known: list[tuple[_Asked, dict[int, _Judged]]] = []
"""What was judged for the last readers, by entry: who reads the files again after one was saved, as the preview does, has
the very same entries of all others (`make_entry`), and the same sources on the same days."""


def _find_known(asked: _Asked) -> dict[int, _Judged]:
    """Return what is known for the same audience, day, withheld sources and days on which sources appeared."""
    for place, (other, judged) in enumerate(_known):
        if other == asked:
            _known.append(_known.pop(place))
            return judged
    _known.append((asked, {}))
    del _known[:-_MOST_KNOWN]
    return _known[-1][1]


def _judge(
    entry: Entry[Record], audience: Visibility, as_of: date, hidden: frozenset[str], appeared: Mapping[str, date]
) -> _Judged:
    model = COLLECTIONS[entry.collection]
    dated = date_record(entry.record, appeared)
    left = tuple(find_left(dated, as_of))
    doubts = tuple(one for one in left if _is_doubtful(one) and not _is_closed(one, hidden))
    if whole := next((one for one in left if not one.path), None):
        return _Judged(entry, whole.knowledge, None, doubts)
    if seen := pick_fields(entry, model, audience, hidden, frozenset(one.path for one in left)):
        # of a record that loses nothing the dates are known already
        record = dated if seen is entry else date_record(seen.record, appeared)
        return _Judged(entry, None, seen if record is seen.record else replace(seen, record=record), doubts)
    return _Judged(entry, "later" if pick_fields(entry, model, audience, hidden) else "withheld", None, doubts)


def _is_doubtful(left: Left) -> bool:
    """Tell whether an author may have to say more of a part: when it was, where that is open, or not said at all."""
    return left.knowledge == "unclear" or (left.field is None and isinstance(left.part, Told))


def _is_closed(left: Left, hidden: frozenset[str]) -> bool:
    """Tell whether a part rests on withheld sources alone."""
    by = getattr(left.part, "by", ())
    return bool(by) and all(id in hidden for id in by)


def list_hidden_sources(dataset: Dataset, audience: Visibility) -> frozenset[str]:
    """Return the ids of the sources that are not for an audience: what rests on them alone is not, either."""
    return frozenset(id for id, entry in dataset.sources.items() if entry.above(audience))


def pick_fields(
    entry: Entry[R],
    model: type[R],
    audience: Visibility,
    hidden: frozenset[str],
    left: frozenset[PathInRecord] = frozenset(),
) -> Entry[R] | None:
    """Return the entry with only the fields that the audience may see, without those at the paths `left`; None where no
    valid record is left."""
    seen, _ = pick_parts(entry, model, audience, hidden, left)
    return seen


def pick_parts(
    entry: Entry[R],
    model: type[R],
    audience: Visibility,
    hidden: frozenset[str],
    left: frozenset[PathInRecord] = frozenset(),
) -> tuple[Entry[R] | None, tuple[PathInRecord, ...]]:
    """Return what `pick_fields` does, and the paths of the entries that had to go with a field that they need.

    Where such a field is withheld, the smallest entry of a list that needs it is: a stage, a charge, a block. Where it
    stands in no list, what stands around it is, and at last the record.
    """
    limits = {path for path, said in entry.limits.items() if is_above(said, audience)}
    year_alone = _has_closed_day(entry, limits)
    limits -= {BIRTH_DAY} if year_alone else set()
    if ("id",) in limits or _unsupported(entry.tree, hidden):
        return None, ()
    gone: list[PathInRecord] = []
    while True:
        reader = _Reader(audience, hidden, left | limits | frozenset(gone))
        if not (year_alone or reader.left or _may_lose(entry.tree, hidden)):
            return entry, ()
        tree, changed = _keep(entry.tree, (), reader)
        if year_alone and "date_of_birth" in tree:
            _shorten_birth(tree)
            changed = True
        if not changed:
            return entry, ()
        values = strip_places(tree, {})
        values.setdefault("id", entry.record.id)
        try:
            return replace(entry, record=model.model_validate(values), tree=tree), tuple(gone)
        except ValidationError as error:
            needing = _find_needing(entry.tree, error.errors(include_url=False)[0]["loc"], reader)
        if not needing:
            return None, ()  # a field that every record needs is withheld, so the record is
        gone.append(needing)


def _has_closed_day(entry: Entry[R], limits: Collection[PathInRecord]) -> bool:
    """Tell whether of a birth the year alone may be read: the day is closed by the record's own word, and not by a
    visibility around the whole date."""
    if BIRTH_DAY not in limits:
        return False
    born = entry.tree["date_of_birth"]
    return not is_limited((born["value"] if is_limited(born) else born)["date"])


def _shorten_birth(tree: Map) -> None:
    """Leave the year of a birth in what was kept, and no word on who may read the day."""
    born = tree["date_of_birth"]
    born["date"] = born["date"][:4]
    born.pop("day_for", None)


def _find_needing(tree: Map, loc: tuple[int | str, ...], reader: _Reader) -> PathInRecord:
    """Return the path, in the whole tree, of the smallest entry of a list that needs what is not there; of what stands
    around it where that is in no list; () where the record itself needs it. `loc` counts in what was kept."""
    node: Any = tree
    path: PathInRecord = ()
    items: list[PathInRecord] = []
    around: list[PathInRecord] = []
    for part in loc:
        node = node["value"] if is_limited(node) else node
        if isinstance(node, Seq) and isinstance(part, int):
            kept = [n for n, value in enumerate(node) if reader.may_see(n, value, (*path, n))]
            if part >= len(kept):
                break
            path, node = (*path, kept[part]), node[kept[part]]
            items.append(path)
        elif (
            isinstance(node, Map)
            and isinstance(part, str)
            and part in node
            and reader.may_see(part, node[part], (*path, part))
        ):
            inner = node[part]["value"] if is_limited(node[part]) else node[part]
            if not isinstance(inner, Map | Seq):
                continue  # the kind of a block has the name of its key, and pydantic puts it between
            path, node = (*path, part), inner
            around.append(path)
        # else the name of a model, which pydantic puts between, or the field that is missing
    return items[-1] if items else around[-1] if around else ()


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who reads: the audience, without which sources, and without the fields at which paths."""

    audience: Visibility
    hidden: frozenset[str]
    left: frozenset[PathInRecord]

    def may_see(self, key: str | int, value: Any, path: PathInRecord) -> bool:
        """Tell whether the value that stands under `key` at `path` may be seen at all."""
        if path in self.left:
            return False
        if isinstance(value, Map) and _unsupported(value, self.hidden):
            return False
        if key == "by" or (len(path) > 1 and path[-2] == "by"):
            return not (isinstance(value, str) and value in self.hidden)
        # a source that stands inside the record that cites it has a visibility of its own
        own = value.get("visibility") if isinstance(value, Map) and not is_limited(value) else None
        return own is None or not is_above(read_visibility(own), self.audience)


def _may_lose(node: Any, hidden: frozenset[str]) -> bool:
    """Tell whether something in a tree may have to go by what it says itself: its visibility, or a withheld source. Of
    most records nothing has, and then no copy is made to see it."""
    if isinstance(node, Map):
        if hidden and "by" in node and not hidden.isdisjoint(_list_strings(node["by"])):
            return True
        return any(
            isinstance(value, Map | Seq)
            and ((isinstance(value, Map) and "visibility" in value) or _may_lose(value, hidden))
            for value in node.values()
        )
    return any(
        isinstance(value, Map | Seq)
        and ((isinstance(value, Map) and "visibility" in value) or _may_lose(value, hidden))
        for value in node
    )


def _list_strings(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [one for one in value or () if isinstance(one, str)]


def _keep(node: Any, path: PathInRecord, reader: _Reader) -> tuple[Any, bool]:
    """Return a copy of the tree with what may be seen, and whether that is less than all of it."""
    if is_limited(node):
        return _keep(node["value"], path, reader)
    if isinstance(node, Map):
        kept, changed = Lent(node.file) if isinstance(node, Lent) else Map(), False
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
        for index, value in enumerate(node):
            here = (*path, index)
            if not reader.may_see(index, value, here):
                changed = True
                continue
            seen, less = _keep(value, here, reader)
            items.append(seen)
            items.at.append(node.at[index])
            changed = changed or less
        return items, changed
    return node, False


def _unsupported(node: Any, hidden: frozenset[str]) -> bool:
    """Tell whether a part names sources and all of them are withheld."""
    if is_limited(node):
        return _unsupported(node["value"], hidden)
    if not isinstance(node, Map) or not hidden or not node.get("by"):
        return False
    by = node["by"]["value"] if is_limited(node["by"]) else node["by"]
    named = [by] if isinstance(by, str) else list(by) if isinstance(by, Seq) else []
    return bool(named) and all(name in hidden for name in named)
