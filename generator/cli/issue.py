"""`briefing issue`: make an edition final."""

from __future__ import annotations

import sys

import click

from generator.base import codes
from generator.base.diagnostics import BriefingError
from generator.cli.printing import count, shorten_path, show
from generator.cli.workspace import AUDIENCES, choose_edition, choose_lang, find_root


@click.command()
@click.argument("edition", required=False)
@click.option(
    "--audience", type=click.Choice(AUDIENCES), help="Who it is for; the edition's own audience where nothing is said."
)
@click.option("--lang", help="Language (BCP 47); that of the edition where nothing is said.")
def issue(edition: str | None, audience: str | None, lang: str | None) -> None:
    """Make an edition final, and keep what it says: later data does not change it any more.

    \b
    Example: briefing issue eu-kazakhstan-2024-04
    """
    from generator.runs.issue import issue as keep

    root = find_root()
    edition = choose_edition(root, edition)
    asked = (("--audience", audience), ("--lang", lang))  # the next command needs them, too
    lang = choose_lang(root, edition, lang)
    try:
        files, notices = keep(root, edition, audience, lang)  # type: ignore[arg-type]
    except BriefingError as error:
        show(error.diagnostics)
        click.echo(f"{edition}: {count(error.diagnostics)}; nothing was issued", err=True)
        sys.exit(1)
    show(notices)
    for path in files:
        click.echo(shorten_path(path))
    issued, said = map(shorten_path, files)
    options = "".join(f" {word} {said}" for word, said in asked if said)
    # that the paper is no draft any more moves its pages
    moved = any(notice.kind is codes.STALE_PAGES for notice in notices)
    pages = f"`briefing paginate {edition}{options}`, " if moved else ""
    click.echo(
        f"{edition} is final. Next: {pages}`briefing build {edition}{options}`, send what it makes, and keep"
        f" these two files (in git: commit them). To undo it before anything was sent, delete {issued} and write"
        f" `status: draft` in {said}.",
        err=True,
    )
