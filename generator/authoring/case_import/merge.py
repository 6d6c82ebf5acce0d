"""Find what a row says that a record does not say yet, or says otherwise.

In: the values of a record and those of a row. Out: changes, each with its place; the record as it would be. Entries of
lists (steps of a proceeding, developments) are found by what they say, not by their number: in a list of somebody else,
the first step is another than in our record. Only a sheet that was made of this very state of the record is read by
its numbers. What an empty cell does not say stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.records.case_cells import find_cell_field, means_same
from generator.records.load.parse import Map, Place, Seq
from generator.records.schema.partial_dates import parse_date

Path = tuple[str | int, ...]

_DATES = ("date", "as_of")
_SAME_ENTRY: Mapping[str, tuple[str, ...]] = {
    "stages": ("stage",), "timeline": ("status", "text"), "recognitions": ("recognised_by", "as_of"),
    "detention": ("place",), "transfers": ("to_place",), "raised_by": ("raised_by", "date"), "relatives": ("name",),
    "profile": ("as_of",), "lawyers": ("name",), "judges": ("name",), "prosecutors": ("name",), "answers": ("text",),
    "criteria": ("criterion",), "affiliations": ("organisation",),
}  # fmt: skip
"""By which of its fields an entry of a list is known again; the first that both have counts."""


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value that is new at its path (`before` None), or another one; `adds` tells that it is an entry more of a
    list. `place` is that of its cell."""

    path: Path
    before: Any
    after: Any
    adds: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A row whose entry is of the kind of one in the record and tells another day, or that may be one of several."""

    path: Path
    message: str
    help: str
    place: Place


def merge(record: Map, row: Map, by_number: bool) -> tuple[list[ValueChange], list[Disagreement]]:
    """Return what a row changes in a record, in the order of its cells, and where that is not clear."""
    changes: list[ValueChange] = []
    doubts: list[Disagreement] = []
    _merge_maps(record, row, (), by_number, changes, doubts)
    return changes, doubts


def _merge_maps(
    ours: Mapping[str, Any], theirs: Map, path: Path, by_number: bool, changes: list[ValueChange],
    doubts: list[Disagreement],
) -> None:  # fmt: skip
    for key, value in theirs.items():
        here, place = (*path, key), theirs.at[key]
        if ours.get(key) is None:
            changes.append(ValueChange(here, None, value, False, place))
        else:
            _merge_value(ours[key], value, here, place, by_number, changes, doubts)


def _merge_value(
    ours: Any, theirs: Any, path: Path, place: Place, by_number: bool, changes: list[ValueChange],
    doubts: list[Disagreement],
) -> None:  # fmt: skip
    if isinstance(ours, Mapping) and isinstance(theirs, Map):
        _merge_maps(ours, theirs, path, by_number, changes, doubts)
    elif isinstance(theirs, Map) or isinstance(ours, Mapping):
        message = "our record says this in several languages, and the row in one for all"
        help = "name the language in the column: `occupation.en`"
        if isinstance(theirs, Map):
            message = "the row says this in a language, and our record in words for all"
            help = "leave the cell empty, or write it in our record by languages first: `occupation: {en: …}`"
        doubts.append(Disagreement(path, message, help, place))
    elif isinstance(theirs, Seq) and any(isinstance(one, Map) for one in theirs):
        if not isinstance(ours, list):
            ours = [ours]
        merge_list = _merge_by_number if by_number else _merge_by_words
        merge_list(ours, theirs, path, changes, doubts)
    else:
        _merge_plain(ours, theirs, path, place, by_number, changes)


def _merge_plain(ours: Any, theirs: Any, path: Path, place: Place, by_number: bool, changes: list[ValueChange]) -> None:
    """Compare texts, dates and lists of ids; into a list of ids those of a row are added, unless it is of our sheet."""
    field = find_cell_field(_say_path(path))
    # `by: weekly-1` is a list of one: another source of a row stands beside ours, and not in its place
    ids = field is not None and field.in_list and bool(field.collection) and not by_number
    if isinstance(ours, list) or isinstance(theirs, list) or ids:
        mine = [ours] if isinstance(ours, str) else list(ours)
        other = [theirs] if isinstance(theirs, str) else list(theirs)
        if not by_number:
            known = [_name_entry(one) for one in mine]
            other = [*mine, *(one for one in other if one not in known)]
        if mine != other:
            changes.append(ValueChange(path, ours, theirs if by_number else other, False, place))
    elif not (means_same(_say_path(path), ours, theirs) or (not by_number and _is_narrower(ours, theirs))):
        changes.append(ValueChange(path, ours, theirs, False, place))


def _name_entry(entry: Any) -> Any:
    """Return the id by which a list of ids has an entry that says more than its id."""
    return entry.get("provision") or entry.get("organisation") if isinstance(entry, Mapping) else entry


def says_same(ours: str, theirs: str) -> bool:
    """Tell whether two texts are the same but for blanks at their ends."""
    return ours.strip() == theirs.strip()


def _is_narrower(ours: str, theirs: str) -> bool:
    """Tell whether ours is a date that says all that theirs says, and more."""
    try:
        mine, other = parse_date(ours), parse_date(theirs)
    except ValueError:
        return False
    return other.first <= mine.first and mine.last <= other.last


def _merge_by_number(
    ours: list[Any], theirs: Seq, path: Path, changes: list[ValueChange], doubts: list[Disagreement]
) -> None:
    for number, (value, place) in enumerate(zip(theirs, theirs.at, strict=True)):
        if number < len(ours):
            _merge_value(ours[number], value, (*path, number), place, True, changes, doubts)
        else:
            changes.append(ValueChange((*path, number), None, value, True, place))


def _merge_by_words(
    ours: list[Any], theirs: Seq, path: Path, changes: list[ValueChange], doubts: list[Disagreement]
) -> None:
    added = 0
    for value, place in zip(theirs, theirs.at, strict=True):
        if any(says_all(mine, value) for mine in ours):
            continue
        alike = [number for number, mine in enumerate(ours) if _is_same_entry(mine, value, str(path[-1]), len(ours))]
        fitting = [number for number in alike if _may_be_one(ours[number], value)]
        if len(fitting) == 1:
            _merge_value(ours[fitting[0]], value, (*path, fitting[0]), place, False, changes, doubts)
        elif fitting or alike:
            day = _say_day(value)
            message = f"`{_say_path(path)}` of our record has several such entries, and this may be each of them"
            if not fitting:
                message = (
                    f"`{_say_path(path)}` of our record has such an entry of {_say_day(ours[alike[0]])}, not {day}"
                )
            help = "correct the cell or our record; a second such entry is added there by hand"
            doubts.append(Disagreement(path, message, help, place))
        else:
            changes.append(ValueChange((*path, len(ours) + added), None, value, True, place))
            added += 1


def _is_same_entry(ours: Any, theirs: Any, name: str, among: int) -> bool:
    """Tell whether two entries of a list are of the same step, body, person or article."""
    if not (isinstance(ours, Mapping) and isinstance(theirs, Mapping)):
        return False
    if name == "proceedings":
        mine, other = set(_list_articles(ours)), set(_list_articles(theirs))
        return bool(mine & other) or (among == 1 and (not mine or not other))
    if name == "charges":
        return ours.get("provision") is not None and ours.get("provision") == theirs.get("provision")
    for key in _SAME_ENTRY.get(name, ()):
        if ours.get(key) is not None and theirs.get(key) is not None:
            return says_all(ours[key], theirs[key])
    return False


def _list_articles(proceeding: Mapping[str, Any]) -> Iterator[str]:
    for charge in proceeding.get("charges") or ():
        provision = charge.get("provision") if isinstance(charge, Mapping) else charge
        if provision:
            yield provision


def _may_be_one(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
    """Tell whether the days of two entries may be the same."""
    for key in _DATES:
        if ours.get(key) and theirs.get(key):
            try:
                return parse_date(ours[key]).overlaps(parse_date(theirs[key]))
            except ValueError:
                return False
    return True


def _say_path(path: Path) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)


def _say_day(entry: Mapping[str, Any]) -> str:
    return next((str(entry[key]) for key in _DATES if entry.get(key)), "no day")


def says_all(ours: Any, theirs: Any) -> bool:
    """Tell whether ours says all that theirs says."""
    if isinstance(theirs, Mapping):
        return isinstance(ours, Mapping) and all(says_all(ours.get(key), value) for key, value in theirs.items())
    if isinstance(theirs, list) or isinstance(ours, list):
        mine = [ours] if isinstance(ours, str) else ours or []
        other = [theirs] if isinstance(theirs, str) else theirs
        return all(any(says_all(one, value) for one in mine) for value in other)
    return isinstance(ours, str) and (says_same(ours, theirs) or _is_narrower(ours, theirs))


def apply_changes(record: Map, changes: list[ValueChange], place: Place) -> Map:
    """Return the record with the changes made; what was there already stands at `place`, since it is of another
    file."""
    made: Map = _copy(record, place)
    for change in changes:
        node: Any = made
        for step in change.path[:-1]:
            if isinstance(node[step], str):  # one id that stands for a list
                items = Seq([node[step]])
                items.at = [place]
                node[step] = items
            node = node[step]
        step = change.path[-1]
        if isinstance(node, Seq):
            if change.adds:
                node.append(change.after)
                node.at.append(change.place)
            else:
                node[int(step)], node.at[int(step)] = change.after, change.place
        else:
            node[step], node.at[step] = _as_seq(change.after, change.place), change.place
    return made


def _as_seq(value: Any, place: Place) -> Any:
    if isinstance(value, list) and not isinstance(value, Seq):
        items = Seq(value)
        items.at = [place] * len(value)
        return items
    return value


def _copy(node: Any, place: Place) -> Any:
    if isinstance(node, Mapping):
        made = Map({key: _copy(value, place) for key, value in node.items()})
        made.at = dict.fromkeys(made, place)
        return made
    if isinstance(node, list):
        items = Seq(_copy(value, place) for value in node)
        items.at = [place] * len(items)
        return items
    return node
