"""Describe in words which statements for many are new, gone or changed: each once, with those of whom it is told.

In: the statements of two views, and their changes. Out: entries of a report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.paper.assemble.context import Context
from generator.paper.assemble.wording import say_publishers
from generator.records.resolve.wordings import choose_name
from generator.review.diff import Change
from generator.review.diff_report.report import ReportEntry, ReportLine, TextSpan, make_spans
from generator.review.diff_report.values import describe_change, find_day, gather_changes, name_field


def describe_statements(
    contexts: tuple[Context, Context], was: Mapping[str, Any], is_: Mapping[str, Any], changes: Iterable[Change]
) -> Iterator[ReportEntry]:
    """Yield an entry for each statement for many that is new, is gone, or says something else."""
    old, new = contexts
    found = list(changes)
    for key in dict.fromkeys((*is_, *was)):
        if key not in was:
            yield ReportEntry("added", key, _tell(new, is_[key]))
        elif key not in is_:
            yield ReportEntry("removed", key, _tell(old, was[key]))
        elif was[key] != is_[key]:
            own = [c for c in gather_changes(c for c in found if c.path[1] == key) if c.path[2] != "cases"]
            lines = [line for c in own for line in describe_change(c, was[key], is_[key], new.edition.lang)]
            for kind, role, context, here, there in (
                ("added", "new", new, is_[key], was[key]), ("removed", "old", old, was[key], is_[key]),
            ):  # fmt: skip
                if ids := [id for id in here["cases"] if id not in there["cases"]]:
                    words = "told of as well" if kind == "added" else "not told of any more"
                    span = TextSpan(", ".join(_name(context, id) for id in ids), role)  # type: ignore[arg-type]
                    lines.append(ReportLine((*make_spans(f"{words}: "), span), kind))  # type: ignore[arg-type]
            yield ReportEntry("modified", key, (TextSpan(_say(is_[key]), "strong"),), tuple(lines))


def _say(statement: Mapping[str, Any]) -> str:
    status = name_field(statement["status"]) if statement.get("status") else "as before"
    return f"{status} ({find_day(statement)})"


def _tell(context: Context, statement: Mapping[str, Any]) -> tuple[TextSpan, ...]:
    ids = statement["cases"]
    people = ", ".join(_name(context, id) for id in ids)
    sources = context.edition.sources
    by = "; ".join(say_publishers(context, sources[id].record) or id for id in statement["by"] if id in sources)
    how = "verified" if statement.get("verified") else "told"
    words = f": {how} in one statement for {len(ids)}, by {by}: {people}"
    return (TextSpan(_say(statement), "strong"), *make_spans(words))


def _name(context: Context, id: str) -> str:
    entry = context.edition.cases.get(id)
    return choose_name(entry.record.names, entry.record.display) if entry else id
