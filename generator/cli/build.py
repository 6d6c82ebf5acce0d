"""`briefing build` and `briefing list`: make papers, and tell what was made."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.printing import count, show, shown
from generator.cli.workspace import AUDIENCES, FORMATS, find_root, known_editions, known_formats
from generator.diagnostics import BriefingError


@click.command()
@click.argument("editions", nargs=-1, metavar="[EDITION]...")
@click.option(
    "--format", "formats", default=",".join(FORMATS), show_default=True, help="Formats, with commas between them."
)
@click.option(
    "--audience", type=click.Choice(AUDIENCES), help="Who it is for; the edition's own audience where nothing is said."
)
@click.option("--lang", default="en", show_default=True, help="Language (BCP 47).")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the files; build/ where nothing is said.",
)
@click.option("--all", "every", is_flag=True, help="Build every edition.")
def build(
    editions: tuple[str, ...], formats: str, audience: str | None, lang: str, out: Path | None, every: bool
) -> None:
    """Make the papers of editions.

    \b
    Example: briefing build eu-kazakhstan-2020-11 --format docx,pdf
    """
    from generator.build.output import file_name, inputs_fingerprint, is_current, last_notices, place

    root = find_root()
    wanted = known_formats(formats)
    if not editions and not every:
        raise click.UsageError(f"name an edition, or say --all; there are: {', '.join(known_editions(root, ()))}")
    failed = False
    for edition in known_editions(root, editions):
        folder = (out or root / "build") / edition
        inputs = inputs_fingerprint(root, edition)
        if is_current(folder, inputs, edition, wanted, audience, lang):
            show(last_notices(folder))
            click.echo(f"{edition}: nothing to do; the papers in {shown(folder)} are up to date")
            continue
        from generator.build import make

        try:
            made = make(root, edition, wanted, audience, lang)  # type: ignore[arg-type]
            files = {file_name(edition, file.format, made.audience, lang): file for file in made.files}
            placed = place(folder, inputs, files, None if audience else made.audience, made.notices)
        except BriefingError as error:
            show(error.diagnostics)
            click.echo(f"{edition}: {count(error.diagnostics)}; no file was touched", err=True)
            failed = True
            continue
        show(made.notices)
        for path in placed.paths:
            click.echo(shown(path))
        for path in placed.kept:
            click.echo(
                f"a paper had been changed by hand since it was built; that one is kept as {shown(path)}", err=True
            )
    if failed:
        sys.exit(1)


@click.command(name="list")
def list_() -> None:
    """List the editions and the papers that were built.

    \b
    Example: briefing list
    """
    root = find_root()
    for edition in known_editions(root, ()):
        click.echo(edition)
        for path in sorted((root / "build" / edition).glob(f"{edition}.*")):
            click.echo(f"  {shown(path)}")
