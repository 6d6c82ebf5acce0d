"""`briefing build`: tell which papers are up to date; with `--check` which papers and pages are not, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.printing import list_texts, shorten_path

if TYPE_CHECKING:
    from generator.runs.inputs import Inputs
    from generator.runs.last_build import LastBuild, Stale
    from generator.runs.said_before import Line

_SHOWN = 5
_WORDS: Mapping[Stale, str] = {
    "missing": "not built",
    "by hand": "changed by hand",
    "older": "made before something was changed",
    "unsearched": "not searched for the names behind pseudonyms as they are now",
}


def tell_current(folder: Path, current: LastBuild) -> list[Line]:
    """Say that papers are up to date, and what there was to tell when they were made; return what was said."""
    lines = [(True, text) for text in list_texts(current.notices)]
    lines.append((False, f"{folder.name}: nothing to do; the papers in {shorten_path(folder)} are up to date"))
    for to_error, text in lines:
        click.echo(text, err=to_error)
    return lines


def tell_stale(
    root: Path,
    out: Path,
    inputs: Mapping[str, Inputs],
    formats: Sequence[str],
    audience: str | None,
    langs: Mapping[str, str],
    countries: Mapping[str, Sequence[str]],
    pseudonyms: str | None,
) -> int:
    """Print what of the editions, and of the pages of the countries, is not up to date; return the exit code.

    `pseudonyms` is the mark of the file of the names behind them: what was made before it changed is not up to date.
    """
    from generator.runs.country_page import PAGE, PAGE_FORMATS, fingerprint_page
    from generator.runs.fingerprint import join_inputs
    from generator.runs.last_build import read_last_build

    stale = 0
    for name, made_from in inputs.items():
        last = read_last_build(out / name, made_from.fingerprint, name, formats, audience, langs[name], pseudonyms)
        stale += _tell(out / name, name, last.stale, made_from)
    pages = [format for format in formats if format in PAGE_FORMATS]
    for country, editions in countries.items() if pages else ():
        if not (out / country).is_dir():
            continue  # none of its papers may be public, and then it has no page
        fingerprint = fingerprint_page({name: inputs[name].fingerprint for name in editions}, out, "en")
        last = read_last_build(out / country, fingerprint, PAGE, pages, "public", "en", pseudonyms)
        stale += _tell(out / country, country, last.stale, join_inputs(inputs[name] for name in editions))
    return 1 if stale else 0


def _tell(folder: Path, name: str, found: Mapping[str, Stale], inputs: Inputs) -> bool:
    if not found:
        click.echo(f"{name}: up to date")
        return False
    click.echo(f"{name}: not up to date")
    for file, why in found.items():
        changed = _list_changes(folder, file, inputs) if why == "older" else ()
        more = f": {', '.join(changed)}" if changed else ""
        click.echo(f"  {shorten_path(folder / file)} was {_WORDS[why]}{more}")
    return True


def _list_changes(folder: Path, file: str, inputs: Inputs) -> Iterable[str]:
    """Return the files that were changed since, as far as the manifest of the paper lists them."""
    from generator.base.diagnostics import BriefingError
    from generator.runs.manifest import list_manifests, read_manifest
    from generator.runs.verify import find_changes

    for path in list_manifests(folder):
        try:
            output = read_manifest(path).outputs.get(file)
        except BriefingError:
            continue
        if output:
            changed = find_changes(output.made_from, inputs.files)
            more = [f"and {len(changed) - _SHOWN} more"] if len(changed) > _SHOWN else []
            return [*changed[:_SHOWN], *more]
    return ()
