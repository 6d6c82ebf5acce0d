"""A report as text: marks at the beginning of lines, words that went as [-…-], words that came as {+…+}, as `git diff
--word-diff` has them; with colours in their place on a terminal, which are given as names to `paint`.

In: a Report, a width. Out: lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generator.review.diff_report.report import Report, ReportEntry, ReportGroup, ReportLine, Role, TextSpan
from generator.review.diff_report.stat import write_group_heading, write_totals

MARKS = {"added": "+", "removed": "-", "modified": "~", "moved": ">", "renamed": "=", None: " "}

_MUCH, _NEAR = 200, 80
"""Of more than so many characters that stayed, so many beside each change are printed."""

Paint = Callable[[str, Role], str]
"""Gives words their colour; what it adds takes no room on the line."""


def mark_words(text: str, role: Role) -> str:
    """Return words with marks instead of colours."""
    return f"[-{text}-]" if role == "old" else f"{{+{text}+}}" if role == "new" else text


def write_report_lines(report: Report, width: int, paint: Paint | None) -> Iterator[str]:
    """Yield the lines of the report, none longer than `width` unless a word is; without `paint` words have marks."""
    if report.mark:
        yield from _wrapped([TextSpan(report.mark, "strong")], width, "", paint, None)
    for side, mark in ((report.old, "---"), (report.new, "+++")):
        yield from _wrapped(
            [
                TextSpan(f"{mark} {side.name}", "strong"),
                *([TextSpan(f" ({', '.join(side.facts)})", "quiet")] if side.facts else []),
            ],
            width,
            "",
            paint,
            None,
        )
    for group in report.groups:
        yield ""
        yield from _wrapped([TextSpan(write_group_heading(group), "strong")], width, "", paint, None)
        for entry in group.entries:
            yield from _entry(entry, group, width, paint)
    yield ""
    yield from _wrapped([TextSpan(write_totals(report))], width, "", paint, None)


def _entry(entry: ReportEntry, group: ReportGroup, width: int, paint: Paint | None) -> Iterator[str]:
    yield from _wrapped(list(entry.head), width, f"  {MARKS[entry.kind]} ", paint, None)
    for line in entry.lines:
        yield from _wrapped(_shortened(line), width, f"      {MARKS[line.kind]} ", paint, line)


def _shortened(line: ReportLine) -> list[TextSpan]:
    """Return the spans; of long words that stayed, those beside a change."""
    if line.kind != "modified":
        return list(line.spans)
    found = []
    for n, span in enumerate(line.spans):
        text = span.text
        if span.role == "plain" and len(text) > _MUCH:
            first = text[:_NEAR].rsplit(" ", 1)[0] if n else ""
            last = text[-_NEAR:].split(" ", 1)[-1] if n < len(line.spans) - 1 else ""
            text = f"{first} … {last}" if first and last else f"{first} …" if first else f"… {last}"
        found.append(TextSpan(text, span.role))
    return found


def _wrapped(
    spans: list[TextSpan], width: int, lead: str, paint: Paint | None, line: ReportLine | None
) -> Iterator[str]:
    """Yield lines of words, the first after `lead` and the others below its end."""
    bare = line is not None and line.kind in ("added", "removed") and paint is None
    room = max(width - len(lead), 20)
    rows: list[list[tuple[str, Role]]] = [[]]
    used = 0
    for unit in _units(_words(spans, bare or paint is not None)):
        size = sum(len(text) for text, _ in unit)
        if used and used + size - (len(unit[-1][0]) - len(unit[-1][0].rstrip())) > room:
            rows.append([])
            used = 0
            unit[0] = (unit[0][0].lstrip(), unit[0][1])
        rows[-1] += unit
        used += sum(len(text) for text, _ in unit)
    for n, row in enumerate(rows):
        start = lead if n == 0 else " " * len(lead)
        words = (
            "".join(paint(text, role) for text, role in _together(row)) if paint else "".join(text for text, _ in row)
        )
        yield (start + words).rstrip()


def _words(spans: list[TextSpan], bare: bool) -> Iterator[tuple[str, Role]]:
    """Yield words with the space after them."""
    for span in spans:
        words = re.sub(r"\s+", " ", span.text)
        text = words if bare else mark_words(words, span.role)
        for word in re.findall(r"\s*\S+\s*?(?=\s|$)|\s+", text):
            yield word, span.role


def _units(words: Iterator[tuple[str, Role]]) -> Iterator[list[tuple[str, Role]]]:
    """Yield what no space parts: a line is broken between them alone."""
    held: list[tuple[str, Role]] = []
    for text, role in words:
        if held and (text[:1].isspace() or held[-1][0][-1:].isspace()):
            yield held
            held = []
        held.append((text, role))
    if held:
        yield held


def _together(row: list[tuple[str, Role]]) -> Iterator[tuple[str, Role]]:
    """Yield neighbours of one role as one."""
    held, last = "", None
    for text, role in row:
        if role != last and held and last is not None:
            yield held, last
            held = ""
        held, last = held + text, role
    if held and last is not None:
        yield held, last
