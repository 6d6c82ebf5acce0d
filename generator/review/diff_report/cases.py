"""Describe in words how a case changed, step by step, from one day to the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from generator.paper.assemble.attribution import find_proceeding, say_attributed, say_stage
from generator.paper.assemble.context import Context
from generator.paper.assemble.facts import read_case, say_reading
from generator.paper.assemble.wording import say, say_organisation, say_sentence
from generator.paper.document import join_inlines
from generator.records.resolve.custody import list_steps
from generator.records.resolve.held import Reading
from generator.records.resolve.since import FREED, sort_news
from generator.records.resolve.wordings import choose_name
from generator.records.schema import Case
from generator.records.schema.cases import Development
from generator.records.schema.proceedings import Stage
from generator.review.diff import Change
from generator.review.diff_report.case_entries import say_entry_day, tell_entries
from generator.review.diff_report.report import ReportEntry, ReportLine, TextSpan, join_spans, make_spans
from generator.review.diff_report.values import (
    describe_change,
    find_sources,
    gather_changes,
    is_source,
)

_BESIDE = frozenset({"alleged", "reported", "attributed_to", "accused_of", "role"})
"""Fields of an entry that say how its words are meant: where one comes or goes alone, it is told by its name."""

_UNTOLD = "no status known"
"""How somebody stood on the old day of whom nothing tells it."""


def describe_case(
    old: Context | None, new: Context | None, ids: tuple[str, str], changes: Iterable[Change], records: tuple[Any, Any]
) -> ReportEntry | None:
    """Return the entry of a case that is told on both sides, or on one (the other is None); None where there is nothing
    to tell."""
    was, is_ = (_case(context, id) for context, id in zip((old, new), ids, strict=True))
    if was is None and is_ is not None and new:
        return ReportEntry(
            "added",
            ids[1],
            join_spans([_named(is_), make_spans(_about(new, is_)), make_spans(_standing(new, is_))], ", "),
        )
    if is_ is None and was is not None and old:
        return ReportEntry(
            "removed",
            ids[0],
            join_spans([_named(was), make_spans(_about(old, was)), make_spans(_standing(old, was))], ", "),
        )
    if not (was and is_ and old and new):
        return None
    found = list(gather_changes(changes))
    fresh = [c for c in found if c.kind == "added"]
    news = [entry for change in fresh for entry in _entries(is_, change)]
    chain = _chain(old, new, was, is_, news)
    told: list[ReportLine] = []
    came, went = _sources(found)
    retold = any(c.path[2:3] == ("profile",) for c in found)
    for change in found:
        if not is_source(change) and change.path[2:3] != ("profile",):
            told += _lines(new if change.new_path else old, change, records)
    extra = [
        make_spans(f"source{'s' if len(ids_) > 1 else ''} {how}: {', '.join(ids_)}")
        for how, ids_ in (("added", came), ("removed", went))
        if ids_
    ]
    extra += [make_spans("story told anew")] if retold else []
    head = join_spans([*([chain] if chain else []), *extra], "; ")
    if not head and not told:
        return None
    return ReportEntry("modified", ids[1], (*_named(is_), *((TextSpan(": "), *head) if head else ())), tuple(told))


def _case(context: Context | None, id: str) -> Case | None:
    entry = context.edition.cases.get(id) if context else None
    return entry.record if entry else None


def _named(case: Case) -> tuple[TextSpan, ...]:
    return (TextSpan(choose_name(case.names, case.display), "strong"),)


def _about(context: Context, case: Case) -> str:
    return say(context, case.occupation) or ""


def _standing(context: Context, case: Case) -> str:
    """Return where the person stands on the day of the paper."""
    return _status(context, read_case(context, case))


def _status(context: Context, found: Reading) -> str:
    """Return a status as papers say it; empty where none is known."""
    return join_inlines(say_reading(context, found))


def _entries(case: Case, change: Change) -> Iterator[Stage | Development]:
    """Yield the entries of the new record that a change added."""
    match change.path[2:]:
        case ("proceedings",):
            for proceeding in case.proceedings:
                yield from proceeding.stages
        case ("proceedings", int(n)):
            yield from case.proceedings[n].stages
        case ("proceedings", int(n), "stages"):
            yield from case.proceedings[n].stages
        case ("proceedings", int(n), "stages", int(m)):
            yield case.proceedings[n].stages[m]
        case ("timeline",):
            yield from case.timeline
        case ("timeline", int(n)):
            yield case.timeline[n]


def _chain(
    old: Context, new: Context, was: Case, is_: Case, news: list[Stage | Development]
) -> tuple[TextSpan, ...] | None:
    """Return the way from the status of the one day over what is new; None where nothing of that kind is."""
    held = read_case(old, was)
    last = held.step.status if held.step else None
    custody = {id(step.entry): step for step in list_steps(is_)}
    told: list[str] = []
    dated: list[bool] = []
    # a step without a date stands behind the one before it: in front of all it would be read as how the person stood
    for entry in sort_news(is_, news):
        step = custody.get(id(entry))
        if isinstance(entry, Development) and (step is None or (entry.verified and entry.status == last)):
            continue
        words = _step(new, is_, entry)
        if step and step.status != last and (adds := _adds(new, entry, step.status)):
            words = f"{words}, {adds}" if words else adds
        last = step.status if step else last
        words = say_attributed(new, words, entry)
        day = say_entry_day(entry)
        told.append(f"{words} ({day})" if day else words)
        dated.append(bool(day))
    if not told:
        now = read_case(new, is_)
        if now.step is None or now.step.status == last:
            return None
        told = [_status(new, now)]
    start = _start(old, held)
    if start is None and len(told) > 1 and dated and not dated[0]:
        start = _UNTOLD  # without a word before a step that has no day, it would be taken for the status of the old day
    return join_spans([make_spans(words) for words in (start, *told) if words], " → ")


def _start(context: Context, held: Reading) -> str | None:
    """Return the status from which a chain starts; of an arrest without a later word, the arrest."""
    if held.step is None:
        return None
    entry = held.step.entry
    if held.arrest_only and isinstance(entry, Stage):
        return context.labels[f"stage_{entry.stage}"]
    return context.labels[f"status_{held.step.status}"]


def _step(context: Context, case: Case, entry: Stage | Development) -> str:
    if isinstance(entry, Development):
        return ""
    imposed = f", {say_sentence(context, entry.sentence)}" if entry.sentence else ""
    return say_stage(context, find_proceeding(case, entry), entry) + imposed


def _adds(context: Context, entry: Stage | Development, status: str) -> str:
    """Return the status where the words of the stage do not say it."""
    label = context.labels[f"status_{status}"]
    if isinstance(entry, Development):
        return label
    plainly = entry.status is not None or status in FREED
    return label if plainly and label not in context.labels[f"stage_{entry.stage}"] else ""


def _sources(changes: list[Change]) -> tuple[list[str], list[str]]:
    """Return the ids of sources that are new to a case, and of those that it does not cite any more."""
    came: list[str] = []
    went: list[str] = []
    for change in changes:
        if change.kind == "renamed":
            continue
        for value, ids in ((change.new, came), (change.old, went)):
            if is_source(change) and isinstance(value, str | list):
                ids += [value] if isinstance(value, str) else [item for item in value if isinstance(item, str)]
            else:
                ids += find_sources(value)
    return [id for id in dict.fromkeys(came) if id not in went], [id for id in dict.fromkeys(went) if id not in came]


def _lines(context: Context, change: Change, records: tuple[Any, Any]) -> list[ReportLine]:
    """Return the lines about a change, in the words that papers use."""
    old, new = records
    change = replace(change, old=_name_speakers(context, change.old), new=_name_speakers(context, change.new))
    if change.path[-1:] == ("attributed_to",):
        change = replace(change, old=_name_speaker(context, change.old), new=_name_speaker(context, change.new))
    if change.path[-1:] == ("recognised_as",) and change.kind == "modified":
        labels = context.labels
        change = replace(change, old=labels[f"recognised_as_{change.old}"], new=labels[f"recognised_as_{change.new}"])
    value, kind = (change.new, "added") if change.kind == "added" else (change.old, "removed")
    if change.kind not in ("added", "removed") or change.path[-1] in _BESIDE:
        return describe_change(change, old, new, context.edition.lang)
    case = _case(context, str(change.path[1]))
    match change.path[2:]:
        case (
            (("timeline" | "proceedings" | "detention" | "transfers" | "recognitions" | "raised_by"), *_)
            | ("relatives",)
            | ("relatives", int())
        ) if case:
            texts = list(dict.fromkeys(tell_entries(context, case, change.path[2:], value)))
            role = "new" if kind == "added" else "old"
            return [ReportLine((TextSpan(text, role),), change.kind) for text in texts if text]  # type: ignore[arg-type]
    return describe_change(change, old, new, context.edition.lang)


def _name_speakers(context: Context, value: Any) -> Any:
    """Return the value with the ids of bodies to which an entry is attributed as names; of one that the readers may not
    see, that the entry is alleged is all that is told."""
    if isinstance(value, list):
        return [_name_speakers(context, item) for item in value]
    if not isinstance(value, dict):
        return value
    named = {key: _name_speakers(context, item) for key, item in value.items()}
    if "attributed_to" in named:
        named["attributed_to"] = _name_speaker(context, named["attributed_to"])
        named |= {} if named["attributed_to"] else {"alleged": True}
    return named


def _name_speaker(context: Context, value: Any) -> Any:
    return say_organisation(context, value) if isinstance(value, str) else value
