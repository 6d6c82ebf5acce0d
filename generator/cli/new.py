"""`briefing new`: make files to go on with."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.base.diagnostics import BriefingError
from generator.cli.new_records import add_record_commands
from generator.cli.printing import count, shorten_path, show
from generator.cli.workspace import check_editions, choose_country, find_root, require_known

if TYPE_CHECKING:
    from generator.records.style import Style


@click.group(no_args_is_help=True)
def new() -> None:
    """Make something new: an edition, a style, a record of any kind.

    \b
    Examples: briefing new case
              briefing new source --kind news --publisher gazette --url https://example.org/zapt
              briefing new edition eu-kazakhstan-2024-04 --from eu-kazakhstan-2020-11 --as-of 2024-04-30
    """


@new.command()
@click.argument("id")
@click.option("--from", "old", metavar="EDITION", help="The edition that it is made from.")
@click.option(
    "--style", metavar="STYLE", help="The style that an empty paper is made from, with the sections of its outline."
)
@click.option("--country", metavar="COUNTRY", help="The country of an empty paper, where there are several.")
@click.option(
    "--as-of",
    metavar="DATE",
    help="The day after which it tells nothing, such as 2024-04-30; asked for where it is missing.",
)
def edition(id: str, old: str | None, style: str | None, country: str | None, as_of: str | None) -> None:
    """Make the next edition of a paper from an old one, or an empty paper in a style.

    What it takes over is a finding of `briefing check` until somebody confirms or rewrites it.

    \b
    Examples: briefing new edition eu-kazakhstan-2024-04 --from eu-kazakhstan-2020-11 --as-of 2024-04-30
              briefing new edition monitor-kazakhstan-2024-06 --style monitor-update --as-of 2024-06-30
    """
    from generator.records.load.names import is_id

    root = find_root()
    if (old is None) == (style is None):
        raise click.UsageError(
            "say the edition that it is made from (--from), or the style of an empty paper (--style)"
        )
    check_editions(root, [old] if old else [])
    if not is_id(id):
        raise click.UsageError(
            f"`{id}` can't be an edition's name: write small letters, digits and hyphens, such as"
            f" {old or 'ruritania-2020-11'}"
        )
    if (root / "briefings" / id).exists():
        raise click.UsageError(f"there is `{id}` in briefings/ already, and nothing there is written over")
    try:
        if old:
            from generator.authoring.new.edition import make_edition

            files = make_edition(root, id, old, _day(as_of))
        else:
            from generator.authoring.new.empty import write_empty_edition

            files = write_empty_edition(root, id, _style(root, str(style)), choose_country(root, country), _day(as_of))
    except BriefingError as error:
        show(error.diagnostics)
        click.echo(f"{id}: {count(error.diagnostics)}; nothing was made", err=True)
        sys.exit(1)
    for path in files:
        click.echo(shorten_path(path))
    click.echo(f"now see the lines `to do` in edition.yaml, and what `briefing check {id}` says", err=True)
    if old:
        click.echo(f"`briefing confirm {id}` lists what it took over, and confirms what you have compared", err=True)


@new.command()
@click.argument("name")
@click.option("--from", "old", metavar="STYLE", help="The style of which it is a copy, to be changed in all.")
@click.option("--extends", metavar="STYLE", help="The style from which it takes what it does not say otherwise.")
def template(name: str, old: str | None, extends: str | None) -> None:
    """Make a style of your own: a copy of another, or a folder that extends another, with samples in comments.

    \b
    Examples: briefing new template our-paper --from dialogue-paper
              briefing new template our-letter --extends dialogue-paper
    """
    from generator.authoring.new.template import copy_style, extend_style
    from generator.records.load.names import is_id

    root = find_root()
    if (old is None) == (extends is None):
        raise click.UsageError("say the style that it copies (--from), or the one that it extends (--extends)")
    if not is_id(name):
        raise click.UsageError(
            f"`{name}` can't be a style's name: write small letters, digits and hyphens, such as our-paper"
        )
    if (root / "templates" / name).exists():
        raise click.UsageError(f"there is `{name}` in templates/ already, and nothing there is written over")
    try:
        style = _style(root, str(old or extends))
        files = copy_style(root, name, style) if old else extend_style(root, name, style)
    except BriefingError as error:
        show(error.diagnostics)
        click.echo(f"{name}: {count(error.diagnostics)}; nothing was made", err=True)
        sys.exit(1)
    for path in files:
        click.echo(shorten_path(path))
    click.echo(f"now `briefing template check {name}`; an edition in it says `style: {name}` and its kind", err=True)


add_record_commands(new)


def _style(root: Path, name: str) -> Style:
    """Return the style of that name; an unknown one is refused, and one that can't be read is told."""
    from generator.records.load import add_excerpts, load

    dataset, problems = load(root, [])
    faults = [problem for problem in problems if problem.origin.file.startswith("templates/")]
    if name not in dataset.styles and faults:
        raise BriefingError(add_excerpts(faults, dataset.lines))
    require_known("style", name, sorted(dataset.styles))
    return dataset.styles[name]


def _day(asked: str | None) -> str:
    """Return the day that was asked for; on a terminal, ask for it."""
    from generator.records.schema.partial_dates import parse_date

    if asked is None and not sys.stdin.isatty():
        raise click.UsageError("say the day after which the paper tells nothing, such as --as-of 2024-04-30")
    day = asked or str(click.prompt("The day after which the paper tells nothing, such as 2024-04-30"))
    try:
        parse_date(day)
    except ValueError as error:
        raise click.UsageError(f"`{day}` is {error}; write a date, such as 2024-04-30") from error
    return day
