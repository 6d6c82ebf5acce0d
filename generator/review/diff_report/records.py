"""Describe in words how a record other than a case changed: a headline, and a line for each change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.paper.assemble.attribution import say_event
from generator.paper.assemble.context import Context
from generator.paper.assemble.wording import say, say_publishers
from generator.records.resolve.wordings import choose_name, find_wordings
from generator.records.schema import (
    Dialogue,
    Event,
    Figure,
    Law,
    Organisation,
    Person,
    Recommendation,
    Source,
    Standard,
    Theme,
)
from generator.review.diff import Change, Kind, say_text
from generator.review.diff_report.report import (
    ARROW,
    ReportEntry,
    ReportLine,
    Role,
    TextSpan,
    compare_wordings,
    join_spans,
    make_spans,
    say_replacement,
)
from generator.review.diff_report.values import describe_change, find_sources, gather_changes, is_source, say_value

_TOLD_IN_HEAD = {"recommendations": ("text", "status")}


def describe_record(
    topic: str,
    old: Context | None,
    new: Context | None,
    ids: tuple[str, str],
    changes: Iterable[Change],
    records: tuple[Any, Any],
) -> ReportEntry | None:
    """Return the entry of a record that is on both sides, or on one (the other is None); None where there is nothing to
    tell."""
    here = new or old
    assert here is not None
    if old is None or new is None:
        kind, id = ("added", ids[1]) if new else ("removed", ids[0])
        return ReportEntry(kind, id, join_spans([_title(topic, here, id), make_spans(_about(topic, here, id))], ": "))  # type: ignore[arg-type]
    found = list(gather_changes(changes))
    lines: list[ReportLine] = []
    head = _head(topic, old, new, ids)
    told = _TOLD_IN_HEAD.get(topic, ())
    for change in found:
        if change.path[2:3] and change.path[2] in told and change.path[2] == "text":
            continue
        if topic == "figures" and change.path[2:3] == ("values",):
            lines += _value_lines(change, new, head)
        elif change.path[2:] and change.path[2] == "status" and len(change.path) < 5 and change.kind == "added":
            continue  # what became of a recommendation stands in the headline
        elif not is_source(change):
            lines += describe_change(change, *records, new.edition.lang)
    lines += _source_lines(found)
    if not lines and not head:
        return None
    return ReportEntry(
        "modified",
        ids[1],
        join_spans([_title(topic, new, ids[1]) if topic != "recommendations" else _number(new, ids[1]), head], ": "),
        tuple(lines),
    )


def _source_lines(changes: list[Change]) -> Iterator[ReportLine]:
    came = list(dict.fromkeys(id for c in changes if c.kind != "renamed" for id in _cited(c, c.new)))
    went = list(dict.fromkeys(id for c in changes if c.kind != "renamed" for id in _cited(c, c.old)))
    sides: tuple[tuple[Kind, Role, list[str]], ...] = (
        ("added", "new", [id for id in came if id not in went]),
        ("removed", "old", [id for id in went if id not in came]),
    )
    for kind, role, ids in sides:
        if ids:
            many = "sources" if len(ids) > 1 else "source"
            yield ReportLine((TextSpan(f"{many} {kind}: ", "quiet"), TextSpan(", ".join(ids), role)), kind)


def _cited(change: Change, value: Any) -> list[str]:
    if is_source(change) and isinstance(value, str):
        return [value]
    if is_source(change) and isinstance(value, list):
        return [item for item in value if isinstance(item, str)]
    return find_sources(value)


def _value_lines(change: Change, context: Context, head: tuple[TextSpan, ...]) -> list[ReportLine]:
    """Return the lines about a number or a status that is not in the headline."""
    if head and change.kind in ("added", "moved", "renamed"):
        return []
    return describe_change(change, {}, {}, context.edition.lang) if change.kind in ("added", "removed") else []


def find_title(topic: str, context: Context, id: str) -> str:
    """Return what a record is called."""
    return "".join(span.text for span in _title(topic, context, id))


def _title(topic: str, context: Context, id: str) -> tuple[TextSpan, ...]:
    record = context.edition.records[topic][id].record
    match record:
        case Recommendation():
            return join_spans([_number(context, id), make_spans(_words(context, say(context, record.text)))], " ")
        case Event():
            return (TextSpan(say(context, record.title) or id, "strong"), TextSpan(f" ({record.date})"))
        case Figure():
            return (TextSpan(say(context, record.what) or id, "strong"),)
        case Law() | Theme() | Standard() | Dialogue():
            return (TextSpan(say(context, record.title) or id, "strong"),)
        case Source():
            who = say_publishers(context, record) or record.kind.replace("_", " ")
            return (
                TextSpan(who, "strong"),
                *make_spans(f", “{title}”" if (title := say(context, record.title)) else ""),
            )
        case Organisation() | Person():
            return (TextSpan(choose_name(record.names), "strong"),)
    names = getattr(record, "names", None)
    return (TextSpan(names.preferred if names else id, "strong"),)


def _about(topic: str, context: Context, id: str) -> str:
    """Return a little more on a record that is on one side alone."""
    record = context.edition.records[topic][id].record
    match record:
        case Figure():
            return _figure(context, record)
        case Source():
            parts = (record.language, record.published and str(record.published), record.url)
            return ", ".join(part for part in parts if part)
        case Event():
            return _words(context, say_event(context, record))
        case Organisation() | Person():
            return _words(context, say(context, record.about))
    return ""


def _number(context: Context, id: str) -> tuple[TextSpan, ...]:
    number = context.recommendations.get(id)
    return (TextSpan(number or id, "strong"),)


def _words(context: Context, text: str | None) -> str:
    """Return Markdown as words: mentions without their targets."""
    return " ".join(say_text(text or "", context.edition).split())


def _figure(context: Context, figure: Figure) -> str:
    known = [v for v in figure.values if v.as_of.last <= context.edition.as_of] or list(figure.values)
    latest = max(known, key=lambda value: value.as_of.last)
    words = find_wordings(figure, None, context.edition.as_of, context.edition.lang)
    value = words.preferred if words else say_value(latest.value)
    return f"{value}{f' {figure.unit}' if figure.unit else ''} ({latest.as_of})"


def _head(topic: str, old: Context, new: Context, ids: tuple[str, str]) -> tuple[TextSpan, ...]:
    """Return what changed foremost: the number, or the demand and what became of it."""
    was, is_ = (context.edition.records[topic][id].record for context, id in ((old, ids[0]), (new, ids[1])))
    if isinstance(was, Figure) and isinstance(is_, Figure):
        a, b = _figure(old, was), _figure(new, is_)
        return say_replacement(a, b) if a != b else ()
    if isinstance(was, Recommendation) and isinstance(is_, Recommendation):
        a, b = _words(old, say(old, was.text)), _words(new, say(new, is_.text))
        text = compare_wordings(a, b) if a != b else make_spans(b)
        then, now = _state(old, was), _state(new, is_)
        status = (
            (
                TextSpan(" ["),
                *((TextSpan(then, "was"), ARROW) if then else ()),
                TextSpan(now or "nothing", "is"),
                TextSpan("]"),
            )
            if then != now
            else ()
        )
        return (*text, *status)
    return ()


def _state(context: Context, record: Recommendation) -> str:
    known = [s for s in record.status if s.date.last <= context.edition.as_of]
    if not known:
        return ""
    latest = max(known, key=lambda s: s.date.last)
    evidence = _words(context, say(context, latest.evidence))
    return f"{context.labels[f'recommendation_{latest.status}']} ({latest.date}){f': {evidence}' if evidence else ''}"
