"""Tell of files that were put in their place, and of what is wrong with them, once in a run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from generator.base.diagnostics import Diagnostic
from generator.cli.printing import shorten_path

if TYPE_CHECKING:
    from generator.runs.outputs import PlacedFiles


def take_untold(told: set[Diagnostic], found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return what has not been told in this run, and note that it is now: a fault of the data concerns many
    editions."""
    news = [diagnostic for diagnostic in found if diagnostic not in told]
    told.update(news)
    return news


def tell_placed(placed: PlacedFiles) -> None:
    """Print where files are, and which were kept beside them."""
    for path in placed.paths:
        click.echo(shorten_path(path))
    for path in placed.kept:
        click.echo(
            f"a paper had been changed by hand since it was built; that one is kept as {shorten_path(path)}", err=True
        )
