"""`briefing init`: begin a workspace of one's own."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.base.diagnostics import BriefingError
from generator.cli.printing import count, shorten_path, show
from generator.cli.workspace import AUDIENCES, require_known

if TYPE_CHECKING:
    from generator.authoring.start import Answers

_NEEDED = {"organisation": "your organisation", "country": "the country", "dialogue": "the dialogue"}
"""What nobody can guess, and what it is called."""


@click.command()
@click.argument("folder", metavar="[DIR]", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option("--organisation", metavar="NAME", help="Who writes: the name of your organisation.")
@click.option("--short", metavar="NAME", help="Its short name, where it has one.")
@click.option("--country", metavar="NAME", help="The country that the first paper is about.")
@click.option("--adjective", metavar="WORD", help="What is of that country, such as Kazakhstani.")
@click.option("--dialogue", metavar="NAME", help="The dialogue that it is for.")
@click.option("--title", metavar="TEXT", help="What the paper is called.")
@click.option("--as-of", metavar="DATE", help="The day after which it tells nothing; today by default.")
@click.option("--language", metavar="TAG", help="The language that it is written in; en by default.")
@click.option("--audience", type=click.Choice(AUDIENCES), help="Who reads the first paper; public by default.")
@click.option(
    "--visibility",
    type=click.Choice(AUDIENCES),
    default="internal",
    show_default=True,
    help="Who may see a record that does not say so itself; never asked.",
)
def init(folder: Path, **said: str | None) -> None:
    """Begin a workspace of your own: data, a first paper that builds at once, settings, and an invented example.

    It asks what it needs to know, at most nine things, and writes nothing over.

    \b
    Examples: briefing init
              briefing init papers --organisation "Zaptinar Watch" --country Zaptinar --dialogue "EU-Zaptinar Dialogue"
    """
    from generator.authoring.start import begin_workspace, list_taken
    from generator.base.files import recover

    if folder.is_dir():
        recover(folder)  # what a killed run began to write there
    if taken := list_taken(folder):
        there = ", ".join(f"`{name}`" for name in taken)
        raise click.UsageError(f"there is {there} there already, and nothing is written over: name another folder")
    missing = [name for name in _NEEDED if not said[name]]
    asking = bool(missing) and sys.stdin.isatty()
    if missing and not asking:
        words = " ".join(f"--{name} …" for name in missing)
        what = ", ".join(_NEEDED[name] for name in missing)
        raise click.UsageError(f"say what this is for: {what} ({words})")
    answers = _ask(said) if asking else _complete(said, lambda name, text, default: said[name] or default)
    try:
        files = begin_workspace(folder, answers)
    except BriefingError as error:
        show(error.diagnostics)
        click.echo(f"{count(error.diagnostics)}; nothing was made", err=True)
        sys.exit(1)
    for path in files:
        click.echo(shorten_path(path))
    into = "" if folder.resolve() == Path.cwd().resolve() else f"go to {shorten_path(folder)}, then "
    click.echo(_say_readers(answers), err=True)
    click.echo(f"now {into}`briefing build {answers.edition}`; README.md tells the rest", err=True)


def _say_readers(answers: Answers) -> str:
    """Return who reads the paper, and who may see a record that says nothing: the two may be apart on purpose."""
    told = (
        f"readers of the paper: {answers.audience}; of a record that does not say who may see it: {answers.visibility}"
    )
    asked = "; `briefing new` asks of each who may see it, and whether the paper names it"
    return told if answers.audience == answers.visibility else told + asked


def _ask(said: dict[str, str | None]) -> Answers:
    """Ask on the terminal for all that was not said; Enter takes what stands in brackets."""

    def ask(name: str, text: str, default: str) -> str:
        while True:
            answer = (
                said[name]
                or str(click.prompt(text, default=default or "", show_default=bool(default), err=True)).strip()
            )
            if answer or name not in _NEEDED:
                try:
                    _JUDGES.get(name, str)(answer)
                    return answer
                except click.UsageError as error:
                    if said[name]:
                        raise
                    click.echo(error.message, err=True)

    return _complete(said, ask)


def _complete(said: dict[str, str | None], get: Callable[[str, str, str], str]) -> Answers:
    """Return the answers, each got by its name, a question and what counts where nothing is said."""
    from generator.authoring.start import Answers

    organisation = get("organisation", "Your organisation", "")
    short = get("short", "Its short name (Enter: none)", "")
    country = get("country", "The country", "")
    adjective = get("adjective", "What is of that country, such as Kazakhstani (Enter: nothing)", "")
    dialogue = get("dialogue", "The dialogue that the paper is for", "")
    title = get("title", "Title of the paper", f"Human rights in {country}: concerns and recommendations")
    as_of = get("as_of", "The day after which it tells nothing", date.today().isoformat())
    language = get("language", "Language", "en")
    audience = get("audience", f"Who reads the paper ({', '.join(AUDIENCES)})", "public")
    require_known("audience", audience, AUDIENCES)
    return Answers(
        _judge_name("organisation", organisation),
        _judge_words(short),
        _judge_name("country", country),
        _judge_words(adjective),
        _judge_name("dialogue", dialogue),
        _judge_words(title),
        _judge_day(as_of),
        _judge_language(language),
        said["visibility"],  # type: ignore[arg-type]
        audience,  # type: ignore[arg-type]
    )


def _judge_words(said: str) -> str:
    """Return words as papers print them, with curly quotation marks; refuse those that it could not print as they
    stand."""
    from generator.base.text.leftover import find_leftover_in_field

    words = re.sub(r"(^|[\s(\[])\"", r"\1“", " ".join(said.split())).replace('"', "”").replace("'", "’")
    for found in find_leftover_in_field(words):
        raise click.UsageError(f"`{found.words}` would be printed as it stands: {found.help}")
    if not words.isprintable():
        raise click.UsageError("these words have letters that can't be seen: write them on one line")
    return words


def _judge_name(what: str, said: str) -> str:
    """Return a name of which an id can be made; another is refused, and so is that of the example."""
    from generator.authoring.start import make_id
    from generator.base.example import EXAMPLE

    name = _judge_words(said)
    if not make_id(name):
        raise click.UsageError(f"`{name}` can't be the name of {_NEEDED[what]}: write it in letters")
    if what == "country" and make_id(name) == EXAMPLE:
        raise click.UsageError("the country of the example is called so: write the name of another")
    return name


def _judge_day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        raise click.UsageError(f"`{said}` is no day: write one, such as 2024-04-30") from error


def _judge_language(said: str) -> str:
    from generator.authoring.start import SENTENCES

    if said not in SENTENCES:
        raise click.UsageError(
            f"no style of the program has words in `{said}`, but in: {', '.join(SENTENCES)}; begin in one of these,"
            " then `briefing template copy dialogue-paper` and translate its labels/"
        )
    return said


_JUDGES: dict[str, Callable[[str], object]] = {
    "organisation": lambda said: _judge_name("organisation", said),
    "country": lambda said: _judge_name("country", said),
    "dialogue": lambda said: _judge_name("dialogue", said),
    **dict.fromkeys(("short", "adjective", "title"), _judge_words),
    "as_of": _judge_day,
    "language": _judge_language,
    "audience": lambda said: require_known("audience", said, AUDIENCES),
}
"""What an answer has to be, by its name; who is asked is told at once, and asked again."""
