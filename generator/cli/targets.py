"""`briefing targets`: list what there is to build, for those who let many machines build."""

from __future__ import annotations

import click

from generator.cli.workspace import AUDIENCES, check_editions, choose_lang, find_root


@click.command()
@click.argument("editions", nargs=-1, metavar="[EDITION]...")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="A line for each, or JSON.")
@click.option(
    "--audience",
    "audiences",
    type=click.Choice(AUDIENCES),
    multiple=True,
    help="For whom; may be said several times. The edition's own audience where nothing is said.",
)
@click.option("--lang", "langs", multiple=True, help="Languages (BCP 47); that of each edition where nothing is said.")
def targets(editions: tuple[str, ...], form: str, audiences: tuple[str, ...], langs: tuple[str, ...]) -> None:
    """List the files that `build` makes, each with a hash of all that it is made from.

    Whoever lets many machines build asks it what is to be built again (docs/many-machines.md). One edition for one
    audience in one language is built at once, in all formats.

    \b
    Example: briefing targets --format json
    """
    import json
    from dataclasses import asdict

    from generator.runs.targets import list_targets

    root = find_root()
    names = list(dict.fromkeys(check_editions(root, editions)))
    spoken = {name: langs or (choose_lang(root, name, None),) for name in names}
    found = list_targets(root, names, dict.fromkeys(audiences), spoken)  # type: ignore[arg-type]
    if form == "json":
        click.echo(json.dumps([asdict(target) for target in found], indent=1))
        return
    for target in found:
        click.echo(f"{target.inputs[:12]}  {target.file}")
