"""`briefing export uwazi`: cases and sources as CSV files for an Uwazi."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator.base.diagnostics import BriefingError
from generator.cli.printing import count, shorten_path, show
from generator.cli.workspace import AUDIENCES, choose_country, find_root


@click.command()
@click.option("--audience", type=click.Choice(AUDIENCES), default="public", show_default=True, help="Who it is for.")
@click.option("--country", metavar="COUNTRY", help="Whose records, where there are several countries.")
@click.option("--lang", default="en", show_default=True, help="The default language of the Uwazi.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the files; build/export/uwazi.AUDIENCE/ where nothing is said.",
)
def uwazi(audience: str, country: str | None, lang: str, out: Path | None) -> None:
    """Write cases and sources as the CSV files that Uwazi imports: sources.csv first, then cases.csv.

    \b
    Example: briefing export uwazi --audience public
    """
    from generator.base.files import write_files
    from generator.runs.export_sources import load_whole
    from generator.runs.export_uwazi import export_uwazi

    root = find_root()
    country = choose_country(root, country)
    folder = out or root / "build" / "export" / f"uwazi.{audience}"
    try:
        dataset = load_whole(root, audience)  # type: ignore[arg-type]
        files, cases, sources = export_uwazi(dataset, audience, country, date.today(), lang)  # type: ignore[arg-type]
        write_files({folder / name: data for name, data in files.items()}, root)
    except BriefingError as error:
        show(error.diagnostics)
        click.echo(f"{count(error.diagnostics)}; no file was touched", err=True)
        sys.exit(1)
    for name in files:
        click.echo(shorten_path(folder / name))
    click.echo(f"{cases} cases and {sources} sources, for {audience} readers", err=True)
