"""Under which ids a recommendation may be about a person: the case, its group, somebody of the group.

In: cases. Out: ids of cases.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.records.load import Entry, list_read
from generator.records.schema import Case


def list_kin(cases: Mapping[str, Entry[Case]], id: str) -> frozenset[str]:
    """Return the ids under which a recommendation may name a case: its own, its group's, those of the people in it.

    What is asked for somebody else of the same group is not asked for this person.
    """
    entry = cases.get(id)
    group = {entry.record.group} if entry and entry.record.group else set()
    return frozenset({id, *group, *list_members(cases, id)})


def list_members(cases: Mapping[str, Entry[Case]], id: str) -> tuple[str, ...]:
    """Return the ids of the cases whose group this one is, in the order in which its record has them, then by id."""
    # a case with a group is always read
    members = sorted(other for other, entry in list_read(cases).items() if entry.record.group == id)
    named = [other for other in cases[id].record.related if other in members] if id in cases else []
    return tuple(dict.fromkeys([*named, *members]))
