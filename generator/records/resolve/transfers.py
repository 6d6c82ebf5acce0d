"""Where somebody is held after transfers, and transfers that go nowhere.

In: a case and a day, or a Dataset. Out: the last transfer known on the day; diagnostics (D243).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.records.load import Dataset, Entry
from generator.records.resolve.known import find_known_day
from generator.records.schema.cases import Case, Detention, Transfer


def find_last_transfer(case: Case, day: date) -> Transfer | None:
    """Return the last transfer that may be told on a day, of two of one day the later in the record; None where there
    is none."""
    known = [one for one in case.transfers if (find_known_day(one) or date.min) <= day]
    return max(reversed(known), key=lambda one: find_known_day(one) or date.min, default=None)


def was_moved_since(moved: Transfer, held: Detention) -> bool:
    """Tell whether a transfer came after the day of which a place of detention is told, or on it."""
    return (find_known_day(moved) or date.min) >= (find_known_day(held) or date.min)


def check_transfers(dataset: Dataset) -> list[Diagnostic]:
    """Return a diagnostic (D243) for every transfer that names no place, or the same twice."""
    return [problem for entry in dataset.cases.values() for problem in _find_nowhere(entry)]


def _find_nowhere(entry: Entry[Case]) -> Iterator[Diagnostic]:
    for index, one in enumerate(entry.record.transfers):
        if not (one.from_place or one.to_place):
            yield codes.TRANSFER_NOWHERE.at(
                entry.origin("transfers", index),
                "this transfer names neither the place that the person left nor the one where they came",
                "add `from_place:` or `to_place:`; where nobody knows either, tell it in the timeline",
            )
        elif one.from_place == one.to_place:
            yield codes.TRANSFER_NOWHERE.at(
                entry.origin("transfers", index, "to_place"),
                "this transfer ends where it began",
                "correct one of the two places",
            )
