"""`briefing diff`: what changed from one edition to another."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.base.diagnostics import BriefingError
from generator.cli.printing import count, shorten_path, show
from generator.cli.workspace import AUDIENCES, check_editions, choose_lang, find_root, require_known

if TYPE_CHECKING:
    from generator.review.diff_report import Report, Role
    from generator.runs.compare import ComparedEdition

DIFF_FORMATS = ("text", "md", "html", "json", "docx")
TOPICS = ("edition", "cases", "statements", "recommendations", "prose", "lists", "figures", "events", "laws",
          "organisations", "people", "countries", "dialogues", "themes", "standards", "sources")  # fmt: skip
_WIDTH = 100
"""Columns of text that goes to no terminal."""


@click.command()
@click.argument("old", metavar="OLD", required=False)
@click.argument("new", metavar="[NEW]", required=False)
@click.option(
    "--at",
    "revisions",
    multiple=True,
    metavar="REV",
    help="Compare OLD as it was at a git revision with how it is; given twice, with how it was at the second.",
)
@click.option("--only", metavar="TOPICS", help=f"With commas between them: {', '.join(TOPICS)}.")
@click.option("--stat", is_flag=True, help="Numbers alone.")
@click.option(
    "--format",
    "form",
    type=click.Choice(DIFF_FORMATS),
    default="text",
    show_default=True,
    help="How to print it; docx is the new paper with tracked changes.",
)
@click.option(
    "--audience", type=click.Choice(AUDIENCES), help="Who reads it; each edition's own audience where nothing is said."
)
@click.option("--lang", help="Language (BCP 47); that of the new edition where nothing is said.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 where something changed.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write instead of printing.")
def diff(
    old: str | None,
    new: str | None,
    revisions: tuple[str, ...],
    only: str | None,
    stat: bool,
    form: str,
    audience: str | None,
    lang: str | None,
    exit_code: bool,
    out: Path | None,
) -> None:
    """Tell in words what changed from OLD to NEW: cases, recommendations, prose, figures, sources.

    OLD and NEW are editions, or folders of editions in other workspaces (path/to/briefings/EDITION).

    \b
    Examples: briefing diff eu-kazakhstan-2020-11 eu-kazakhstan-2024-04
              briefing diff eu-kazakhstan-2024-04 --at main --format md
              briefing diff eu-kazakhstan-2020-11 eu-kazakhstan-2024-04 --only cases --stat
    """
    topics = _topics(only)
    if form == "docx" and (stat or topics or out is None):
        raise click.UsageError(
            "--format docx writes the whole paper: name a file with --out, and leave out --only and --stat"
        )
    try:
        with ExitStack() as stack:
            was, is_ = _sides(old, new, revisions, stack)
            today = find_root() if revisions else None
            lang = choose_lang(is_.root, is_.edition, lang)
            data, changed = _made(was, is_, topics, stat, form, audience, lang, out, today)
    except BriefingError as error:
        show(error.diagnostics)
        click.echo(f"nothing was compared: {count(error.diagnostics)}", err=True)
        sys.exit(2)
    if out:
        from generator.base.files import write_file

        write_file(out, data)
        click.echo(shorten_path(out))
    else:
        click.echo(data.decode(), nl=False)
    sys.exit(1 if exit_code and changed else 0)


def _topics(only: str | None) -> list[str]:
    wanted = [name.strip().lower() for name in (only or "").split(",") if name.strip()]
    for name in wanted:
        require_known("topic", name, TOPICS)
    if only is not None and not wanted:
        raise click.UsageError(f"name a topic; there are: {', '.join(TOPICS)}")
    return wanted


def _sides(
    old: str | None, new: str | None, revisions: tuple[str, ...], stack: ExitStack
) -> tuple[ComparedEdition, ComparedEdition]:
    """Return both sides; what stands at a revision is written into a folder that lasts as long as the stack."""

    if old is None or (new is None and not revisions):
        known = ", ".join(check_editions(find_root(), ()))
        raise click.UsageError(
            "name two editions, or say with --at at which git revision the one is to be compared; there are: " + known
        )
    if not revisions:
        assert new is not None
        return _where(old), _where(new)
    if new is not None or len(revisions) > 2:
        raise click.UsageError("--at compares one edition with itself: name one edition, and one or two revisions")
    here = _where(old, known=len(revisions) == 1)
    sides = list(_at(here, revisions, stack))
    return (sides[0], here) if len(sides) == 1 else (sides[0], sides[1])


def _at(here: ComparedEdition, revisions: tuple[str, ...], stack: ExitStack) -> Iterator[ComparedEdition]:
    from generator.runs.compare import ComparedEdition
    from generator.runs.git_revision import write_revision
    from generator.runs.masked import mask_names

    for revision in revisions:
        from tempfile import TemporaryDirectory

        folder = Path(stack.enter_context(TemporaryDirectory(prefix="briefing-")))
        try:
            write_revision(here.root, revision, folder)
            mask_names(folder, here.root)
        except BriefingError as error:  # about the revision, and no line of any file
            told = error.diagnostics[0]
            raise click.UsageError(f"{told.message}; {told.help}") from None
        if not (folder / "briefings" / here.edition / "edition.yaml").is_file():
            raise click.UsageError(f"there is no edition `{here.edition}` at `{revision}`")
        yield ComparedEdition(folder, here.edition, revision)


def _where(name: str, known: bool = True) -> ComparedEdition:
    """Return the edition that is meant: one of this workspace by its name, one of another by its folder."""
    from generator.runs.compare import ComparedEdition

    folder = Path(name)
    if "/" not in name and "\\" not in name:
        root = find_root()
        return ComparedEdition(root, check_editions(root, [name])[0] if known else name)
    if (folder / "edition.yaml").is_file() and folder.resolve().parent.name == "briefings":
        found = folder.resolve()
        return ComparedEdition(found.parents[1], found.name, str(folder))
    if (folder / "briefings").is_dir():
        names = sorted(p.name for p in (folder / "briefings").iterdir() if p.is_dir())
        raise click.UsageError(
            f"`{name}` is a workspace; name an edition in it:"
            f" {', '.join(str(folder / 'briefings' / one) for one in names)}"
        )
    raise click.UsageError(
        f"`{name}` is no folder of an edition: it holds no edition.yaml, or does not stand in briefings/"
    )


def _made(
    old: ComparedEdition,
    new: ComparedEdition,
    topics: list[str],
    stat: bool,
    form: str,
    audience: str | None,
    lang: str,
    out: Path | None,
    today: Path | None,
) -> tuple[bytes, bool]:
    """Return what is to be printed, and whether anything changed."""
    from generator.runs.compare import compare_editions, make_redline

    if form == "docx":
        return make_redline(old, new, audience, lang, today)  # type: ignore[arg-type]
    report = compare_editions(old, new, audience, lang, topics, today)  # type: ignore[arg-type]
    if form == "text":
        return _text(report, stat, None if out else _painter()), bool(report.changes)
    if form == "md":
        from generator.review.diff_report.markdown import write_report_markdown

        return write_report_markdown(report, stat), bool(report.changes)
    if form == "html":
        from generator.review.diff_report.html import write_report_html

        return write_report_html(report, stat), bool(report.changes)
    from generator.review.diff_report.json import write_report_json

    return write_report_json(report, stat), bool(report.changes)


# ── the terminal ──────────────────────────────────────────────────────────────────────────────────────────────────────

_LOOKS = {"old": {"fg": "red", "strikethrough": True}, "new": {"fg": "green", "underline": True}, "was": {"fg": "red"},
          "is": {"fg": "green"}, "strong": {"bold": True}, "quiet": {"dim": True}}  # fmt: skip


def _painter() -> bool:
    """Tell whether words are coloured: on a terminal, unless NO_COLOR (https://no-color.org) says otherwise."""
    import os

    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _paint(text: str, role: Role) -> str:
    look = _LOOKS.get(role)
    return click.style(text, **look) if look else text  # type: ignore[arg-type]


def _text(report: Report, stat: bool, coloured: bool | None) -> bytes:
    from generator.review.diff_report.stat import write_stat_lines
    from generator.review.diff_report.text import write_report_lines

    width = min(shutil.get_terminal_size((_WIDTH, 24)).columns, 140) if sys.stdout.isatty() else _WIDTH
    lines = write_stat_lines(report) if stat else write_report_lines(report, width, _paint if coloured else None)
    return ("\n".join(lines) + "\n").encode()
