"""Compare lists of prisoners with our cases: who may be whom, and who is missing on which side.

In: the lists, the dataset, and whose readers the result is for. Out: a Reconciliation. Nothing is decided: a pair with
a high score is `same` where nobody else comes near on either side, and `perhaps` otherwise; somebody of another country
than that of the list is never more than `perhaps`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.base.example import list_own_countries
from generator.base.text.name_scores import PERHAPS, SAME, fold_name, pair_likely
from generator.paper.basis import list_untold
from generator.paper.protected import find_protected
from generator.paper.protected_values import Protected
from generator.paper.select.visible import list_hidden_sources, pick_fields
from generator.records.load import Dataset
from generator.records.resolve.held import Reading, read_standing
from generator.records.schema import Case
from generator.records.schema.base import Visibility
from generator.records.schema.partial_dates import PartialDate
from generator.records.schema.person import Recognition, list_spellings
from generator.review.reconcile.countries import find_homes, name_countries, settle_countries
from generator.review.reconcile.read_list import ListedPerson, PrisonerList

WHOLE_NAMES = frozenset({"name", "relative", "lawyer"})
"""Kinds of protected values that are whole names: a surname alone is that of many on a list."""

Likeness = Literal["same", "perhaps"]
Row = tuple[int, int]
"""Who stands where: the place of the list, and the place of the person on it."""


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody on a list and one of our cases: how alike, and what our record has already of that list: the
    recognition `known`; `older`, one by the same body of another day; or None. `elsewhere`: the case is of another
    country than the list."""

    row: Row
    case: str
    score: float
    likeness: Likeness
    known: Recognition | None
    older: Recognition | None
    births_differ: bool
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class Absent:
    """One of our cases that a list does not have: how the person stands on the day of the list, and the
    latest recognition by the same body up to that day."""

    case: str
    place: int
    reading: Reading
    recognition: Recognition | None


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What came of it. `countries` are those of the workspace by their folders, `homes` has the country of each case;
    `cases` are our cases by id as these readers may see them, `files` where each stands. `only` are those on a list who
    are no case of ours, each with people on other lists who may be the same, and scores.
    `readings` say of our cases how they stand on the day of the latest list. `left_out` are rows of which nothing may
    be written.
    """

    lists: tuple[PrisonerList, ...]
    audience: Visibility
    countries: Mapping[str, str]
    homes: Mapping[str, str | None]
    cases: Mapping[str, Case]
    files: Mapping[str, str]
    matches: tuple[Match, ...]
    only: Mapping[Row, tuple[tuple[Row, float], ...]]
    absent: tuple[Absent, ...]
    readings: Mapping[str, Reading]
    left_out: tuple[Row, ...]

    def person(self, row: Row) -> ListedPerson:
        """Return who stands in a row."""
        return self.lists[row[0]].people[row[1]]


def reconcile(
    lists: Sequence[PrisonerList], dataset: Dataset, audience: Visibility = "internal", today: date = date.max
) -> Reconciliation:
    """Return how the lists and our cases agree, for an audience on a day, on which consents have to hold. Raises
    BriefingError (D402) where there are several countries and that of a list is not clear."""
    seen, closed = _part_cases(dataset, audience, today)
    rows = [(n, m) for n, one in enumerate(lists) for m in range(len(one.people))]
    names = [[fold_name(name) for name in lists[n].people[m].names] for n, m in rows]
    hidden = pair_likely(names, closed, PERHAPS)
    protected = find_protected(dataset, audience)
    left_out = {rows[n] for n, _ in hidden}
    left_out |= {(n, m) for n, m in rows if _names_somebody(lists[n].people[m], protected)}
    kept = [(row, own) for row, own in zip(rows, names, strict=True) if row not in left_out]
    ids = list(seen)
    scores = pair_likely(
        [own for _, own in kept], [[fold_name(name) for name in list_spellings(seen[id].names)] for id in ids], PERHAPS
    )
    found = {(kept[n][0], ids[m]): score.score for (n, m), score in scores.items()}
    countries, homes = name_countries(dataset), find_homes(dataset)
    alike = [(*row, id) for (row, id), score in found.items() if score >= SAME]
    lists = settle_countries(lists, alike, homes, countries)
    matches = _judge(found, lists, seen, homes)
    matched = {match.row for match in matches}
    absent = [one for n in range(len(lists)) for one in _list_absent(n, lists[n], matches, seen, homes)]
    files = {id: dataset.cases[id].file for id in ids}
    only = _compare_lists([one for one in kept if one[0] not in matched])
    last = max((one.as_of.last for one in lists), default=date.max)
    readings = {id: read_standing(case, None, last) for id, case in seen.items()}
    return Reconciliation(
        lists, audience, countries, homes, seen, files, matches, only, tuple(absent), readings, tuple(sorted(left_out))
    )


def find_since(reading: Reading) -> PartialDate | None:
    """Return the day from which somebody is held, or was last known to be, where it is known."""
    step = reading.held_since or reading.since
    return step.day if step and reading.standing in ("held", "last_known") else None


def _names_somebody(person: ListedPerson, protected: Protected) -> bool:
    """Tell whether a row has the name of somebody whom the readers must not know in it, however it is written."""
    said = [*person.names, person.number or ""]
    return any(value.kind in WHOLE_NAMES for text in said for value in protected.find(text))


def _part_cases(
    dataset: Dataset, audience: Visibility, day: date
) -> tuple[dict[str, Case], list[list[tuple[str, ...]]]]:
    """Return the people whom the readers may know, by id, and the names of those of whom nothing may be written.
    The one whom `briefing init` invented is among the latter, on whichever list."""
    own = list_own_countries(dataset.countries)
    invented = tuple(f"data/{country}/" for country in dataset.countries if country not in own)
    hidden = list_hidden_sources(dataset, audience)
    untold = list_untold(dataset, audience, day)
    seen: dict[str, Case] = {}
    closed: list[list[tuple[str, ...]]] = []
    for id, entry in sorted(dataset.cases.items()):
        if entry.record.kind != "person":
            continue
        picked = None if entry.above(audience) else pick_fields(entry, Case, audience, hidden)
        ways = ("full_name", "initials") if audience == "internal" else ("full_name",)
        named = entry.record.display in ways and not entry.record.names.pseudonym
        shown = named and not entry.file.startswith(invented)
        if picked and shown and id not in untold:
            seen[id] = picked.record
        else:
            closed.append([fold_name(name) for name in list_spellings(entry.record.names)])
    closed += [[fold_name(real.name)] for real in dataset.pseudonyms]
    return seen, closed


def _judge(
    found: Mapping[tuple[Row, str], float],
    lists: Sequence[PrisonerList],
    cases: Mapping[str, Case],
    homes: Mapping[str, str | None],
) -> tuple[Match, ...]:
    """Return the pairs in order, each with how sure it is."""
    high = [(row, id) for (row, id), score in found.items() if score >= SAME and _fits(lists[row[0]], homes[id])]
    of_row = Counter(row for row, _ in high)
    of_case = Counter((row[0], id) for row, id in high)
    matches = []
    for (row, id), score in found.items():
        one = lists[row[0]]
        if score < SAME and of_row[row] == 1:
            continue  # somebody else is surely meant
        differ, elsewhere = _births_differ(one.people[row[1]], cases[id]), not _fits(one, homes[id])
        alone = of_row[row] == 1 and of_case[row[0], id] == 1
        sure = score >= SAME and alone and not differ and not elsewhere
        likeness: Likeness = "same" if sure else "perhaps"
        by = [said for said in cases[id].recognitions if one.organisation in said.recognised_by]
        known = next((said for said in by if said.as_of == one.as_of), None)
        older = _find_latest([said for said in by if said is not known])
        matches.append(Match(row, id, score, likeness, known, older, differ, elsewhere))
    return tuple(sorted(matches, key=lambda match: (match.row, -match.score, match.case)))


def _fits(one: PrisonerList, home: str | None) -> bool:
    """Tell whether somebody of that country may be meant by a list without a word more."""
    return one.country is None or home is None or home == one.country


def _births_differ(person: ListedPerson, case: Case) -> bool:
    """Tell whether the list and the record have birthdays that can't both be true."""
    born = case.date_of_birth.date if case.date_of_birth else None
    return bool(born and person.born and not born.overlaps(person.born))


