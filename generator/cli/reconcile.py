"""`briefing reconcile`: lists of prisoners of several organisations compared with our cases."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.base.diagnostics import BriefingError, Diagnostic, has_errors
from generator.cli.printing import count, shorten_path, show
from generator.cli.workspace import AUDIENCES, find_root, require_known

if TYPE_CHECKING:
    from generator.records.load import Dataset
    from generator.review.reconcile import AskedOfList, PrisonerList, Reconciliation


@click.command()
@click.argument("lists", nargs=-1, required=True, metavar="LIST…", type=click.Path(path_type=Path))
@click.option("--of", "bodies", multiple=True, metavar="[FILE=]ID", help="Whose list it is: the id of an organisation.")
@click.option("--as-of", "days", multiple=True, metavar="[FILE=]DATE", help="The day of which the list is.")
@click.option(
    "--source", "sources", multiple=True, metavar="[FILE=]ID", help="The source that the list is in our records."
)
@click.option(
    "--country", "countries", multiple=True, metavar="[FILE=]COUNTRY", help="Of which country the people are."
)
@click.option(
    "--dates", "spellings", multiple=True, metavar="[FILE=]SPELLING", help="How dates are written: day first …"
)
@click.option("--sheet", "sheets", multiple=True, metavar="[FILE=]NAME", help="Which sheet of a workbook is read.")
@click.option(
    "--column", "columns", multiple=True, metavar="NAME=HEAD", help="The head of a column that is called otherwise."
)
@click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    default="internal",
    show_default=True,
    help="Who reads what comes of it; people whom they may not know are left out.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the files; build/reconciliation/ where nothing is said.",
)
def reconcile(
    lists: tuple[Path, ...],
    bodies: tuple[str, ...],
    days: tuple[str, ...],
    sources: tuple[str, ...],
    countries: tuple[str, ...],
    spellings: tuple[str, ...],
    sheets: tuple[str, ...],
    columns: tuple[str, ...],
    audience: str,
    out: Path | None,
) -> None:
    """Compare lists of prisoners (XLSX, CSV) with our cases: who may be whom, who is missing, who recognises whom.

    Names are compared in every script and spelling; nothing is merged, and no record is changed. See docs/reconcile.md.

    \b
    Example: briefing reconcile bureau.csv --of bureau --as-of 2024-05-01
    """
    from generator.base.files import write_files
    from generator.records.load import load
    from generator.review.reconcile import reconcile as compare

    root = find_root()
    if len({path.name for path in lists}) < len(lists):
        raise click.UsageError("two of the lists have the same name: give each a name of its own")
    said = {"--of": bodies, "--as-of": days, "--source": sources, "--country": countries, "--dates": spellings}
    asked = _ask(lists, said, columns)
    chosen = _by_file("--sheet", sheets, lists)
    _require_whole(root, audience)
    dataset, problems = load(root, [])
    if has_errors(problems):
        click.echo(f"{count(problems)} in data/: what is not read is not compared (`briefing check`)", err=True)
    for one in asked.values():
        if one.source:
            require_known("source", one.source, sorted(dataset.sources))
        if one.country:
            require_known("country", one.country, sorted(dataset.countries))
    try:
        found = compare(_read(lists, asked, chosen, dataset), dataset, audience, date.today())  # type: ignore[arg-type]
        folder = out or root / "build" / "reconciliation"
        files = {folder / name: data for name, data in _make_report(found, dataset).items()}
        write_files(files, root)
    except BriefingError as error:
        show(error.diagnostics)
        click.echo(f"{count(error.diagnostics)}; nothing was compared, and no file was touched", err=True)
        sys.exit(1)
    for path in files:
        click.echo(shorten_path(path))
    _tell(found)


def _read(
    paths: Sequence[Path], asked: Mapping[str, AskedOfList], chosen: Mapping[str, str], dataset: Dataset
) -> list[PrisonerList]:
    """Return the lists in all files. Raises BriefingError with all that can't be read in them."""
    from generator.base.sheets import read_sheet
    from generator.records.schema.person import list_spellings
    from generator.review.reconcile import KnownNames, find_unread_columns, read_lists

    countries = {
        name.casefold(): id
        for id, entry in dataset.countries.items()
        for name in (id, *list_spellings(entry.record.names))
    }
    known = KnownNames(sorted(dataset.organisations), countries)
    read: list[PrisonerList] = []
    faults: list[Diagnostic] = []
    for path in paths:
        try:
            sheet = read_sheet(path, chosen.get(path.name))
            read += read_lists(sheet, asked[path.name], known)
            show(find_unread_columns(sheet, asked[path.name]))
        except BriefingError as error:
            faults += error.diagnostics
    if faults:
        raise BriefingError(faults)
    return read


