"""Join two changes of the same record, field by field.

In: what the record said when the form was opened, what its file says now, what the form says. Out: all changes of both;
where both changed the same field otherwise, the paths of these, for somebody to choose.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from json import dumps
from typing import Any, Literal

Side = Literal["mine", "theirs"]

_GONE = object()
"""What a side says that does not have the field."""


@dataclass(slots=True)
class Merged:
    """What became of it, and the fields in which the sides differ: path, both values (None: it was taken away)."""

    value: Any = None
    conflicts: list[dict[str, Any]] = field(default_factory=list)


def merge(base: Any, theirs: Any, mine: Any, chosen: Mapping[str, Side]) -> Merged:
    """Return both changes in one; `chosen` says for the path of a conflict whose value counts."""
    made = Merged()
    value = _merge(base, theirs, mine, (), chosen, made)
    made.value = None if value is _GONE else value
    return made


def _merge(base: Any, theirs: Any, mine: Any, path: tuple[Any, ...], chosen: Mapping[str, Side], made: Merged) -> Any:
    if theirs in (base, mine):
        return mine
    if mine == base:
        return theirs
    if isinstance(theirs, dict) and isinstance(mine, dict):
        was = base if isinstance(base, dict) else {}
        keys = [*theirs, *(key for key in mine if key not in theirs)]
        found = {
            key: _merge(was.get(key, _GONE), theirs.get(key, _GONE), mine.get(key, _GONE), (*path, key), chosen, made)
            for key in keys
        }
        return {key: value for key, value in found.items() if value is not _GONE}
    if isinstance(base, list) and isinstance(theirs, list) and isinstance(mine, list):
        joined = _merge_lists(base, theirs, mine, path, chosen, made)
        if joined is not None:
            return joined
    return _choose(theirs, mine, path, chosen, made)


def _choose(theirs: Any, mine: Any, path: tuple[Any, ...], chosen: Mapping[str, Side], made: Merged) -> Any:
    name = "/".join(map(str, path))
    if name in chosen:
        return mine if chosen[name] == "mine" else theirs
    made.conflicts.append({
        "path": [*path],
        "name": name,
        "theirs": None if theirs is _GONE else theirs,
        "mine": None if mine is _GONE else mine,
    })  # fmt: skip
    return mine


def _merge_lists(
    base: list[Any], theirs: list[Any], mine: list[Any], path: tuple[Any, ...], chosen: Mapping[str, Side], made: Merged
) -> list[Any] | None:
    """Return the items of both; None where both changed the same place of the list, and not item by item."""
    if len(base) == len(theirs) == len(mine):
        return [
            _merge(*items, (*path, number), chosen, made)
            for number, items in enumerate(zip(base, theirs, mine, strict=True))
        ]
    hunks = [(a, b, items) for side in (theirs, mine) for a, b, items in _hunks(base, side)]
    hunks.sort(key=lambda hunk: hunk[:2])
    result: list[Any] = []
    place = 0
    for number, (a, b, items) in enumerate(hunks):
        if number and (a, b, items) == hunks[number - 1]:
            continue  # both did the same
        if number and a <= hunks[number - 1][1]:
            return None
        result += [*base[place:a], *items]
        place = b
    return result + base[place:]


def _hunks(base: list[Any], side: list[Any]) -> list[tuple[int, int, list[Any]]]:
    """Return which items of the base a side changed into which."""
    before, after = ([dumps(item, sort_keys=True) for item in items] for items in (base, side))
    found = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [(a, b, side[c:d]) for tag, a, b, c, d in found if tag != "equal"]
