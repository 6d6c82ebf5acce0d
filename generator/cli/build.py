"""`briefing build` and `briefing digest`: make papers and the pages that lead to them, and tell what was made."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.base.diagnostics import BriefingError, Diagnostic
from generator.cli.printing import count, shorten_path, show
from generator.cli.progress import Progress
from generator.cli.workspace import (
    AUDIENCES,
    check_editions,
    check_formats,
    choose_editions,
    choose_lang,
    find_root,
    format_option,
    group_by_country,
    make_proof,
    require_known,
)
from generator.runs.press import PAPER_FORMATS

if TYPE_CHECKING:
    from generator.paper.workspace import Workspace
    from generator.runs.crew import Made
    from generator.runs.fingerprint import Inputs
    from generator.runs.git_revision import Commit
    from generator.runs.outputs import PlacedFiles

_OUT = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the files; build/ where nothing is said.",
)
_LANG = click.option("--lang", help="Language (BCP 47); that of each edition where nothing is said.")


@click.command()
@click.argument("editions", nargs=-1, metavar="[EDITION]...")
@format_option(PAPER_FORMATS)
@click.option(
    "--audience", type=click.Choice(AUDIENCES), help="Who it is for; the edition's own audience where nothing is said."
)
@_LANG
@_OUT
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
    from generator.paper.workspace import Workspace
    from generator.runs.country_page import PAGE_FORMATS
    from generator.runs.fingerprint import read_inputs
    from generator.runs.git_revision import read_commit
    from generator.runs.outputs import is_current, is_older, read_last_notices
    from generator.runs.whole_manifests import renew_manifests

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
    todo = [
        name
        for name in names
        if is_older(out / name, secret)
        or not is_current(out / name, inputs[name].fingerprint, name, wanted, audience, langs[name])
    ]
    commit = read_commit(root) if todo or every else None
    # every edition is read where pages are made of them all
    workspace = Workspace(root, names if every else todo, audience or "public")  # type: ignore[arg-type]
    if todo:
        from generator.runs.archive.by_part import begin_with

        # several papers are made of one reading of everything, and so are the pages of countries
        begin_with(workspace, inputs[todo[0]].index if len(todo) == 1 and not every else None)
    for name in names:
        if name not in todo:
            show(read_last_notices(out / name))
            click.echo(f"{name}: nothing to do; the papers in {shorten_path(out / name)} are up to date")
    told: set[Diagnostic] = set()
    faults = _build_each(workspace, {name: inputs[name] for name in todo}, out, wanted, audience, langs, commit, told)
    if every:
        page_formats = [format for format in wanted if format in PAGE_FORMATS]
        faults |= _pages(workspace, inputs, out, page_formats, lang or "en", commit, told=told)
    if every or len(todo) > 1:
        renew_manifests(out, root)  # papers may also have come from other machines
    if len(names) > 1:
        _sum_up(names, todo, faults)
    if faults:
        sys.exit(1)


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
    from generator.runs.outputs import name_paper_file, place_files

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
                show(_not_yet(told, error.diagnostics))
                faults[name] = count(error.diagnostics)
                click.echo(f"{name}: {faults[name]}; no file was touched", err=True)
                continue
            show(_not_yet(told, made.notices))
            _tell(placed)
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


def _not_yet(told: set[Diagnostic], found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return what has not been told in this run, and note that it is now: a fault of the data concerns many
    editions."""
    news = [diagnostic for diagnostic in found if diagnostic not in told]
    told.update(news)
    return news


def _tell(placed: PlacedFiles) -> None:
    for path in placed.paths:
        click.echo(shorten_path(path))
    for path in placed.kept:
        click.echo(
            f"a paper had been changed by hand since it was built; that one is kept as {shorten_path(path)}", err=True
        )


def _sum_up(names: Sequence[str], todo: Sequence[str], faults: Mapping[str, str]) -> None:
    """Say how many editions there are now, and what is missing."""
    numbers = {"built": sum(name not in faults for name in todo), "up to date": len(names) - len(todo)}
    parts = [f"{number} {what}" for what, number in numbers.items() if number]
    if faults:
        parts.append("not built: " + ", ".join(f"{name} ({found})" for name, found in faults.items()))
    click.echo(f"{len(names)} editions: {'; '.join(parts)}", err=True)


# ── pages of countries ────────────────────────────────────────────────────────────────────────────────────────────────


@click.command()
@click.argument("country", required=False)
@_LANG
@_OUT
def digest(country: str | None, lang: str | None, out: Path | None) -> None:
    """Make the page of a country, or of each: its public papers, newest first, with links to their files.

    It leads to the papers that were built; `briefing build --all` makes both.

    \b
    Example: briefing digest kazakhstan
    """
    from generator.paper.workspace import Workspace
    from generator.runs.country_page import PAGE_FORMATS
    from generator.runs.fingerprint import read_inputs
    from generator.runs.git_revision import read_commit

    root = find_root()
    names = check_editions(root, ())
    if country:
        require_known("country with an edition", country, sorted(group_by_country(root, names)))
    faults = _pages(
        Workspace(root, names),
        read_inputs(root, names),
        out or root / "build",
        PAGE_FORMATS,
        lang or "en",
        read_commit(root),
        country,
    )
    if faults:
        sys.exit(1)


def _pages(
    workspace: Workspace,
    inputs: Mapping[str, Inputs],
    out: Path,
    formats: Sequence[str],
    lang: str,
    commit: Commit | None,
    only: str | None = None,
    told: set[Diagnostic] | None = None,
) -> dict[str, str]:
    """Make the pages of countries that are not as they should be; return those with faults, and how many each has.

    What is in `told` was told in this run already.
    """
    from generator.base.pseudonyms_file import find_pseudonyms
    from generator.runs.country_page import PAGE, fingerprint_page, make_page
    from generator.runs.fingerprint import join_inputs
    from generator.runs.outputs import is_current, is_older, place_files, read_last_notices

    faults = {}
    told = told if told is not None else set()
    secret = find_pseudonyms(workspace.root)
    for country, editions in group_by_country(workspace.root, workspace.editions).items() if formats else ():
        if only not in (None, country):
            continue
        made_from = fingerprint_page({name: inputs[name].fingerprint for name in editions}, out, lang)
        folder = out / country
        if not is_older(folder, secret) and is_current(folder, made_from, PAGE, formats, "public", lang):
            show(read_last_notices(out / country))
            click.echo(f"{country}: nothing to do; the page in {shorten_path(out / country)} is up to date")
            continue
        try:
            page = make_page(workspace, country, out, formats, lang)
            if page is None:
                click.echo(f"{country}: no paper is public and no draft, so there is no page", err=True)
                continue
            joined = join_inputs(inputs[name] for name in editions)
            proof = make_proof(workspace, country, joined, "public", commit)
            placed = place_files(out / country, made_from, page.files, None, page.notices, proof, workspace.root)
        except BriefingError as error:
            show(_not_yet(told, error.diagnostics))
            faults[country] = count(error.diagnostics)
            click.echo(f"{country}: {faults[country]}; no page was touched", err=True)
            continue
        show(_not_yet(told, page.notices))
        _tell(placed)
    return faults
