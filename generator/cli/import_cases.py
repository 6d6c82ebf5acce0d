"""`briefing import cases`: take lists of others, and sheets of our own, into the records."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.printing import count, shorten_path, show
from generator.cli.workspace import choose_country, find_root, require_known

if TYPE_CHECKING:
    from generator.authoring.case_import.mapping import ListMapping
    from generator.authoring.case_import.merge import ValueChange
    from generator.authoring.case_import.plan import ImportPlan, RowOutcome
    from generator.base.sheets import Sheet
    from generator.records.load import Dataset

_SHOWN = 160
"""Letters of a value that are printed."""


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--map",
    "mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A mapping file (YAML): which of their columns say which field of ours.",
)
@click.option("--country", metavar="COUNTRY", help="The country of new cases, where there are several.")
@click.option("--sheet", metavar="NAME", help="Which sheet of a workbook is read.")
@click.option("--dates", metavar="SPELLING", help="How dates are written: day first, month first, year first.")
@click.option("--write", is_flag=True, help="Do it. Without this nothing is written; on a terminal you are asked.")
def cases(
    file: Path, mapping: Path | None, country: str | None, sheet: str | None, dates: str | None, write: bool
) -> None:
    """Take the people of FILE, a workbook (.xlsx), a CSV or JSON Lines (.jsonl), into the cases of a country.

    It lists what would become of each row (new, changed, unchanged, refused) and writes nothing before you say so.
    Where one row is refused, none is taken in.

    \b
    Examples: briefing import cases prisoners.xlsx --map prisoners.yaml
              briefing import cases cases.internal.csv --write
    """
    from generator.authoring.case_import.dates import SPELLINGS
    from generator.authoring.case_import.mapping import ListMapping, read_mapping
    from generator.authoring.case_import.read_list import read_list
    from generator.base.diagnostics import BriefingError, has_errors, make_printable
    from generator.base.files import write_files
    from generator.records.load import add_excerpts, load

    root = find_root()
    if dates:
        require_known("spelling of dates", dates, SPELLINGS)
    said = read_mapping(mapping) if mapping else ListMapping()
    said = said.model_copy(update={"dates": dates or said.dates, "sheet": sheet or said.sheet})
    place = choose_country(root, country or said.country)
    listed = read_list(file, said.sheet, said.head)
    dataset, problems = load(root)
    faults = [problem for problem in problems if problem.origin.file.startswith("data/")]
    if has_errors(faults):
        show(add_excerpts(faults, dataset.lines))
        click.echo("mend these records first: who stands in them is not known, and would be added again", err=True)
        sys.exit(1)
    try:
        plan, answered = _plan(dataset, listed, said, place)
    except BriefingError as error:
        show(error.diagnostics)
        click.echo(f"{file.name}: {count(error.diagnostics)}; nothing was written", err=True)
        sys.exit(1)
    _tell(plan, place)
    show(plan.problems)
    if answered:
        lines = [make_printable(line) for line in answered.split("\n")]
        click.echo("\n".join(["to be asked no more, put these answers into the mapping file:", *lines]), err=True)
    if has_errors(plan.problems):
        click.echo(f"{file.name}: {count(plan.problems)}; nothing is written before each row can be", err=True)
        sys.exit(1)
    if not plan.files:
        click.echo("nothing to write")
        return
    if not write and not (sys.stdin.isatty() and click.confirm(f"Write {_count_files(plan)}?")):
        click.echo("nothing was written; `--write` does it")
        return
    write_files(plan.files, root, was=plan.was, within=root)
    for path in plan.files:
        click.echo(shorten_path(path))
    click.echo("now see what `briefing check` says", err=True)
    if any(one.outcome == "new" for one in plan.outcomes):
        click.echo("new cases are in no paper before a section names them: `prisoners:`, `profiles:`", err=True)


def _plan(dataset: Dataset, listed: Sheet, mapping: ListMapping, country: str) -> tuple[ImportPlan, str]:
    """Return what would become of each row, and what was answered at the terminal, as a mapping file says it; what is
    left open there stays a fault, as it is where nobody can be asked."""
    from generator.authoring.case_import.plan import plan_import
    from generator.authoring.case_import.questions import write_answers
    from generator.cli.import_answers import ask_open

    plan, said, left = plan_import(dataset, listed, mapping, country), mapping, set[str]()
    while sys.stdin.isatty() and (answered := ask_open(plan, said, left)) != said:
        said = answered
        plan = plan_import(dataset, listed, said, country)
    return plan, write_answers(mapping, said)


def _tell(plan: ImportPlan, country: str) -> None:
    """Print what would become of each row, value by value, and how many of each there are."""
    from generator.base.diagnostics import make_printable

    for one in plan.outcomes:
        click.echo(_tell_row(one))
        if one.near:
            click.echo(f"  near are also: {make_printable(', '.join(one.near))}")
        for line in _tell_new(one) if one.outcome == "new" else map(_tell_change, one.changes):
            click.echo(f"  {line}")
    kinds = ("new", "changed", "unchanged", "skipped", "refused")
    counted = {kind: sum(one.outcome == kind for one in plan.outcomes) for kind in kinds}
    click.echo(", ".join(f"{number} {kind}" for kind, number in counted.items() if number) or "the list has no rows")
    if counted["new"]:
        click.echo(
            f"new cases go into data/{country}/cases/, where a record that says nothing else is for `{plan.visibility}`"
        )


def _tell_row(one: RowOutcome) -> str:
    from generator.base.diagnostics import make_printable

    by = {"id": ", by its id", "name": ", by the name", "answer": ", as you answered", "sheet": ", by its id"}
    who = f": {make_printable(one.name)}" if one.name else ""
    id = f" ({one.id}{by.get(one.how or '', '')})" if one.id else ""
    return f"row {one.row}: {one.outcome}{who}{id}"


def _tell_new(one: RowOutcome) -> Iterator[str]:
    """Yield each value of a new case, by the column that would say it."""
    from generator.records.case_cells import write_cells

    for key, text in write_cells({str(change.path[0]): change.after for change in one.changes}):
        yield f"{key}: {_say(text)}"


def _tell_change(change: ValueChange) -> str:
    key = ".".join(str(step + 1) if isinstance(step, int) else step for step in change.path)
    if change.before is None:
        return f"+ {key}: {_say(change.after)}"
    return f"{key}: {_say(change.before)} → {_say(change.after)}"


def _say(value: object) -> str:
    """Return a value on one line: `date: 2020-04, stage: arrested`."""
    from generator.base.diagnostics import make_printable

    def words(node: object) -> str:
        if isinstance(node, dict):
            return "{" + ", ".join(f"{key}: {words(inner)}" for key, inner in node.items()) + "}"
        return "[" + ", ".join(map(words, node)) + "]" if isinstance(node, list) else str(node)

    said = make_printable(words(value))
    return said if len(said) <= _SHOWN else f"{said[: _SHOWN - 1]}…"


def _count_files(plan: ImportPlan) -> str:
    number = len(plan.files)
    return f"{number} file{'s' if number > 1 else ''}"
