"""Find what a list would open: nobody who sends one decides who may read a record.

In: the changes of a record, or the values of a new one. Out: where something would be read by more people than before,
or somebody be called by the name. A sheet that was made of this very state of the record is the authors' own, and may.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.authoring.case_import.merge import Disagreement, ValueChange
from generator.records.load import Entry
from generator.records.load.parse import Map
from generator.records.schema import Case
from generator.records.schema.base import VISIBILITIES, Visibility, is_above

_HELP = "change it in the record itself, or in a sheet that `briefing export cases --audience internal` made of it"


def find_opened(entry: Entry[Case], changes: Iterable[ValueChange]) -> Iterator[Disagreement]:
    """Yield the changes of a record by which more people would read it, or read who somebody is."""
    for change in changes:
        step, said = change.path[-1], change.after
        if step in ("visibility", "day_for") and said in VISIBILITIES and is_above(_read(entry, change), said):
            message = f"`{_call(change)}` would open to `{said}` what is for `{_read(entry, change)}`"
        elif change.path == ("display",) and change.before in ("initials", "pseudonym"):
            message = f"`display` would be `{said}`, and the record has `{change.before}`"
        else:
            continue
        yield Disagreement(change.path, f"{message}: no list from outside opens a record", _HELP, change.place)


def find_opened_new(tree: Map, default: Visibility) -> Iterator[Disagreement]:
    """Yield the visibility of a new record where it is more open than its folder says, and no mapping says so."""
    said = tree.get("visibility")
    if said in VISIBILITIES and is_above(default, said):
        message = f"`visibility` would be `{said}`, and new cases of this folder are for `{default}`"
        help = "name the column in the mapping file where that is meant: `columns: {visibility: visibility}`"
        yield Disagreement(("visibility",), message, help, tree.at["visibility"])


def _read(entry: Entry[Case], change: ValueChange) -> Visibility:
    """Return who may read now what a change would open."""
    if change.before in VISIBILITIES:
        known: Visibility = change.before
        return known
    return "internal" if change.path[-1] == "day_for" or "lawyers" in change.path else entry.visibility


def _call(change: ValueChange) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in change.path)
