"""Write the sheet of sources as one HTML page; unsigned claims come first, and filters work offline.

In: a Sheet. Out: UTF-8 bytes. The policy of the page allows its own style and its own script, by their hashes, and
nothing else (https://www.w3.org/TR/CSP3/#external-hash): whatever words a record may hold, no browser obeys them.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from html import escape

from generator.paper.document import Link, join_inlines
from generator.review.sheet.model import SheetLine, SourceSheet, SourceWords, group_by_section
from generator.review.sheet.page import SCRIPT, STYLE

_SCHEMES = ("https://", "http://")


def write_sheet_html(sheet: SourceSheet) -> bytes:
    """Return the page."""
    document, labels = sheet.document, sheet.labels
    facts = " · ".join(join_inlines(line.inlines) for line in document.cover.facts)
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(document.lang)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{write_policy()}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{escape(sheet.title)}</title>",
        *([f'<meta name="description" content="{escape(document.mark)}">'] if document.mark else []),
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        *([f'<p class="mark">{escape(document.mark)}</p>'] if document.mark else []),
        f"<h1>{escape(sheet.title)}</h1>",
        f'<p class="quiet">{escape(facts)}</p>',
        f"<p><strong>{escape(sheet.counts)}</strong> {escape(labels['sheet_how_to'])}</p>",
        *_filters(sheet),
        "<main>",
    ]
    for name, title, lines in sheet.parts():
        parts.append(f'<section class="part" id="{name}"><h2>{escape(title)} <small>{len(lines)}</small></h2>')
        for section, group in group_by_section(lines):
            parts.append(f'<section class="group"><h3>{escape(section)}</h3>')
            parts += [_line(sheet, line) for line in group]
            parts.append("</section>")
        parts.append("</section>")
    parts += [f'<p id="none" hidden>{escape(labels["sheet_none"])}</p>', *_sources(sheet), "</main>"]
    return ("\n".join([*parts, f"<script>{SCRIPT}</script>", "</body>", "</html>"]) + "\n").encode()


def write_policy() -> str:
    """Return the page's Content-Security-Policy."""
    allowed = " ".join(f"{kind}-src '{_hash(said)}';" for kind, said in (("style", STYLE), ("script", SCRIPT)))
    return f"default-src 'none'; {allowed} base-uri 'none'; form-action 'none'"


def _hash(said: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(said.encode()).digest()).decode()}"


def _filters(sheet: SourceSheet) -> Iterator[str]:
    """Yield the line of filters; hidden until the script has shown that it runs."""
    labels = sheet.labels
    states = {
        "": labels["sheet_show_all"],
        "todo": labels["sheet_todo"],
        "changed": labels["sheet_show_changed"],
        "signed": labels["sheet_done"],
    }
    yield '<div id="filters" hidden>'
    yield f'<label>{escape(labels["sheet_search"])} <input type="search" id="search" autocomplete="off"></label>'
    yield f'<label>{escape(labels["sheet_state"])} <select id="state">{_options(states)}</select></label>'
    top = dict.fromkeys(line.section.partition(" › ")[0] for line in sheet.lines)
    sections = {"": labels["sheet_all_sections"]} | {name: name for name in top}
    yield f'<label>{escape(labels["sheet_section"])} <select id="section">{_options(sections)}</select></label>'
    kinds = {"": labels["sheet_show_all"]} | {line.kind: line.kind for line in sheet.lines}
    yield f'<label>{escape(labels["sheet_kind"])} <select id="kind">{_options(kinds)}</select></label>'
    yield '<output id="count"></output></div>'


def _options(options: dict[str, str]) -> str:
    return "".join(
        f'<option value="{escape(value)}">{escape(join_inlines)}</option>' for value, join_inlines in options.items()
    )


def _line(sheet: SourceSheet, line: SheetLine) -> str:
    claim = line.claim
    section = escape(line.section.partition(" › ")[0])
    return (
        f'<article id="l{claim.number}" class="{line.state}" data-section="{section}" data-kind="{escape(line.kind)}">'
        f'<div class="claim">{_claim(sheet, line)}</div><div class="rests">{"".join(_rests(sheet, line))}</div>'
        f'<div class="behind">{"".join(_behind(sheet, line))}</div></article>'
    )


