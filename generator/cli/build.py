"""`briefing build`: make papers, with all of them the pages that lead to them, and tell what was made."""

from __future__ import annotations

import sys
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.base.diagnostics import BriefingError, Diagnostic
from generator.cli.placed import take_untold, tell_placed
from generator.cli.printing import count, shorten_path, show
from generator.cli.progress import Progress
from generator.cli.workspace import (
    AUDIENCES,
    check_formats,
    choose_editions,
    choose_lang,
    find_root,
    format_option,
    group_by_country,
    make_proof,
)
from generator.runs.press import PAPER_FORMATS

if TYPE_CHECKING:
    from generator.paper.workspace import Workspace
    from generator.runs.crew import Made
    from generator.runs.fingerprint import Inputs
    from generator.runs.git_revision import Commit

OUT = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the files; build/ where nothing is said.",
)
LANG = click.option("--lang", help="Language (BCP 47); that of each edition where nothing is said.")


@click.command()
@click.argument("editions", nargs=-1, metavar="[EDITION]...")
@format_option(PAPER_FORMATS)
@click.option(
    "--audience", type=click.Choice(AUDIENCES), help="Who it is for; the edition's own audience where nothing is said."
)
@LANG
@OUT
@click.option("--all", "every", is_flag=True, help="Build every edition, and the page of each country.")
@click.option(
    "--check", is_flag=True, help="Build nothing; tell what is not up to date, and exit with 1 where anything is not."
)
def build(
    editions: tuple[str, ...],
    formats: str,
    audience: str | None,
    lang: str | None,
    out: Path | None,
    every: bool,
    check: bool,
) -> None:
    """Make the papers of editions.

    \b
    Examples: briefing build eu-kazakhstan-2020-11 --format docx,pdf
              briefing build --all
              briefing build --all --check
    """
    from generator.base.pseudonyms_file import find_pseudonyms
    from generator.runs.fingerprint import read_inputs

    root = find_root()
    wanted = check_formats(formats)
    every = every or (check and not editions)
    names = choose_editions(root, editions, every)
    out = out or root / "build"
    inputs, secret = read_inputs(root, names), find_pseudonyms(root)
    langs = {name: choose_lang(root, name, lang) for name in names}
    if check:
        from generator.cli.up_to_date import tell_stale

        pages = group_by_country(root, names) if every else {}
        sys.exit(tell_stale(root, out, inputs, wanted, audience, langs, pages, secret))
    todo = _find_todo(inputs, out, wanted, audience, langs, secret)
    if todo or every:
        from generator.runs.git_revision import read_commit

        commit = read_commit(root)
        workspace = _open(root, names, todo, inputs, audience, every)
    for name in names:
        if name not in todo:
            _tell_current(out / name)
    if not todo and not every:
        _sum_up(names, todo, {})
        return
    told: set[Diagnostic] = set()
    faults = _build_each(workspace, {name: inputs[name] for name in todo}, out, wanted, audience, langs, commit, told)
    if every:
        from generator.cli.digest import make_pages
        from generator.runs.country_page import PAGE_FORMATS

        page_formats = [format for format in wanted if format in PAGE_FORMATS]
        faults |= make_pages(workspace, inputs, out, page_formats, lang or "en", commit, told=told)
    if every or len(todo) > 1:
        from generator.runs.whole_manifests import renew_manifests

        renew_manifests(out, root)  # papers may also have come from other machines
    _sum_up(names, todo, faults)
    if faults:
        sys.exit(1)


def _find_todo(
    inputs: Mapping[str, Inputs],
    out: Path,
    wanted: Sequence[str],
    audience: str | None,
    langs: Mapping[str, str],
    secret: Path | None,
) -> list[str]:
    """Return the editions of which a paper is not up to date."""
    from generator.runs.last_build import is_current, is_older

    return [
        name
        for name, made_from in inputs.items()
        if is_older(out / name, secret)
        or not is_current(out / name, made_from.fingerprint, name, wanted, audience, langs[name])
    ]


