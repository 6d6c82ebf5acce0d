"""Which recommendations are about a person: those that name the case, its group, or somebody of the group.

In: cases and recommendations. Out: ids of cases, recommendations in the order given.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from generator.records.load import Entry
from generator.records.schema import Case, Recommendation


def list_kin(cases: Mapping[str, Entry[Case]], id: str) -> frozenset[str]:
    """Return the ids under which a recommendation may name a case: its own, its group's, those of the people in it.

    What is asked for somebody else of the same group is not asked for this person.
    """
    entry = cases.get(id)
    group = {entry.record.group} if entry and entry.record.group else set()
    return frozenset({id, *group, *list_members(cases, id)})


def list_members(cases: Mapping[str, Entry[Case]], id: str) -> tuple[str, ...]:
    """Return the ids of the cases whose group this one is, in the order in which its record has them, then by id."""
    members = sorted(other for other, entry in cases.items() if entry.record.group == id)
    named = [other for other in cases[id].record.related if other in members] if id in cases else []
    return tuple(dict.fromkeys([*named, *members]))


def find_asks(
    recommendations: Iterable[Entry[Recommendation]], kin: Collection[str]
) -> tuple[Entry[Recommendation], ...]:
    """Return the recommendations that name one of the cases, and of them those that name the fewest: an ask for one
    person goes before what is asked for everybody."""
    found = [entry for entry in recommendations if any(id in kin for id in entry.record.cases)]
    fewest = min((len(entry.record.cases) for entry in found), default=0)
    return tuple(entry for entry in found if len(entry.record.cases) == fewest)