def _require_whole(root: Path, audience: str) -> None:
    """Exit where a record could not be read, and others read what comes of it: nobody knows whom it keeps from them."""
    from generator.runs.export_sources import load_whole

    if audience == "internal":
        return
    try:
        load_whole(root, audience)  # type: ignore[arg-type]
    except BriefingError as error:
        show(error.diagnostics)
        click.echo(f"mend these records first: nothing is compared for `{audience}` readers", err=True)
        sys.exit(1)


def _make_report(found: Reconciliation, dataset: Dataset) -> dict[str, bytes]:
    """Return the files by name. Raises BriefingError (S105) where one tells what its readers may not know."""
    from generator.review.reconcile import write_report
    from generator.runs.export_sources import find_told, name_bodies

    report = write_report(found, name_bodies(dataset, found.audience))
    if found.audience == "internal":
        return report
    # with the surname alone of somebody hidden many stand on a list
    if told := find_told(report, dataset, found.audience, date.today(), surnames=False):
        raise BriefingError(told)
    return report


def _tell(found: Reconciliation) -> None:
    """Say of which rows nothing is written, and how much is new."""
    from generator.review.reconcile.snippets import count_new

    if found.left_out:
        places = ", ".join(f"{found.lists[n].file}:{found.person((n, m)).row}" for n, m in found.left_out[:20])
        more = f" and {len(found.left_out) - 20} more" if len(found.left_out) > 20 else ""
        click.echo(
            f"of {len(found.left_out)} rows nothing is written, since they may be about people whom these readers may"
            f" not know by name: {places}{more}",
            err=True,
        )
    new = count_new(found)
    said = f"{new} recognition{'s' if new > 1 else ''} could be added" if new else "no recognition is new"
    click.echo(f"{said}; a score is no proof: compare each with its list", err=True)


def _ask(
    lists: Sequence[Path], options: Mapping[str, Sequence[str]], columns: Sequence[str]
) -> Mapping[str, AskedOfList]:
    """Return what was said of each file."""
    from generator.authoring.case_import.dates import SPELLINGS
    from generator.review.reconcile.read_list import COLUMNS, AskedOfList

    heads = {}
    for word in columns:
        name, is_pair, head = word.partition("=")
        if not is_pair or name not in COLUMNS:
            raise click.UsageError(f"`{word}`: write NAME=HEAD, where NAME is one of {', '.join(COLUMNS)}")
        heads[name] = head.strip()
    said = {option: _by_file(option, words, lists) for option, words in options.items()}
    asked = {}
    for path in lists:
        body, day, source, country, dates = (said[what].get(path.name) for what in options)
        if dates:
            require_known("spelling of dates", dates, SPELLINGS)
        spelling = next((one for one in SPELLINGS if one == dates), None)
        asked[path.name] = AskedOfList(body, _check_day(day), source, country, spelling, heads)
    return asked


def _check_day(day: str | None) -> str | None:
    from generator.records.schema.partial_dates import parse_date

    try:
        return parse_date(day).written if day else None
    except ValueError as error:
        raise click.UsageError(f"`{day}` is {error}; write a date, such as 2024-05-01") from error


def _by_file(option: str, words: Sequence[str], lists: Sequence[Path]) -> dict[str, str]:
    """Return what an option says of each file, by its name; without a name it is about the only one."""
    found: dict[str, str] = {}
    for word in words:
        name, is_pair, value = word.rpartition("=")
        if not is_pair and len(lists) > 1:
            raise click.UsageError(f"{option} {word}: say of which list, such as {option} {lists[0].name}={word}")
        path = next((path for path in lists if not is_pair or name in (path.name, path.stem, str(path))), None)
        if path is None:
            raise click.UsageError(f"{option} {word}: `{name}` is none of the lists")
        found[path.name] = value.strip()
    return found
