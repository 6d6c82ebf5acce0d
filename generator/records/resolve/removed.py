"""Find records that add somebody again who asked to be named no more."""

from __future__ import annotations

from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.base.text.spellings import fold_words
from generator.records.load import Dataset, Entry
from generator.records.schema import Case, Person
from generator.records.schema.person import Names


def check_removed(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield an error (S125) for each case or person that has a name of a case which was withdrawn, in any spelling and
    in either order."""
    gone = {form for entry in dataset.cases.values() if entry.withdrawn for form in _fold_names(entry.record.names)}
    if not gone:
        return
    named: list[Entry[Case] | Entry[Person]] = [*dataset.cases.values(), *dataset.people.values()]
    for entry in named:
        if not entry.withdrawn and gone & _fold_names(entry.record.names):
            yield codes.REMOVED_ADDED_AGAIN.at(
                entry.origin("names"),
                "somebody of this name asked to be named no more, and the case was withdrawn",
                "take this record away; if it is somebody else, give the name in full in `preferred:`, with what tells"
                " the two apart",
            )


def _fold_names(names: Names) -> set[tuple[str, ...]]:
    """Return each name as its words, folded, in the order of the alphabet."""
    said = (names.preferred, *names.native.values(), *names.variants)
    return {tuple(sorted(fold_words(name))) for name in said}
