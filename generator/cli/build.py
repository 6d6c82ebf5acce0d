"""`briefing build`: make papers, with all of them the pages that lead to them, and tell what was made."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from generator.base.diagnostics import BriefingError, Diagnostic
from generator.cli.asked import Asked, read_asked
from generator.cli.placed import take_untold, tell_placed
from generator.cli.printing import count, show
from generator.cli.progress import Progress
from generator.cli.workspace import AUDIENCES, format_option, group_by_country, make_proof
from generator.runs.press import PAPER_FORMATS, start_beside

if TYPE_CHECKING:
    from generator.paper.workspace import Workspace
    from generator.runs.crew import Made
    from generator.runs.git_revision import Commit
    from generator.runs.inputs import Inputs
    from generator.runs.kept_question import Question
    from generator.runs.last_build import LastBuild
    from generator.runs.said_before import Line
    from generator.runs.worker import BuildWorker

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
@click.pass_context
def build(
    context: click.Context,
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
    ask = partial(read_asked, editions, formats, audience, lang, out, every or (check and not editions))  # type: ignore[arg-type]
    asked = ask()
    if check:
        sys.exit(_tell_stale(asked))
    beside = None
    if len(asked.names) == 1 and not every and _is_missing(asked.out / asked.names[0], asked.formats):
        # something has to be written: what that needs is loaded while it is told from what
        beside = start_beside(asked.formats)
    # that the PDF's libraries are missing is told before this, whenever nobody names a format
    told = "pdf" not in asked.formats and context.get_parameter_source("formats") is ParameterSource.DEFAULT
    try:
        faults = _build(asked, beside, partial(_keep, () if told else context.obj or (), ask))
    finally:
        if beside:
            beside.close()
    if faults:
        sys.exit(1)


def _is_missing(folder: Path, formats: Sequence[str]) -> bool:
    """Tell whether a folder has no file at all of one of the formats."""
    try:
        names = os.listdir(folder)
    except OSError:  # it is not there, or may be written into and not be looked through
        names = []
    return any(not any(name.endswith(f".{format}") for name in names) for format in formats)


def _tell_stale(asked: Asked) -> int:
    from generator.base.pseudonyms_file import mark_pseudonyms
    from generator.cli.up_to_date import tell_stale
    from generator.runs.fingerprint import read_inputs

    root, names = asked.root, asked.names
    pages = group_by_country(root, names) if asked.every else {}
    inputs, pseudonyms = read_inputs(root, names), mark_pseudonyms(root)
    return tell_stale(root, asked.out, inputs, asked.formats, asked.audience, asked.langs, pages, pseudonyms)


def _build(asked: Asked, beside: BuildWorker | None, keep: Callable[..., None]) -> Mapping[str, str]:
    """Make what is not up to date; return the editions with faults, and how many each has. Where there is nothing to
    do, what was said is kept."""
    from generator.base.pseudonyms_file import mark_pseudonyms
    from generator.runs.beginning import read_ahead
    from generator.runs.fingerprint import read_inputs
    from generator.runs.inputs import keep_inputs

    root, names, out = asked.root, asked.names, asked.out
    alone = len(names) == 1 and not asked.every
    now = time.time_ns()
    ahead = read_ahead(root, names[0]) if alone else None
    inputs, pseudonyms = ahead or read_inputs(root, names, wait=alone), mark_pseudonyms(root)
    current = _find_current(inputs, asked, pseudonyms)
    todo = [name for name in names if name not in current]
    if todo or asked.every:
        from generator.runs.kept_commit import read_known_commit

        commit = read_known_commit(root, next((one.looks for one in inputs.values()), ()))
        workspace = _open(asked, todo, inputs)
    said = _tell_current(out, current)
    if not todo and not asked.every:
        keep_inputs(inputs)
        keep(asked, inputs, current, [*said, *_sum_up(names, todo, {})])
        return {}
    told: set[Diagnostic] = set()
    question = None
    if len(todo) == 1 and not asked.every:
        from generator.runs.kept_question import ask

        (name,) = todo
        begun = min([now, *(one.begun for one in inputs[name].looks)])
        question = ask(root, name, asked.audience, asked.langs[name], inputs[name], begun, pseudonyms)
    papers = partial(_made, workspace, todo, asked, question, beside)
    faults = _build_each(workspace, {name: inputs[name] for name in todo}, asked, commit, told, pseudonyms, papers)
    keep_inputs(inputs)
    if asked.every:
        from generator.cli.digest import make_pages
        from generator.runs.country_page import PAGE_FORMATS

        page_formats = [format for format in asked.formats if format in PAGE_FORMATS]
        faults |= make_pages(workspace, inputs, out, page_formats, asked.pages, commit, pseudonyms, told=told)
    if asked.every or len(todo) > 1:
        from generator.runs.whole_manifests import renew_manifests

        renew_manifests(out, root)  # papers may also have come from other machines
    _sum_up(names, todo, faults)
    return faults


def _find_current(inputs: Mapping[str, Inputs], asked: Asked, pseudonyms: str | None) -> Mapping[str, LastBuild]:
    """Return the editions of which all papers are up to date."""
    from generator.runs.last_build import read_last_build

    out, formats, audience, langs = asked.out, asked.formats, asked.audience, asked.langs
    found = {
        name: read_last_build(out / name, made_from.fingerprint, name, formats, audience, langs[name], pseudonyms)
        for name, made_from in inputs.items()
    }
    return {name: current for name, current in found.items() if current.is_current}


def _tell_current(out: Path, current: Mapping[str, LastBuild]) -> list[Line]:
    if not current:
        return []
    from generator.cli.up_to_date import tell_current

    return [line for name, one in current.items() for line in tell_current(out / name, one)]


def _keep(
    words: Sequence[str],
    ask: Callable[[], Asked],
    asked: Asked,
    inputs: Mapping[str, Inputs],
    current: Mapping[str, LastBuild],
    said: Sequence[Line],
) -> None:
    """Keep what was said where there was nothing to do: the next time it is said before any of this is loaded. `ask`
    reads again what the `words` mean, since the files were looked at: it has to be what was answered."""
    from generator.runs.said_before import keep_lines

    contents = {str(asked.out / name / file): one for name in current for file, one in current[name].contents.items()}
    with suppress(click.UsageError, OSError):  # it is said already, and true; the next run looks anew
        if words and ask() == asked:
            keep_lines(words, asked.root, inputs[asked.names[0]], contents, said)


def _open(asked: Asked, todo: Sequence[str], inputs: Mapping[str, Inputs]) -> Workspace:
    """Return the workspace of which papers are made; nothing is read yet."""
    from generator.paper.workspace import Workspace
    from generator.runs.known_program import tell_program

    # every edition is read where pages are made of them all
    program = tell_program(asked.root, inputs[todo[0]].files_before) if todo else None
    editions = asked.names if asked.every else todo
    workspace = Workspace(asked.root, editions, asked.audience or "public", program=program)
    if todo:
        from generator.runs.archive.by_part import begin_with

        # several papers are made of one reading of everything, and so are the pages of countries
        begin_with(workspace, inputs[todo[0]].index if len(todo) == 1 and not asked.every else None)
    return workspace


def _build_each(
    workspace: Workspace,
    todo: Mapping[str, Inputs],
    asked: Asked,
    commit: Commit | None,
    told: set[Diagnostic],
    pseudonyms: str | None,
    papers: Callable[[Progress], Generator[tuple[str, Made], None, None]],
) -> dict[str, str]:
    """Place the papers of editions as they are made; return those with faults, and how many each has."""
    from generator.runs.last_build import name_paper_file
    from generator.runs.outputs import place_files

    faults: dict[str, str] = {}
    with Progress(len(todo) * len(asked.formats)) as progress, closing(papers(progress)) as each:
        for name, made in each:
            progress.clear()
            try:
                if isinstance(made, BriefingError):
                    raise made
                lang, folder = asked.langs[name], asked.out / name
                placed = place_files(
                    folder,
                    todo[name].fingerprint,
                    {name_paper_file(name, file.format, made.audience, lang): file for file in made.files},
                    None if asked.audience else made.audience,
                    made.notices,
                    make_proof(workspace, name, todo[name], made.audience, commit, made.unlisted),
                    workspace.root,
                    whole=len(todo) == 1,
                    names=pseudonyms,
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
    asked: Asked,
    question: Question | None,
    beside: BuildWorker | None,
    progress: Progress,
) -> Generator[tuple[str, Made], None, None]:
    if not todo:
        return  # and nothing is loaded
    formats, audience, langs, watch = asked.formats, asked.audience, asked.langs, progress.watch
    if len(todo) == 1:
        from generator.runs.build import make_each

        lang = langs[todo[0]]
        yield from make_each(workspace, todo, formats, audience, lang, watch, question=question, beside=beside)
        return
    from generator.base.processors import count_processors
    from generator.runs.crew import Order, make_all

    order = [Order(name, lang) for lang in dict.fromkeys(langs.values()) for name in todo if langs[name] == lang]
    yield from make_all(workspace, order, formats, audience, count_processors(), watch)


def _sum_up(names: Sequence[str], todo: Sequence[str], faults: Mapping[str, str]) -> list[Line]:
    """Say how many editions there are now, and what is missing, and return that; of one alone it is said already."""
    if len(names) < 2:
        return []
    numbers = {"built": sum(name not in faults for name in todo), "up to date": len(names) - len(todo)}
    parts = [f"{number} {what}" for what, number in numbers.items() if number]
    if faults:
        parts.append("not built: " + ", ".join(f"{name} ({found})" for name, found in faults.items()))
    text = f"{len(names)} editions: {'; '.join(parts)}"
    click.echo(text, err=True)
    return [(True, text)]
