"""`briefing fmt`: the YAML files of the workspace in one layout."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.base.diagnostics import BriefingError
from generator.base.inputs import read_input
from generator.cli.printing import count, show
from generator.cli.workspace import find_root

if TYPE_CHECKING:
    from generator.authoring.fmt.files import ChangedFile
    from generator.base.diagnostics import Diagnostic

_SHOWN = 12
"""Lines of a file's changes that `--check` prints."""


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True, path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; list the files that would change, and exit with 1.")
def fmt(paths: tuple[Path, ...], check: bool) -> None:
    """Lay out the YAML of data/, briefings/ and templates/ in one way: order, indentation, quotation marks, one
    sentence a line.

    Comments and empty lines stay. What a file says does not change.

    \b
    Example: briefing fmt data/kazakhstan
    """
    from generator.authoring.fmt.files import FOLDERS, lay_out

    root = find_root()
    for path in paths:
        if path.is_file() and path.suffix != ".yaml":
            raise click.UsageError(f"`{path.name}` is no YAML file of records: their names end in .yaml")
    changed, problems = lay_out(root, paths or [root / name for name in FOLDERS], not check)
    told = {problem.origin.file for problem in problems}
    closed = _closed(root, changed, problems) if problems or (check and changed) else frozenset()
    for one in changed:
        if one.file not in told:
            click.echo(one.file)
            if check:
                _tell(one, one.file in closed)
    if problems:
        _show(root, problems, closed)
        click.echo(f"{count(problems)}; these files are as they were", err=True)
    if not check:
        sys.exit(1 if problems else 0)
    click.echo(_counted(len(changed)), err=bool(changed))
    sys.exit(1 if changed or problems else 0)


def _counted(number: int) -> str:
    if not number:
        return "every file is laid out"
    return f"{number} file{'s' if number > 1 else ''} would be laid out otherwise; run `briefing fmt`"


def _closed(root: Path, changed: list[ChangedFile], problems: list[Diagnostic]) -> frozenset[str]:
    """Return the files of which no line may be shown: logs are read by everybody."""
    from generator.paper.select import list_closed_files
    from generator.records.load import load

    dataset, _ = load(root, [])
    return frozenset(list_closed_files(dataset, "public"))


def _show(root: Path, problems: list[Diagnostic], closed: frozenset[str]) -> None:
    from generator.records.load import add_excerpts

    names = {problem.origin.file for problem in problems} - closed
    lines: dict[str, list[str]] = {}
    for name in names:
        with contextlib.suppress(OSError, BriefingError):  # what may not be read is not quoted
            lines[name] = read_input(root / name, root).decode("utf-8-sig", "replace").splitlines()
    show(add_excerpts(problems, lines))


def _tell(one: ChangedFile, closed: bool) -> None:
    """Print the first changes of a file; of one that holds more than everybody may see, the numbers of lines alone."""
    import difflib

    rows = list(difflib.unified_diff(one.before.splitlines(), one.after.splitlines(), n=0, lineterm=""))[2:]
    if closed:
        rows = [row for row in rows if row.startswith("@@")]
    for row in rows[:_SHOWN]:
        click.echo(f"  {row if len(row) < 160 else row[:159] + '…'}")
    if len(rows) > _SHOWN:
        click.echo(f"  … {len(rows) - _SHOWN} more lines")
