"""The mapping of a list: which of its columns say which field of ours, and the answers to what an import asks.

In: a YAML file, or nothing. Out: a ListMapping; or BriefingError with what is wrong with the file, at its line.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from generator.authoring.case_import.dates import DateSpelling
from generator.base.diagnostics import BriefingError
from generator.base.inputs import read_input
from generator.records.load.parse import parse
from generator.records.load.read_file import MOST_TEXT
from generator.records.load.texts import decode
from generator.records.load.validate import diagnose
from generator.records.schema.base import Part

SKIP = "skip"
"""In the place of a field: the column is not read; of a person: the row is not."""
NEW = "new"
"""Of somebody whose name is like that of another: this is another person."""


class ColumnMapping(Part):
    """What one column of a list says, and how it is written."""

    field: str = Field(description="Our column: proceedings.1.stages.1.date; `skip` where it is not to be read.")
    dates: DateSpelling | None = Field(None, description="How its dates are written, where not year first.")
    values: dict[str, str | None] = Field(
        {}, description="Their words and ours: {F: female}; nothing in the place of a word that says nothing."
    )
    split: str | None = Field(None, min_length=1, description="What stands between several values in a cell: `;`.")


class ListMapping(Part):
    """How to read a list of others."""

    country: str | None = Field(None, description="The folder of data/ into which new cases go.")
    sheet: str | None = Field(None, description="Which sheet of a workbook is read.")
    head: int = Field(1, ge=1, description="The row in which the heads of the columns stand.")
    dates: DateSpelling | None = Field(None, description="How dates of all columns are written, where not year first.")
    language: str = Field("en", description="The language (BCP 47) of the names of months.")
    empty: tuple[str, ...] = Field((), description="What stands in cells that say nothing: [“-”, n/a, unknown].")
    columns: dict[str, ColumnMapping | str | None] = Field(
        {}, description="By the head of their column: our column, or more about it; `skip` where it is not read."
    )
    constants: dict[str, str] = Field(
        {},
        description=(
            "What holds for every row, by our column. Within an entry of a list, for rows that say more of that entry."
        ),
    )
    people: dict[str, str] = Field(
        {}, description="By a name as the list has it: the id of the case that it is; `new`; or `skip`."
    )

    def find_column(self, head: str) -> ColumnMapping | None:
        """Return what is said of the column below a head; None where nothing is."""
        said = {" ".join(name.split()): one for name, one in self.columns.items()}
        if head not in said:
            return None
        one = said[head]
        return one if isinstance(one, ColumnMapping) else ColumnMapping(field=one or SKIP)

    def find_answer(self, name: str) -> str | Literal[""]:
        """Return who somebody of this name is: the id of a case, `new`, `skip`; nothing where nobody said it."""
        return {" ".join(known.split()): id for known, id in self.people.items()}.get(" ".join(name.split()), "")


def quote(words: str) -> str:
    """Return words as a mapping file can have them in the place of a name."""
    plain = re.fullmatch(r"[^\W\d_][\w .’()/-]*", words) and not words.endswith(" ")
    return words if plain else json.dumps(words, ensure_ascii=False)


def read_mapping(path: Path) -> ListMapping:
    """Return the mapping that a file holds. Raises BriefingError (D00x, D10x)."""
    text, problems = decode(read_input(path, path.parent, MOST_TEXT), path.name)
    if text is None:
        raise BriefingError(problems)
    tree, problems = parse(text.replace("\r\n", "\n"), path.name)
    if tree is None or problems:
        raise BriefingError(problems)
    try:
        return ListMapping.model_validate(tree)
    except ValidationError as error:
        raise BriefingError(diagnose(error, ListMapping, tree, path.name, is_open=True)) from None
