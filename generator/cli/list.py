"""`briefing list`: which editions there are, and what was built of them."""

from __future__ import annotations

import click

from generator.cli.printing import shorten_path, show
from generator.cli.workspace import check_editions, find_root, group_by_country, read_summary


@click.command(name="list")
def list_() -> None:
    """List the editions, each with its kind, day and status, and the papers that were built.

    \b
    Example: briefing list
    """
    root = find_root()
    names = check_editions(root, ())
    width = max(map(len, names), default=0)
    for name in names:
        said = read_summary(root, name)
        about = [said["kind"].replace("_", " ")] if "kind" in said else []
        about += [f"as of {said['as_of']}"] if "as_of" in said else []
        about += [said["status"]] if "status" in said else []
        click.echo(f"{name:{width}}  {', '.join(about)}".rstrip())
        for path in sorted((root / "build" / name).glob(f"{name}.*")):
            click.echo(f"  {shorten_path(path)}")
    for country in group_by_country(root, names):
        if pages := sorted((root / "build" / country).glob("index.*")):
            click.echo("\n".join([country, *(f"  {shorten_path(path)}" for path in pages)]))
    if any((root / "briefings").glob("*/issued/*.json")):  # nothing is read where nothing was issued
        from generator.paper.named_since import find_papers_out
        from generator.paper.workspace import Workspace

        workspace = Workspace(root, ())
        show(workspace.explained(find_papers_out(workspace)))
