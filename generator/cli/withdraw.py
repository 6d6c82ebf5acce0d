"""`briefing withdraw`: somebody asks to be named no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

import click

from generator.cli.printing import shorten_path
from generator.cli.workspace import find_root

if TYPE_CHECKING:
    from generator.runs.withdraw import FoundFile

_TO_DO: Mapping[str, tuple[str, str]] = {
    "edition": (
        "In the files of editions:",
        "take the person out; `briefing check` names each place that is left. Of a final edition make a corrected one:"
        " `briefing new edition NEW --from OLD`",
    ),
    "data": (
        "In other records:",
        "word them without the person; a source that stands inside the record and that others cite moves to a file of"
        " sources, if it does not name the person",
    ),
    "signatures": ("In signatures:", "sign the changed sentences anew, and take out what is signed for nothing"),
    "issued": (
        "In papers that were issued:",
        "keep them as they are until the corrected edition is out, then delete them; ask everybody who got such a"
        " paper to delete it, and take it off every page",
    ),
    "built": ("In files that were built:", "delete them and build anew; ask everybody who got one to delete it"),
    "unread": ("Files that can't be read:", "look into them yourself, or delete them"),
}
"""Kinds of files in the order in which they are listed: the heading, and what to do with each."""

_CALLED = {"name": "a name", "surname": "a surname, perhaps of somebody else", "id": "the id", "source": "its source",
           "photograph": "the photograph"}  # fmt: skip


@click.command()
@click.argument("case")
@click.option(
    "--on", "day", metavar="DATE", help="When the person asked for it: 2024-05-01, 2024-05 or 2024; today by default."
)
@click.option("--list", "only_list", is_flag=True, help="Change nothing: list the files alone.")
def withdraw(case: str, day: str | None, only_list: bool) -> None:
    """Name the person of CASE no more: close the record, and list every file in which the person stands.

    The record stays, closed to everybody, so that nobody adds the person again.

    \b
    Example: briefing withdraw case-12 --on 2024-05-01
    """
    from generator.base.diagnostics import suggest
    from generator.records.load import load
    from generator.records.resolve.telling_ids import tells_name
    from generator.records.schema.partial_dates import parse_date
    from generator.runs.withdraw import find_files_naming
    from generator.runs.withdraw import withdraw as mark

    root = find_root()
    dataset, _ = load(root)
    id = case.removeprefix("case:")
    if id not in dataset.cases:
        raise click.UsageError(f"there is no case `{id}`; {suggest(id, dataset.cases, 'look at data/')}")
    said = day or date.today().isoformat()
    try:
        parse_date(said)
    except ValueError:
        raise click.UsageError(f"`{said}` is no date: write 2024-05-01, 2024-05 or 2024") from None
    found = list(find_files_naming(dataset, id))
    if not only_list:
        path = mark(dataset, id, said)
        click.echo(f"{shorten_path(path)}: closed to everybody; no output names the person any more")
        if tells_name(dataset.cases[id].record.names, id):
            click.echo(f"the id tells the name: `briefing rename case:{id} case-{len(dataset.cases) + 1}` moves it")
    for kind, (heading, to_do) in _TO_DO.items():
        _list(heading, to_do, [one for one in found if one.kind == kind])
    if not found:
        click.echo("no other file of data/, briefings/ and build/ has the person in it")
    click.echo(
        "\nNo list knows of files that were built elsewhere (--out), sent or printed; and git keeps what once stood in"
        " its history."
    )


def _list(heading: str, to_do: str, files: Iterable[FoundFile]) -> None:
    """Print the files of a kind, with what was found in each, and what to do."""
    listed = [f"  {shorten_path(one.path)}{_lines(one.lines)}{_what(one.found)}" for one in files]
    if listed:
        click.echo("\n".join([f"\n{heading}", *listed, f"  To do: {to_do}."]))


def _lines(numbers: tuple[int, ...]) -> str:
    return f", line{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}" if numbers else ""


def _what(found: tuple[str, ...]) -> str:
    told = [one for one in _CALLED if one in found and (one != "surname" or not {"name", "id"} & {*found})]
    return f" ({', '.join(_CALLED[one] for one in told)})" if told else ""
