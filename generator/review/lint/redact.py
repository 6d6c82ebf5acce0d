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
    shown = [*hide_protected(findings, protected)]
    values = _find_closed_values(dataset, "\n".join(map(_fold, shown)))
    for finding in shown:
        said = _fold(finding)
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


def _fold(finding: Diagnostic) -> str:
    return f"{finding.message}\n{finding.help or ''}".casefold()


def _find_closed_values(dataset: Dataset, said: str) -> frozenset[str]:
    """Return the values, in small letters, that stand in closed records or fields and nowhere in the open, and in what
    is said: where none of the closed ones does, as mostly, nobody has to ask what is open."""
    found = {value for value in _list_values(dataset, closed=True) if len(value) >= _SHORT and value in said}
    return frozenset(found - _list_values(dataset, closed=False)) if found else frozenset()


def _list_values(dataset: Dataset, closed: bool) -> set[str]:
    """Return the values of all records that are closed to `public`, or those that are open, in small letters."""
    found: set[str] = set()
    for entry in list_entries(dataset):
        hidden, is_closed = entry.above("public"), entry.find_closed("public")
        if hidden is closed:
            found.add(str(entry.record.id))
            found.update(
                value for path, value in list_values(entry.tree) if closed or not (is_closed and is_closed(path))
            )
        elif closed and is_closed:
            found.update(value for path, value in list_values(entry.tree) if is_closed(path))
    # each is folded once, however many say it
    return {value.strip().casefold() for value in found}
