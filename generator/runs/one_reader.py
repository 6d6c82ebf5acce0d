"""What the reader of a comparison may see of both sides: what neither of them, nor the workspace of today, protects.

In: both sides and the workspace as it is today. Out: what is protected; an error (S128) for each part of what was
written that holds any of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.paper.protected_values import Protected, Value, unite
from generator.paper.workspace import Workspace
from generator.records.load import list_all_entries
from generator.records.schema.base import VISIBILITIES, Visibility
from generator.runs.leaks import find_leaks


def choose_reader(*audiences: Visibility) -> Visibility:
    """Return who reads a comparison: somebody who may read both sides."""
    return max(audiences, key=VISIBILITIES.index)


def protect_both(sides: Iterable[Workspace], today: Workspace | None, reader: Visibility) -> Protected:
    """Return what must not stand in a comparison of the sides: what is above its reader on either of them, or today.

    Where it is known which workspace is that of today, what has been opened since counts as open, unless it was the
    true name of somebody under a pseudonym: both names in one file tell who that is.
    """
    others = list(sides)
    if today is None:
        first, *others = others
        return unite(first.protected(reader), [side.protected(reader) for side in others], lambda value: False)
    seen = {
        (f"{entry.collection}/{entry.record.id}", entry.file)
        for entry in list_all_entries(today.dataset)
        if not entry.above(reader)
    }
    assumed = {
        f"cases/{entry.record.id}"
        for side in others
        for entry in side.dataset.cases.values()
        if entry.record.display != "full_name"
    }

    def opened(value: Value) -> bool:
        return value.record not in assumed and (value.record, value.origin.file) in seen

    return unite(today.protected(reader), [side.protected(reader) for side in others], opened)


def find_told(files: Mapping[str, bytes], protected: Protected) -> list[Diagnostic]:
    """Return an error for each part of a written comparison that holds what is protected."""
    return [
        codes.ONE_SIDE_PROTECTS.at(
            leak.origin,
            leak.message.replace("the finished file", "the comparison"),
            "one of the two sides, or the workspace of today, holds this back: compare two sides that both do, or for"
            " readers who may see it (--audience)",
        )
        for leak in find_leaks(files, protected)
    ]
