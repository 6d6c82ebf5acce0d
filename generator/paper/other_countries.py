"""Let an error in the data of one country stop no paper about another.

In: the dataset, the editions that a paper is made of (it and those before it), what is wrong with the data. Out: what
of that concerns this paper; for each other country one warning (D015) takes the place of the errors in files that the
paper refers to nowhere.

What people are called who are protected is looked for all the same: `unread_values` reads it from the lines of what
became no record. A file of which not even the lines can be read keeps its error: nobody knows whom that one names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.records.load import Dataset, Entry, list_entries, list_values
from generator.records.resolve.references import list_references
from generator.records.resolve.wordings import KINDS
from generator.records.schema import Record

_COUNTRY = "country.yaml"
_MENTION = re.compile(r"\]\((\w+):([^\s()/]+)|@([\w.-]*\w)")


def leave_to_others(dataset: Dataset, editions: Iterable[str], problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the problems with one warning a country in place of the errors in data of others that no paper of the
    editions needs."""
    found = list(problems)
    wrong = {one.origin.file for one in found if one.severity == "error" and one.origin.file.startswith("data/")}
    known = [entry for name in editions if (entry := dataset.editions.get(name))]
    own = {entry.record.country for entry in known}
    others = {file: folder for file in wrong if (folder := _find_country(dataset, file)) and _name(folder) not in own}
    if not others or not known:
        return found
    needed = _list_needed_files(dataset, known, own)
    left = {
        file: folder
        for file, folder in others.items()
        if file not in needed and ((unread := dataset.unread.get(file)) is None or unread.lines is not None)
    }
    counted = Counter(left[one.origin.file] for one in found if one.severity == "error" and one.origin.file in left)
    kept = [one for one in found if one.severity != "error" or one.origin.file not in left]
    return [*kept, *(_tell(folder, number) for folder, number in sorted(counted.items()))]


def _tell(folder: str, number: int) -> Diagnostic:
    what = "one error stands" if number == 1 else f"{number} errors stand"
    return codes.FAULT_OF_ANOTHER_COUNTRY.at(
        Origin(f"{folder}/"),
        f"{what} in the data of another country, `{_name(folder)}`: this paper refers to nothing there, and is made"
        " all the same",
        "`briefing check` tells each with its line",
    )


def _find_country(dataset: Dataset, file: str) -> str | None:
    """Return the folder of the country whose data a file belongs to; None for what countries share."""
    folder = file.rpartition("/")[0]
    while folder.count("/"):
        if f"{folder}/{_COUNTRY}" in dataset.lines:
            return folder
        folder = folder.rpartition("/")[0]
    return None


def _name(folder: str) -> str:
    return folder.rpartition("/")[2]


def _list_needed_files(dataset: Dataset, editions: Iterable[Entry[Record]], own: set[str]) -> set[str]:
    """Return the files of data/ to which the editions, their sections and the data of their own countries refer, and
    those to which these refer in turn."""
    start = [*editions]
    start += (section for edition in editions for section in dataset.sections.get(edition.record.id, {}).values())
    for entry in list_entries(dataset):
        folder = _find_country(dataset, entry.file)
        if folder and _name(folder) in own:
            start.append(entry)
    seen: set[tuple[str, str]] = set()
    needed: set[str] = set()
    while start:
        for collection, id in _list_named(start.pop()):
            if (collection, id) in seen:
                continue
            seen.add((collection, id))
            if named := dataset.records[collection].get(id):
                needed.add(named.file)
                start.append(named)
            else:
                needed |= {file for file, unread in dataset.unread.items() if {id, f"{collection}/*"} & unread.names}
    return needed


def _list_named(entry: Entry[Record]) -> Iterator[tuple[str, str]]:
    """Yield (collection, id) of each record that one names, in its fields and in its prose."""
    for _, collection, id in list_references(entry.record):
        yield collection, id.partition("/")[0] if collection == "laws" else id
    for _, said in list_values(entry.tree):
        for kind, id, source in _MENTION.findall(said):
            if source:
                yield "sources", source
            elif kind in KINDS:
                yield KINDS[kind], id
