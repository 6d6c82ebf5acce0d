"""Take what an Uwazi (HURIDOCS) has exported as CSV into the records: sources at once, people by way of our own form.

In: the workspace, a folder of CSV files, the form. Out: the plan of the sources, and people as the table that
`briefing import cases` takes, which compares them with our cases so that nobody is added twice; written together.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.authoring.import_sources import ImportPlan
from generator.authoring.import_uwazi import UwaziForm, UwaziRows, list_case_cells, read_tables
from generator.authoring.import_uwazi.read import list_titles
from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin
from generator.base.files import write_files
from generator.base.sheets import Sheet
from generator.base.sheets.read_sheet import find_bad_columns, read_sheet
from generator.base.text.formulas import guard_formula
from generator.records.load import Dataset, load
from generator.records.schema.sources import SourceKind
from generator.runs.import_sources import SourceImport, plan_sources

MOST_FILES = 100
"""CSV files of a folder at most: an Uwazi has one for each template."""


@dataclass(frozen=True, slots=True)
class UwaziImport:
    """What would become of a folder: the sources (None: there are none), the table of people ("" where there are none)
    and how many they are; notices."""

    sources: SourceImport | None
    cases: str
    people: int
    notices: tuple[Diagnostic, ...]


def look_at_uwazi(
    root: Path, folder: Path, country: str, form: UwaziForm, kinds: Mapping[str, SourceKind] = {}
) -> UwaziImport:
    """Return what would become of a folder. Raises BriefingError (D401, D402, D461, D462) with all that can't
    be read in it."""
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv") if folder.is_dir() else []
    if not paths or len(paths) > MOST_FILES:
        said = f"`{folder.name}` is no folder with CSV files of an Uwazi in it"
        help = f"name the folder, with one file a template, {MOST_FILES} at most"
        raise BriefingError([codes.UNREADABLE_FOREIGN_FILE.at(Origin(folder.name), said, help)])
    tables, faults = list[Sheet](), list[Diagnostic]()
    for path in paths:
        try:
            table = read_sheet(path)
        except BriefingError as error:
            faults += error.diagnostics
        else:
            tables.append(table)
            faults += find_bad_columns(table, [head.text for head in table.heads])
    if faults:
        raise BriefingError(faults)
    rows = read_tables(tables, form)
    dataset, _ = load(root, [])
    made = plan_sources(root, rows.sources, dataset, country, kinds) if rows.sources else None
    notices = [*rows.notices, *(made.plan.notices if made else ())]
    return UwaziImport(made, _write_cases(rows, dataset, made, notices), len(rows.cases), tuple(notices))


def write_uwazi(root: Path, made: UwaziImport, table: Path) -> None:
    """Write the file of sources, and the table of people, both or none."""
    files = {table: made.cases.encode()} if made.cases else {}
    was: dict[Path, bytes | None] = {}
    if made.sources and made.sources.plan.text is not None:
        files[made.sources.path] = made.sources.plan.text.encode()
        was[made.sources.path] = made.sources.was
    write_files(files, root, was=was, within=root)


def _write_cases(rows: UwaziRows, dataset: Dataset, made: SourceImport | None, notices: list[Diagnostic]) -> str:
    """Return the people as a table in the columns of our own form; "" where there are none."""
    themes: dict[str, str] = {}
    for id, entry in dataset.themes.items():
        titles = [entry.record.title] if isinstance(entry.record.title, str) else entry.record.title.values()
        themes |= dict.fromkeys(titles, id)
    known = _find_titles(rows, dataset, made.plan if made else None)
    found = [list_case_cells(row, themes, known.get, notices) for row in rows.cases]
    if not found:
        return ""
    heads = sorted(
        {key for cells in found for key in cells}, key=lambda key: (key != "id", key != "names.preferred", key)
    )
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows([[guard_formula(cells.get(head, "")) for head in heads] for cells in found])
    return text.getvalue()


def _find_titles(rows: UwaziRows, dataset: Dataset, plan: ImportPlan | None) -> dict[str, str]:
    """Return the ids of sources by their titles: those of the folder first, by which its rows are related."""
    told: list[tuple[str, str]] = []
    if plan:
        at = {id(one.entry): one.source.id for one in plan.new} | {id(one.entry): one.id for one in plan.known}
        for file, entries in rows.sources.items():
            told += [(rows.titles[file, one.line], at[id(one)]) for one in entries if id(one) in at]
    for key, entry in dataset.sources.items():
        title = entry.record.title
        told += [(said, key) for said in ([title] if isinstance(title, str) else (title or {}).values())]
        told.append((key, key))
    return list_titles(told)
