"""Make of a row of a list what a record would say, each value with the place of its cell.

In: the cells of a row, the columns, the mapping. Out: a tree as of YAML, whose lines and columns are those of the
sheet, who the row says that it is, and what can't be read (D403 to D405).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from generator.authoring.case_import.columns import ListColumn
from generator.authoring.case_import.dates import DateSpelling, list_readings, read_date, say_unread
from generator.authoring.case_import.mapping import ListMapping, quote
from generator.authoring.case_import.questions import AskedDate
from generator.base import codes
from generator.base.diagnostics import Diagnostic, suggest
from generator.base.sheets.sheet import Sheet, SheetCell
from generator.records.case_cells import SOURCES, CellField, CellPath, find_cell_field
from generator.records.load.parse import Map, Seq
from generator.records.load.printable import find_unprintable

_FLAGS = {"true": "true", "yes": "true", "false": "false", "no": "false", "1": "true", "0": "false"}
_MARKUP = re.compile(r"<[A-Za-z/!][^<>]*>")


@dataclass(frozen=True, slots=True)
class ListRow:
    """What a row says: `tree` as a record would have it (sources as a list, which have these numbers in the names of
    columns), who it is by its own words, the state of the record that it was made from, and what is wrong with it.
    `name_at` is the column of the name; `name_unread` tells that something stands there that can't be read."""

    number: int
    tree: Map
    sources: tuple[int, ...]
    same_as: str
    as_exported: str
    name_at: int
    name_unread: bool
    problems: tuple[Diagnostic, ...]


class _Leaf(NamedTuple):
    """A value that a cell says, or (not `told`) a constant in the place of one."""

    value: str | list[str]
    cell: SheetCell
    order: tuple[tuple[int, str], ...]
    told: bool = True


class RowReader:
    """Reads the rows of a sheet, one at a time."""

    def __init__(self, sheet: Sheet, columns: list[ListColumn], mapping: ListMapping):
        self.sheet, self.columns, self.mapping = sheet, {one.place: one for one in columns}, mapping
        self.asked: list[AskedDate] = []
        self.names = {one.place for one in columns if one.field and one.field.path[0] in ("names", "id")}
        self.empty = {word.casefold() for word in mapping.empty}
        self.constants = [
            (field, said) for key, said in mapping.constants.items() if (field := find_cell_field(key)) is not None
        ]

    def read(self, cells: tuple[SheetCell, ...]) -> ListRow:
        """Return what a row says."""
        problems: list[Diagnostic] = []
        leaves: dict[CellPath, _Leaf] = {}
        inside: dict[CellPath, _Leaf] = {}
        words = {"same_as": "", "as_exported": ""}
        name_unread = False
        for cell in cells:
            column = self.columns.get(cell.column)
            if column is None or cell.text.strip().casefold() in self.empty:
                continue
            if column.field is None:
                words[column.purpose] = cell.text.strip()
            elif (said := self._read_cell(cell, column, problems)) is not None:
                _add(leaves, inside, column.field, said, cell, self.sheet, problems)
            else:
                name_unread |= cell.column in self.names
        row = cells[0].row
        for field, text in self.constants:
            if not any(_is_around(path, field.path) for path in leaves) and _counts(field.path, leaves):
                cell = SheetCell(text, row, cells[0].column)
                if (value := self._convert(text, field, cell, None, None, problems)) is not None:
                    leaves[field.path] = _Leaf(value, cell, field.order, told=False)
        tree = _grow(dict(sorted(leaves.items(), key=lambda one: one[1].order)))
        numbers = sorted({int(path[1]) + 1 for path in leaves if path[0] == SOURCES})
        name_at = min(self.names, default=1)
        said_of_row = words["same_as"], words["as_exported"]
        return ListRow(row, tree, tuple(numbers), *said_of_row, name_at, name_unread, tuple(problems))

    def _read_cell(self, cell: SheetCell, column: ListColumn, problems: list[Diagnostic]) -> str | list[str] | None:
        """Return what a cell says; None where it says nothing, or can't be read."""
        assert column.field is not None
        text = cell.text.replace("\r\n", "\n").replace("\r", "\n").strip()
        values = column.mapping.values if column.mapping else {}
        if cell.kind == "formula":
            help = "put what it shows in its place: copy the column, and paste it as values"
            problems.append(
                self.sheet.tell(codes.FORMULA_IN_CELL, cell, "a formula stands here, and is not read", help)
            )
            return None
        if cell.kind in ("error", "time"):
            what = "an error of the spreadsheet" if cell.kind == "error" else "a time of day"
            help = "write what is meant, or leave the cell empty"
            problems.append(self.sheet.tell(codes.UNREADABLE_CELL, cell, f"{what} stands here: {cell.text}", help))
            return None
        if bad := find_unprintable(text):
            message = f"a character that can't be printed (U+{ord(bad):04X}) stands in this cell"
            problems.append(self.sheet.tell(codes.CONTROL_CHARACTER, cell, message, "write the cell anew"))
            return None
        if values:
            known = {key.strip().casefold(): said or "" for key, said in values.items()}
            if text.casefold() not in known:
                help = suggest(text, values, f"add it to `values` of the column; it knows: {', '.join(values)}")
                message = f"the mapping does not say what “{text}” is"
                problems.append(self.sheet.tell(codes.UNREADABLE_CELL, cell, message, help))
                return None
            text = known[text.casefold()]
            if not text:
                return None
        if found := _MARKUP.search(text):
            message = f"`{found[0][:40]}` stands in this text, and papers would print it as it is"
            help = "take it out where it is markup"
            problems.append(self.sheet.tell(codes.LEFTOVER_MARKUP, cell, message, help, severity="warning"))
        split = column.mapping.split if column.mapping else None
        return self._convert(text, column.field, cell, column.dates, split, problems)

    def _convert(
        self,
        text: str,
        field: CellField,
        cell: SheetCell,
        dates: DateSpelling | None,
        split: str | None,
        problems: list[Diagnostic],
    ) -> str | list[str] | None:
        """Return the value of a field: one text, or several; None where a date can't be read."""
        if field.many:
            parts = [part for one in text.split(split) for part in one.split()]
        elif field.in_list and split:
            parts = [part.strip() for part in text.split(split) if part.strip()]
        else:
            parts = [text]
        if field.kind == "date":
            return self._read_date(text, field, cell, dates, problems)
        if field.kind == "word":
            parts = [_find_word(part, field.words) for part in parts]
        elif field.kind == "flag":
            parts = [_FLAGS.get(part.casefold(), part) for part in parts]
        if field.in_list and not (field.may_be_one and len(parts) == 1):
            return parts
        return parts[0]

    def _read_date(
        self, text: str, field: CellField, cell: SheetCell, dates: DateSpelling | None, problems: list[Diagnostic]
    ) -> str | None:
        language = self.mapping.language
        if (day := read_date(text, dates, language)) is not None:
            return day
        readings, head = list_readings(text, language), self.sheet.head_of(cell.column)
        help = "write a date such as 2024-05-01, 2024-05 or 2024: year first"
        if readings and not dates:
            self.asked.append(AskedDate(head, text, readings))
            way = next(iter(readings))
            help = (
                f"say how this column is written, in the mapping file: `columns: {{{quote(head)}: {{field: {field.key},"
                f" dates: {way}}}}}`; or write dates year first"
            )
        problems.append(self.sheet.tell(codes.DATE_TO_ASK, cell, say_unread(text, dates, language), help))
        return None


