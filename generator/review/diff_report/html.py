"""A report as one page of HTML: both sides beside each other, each entry to be folded; no script, and nothing fetched.

In: a Report. Out: UTF-8 bytes. Light and dark, on narrow screens below each other, and on paper unfolded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from typing import Literal

from generator.review.diff_report.report import (
    ARROW,
    Report,
    ReportEntry,
    ReportGroup,
    ReportLine,
    Role,
    Side,
    TextSpan,
)
from generator.review.diff_report.stat import count_entries, count_words

_OPEN = 40
"""A topic with more lines is folded when the page is opened."""

_WORDS = {"added": "new", "removed": "gone", "modified": "changed", "moved": "moved", "renamed": "renamed"}

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

_CSS = "\n" + (files(__package__) / "page.css").read_text("utf-8")


def write_report_html(report: Report, stat: bool) -> bytes:
    """Return the page; with `stat` its numbers alone."""
    title = f"{report.old.name} → {report.new.name}"
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>",
        *([f'<meta name="description" content="{escape(report.mark)}">'] if report.mark else []),
        f"<style>{_CSS}</style>",
        "</head>",
        "<body>",
        *([f'<p class="mark">{escape(report.mark)}</p>'] if report.mark else []),
        f"<h1>{escape(title)}</h1>",
        f'<div class="sides">{_side("Old", report.old)}{_side("New", report.new)}</div>',
        *_numbers(report, stat),
    ]
    if not stat:
        parts += ["<main>", *(line for group in report.groups for line in _group(group)), "</main>"]
    return ("\n".join([*parts, "</body>", "</html>"]) + "\n").encode()


def _side(word: str, side: Side) -> str:
    return (
        f'<p><span class="quiet">{word}</span> <strong>{escape(side.name)}</strong><br><span'
        f' class="quiet">{escape(", ".join(side.facts))}</span></p>'
    )


def _numbers(report: Report, stat: bool) -> Iterator[str]:
    if not report.groups:
        yield "<p>Nothing changed.</p>"
        return
    yield "<table>"
    for group in report.groups:
        came, went = count_words(group) if group.topic == "prose" else (0, 0)
        more = f" (+{came:,} −{went:,} words)" if came or went else ""
        name = escape(group.title) if stat else f'<a href="#{group.topic}">{escape(group.title)}</a>'
        yield f'<tr><th scope="row">{name}</th><td>{count_entries(group)}{more}</td></tr>'
    yield "</table>"


def _group(group: ReportGroup) -> Iterator[str]:
    lines = sum(1 + len(entry.lines) for entry in group.entries)
    yield f'<details class="topic" id="{group.topic}"{" open" if lines <= _OPEN else ""}>'
    yield f"<summary><h2>{escape(group.title)}</h2> <small>{count_entries(group)}</small></summary>"
    for entry in group.entries:
        yield from _entry(entry)
    yield "</details>"


def _entry(entry: ReportEntry) -> Iterator[str]:
    head = f'<span class="kind">{_WORDS[entry.kind]}</span> <h3>{_spans(entry.head, "both")}</h3>'
    if not entry.lines:
        yield f'<div class="entry">{head}</div>'
        return
    yield f'<details class="entry" open><summary>{head}</summary>'
    yield from map(_line, entry.lines)
    yield "</details>"


def _line(line: ReportLine) -> str:
    """Return a line: both sides beside each other where it says something on both, else the side on which it stands."""
    if line.kind == "added":
        return f'<div class="pair"><div class="empty"></div><div class="come">{_spans(line.spans, "new")}</div></div>'
    if line.kind == "removed":
        return f'<div class="pair"><div class="gone">{_spans(line.spans, "old")}</div><div class="empty"></div></div>'
    if line.kind == "modified" and any(span.role in _SIDED for span in line.spans):
        if all(span.role in ("old", "new", "quiet") for span in line.spans):  # nothing stayed
            return (
                f'<div class="pair"><div class="gone">{_spans(line.spans, "old")}</div><div'
                f' class="come">{_spans(line.spans, "new")}</div></div>'
            )
        return f'<div class="pair"><div>{_spans(line.spans, "old")}</div><div>{_spans(line.spans, "new")}</div></div>'
    return f'<div class="one">{_spans(line.spans, "both")}</div>'


_SIDED = ("old", "new", "was", "is")
_TAGS: dict[Role, str] = {"old": "del", "was": "del", "new": "ins", "is": "ins", "strong": "strong", "quiet": "small"}


def _spans(spans: Iterable[TextSpan], side: Literal["old", "new", "both"]) -> str:
    """Return the words of one side, or of both."""
    left = {"old": ("new", "is"), "new": ("old", "was"), "both": ()}[side]
    found = []
    for span in spans:
        if span.role in left or (side != "both" and span == ARROW):
            continue
        tag = _TAGS.get(span.role)
        text = escape(span.text)
        found.append(f"<{tag}>{text}</{tag}>" if tag and text.strip() else text)
    return "".join(found)
