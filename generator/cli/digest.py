"""`briefing digest`: make the pages of countries, which lead to their papers."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.base.diagnostics import BriefingError, Diagnostic
from generator.cli.build import LANG, OUT
from generator.cli.placed import take_untold, tell_placed
from generator.cli.printing import count, shorten_path, show
from generator.cli.workspace import check_editions, find_root, group_by_country, make_proof, require_known

if TYPE_CHECKING:
    from generator.paper.workspace import Workspace
    from generator.runs.git_revision import Commit
    from generator.runs.inputs import Inputs


@click.command()
@click.argument("country", required=False)
@LANG
@OUT
def digest(country: str | None, lang: str | None, out: Path | None) -> None:
    """Make the page of a country, or of each: its public papers, newest first, with links to their files.

    It leads to the papers that were built; `briefing build --all` makes both.

    \b
    Example: briefing digest kazakhstan
    """
    from generator.base.pseudonyms_file import mark_pseudonyms
    from generator.paper.workspace import Workspace
    from generator.runs.country_page import PAGE_FORMATS
    from generator.runs.fingerprint import read_inputs
    from generator.runs.git_revision import read_commit

    root = find_root()
    names = check_editions(root, ())
    if country:
        require_known("country with an edition", country, sorted(group_by_country(root, names)))
    faults = make_pages(
        Workspace(root, names),
        read_inputs(root, names),
        out or root / "build",
        PAGE_FORMATS,
        lang or "en",
        read_commit(root),
        mark_pseudonyms(root),
        country,
    )
    if faults:
        sys.exit(1)


def make_pages(
    workspace: Workspace,
    inputs: Mapping[str, Inputs],
    out: Path,
    formats: Sequence[str],
    lang: str,
    commit: Commit | None,
    pseudonyms: str | None,
    only: str | None = None,
    told: set[Diagnostic] | None = None,
) -> dict[str, str]:
    """Make the pages of countries that are not as they should be; return those with faults, and how many each has.

    `pseudonyms` is the mark of the file of names behind them, as it was before it was read; what is in `told` was told
    in this run already.
    """
    from generator.runs.country_page import PAGE, fingerprint_page, make_page
    from generator.runs.fingerprint import join_inputs
    from generator.runs.last_build import read_last_build
    from generator.runs.outputs import place_files

    faults = {}
    told = told if told is not None else set()
    for country, editions in group_by_country(workspace.root, workspace.editions).items() if formats else ():
        if only not in (None, country):
            continue
        made_from = fingerprint_page({name: inputs[name].fingerprint for name in editions}, out, lang)
        folder = out / country
        last = read_last_build(folder, made_from, PAGE, formats, "public", lang, pseudonyms)
        if last.is_current:
            show(last.notices)
            click.echo(f"{country}: nothing to do; the page in {shorten_path(out / country)} is up to date")
            continue
        try:
            page = make_page(workspace, country, out, formats, lang)
            if page is None:
                click.echo(f"{country}: there is no page: no paper is for everybody and more than a draft", err=True)
                continue
            joined = join_inputs(inputs[name] for name in editions)
            proof = make_proof(workspace, country, joined, "public", commit)
            made = (made_from, page.files, None, page.notices, proof, workspace.root)
            placed = place_files(out / country, *made, names=pseudonyms)
        except BriefingError as error:
            show(take_untold(told, error.diagnostics))
            faults[country] = count(error.diagnostics)
            click.echo(f"{country}: {faults[country]}; no page was touched", err=True)
            continue
        show(take_untold(told, page.notices))
        tell_placed(placed)
    return faults
