"""Match the items of two lists: by id, by day and kind, or by similarity.

The same pairs are found whichever of the two lists is called old, so that a comparison turned round tells the same.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from generator.base.text.word_diff import measure_likeness

Pairs = list[tuple[int, int]]

ALIKE = 0.5
"""From this likeness on two texts are two wordings of one."""

_NAMING = ("id", "date", "as_of", "from", "stage", "status", "recognised_by", "list_number", "raised_by", "criterion",
           "organisation", "rated_by", "listed_by", "provision")  # fmt: skip
"""Fields by which an entry of a list is told from others."""


def write_canonical(value: Any) -> str:
    """Return a value of JSON as one line, the same for equal values."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def match_items(old: Sequence[Any], new: Sequence[Any], renamed: Mapping[str, str]) -> tuple[Pairs, Pairs]:
    """Return (place in old, place in new) of what is the same item, in the order of the old list; and those of these
    pairs that stand out of order, as few as possible.

    `renamed` are ids of the old side by which records are called otherwise on the new one.
    """
    a, b = [write_canonical(_under(item, renamed)) for item in old], [write_canonical(item) for item in new]
    if write_canonical(list(new)) < write_canonical(list(old)):
        turned = sorted(_matched(new, old, b, a))
        return sorted((i, j) for j, i in turned), [(i, j) for j, i in find_out_of_order(turned)]
    pairs = sorted(_matched(old, new, a, b))
    return pairs, find_out_of_order(pairs)


def _under(value: Any, renamed: Mapping[str, str]) -> Any:
    """Return the value with ids as they are called on the other side."""
    if not renamed:
        return value
    if isinstance(value, str):
        return renamed.get(value, value)
    if isinstance(value, list):
        return [_under(item, renamed) for item in value]
    if isinstance(value, dict):
        return {key: _under(item, renamed) for key, item in value.items()}
    return value


def _matched(old: Sequence[Any], new: Sequence[Any], a: list[str], b: list[str]) -> Pairs:
    pairs = _equal(a, b)
    left, right = _rest(len(a), pairs, 0), _rest(len(b), pairs, 1)
    names_a, names_b = {i: _name(old[i]) for i in left}, {j: _name(new[j]) for j in right}
    often_a, often_b = Counter(names_a.values()), Counter(names_b.values())
    by_name = {name: j for j, name in names_b.items() if name and often_b[name] == 1}
    pairs += [(i, by_name[name]) for i, name in names_a.items() if often_a[name] == 1 and name in by_name]
    left, right = _rest(len(a), pairs, 0), _rest(len(b), pairs, 1)
    scored = []
    for i in left:
        for j in right:
            # what has an id is itself or another, however like it reads
            if not (_has_id(old[i]) and _has_id(new[j])) and (score := measure_similarity(old[i], new[j])) >= ALIKE:
                scored.append((-score, abs(i - j), i, j))
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    for _, _, i, j in sorted(scored):
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            pairs.append((i, j))
    return pairs


def _has_id(item: Any) -> bool:
    """Tell whether an item is a record with an id; `id` is Indonesian as well, and its words are no id."""
    return isinstance(item, dict) and isinstance(item.get("id"), str) and " " not in item["id"]


def _rest(size: int, pairs: Pairs, side: int) -> list[int]:
    taken = {pair[side] for pair in pairs}
    return [n for n in range(size) if n not in taken]


def _equal(a: list[str], b: list[str]) -> Pairs:
    """Return the places of equal items; the first of several goes with the first."""
    where: dict[str, list[int]] = {}
    for j, text in enumerate(b):
        where.setdefault(text, []).append(j)
    return [(i, where[text].pop(0)) for i, text in enumerate(a) if where.get(text)]


def _name(item: Any) -> tuple[str, ...] | None:
    """Return what names an entry: its id, or its day together with what else tells it from others of that day."""
    if not isinstance(item, dict):
        return None
    if _has_id(item):
        return ("id", item["id"])
    named = tuple(f"{key}={write_canonical(item[key])}" for key in _NAMING if key in item)
    return named or None


def measure_similarity(old: Any, new: Any) -> float:
    """Return from 0 to 1 how like two values are. Words of one kind are compared with each other; an id is the same or
    not."""
    if old == new:
        return 1.0
    if isinstance(old, str) and isinstance(new, str):
        return measure_likeness(old, new) if " " in old and " " in new else 0.0
    if isinstance(old, dict) and isinstance(new, dict):
        if "sentences" in old or "text" in old:  # prose, or an entry with words: its words tell which it is
            return measure_likeness(extract_text(old), extract_text(new))
        keys = old.keys() | new.keys()
        return sum(measure_similarity(old[key], new[key]) for key in keys if key in old and key in new) / len(keys)
    if isinstance(old, list) and isinstance(new, list):
        return measure_likeness(extract_text(old), extract_text(new))
    return 0.0


def extract_text(value: Any) -> str:
    """Return all words of a value, in order."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return " ".join(extract_text(item) for item in value.values())
    if isinstance(value, list):
        return " ".join(map(extract_text, value))
    return ""


def find_out_of_order(ordered: Pairs) -> Pairs:
    """Return the fewest of the pairs, which are in order of their first places, without which the second ones are in
    order too: all but a longest increasing run (Fredman 1975)."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int | None] = []
    for n, (_, j) in enumerate(ordered):
        place = bisect_left(tails, j)
        before.append(at[place - 1] if place else None)
        if place == len(tails):
            tails.append(j)
            at.append(n)
        else:
            tails[place], at[place] = j, n
    kept: set[int] = set()
    step = at[-1] if at else None
    while step is not None:
        kept.add(step)
        step = before[step]
    return [pair for n, pair in enumerate(ordered) if n not in kept]
