"""Tell once what is wrong with a folder of which nothing says who may see it, not at each place that names a record.

In: the problems of a run, and the dataset. Out: the problems; those that follow from one missing defaults.yaml are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.records.load import SAY_IT, Dataset, list_entries

_ID = re.compile(r"`([^`]+)` is not for the audience")
DEFAULTS = "defaults.yaml"


def gather_unsaid(problems: Iterable[Diagnostic], dataset: Dataset) -> list[Diagnostic]:
    """Return the problems with one for each country's folder in place of those that its defaults.yaml would mend.

    Of data/ itself nothing is gathered: a line there would open the folders of all countries.
    """
    folders: dict[str, str] | None = None
    kept: list[Diagnostic] = []
    places: dict[str, list[Diagnostic]] = {}
    for problem in dict.fromkeys(problems):
        match = _ID.search(problem.message) if problem.help == SAY_IT else None
        if match:
            folders = _list_folders(dataset) if folders is None else folders
        if match and folders and match[1] in folders:
            places.setdefault(folders[match[1]], []).append(problem)
        else:
            kept.append(problem)
    return [*kept, *(_tell(folder, found) for folder, found in places.items())]


def _list_folders(dataset: Dataset) -> dict[str, str]:
    """Return, by the id of each record of which nothing says who may see it, the folder of its country."""
    found = {}
    for entry in list_entries(dataset):
        parts = PurePosixPath(entry.file).parts
        if entry.unsaid and len(parts) > 2 and not (dataset.root / parts[0] / parts[1] / DEFAULTS).exists():
            found[entry.record.id] = f"{parts[0]}/{parts[1]}"
    return found


def _tell(folder: str, found: list[Diagnostic]) -> Diagnostic:
    places = "one place names" if len(found) == 1 else f"{len(found)} places name"
    first = min(one.origin for one in found)
    return codes.NOT_FOR_THIS_AUDIENCE.at(
        Origin(f"{folder}/{DEFAULTS}"),
        f"nothing says who may see the records of {folder}/, so all of them are internal, and {places} them; the first"
        f" is {first.file}:{first.line}",
        f"if they may go out, write the file {folder}/{DEFAULTS} with one line, `visibility: public`",
    )
