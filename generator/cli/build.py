"""`briefing build`, `briefing digest` and `briefing list`: make papers and the pages that lead to them, and tell what
was made."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.base.diagnostics import BriefingError, Diagnostic
from generator.cli.printing import count, shorten_path, show
from generator.cli.progress import Progress
from generator.cli.workspace import AUDIENCES, check_editions, check_formats, find_root, read_summary, require_known
from generator.runs.press import PAPER_FORMATS

if TYPE_CHECKING:
    from generator.paper.workspace import Workspace
    from generator.runs.build import BuiltPapers
    from generator.runs.outputs import PlacedFiles

_OUT = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the files; build/ where nothing is said.",
)
_LANG = click.option("--lang", default="en", show_default=True, help="Language (BCP 47).")


@click.command()
@click.argument("editions", nargs=-1, metavar="[EDITION]...")
@click.option(
    "--format", "formats", default=",".join(PAPER_FORMATS), show_default=True, help="Formats, with commas between them."
)
@click.option(
    "--audience", type=click.Choice(AUDIENCES), help="Who it is for; the edition's own audience where nothing is said."
)
@_LANG
@_OUT
@click.option("--all", "every", is_flag=True, help="Build every edition, and the page of each country.")
def build(
    editions: tuple[str, ...], formats: str, audience: str | None, lang: str, out: Path | None, every: bool
) -> None:
    """Make the papers of editions.

    \b
    Examples: briefing build eu-kazakhstan-2020-11 --format docx,pdf
              briefing build --all
    """
    from generator.paper.workspace import Workspace
    from generator.runs.country_page import PAGE_FORMATS, has_pages
    from generator.runs.fingerprint import fingerprint_each_edition
    from generator.runs.outputs import is_current, name_paper_file, place_files, read_last_notices

    root = find_root()
    wanted = check_formats(formats)
    if not editions and not every:
        raise click.UsageError(f"name an edition, or say --all; there are: {', '.join(check_editions(root, ()))}")
    if editions and every:
        raise click.UsageError("name editions, or say --all for every one of them")
    names = list(dict.fromkeys(check_editions(root, editions)))
    out = out or root / "build"
    inputs = fingerprint_each_edition(root, names)
    todo = [name for name in names if not is_current(out / name, inputs[name], name, wanted, audience, lang)]
    # every edition is read where pages are made of them all
    workspace = Workspace(root, names if every else todo, audience or "public")  # type: ignore[arg-type]
    faults: dict[str, str] = {}
    told: set[Diagnostic] = set()
    for name in names:
        if name not in todo:
            show(read_last_notices(out / name))
            click.echo(f"{name}: nothing to do; the papers in {shorten_path(out / name)} are up to date")
    with Progress(len(todo) * len(wanted)) as progress:
        for name, made in _made(workspace, todo, wanted, audience, lang, progress):
            progress.clear()
            try:
                if isinstance(made, BriefingError):
                    raise made
                files = {name_paper_file(name, file.format, made.audience, lang): file for file in made.files}
                placed = place_files(out / name, inputs[name], files, None if audience else made.audience, made.notices)
            except BriefingError as error:
                show(_not_yet(told, error.diagnostics))
                faults[name] = count(error.diagnostics)
                click.echo(f"{name}: {faults[name]}; no file was touched", err=True)
                continue
            show(_not_yet(told, made.notices))
            _tell(placed)
    if every and has_pages(root):
        faults |= _pages(
            workspace, inputs, out, [format for format in wanted if format in PAGE_FORMATS], lang, told=told
        )
    if len(names) > 1:
        _sum_up(names, todo, faults)
    if faults:
        sys.exit(1)


def _made(
    workspace: Workspace,
    todo: Sequence[str],
    formats: Sequence[str],
    audience: str | None,
    lang: str,
    progress: Progress,
) -> Iterable[tuple[str, BuiltPapers | BriefingError]]:
    if not todo:
        return ()  # and nothing is loaded
    from generator.runs.build import make_each

    return make_each(workspace, todo, formats, audience, lang, progress.watch)  # type: ignore[arg-type]


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
def digest(country: str | None, lang: str, out: Path | None) -> None:
    """Make the page of a country, or of each: its public papers, newest first, with links to their files.

    It leads to the papers that were built; `briefing build --all` makes both.

    \b
    Example: briefing digest kazakhstan
    """
    from generator.paper.workspace import Workspace
    from generator.runs.country_page import PAGE_FORMATS
    from generator.runs.fingerprint import fingerprint_each_edition

    root = find_root()
    names = check_editions(root, ())
    if country:
        require_known("country with an edition", country, sorted(_by_country(root, names)))
    faults = _pages(
        Workspace(root, names),
        fingerprint_each_edition(root, names),
        out or root / "build",
        PAGE_FORMATS,
        lang,
        country,
    )
    if faults:
        sys.exit(1)


def _pages(
    workspace: Workspace,
    inputs: Mapping[str, str],
    out: Path,
    formats: Sequence[str],
    lang: str,
    only: str | None = None,
    told: set[Diagnostic] | None = None,
) -> dict[str, str]:
    """Make the pages of countries that are not as they should be; return those with faults, and how many each has.

    What is in `told` was told in this run already.
    """
    from generator.runs.country_page import PAGE, fingerprint_page, make_page
    from generator.runs.outputs import is_current, place_files, read_last_notices

    faults = {}
    told = told if told is not None else set()
    for country, editions in _by_country(workspace.root, workspace.editions).items() if formats else ():
        if only not in (None, country):
            continue
        made_from = fingerprint_page({name: inputs[name] for name in editions}, out, lang)
        if is_current(out / country, made_from, PAGE, formats, "public", lang):
            show(read_last_notices(out / country))
            click.echo(f"{country}: nothing to do; the page in {shorten_path(out / country)} is up to date")
            continue
        try:
            page = make_page(workspace, country, out, formats, lang)
            if page is None:
                click.echo(f"{country}: no paper is public and no draft, so there is no page", err=True)
                continue
            placed = place_files(out / country, made_from, page.files, None, page.notices)
        except BriefingError as error:
            show(_not_yet(told, error.diagnostics))
            faults[country] = count(error.diagnostics)
            click.echo(f"{country}: {faults[country]}; no page was touched", err=True)
            continue
        show(_not_yet(told, page.notices))
        _tell(placed)
    return faults


def _by_country(root: Path, editions: Sequence[str]) -> dict[str, list[str]]:
    """Return the editions of each country, as far as they say it."""
    found: dict[str, list[str]] = {}
    for name in editions:
        if country := read_summary(root, name).get("country"):
            found.setdefault(country, []).append(name)
    return dict(sorted(found.items()))


# ── what there is ─────────────────────────────────────────────────────────────────────────────────────────────────────


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
    for country in _by_country(root, names):
        if pages := sorted((root / "build" / country).glob("index.*")):
            click.echo("\n".join([country, *(f"  {shorten_path(path)}" for path in pages)]))
