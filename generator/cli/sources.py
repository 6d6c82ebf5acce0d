"""`briefing sources`: the sheet that a reviewer signs, and signing."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from generator.records.schema.base import Visibility


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
    signer = _signer(name, sections, blocks, all_unsigned)
    root = find_root()
    edition = choose_edition(root, edition)
    lang = choose_lang(root, edition, lang)
    wanted = check_formats(formats, SHEET_FORMATS)
    asked = _Asked(root, edition, wanted, audience, lang, out or root / "build")  # type: ignore[arg-type]
    kept = ""
    try:
        if signer:
            kept = _sign(asked, signer, sections, blocks)
        _make(asked, anew=bool(signer))
    except BriefingError as error:
        show(error.diagnostics)
        click.echo(f"{edition}: {count(error.diagnostics)}; no sheet was made{kept}", err=True)
        sys.exit(1)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The sheet that was asked for: of an edition, in which formats, for whom, in which language, and where to."""

    root: Path
    edition: str
    formats: Sequence[str]
    audience: Visibility | None
    lang: str
    out: Path


def _sign(asked: _Asked, signer: str, sections: tuple[str, ...], blocks: tuple[str, ...]) -> str:
    """Keep signatures, and tell how many; return what to add where the sheet can't be made after all."""
    from generator.runs.sign import sign

    today = date.today().isoformat()
    done = sign(asked.root, asked.edition, signer, today, asked.audience, asked.lang, sections, blocks)
    click.echo(_told(signer, done.new, done.already, done.unsigned))
    if not done.new:
        return ""
    click.echo(shorten_path(done.path))
    return f"; the signatures are kept, in {shorten_path(done.path)}"


def _make(asked: _Asked, anew: bool) -> None:
    """Make the sheet, where it is not up to date already; `anew` whatever was kept."""
    from generator.base.pseudonyms_file import mark_pseudonyms
    from generator.runs.fingerprint import read_inputs
    from generator.runs.inputs import keep_inputs
    from generator.runs.last_build import read_last_build

    root, edition, folder = asked.root, asked.edition, asked.out / asked.edition
    audience, lang = asked.audience, asked.lang
    begun = time.time_ns()
    inputs, pseudonyms = read_inputs(root, [edition], wait=True)[edition], mark_pseudonyms(root)
    name = f"{edition}.sources"
    last = read_last_build(folder, inputs.fingerprint, name, asked.formats, audience, lang, pseudonyms)
    if last.is_current and not anew:
        keep_inputs({edition: inputs})
        click.echo(f"{edition}: nothing to do; the sheet in {shorten_path(folder)} is up to date")
        return
    from generator.paper.workspace import Workspace
    from generator.runs.kept_commit import read_known_commit
    from generator.runs.kept_question import ask
    from generator.runs.known_program import tell_program
    from generator.runs.last_build import name_paper_file
    from generator.runs.outputs import place_files
    from generator.runs.sheet import make_sheet

    workspace = Workspace(root, [edition], audience or "public", program=tell_program(root, inputs.files_before))
    question = None if anew else ask(root, edition, audience, lang, inputs, begun, pseudonyms)
    made = make_sheet(workspace, edition, asked.formats, audience, lang, question)
    files = {name_paper_file(name, file.format, made.audience, lang): file for file in made.files}
    proof = make_proof(workspace, edition, inputs, made.audience, read_known_commit(root, inputs.looks), made.unlisted)
    own = None if audience else made.audience
    placed = place_files(folder, inputs.fingerprint, files, own, None, proof, root, names=pseudonyms)
    keep_inputs({edition: inputs})
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
