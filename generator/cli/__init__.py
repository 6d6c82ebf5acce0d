"""The command `briefing`: reads its words, calls one function, prints what came of it, and exits.

One module for each group of commands. Exit codes: 0 clean, 1 findings, 2 misuse or crash.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from generator import __version__
from generator.base.diagnostics import BriefingError
from generator.base.gc import pause_collection
from generator.cli.printing import show

_COMMANDS = {
    "init": "init",
    "new": "new",
    "confirm": "confirm",
    "preview": "preview",
    "check": "check",
    "explain": "explain",
    "fmt": "fmt",
    "build": "build",
    "annex": "annex",
    "digest": "digest",
    "paginate": "check",
    "list": "list",
    "targets": "targets",
    "diff": "diff",
    "sources": "sources",
    "import": "import_",
    "export": "export",
    "reconcile": "reconcile",
    "verify-all": "verify_all",
    "issue": "issue",
    "verify": "prove",
    "sign": "prove",
    "rename": "rename",
    "withdraw": "withdraw",
    "template": "template",
    "schema": "schema",
}
"""The module of each command, in the order of work."""


class _LateCommands(Mapping[str, click.Command]):
    """The commands by name; the module of one is loaded when somebody asks for it."""

    def __getitem__(self, name: str) -> click.Command:
        module = import_module(f"generator.cli.{_COMMANDS[name]}")
        found = (one for one in vars(module).values() if isinstance(one, click.Command) and one.name == name)
        return next(found)

    def __iter__(self) -> Iterator[str]:
        return iter(_COMMANDS)

    def __len__(self) -> int:
        return len(_COMMANDS)


class _Commands(click.Group):
    """The commands in the order of work, each with its whole first line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            lines = [(name, (one.help or "").split("\n\n")[0]) for name, one in self.commands.items()]
            formatter.write_dl([(name, " ".join(said.split())) for name, said in lines])

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name in ("help", "/?", "-?", "?") and name not in self.commands:
            return click.Command("help", callback=lambda: click.echo(self.get_help(ctx)))
        return super().get_command(ctx, name)


@click.group(
    cls=_Commands,
    commands=_LateCommands(),
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
)
@click.version_option(__version__, "--version", prog_name="briefing", message="%(prog)s %(version)s")
def briefing() -> None:
    """Briefing papers for human rights dialogues, from curated records in YAML.

    \b
    Examples:
      briefing init                                      a workspace of your own, with a first paper
      briefing build eu-kazakhstan-2020-11               the paper, in every format, into build/
      briefing build eu-kazakhstan-2020-11 --format pdf  one format only
      briefing build --all                               every paper, and a page of each country that leads to them
      briefing digest kazakhstan                         that page alone
      briefing annex eu-kazakhstan-2020-11               its list of prisoners alone, also as a sheet
      briefing check                                     look for faults everywhere
      briefing explain D102                              what a code means, and what to do
      briefing paginate eu-kazakhstan-2020-11            page numbers for the Word file's contents
      briefing list                                      what there is
      briefing targets --format json                     what there is to build, for other programs
      briefing new edition NEW --from OLD                the next edition, made from an old one
      briefing new case                                  a new record: it asks for what is needed
      briefing confirm NEW overview                      what it took over in a section holds: I compared it
      briefing diff OLD NEW                              what changed from one edition to another
      briefing import cases LIST.xlsx                    people of a list, after a look at what would become of each
      briefing export cases --audience internal          all cases as a sheet, to be edited and imported again
      briefing fmt                                       the YAML files in one layout
      briefing rename case:OLD NEW                       another id for a record, in every file that names it
      briefing withdraw case-12                          name somebody no more, and list where the person stands
      briefing import sources library.bib                sources of Zotero's into the records
      briefing export sources --audience public          the records' sources for Zotero and others
      briefing reconcile LIST.csv --of ORG --as-of DATE  compare others' lists of prisoners with our cases
      briefing verify-all NEW --as-of DATE --by SOURCE   state once of many that they are still as the records tell
      briefing sources eu-kazakhstan-2020-11             every sentence with its sources, as a sheet to sign
      briefing schema --vscode                           let your editor complete and check the YAML files
      briefing preview eu-kazakhstan-2020-11             the paper in the browser while you write
      briefing template check                            what is wrong with the templates, and where
      briefing issue NEW                                 make it final, and keep what it says
      briefing verify FILE                               from what it was made, and whether it was changed since
      briefing sign FILE --key KEY                       sign a finished file with your SSH key
    """


def _fail(error: OSError) -> NoReturn:
    raise error


def _more(error: click.ClickException) -> str:
    """Return where to read on after a word that no command knows."""
    context = getattr(error, "ctx", None)
    if (type(error) is click.UsageError and "No such command" not in error.message) or context is None:
        return ""
    return f" (`{context.command_path} --help` shows what there is)"


def _shorten(path: Path) -> Path:
    """Return how a file is called from the current folder; nothing is looked up, for that may fail again."""
    with suppress(OSError):
        here = Path.cwd()
        return path.relative_to(here) if path.is_relative_to(here) else path
    return path


def main(failed: OSError | None = None) -> NoReturn:
    """Run the command; a crash says so in a line of its own and asks for a report. What has `failed` already, when
    lines were written out before the command was loaded, ends as if the command had met it."""
    command = click.Command("briefing", callback=partial(_fail, failed)) if failed else briefing
    words = sys.argv[1:]
    try:
        with pause_collection():
            command.main([] if failed else None, prog_name="briefing", standalone_mode=False, obj=words)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        click.echo(f"briefing: {error.format_message()}{_more(error)}", err=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        sys.exit(2)
    except BriefingError as error:  # of a command that has nothing more to say about it
        show(error.diagnostics)
        sys.exit(2)
    except OSError as error:
        path = Path(str(error.filename)) if error.filename else None
        inner = path is not None and path.is_relative_to(Path(__file__).parent.parent)
        name = "a file of the program itself" if inner else f"`{_shorten(path)}`" if path else "a file"
        help = "; install the program anew" if inner else ""
        click.echo(
            f"briefing stopped: {name} can't be read or written: {error.strerror or 'unknown reason'}{help}", err=True
        )
        sys.exit(2)
    except Exception as error:
        # neither a traceback nor the error's own words, which may hold what a reader of this log may not see
        from generator.cli.fault_mark import make_mark

        click.echo(
            "briefing stopped: a fault of its own, not of your files; please report it with its mark"
            f" {make_mark(error)} and what `briefing --version` says",
            err=True,
        )
        sys.exit(2)
    sys.exit(0)
