"""`briefing rename`: give a record another id, everywhere."""

from __future__ import annotations

import click

from generator.cli.printing import shorten_path
from generator.cli.workspace import find_root, require_known


@click.command()
@click.argument("record")
@click.argument("id")
def rename(record: str, id: str) -> None:
    """Give RECORD, such as case:zapt, the id ID in every file that names it: data, prose, signatures, issued papers.

    Ids stand in links and bookmarks of every file that is made: where a case is printed under a pseudonym, its id must
    not be the name.

    \b
    Example: briefing rename case:rudolf-rassendyll case-12
    """
    from generator.authoring.rename import rename_record, write_renamed
    from generator.base.diagnostics import suggest
    from generator.records.load import load
    from generator.records.load.names import may_be_called
    from generator.records.resolve.wordings import KINDS

    root = find_root()
    kind, _, old = record.partition(":")
    require_known("kind of record", kind, list(KINDS))
    dataset, _ = load(root)
    known = dataset.records[KINDS[kind]]
    if old not in known:
        raise click.UsageError(f"there is no {kind} `{old}`; {suggest(old, known, 'look at data/')}")
    if not may_be_called(id):
        raise click.UsageError(f"`{id}` can't be an id: write small letters, digits and hyphens, such as case-12")
    if id in known:
        raise click.UsageError(f"there is a {kind} `{id}` already")
    made = rename_record(dataset, kind, old, id)
    write_renamed(made, root)
    for path in made.files:
        click.echo(shorten_path(path))
    if made.gone:
        click.echo(f"{shorten_path(made.gone)} is gone")
    click.echo("files in build/ still have the old id: build them anew; in git's history it stays")
