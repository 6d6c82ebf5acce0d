"""`briefing export`: write records for other programs; one module for each subcommand."""

from __future__ import annotations

import click

from generator.cli.export_cases import cases
from generator.cli.export_sources import sources
from generator.cli.export_uwazi import uwazi


@click.group(no_args_is_help=True)
def export() -> None:
    """Write records for other programs, with what an audience may see.

    \b
    Example: briefing export sources --audience public
    """


export.add_command(cases)
export.add_command(sources)
export.add_command(uwazi)
