"""`briefing import sources`: sources from Zotero and other programs."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.base.diagnostics import BriefingError, make_printable
from generator.cli.printing import count, shorten_path, show
from generator.cli.workspace import choose_country, find_root, require_known

if TYPE_CHECKING:
    from generator.authoring.import_sources import ImportPlan
    from generator.records.schema.sources import SourceKind


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--country", metavar="COUNTRY", help="Whose sources they become, where there are several countries.")
@click.option("--kind", "kinds", multiple=True, metavar="TYPE=KIND", help="What entries of a type are: book=report.")
@click.option("--write", is_flag=True, help="Write them; without it they are only listed.")
def sources(file: Path, country: str | None, kinds: tuple[str, ...], write: bool) -> None:
    """Take the sources of FILE (.bib, .ris, or .json of CSL, as Zotero exports them) into data/COUNTRY/sources.yaml.

    What is known by its address, or its title and day, is not taken again. See docs/import-sources.md.

    \b
    Example: briefing import sources library.bib --country kazakhstan
    """
    from generator.runs.import_sources import look_at_sources, write_sources

    root = find_root()
    country = choose_country(root, country)
    told = read_kinds(kinds)
    try:
        made = look_at_sources(root, file, country, told)
        show(made.plan.notices)
        list_plan(made.plan)
        if write:
            write_sources(root, made)
    except BriefingError as error:
        show(error.diagnostics)
        click.echo(f"{file.name}: {count(error.diagnostics)}; nothing was taken", err=True)
        sys.exit(1)
    number = len(made.plan.new)
    said = f"{number} source{'s' if number != 1 else ''}"
    if not number:
        click.echo("nothing is new, and nothing was written")
    elif write:
        click.echo(f"{said} written to {shorten_path(made.path)}")
    else:
        click.echo(f"nothing was written; --write writes {said} to {shorten_path(made.path)}")


def read_kinds(words: tuple[str, ...]) -> Mapping[str, SourceKind]:
    """Return what was told of types: book=report."""
    from generator.records.csl_items import KINDS

    found: dict[str, SourceKind] = {}
    for word in words:
        type_, _, said = word.partition("=")
        require_known("kind of source", said, KINDS)
        found[type_] = next(kind for kind in KINDS if kind == said)
    return found


def list_plan(plan: ImportPlan) -> None:
    """List what is new and what is known."""
    click.echo(f"new: {len(plan.new)}")
    for one in plan.new:
        title = one.source.title if isinstance(one.source.title, str) else ""
        facts = (one.source.kind, ", ".join(one.source.publisher), str(one.source.published or "no date"))
        said = f"{title or one.source.url or ''} ({'; '.join(filter(None, facts))})"
        click.echo(f"  {one.source.id}  {make_printable(said.strip())} [line {one.entry.line}]")
    click.echo(f"known: {len(plan.known)}")
    for known in plan.known:
        lacking = f"; the record lacks {', '.join(known.lacking)}" if known.lacking else ""
        click.echo(f"  {known.id}  {known.why}{lacking} [line {known.entry.line}]")
