"""A report as Markdown that GitHub, GitLab and mail show: for the description of a pull request.

In: a Report. Out: UTF-8 bytes. What went is struck through, what came is bold; each topic can be folded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.review.diff_report.report import Report, ReportEntry, ReportGroup, ReportLine, Role, TextSpan
from generator.review.diff_report.stat import count_entries, count_words

_SPECIAL = re.compile(r"([\\`*_\[\]<>|$~^#])|&(?=#?\w+;)")
_FOLDED = 12
"""A topic with more entries is folded."""

_MARKS = {"added": "➕ ", "removed": "➖ ", "modified": "", "moved": "↕ ", "renamed": "＝ ", None: ""}


def write_report_markdown(report: Report, stat: bool) -> bytes:
    """Return the report; with `stat` the table of its numbers alone."""
    lines = [f"**{_escape(report.mark)}**", ""] if report.mark else []
    lines += [f"# {_escape(report.old.name)} → {_escape(report.new.name)}", ""]
    for word, side in (("Old", report.old), ("New", report.new)):
        facts = f" ({', '.join(side.facts)})" if side.facts else ""
        lines.append(f"{word}: {_escape(side.name + facts)}  ")
    lines += ["", *_table(report)]
    if not stat:
        for group in report.groups:
            lines += ["", *_group(group)]
    return ("\n".join(lines).rstrip() + "\n").encode()


def _table(report: Report) -> Iterator[str]:
    if not report.groups:
        yield "Nothing changed."
        return
    yield "| Topic | What changed |"
    yield "|---|---|"
    for group in report.groups:
        came, went = count_words(group) if group.topic == "prose" else (0, 0)
        more = f" (+{came:,} −{went:,} words)" if came or went else ""
        yield f"| {group.title} | {count_entries(group)}{more} |"


def _group(group: ReportGroup) -> Iterator[str]:
    folded = len(group.entries) > _FOLDED or sum(len(entry.lines) for entry in group.entries) > 3 * _FOLDED
    if folded:
        yield from (f"<details><summary><b>{group.title}</b>: {count_entries(group)}</summary>", "")
    else:
        yield from (f"## {group.title}", "")
    for entry in group.entries:
        yield from _entry(entry)
    if folded:
        yield from ("", "</details>")


def _entry(entry: ReportEntry) -> Iterator[str]:
    yield f"- {_MARKS[entry.kind]}{_spans(entry.head, None)}"
    for line in entry.lines:
        yield f"  - {_MARKS[line.kind]}{_line(line)}"


def _line(line: ReportLine) -> str:
    whole = line.kind in ("added", "removed")
    return _spans(line.spans, line.kind if whole else None)


def _spans(spans: Iterable[TextSpan], whole: str | None) -> str:
    """Return words; in a line that came as a whole, what came needs no look of its own."""
    return "".join(
        _look(span.text, "plain" if whole == "added" and span.role == "new" else span.role) for span in spans
    )


def _look(text: str, role: Role) -> str:
    core = _escape(text.strip())
    if not core:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    if role in ("new", "strong"):
        core = f"<ins>{core}</ins>" if role == "new" else f"**{core}**"
    elif role == "old":
        core = f"<del>{core}</del>"
    return f"{before}{core}{after}"


def _escape(text: str) -> str:
    """Return text on one line in which nothing is a mark of Markdown or HTML."""
    words = _SPECIAL.sub(lambda match: f"\\{match[1]}" if match[1] else "&amp;", " ".join(text.split()))
    return words.replace("@", "@<!-- -->")  # a citation calls nobody of that name to a pull request
