"""Read a list of people: a workbook (XLSX), a CSV, or JSON Lines as `briefing export cases` writes them.

In: a file, by choice the name of a sheet and the row of heads. Out: a Sheet; or BriefingError.
"""

from __future__ import annotations

from pathlib import Path

from generator.authoring.case_import.json_lines import read_lines
from generator.base.sheets.read_sheet import read_list_file, read_sheet
from generator.base.sheets.sheet import Sheet


def read_list(path: Path, sheet: str | None = None, head: int = 1) -> Sheet:
    """Return the sheet of a file with its heads in row `head`; `sheet` None: the one called `records`, or the only one.

    Raises BriefingError (D007, D021 to D023, D401).
    """
    if path.suffix.lower() == ".jsonl":
        return read_lines(read_list_file(path), path.name)
    return read_sheet(path, sheet, head)
