"""What a list leaves open and a person can answer: how dates of a column are written, and who somebody is.

In: what rows ask. Out: questions, each once, and a mapping with an answer more. Nobody answers but a person: here
nothing is chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from generator.authoring.case_import.dates import DateSpelling
from generator.authoring.case_import.mapping import ColumnMapping, ListMapping, quote


class AskedDate(NamedTuple):
    """A date that may be several days: the head of its column, what stands there, and its readings."""

    head: str
    text: str
    readings: Mapping[DateSpelling, str]


class AskedPerson(NamedTuple):
    """Somebody whose name is near others': as the list has it, the row, the ids of the cases that it may be (none where
    it may be somebody in the list itself), and what these are called."""

    name: str
    row: int
    ids: tuple[str, ...]
    shown: tuple[str, ...]


class DateQuestion(NamedTuple):
    """How the dates of a column are written: its head, dates of it, the one that leaves least open and the one that
    leaves most, and the ways that fit all."""

    head: str
    examples: tuple[AskedDate, ...]
    spellings: tuple[DateSpelling, ...]


def gather_dates(asked: Iterable[AskedDate]) -> tuple[DateQuestion, ...]:
    """Return a question for each column whose dates can all be read in one way; of the others each is a fault."""
    by_head: dict[str, list[AskedDate]] = {}
    for one in asked:
        by_head.setdefault(one.head, []).append(one)
    found = []
    for head, dates in by_head.items():
        spellings = [way for way in dates[0].readings if all(way in one.readings for one in dates)]
        clearest = min(dates, key=lambda one: len(one.readings))
        doubtful = max(dates, key=lambda one: len(set(one.readings.values())))
        if spellings:
            found.append(
                DateQuestion(
                    head, (clearest, doubtful) if clearest.text != doubtful.text else (clearest,), tuple(spellings)
                )
            )
    return tuple(found)


def answer_dates(mapping: ListMapping, head: str, spelling: DateSpelling) -> ListMapping:
    """Return the mapping with how the dates of a column are written."""
    said = mapping.find_column(head) or ColumnMapping(field=head)
    others = {name: one for name, one in mapping.columns.items() if " ".join(name.split()) != head}
    return mapping.model_copy(update={"columns": {**others, head: said.model_copy(update={"dates": spelling})}})


def answer_person(mapping: ListMapping, name: str, answer: str) -> ListMapping:
    """Return the mapping with who somebody is: the id of a case, `new` or `skip`."""
    return mapping.model_copy(update={"people": {**mapping.people, name: answer}})


def write_answers(before: ListMapping, after: ListMapping) -> str:
    """Return the answers as a mapping file has them."""
    lines = []
    dates = {
        head: one
        for head, one in after.columns.items()
        if isinstance(one, ColumnMapping) and one.dates and one != before.columns.get(head)
    }
    if dates:
        lines.append("columns:")
        lines += [f"  {quote(head)}: {{field: {one.field}, dates: {one.dates}}}" for head, one in dates.items()]
    people = {name: id for name, id in after.people.items() if before.people.get(name) != id}
    if people:
        lines.append("people:")
        lines += [f"  {quote(name)}: {id}" for name, id in people.items()]
    return "\n".join(lines)
