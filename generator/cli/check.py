"""`briefing check` and `briefing paginate`: look for faults; record the pages of a layout."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from generator.base.diagnostics import BriefingError, has_errors, make_printable
from generator.cli.printing import count, shorten_path, show
from generator.cli.workspace import AUDIENCES, check_editions, choose_edition, choose_lang, find_root, require_known

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.base.diagnostics import Diagnostic
    from generator.runs.checked import Checked
    from generator.runs.first_look import FirstLook


@click.command()
@click.argument("editions", nargs=-1, metavar="[EDITION]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "github", "sarif")),
    default="text",
    show_default=True,
    help="How to print what was found.",
)
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@click.option("--rule", "rules", multiple=True, metavar="CODE", help="Tell of these rules alone, such as T501.")
def check(editions: tuple[str, ...], form: str, strict: bool, rules: tuple[str, ...]) -> None:
    """Look for faults in the data, the editions and their templates; write nothing.

    What is judged about sources, names and words, and why, stands in docs/rules.md. Where it takes long, slips in the
    form of what was saved since the last check are named at once.

    \b
    Example: briefing check eu-kazakhstan-2020-11
    """
    from generator.runs.checked import check_or_recall

    root = find_root()
    if rules:
        from generator.review.lint import list_rules

        for code in rules:
            require_known("rule", code, list_rules())
    # a program that reads what was found gets all of it, once; and no rule is about the form of a file
    tell_first = _show_first if form == "text" and not rules else None
    checked = check_or_recall(root, check_editions(root, editions), tell_first)
    found: Sequence[Diagnostic] = checked.findings
    if rules:
        found = [d for d in found if d.code in rules]
    show(found, form, to_error=False, whole=bool(rules))
    errors = has_errors(found) or (strict and any(d.severity == "warning" for d in found))
    if form == "text":
        click.echo(f"{count(found) if found else 'no findings'}; read: {_say_read(checked)}")
    sys.exit(1 if errors else 0)


def _show_first(first: FirstLook) -> None:
    """Print on standard error where a first look found slips, in no word of the files themselves. The check goes on
    though nobody can be told there."""
    if first.findings:
        with suppress(OSError):
            click.echo("\n".join(_say_first(first)), err=True)


def _say_first(first: FirstLook) -> Iterator[str]:
    number = f"{first.saved:,}" if first.looked == first.saved else f"{first.looked:,} of {first.saved:,}"
    files = "file that was" if first.saved == 1 else "files that were"
    yield f"first look, at {number} {files} saved since the last check; the whole check follows:"
    for (file, line, column), severity, kind in first.findings[:_MOST_FIRST]:
        place = f"{make_printable(file)}:{line}:{column}"
        yield f"{place}: {severity} {kind.id} {kind.name} (`briefing explain {kind.id}`)"
    if len(first.findings) > _MOST_FIRST:
        yield f"and {len(first.findings) - _MOST_FIRST:,} more"
    yield ""


_MOST_FIRST = 20
"""Slips that a first look names: the whole check names more."""


def _say_read(checked: Checked) -> str:
    """Return how much was read."""
    parts = [(checked.editions, "edition"), (checked.records, "record"), (checked.files, "file")]
    return ", ".join(_say_many(number, noun) for number, noun in parts)


def _say_many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@click.command()
@click.argument("edition", required=False)
@click.option(
    "--audience", type=click.Choice(AUDIENCES), help="Who it is for; the edition's own audience where nothing is said."
)
@click.option("--lang", help="Language (BCP 47); that of the edition where nothing is said.")
def paginate(edition: str | None, audience: str | None, lang: str | None) -> None:
    """Record the page numbers of the Word file's contents, from LibreOffice's layout.

    \b
    Example: briefing paginate eu-kazakhstan-2020-11
    """
    from generator.runs.paginate import paginate as record

    root = find_root()
    edition = choose_edition(root, edition)
    lang = choose_lang(root, edition, lang)
    try:
        path, number = record(root, edition, audience, lang)  # type: ignore[arg-type]
    except BriefingError as error:
        show(error.diagnostics)
        sys.exit(1)
    click.echo(f"{shorten_path(path)}: {_say_many(number, 'page number')}")
