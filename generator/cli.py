"""The command `briefing`: reads its words, calls one function, prints what came of it, and exits.

Exit codes: 0 clean, 1 findings, 2 misuse or crash.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

import click

from generator import __version__
from generator.diagnostics import (
    BriefingError,
    Diagnostic,
    did_you_mean,
    in_order,
    render_github,
    render_json,
    render_text,
)

FORMATS = ("docx", "pdf", "html", "md", "json")
AUDIENCES = ("public", "partner", "confidential", "internal")


def _root() -> Path:
    """Return the workspace: the nearest folder, from here upwards, that holds data/ and briefings/."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "data").is_dir() and (folder / "briefings").is_dir():
            return folder
    raise click.UsageError("there is no workspace here: go to the folder that holds data/ and briefings/")


def _must_be(what: str, name: str, known: Sequence[str]) -> None:
    """Refuse a name that is not among the known ones, with the one that is most like it."""
    if name not in known:
        near = did_you_mean(name, known)
        help = f"did you mean `{near}`?" if near else f"there are: {', '.join(known)}"
        raise click.UsageError(f"there is no {what} `{name}`; {help}")


def _editions(root: Path, asked: Iterable[str]) -> list[str]:
    known = sorted(p.name for p in (root / "briefings").iterdir() if p.is_dir() and not p.name.startswith((".", "_")))
    for name in asked:
        _must_be("edition", name, known)
    return list(asked) or known


def _formats(asked: str) -> list[str]:
    wanted = [name.strip().lower() for name in asked.split(",") if name.strip()]
    for name in wanted:
        _must_be("format", name, FORMATS)
    if not wanted:
        raise click.UsageError(f"name a format; there are: {', '.join(FORMATS)}")
    return wanted


def _show(diagnostics: Iterable[Diagnostic], form: str = "text") -> None:
    found = in_order(diagnostics)
    if form == "json":
        click.echo(render_json(found))
        return
    for diagnostic in found:
        click.echo(render_github(diagnostic) if form == "github" else render_text(diagnostic), err=form == "text")
        if form == "text":
            click.echo(err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=True)
@click.version_option(__version__, "--version", prog_name="briefing", message="%(prog)s %(version)s")
def briefing() -> None:
    """Briefing papers for human rights dialogues, from curated records in YAML.

    \b
    Examples:
      briefing build eu-kazakhstan-2020-11               the paper, in every format, into build/
      briefing build eu-kazakhstan-2020-11 --format pdf  one format only
      briefing check                                     look for faults everywhere
      briefing paginate eu-kazakhstan-2020-11            page numbers for the Word file's contents
      briefing list                                      what there is
    """


@briefing.command()
@click.argument("editions", nargs=-1, metavar="[EDITION]...")
@click.option(
    "--format", "formats", default=",".join(FORMATS), show_default=True, help="Formats, with commas between them."
)
@click.option(
    "--audience", type=click.Choice(AUDIENCES), help="Who it is for; the edition's own audience where nothing is said."
)
@click.option("--lang", default="en", show_default=True, help="Language (BCP 47).")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the files; build/ where nothing is said.",
)
@click.option("--all", "every", is_flag=True, help="Build every edition.")
def build(
    editions: tuple[str, ...], formats: str, audience: str | None, lang: str, out: Path | None, every: bool
) -> None:
    """Make the papers of editions.

    \b
    Example: briefing build eu-kazakhstan-2020-11 --format docx,pdf
    """
    from generator.build.output import file_name, inputs_fingerprint, is_current, last_notices, place

    root = _root()
    wanted = _formats(formats)
    if not editions and not every:
        raise click.UsageError(f"name an edition, or say --all; there are: {', '.join(_editions(root, ()))}")
    failed = False
    for edition in _editions(root, editions):
        folder = (out or root / "build") / edition
        inputs = inputs_fingerprint(root, edition)
        if is_current(folder, inputs, edition, wanted, audience, lang):
            _show(last_notices(folder))
            click.echo(f"{edition}: nothing to do; the papers in {_shown(folder)} are up to date")
            continue
        from generator.build import make

        try:
            made = make(root, edition, wanted, audience, lang)  # type: ignore[arg-type]
            files = {file_name(edition, file.format, made.audience, lang): file for file in made.files}
            placed = place(folder, inputs, files, None if audience else made.audience, made.notices)
        except BriefingError as error:
            _show(error.diagnostics)
            click.echo(f"{edition}: {_count(error.diagnostics)}; no file was touched", err=True)
            failed = True
            continue
        _show(made.notices)
        for path in placed.paths:
            click.echo(_shown(path))
        for path in placed.kept:
            click.echo(
                f"a paper had been changed by hand since it was built; that one is kept as {_shown(path)}", err=True
            )
    if failed:
        sys.exit(1)


