"""Compare two views, value by value.

In: two views. Out: changes, in the order of the new side, with what went where it had stood.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.base.text.word_diff import measure_likeness
from generator.review.diff.changes import Change, Changes, Path
from generator.review.diff.match import extract_text, match_items, write_canonical
from generator.review.diff.view import View

_NO_RECORDS = frozenset({"edition", "order", "prose", "lists", "statements"})
_LONG = 60
"""Words of so many characters that stand in another place are known again there."""
_THE_SAME = 0.8
"""From this likeness on, a part of one section that is gone and a part of another that is new are one part that
moved."""


def compare(old: View, new: View) -> Changes:
    """Return what changed from the one view to the other; nothing where both say the same."""
    renamed = _renamed(old.content, new.content)
    names = {was: is_ for pairs in renamed.values() for was, is_ in pairs.items()}
    found = list(_values(old.content, new.content, (), (), _Renames(renamed, names)))
    return tuple(_moved_elsewhere(found))


class _Renames:
    """Records under another id: by collection, and all together."""

    def __init__(self, records: Mapping[str, Mapping[str, str]], names: Mapping[str, str]):
        self.records, self.names = records, names


def _renamed(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return the ids, old and new, of records that have the same content and another id. Where several have it, none of
    them is told to be another."""
    found: dict[str, dict[str, str]] = {}
    for topic in old.keys() - _NO_RECORDS:
        gone, come = _by_content(old[topic], new[topic]), _by_content(new[topic], old[topic])
        pairs = {ids[0]: come[said][0] for said, ids in gone.items() if len(ids) == 1 and len(come.get(said, ())) == 1}
        if pairs:
            found[topic] = pairs
    return found


def _by_content(records: Mapping[str, Any], others: Mapping[str, Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for id, record in records.items():
        if id not in others:
            found.setdefault(write_canonical(record), []).append(id)
    return found


def _values(old: Any, new: Any, was: Path, is_: Path, renames: _Renames) -> Iterator[Change]:
    if type(old) is type(new) and old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _objects(old, new, was, is_, renames)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _lists(old, new, was, is_, renames)
    elif isinstance(old, str) and renames.names.get(old) == new:
        yield Change("renamed", was, is_, old, new)
    else:
        yield Change("modified", was, is_, old, new)


def _objects(
    old: Mapping[str, Any], new: Mapping[str, Any], was: Path, is_: Path, renames: _Renames
) -> Iterator[Change]:
    ids = renames.records.get(str(was[0]), {}) if len(was) == 1 else {}
    back = {name: id for id, name in ids.items()}
    for key, value in old.items():
        if key not in new and key not in ids:
            yield Change("removed", (*was, key), None, value)
    for key, value in new.items():
        if key in back:
            yield Change("renamed", (*was, back[key]), (*is_, key))
        elif key not in old:
            yield Change("added", None, (*is_, key), new=value)
        else:
            yield from _values(old[key], value, (*was, key), (*is_, key), renames)


def _lists(old: Sequence[Any], new: Sequence[Any], was: Path, is_: Path, renames: _Renames) -> Iterator[Change]:
    pairs, elsewhere = match_items(old, new, renames.names)
    partner = {j: i for i, j in pairs}
    kept = {i for i, _ in pairs}
    gone = [i for i in range(len(old)) if i not in kept]
    # what is gone is told before the next item that stands where it stood
    steady = {j: i for i, j in pairs if (i, j) not in elsewhere}
    following = [len(old)] * len(new)
    for j in range(len(new) - 1, -1, -1):
        following[j] = steady.get(j, following[j + 1] if j + 1 < len(new) else len(old))
    for j, value in enumerate(new):
        i = partner.get(j)
        while gone and gone[0] < following[j]:
            yield Change("removed", (*was, gone[0]), None, old[gone.pop(0)])
        if i is None:
            yield Change("added", None, (*is_, j), new=value)
            continue
        if (i, j) in elsewhere:
            yield Change("moved", (*was, i), (*is_, j))
        yield from _values(old[i], value, (*was, i), (*is_, j), renames)
    for i in gone:
        yield Change("removed", (*was, i), None, old[i])


def _moved_elsewhere(found: list[Change]) -> Iterator[Change]:
    """Yield the changes, with a part of prose that is gone here and new there told as one that moved."""
    gone = [c for c in found if c.kind == "removed" and _is_part(c.old_path)]
    come = [c for c in found if c.kind == "added" and _is_part(c.new_path)]
    scored = []
    for one in gone:
        for other in come:
            a, b = extract_text(one.old["sentences"]), extract_text(other.new["sentences"])
            if min(len(a), len(b)) >= _LONG and (score := measure_likeness(a, b)) >= _THE_SAME:
                # in one order whichever side is called old
                ways = sorted((write_canonical(one.old_path), write_canonical(other.new_path)))
                scored.append(((-score, *ways, write_canonical(one.old_path)), one, other))
    moved: dict[Path, Change] = {}
    taken: set[Path] = set()
    for _, one, other in sorted(scored, key=lambda item: item[0]):
        assert one.old_path is not None
        assert other.new_path is not None
        if one.old_path not in taken and other.new_path not in moved:
            taken.add(one.old_path)
            moved[other.new_path] = one
    for change in found:
        if change.kind == "removed" and change.old_path in taken:
            continue
        if change.kind == "added" and change.new_path in moved:
            before = moved[change.new_path]
            assert before.old_path is not None
            yield Change("moved", before.old_path, change.new_path)
            yield from _values(before.old, change.new, before.old_path, change.new_path, _Renames({}, {}))
        else:
            yield change


def _is_part(path: Path | None) -> bool:
    return path is not None and len(path) == 4 and path[0] == "prose" and path[2] == "parts"
