"""Find what each column of a list is: a field of a case, an answer to who somebody is, or nothing that is read.

In: the heads of a sheet, and the mapping. Out: columns, and what is wrong with heads and mapping.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from generator.authoring.case_import.dates import DateSpelling
from generator.authoring.case_import.mapping import SKIP, ColumnMapping, ListMapping, quote
from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin, find_nearest_word
from generator.base.sheets.read_sheet import find_headless
from generator.base.sheets.sheet import Sheet, SheetCell
from generator.records.case_cells import CellField, find_cell_field
from generator.records.case_rows import OF_THE_LIST

SAME_AS, AS_EXPORTED = "same_as", f"{OF_THE_LIST}as_exported"
"""Columns that say who somebody is, and of which state of a record a sheet of ours was made."""
_TOLD = "as_of"
"""How columns begin that tell what follows from a record on the day of a paper."""
_COMMON = (
    "names.preferred", "names.variants", "gender", "occupation", "place", "region", "themes", "date_of_birth.date",
    "visibility", "proceedings.1.charges", "proceedings.1.about", "proceedings.1.stages.1.date",
    "proceedings.1.stages.1.stage", "proceedings.1.stages.1.court", "proceedings.1.stages.1.sentence.kind",
    "proceedings.1.stages.1.sentence.length", "proceedings.1.stages.1.by", "timeline.1.date", "timeline.1.as_of",
    "timeline.1.status", "timeline.1.text", "timeline.1.by", "detention.1.place", "detention.1.health", "sources.1.url",
    "sources.1.title", "sources.1.publisher", "sources.1.published", "recognitions.1.recognised_by",
    "recognitions.1.list_number", "basis.already_public", SAME_AS,
)  # fmt: skip
"""Columns that are proposed for one that is called nearly so."""
_LIKELY: Mapping[str, str] = {
    "name": "names.preferred", "full name": "names.preferred", "sex": "gender", "gender": "gender",
    "job": "occupation", "work": "occupation", "profession": "occupation", "city": "place", "town": "place",
    "born": "date_of_birth.date", "date of birth": "date_of_birth.date", "article": "proceedings.1.charges",
    "charge": "proceedings.1.charges", "charges": "proceedings.1.charges",
    "arrested": "proceedings.1.stages.1.date", "date of arrest": "proceedings.1.stages.1.date",
    "sentence": "proceedings.1.stages.2.sentence.length", "term": "proceedings.1.stages.2.sentence.length",
    "prison": "detention.1.place", "link": "sources.1.url", "url": "sources.1.url", "source": "sources.1.url",
}  # fmt: skip
"""What the columns of lists are often called, in small letters, and what they mostly hold."""


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column that is read: its place, what it is (a field, who somebody is, the state of the record), how it is
    written; `mapping` None where its head is ours."""

    place: int
    purpose: Literal["field", "same_as", "as_exported"]
    field: CellField | None
    mapping: ColumnMapping | None
    dates: DateSpelling | None


def find_columns(sheet: Sheet, mapping: ListMapping) -> tuple[list[ListColumn], list[Diagnostic]]:
    """Return the columns that are read, in the order of the sheet, and what is wrong (D402)."""
    columns: list[ListColumn] = []
    problems = [*_find_absent(sheet, mapping)]
    taken: dict[str, SheetCell] = {}
    for head in sheet.heads:
        said = mapping.find_column(head.text)
        name = said.field if said else head.text
        if name == SKIP or (not said and _is_told(name)):
            continue
        field = find_cell_field(name)
        purpose: Literal["field", "same_as", "as_exported"] = "field"
        if name in (SAME_AS, AS_EXPORTED):
            purpose = "same_as" if name == SAME_AS else "as_exported"
        elif field is None:
            problems.append(_tell_unknown(sheet, head, name, said is not None))
            continue
        if first := taken.get(name):
            message = f"`{name}` is said by “{first.text}” already"
            problems.append(sheet.tell(codes.UNKNOWN_COLUMN, head, message, "leave one of the two out: `skip`"))
            continue
        taken[name] = head
        dates = (said.dates if said else None) or mapping.dates
        columns.append(ListColumn(head.column, purpose, field, said, dates))
    problems += find_headless(sheet)
    return columns, problems


def _is_told(name: str) -> bool:
    """Tell whether a column of our own sheets says nothing of a record."""
    return name == _TOLD or (name.startswith((f"{_TOLD}.", OF_THE_LIST)) and name != AS_EXPORTED)


def _tell_unknown(sheet: Sheet, head: SheetCell, name: str, mapped: bool) -> Diagnostic:
    near = find_nearest_word(name, _COMMON)
    did = f"did you mean `{near}`? " if near else ""
    if mapped:
        return sheet.tell(
            codes.UNKNOWN_COLUMN, head, f"`{name}` is no field of a case", f"{did}docs/import.md lists them"
        )
    likely = _LIKELY.get(" ".join(name.lower().split()), "FIELD")
    line = f"`columns: {{{quote(head.text)}: {likely}}}`"
    which = " (docs/import.md lists the fields)" if likely == "FIELD" else ""
    help = f"{did}name it in the mapping file (--map): {line}{which}, or `skip` for one that is not to be read"
    return sheet.tell(codes.UNKNOWN_COLUMN, head, f"no field is called `{name}`", help)


def _find_absent(sheet: Sheet, mapping: ListMapping) -> Iterator[Diagnostic]:
    """Yield the columns and constants of the mapping that are not in the sheet, or not among our fields."""
    heads = [head.text for head in sheet.heads]
    for name in mapping.columns:
        if " ".join(name.split()) not in heads:
            near = find_nearest_word(name, heads)
            help = f"did you mean “{near}”?" if near else f"there are: {', '.join(heads)}"
            place = Origin(sheet.file, sheet.heads[0].row)
            yield codes.UNKNOWN_COLUMN.at(place, f"the mapping names a column “{name}”, and the list has none", help)
    for name in mapping.constants:
        if find_cell_field(name) is None:
            near = find_nearest_word(name, _COMMON)
            help = f"did you mean `{near}`?" if near else "docs/import.md lists them"
            place = Origin(sheet.file, sheet.heads[0].row)
            yield codes.UNKNOWN_COLUMN.at(place, f"`{name}`, a constant of the mapping, is no field of a case", help)
