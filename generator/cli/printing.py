"""What the commands print: diagnostics, how many there are, and paths."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from generator.base.diagnostics import (
    Diagnostic,
    make_printable,
    render_github,
    render_json,
    render_text,
    shorten_list,
    sort_diagnostics,
)

_FOLD_FROM, _FOLD = 20, 3
"""Warnings of a kind from which on those of one file are one line, and how many it has to have for that; those that are
spread over more files are one line, too, where they are as many."""
_ORDER = ("hint", "warning", "error")
_ABOUT = re.compile(r"“([^”]+)”")
"""The words with which a message begins: what it is about."""


def show(diagnostics: Iterable[Diagnostic], form: str = "text", *, to_error: bool = True, whole: bool = False) -> None:
    """Print diagnostics: as text on standard error, or for machines, in order of their places.

    The errors of a text come last, where the eye is; of many warnings those of one file are counted, if not `whole`.
    What is asked for findings alone prints them on standard output (`to_error` False).
    """
    if form == "text":
        for text in list_texts(diagnostics, whole=whole):
            click.echo(text, err=to_error)
        return
    found = sort_diagnostics(diagnostics)
    if form == "json":
        click.echo(render_json(found))
        return
    if form == "sarif":
        from generator.review.lint.sarif import render_sarif

        click.echo(render_sarif(found))
        return
    for diagnostic, more in shorten_list(found):
        if more:
            click.echo(f"::notice title={diagnostic.code}::{_say_more(diagnostic, more)}")
        else:
            click.echo(render_github(diagnostic))


def list_texts(diagnostics: Iterable[Diagnostic], *, whole: bool = False) -> Iterator[str]:
    """Yield what `show` prints of diagnostics as text: each ends with an empty line."""
    found = sorted(sort_diagnostics(diagnostics), key=lambda d: _ORDER.index(d.severity))
    found, counted = (found, []) if whole else _fold(found)
    for line in counted:
        yield f"{line}\n"
    for diagnostic, more in shorten_list(found):
        yield f"{_say_more(diagnostic, more) if more else render_text(diagnostic)}\n"


def _say_more(diagnostic: Diagnostic, number: int) -> str:
    return f"and {number:,} more of the kind {diagnostic.code} {diagnostic.name}"


def _fold(found: list[Diagnostic]) -> tuple[list[Diagnostic], list[str]]:
    """Return the diagnostics that are told one by one, and a line for each file with many warnings of a kind, and for
    each kind of which there are many in as many files."""
    kinds = Counter(d.code for d in found if d.severity != "error")
    groups: dict[tuple[str, str], list[Diagnostic]] = {}
    for d in found:
        if d.severity != "error" and kinds[d.code] >= _FOLD_FROM:
            groups.setdefault((d.origin.file, d.code), []).append(d)
    spread: dict[str, list[Diagnostic]] = {}
    for (_, code), own in groups.items():
        if len(own) < _FOLD:
            spread.setdefault(code, []).extend(own)
    many = [own for own in groups.values() if len(own) >= _FOLD]
    many += [own for own in spread.values() if len(own) >= _FOLD_FROM]
    told = {id(d) for own in many for d in own}
    return [d for d in found if id(d) not in told], [_count_alike(own) for own in many]


def _count_alike(own: list[Diagnostic]) -> str:
    """Return one line for diagnostics of a kind: how many, where, and the words that they are about, with counts."""
    first, files = own[0], list(dict.fromkeys(d.origin.file for d in own))
    if len(files) == 1:
        where = f"on lines {_name_some([str(d.origin.line) for d in own])}"
    else:
        where = f"in {len(files)} files: {_name_some(files)}"
    words = Counter(match[1] for d in own if (match := _ABOUT.match(d.message)))
    about = _name_some([f"{word} ({n})" if n > 1 else word for word, n in words.most_common()], 30)
    listed = f"; about: {make_printable(about)}" if len(words) > 1 else ""
    return (
        f"{first.origin.file}:{first.origin.line}:{first.origin.column}: {len(own)} {first.severity}s {first.code}"
        f" {first.name}, {where}; the first: {make_printable(first.message)}{listed}\nhelp: `briefing check --rule"
        f" {first.code}` tells each"
    )


def _name_some(words: list[str], most: int = 8) -> str:
    words = list(dict.fromkeys(words))
    return ", ".join(words if len(words) <= most else [*words[:most], "…"])


def shorten_path(path: Path) -> str:
    """Return a path as short as it can be told from here."""
    here = Path.cwd()
    roots = [
        folder for folder in (here, *here.parents) if (folder / "data").is_dir() and (folder / "briefings").is_dir()
    ]
    if path.is_relative_to(here) or any(path.is_relative_to(root) for root in roots[:1]):
        return os.path.relpath(path, here)
    return str(path)


def count(found: Iterable[Diagnostic]) -> str:
    """Return how many findings of each severity there are, in words: `1 error, 2 warnings`."""
    by = {severity: sum(d.severity == severity for d in found) for severity in ("error", "warning", "hint")}
    return ", ".join(f"{n} {severity}{'s' if n > 1 else ''}" for severity, n in by.items() if n)
