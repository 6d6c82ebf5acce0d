"""`briefing export sources`: the sources as a library for Zotero and other programs."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator.base.diagnostics import BriefingError
from generator.cli.printing import count, shorten_path, show
from generator.cli.workspace import AUDIENCES, choose_country, find_root


@click.command()
@click.option("--format", "form", type=click.Choice(("csl-json",)), default="csl-json", show_default=True)
@click.option("--audience", type=click.Choice(AUDIENCES), default="public", show_default=True, help="Who it is for.")
@click.option("--country", metavar="COUNTRY", help="The sources of one country alone.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file; build/export/sources.AUDIENCE.json where nothing is said.",
)
def sources(form: str, audience: str, country: str | None, out: Path | None) -> None:
    """Write the sources as CSL-JSON, which Zotero imports; `briefing import sources` reads it back whole.

    \b
    Example: briefing export sources --audience public
    """
    from generator.base.files import write_file
    from generator.runs.export_sources import export_sources

    root = find_root()
    path = out or root / "build" / "export" / f"sources.{audience}.json"
    try:
        place = choose_country(root, country) if country else None
        data, number = export_sources(root, audience, date.today(), place)  # type: ignore[arg-type]
        write_file(path, data, root)
    except BriefingError as error:
        show(error.diagnostics)
        click.echo(f"{count(error.diagnostics)}; no file was touched", err=True)
        sys.exit(1)
    click.echo(shorten_path(path))
    click.echo(f"{number} source{'s' if number != 1 else ''}, for {audience} readers ({form})", err=True)
