"""`briefing annex`: the list of prisoners alone, to be handed over at a meeting."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.base.diagnostics import BriefingError
from generator.cli.printing import count, shorten_path, show
from generator.cli.workspace import (
    AUDIENCES,
    check_formats,
    choose_edition,
    choose_lang,
    find_root,
    format_option,
    make_proof,
)
from generator.runs.press import ANNEX_FORMATS


@click.command()
@click.argument("edition", required=False)
@format_option(ANNEX_FORMATS)
@click.option(
    "--group-by",
    type=click.Choice(("status", "theme", "region")),
    help="A table for each; as the edition has it where nothing is said.",
)
@click.option(
    "--sort-by",
    type=click.Choice(("name", "since")),
    help="By family name, or by the day of custody; as the edition has it where nothing is said.",
)
@click.option(
    "--audience", type=click.Choice(AUDIENCES), help="Who it is for; the edition's own audience where nothing is said."
)
@click.option("--lang", help="Language (BCP 47); that of the edition where nothing is said.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the files; build/ where nothing is said.",
)
def annex(
    edition: str | None,
    formats: str,
    group_by: str | None,
    sort_by: str | None,
    audience: str | None,
    lang: str | None,
    out: Path | None,
) -> None:
    """Make the annex of prisoners alone: as a paper, and as a sheet.

    \b
    Example: briefing annex eu-kazakhstan-2020-11 --format docx,xlsx --sort-by name
    """
    from generator.paper.workspace import Workspace
    from generator.runs.annex import make_annex
    from generator.runs.fingerprint import read_inputs
    from generator.runs.kept_commit import read_known_commit
    from generator.runs.last_build import name_paper_file
    from generator.runs.outputs import place_files

    root = find_root()
    edition = choose_edition(root, edition)
    lang = choose_lang(root, edition, lang)
    wanted = check_formats(formats, ANNEX_FORMATS)
    asked = {key: value for key, value in (("group_by", group_by), ("sort_by", sort_by)) if value}
    workspace = Workspace(root, [edition], audience or "public")  # type: ignore[arg-type]
    try:
        inputs = read_inputs(root, [edition])[edition]
        made = make_annex(workspace, edition, wanted, audience, lang, asked)  # type: ignore[arg-type]
        files = {name_paper_file(f"{edition}.annex", file.format, made.audience, lang): file for file in made.files}
        proof = make_proof(workspace, edition, inputs, made.audience, read_known_commit(root, inputs.looks))
        placed = place_files((out or root / "build") / edition, inputs.fingerprint, files, None, None, proof, root)
    except BriefingError as error:
        show(error.diagnostics)
        click.echo(f"{edition}: {count(error.diagnostics)}; no file was touched", err=True)
        sys.exit(1)
    show(made.notices)
    for path in placed.paths:
        click.echo(shorten_path(path))
    for path in placed.kept:
        click.echo(
            f"an annex had been changed by hand since it was made; that one is kept as {shorten_path(path)}", err=True
        )
