"""A report as one page of HTML: both sides beside each other, each entry to be folded; no script, and nothing fetched.

In: a Report. Out: UTF-8 bytes. Light and dark, on narrow screens below each other, and on paper unfolded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Literal

from generator.review.diff_report.report import ARROW, Entry, Group, Line, Report, Role, Side, Span
from generator.review.diff_report.stat import numbers, word_numbers

_OPEN = 40
"""A topic with more lines is folded when the page is opened."""

_WORDS = {"added": "new", "removed": "gone", "modified": "changed", "moved": "moved", "renamed": "renamed"}

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

_CSS = """
:root { color-scheme: light dark; --ink: #1d2129; --quiet: #5b6472; --page: #fff; --line: #d9dde3; --old: #fde8e6; --new: #e2f4e4; --old-ink: #8c1d13; --new-ink: #14571f; --head: #f4f6f8; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e8eb; --quiet: #a3acb8; --page: #15181c; --line: #363c45; --old: #43201d; --new: #17361e; --old-ink: #ffb8af; --new-ink: #a5e6b0; --head: #1e2329; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 78rem; padding: 1.5rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page); overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { display: inline; font-size: 1.2rem; margin: 0; }
h3 { display: inline; font-size: 1em; font-weight: 400; margin: 0; }
a { color: inherit; }
.sides, .pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 1.25rem; }
.sides { border-bottom: 2px solid var(--line); padding-bottom: .75rem; margin-bottom: 1rem; }
.sides p { margin: 0; }
.quiet, small { color: var(--quiet); font-size: .9rem; }
table { border-collapse: collapse; margin: 0 0 1.5rem; }
th { overflow-wrap: normal; }
th, td { text-align: left; font-weight: 400; padding: .15rem 1.5rem .15rem 0; border-bottom: 1px solid var(--line); }
details.topic { margin: 0 0 1.25rem; }
summary { cursor: pointer; }
details.topic > summary { background: var(--head); padding: .4rem .6rem; position: sticky; top: 0; }
.entry { border-bottom: 1px solid var(--line); padding: .5rem .6rem; break-inside: auto; }
.kind { display: inline-block; min-width: 4.5rem; color: var(--quiet); font-size: .85rem; }
.pair { padding: .2rem 0 .2rem 1rem; }
.pair > div, .one { padding: .15rem .4rem; }
.one { margin-left: 1rem; }
.pair > .empty { background: repeating-linear-gradient(135deg, transparent 0 6px, var(--head) 6px 8px); }
.gone { background: var(--old); }
.come { background: var(--new); }
del { background: var(--old); color: var(--old-ink); text-decoration: line-through; }
ins { background: var(--new); color: var(--new-ink); text-decoration: underline; text-underline-offset: 2px; }
.gone del, .come ins { background: none; text-decoration: none; }
@media (max-width: 44rem) {
  body { padding: .75rem; }
  .sides, .pair { grid-template-columns: minmax(0, 1fr); }
  .pair > .empty { display: none; }
}
@media print {
  :root { color-scheme: light; --ink: #000; --quiet: #444; --page: #fff; --line: #bbb; --old: #f7dedb; --new: #dcefdd; --old-ink: #6d140c; --new-ink: #0d4116; --head: #eee; }
  body { max-width: none; padding: 0; font-size: 9pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  details.topic > summary { position: static; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .pair, summary { break-inside: avoid; }
}
"""


def html(report: Report, stat: bool) -> bytes:
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
        f"<style>{_CSS}</style>",
        "</head>",
        "<body>",
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
        came, went = word_numbers(group) if group.topic == "prose" else (0, 0)
        more = f" (+{came:,} −{went:,} words)" if came or went else ""
        name = escape(group.title) if stat else f'<a href="#{group.topic}">{escape(group.title)}</a>'
        yield f'<tr><th scope="row">{name}</th><td>{numbers(group)}{more}</td></tr>'
    yield "</table>"


def _group(group: Group) -> Iterator[str]:
    lines = sum(1 + len(entry.lines) for entry in group.entries)
    yield f'<details class="topic" id="{group.topic}"{" open" if lines <= _OPEN else ""}>'
    yield f"<summary><h2>{escape(group.title)}</h2> <small>{numbers(group)}</small></summary>"
    for entry in group.entries:
        yield from _entry(entry)
    yield "</details>"


def _entry(entry: Entry) -> Iterator[str]:
    head = f'<span class="kind">{_WORDS[entry.kind]}</span> <h3>{_spans(entry.head, "both")}</h3>'
    if not entry.lines:
        yield f'<div class="entry">{head}</div>'
        return
    yield f'<details class="entry" open><summary>{head}</summary>'
    yield from map(_line, entry.lines)
    yield "</details>"


def _line(line: Line) -> str:
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


def _spans(spans: Iterable[Span], side: Literal["old", "new", "both"]) -> str:
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