def _list_absent(
    place: int,
    one: PrisonerList,
    matches: Sequence[Match],
    cases: Mapping[str, Case],
    homes: Mapping[str, str | None],
) -> list[Absent]:
    """Return who of ours, in the country of a list, is not on it: those who are held on its day by our records, or
    whose last known status was that, and those whom the same body recognised before."""
    there = {match.case for match in matches if match.row[0] == place}
    found = []
    for id, case in cases.items():
        if id in there or not _fits(one, homes[id]):
            continue
        standing = read_standing(case, None, one.as_of.last)
        before = [
            said
            for said in case.recognitions
            if one.organisation in said.recognised_by and (said.as_of is None or said.as_of.last <= one.as_of.last)
        ]
        held = standing.standing == "held" or (standing.standing == "last_known" and standing.step is not None)
        if held or before:
            found.append(Absent(id, place, standing, _find_latest(before)))
    return found


def _find_latest(said: Sequence[Recognition]) -> Recognition | None:
    """Return the recognition of the latest day; one without a day counts as older than all."""
    return max(said, key=lambda one: one.as_of.last if one.as_of else date.min, default=None)


def _compare_lists(rows: Sequence[tuple[Row, list[tuple[str, ...]]]]) -> dict[Row, tuple[tuple[Row, float], ...]]:
    """Return those who are no case of ours, each with people on other lists who may be the same."""
    names = [own for _, own in rows]
    alike = pair_likely(names, names, PERHAPS)
    found: dict[Row, list[tuple[Row, float]]] = {row: [] for row, _ in rows}
    for (n, m), score in alike.items():
        one, other = rows[n][0], rows[m][0]
        if one[0] != other[0]:
            found[one].append((other, score.score))
    return {row: tuple(sorted(others, key=lambda pair: (-pair[1], pair[0]))) for row, others in found.items()}
