"""Look at the form of what was saved since the last check, before all is checked, so that a slip is told at once.

In: what the disk tells of a workspace, and its editions. Out: what is wrong with these files alone, in no word of
theirs.

What a reader must not see follows from all files, so nothing that a file says may be told before all are read: no
value, no name of a field, no line. What is told is the path of the file, line and column, and of which kind the finding
is. The path is told by the check itself, whatever else it hides, since whoever mends the file has to find it; the kind
is one of the program's fixed words. A first finding has no room for more.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from generator.base.diagnostics import Code, Origin, Severity
from generator.base.look import Look
from generator.runs.saved_since import is_long, list_saved

MOST_READ = 100
"""Files that are looked at, those saved last: reading them takes a tenth of a second."""


class FirstFinding(NamedTuple):
    """What is wrong with the form of a file: where, how bad, and of which kind."""

    origin: Origin
    severity: Severity
    kind: Code


@dataclass(frozen=True, slots=True)
class FirstLook:
    """The findings in `looked` of the files that were `saved` since the last check."""

    findings: tuple[FirstFinding, ...]
    looked: int
    saved: int


def look_first(files: Look, editions: Collection[str]) -> FirstLook:
    """Return what is wrong with the form of what was saved since the last check of a workspace, in data/ and in these
    editions; nothing where the check is short, or nothing is known of one before."""
    if not is_long(files):
        return FirstLook((), 0, 0)
    asked = tuple(f"briefings/{name}/" for name in editions)
    saved = [row[0] for row in list_saved(files) if row[0].startswith(("data/", *asked))]
    if not saved:
        return FirstLook((), 0, 0)
    from generator.records.load.read_alone import read_alone  # only now: mostly nothing was saved

    looked = saved[:MOST_READ]
    found = (FirstFinding(one.origin, one.severity, one.kind) for one in read_alone(files.root, looked))
    return FirstLook(tuple(sorted(dict.fromkeys(found), key=lambda one: one.origin)), len(looked), len(saved))
