"""Put what came of a comparison into tables of words, of which each format is made.

In: a Reconciliation, and what its organisations are called. Out: tables with heads and rows, in English: they are for
those who keep the records. Words of lists come out on one line, without markup or unseen characters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.base.diagnostics import make_printable
from generator.base.text.name_scores import SAME
from generator.records.resolve.held import Reading
from generator.records.schema.person import Recognition
from generator.review.reconcile.compare import Absent, Match, Reconciliation, Row, find_since


@dataclass(frozen=True, slots=True)
class ReconciledTable:
    """A table with the words that stand above it; `widths` are those of its columns in a sheet, in characters."""

    name: str
    about: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


def make_tables(found: Reconciliation, names: Mapping[str, str]) -> tuple[ReconciledTable, ...]:
    """Return all tables; `names` has what organisations are called, by id."""
    return (_lists(found, names), _everybody(found, names), _to_look_at(found), _only_there(found), _only_here(found))


def _lists(found: Reconciliation, names: Mapping[str, str]) -> ReconciledTable:
    rows = []
    for n, one in enumerate(found.lists):
        own = [match for match in found.matches if match.row[0] == n]
        same = sum(match.likeness == "same" for match in own)
        only = sum(row[0] == n for row in found.only)
        said = len(one.people) - sum(row[0] == n for row in found.left_out)
        rows.append(
            (one.file, names.get(one.organisation, one.organisation), one.as_of.written,
             found.countries.get(one.country or "", ""), str(said), str(same), str(said - same - only), str(only))
        )  # fmt: skip
    about = (
        "Each list with the day on which it was made, as was told, and the country of its people: as was told, or that"
        " of all who are the same by name; nobody is merged by a score."
    )
    heads = ("file", "whose list", "of", "country", "people", "the same by name", "perhaps", "not with us")
    return ReconciledTable("Lists", about, heads, tuple(rows), (24, 34, 12, 16, 8, 12, 10, 12))


def _everybody(found: Reconciliation, names: Mapping[str, str]) -> ReconciledTable:
    """Return the table of who recognises whom: our people, then those of lists alone."""
    places = range(len(found.lists))
    at: dict[tuple[str, int], list[str]] = {}
    for match in found.matches:
        at.setdefault((match.case, match.row[0]), []).append(_say_place(found, match))
    absent = {(one.case, one.place) for one in found.absent}
    shown = dict.fromkeys([*(id for id, _ in at), *(one.case for one in found.absent)])
    rows = []
    for id in sorted(shown, key=lambda id: found.cases[id].names.preferred):
        cells = ["; ".join(at.get((id, n), [])) or ("not there" if (id, n) in absent else "–") for n in places]
        reading = found.readings[id]
        since = find_since(reading)
        rows.append((found.cases[id].names.preferred, id, _say_standing(reading), str(since or ""), *cells))
    for row in found.only:
        person = found.person(row)
        cells = [_say_number(found, row) if n == row[0] else "" for n in places]
        for other, score in found.only[row]:
            said = f"perhaps {_say_row(found, other)} ({score:.0f})"
            cells[other[0]] = "; ".join(filter(None, [cells[other[0]], said]))
        rows.append((plain(person.names[0]), "", "", str(person.since or ""), *cells))
    heads = ("name", "our case", "by our records", "since", *(_name(found, n, names) for n in places))
    about = (
        "A number or row of the list, with the score of the names in brackets; “not there”: held by our records, or"
        " last known as that, or on an earlier list of the same body, and not on this one; –: neither. “since”: held,"
        " by our records; of those who are not with us, on the list, as it says."
    )
    return ReconciledTable("Who has whom", about, heads, tuple(rows), (30, 24, 20, 12, *(26 for _ in found.lists)))


def _to_look_at(found: Reconciliation) -> ReconciledTable:
    rows = []
    for match in found.matches:
        person, case = found.person(match.row), found.cases[match.case]
        if match.likeness == "same":
            continue
        why = "the name"
        if match.births_differ or match.score >= SAME:
            why = "their births differ" if match.births_differ else "several come near"
        if match.elsewhere:
            why = say_elsewhere(found, match)
        there = plain(" / ".join(person.names))
        score = f"{match.score:.0f}"
        rows.append((score, _say_row(found, match.row), there, case.names.preferred, match.case, why))
    about = "Somebody has to look at each of these: the names are alike, and may be those of two people."
    heads = ("score", "row", "on the list", "with us", "our case", "what is open")
    return ReconciledTable("Perhaps the same", about, heads, tuple(rows), (7, 24, 36, 30, 24, 20))


def _only_there(found: Reconciliation) -> ReconciledTable:
    rows = []
    for row, others in found.only.items():
        person, one = found.person(row), found.lists[row[0]]
        alike = ((_say_row(found, other), plain(found.person(other).names[0]), score) for other, score in others)
        also = "; ".join(f"{place}: {name} ({score:.0f})" for place, name, score in alike)
        rows.append(
            (plain(" / ".join(person.names)), _say_row(found, row), one.as_of.written,
             person.since.written if person.since else "not told", also)
        )  # fmt: skip
    about = "Nobody of our cases has such a name. Look under a maiden name or a pseudonym before you add somebody."
    heads = ("on the list", "row", "list of", "on it since", "perhaps the same on other lists")
    return ReconciledTable("Not with us", about, heads, tuple(rows), (36, 24, 12, 12, 50))


def _only_here(found: Reconciliation) -> ReconciledTable:
    rows = [_absent_row(found, one) for one in found.absent]
    about = (
        "Our cases that a list does not have: held by our records on the day of the list, or recognised by the same"
        " body before. A list may be older than an arrest, or leave people out on purpose."
    )
    heads = ("with us", "our case", "not on", "list of", "by our records", "since", "recognised by them before")
    return ReconciledTable("Not on a list", about, heads, tuple(rows), (30, 24, 24, 12, 20, 12, 24))


def _say_standing(reading: Reading) -> str:
    """Return how somebody stands by our records; where that is not known for the day, what was last known."""
    if reading.step is None:
        return "not told"
    status = reading.step.status.replace("_", " ")
    return {"held": "held", "last_known": f"last known: {status}"}.get(reading.standing, status)


def _absent_row(found: Reconciliation, one: Absent) -> tuple[str, ...]:
    other, since = found.lists[one.place], find_since(one.reading)
    return (
        found.cases[one.case].names.preferred, one.case, other.file, other.as_of.written, _say_standing(one.reading),
        str(since or "not known"), say_recognition(one.recognition),
    )  # fmt: skip


def say_recognition(said: Recognition | None) -> str:
    """Return the day of a recognition in words; nothing where there is none."""
    return "" if said is None else f"as of {said.as_of.written}" if said.as_of else "without a day"


def plain(text: str) -> str:
    """Return words of a list on one line, as they may stand anywhere."""
    return " ".join(make_printable(text).split())


def _name(found: Reconciliation, n: int, names: Mapping[str, str]) -> str:
    one = found.lists[n]
    return f"{names.get(one.organisation, one.organisation)}, {one.as_of.written}"


def _say_number(found: Reconciliation, row: Row) -> str:
    person = found.person(row)
    return f"no. {plain(person.number)}" if person.number else f"row {person.row}"


def _say_row(found: Reconciliation, row: Row) -> str:
    person = found.person(row)
    return f"{found.lists[row[0]].file}:{person.row}" + (f", no. {plain(person.number)}" if person.number else "")


def _say_place(found: Reconciliation, match: Match) -> str:
    perhaps = "perhaps " if match.likeness == "perhaps" else ""
    other = ", another country" if match.elsewhere else ""
    return f"{perhaps}{_say_number(found, match.row)} ({match.score:.0f}{other})"


def say_elsewhere(found: Reconciliation, match: Match) -> str:
    """Return of which country a case is, and of which other one the people of the list are."""
    home, there = found.homes[match.case] or "", found.lists[match.row[0]].country or ""
    return f"ours is of {found.countries.get(home, home)}, the list of {found.countries.get(there, there)}"
