"""`briefing issue`: make an edition final."""

from __future__ import annotations

import sys

import click

from generator.base.diagnostics import BriefingError
from generator.cli.printing import count, shorten_path, show
from generator.cli.workspace import AUDIENCES, check_editions, find_root


@click.command()
@click.argument("edition")
@click.option(
    "--audience", type=click.Choice(AUDIENCES), help="Who it is for; the edition's own audience where nothing is said."
)
@click.option("--lang", default="en", show_default=True, help="Language (BCP 47).")
def issue(edition: str, audience: str | None, lang: str) -> None:
    """Make an edition final, and keep what it says: later data does not change it any more.

    \b
    Example: briefing issue eu-kazakhstan-2024-04
    """
    from generator.runs.issue import issue as keep

    root = find_root()
    check_editions(root, [edition])
    try:
        files, notices = keep(root, edition, audience, lang)  # type: ignore[arg-type]
    except BriefingError as error:
        show(error.diagnostics)
        click.echo(f"{edition}: {count(error.diagnostics)}; nothing was issued", err=True)
        sys.exit(1)
    show(notices)
    for path in files:
        click.echo(shorten_path(path))
