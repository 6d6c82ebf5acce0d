"""`briefing import`: take what other programs keep into the records; one module for each subcommand."""

from __future__ import annotations

import click

from generator.cli.import_cases import cases
from generator.cli.import_sources import sources
from generator.cli.import_uwazi import uwazi


@click.group("import", no_args_is_help=True)
def import_() -> None:
    """Take what other programs keep into the records: looked at first, written with --write.

    \b
    Example: briefing import sources library.bib --country kazakhstan
    """


import_.add_command(cases)
import_.add_command(sources)
import_.add_command(uwazi)
