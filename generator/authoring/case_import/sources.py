"""Give the sources of a row their ids, and put these in the place of `#1`, by which its other cells name them.

In: what a row says, the id of its case, the sources that are known. Out: the same with sources by id, as records have
them. A source whose address is known already is not said again: its id is taken; nor is one without an address, where
the case has one that says the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from generator.authoring.case_import.merge import says_all
from generator.authoring.case_import.read_row import ListRow
from generator.records.case_cells import SOURCES
from generator.records.load.parse import Map, Seq

_NAMED = re.compile(r"#([1-9][0-9]{0,3})")
_FIELDS = ("by", "already_public", "stated_in")


def name_sources(row: ListRow, case: str, own: Mapping[str, Any], known: set[str], by_address: dict[str, str]) -> Map:
    """Return what a row says, with its sources by id; `own` are those of the case, `known` all ids of sources, which
    grow by the new ones, as do the addresses."""
    tree = row.tree
    listed = tree.get(SOURCES)
    ids: dict[int, str] = {}
    made = Map()
    made.at = {}
    if isinstance(listed, Seq):
        for number, source, place in zip(row.sources, listed, listed.at, strict=True):
            address = source.get("url")
            id = source.get("id") or by_address.get(address or "")
            id = id or next((one for one, mine in own.items() if says_all(mine, source)), None) or _make_id(case, known)
            ids[number] = id
            if id in own or id not in known:
                inner = Map({key: value for key, value in source.items() if key != "id"})
                inner.at = {key: source.at[key] for key in inner}
                made[id], made.at[id] = inner, place
            known.add(id)
            if address:
                by_address.setdefault(address, id)
    changed = _replace(tree, ids)
    assert isinstance(changed, Map)
    changed.pop(SOURCES, None)
    if made:
        changed[SOURCES], changed.at[SOURCES] = _replace(made, ids), tree.at[SOURCES]
    return changed


def _make_id(case: str, known: set[str]) -> str:
    number = 1
    while f"{case}-{number}" in known:
        number += 1
    return f"{case}-{number}"


def _replace(node: Any, ids: Mapping[int, str], named: bool = False) -> Any:
    """Return a tree in which `#1` is the id of the first source; where the row has no such source, nobody is named."""
    if isinstance(node, Map):
        made = Map()
        made.at = {}
        for key, value in node.items():
            inner = _replace(value, ids, key in _FIELDS)
            if inner is not None and inner != []:
                made[key], made.at[key] = inner, node.at[key]
        return made
    if isinstance(node, Seq):
        found = [(_replace(value, ids, named), place) for value, place in zip(node, node.at, strict=True)]
        items = Seq(value for value, _ in found if value is not None)
        items.at = [place for value, place in found if value is not None]
        return items
    match = _NAMED.fullmatch(node) if named and isinstance(node, str) else None
    return ids.get(int(match[1])) if match else node
