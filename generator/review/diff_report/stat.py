"""How much changed: numbers by topic, for headings and for `--stat`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.review.diff_report.report import Report, ReportGroup

_KINDS = {"added": "new", "removed": "gone", "modified": "changed", "moved": "moved", "renamed": "renamed"}


def write_group_heading(group: ReportGroup) -> str:
    """Return the heading of a group with its numbers: `Cases: 3 changed, 2 new, 1 gone`."""
    return f"{group.title}: {count_entries(group)}"


def count_entries(group: ReportGroup) -> str:
    """Return how many entries of each kind there are, in words."""
    count = Counter(entry.kind for entry in group.entries)
    order = ("modified", "added", "removed", "moved", "renamed")
    return ", ".join(f"{count[kind]} {_KINDS[kind]}" for kind in order if count[kind])  # type: ignore[index]


def count_words(group: ReportGroup) -> tuple[int, int]:
    """Return how many words came and how many went in the entries of a group."""
    came = went = 0
    for entry in group.entries:
        for spans in (entry.head, *(line.spans for line in entry.lines)):
            for span in spans:
                number = len(span.text.split())
                came += number if span.role == "new" else 0
                went += number if span.role == "old" else 0
    return came, went


def write_totals(report: Report) -> str:
    """Return the sum of all in one line."""
    if not report.groups:
        return "nothing changed"
    return "; ".join(f"{group.title.lower()}: {count_entries(group)}" for group in report.groups)


def write_stat_lines(report: Report) -> Iterator[str]:
    """Yield a line for each topic: its numbers, and for prose how many words came and went."""
    width = max((len(group.title) for group in report.groups), default=0)
    for group in report.groups:
        came, went = count_words(group) if group.topic == "prose" else (0, 0)
        more = f" (+{came:,} −{went:,} words)" if came or went else ""
        yield f"{group.title:{width}}  {count_entries(group)}{more}"
    if not report.groups:
        yield "nothing changed"
