"""Say who each row of a list is: a case that we have, by its id or its name, or a new one; or ask.

In: rows, the cases, the answers of the mapping, the country of the list. Out: for each row a case, or what is not clear
(D406, D407). A name that is near another's is never a new person without a word of somebody's; and who has the very
name of somebody in another country is not taken for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.authoring.case_import.mapping import NEW, SKIP, ListMapping, quote
from generator.authoring.case_import.people import NearPeople, find_people, is_near, squeeze_name
from generator.authoring.case_import.questions import AskedPerson
from generator.authoring.case_import.read_row import ListRow
from generator.base import codes
from generator.base.diagnostics import Code, Diagnostic, suggest
from generator.base.sheets.sheet import Sheet, SheetCell
from generator.records.load import Dataset
from generator.records.schema.person import list_spellings

How = Literal["id", "name", "answer", "sheet", "new", "skip"]
"""By what it is known who a row is; `sheet`: by an id in a sheet of ours."""
_MOST_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Person:
    """Who a row is: the id of a case, which is one of ours unless `how` is `new`; for one found by the name, who else
    of ours has a name that is near."""

    id: str
    how: How
    near: tuple[str, ...] = ()


class Identifier:
    """Knows the cases, and the rows that were looked at before."""

    def __init__(
        self,
        dataset: Dataset,
        sheet: Sheet,
        mapping: ListMapping,
        country: str,
        rows: Sequence[ListRow],
        says_all: Callable[[str, ListRow], bool],
    ):
        """`says_all` tells whether the case of an id says all that a row does."""
        self.dataset, self.sheet, self.mapping, self.country = dataset, sheet, mapping, country
        self.says_all = says_all
        # nobody finds those who withdrew by a name; who adds them again is told so (S125)
        names = {id: list_spellings(e.record.names) for id, e in dataset.cases.items() if not e.withdrawn}
        known = {n for n, row in enumerate(rows) if row.same_as or _get_text(row, "id") in dataset.cases}
        self.near: NearPeople = find_people([_list_row_names(row) for row in rows], names, known)
        self.places = {row.number: place for place, row in enumerate(rows)}
        self.row_of: dict[str, int] = {}
        self.listed: dict[int, int] = {}
        """The rows of which it is known who they are, by their places."""
        self.called: dict[str, int] = {}
        """The first row of each name, letter by letter."""
        self.taken = set(dataset.cases)
        self.asked: list[AskedPerson] = []

    def identify(self, row: ListRow) -> tuple[Person | None, list[Diagnostic]]:
        """Return who a row is; None, and why, where that is not clear."""
        names = _list_row_names(row)
        problems: list[Diagnostic] = []
        person = self._find(row, names, problems)
        if person is None or person.how == "skip":
            return person, problems
        if first := self.row_of.get(person.id):
            message = f"this is the same person as in row {first}"
            help = "put into one row what both say; or answer `new`, where these are two people"
            problems.append(self._tell(codes.ROW_STANDS_TWICE, row, message, help))
            return None, problems
        self.row_of[person.id] = self.listed[self.places[row.number]] = row.number
        self.taken.add(person.id)
        for name in names:
            self.called.setdefault(squeeze_name(name), row.number)
        return person, problems

    def _find(self, row: ListRow, names: list[str], problems: list[Diagnostic]) -> Person | None:
        said = _get_text(row, "id")
        answer = row.same_as or next((one for name in names if (one := self.mapping.find_answer(name))), "")
        if answer == SKIP:
            return Person("", "skip")
        if answer and answer != NEW:
            return self._follow(answer, row, problems)
        if said and said in self.dataset.cases:
            return self._check_id(said, row, names, problems)
        if not names and row.name_unread:
            return None  # why, is told already
        if not names:
            message, help = "nobody is named in this row", "fill in `names.preferred`, or the id of a case of ours"
            problems.append(self._tell(codes.PERSON_TO_ASK, row, message, help))
            return None
        place = self.places[row.number]
        exact = sorted(self.near.exact[place])
        if answer == NEW:
            return self._add(row, names, [id for id in exact if self._is_here(id)], said, problems)
        if len(exact) == 1 and not said and self._is_here(exact[0]):
            others = [id for id in self.near.cases.get(place, ()) if id != exact[0]]
            return Person(exact[0], "name", tuple(map(self._show, others[:_MOST_SHOWN])))
        if near := list(dict.fromkeys([*exact, *self.near.cases.get(place, ())])):
            self._ask(row, names[0], [self._show(id) for id in near], near, problems)
            return None
        # ids that somebody gave say themselves that these are two people
        before = [self.listed[one] for one in self.near.rows.get(place, ()) if one in self.listed]
        if not said and before:
            self._ask(row, names[0], [f"row {number}" for number in before], [], problems)
            return None
        return Person(said or self._make_id(row, names[0]), "new")

    def _add(
        self, row: ListRow, names: list[str], exact: list[str], said: str, problems: list[Diagnostic]
    ) -> Person | None:
        """Return somebody of whom it was answered that they are new; but the answer is read with the list again, and
        then they are there: who has the very name and says all that the row does was made of it. Where neither is
        clear, another person of the very same name needs an id."""
        if said:
            return Person(said, "new")
        if made := next((id for id in exact if id not in self.row_of and self.says_all(id, row)), None):
            return Person(made, "name")
        twin = None if row.same_as else next((self.called[n] for n in map(squeeze_name, names) if n in self.called), 0)
        if not exact and not twin:
            return Person(self._make_id(row, names[0]), "new")
        shown = [self._show(id) for id in exact] or [f"row {twin}"]
        message = f"“{names[0]}” is to be new, and is the very name of {', '.join(shown[:_MOST_SHOWN])}"
        same = f"say `people: {{{quote(names[0])}: {exact[0]}}}` where it is the same; " if exact else ""
        help = f"{same}where it is another, give the row an `id` of its own, and `new` in a column `same_as`"
        problems.append(self._tell(codes.PERSON_TO_ASK, row, message, help))
        return None

    def _follow(self, answer: str, row: ListRow, problems: list[Diagnostic]) -> Person | None:
        known = [id for id, entry in self.dataset.cases.items() if not entry.withdrawn]
        if answer in known:
            return Person(answer, "answer")
        help = suggest(answer, known, "write the id of a case, `new` or `skip`")
        problems.append(self._tell(codes.PERSON_TO_ASK, row, f"there is no case `{answer}`", help))
        return None

    def _check_id(self, id: str, row: ListRow, names: list[str], problems: list[Diagnostic]) -> Person | None:
        """Return the case of an id, where its name is not quite another than that of the row."""
        entry = self.dataset.cases[id]
        if entry.withdrawn:
            message = "the record of this id is closed: whoever it is about asked to be named no more"
            problems.append(self._tell(codes.REMOVED_ADDED_AGAIN, row, message, "take the row out"))
            return None
        if names and not row.as_exported and not is_near(names, list_spellings(entry.record.names)):
            message = f"`{id}` is {entry.record.names.preferred}, and this row calls them {names[0]}"
            help = f"correct the id; or say `same_as: {id}` in a column, where the name is to be another"
            problems.append(self._tell(codes.PERSON_TO_ASK, row, message, help))
            return None
        return Person(id, "sheet" if row.as_exported else "id")

    def _ask(self, row: ListRow, name: str, shown: list[str], near: list[str], problems: list[Diagnostic]) -> None:
        self.asked.append(AskedPerson(name, row.number, tuple(near[:_MOST_SHOWN]), tuple(shown[:_MOST_SHOWN])))
        more = f" and {len(shown) - _MOST_SHOWN} more" if len(shown) > _MOST_SHOWN else ""
        message = f"“{name}” may be {', '.join(shown[:_MOST_SHOWN])}{more}"
        same = f"`people: {{{quote(name)}: {near[0]}}}` where it is the same, " if near else ""
        other = f"`people: {{{quote(name)}: new}}` where it is another"
        help = f"say in the mapping file {same}{other}; or in a column `same_as`"
        problems.append(self._tell(codes.PERSON_TO_ASK, row, message, help))

    def _is_here(self, id: str) -> bool:
        return self.dataset.cases[id].file.startswith(f"data/{self.country}/")

    def _show(self, id: str) -> str:
        entry = self.dataset.cases[id]
        other = "" if self._is_here(id) else f", in {entry.file}"
        return f"{entry.record.names.preferred} ({id}{other})"

    def _tell(self, code: Code, row: ListRow, message: str, help: str) -> Diagnostic:
        tree = row.tree
        names = tree.get("names")
        column = tree.at["names"][1] + 1 if names else tree.at["id"][1] + 1 if "id" in tree else row.name_at
        return self.sheet.tell(code, SheetCell("", row.number, column), message, help)

    def _make_id(self, row: ListRow, name: str) -> str:
        """Return the id of a new case: after the name; of somebody who is printed under another, after nothing."""
        from anyascii import anyascii  # only where somebody is new

        base = "-".join(re.findall("[a-z0-9]+", anyascii(name).lower()))[:60].strip("-")
        if not base or _get_text(row, "display") in ("pseudonym", "initials"):
            return _count_up("case", self.taken, len(self.taken) + 1)
        return base if base not in self.taken else _count_up(base, self.taken, 2)


def _count_up(base: str, taken: set[str], number: int) -> str:
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"


def _list_row_names(row: ListRow) -> list[str]:
    """Return what a row calls somebody, the name that is printed first."""
    names = row.tree.get("names")
    if not isinstance(names, dict):
        return []
    variants = names.get("variants") or ()
    said = [names.get("preferred"), *(names.get("native") or {}).values(), *variants]
    return [name for name in said if isinstance(name, str)]


def _get_text(row: ListRow, key: str) -> str:
    said = row.tree.get(key)
    return said if isinstance(said, str) else ""