def _claim(sheet: SourceSheet, line: SheetLine) -> str:
    claim = line.claim
    kind = f' <span class="kind">{escape(line.kind)}</span>' if claim.kind != "sentence" else ""
    number = f'<a class="number" href="#l{claim.number}">{claim.number}</a>{kind}'
    if not claim.cells:
        return f"<p>{number} {escape(claim.text)}</p>"
    (_, name), *rest = claim.cells
    cells = "".join(f"<dt>{escape(head)}</dt><dd>{escape(said)}</dd>" for head, said in rest)
    return f"<p>{number} <strong>{escape(name)}</strong></p><dl>{cells}</dl>"


def _rests(sheet: SourceSheet, line: SheetLine) -> Iterator[str]:
    for number, said in line.notes:
        inner = "".join(
            _address(part.url, join_inlines((part,))) if isinstance(part, Link) else escape(join_inlines((part,)))
            for part in said
        )
        yield f"<p><b>{escape(number)}:</b> {inner}</p>"
    for part in line.claim.links:
        yield f"<p>{escape(join_inlines((part,)))}: {_address(part.url, part.url)}</p>"
    # a row rests on all that its record rests on: what follows the first is folded
    shown = [
        _source_line(sheet, how, source, how == "cited" and bool(line.notes))
        for how, source in line.sources
        if how != "silent"
    ]
    silent = [_short(source) for how, source in line.sources if how == "silent"]
    if silent:
        shown.append(
            f'<p class="source"><span class="how">{escape(sheet.labels["sheet_silent"])}:</span>'
            f" {', '.join(silent)}</p>"
        )
    if len(shown) > 6:
        yield "".join(shown[:3]) + f"<details><summary>+ {len(shown) - 3}</summary>{''.join(shown[3:])}</details>"
    else:
        yield "".join(shown)


def _source_line(sheet: SourceSheet, how: str, source: SourceWords, short: bool) -> str:
    """Return a source: its words and its own address, in short its id where a note says the rest; and the way to all
    that is known of it."""
    hint = "" if how == "cited" else f' <span class="how">{escape(sheet.labels[f"sheet_{how}"])}</span>'
    address = f" {_address(source.url, _host(source.url))}" if source.url and not short else ""
    said = f"{source.id} ({', '.join(source.told)})" if short else source.words()
    stated = (
        f' <span class="how">{escape(sheet.labels["sheet_stated_in"].format(name=", ".join(source.stated_in)))}</span>'
        if source.stated_in
        else ""
    )
    return f'<p class="source"><a href="#s-{escape(source.id)}">{escape(said)}</a>{address}{stated}{hint}</p>'


def _short(source: SourceWords) -> str:
    """Return a source by its id, which leads to all that is known of it."""
    return f'<a href="#s-{escape(source.id)}" title="{escape(source.words())}">{escape(source.id)}</a>'


def _behind(sheet: SourceSheet, line: SheetLine) -> Iterator[str]:
    for said in line.signed:
        yield f'<p class="by">✓ {escape(said)}</p>'
    for said in line.lost:
        yield f'<p class="lost">{escape(said)}</p>'
    claim = line.claim
    for record, told in line.records:
        yield f"<p><code>{escape(record)}</code>{': ' if told else ''}{escape(told)}</p>"
    yield f'<p class="quiet"><code>{escape(line.place)}</code><br><code>{escape(claim.id)}</code></p>'


def _sources(sheet: SourceSheet) -> Iterator[str]:
    if not sheet.sources:
        return
    labels = sheet.labels
    yield f'<section id="sources"><h2>{escape(labels["sheet_sources"])} <small>{len(sheet.sources)}</small></h2><dl>'
    for source in sheet.sources:
        more = [escape(source.words())]
        more += [_address(source.url, source.url)] if source.url else []
        more += (
            [f"{escape(labels['sheet_archive'])}: {_address(source.archive_url, source.archive_url)}"]
            if source.archive_url
            else []
        )
        more += [escape(labels["sheet_stated_in"].format(name=", ".join(source.stated_in)))] if source.stated_in else []
        yield f'<dt id="s-{escape(source.id)}"><code>{escape(source.id)}</code></dt><dd>{"<br>".join(more)}</dd>'
    yield "</dl></section>"


def _address(url: str, said: str) -> str:
    if not url.lower().startswith(_SCHEMES):
        return escape(said)
    return f'<a href="{escape(url)}" rel="noreferrer noopener" target="_blank">{escape(said)}</a>'


def _host(url: str) -> str:
    return (url.partition("://")[2].partition("/")[0]).removeprefix("www.") + " ↗"
