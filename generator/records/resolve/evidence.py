"""Follow what recommendations and dialogues say: a status has what shows it, and what was raised was raised by
somebody.

In: a Dataset. Out: diagnostics (D224 to D226).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.records.load import Dataset, Entry, list_entries
from generator.records.schema import Recommendation, Record
from generator.records.schema.person import Raised
from generator.records.schema.walks import find_parts


def check_evidence(dataset: Dataset) -> list[Diagnostic]:
    """Return a diagnostic for every status of a recommendation without evidence or source (D224) or of a demand that
    there is not (D226), and for everything that was raised by nobody (D225)."""
    problems = [problem for entry in dataset.recommendations.values() for problem in _statuses(entry)]
    for entry in list_entries(dataset):
        problems += _raised_by_nobody(entry)
    return problems


def _statuses(entry: Entry[Recommendation]) -> Iterator[Diagnostic]:
    record = entry.record
    for index, told in enumerate(record.status):
        lacking = [name for name, value in (("evidence", told.evidence), ("by", told.by)) if not value]
        if lacking:
            fields = " and ".join(f"`{name}`" for name in lacking)
            yield codes.STATUS_WITHOUT_EVIDENCE.at(
                entry.origin("status", index),
                f"this status has no {fields}, so nothing shows that it is so",
                f"add {fields}, or take the status out: what nobody knows is printed as not known",
            )
        for number, demand in enumerate(told.demands):
            if not 1 <= demand <= len(record.demands):
                yield codes.UNKNOWN_DEMAND.at(
                    entry.origin("status", index, "demands", number),
                    "the recommendation has no single demand with this number",
                    f"`demands:` of the recommendation has {len(record.demands)}; 1 is the first",
                )


def _raised_by_nobody(entry: Entry[Record]) -> Iterator[Diagnostic]:
    for path, part in find_parts(entry.record, Raised):
        if not part.raised_by and not part.others:
            yield codes.NOBODY_RAISED.at(
                entry.origin(*path),
                "nothing says who raised this",
                "add `raised_by:`, ids of organisations, or `others:`, who it was in words",
            )
