"""What became of the prose and the tables, in words: by section, part by part, sentence by sentence, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from generator.review.diff import Change
from generator.review.diff_report.report import (
    ReportEntry,
    ReportLine,
    Role,
    TextSpan,
    compare_wordings,
    make_spans,
    say_replacement,
)

_FIRST = 70
"""So many characters of a part that moved are told."""


def describe_prose(old: list[Any], new: list[Any], changes: Iterable[Change]) -> list[ReportEntry]:
    """Return an entry for each section or box of which something changed, in the order of the new paper; what is gone
    stands after what stood before it."""
    partners = _partners(old, new, changes := list(changes))
    by_unit: dict[tuple[str, int], list[Change]] = {}
    for change in changes:
        by_unit.setdefault(_unit(change, partners), []).append(change)
    return [_entry(new[n] if side == "new" else old[n], own, old, new) for (side, n), own in by_unit.items()]


def _partners(old: list[Any], new: list[Any], changes: list[Change]) -> Mapping[int, int]:
    """Return the place in the new paper by the place in the old one of each section or table that is in both."""
    places = {unit["id"]: n for n, unit in enumerate(new)}
    found = {n: places[unit["id"]] for n, unit in enumerate(old) if unit["id"] in places}
    for change in changes:
        if change.old_path and change.new_path and change.kind == "modified":
            found.setdefault(int(change.old_path[1]), int(change.new_path[1]))
    return found


def _unit(change: Change, partners: Mapping[int, int]) -> tuple[str, int]:
    if change.new_path is not None:
        return "new", int(change.new_path[1])
    assert change.old_path is not None
    place = int(change.old_path[1])
    return ("new", partners[place]) if place in partners and len(change.old_path) > 2 else ("old", place)


def _entry(unit: Mapping[str, Any], changes: list[Change], old: list[Any], new: list[Any]) -> ReportEntry:
    sides = (new, old) if unit in new else (old, new)
    around = next((one["title"] for side in sides for one in side if one["id"] == unit.get("in")), "")
    kind = f" ({unit['kind']})" if unit["kind"] in ("case", "law", "matter", "profile") else ""
    title = (
        TextSpan(unit["title"] or unit["id"], "strong"),
        *(TextSpan(text, "quiet") for text in (f", in “{around}”" if around else "", kind) if text),
    )
    lines: list[ReportLine] = []
    whole: str = "modified"
    for change in changes:
        if len(change.path) == 2 and change.kind in ("added", "removed"):
            whole = change.kind
            value = change.new if change.kind == "added" else change.old
            lines += [_part(part, change.kind) for part in value["parts"] if part["sentences"]]
        else:
            lines += _lines(change, old, new)
    return ReportEntry(whole, unit["id"], title, tuple(lines))  # type: ignore[arg-type]


def _part(part: Mapping[str, Any], kind: Any) -> ReportLine:
    role: Role = "new" if kind == "added" else "old"
    return ReportLine((TextSpan(_bullet(part) + join_sentences(part), role),), kind)


def join_sentences(part: Mapping[str, Any]) -> str:
    """Return the sentences of a part as one text."""
    return " ".join(sentence["text"] for sentence in part["sentences"])


def _bullet(part: Mapping[str, Any]) -> str:
    return "• " if part["kind"] == "item" else ""


def _lines(change: Change, old: list[Any], new: list[Any]) -> list[ReportLine]:
    """Return the lines about one change inside a section."""
    path = change.path[2:]
    match path:
        case ():
            return [ReportLine(make_spans("stands in another place of the paper"), "moved")]
        case ("title",):
            return [ReportLine((TextSpan("heading: ", "quiet"), *compare_wordings(change.old, change.new)), "modified")]
        case ("parts", int()) if change.kind == "moved":
            assert change.old_path is not None
            assert change.new_path is not None
            part = old[int(change.old_path[1])]["parts"][change.old_path[3]]
            other = int(change.old_path[1])
            came = "" if old[other]["id"] == new[int(change.new_path[1])]["id"] else f" from “{old[other]['title']}”"
            return [ReportLine((TextSpan(f"moved{came}: ", "quiet"), TextSpan(_cut(join_sentences(part)))), "moved")]
        case ("parts", int()):
            value = change.new if change.kind == "added" else change.old
            return [_part(value, change.kind)] if value["sentences"] else []
        case ("parts", int(), "sentences", int()) if change.kind in ("added", "removed"):
            role: Role = "new" if change.kind == "added" else "old"
            value = change.new if change.kind == "added" else change.old
            return [
                ReportLine((TextSpan(value["text"], role),), change.kind),
                *_notes(value.get("notes", ()), change.kind),
            ]
        case ("parts", int(), "sentences", int()):
            assert change.old_path is not None
            text = old[int(change.old_path[1])]["parts"][change.old_path[3]]["sentences"][change.old_path[5]]["text"]
            return [ReportLine((TextSpan("sentence moved: ", "quiet"), TextSpan(_cut(text))), "moved")]
        case ("parts", int(), "sentences", int(), "text"):
            return [ReportLine(compare_wordings(change.old, change.new), "modified")]
        case ("parts", int(), "sentences", int(), "notes", *rest):
            return _note_lines(change, bool(rest), old, new)
        case ("parts", int(), "kind"):
            return [ReportLine((TextSpan("now as ", "quiet"), *say_replacement(change.old, change.new)), "modified")]
    return [
        ReportLine(
            (TextSpan(f"{path[-1]}: ", "quiet"), *say_replacement(str(change.old or ""), str(change.new or ""))),
            "modified",
        )
    ]


def _note_lines(change: Change, single: bool, old: list[Any], new: list[Any]) -> list[ReportLine]:
    """Return the lines about a note: it came, went, or says something else; with the beginning of its sentence."""
    side, path = (new, change.new_path) if change.new_path is not None else (old, change.old_path)
    assert path is not None
    sentence = side[int(path[1])]["parts"][path[3]]["sentences"][path[5]]["text"]
    at = TextSpan(f"note to “{_cut(sentence, 40)}”: ", "quiet")
    match change.kind:
        case "modified":
            return [ReportLine((at, *compare_wordings(str(change.old), str(change.new))), "modified")]
        case "moved":
            return [ReportLine((at, TextSpan("in another order")), "moved")]
        case "added" | "removed":
            value = change.new if change.kind == "added" else change.old
            role: Role = "new" if change.kind == "added" else "old"
            return [ReportLine((at, TextSpan(note, role)), change.kind) for note in ([value] if single else value)]
    return []


def _notes(notes: Iterable[str], kind: Any) -> list[ReportLine]:
    role: Role = "new" if kind == "added" else "old"
    return [ReportLine((TextSpan("note: ", "quiet"), TextSpan(note, role)), kind) for note in notes]


def _cut(text: str, most: int = _FIRST) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


# ── tables ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def describe_lists(old: list[Any], new: list[Any], changes: Iterable[Change]) -> list[ReportEntry]:
    """Return an entry for each table of which something changed: rows that came, went or moved, and cells that say
    something else."""
    partners = _partners(old, new, changes := list(changes))
    by_table: dict[tuple[str, int], list[Change]] = {}
    for change in changes:
        by_table.setdefault(_unit(change, partners), []).append(change)
    found = []
    for (side, n), own in by_table.items():
        table = new[n] if side == "new" else old[n]
        lines: list[ReportLine] = []
        whole: str = "modified"
        for change in own:
            if len(change.path) == 2 and change.kind in ("added", "removed"):
                whole = change.kind
                lines += [_row(row, change.kind) for row in table["rows"]]
            else:
                lines += _row_lines(change, old, new)
        title = (TextSpan(table["title"] or table["id"], "strong"),)
        found.append(ReportEntry(whole, table["id"], title, tuple(lines)))  # type: ignore[arg-type]
    return found


def _name(row: Mapping[str, Any]) -> str:
    return str(next((text for text in row["cells"].values() if text), row["id"]))


def _row(row: Mapping[str, Any], kind: Any) -> ReportLine:
    return ReportLine((TextSpan(_name(row), "new" if kind == "added" else "old"),), kind)


def _row_lines(change: Change, old: list[Any], new: list[Any]) -> list[ReportLine]:
    path = change.path[2:]
    match path:
        case ("title",):
            return [ReportLine((TextSpan("caption: ", "quiet"), *compare_wordings(change.old, change.new)), "modified")]
        case ("rows", int()) if change.kind in ("added", "removed"):
            return [_row(change.new if change.kind == "added" else change.old, change.kind)]
    side, at = (new, change.new_path) if change.new_path is not None else (old, change.old_path)
    assert at is not None
    if len(at) < 4:
        return [ReportLine(make_spans("stands in another place of the paper"), "moved")]
    name = _name(side[int(at[1])]["rows"][at[3]])
    match path:
        case ("rows", int()):
            return [ReportLine((TextSpan(name), TextSpan(" in another place", "quiet")), "moved")]
        case ("rows", int(), "cells", str(column)):
            words = say_replacement(change.old or "", change.new or "")
            return [ReportLine((TextSpan(f"{name}, {column}: "), *words), change.kind)]
    return []
