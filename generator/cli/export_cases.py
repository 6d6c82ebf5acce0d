"""`briefing export cases`: the cases for spreadsheets and other programs."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator.cli.printing import count, shorten_path, show
from generator.cli.workspace import AUDIENCES, check_formats, choose_country, find_root, format_option

_FORMATS = ("xlsx", "csv", "jsonl")


@click.command()
@format_option(_FORMATS)
@click.option("--country", metavar="COUNTRY", help="Whose cases, where there are several countries.")
@click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    default="public",
    show_default=True,
    help="Who it is for; `internal` is all that the records say, to be edited and read back.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the files; build/ where nothing is said.",
)
def cases(formats: str, country: str | None, audience: str, out: Path | None) -> None:
    """Write the cases of a country: a row for each, a value in each cell, in the columns that `briefing import` reads.

    \b
    Examples: briefing export cases --format xlsx --audience internal
              briefing export cases --format jsonl
    """
    from generator.base.diagnostics import BriefingError
    from generator.base.files import write_files
    from generator.paper.workspace import Workspace
    from generator.runs.export_cases import export_cases

    root = find_root()
    place = choose_country(root, country)
    wanted = check_formats(formats, _FORMATS)
    workspace = Workspace(root, [], audience)  # type: ignore[arg-type]
    try:
        made = export_cases(workspace, place, audience, wanted, date.today())  # type: ignore[arg-type]
    except BriefingError as error:
        show(error.diagnostics)
        click.echo(f"{place}: {count(error.diagnostics)}; no file was touched", err=True)
        sys.exit(1)
    folder = out or root / "build"
    write_files({folder / name: data for name, data in made.files.items()}, root)
    for name in made.files:
        click.echo(shorten_path(folder / name))
    withheld = f"; {made.withheld} more {'is' if made.withheld == 1 else 'are'} not for `{audience}`"
    bare = f"; of {made.uncovered} more no basis allows to tell (see `basis` in the records)"
    click.echo(f"{made.cases} cases{withheld if made.withheld else ''}{bare if made.uncovered else ''}", err=True)
