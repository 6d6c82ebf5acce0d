"""`briefing import uwazi`: what an Uwazi has exported as CSV."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.base.diagnostics import BriefingError
from generator.cli.import_sources import list_plan, read_kinds
from generator.cli.printing import count, shorten_path, show
from generator.cli.workspace import choose_country, find_root


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--country", metavar="COUNTRY", help="Whose records they become, where there are several countries.")
@click.option(
    "--template",
    "templates",
    multiple=True,
    metavar="NAME=KIND",
    help="What a template or file is: cases or sources.",
)
@click.option(
    "--column", "columns", multiple=True, metavar="KIND.FIELD=HEAD", help="The column of a field: sources.address=Link."
)
@click.option("--kind", "kinds", multiple=True, metavar="WORD=KIND", help="What sources of a kind are: Article=news.")
@click.option("--lang", default="en", show_default=True, help="The default language of the Uwazi.")
@click.option("--write", is_flag=True, help="Write them; without it they are only listed.")
def uwazi(
    folder: Path,
    country: str | None,
    templates: tuple[str, ...],
    columns: tuple[str, ...],
    kinds: tuple[str, ...],
    lang: str,
    write: bool,
) -> None:
    """Take the CSV files of FOLDER, one for each template of an Uwazi, into the records.

    Sources go into data/COUNTRY/sources.yaml; people into a table that `briefing import cases` takes, which compares
    them with ours. See docs/uwazi.md.

    \b
    Example: briefing import uwazi exported/ --template "Human rights defender=cases"
    """
    from generator.authoring.import_uwazi import UwaziForm
    from generator.authoring.import_uwazi.read import KINDS, PROPERTIES, Kind
    from generator.runs.import_uwazi import look_at_uwazi, write_uwazi

    root = find_root()
    country = choose_country(root, country)
    told: dict[str, Kind] = {kind: kind for kind in KINDS}
    for word in templates:
        name, _, said = word.rpartition("=")
        if said not in KINDS or not name:
            raise click.UsageError(f"--template {word}: write NAME=cases or NAME=sources")
        told[name] = next(kind for kind in KINDS if kind == said)
    heads: dict[tuple[Kind, str], str] = {}
    for word in columns:
        (kind, _, name), head = word.partition("=")[0].partition("."), word.partition("=")[2]
        of = next((one for one in KINDS if one == kind), None)
        if of is None or name not in PROPERTIES[of] or not head:
            known = ", ".join(f"{one}.{field}" for one in KINDS for field in PROPERTIES[one])
            raise click.UsageError(f"--column {word}: write FIELD=HEAD, with one of {known}")
        heads[of, name] = head
    table = root / "build" / "uwazi" / "cases.csv"
    try:
        made = look_at_uwazi(root, folder, country, UwaziForm(told, heads, lang), read_kinds(kinds))
        show(made.notices)
        if made.sources:
            list_plan(made.sources.plan)
        if write:
            write_uwazi(root, made, table)
    except BriefingError as error:
        show(error.diagnostics)
        click.echo(f"{folder.name}: {count(error.diagnostics)}; nothing was taken", err=True)
        sys.exit(1)
    number = len(made.sources.plan.new) if made.sources else 0
    said = f"{number} new source{'s' if number != 1 else ''}, {made.people} people for a table"
    if not write:
        click.echo(f"nothing was written; --write writes {said}")
        return
    click.echo(f"written: {said}")
    if made.cases:
        click.echo(f"now compare the people with ours: briefing import cases {shorten_path(table)} --country {country}")
