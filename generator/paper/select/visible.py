"""What of a record one audience may see on one day: a copy of it with that and nothing else."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from pydantic import ValidationError

from generator.paper.select.cut import cut
from generator.records.load import Dataset, Entry, PathInRecord, is_limited, read_visibility
from generator.records.load.own_limits import BIRTH_DAY
from generator.records.load.parse import Lent, Map, Seq
from generator.records.schema import Case, Record
from generator.records.schema.base import Visibility, is_above
from generator.records.schema.partial_dates import parse_date

R = TypeVar("R", bound=Record)


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
    """Return what `pick_fields` does, and the paths of the entries that had to go with a field that they need."""
    seen, gone, _ = pick_known(entry, model, audience, hidden, left)
    return seen, gone


def pick_known(
    entry: Entry[R],
    model: type[R],
    audience: Visibility,
    hidden: frozenset[str],
    left: frozenset[PathInRecord] = frozenset(),
) -> tuple[Entry[R] | None, tuple[PathInRecord, ...], tuple[PathInRecord, ...] | None]:
    """Return what `pick_parts` does, and the paths of all that was taken out of the record; None where the rest was
    read anew.

    Where such a field is withheld, the smallest entry of a list that needs it is: a stage, a charge, a block. Where it
    stands in no list, what stands around it is, and at last the record. So is what a withheld field says how to read:
    of a claim without its `alleged` a paper would make a fact.
    """
    limits = {path for path, said in entry.limits.items() if is_above(said, audience)}
    year_alone = _has_closed_day(entry, limits)
    limits -= {BIRTH_DAY} if year_alone else set()
    if ("id",) in limits or _unsupported(entry.tree, hidden):
        return None, (), None
    gone = [path[:-1] for path in limits if _qualifies(path)]
    if () in gone:
        return None, (), None
    while True:
        reader = _Reader(audience, hidden, left | limits | frozenset(gone))
        if not (year_alone or reader.left or _may_lose(entry.tree, hidden)):
            return entry, (), ()
        tree, changed = _keep(entry.tree, (), reader, _list_around(reader.left, year_alone))
        if year_alone and "date_of_birth" in tree:
            _shorten_birth(tree)
            changed = True
        if not changed:
            return entry, (), ()
        lost = tuple(reader.lost)
        if record := cut(entry.record, lost):
            whole = _shorten_date(record) if year_alone else record
            return replace(entry, record=whole, tree=tree), tuple(gone), None if year_alone else lost
        try:
            # none of it is limited any more, and a model takes a mapping with its places as one without
            record = model.model_validate({"id": entry.record.id, **tree})
            return replace(entry, record=record, tree=tree), tuple(gone), None
        except ValidationError as error:
            needing = _find_needing(entry.tree, error.errors(include_url=False)[0]["loc"], reader)
        if not needing:
            return None, (), None  # a field that every record needs is withheld, so the record is
        gone.append(needing)


QUALIFYING = frozenset({"alleged", "reported", "attributed_to", "qualifier", "mode"})
"""Fields that say how what stands beside them is to be read."""


def _qualifies(path: PathInRecord) -> bool:
    """Tell whether a field says how the rest of its entry is to be read; the role in a stage (a witness) does, that of
    somebody in an organisation does not."""
    return path[-1] in QUALIFYING or (path[-1] == "role" and "stages" in path)


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


def _shorten_date(record: R) -> R:
    """Return a record of which all else was picked with the year of a birth alone, as `_shorten_birth` leaves it."""
    born = record.date_of_birth if isinstance(record, Case) else None
    if born is None or (year := cut(born, [("day_for",)])) is None:
        return record
    year = year.model_copy(update={"date": parse_date(born.date.written[:4])})
    return record.model_copy(update={"date_of_birth": year})


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
    """Who reads: the audience, without which sources, and without the fields at which paths; `lost` are the paths of
    what was found not to be for them."""

    audience: Visibility
    hidden: frozenset[str]
    left: frozenset[PathInRecord]
    lost: list[PathInRecord] = field(default_factory=list)

    def may_see(self, key: str | int, value: Any, path: PathInRecord) -> bool:
        """Tell whether the value that stands under `key` at `path` may be seen at all."""
        if path in self.left:
            return False
        if not self.hidden and not isinstance(value, Map):
            return True
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
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, Map) else value if isinstance(value, Seq) else ()
    return [one for one in inner if isinstance(one, str)]


def _list_around(left: Collection[PathInRecord], year_alone: bool) -> frozenset[PathInRecord]:
    """Return the paths of all parts out of which something goes, or in which it is changed."""
    gone = [*left, BIRTH_DAY] if year_alone else left
    return frozenset(path[:length] for path in gone for length in range(1, len(path)))


def _keep(node: Any, path: PathInRecord, reader: _Reader, around: Collection[PathInRecord]) -> tuple[Any, bool]:
    """Return the tree with what may be seen, and whether that is less than all of it. Parts that are not `around`
    anything that goes, and may lose nothing, are those of the tree itself, and no copies."""
    if is_limited(node):
        return _keep(node["value"], path, reader, around)
    if isinstance(node, Map):
        kept, changed = Lent(node.file) if isinstance(node, Lent) else Map(), False
        kept.at = {}
        for key, value in node.items():
            here = (*path, key)
            if not reader.may_see(key, value, here):
                reader.lost.append(here)
                changed = True
                continue
            if type(value) is str or (here not in around and _stays_whole(key, value, reader.hidden)):  # as most do
                kept[key], kept.at[key] = value, node.at[key]
                continue
            seen, less = _keep(value, here, reader, around)
            if key == "by" and isinstance(seen, Seq) and not seen:
                reader.lost.append(here)
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
                reader.lost.append(here)
                changed = True
                continue
            whole = here not in around and _stays_whole(index, value, reader.hidden)
            seen, less = (value, False) if whole else _keep(value, here, reader, around)
            items.append(seen)
            items.at.append(node.at[index])
            changed = changed or less
        return items, changed
    return node, False


def _stays_whole(key: str | int, value: Any, hidden: frozenset[str]) -> bool:
    """Tell whether nothing of a value can go by what it says itself: no visibility stands in it, and no withheld
    source."""
    if key == "by" and (value == [] or not hidden.isdisjoint(_list_strings(value))):
        return False
    if isinstance(value, Seq):
        for item in value:
            if type(item) is not str and not _stays_whole(0, item, hidden):
                return False
    elif isinstance(value, Map):
        if "visibility" in value:
            return False
        for name, inner in value.items():
            if (type(inner) is not str or (hidden and name == "by")) and not _stays_whole(name, inner, hidden):
                return False
    return True


def _unsupported(node: Any, hidden: frozenset[str]) -> bool:
    """Tell whether a part names sources and all of them are withheld."""
    if is_limited(node):
        return _unsupported(node["value"], hidden)
    if not isinstance(node, Map) or not hidden or not node.get("by"):
        return False
    by = node["by"]["value"] if is_limited(node["by"]) else node["by"]
    named = [by] if isinstance(by, str) else list(by) if isinstance(by, Seq) else []
    return bool(named) and all(name in hidden for name in named)