def _find_word(text: str, words: tuple[str, ...]) -> str:
    """Return a word of the schema however it is spaced and in whatever case; any other as it is."""
    return next((word for word in words if word == re.sub(r"[\s_-]+", "_", text.casefold())), text)


def _counts(path: CellPath, leaves: Mapping[CellPath, _Leaf]) -> bool:
    """Tell whether a constant counts in a row: one within an entry of a list does where the row says more of it."""
    last = max((n for n, step in enumerate(path) if isinstance(step, int)), default=-1)
    return last < 0 or any(one[: last + 1] == path[: last + 1] for one in leaves)


def _is_around(one: CellPath, other: CellPath) -> bool:
    """Tell whether one of two values stands where the other does, or in it."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _add(
    leaves: dict[CellPath, _Leaf],
    inside: dict[CellPath, _Leaf],
    field: CellField,
    value: str | list[str],
    cell: SheetCell,
    sheet: Sheet,
    problems: list[Diagnostic],
) -> None:
    """Add a value where nothing stands around it or in it yet: words in all languages, and words in one. `inside` has
    for each path around a value one that stands in it."""
    around = [field.path[:length] for length in range(1, len(field.path))]
    found = (inside.get(field.path), *(leaves.get(path) for path in (*around, field.path)))
    if other := next(filter(None, found), None):
        message = f"`{field.key}` is said twice in this row, also by {sheet.name_place(*other.cell[1:3])}"
        help = "leave one of the two empty: words in all languages, or words in one"
        problems.append(sheet.tell(codes.UNREADABLE_CELL, cell, message, help))
        return
    leaf = _Leaf(value, cell, field.order)
    leaves[field.path] = leaf
    for path in around:
        inside.setdefault(path, leaf)


def _grow(leaves: Mapping[CellPath, _Leaf]) -> Map:
    """Return the tree of values at their paths; entries of lists close up where one is left out."""
    nested: dict[str | int, Any] = {}
    for path, leaf in leaves.items():
        inner = nested
        for step in path[:-1]:
            inner = inner.setdefault(step, {})
        inner[path[-1]] = leaf
    tree = _place(nested)
    assert isinstance(tree, Map)
    return tree


def _place(node: dict[str | int, Any]) -> Map | Seq:
    """Return what is nested as lists and mappings that know the place of each value."""
    places = {step: min(_list_leaves(inner), key=lambda leaf: not leaf.told).cell for step, inner in node.items()}
    values = {step: _unfold(inner) for step, inner in node.items()}
    at = {step: (cell.row - 1, cell.column - 1, cell.row - 1, cell.column - 1) for step, cell in places.items()}
    if node and all(isinstance(step, int) for step in node):
        items = Seq(values[step] for step in sorted(node, key=int))
        items.at = [at[step] for step in sorted(node, key=int)]
        return items
    mapping = Map({str(step): value for step, value in values.items()})
    mapping.at = {str(step): place for step, place in at.items()}
    return mapping


def _unfold(inner: Any) -> Any:
    if not isinstance(inner, _Leaf):
        return _place(inner)
    if isinstance(inner.value, str):
        return inner.value
    items = Seq(inner.value)
    place = (inner.cell.row - 1, inner.cell.column - 1)
    items.at = [(*place, *place) for _ in inner.value]
    return items


def _list_leaves(inner: Any) -> Iterator[_Leaf]:
    if isinstance(inner, _Leaf):
        yield inner
    else:
        for one in inner.values():
            yield from _list_leaves(one)
