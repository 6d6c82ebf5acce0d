"""`briefing verify-all`: one statement for many people on the lists of an edition."""

from __future__ import annotations

import sys
from datetime import date
from typing import get_args

import click

from generator.base.diagnostics import BriefingError
from generator.cli.printing import count, shorten_path, show
from generator.cli.workspace import choose_edition, choose_lang, find_root, require_known


@click.command("verify-all")
@click.argument("edition", required=False)
@click.option("--as-of", "day", metavar="DATE", help="The day on which it was found to be so; always asked for.")
@click.option("--by", "by", metavar="SOURCE", multiple=True, help="Id of a source that says so; always asked for.")
@click.option(
    "--status", metavar="STATUS", help="How all of them are; where nothing is said, each is still as the record tells."
)
@click.option("--except", "but_not", metavar="CASE", multiple=True, help="Id of a case of which it is not told.")
@click.option("--write", is_flag=True, help="Put the statement into the edition's verified.yaml.")
def verify_all(
    edition: str | None, day: str | None, by: tuple[str, ...], status: str | None, but_not: tuple[str, ...], write: bool
) -> None:
    """State once of many on the lists of EDITION that somebody looked and found them as the records tell.

    Lists who would be covered, and who not and why; nothing is written without --write. Read the list before: who
    writes it says of each of these people that the source tells it.

    \b
    Example: briefing verify-all eu-kazakhstan-2024-04 --as-of 2024-05-31 --by iphr-kibhr-report-2024-04 --write
    """
    from generator.authoring.statements import NewStatement
    from generator.paper.workspace import Workspace
    from generator.records.schema.proceedings import Status
    from generator.runs.verify_all import find_people, write_statement

    root = find_root()
    edition = choose_edition(root, edition)
    if day is None or not by:
        lacks = "the day on which it was found to be so (--as-of)" if day is None else "a source that says so (--by)"
        raise click.UsageError(f"name {lacks}")
    if status:
        require_known("status", status, get_args(Status))
    workspace = Workspace(root, [edition], "internal")
    selected, problems = workspace.selected(edition, None, choose_lang(root, edition, None))
    if selected is None:
        show(workspace.explained([*workspace.problems(edition), *problems]))
        sys.exit(1)
    for id in by:
        require_known("source", id, sorted(workspace.dataset.sources))
    found = _read_day(day)
    if found > selected.as_of:
        until = selected.record.as_of
        raise click.UsageError(f"{day} is or may be after {until}, the day of this paper, which could not tell it")
    people = find_people(selected, found, status, but_not)
    for id in but_not:
        require_known("case on its lists", id, [one.id for one in people])
    covered = [one for one in people if one.why_not is None]
    left = [one for one in people if one.why_not is not None]
    click.echo(f"covered, as of {day}, by {', '.join(by)}: {len(covered)} of {len(people)}")
    for one in covered:
        click.echo(f"  {one.id}  {one.name}; {one.known}")
    if left:
        click.echo(f"not covered: {len(left)}")
    for one in left:
        click.echo(f"  {one.id}  {one.name}; {one.known}: {one.why_not}")
    if not write or not covered:
        click.echo("nothing was written" + ("; --write writes it" if covered else ": there is nobody to state it of"))
        sys.exit(1 if write else 0)
    try:
        new = NewStatement(day, status, by, [one.id for one in covered], but_not)
        click.echo(shorten_path(write_statement(root, edition, new)))
    except BriefingError as error:
        show(error.diagnostics)
        click.echo(f"{count(error.diagnostics)}; nothing was written", err=True)
        sys.exit(1)


def _read_day(said: str) -> date:
    """Return the last day that a date may mean, which may not be still to come."""
    from generator.records.schema.partial_dates import parse_date

    try:
        found = parse_date(said)
    except ValueError:
        raise click.UsageError(f"`{said}` is no date: write 2024-05-01, 2024-05 or 2024") from None
    if found.first > date.today():
        raise click.UsageError(f"{said} is still to come: nobody can have looked then")
    return found.last
