"""A report as JSON, for machines: docs/diff.md tells of its form, and docs/diff.schema.json holds it.

In: a Report. Out: UTF-8 bytes. The same editions give the same bytes.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from generator.review.diff import Change, compare_words
from generator.review.diff_report.report import Report, ReportEntry, Side

FORMAT = "briefing-diff/1"


def write_report_json(report: Report, stat: bool) -> bytes:
    """Return the report as indented JSON; with `stat` its numbers alone."""
    found: dict[str, Any] = {
        "format": FORMAT,
        **({"mark": report.mark} if report.mark else {}),
        "old": _side(report.old),
        "new": _side(report.new),
        "numbers": {
            group.topic: dict(sorted(Counter(entry.kind for entry in group.entries).items())) for group in report.groups
        },
    }
    if not stat:
        found["told"] = {group.topic: [_entry(entry) for entry in group.entries] for group in report.groups}
        found["changes"] = [_change(change) for change in report.changes]
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def _side(side: Side) -> dict[str, Any]:
    return {"name": side.name, "facts": list(side.facts)}


def _entry(entry: ReportEntry) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": entry.kind, "id": entry.id, "text": _words(entry.head)}
    if entry.lines:
        found["lines"] = [{"kind": line.kind, "text": _words(line.spans)} for line in entry.lines]
    return found


def _words(spans: Any) -> str:
    """Return words with what went as [-…-] and what came as {+…+} where they stand beside each other."""
    mixed = {span.role for span in spans} >= {"old", "new"} or any(span.role == "plain" for span in spans)
    marks = {"old": "[-{}-]", "new": "{{+{}+}}"} if mixed else {}
    return "".join(marks.get(span.role, "{}").format(span.text) for span in spans)


def _change(change: Change) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": change.kind,
        "old_path": None if change.old_path is None else list(change.old_path),
        "new_path": None if change.new_path is None else list(change.new_path),
    }
    if change.old is not None:
        found["old"] = change.old
    if change.new is not None:
        found["new"] = change.new
    if isinstance(change.old, str) and isinstance(change.new, str) and change.kind == "modified":
        found["words"] = [[piece.side, piece.text] for piece in compare_words(change.old, change.new)]
    return found
