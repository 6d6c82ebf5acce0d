"""`briefing confirm`: what was taken over from an old edition was looked at, and holds."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.base.diagnostics import BriefingError
from generator.cli.printing import count, shorten_path, show
from generator.cli.workspace import check_editions, find_root, require_known

if TYPE_CHECKING:
    from generator.authoring.confirm import Waiting


@click.command()
@click.argument("edition")
@click.argument("sections", metavar="[SECTION…]", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Confirm all that waits in every section.")
def confirm(edition: str, sections: tuple[str, ...], every: bool) -> None:
    """Confirm what EDITION took over from an old one and you have compared with its sources: all of a SECTION, or what
    stands on one line of its file, SECTION:LINE. Without a section it lists what waits.

    Takes the marks `carried_over` away, and changes nothing else in the files.

    \b
    Examples: briefing confirm eu-kazakhstan-2024-11
              briefing confirm eu-kazakhstan-2024-11 overview annex-changes:2
    """
    from generator.authoring.confirm import confirm as take_away
    from generator.authoring.confirm import list_sections, list_waiting, read_section

    root = find_root()
    name = check_editions(root, [edition])[0]
    known = list_sections(root, name)
    asked = [section.removesuffix(".yaml").partition(":")[::2] for section in sections]
    for section, _ in asked:
        require_known("section", section, known)
    if every and sections:
        raise click.UsageError("name sections, or say --all for every one of them")
    try:
        waiting = {one: list_waiting(read_section(root, name, one)[2]) for one in known}
        if not every and not sections:
            _list(root, name, waiting)
            return
        chosen = waiting if every else _choose(asked, waiting)
        changed = take_away(root, name, {section: found for section, found in chosen.items() if found})
    except BriefingError as error:
        show(error.diagnostics)
        click.echo(f"{name}: {count(error.diagnostics)}; nothing was confirmed", err=True)
        sys.exit(1)
    for path, number in changed.items():
        click.echo(f"{shorten_path(path)}: {_places(number)} confirmed")
    left = sum(map(len, waiting.values())) - sum(changed.values())
    click.echo(f"{_places(left)} left" if left else "nothing is left to be confirmed", err=True)


def _choose(asked: Sequence[tuple[str, str]], waiting: dict[str, list[Waiting]]) -> dict[str, list[Waiting]]:
    """Return what was named: all of a section, or what waits on a line of it."""
    chosen: dict[str, list[Waiting]] = {}
    for section, line in asked:
        found = waiting[section]
        if line:
            found = [one for one in found if str(one.line) == line]
            if not found:
                lines = ", ".join(dict.fromkeys(str(one.line) for one in waiting[section]))
                there = f"lines with such marks: {lines}" if lines else "nothing in it waits"
                raise click.UsageError(f"nothing waits on line `{line}` of {section}; {there}")
        chosen.setdefault(section, [])
        chosen[section] += [one for one in found if one not in chosen[section]]
    return chosen


def _list(root: Path, edition: str, waiting: dict[str, list[Waiting]]) -> None:
    """Print what waits in each section, with its lines; exit with 1 where anything does."""
    for section, found in waiting.items():
        if found:
            path = shorten_path(root / "briefings" / edition / f"{section}.yaml")
            lines = ", ".join(str(one.line) for one in found[:12]) + (", …" if len(found) > 12 else "")
            click.echo(f"{path}: {_places(len(found))}, line{'s' * (len(found) > 1)} {lines}")
    total = sum(map(len, waiting.values()))
    if not total:
        click.echo("nothing waits to be confirmed", err=True)
        return
    click.echo(f"{_places(total)} to confirm: name the sections that you have compared, or say --all", err=True)
    sys.exit(1)


def _places(number: int) -> str:
    return f"{number} place{'s' * (number != 1)}"