def _tell_current(out: Path) -> None:
    """Say that papers are up to date, and what there was to tell when they were made."""
    from generator.runs.last_build import read_last_notices

    if notices := read_last_notices(out):
        show(notices)
    click.echo(f"{out.name}: nothing to do; the papers in {shorten_path(out)} are up to date")


def _open(
    root: Path, names: list[str], todo: list[str], inputs: Mapping[str, Inputs], audience: str | None, every: bool
) -> Workspace:
    """Return the workspace of which papers are made; nothing is read yet."""
    from generator.paper.workspace import Workspace

    # every edition is read where pages are made of them all
    workspace = Workspace(root, names if every else todo, audience or "public")  # type: ignore[arg-type]
    if todo:
        from generator.runs.archive.by_part import begin_with

        # several papers are made of one reading of everything, and so are the pages of countries
        begin_with(workspace, inputs[todo[0]].index if len(todo) == 1 and not every else None)
    return workspace


def _build_each(
    workspace: Workspace,
    todo: Mapping[str, Inputs],
    out: Path,
    wanted: Sequence[str],
    audience: str | None,
    langs: Mapping[str, str],
    commit: Commit | None,
    told: set[Diagnostic],
) -> dict[str, str]:
    """Make the papers of editions; return those with faults, and how many each has."""
    from generator.runs.last_build import name_paper_file
    from generator.runs.outputs import place_files

    faults: dict[str, str] = {}
    with (
        Progress(len(todo) * len(wanted)) as progress,
        closing(_made(workspace, [*todo], wanted, audience, langs, progress)) as papers,
    ):
        for name, made in papers:
            progress.clear()
            try:
                if isinstance(made, BriefingError):
                    raise made
                files = {name_paper_file(name, file.format, made.audience, langs[name]): file for file in made.files}
                placed = place_files(
                    out / name,
                    todo[name].fingerprint,
                    files,
                    None if audience else made.audience,
                    made.notices,
                    make_proof(workspace, name, todo[name], made.audience, commit),
                    workspace.root,
                    whole=len(todo) == 1,
                )
            except BriefingError as error:
                show(take_untold(told, error.diagnostics))
                faults[name] = count(error.diagnostics)
                click.echo(f"{name}: {faults[name]}; no file was touched", err=True)
                continue
            show(take_untold(told, made.notices))
            tell_placed(placed)
    return faults


def _made(
    workspace: Workspace,
    todo: Sequence[str],
    formats: Sequence[str],
    audience: str | None,
    langs: Mapping[str, str],
    progress: Progress,
) -> Generator[tuple[str, Made], None, None]:
    if not todo:
        return  # and nothing is loaded
    if len(todo) == 1:
        from generator.runs.build import make_each

        yield from make_each(workspace, todo, formats, audience, langs[todo[0]], progress.watch)  # type: ignore[arg-type]
        return
    from generator.base.processors import count_processors
    from generator.runs.crew import Order, make_all

    order = [Order(name, lang) for lang in dict.fromkeys(langs.values()) for name in todo if langs[name] == lang]
    yield from make_all(workspace, order, formats, audience, count_processors(), progress.watch)  # type: ignore[arg-type]


def _sum_up(names: Sequence[str], todo: Sequence[str], faults: Mapping[str, str]) -> None:
    """Say how many editions there are now, and what is missing; of one alone it is said already."""
    if len(names) < 2:
        return
    numbers = {"built": sum(name not in faults for name in todo), "up to date": len(names) - len(todo)}
    parts = [f"{number} {what}" for what, number in numbers.items() if number]
    if faults:
        parts.append("not built: " + ", ".join(f"{name} ({found})" for name, found in faults.items()))
    click.echo(f"{len(names)} editions: {'; '.join(parts)}", err=True)