@briefing.command(name="list")
def list_() -> None:
    """List the editions and the papers that were built.

    \b
    Example: briefing list
    """
    root = _root()
    for edition in _editions(root, ()):
        click.echo(edition)
        for path in sorted((root / "build" / edition).glob(f"{edition}.*")):
            click.echo(f"  {_shown(path)}")


@briefing.command()
@click.argument("editions", nargs=-1, metavar="[EDITION]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "github")),
    default="text",
    show_default=True,
    help="How to print what was found.",
)
def check(editions: tuple[str, ...], form: str) -> None:
    """Look for faults in the data, the editions and their templates; write nothing.

    \b
    Example: briefing check eu-kazakhstan-2020-11
    """
    from generator.build.check import check_workspace

    root = _root()
    found = check_workspace(root, _editions(root, editions))
    _show(found, form)
    errors = any(d.severity == "error" for d in found)
    if form == "text":
        click.echo(_count(found) if found else "no findings", err=errors)
    sys.exit(1 if errors else 0)


@briefing.command()
@click.argument("edition")
@click.option(
    "--audience", type=click.Choice(AUDIENCES), help="Who it is for; the edition's own audience where nothing is said."
)
@click.option("--lang", default="en", show_default=True, help="Language (BCP 47).")
def paginate(edition: str, audience: str | None, lang: str) -> None:
    """Record the page numbers of the Word file's contents, from LibreOffice's layout.

    \b
    Example: briefing paginate eu-kazakhstan-2020-11
    """
    from generator.build.paginate import paginate as record

    root = _root()
    _editions(root, [edition])
    try:
        path, number = record(root, edition, audience, lang)  # type: ignore[arg-type]
    except BriefingError as error:
        _show(error.diagnostics)
        sys.exit(1)
    click.echo(f"{_shown(path)}: {number} page numbers")


def _shown(path: Path) -> str:
    """Return a path as short as it can be told from here."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _count(found: Iterable[Diagnostic]) -> str:
    by = {severity: sum(d.severity == severity for d in found) for severity in ("error", "warning", "hint")}
    return ", ".join(f"{n} {severity}{'s' if n > 1 else ''}" for severity, n in by.items() if n)


def main() -> NoReturn:
    """Run the command; a crash says so in a line of its own and asks for a report."""
    try:
        briefing.main(standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        sys.exit(2)
    except OSError as error:
        name = Path(str(error.filename)).name if error.filename else "a file"
        click.echo(
            f"briefing stopped: `{name}` can't be read or written: {error.strerror or 'unknown reason'}", err=True
        )
        sys.exit(2)
    except Exception as error:
        # neither a traceback nor the error's own words, which may hold what a reader of this log may not see
        trace = traceback.extract_tb(error.__traceback__)
        ours = [step for step in trace if Path(step.filename).is_relative_to(Path(__file__).parent)] or trace
        place = f"{Path(ours[-1].filename).name}, line {ours[-1].lineno}"
        click.echo(
            f"briefing stopped: a fault of its own ({type(error).__name__} in {place}), not of your files; please report it",
            err=True,
        )
        sys.exit(2)
    sys.exit(0)
