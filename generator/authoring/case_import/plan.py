"""Work out what a list would make of our cases, without writing anything.

In: the dataset, a sheet, its mapping, the country of new cases. Out: what becomes of each row, every fault with its
sheet, row and column, and the files as they would be. What a row says is judged as any record is: by its fields, and by
what the records say of each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from generator.authoring.case_import.columns import find_columns
from generator.authoring.case_import.files import FileEdits, write_changes
from generator.authoring.case_import.identify import How, Identifier, Person
from generator.authoring.case_import.mapping import ListMapping
from generator.authoring.case_import.merge import Disagreement, ValueChange, apply_changes, merge
from generator.authoring.case_import.opened import find_opened, find_opened_new
from generator.authoring.case_import.questions import AskedDate, AskedPerson
from generator.authoring.case_import.read_row import ListRow, RowReader
from generator.authoring.case_import.sources import name_sources
from generator.base import codes
from generator.base.diagnostics import Code, Diagnostic, has_errors
from generator.base.sheets.sheet import Sheet, SheetCell
from generator.records.case_cells import mark_state
from generator.records.load import Dataset, Entry
from generator.records.load.dataset import strip_places
from generator.records.load.found import Found
from generator.records.load.make_entry import make_entry
from generator.records.load.names import is_id, may_be_called
from generator.records.load.parse import Map, Seq
from generator.records.load.read_file import read_default
from generator.records.resolve import resolve
from generator.records.schema import Case, Source
from generator.records.schema.base import Visibility
from generator.records.schema.person import list_spellings

Outcome = Literal["new", "changed", "unchanged", "skipped", "refused"]


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What would become of a row: of whom, by what that is known, each value that would change (of a new case: all),
    and who else of ours has a name near the one by which somebody was found."""

    row: int
    name: str
    id: str
    how: How | None
    outcome: Outcome
    changes: tuple[ValueChange, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do. Where one row is refused, `files` is empty: nothing is taken in by halves. What is asked
    stands among the problems, too, for whoever can't be asked at a terminal."""

    outcomes: tuple[RowOutcome, ...]
    problems: tuple[Diagnostic, ...]
    files: Mapping[Path, bytes]
    was: Mapping[Path, bytes | None]
    visibility: Visibility
    asked_dates: tuple[AskedDate, ...]
    asked_people: tuple[AskedPerson, ...]


@dataclass(slots=True)
class _Made:
    """What the rows make of the records so far."""

    cases: dict[str, Entry[Case]] = field(default_factory=dict)
    sources: dict[str, Entry[Source]] = field(default_factory=dict)
    edits: list[FileEdits] = field(default_factory=list)


def plan_import(dataset: Dataset, sheet: Sheet, mapping: ListMapping, country: str) -> ImportPlan:
    """Return what would become of each row of the sheet."""
    columns, problems = find_columns(sheet, mapping)
    reader = RowReader(sheet, columns, mapping)
    rows = [reader.read(cells) for cells in sheet.rows]
    planner = _Planner(dataset, sheet, mapping, country, rows)
    found = [planner.plan(row) for row in rows]
    problems += planner.problems
    problems += _find_new_problems(dataset, planner.made, sheet)
    refused = {d.origin.line for d in problems if d.severity == "error" and d.origin.file == sheet.file}
    outcomes = tuple(
        replace(one, outcome="refused", changes=()) if one.row in refused and one.outcome != "skipped" else one
        for one in found
    )
    files: dict[Path, bytes] = {}
    was: dict[Path, bytes | None] = {}
    if not has_errors(problems):
        files, was = write_changes(dataset.root, planner.made.edits)
    asked = tuple(reader.asked), tuple(planner.identifier.asked)
    return ImportPlan(outcomes, tuple(problems), files, was, planner.default, *asked)


class _Planner:
    """Plans the rows of a sheet, one after the other."""

    def __init__(self, dataset: Dataset, sheet: Sheet, mapping: ListMapping, country: str, rows: list[ListRow]):
        self.dataset, self.sheet, self.country = dataset, sheet, country
        self.identifier = Identifier(dataset, sheet, mapping, country, rows, self._says_all)
        self.known_sources = set(dataset.sources)
        self.by_address = {e.record.url: id for id, e in dataset.sources.items() if e.record.url}
        said = {one.field for head in mapping.columns if (one := mapping.find_column(" ".join(head.split())))}
        self.opens = "visibility" in said or "visibility" in mapping.constants
        self.made = _Made()
        self.problems: list[Diagnostic] = []
        self.default = _find_default(dataset.root, country)

    def plan(self, row: ListRow) -> RowOutcome:
        """Return what becomes of a row; what is wrong with it is noted."""
        self.problems += row.problems
        person, unclear = self.identifier.identify(row)
        self.problems += unclear
        name = _get_name(row)
        if person is None:
            return RowOutcome(row.number, name, "", None, "refused")
        if person.how == "skip":
            return RowOutcome(row.number, name, "", "skip", "skipped")
        if person.how == "new":
            return self._plan_new(row, person, name)
        return self._plan_update(row, person, self.dataset.cases[person.id].record.names.preferred)

    def _plan_new(self, row: ListRow, person: Person, name: str) -> RowOutcome:
        tree = name_sources(row, person.id, {}, self.known_sources, self.by_address)
        place = (row.number - 1, 0, row.number - 1, 0)
        tree.setdefault("id", person.id)
        tree.at.setdefault("id", place)
        changes = tuple(
            ValueChange((key,), None, value, False, tree.at[key]) for key, value in tree.items() if key != "id"
        )
        if not self.opens:
            self._ask(find_opened_new(tree, self.default))
        self._judge(row, person.id, tree, self.default)
        if is_id(person.id) and not may_be_called(person.id):
            message = f"no case can be called `{person.id}`: a file of that name says something of its whole folder"
            self._tell(codes.BAD_VALUE, row.number, 1, message, "give the row another `id`, or none")
        file = f"data/{self.country}/cases/{person.id}.yaml"
        self.made.edits.append(FileEdits(file, None, (), tree=tree))
        return RowOutcome(row.number, name, person.id, "new", "new", changes)

    def _plan_update(self, row: ListRow, person: Person, name: str) -> RowOutcome:
        entry = self.dataset.cases[person.id]
        ours = strip_places(entry.tree, {})
        ours.setdefault("id", person.id)
        tree = name_sources(row, person.id, ours.get("sources") or {}, self.known_sources, self.by_address)
        tree.pop("id", None)
        if person.how in ("name", "answer"):
            _keep_our_name(tree, entry)
        by_number = row.as_exported == mark_state(strip_places(entry.tree, {}))
        changes, doubts = merge(ours, tree, by_number)  # type: ignore[arg-type]
        doubts += [_tell_lent(change) for change in changes if entry.find_lent(change.path)]
        doubts += () if by_number else find_opened(entry, changes)
        self._ask(doubts)
        if changes and row.as_exported and not by_number:
            message = "the record was changed since this sheet was made of it"
            help = "export it anew, and make the changes there; or take the column `list.as_exported` out"
            self._tell(codes.CHANGED_SINCE_EXPORT, row.number, 1, message, help)
        if not changes:
            return RowOutcome(row.number, name, person.id, person.how, "unchanged", near=person.near)
        place = (row.number - 1, 0, row.number - 1, 0)
        merged = apply_changes(ours, changes, place)  # type: ignore[arg-type]
        self._judge(row, person.id, merged, entry.visibility)
        self.made.edits.append(FileEdits(entry.file, entry, tuple(changes)))
        return RowOutcome(row.number, name, person.id, person.how, "changed", tuple(changes), person.near)

    def _says_all(self, id: str, row: ListRow) -> bool:
        """Tell whether a case says all that a row says; nothing is noted."""
        ours = strip_places(self.dataset.cases[id].tree, {})
        known, addresses = set(self.known_sources), dict(self.by_address)
        tree = name_sources(row, id, ours.get("sources") or {}, known, addresses)
        _keep_our_name(tree, self.dataset.cases[id])
        return merge(ours, tree, False) == ([], [])  # type: ignore[arg-type]

    def _ask(self, doubts: Iterable[Disagreement]) -> None:
        for doubt in doubts:
            _, _, line, column = doubt.place
            self._tell(codes.ENTRY_TO_ASK, line + 1, column + 1, doubt.message, doubt.help)

    def _tell(self, code: Code, row: int, column: int, message: str, help: str) -> None:
        self.problems.append(self.sheet.tell(code, SheetCell("", row, column), message, help))

    def _judge(self, row: ListRow, id: str, tree: Map, fallback: Visibility) -> None:
        """Make the record, and note what is wrong with its fields; what only follows from a cell that could not be
        read is not said again."""
        found = Found(self.dataset.root)
        path = self.dataset.root / self.sheet.file
        entry = make_entry(found, tree, Case, "cases", id, path, fallback)
        incomplete = has_errors(row.problems)
        self.problems += [self._place(d) for d in found.problems if not (incomplete and d.kind is codes.MISSING_FIELD)]
        if entry is None:
            return
        self.made.cases[id] = entry
        for key, value in (tree.get("sources") or {}).items():
            place = (tree["sources"].at[key][0] + 1, tree["sources"].at[key][1] + 1)
            inner = make_entry(found, value, Source, "sources", key, path, entry.visibility, *place, quiet=True)
            if inner is not None:
                self.made.sources[key] = inner

    def _place(self, problem: Diagnostic) -> Diagnostic:
        return _name_place(problem, self.sheet)


def _find_new_problems(dataset: Dataset, made: _Made, sheet: Sheet) -> list[Diagnostic]:
    """Return what the records say of each other that is wrong, and was not before."""
    if not made.cases:
        return []
    records = dict(dataset.records)
    records["cases"] = {**dataset.cases, **made.cases}
    records["sources"] = {**dataset.sources, **made.sources}
    after = resolve(replace(dataset, records=records), "internal")
    before = Counter((d.code, d.message) for d in resolve(dataset, "internal"))
    found = []
    for problem in after:
        if before[problem.code, problem.message]:
            before[problem.code, problem.message] -= 1
        else:
            found.append(_name_place(problem, sheet) if problem.origin.file == sheet.file else problem)
    return found


def _name_place(problem: Diagnostic, sheet: Sheet) -> Diagnostic:
    """Return a problem of a record as one of the cell that says it."""
    row, column = problem.origin.line, problem.origin.column
    message = f"{sheet.name_place(row, column)}: {problem.message}"
    return replace(problem, origin=sheet.find_origin(row, column), message=message, excerpt=None, width=1)


def _find_default(root: Path, country: str) -> Visibility:
    """Return the visibility of a new case of a country: what its folder says, and internal where none says it."""
    default: Visibility | None = None
    found = Found(root)
    for folder in (root / "data", root / "data" / country, root / "data" / country / "cases"):
        default = read_default(found, folder / "defaults.yaml", default)
    return default or "internal"


def _keep_our_name(tree: Map, entry: Entry[Case]) -> None:
    """Leave the name by which we call somebody: another spelling of a list becomes one of the variants."""
    names = tree.get("names")
    if not isinstance(names, Map):
        return
    known = {" ".join(name.split()).casefold() for name in list_spellings(entry.record.names)}
    theirs = names.pop("preferred", None)
    place = names.at.pop("preferred", (0, 0, 0, 0))
    if isinstance(theirs, str) and " ".join(theirs.split()).casefold() not in known:
        variants = Seq(names.get("variants") or ())
        variants.append(theirs)
        variants.at = [names.at.get("variants", place)] * len(variants)
        names["variants"], names.at["variants"] = variants, place
    if not names:
        del tree["names"], tree.at["names"]


def _tell_lent(change: ValueChange) -> Disagreement:
    message = "a statement for many says this of our record, and not the record itself"
    return Disagreement(change.path, message, "correct it in that verified.yaml", change.place)


def _get_name(row: ListRow) -> str:
    names = row.tree.get("names")
    said = names.get("preferred") if isinstance(names, dict) else None
    return said if isinstance(said, str) else ""
