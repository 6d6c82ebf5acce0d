"""Remove non-public values from lint messages.

A finding in a file that holds anything above `public` keeps its place and loses its words; so does one whose words hold
a value that no public record has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.base.diagnostics import Diagnostic
from generator.paper.guard import hide_protected
from generator.paper.protected_values import Protected
from generator.paper.select import list_closed_files
from generator.records.load import Dataset, list_entries, list_values

_SHORT = 3
"""Values of fewer letters tell nothing by themselves, and stand in words of every kind."""


def redact(findings: Iterable[Diagnostic], dataset: Dataset, protected: Protected) -> Iterator[Diagnostic]:
    """Yield the findings without the values that are not public; `protected` are those that are sought in any
    spelling."""
    files = list_closed_files(dataset, "public")
    values = _closed_values(dataset)
    for finding in hide_protected(findings, protected):
        said = f"{finding.message}\n{finding.help or ''}".casefold()
        if finding.origin.file in files or any(value in said for value in values):
            yield replace(
                finding,
                message=finding.name.replace("-", " "),
                help=(
                    "the words are not for `public`, so they are not shown: look at this line;"
                    f" `briefing explain {finding.code}` tells what it is about"
                ),
                width=1,
            )
        else:
            yield finding


def _closed_values(dataset: Dataset) -> frozenset[str]:
    """Return the values, in small letters, that stand in closed records or fields and nowhere in the open."""
    closed: set[str] = set()
    open_to_all: set[str] = set()
    for entry in list_entries(dataset):
        hidden = entry.above("public")
        is_closed = entry.find_closed("public")
        (closed if hidden else open_to_all).add(str(entry.record.id))
        for path, value in list_values(entry.tree):
            inside = hidden or (is_closed and is_closed(path))
            (closed if inside else open_to_all).add(value)
    # each is folded once, however many say it
    folded = {value.strip().casefold() for value in closed} - {value.strip().casefold() for value in open_to_all}
    return frozenset(value for value in folded if len(value) >= _SHORT)
