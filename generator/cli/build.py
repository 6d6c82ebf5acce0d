"""`briefing build`: make papers, with all of them the pages that lead to them, and tell what was made."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
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
from generator.runs.press import PAPER_FORMATS, start_beside

if TYPE_CHECKING:
    from generator.paper.workspace import Workspace
    from generator.records.schema.base import Visibility
    from generator.runs.crew import Made
    from generator.runs.git_revision import Commit
    from generator.runs.inputs import Inputs
    from generator.runs.kept_paper import Question
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
    root = find_root()
    wanted = check_formats(formats)
    every = every or (check and not editions)
    names = choose_editions(root, editions, every)
    langs = {name: choose_lang(root, name, lang) for name in names}
    asked = _Asked(root, names, wanted, audience, langs, lang or "en", out or root / "build", every)  # type: ignore[arg-type]
    if check:
        sys.exit(_tell_stale(asked))
    beside = None
    if len(names) == 1 and not every and _is_missing(asked.out / names[0], wanted):
        # something has to be written: what that needs is loaded while it is told from what
        beside = start_beside(wanted)
    try:
        faults = _build(asked, beside)
    finally:
        if beside:
            beside.close()
    if faults:
        sys.exit(1)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be made: papers of editions, each in its language, and the pages that lead to `every` one of them, in
    the language of the `pages`."""

    root: Path
    names: Sequence[str]
    formats: Sequence[str]
    audience: Visibility | None
    langs: Mapping[str, str]
    pages: str
    out: Path
    every: bool


def _is_missing(folder: Path, formats: Sequence[str]) -> bool:
    """Tell whether a folder has no file at all of one of the formats."""
    names = os.listdir(folder) if folder.is_dir() else []
    return any(not any(name.endswith(f".{format}") for name in names) for format in formats)


def _tell_stale(asked: _Asked) -> int:
    from generator.base.pseudonyms_file import find_pseudonyms
    from generator.cli.up_to_date import tell_stale
    from generator.runs.fingerprint import read_inputs

    root, names = asked.root, asked.names
    pages = group_by_country(root, names) if asked.every else {}
    inputs, secret = read_inputs(root, names), find_pseudonyms(root)
    return tell_stale(root, asked.out, inputs, asked.formats, asked.audience, asked.langs, pages, secret)


def _build(asked: _Asked, beside: BuildWorker | None) -> Mapping[str, str]:
    """Make what is not up to date; return the editions with faults, and how many each has."""
    from generator.base.pseudonyms_file import find_pseudonyms
    from generator.runs.fingerprint import read_inputs
    from generator.runs.inputs import keep_inputs

    root, names, out = asked.root, asked.names, asked.out
    begun = time.time_ns()
    alone = len(names) == 1 and not asked.every
    inputs, secret = read_inputs(root, names, wait=alone), find_pseudonyms(root)
    todo = _find_todo(inputs, asked, secret)
    if not todo:
        keep_inputs(inputs)
    if todo or asked.every:
        from generator.runs.git_revision import read_commit

        commit = read_commit(root)
        workspace = _open(asked, todo, inputs)
    for name in names:
        if name not in todo:
            _tell_current(out / name)
    if not todo and not asked.every:
        _sum_up(names, todo, {})
        return {}
    told: set[Diagnostic] = set()
    question = None
    if len(todo) == 1 and not asked.every:
        from generator.runs.kept_paper import ask

        (name,) = todo
        question = ask(root, name, asked.audience, asked.langs[name], inputs[name], begun, secret)
    papers = partial(_made, workspace, todo, asked, question, beside)
    faults = _build_each(workspace, {name: inputs[name] for name in todo}, asked, commit, told, papers)
    keep_inputs(inputs)
    if asked.every:
        from generator.cli.digest import make_pages
        from generator.runs.country_page import PAGE_FORMATS

        page_formats = [format for format in asked.formats if format in PAGE_FORMATS]
        faults |= make_pages(workspace, inputs, out, page_formats, asked.pages, commit, told=told)
    if asked.every or len(todo) > 1:
        from generator.runs.whole_manifests import renew_manifests

        renew_manifests(out, root)  # papers may also have come from other machines
    _sum_up(names, todo, faults)
    return faults


def _find_todo(inputs: Mapping[str, Inputs], asked: _Asked, secret: Path | None) -> list[str]:
    """Return the editions of which a paper is not up to date."""
    from generator.runs.last_build import is_current, is_older

    out, formats, audience = asked.out, asked.formats, asked.audience
    return [
        name
        for name, made_from in inputs.items()
        if is_older(out / name, secret)
        or not is_current(out / name, made_from.fingerprint, name, formats, audience, asked.langs[name])
    ]


def _tell_current(out: Path) -> None:
    """Say that papers are up to date, and what there was to tell when they were made."""
    from generator.runs.last_build import read_last_notices

    if notices := read_last_notices(out):
        show(notices)
    click.echo(f"{out.name}: nothing to do; the papers in {shorten_path(out)} are up to date")


def _open(asked: _Asked, todo: Sequence[str], inputs: Mapping[str, Inputs]) -> Workspace:
    """Return the workspace of which papers are made; nothing is read yet."""
    from generator.paper.workspace import Workspace

    # every edition is read where pages are made of them all
    workspace = Workspace(asked.root, asked.names if asked.every else todo, asked.audience or "public")
    if todo:
        from generator.runs.archive.by_part import begin_with

        # several papers are made of one reading of everything, and so are the pages of countries
        begin_with(workspace, inputs[todo[0]].index if len(todo) == 1 and not asked.every else None)
    return workspace


def _build_each(
    workspace: Workspace,
    todo: Mapping[str, Inputs],
    asked: _Asked,
    commit: Commit | None,
    told: set[Diagnostic],
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
    asked: _Asked,
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


def _sum_up(names: Sequence[str], todo: Sequence[str], faults: Mapping[str, str]) -> None:
    """Say how many editions there are now, and what is missing; of one alone it is said already."""
    if len(names) < 2:
        return
    numbers = {"built": sum(name not in faults for name in todo), "up to date": len(names) - len(todo)}
    parts = [f"{number} {what}" for what, number in numbers.items() if number]
    if faults:
        parts.append("not built: " + ", ".join(f"{name} ({found})" for name, found in faults.items()))
    click.echo(f"{len(names)} editions: {'; '.join(parts)}", err=True)
