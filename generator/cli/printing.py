"""What the commands print: diagnostics, how many there are, and paths."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from generator.base.diagnostics import (
    Diagnostic,
    render_github,
    render_json,
    render_text,
    shorten_list,
    sort_diagnostics,
)


def show(diagnostics: Iterable[Diagnostic], form: str = "text") -> None:
    """Print diagnostics in order: as text on standard error, or for machines."""
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
            what = f"and {more:,} more of the kind {diagnostic.code} {diagnostic.name}"
            said = f"{what}\n" if form == "text" else f"::notice title={diagnostic.code}::{what}"
            click.echo(said, err=form == "text")
            continue
        click.echo(render_github(diagnostic) if form == "github" else render_text(diagnostic), err=form == "text")
        if form == "text":
            click.echo(err=True)


def shorten_path(path: Path) -> str:
    """Return a path as short as it can be told from here."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def count(found: Iterable[Diagnostic]) -> str:
    """Return how many findings of each severity there are, in words: `1 error, 2 warnings`."""
    by = {severity: sum(d.severity == severity for d in found) for severity in ("error", "warning", "hint")}
    return ", ".join(f"{n} {severity}{'s' if n > 1 else ''}" for severity, n in by.items() if n)
