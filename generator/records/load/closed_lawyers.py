"""Who may read the name of a lawyer: nobody outside, unless the record opens it.

In: a record, and the visibilities that are written around its fields. Out: the same, with those of its lawyers.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.records.schema import Case, Record
from generator.records.schema.base import VISIBILITIES, Visibility
from generator.records.schema.court import Lawyer
from generator.records.schema.walks import find_parts

PathInRecord = tuple[str | int, ...]


def close_lawyers(record: Record, written: Mapping[PathInRecord, Visibility]) -> dict[PathInRecord, Visibility]:
    """Return the visibilities of single fields of a record, of two for one field the stricter. Of somebody who is
    printed under another name, the lawyer would tell who it is."""
    limits = dict(written)
    for path, lawyer in find_parts(record, Lawyer) if isinstance(record, Case) else ():
        said: Visibility = lawyer.visibility or "internal"
        if isinstance(record, Case) and record.display != "full_name":
            said = "internal"
        if said != "public":
            limits[path] = max(limits.get(path, said), said, key=VISIBILITIES.index)
    return limits
