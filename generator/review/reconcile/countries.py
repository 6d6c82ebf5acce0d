"""Say of which country the people of each list are, and which of our cases are of another.

In: lists, the pairs of names that are as good as the same, where each case stands. Out: the lists, each with its
country. It is what the command was told; else the only country of the workspace; else the one country in which all
those stand who are the same by name. Where these stand in several, or nobody does, it is asked and not guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin
from generator.base.example import list_own_countries
from generator.records.load import Dataset
from generator.review.reconcile.read_list import PrisonerList


def name_countries(dataset: Dataset) -> dict[str, str]:
    """Return what the countries of a workspace are called, by the names of their folders; the invented one of
    `briefing init` is none where there is another."""
    return {id: dataset.countries[id].record.names.preferred for id in list_own_countries(dataset.countries)}


def find_homes(dataset: Dataset) -> dict[str, str | None]:
    """Return the country of each case, by its id: the folder in which it stands; None of one that stands in none."""
    folders = {id: entry.file.split("/") for id, entry in dataset.cases.items()}
    return {
        id: parts[1] if len(parts) > 2 and parts[0] == "data" and parts[1] in dataset.countries else None
        for id, parts in folders.items()
    }


def settle_countries(
    lists: Sequence[PrisonerList],
    alike: Sequence[tuple[int, int, str]],
    homes: Mapping[str, str | None],
    countries: Mapping[str, str],
) -> tuple[PrisonerList, ...]:
    """Return the lists, each with its country; `alike` are (list, person, case) of the same name.

    Raises BriefingError (D402) where the country of a list is not clear."""
    faults: list[Diagnostic] = []
    settled = []
    for n, one in enumerate(lists):
        country = one.country or (next(iter(countries)) if len(countries) == 1 else None)
        if country is None and countries:
            found = _count(n, alike, homes)
            if len(found) == 1:
                country = next(iter(found))
            else:
                faults.append(_ask(one, found, countries))
        settled.append(replace(one, country=country))
    if faults:
        raise BriefingError(list(dict.fromkeys(faults)))
    return tuple(settled)


def _count(n: int, alike: Sequence[tuple[int, int, str]], homes: Mapping[str, str | None]) -> Counter[str]:
    """Return how many people of a list are the same by name as cases of each country, and of that one alone."""
    of_person: dict[int, set[str]] = {}
    for place, person, case in alike:
        if place == n and (home := homes.get(case)):
            of_person.setdefault(person, set()).add(home)
    return Counter(home for found in of_person.values() if len(found) == 1 for home in found)


def _ask(one: PrisonerList, found: Counter[str], countries: Mapping[str, str]) -> Diagnostic:
    stand = " and ".join(f"{country} ({number})" for country, number in sorted(found.items()))
    why = f"the names on it are those of people of {stand}" if found else "nobody on it has the name of one of ours"
    known = ", ".join(countries)
    help = f"say --country {one.file}=COUNTRY, or add a column `country`; there are: {known}"
    said = f"of which country the people of this list are is not told, and {why}"
    return codes.UNKNOWN_COLUMN.at(Origin(one.file), said, help)
