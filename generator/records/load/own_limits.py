"""Who may read what a case says of its person's birth and family, and who the lawyers are: closed, unless the record
opens it.

In: a record, and the visibilities that are written around its fields. Out: the same, with those that follow from what
it says: for the day of a birth, for a relative whom `visibility` closes, for the name of one that nothing allows to
print, for a lawyer.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.records.load.dataset import PathInRecord
from generator.records.schema import Case, Record
from generator.records.schema.base import VISIBILITIES, Visibility
from generator.records.schema.court import Lawyer
from generator.records.schema.person import Relative
from generator.records.schema.walks import find_parts

BIRTH_DAY: PathInRecord = ("date_of_birth", "date")
"""Where the day of a birth stands: of what is above its readers, they read the year."""


def add_own_limits(record: Record, written: Mapping[PathInRecord, Visibility]) -> dict[PathInRecord, Visibility]:
    """Return the visibilities of single fields of a record, of two for one field the stricter."""
    limits = dict(written)
    if not isinstance(record, Case):
        return limits
    hidden = record.display != "full_name"  # who is known by the family, or by the lawyer, is known
    born = record.date_of_birth
    if born and born.date.precision != "year":
        limits.setdefault(BIRTH_DAY, born.day_for)  # one that is written around the date closes the year, too
    for index, one in enumerate(record.relatives):
        here = ("relatives", index)
        if one.visibility:
            _close(limits, here, one.visibility)
        if one.name:
            _close(limits, (*here, "name"), "internal" if hidden else find_name_level(one))
    for path, lawyer in find_parts(record, Lawyer):
        _close(limits, path, "internal" if hidden else lawyer.visibility or "internal")
    return {path: said for path, said in limits.items() if said != "public" or path in written}


def find_name_level(one: Relative) -> Visibility:
    """Return who may read the name of a relative: those alone who write the papers, where nothing allows more; of a
    child, nobody of the public, and nobody without a consent."""
    basis = one.basis
    if basis is None:
        return "internal"
    consent = basis.consent if basis.consent and not basis.consent.withdrawn else None
    scope = consent.scope if consent else ()
    if one.minor:
        return "partner" if {"public", "partner"} & set(scope) else "internal"
    if basis.already_public or "public" in scope:
        return "public"
    return "partner" if "partner" in scope else "internal"


def _close(limits: dict[PathInRecord, Visibility], path: PathInRecord, said: Visibility) -> None:
    limits[path] = max(limits.get(path, said), said, key=VISIBILITIES.index)
