"""A comparison in words: what a reviewer reads before anything is printed.

In: the changes between two views, with the contexts (edition, words of its style) of both sides. Out: a Report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.paper.assemble.context import Context
from generator.review.diff import Change, Changes, View
from generator.review.diff_report.cases import describe_case
from generator.review.diff_report.prose import describe_lists, describe_prose
from generator.review.diff_report.records import describe_record, find_title
from generator.review.diff_report.report import (
    Report,
    ReportEntry,
    ReportGroup,
    ReportLine,
    Role,
    Side,
    TextSpan,
    make_spans,
)
from generator.review.diff_report.statements import describe_statements
from generator.review.diff_report.values import describe_change, gather_changes

__all__ = [
    "TITLES",
    "ComparedSide",
    "Report",
    "ReportEntry",
    "ReportGroup",
    "ReportLine",
    "Role",
    "Side",
    "TextSpan",
    "describe_changes",
]

TITLES = {
    "edition": "The edition", "cases": "Cases", "statements": "Statements for many",
    "recommendations": "Recommendations", "prose": "Prose",
    "lists": "Tables", "figures": "Figures", "events": "Events", "laws": "Laws", "organisations": "Organisations",
    "people": "People", "countries": "Country", "dialogues": "Dialogue", "themes": "Themes", "standards": "Standards",
    "sources": "Sources",
}  # fmt: skip
"""The topics in the order of a report, each with its heading; `order` is told with the recommendations."""


@dataclass(frozen=True, slots=True)
class ComparedSide:
    """One side: what it is called, what it says, and the words in which it says so."""

    side: Side
    view: View
    context: Context


def describe_changes(old: ComparedSide, new: ComparedSide, changes: Changes) -> Report:
    """Return the changes in words, topic by topic."""
    groups = []
    for topic, title in TITLES.items():
        own = [change for change in changes if change.path[0] == topic]
        order = [change for change in changes if change.path[0] == "order"] if topic == "recommendations" else []
        if entries := tuple(_entries(topic, old, new, own, order)):
            groups.append(ReportGroup(topic, title, entries))
    return Report(old.side, new.side, tuple(groups), changes)


def _entries(
    topic: str, old: ComparedSide, new: ComparedSide, changes: list[Change], order: list[Change]
) -> Iterator[ReportEntry]:
    was, is_ = old.view.content[topic], new.view.content[topic]
    if topic == "prose":
        yield from describe_prose(was, is_, changes)
    elif topic == "lists":
        yield from describe_lists(was, is_, changes)
    elif topic == "statements":
        yield from describe_statements((old.context, new.context), was, is_, changes)
    elif topic == "edition":
        lines = [
            line
            for change in gather_changes(changes)
            for line in describe_change(change, was, is_, new.context.edition.lang, depth=1)
        ]
        if lines:
            yield ReportEntry(
                "modified",
                new.view.edition,
                (TextSpan(new.view.content["edition"].get("short_title") or new.view.edition, "strong"),),
                tuple(lines),
            )
    else:
        yield from _records(topic, old, new, changes)
        yield from _order(old, new, order)


def _records(topic: str, old: ComparedSide, new: ComparedSide, changes: Iterable[Change]) -> Iterator[ReportEntry]:
    """Yield the entries of records: what changed in the order of the new side's ids, then what is gone."""
    by_record: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        id = str(change.path[1])
        ids = (str(change.old_path[1]) if change.old_path else id, str(change.new_path[1]) if change.new_path else id)
        by_record.setdefault(ids, []).append(change)
    if topic == "cases":
        # how somebody stands may come from a statement for many alone, and then nothing in the record changed
        known = old.view.content["cases"].keys() & new.view.content["cases"].keys()
        for side in (old, new):
            for id in (id for one in side.view.content["statements"].values() for id in one["cases"] if id in known):
                by_record.setdefault((id, id), [])
    places = {id: n for n, id in enumerate(new.view.content["order"])} if topic == "recommendations" else {}
    build = describe_case if topic == "cases" else None
    for ids, own in sorted(by_record.items(), key=lambda item: (_rank(item[1]), places.get(item[0][1], 0), item[0][1])):
        first = own[0] if own else None
        if first and first.kind == "renamed" and len(first.path) == 2:
            name = find_title(topic, new.context, ids[1])
            yield ReportEntry(
                "renamed",
                ids[1],
                (
                    *make_spans(f"{name}: "),
                    TextSpan(ids[0], "old"),
                    TextSpan(" is now called "),
                    TextSpan(ids[1], "new"),
                ),
            )
            continue
        whole = first.kind if first and len(first.path) == 2 else None
        a = None if whole == "added" else old.context
        b = None if whole == "removed" else new.context
        records = (old.view.content[topic].get(ids[0]), new.view.content[topic].get(ids[1]))
        entry = build(a, b, ids, own, records) if build else describe_record(topic, a, b, ids, own, records)
        if entry:
            yield entry


def _rank(changes: list[Change]) -> int:
    """Return where entries stand: what became of what both tell, then what is new, then what is gone."""
    kind = changes[0].kind if changes and len(changes[0].path) == 2 else ""
    return {"added": 1, "removed": 2, "renamed": 3}.get(kind, 0)


def _order(old: ComparedSide, new: ComparedSide, changes: list[Change]) -> Iterator[ReportEntry]:
    """Yield an entry for each recommendation that has another place among those that both papers make."""
    for change in changes:
        if change.kind != "moved" or change.old_path is None or change.new_path is None:
            continue
        id = new.view.content["order"][change.new_path[1]]
        was = old.context.recommendations.get(old.view.content["order"][change.old_path[1]], "")
        yield ReportEntry(
            "moved", id, (TextSpan(f"{was} is now "), *make_spans(find_title("recommendations", new.context, id)))
        )
