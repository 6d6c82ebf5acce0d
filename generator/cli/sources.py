"""`briefing sources`: the sheet that a reviewer signs, and signing."""

from __future__ import annotations

import sys
from datetime import date
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
from generator.runs.press import SHEET_FORMATS


@click.command()
@click.argument("edition", required=False)
@format_option(SHEET_FORMATS)
@click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    help="Whose paper it is about; the edition's own audience where nothing is said.",
)
@click.option("--lang", help="Language (BCP 47); that of the edition where nothing is said.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the files; build/ where nothing is said.",
)
@click.option(
    "--sign-off",
    "name",
    metavar="NAME",
    help="Keep that NAME compared with their sources, today, the lines that are named beside it.",
)
@click.option(
    "--section", "sections", multiple=True, metavar="ID", help="Sign the lines of a section and of those inside it."
)
@click.option(
    "--block",
    "blocks",
    multiple=True,
    metavar="ID",
    help="Sign the lines of a block, or one line of it (overview.1/2): the sheet shows the ids.",
)
@click.option("--all-unsigned", is_flag=True, help="Sign every line that nobody signed.")
def sources(
    edition: str | None,
    formats: str,
    audience: str | None,
    lang: str | None,
    out: Path | None,
    name: str | None,
    sections: tuple[str, ...],
    blocks: tuple[str, ...],
    all_unsigned: bool,
) -> None:
    """Make the sheet of an edition: every sentence with its notes, records and sources, and who compared it with them.

    Signatures stand in the edition's signatures.yaml. Whoever changes a sentence, its notes, its sources, or a value of
    a record that it prints, takes its signature away.

    \b
    Examples: briefing sources eu-kazakhstan-2020-11
              briefing sources eu-kazakhstan-2020-11 --sign-off "A. Reader" --section overview
    """
    from generator.paper.workspace import Workspace
    from generator.runs.fingerprint import read_inputs
    from generator.runs.git_revision import read_commit
    from generator.runs.known_program import tell_program
    from generator.runs.last_build import name_paper_file
    from generator.runs.outputs import place_files
    from generator.runs.sign import make_sheet, sign

    signer = _signer(name, sections, blocks, all_unsigned)
    root = find_root()
    edition = choose_edition(root, edition)
    lang = choose_lang(root, edition, lang)
    wanted = check_formats(formats, SHEET_FORMATS)
    kept = ""
    try:
        if signer:
            today = date.today().isoformat()
            done = sign(root, edition, signer, today, audience, lang, sections, blocks)  # type: ignore[arg-type]
            click.echo(_told(signer, done.new, done.already, done.unsigned))
            if done.new:
                click.echo(shorten_path(done.path))
                kept = f"; the signatures are kept, in {shorten_path(done.path)}"
        workspace = Workspace(root, [edition], audience or "public", program=tell_program(root))  # type: ignore[arg-type]
        inputs = read_inputs(root, [edition])[edition]
        made = make_sheet(workspace, edition, wanted, audience, lang)  # type: ignore[arg-type]
        files = {name_paper_file(f"{edition}.sources", file.format, made.audience, lang): file for file in made.files}
        proof = make_proof(workspace, edition, inputs, made.audience, read_commit(root))
        placed = place_files((out or root / "build") / edition, inputs.fingerprint, files, None, None, proof, root)
    except BriefingError as error:
        show(error.diagnostics)
        click.echo(f"{edition}: {count(error.diagnostics)}; no sheet was made{kept}", err=True)
        sys.exit(1)
    for path in placed.paths:
        click.echo(shorten_path(path))
    for path in placed.kept:
        click.echo(
            f"a sheet had been changed by hand since it was made; that one is kept as {shorten_path(path)}", err=True
        )


def _signer(name: str | None, sections: tuple[str, ...], blocks: tuple[str, ...], all_unsigned: bool) -> str | None:
    """Return who signs, after refusing what says nothing, or too much."""
    if name is None:
        if sections or blocks or all_unsigned:
            raise click.UsageError("say who signs: --sign-off NAME")
        return None
    from generator.review.signoff.signer import LONGEST, read_signer

    signer = read_signer(name)
    if signer is None:
        raise click.UsageError(f"--sign-off needs a name of at most {LONGEST} letters")
    if all_unsigned and (sections or blocks):
        raise click.UsageError("--all-unsigned signs every line that nobody signed: leave --section and --block out")
    if not all_unsigned and not sections and not blocks:
        raise click.UsageError("say what was compared: --section ID, --block ID or --all-unsigned")
    return signer


def _told(signer: str, new: int, already: int, unsigned: int) -> str:
    lines = f"{new} line{'s' if new != 1 else ''} signed by {signer}"
    before = f"; {already} had this signature already" if already else ""
    return f"{lines}{before}; {unsigned or 'none'} left that nobody signed"
