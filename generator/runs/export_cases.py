"""Write the cases of a country for one audience, to be edited in a spreadsheet and read back, or for other programs.

In: the workspace, a country, the audience. Out: files by name. As in every output, a record or field that the readers
may not see is not there, and not named either; somebody who is printed under another name is told of no more than
everybody reads. Of whom no basis allows to tell on the day of the export, nobody is told. Unlike a paper it tells all
that the records say, of whatever day.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.base.diagnostics import BriefingError, has_errors
from generator.paper.basis import list_uncovered_parts, list_untold
from generator.paper.protected import find_names_apart
from generator.paper.select.visible import list_hidden_sources, pick_fields
from generator.paper.workspace import Workspace
from generator.records.case_cells import find_cell_field, make_values, mark_state, sort_keys, write_cells
from generator.records.case_rows import COLUMNS
from generator.records.load import Dataset, Entry, PathInRecord, is_limited
from generator.records.load.dataset import strip_places
from generator.records.load.parse import Lent, Map, Seq
from generator.records.resolve.wordings import KINDS
from generator.records.schema import Case
from generator.records.schema.base import Visibility
from generator.runs.leaks import find_leaks

EXPORT_FORMATS = ("xlsx", "csv", "jsonl")

_MARKS: Mapping[Visibility, str | None] = {
    "public": None,
    "partner": "For partners only",
    "confidential": "Confidential",
    "internal": "Internal: for the authors alone",
}
AS_EXPORTED, MARK = "list.as_exported", "list.mark"
"""Columns that are no fields: of which state of the record the row is, and for whom."""

_SCHEMA = ".schema.json"
"""How the file is called that holds no record, but what one may say."""

_OF_PAPERS = ("briefings/", "templates/")
"""Where what is wrong changes nothing that is exported."""

_ALWAYS = frozenset(column.key for column in COLUMNS if column.of_all and not column.computed)
_OF_AUTHORS = re.compile(r"(?:.*\.)?(?:visibility|basis(?:\..*)?)|date_of_birth\.day_for|affiliations\..*")
"""Columns that say who may read what, and why: of concern to the authors alone; and where somebody belongs, which no
paper tells since it may be what they are charged with."""
_NAMED = re.compile(rf"@([a-z0-9][\w.-]*)|\b({'|'.join(KINDS)}):([a-z0-9][\w.-]*)")


@dataclass(frozen=True, slots=True)
class ExportedCases:
    """Files by name; how many cases stand in them, how many are not for the audience, and how many could be, had they
    a basis for it."""

    files: Mapping[str, bytes]
    cases: int
    withheld: int
    uncovered: int


def export_cases(
    workspace: Workspace, country: str, audience: Visibility, formats: Iterable[str], day: date
) -> ExportedCases:
    """Return the cases of a country in the formats asked for; `day` is that on which a basis has to hold.

    Raises BriefingError with what is wrong with the data, and where a file would hold what its readers may not see
    (S105)."""
    dataset = workspace.dataset
    faults = [problem for problem in workspace.all_problems() if not problem.origin.file.startswith(_OF_PAPERS)]
    if has_errors(faults):
        raise BriefingError(workspace.explained(faults, audience))
    own = [one for one in dataset.cases.values() if one.file.startswith(f"data/{country}/")]
    untold = list_untold(dataset, audience, day)
    hidden, uncovered_parts = list_hidden_sources(dataset, audience), list_uncovered_parts(dataset, audience, day)
    rows = []
    for entry in own:
        left = uncovered_parts.get(entry.record.id, frozenset())
        if cells := list_case_cells(dataset, entry, audience, untold, hidden, left):
            rows.append(cells)
    files = dict(_write(country, audience, formats, rows))
    # what is for the authors alone has the names behind pseudonyms, which no paper has
    of_records = {name: data for name, data in files.items() if not name.endswith(_SCHEMA)}
    gates = [] if audience == "internal" else [workspace.protected(audience)]
    gates.append(find_names_apart(dataset, untold))
    if leaks := list(dict.fromkeys(leak for gate in gates for leak in find_leaks(of_records, gate))):
        raise BriefingError(leaks)
    open_ones = [entry for entry in own if not entry.above(audience)]
    uncovered = sum(entry.record.id in untold for entry in open_ones)
    return ExportedCases(files, len(rows), len(own) - len(rows) - uncovered, uncovered)


def list_case_cells(
    dataset: Dataset,
    entry: Entry[Case],
    audience: Visibility,
    untold: frozenset[str],
    hidden: frozenset[str],
    left: frozenset[PathInRecord],
) -> dict[str, str]:
    """Return what a case says to an audience, by column; nothing where it is not for them, or is one of those of whom
    they are `untold`. It is told without the `hidden` sources, and without what stands at the paths `left`."""
    if entry.above(audience) or entry.record.id in untold:
        return {}
    seen = pick_fields(entry, Case, audience, hidden, left)
    if seen is None:
        return {}
    values = strip_places(_leave_lent(seen.tree), {})
    values.setdefault("id", entry.record.id)
    cells = dict(write_cells(_without_sources(values, hidden)))
    if audience == "internal":
        return cells | {AS_EXPORTED: mark_state(strip_places(entry.tree, {}))}
    cells = {key: text for key, text in cells.items() if not _OF_AUTHORS.fullmatch(key)}
    if entry.record.display != "full_name":
        cells = {key: text for key, text in cells.items() if _is_of_all(key, entry.record)}
    else:
        cells.pop("names.pseudonym", None)  # beside the name it would tell who stood behind it elsewhere
    return dict(_leave_unknown(dataset, cells, audience, untold))


def _is_of_all(key: str, case: Case) -> bool:
    """Tell whether a column says of somebody who is printed under another name what everybody reads."""
    if key == "names.pseudonym":
        return case.display == "pseudonym"  # who knows both names would know who stands behind one
    return key in _ALWAYS or key.startswith("occupation.")


def _leave_unknown(
    dataset: Dataset, cells: Mapping[str, str], audience: Visibility, untold: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """Yield the cells without ids of records that the audience may not see, and without texts that name such."""

    def may_know(collection: str, id: str) -> bool:
        if collection == "cases" and id in untold:
            return False
        entry = dataset.records[collection].get(id.partition("/")[0] if collection == "laws" else id)
        return entry is None or not entry.above(audience)

    for key, text in cells.items():
        field = find_cell_field(key)
        if field and field.collection:
            ids = [id for id in (text.split() if field.many else [text]) if may_know(field.collection, id)]
            if ids:
                yield key, " ".join(ids)
        elif all(
            may_know("sources", source) if source else may_know(KINDS[kind], id)
            for source, kind, id in _NAMED.findall(text)
        ):
            yield key, text


def _without_sources(values: dict[str, Any], hidden: frozenset[str]) -> dict[str, Any]:
    sources = values.get("sources")
    if isinstance(sources, dict):
        values["sources"] = {id: source for id, source in sources.items() if id not in hidden}
    return values


def _leave_lent(tree: Map) -> Map:
    """Return a record without what a statement for many says of it, which stands in a file of its own."""
    made = Map(tree)
    made.at = dict(tree.at)
    for key, value in tree.items():
        inner = value["value"] if is_limited(value) else value
        if isinstance(inner, Seq) and any(isinstance(one, Lent) for one in inner):
            kept = [(one, at) for one, at in zip(inner, inner.at, strict=True) if not isinstance(one, Lent)]
            items = Seq(one for one, _ in kept)
            items.at = [at for _, at in kept]
            made[key] = items
    return made


def _write(
    country: str, audience: Visibility, formats: Iterable[str], rows: list[dict[str, str]]
) -> Iterator[tuple[str, bytes]]:
    # XlsxWriter takes 0.1 s
    from generator.formats.case_sheets import write_case_csv, write_case_lines, write_case_workbook

    mark = _MARKS[audience]
    name = ".".join([f"{country}.cases", *([audience] if mark else [])])
    marked = [row | ({MARK: mark} if mark else {}) for row in rows]
    found = {key for row in marked for key in row} | {"id", "names.preferred"}
    keys = sort_keys(found)
    for format in formats:
        match format:
            case "csv":
                yield f"{name}.csv", write_case_csv(keys, marked)
            case "xlsx":
                yield f"{name}.xlsx", write_case_workbook(keys, marked, f"Cases: {country}", mark)
            case _:
                yield f"{name}.jsonl", write_case_lines(map(make_values, rows))
                schema = json.dumps(make_case_schema(), ensure_ascii=False, indent=1)
                yield f"{country}.cases{_SCHEMA}", (schema + "\n").encode()


def make_case_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a line of JSON Lines: a record as it is written, but that its sources
    are a list, that somebody may be told of without a name, and that it says of which state of the record it is."""
    schema = Case.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    properties = schema["properties"]
    properties["sources"] = {
        "description": properties["sources"]["description"],
        "type": "array",
        "items": {"$ref": "#/$defs/Source"},
    }
    properties["list"] = {
        "description": "Nothing of the record: by `as_exported` an import knows whether it was changed since.",
        "type": "object",
        "properties": {"as_exported": {"type": "string"}},
        "additionalProperties": False,
    }
    schema["required"] = ["id"]
    schema["$defs"]["Names"]["required"] = []
    return schema
