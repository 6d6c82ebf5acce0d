"""`briefing new`: make files to go on with."""

from __future__ import annotations

import sys

import click

from generator.cli.printing import count, show, shown
from generator.cli.workspace import find_root, known_editions
from generator.diagnostics import BriefingError


@click.group(no_args_is_help=True)
def new() -> None:
    """Make something new: an edition.

    \b
    Example: briefing new edition eu-kazakhstan-2024-04 --from eu-kazakhstan-2020-11 --as-of 2024-04-30
    """


@new.command()
@click.argument("id")
@click.option("--from", "old", required=True, metavar="EDITION", help="The edition that it is made from.")
@click.option(
    "--as-of",
    metavar="DATE",
    help="The day after which it tells nothing, such as 2024-04-30; asked for where it is missing.",
)
def edition(id: str, old: str, as_of: str | None) -> None:
    """Make the next edition of a paper from an old one.

    What it takes over is a finding of `briefing check` until somebody confirms or rewrites it.

    \b
    Example: briefing new edition eu-kazakhstan-2024-04 --from eu-kazakhstan-2020-11 --as-of 2024-04-30
    """
    from generator.load.names import is_id
    from generator.new.edition import new_edition

    root = find_root()
    known_editions(root, [old])
    if not is_id(id):
        raise click.UsageError(
            f"`{id}` can't be an edition's name: write small letters, digits and hyphens, such as {old}"
        )
    if (root / "briefings" / id).exists():
        raise click.UsageError(f"there is `{id}` in briefings/ already, and nothing there is written over")
    try:
        files = new_edition(root, id, old, _day(as_of))
    except BriefingError as error:
        show(error.diagnostics)
        click.echo(f"{id}: {count(error.diagnostics)}; nothing was made", err=True)
        sys.exit(1)
    for path in files:
        click.echo(shown(path))
    click.echo(f"now see the lines `to do` in edition.yaml, and what `briefing check {id}` says", err=True)


def _day(asked: str | None) -> str:
    """Return the day that was asked for; on a terminal, ask for it."""
    from generator.schema.base import last_day

    if asked is None and not sys.stdin.isatty():
        raise click.UsageError("say the day after which the paper tells nothing, such as --as-of 2024-04-30")
    day = asked or str(click.prompt("The day after which the paper tells nothing, such as 2024-04-30"))
    try:
        last_day(day)
    except ValueError as error:
        raise click.UsageError(f"`{day}` is {error}; write a date, such as 2024-04-30") from error
    return day
