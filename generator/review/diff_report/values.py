"""Describe values of records in words: fields, entries and dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from generator.review.diff import Change, Path
from generator.review.diff_report.report import ReportLine, TextSpan, compare_wordings, make_spans, say_replacement

_DAYS = ("date", "as_of", "from")
_QUIET = frozenset({"by", "texts"})
_ATTRIBUTION = ("alleged", "reported", "attributed_to")
"""Fields about whose word an entry is, told behind it."""


def say_value(value: Any, lang: str = "en") -> str:
    """Return a value in words: an entry with its day in brackets, its words as they are, other fields by name."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.0f}" if value == int(value) else f"{value:,}"
    if isinstance(value, str | int):
        return str(value).strip()
    if isinstance(value, list):
        return ", ".join(text for item in value if (text := say_value(item, lang)))
    if not isinstance(value, dict):
        return ""
    if lang in value and all(isinstance(item, str) for item in value.values()):
        return str(value[lang]).strip()  # a text by language
    if "to" in value and value.keys() <= {"from", "to"}:
        return " to ".join(str(value[key]) for key in ("from", "to") if key in value)  # a span of time
    parts = []
    for key, item in value.items():
        if key in _DAYS or key in _QUIET or key in _ATTRIBUTION or not (text := say_value(item, lang)):
            continue
        own = key in (
            "text",
            "title",
            "what",
            "preferred",
            "names",
            "lead",
            "stage",
            "status",
            "evidence",
            "recognised_by",
            "raised_by",
            "rating",
            "name",
        )
        parts.append(text.replace("_", " ") if own else f"{name_field(key)} {text}")
    words = "; ".join(parts)
    day = find_day(value)
    said = [name for name in _ATTRIBUTION[:2] if value.get(name)]
    if who := say_value(value.get("attributed_to"), lang):
        said.append(f"according to {who}")
    note = ", ".join(text for text in (day, *said) if text)
    return f"{words} ({note})" if words and note else words or note


def find_day(value: Any) -> str:
    """Return the day of an entry as its record writes it; empty where it has none."""
    if not isinstance(value, dict):
        return ""
    day = next((value[key] for key in _DAYS if isinstance(value.get(key), str)), "")
    return f"as of {day}" if day and "as_of" in value and "date" not in value else day


def name_field(name: str | int) -> str:
    """Return a field's name as words."""
    return str(name).replace("_", " ")


def find_sources(value: Any) -> list[str]:
    """Return the ids of the sources on which a value and its parts rest."""
    found: list[str] = []
    if isinstance(value, dict):
        for key, item in value.items():
            found += [item] if key == "by" and isinstance(item, str) else item if key == "by" else find_sources(item)
    elif isinstance(value, list):
        for item in value:
            found += find_sources(item)
    return found


def say_where(path: Path, record: Any) -> str:
    """Describe in words where in a record a value is: `proceedings, convicted (2022-07-15), court`."""
    steps: list[str] = []
    value = record
    for step in path:
        around = value
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            value = None
        if isinstance(step, str):
            steps += [] if step == "stages" else [name_field(step)]
        elif isinstance(value, dict) and (name := name_entry(value)):
            steps.append(name)
        elif isinstance(around, list) and len(around) > 1 and isinstance(value, dict):
            steps.append(f"no. {step + 1}")
    return ", ".join(steps)


def name_entry(entry: dict[str, Any]) -> str:
    """Return by what an entry of a list is told from others: its stage or kind, and its day."""
    kind = next(
        (name_field(entry[key]) for key in ("stage", "status", "provision", "kind") if isinstance(entry.get(key), str)),
        "",
    )
    day = find_day(entry)
    return f"{kind} ({day})" if kind and day else kind or day


def is_source(change: Change) -> bool:
    """Tell whether a change is of the sources on which an entry rests."""
    return any(step in ("by", "texts", "already_public") for step in change.path[2:])


def describe_change(change: Change, old: Any, new: Any, lang: str, depth: int = 2) -> list[ReportLine]:
    """Return the lines about one change in a record; `old` and `new` are the records, `depth` steps of the path lead to
    them."""
    path = change.path[depth:]
    shown = _shown(path, new if change.new_path is not None else old)
    lead = (TextSpan(f"{shown}: ", "quiet"),) if shown else ()
    match change.kind:
        case "added":
            return [ReportLine((*lead, TextSpan(say_value(change.new, lang) or "nothing in words", "new")), "added")]
        case "removed":
            return [ReportLine((*lead, TextSpan(say_value(change.old, lang) or "nothing in words", "old")), "removed")]
        case "moved":
            return [ReportLine((*lead, *make_spans("stands in another place")), "moved")]
        case "renamed":
            return []  # told with the record that is called otherwise
    if isinstance(change.old, str) and isinstance(change.new, str):
        both = compare_wordings if " " in change.old and " " in change.new else say_replacement
        return [
            ReportLine(
                (*lead, *both(change.old.strip().replace("\n", " "), change.new.strip().replace("\n", " "))), "modified"
            )
        ]
    return [ReportLine((*lead, *say_replacement(say_value(change.old, lang), say_value(change.new, lang))), "modified")]


def gather_changes(changes: Iterable[Change]) -> Iterator[Change]:
    """Yield the changes with single words that came to one list, or went from it, told together."""
    held: list[Change] = []
    for change in (*changes, None):
        if held and (change is None or not _together(held[-1], change)):
            yield (
                held[0]
                if len(held) == 1
                else replace(held[0], old=_all([c.old for c in held]), new=_all([c.new for c in held]))
            )
            held = []
        if change is not None:
            held.append(change)


def _together(one: Change, other: Change) -> bool:
    if one.kind != other.kind or one.kind not in ("added", "removed") or one.path[:-1] != other.path[:-1]:
        return False
    return all(isinstance(c.path[-1], int) and isinstance(c.new or c.old, str) for c in (one, other))


def _all(values: list[Any]) -> Any:
    return None if values[0] is None else values


def _shown(path: Path, record: Any) -> str:
    """Return where it is; the place of an entry that came or went is that of its list."""
    steps = path[:-1] if path and isinstance(path[-1], int) else path
    return say_where(steps, record)
