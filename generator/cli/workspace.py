"""Where the workspace is, and what is asked of it: its editions and what they say of themselves at a glance, the
formats and the audiences, each known or refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from generator.base.diagnostics import BriefingError, suggest
from generator.base.example import list_own_countries
from generator.base.extras import is_installed, say_how
from generator.base.files import recover
from generator.base.inputs import read_input
from generator.cli.words import read_edition_word, read_format_words, refuse_dashes, refuse_format
from generator.runs.press import PAPER_FORMATS

if TYPE_CHECKING:
    from generator.paper.workspace import Workspace
    from generator.records.schema.base import Visibility
    from generator.runs.git_revision import Commit
    from generator.runs.inputs import Inputs
    from generator.runs.made_from import Unlisted
    from generator.runs.outputs import Proof

_Command = TypeVar("_Command", bound=Callable[..., Any])

AUDIENCES = ("public", "partner", "confidential", "internal")


def find_root() -> Path:
    """Return the workspace: the nearest folder, from here upwards, that holds data/ and briefings/.

    What a killed run began to write there is undone first: whatever is read is all as it was, or all new.
    """
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "data").is_dir() and (folder / "briefings").is_dir():
            recover(folder, folder / "build", *(folder / "briefings").iterdir())
            return folder
    raise click.UsageError(
        "there is no workspace here: go to the folder that holds data/ and briefings/, or begin one: `briefing init`"
    )


def make_proof(
    workspace: Workspace,
    name: str,
    inputs: Inputs,
    audience: Visibility,
    commit: Commit | None,
    unlisted: Unlisted | None = None,
) -> Proof:
    """Return what the manifests say of the files of an edition, or of the page of a country; `unlisted` are those that
    they do not name, where that is known already."""
    from generator.runs.archive.by_part import list_unread
    from generator.runs.made_from import say_made_from
    from generator.runs.outputs import Proof

    if unlisted is None:
        from generator.runs.closed_inputs import find_unlisted

        unlisted = find_unlisted(workspace, name, inputs.files, audience)
    unread = list_unread(workspace)
    made_from = say_made_from(workspace.root, name, inputs, unlisted, commit, unread)
    return Proof(audience, made_from, inputs.hold(workspace.root, unread))


def require_known(what: str, name: str, known: Sequence[str]) -> None:
    """Refuse a name that is not among the known ones, with the one that is most like it."""
    if name not in known:
        help = suggest(name, known, f"there are: {', '.join(known)}")
        raise click.UsageError(f"there is no {what} `{name}`; {help}")


def check_editions(root: Path, asked: Iterable[str]) -> list[str]:
    """Return the editions asked for, or all where none is named; an unknown one is refused."""
    known = sorted(p.name for p in (root / "briefings").iterdir() if p.is_dir() and not p.name.startswith((".", "_")))
    named = []
    for word in asked:
        refuse_dashes(word)
        named.append(read_edition_word(word, known))
        if named[-1] not in known:
            refuse_format(word, PAPER_FORMATS)
        require_known("edition", named[-1], known)
    return named or known


def choose_editions(root: Path, editions: Sequence[str], every: bool) -> list[str]:
    """Return the editions to build: those that are named, all of them, or the only one that there is."""
    if editions and every:
        raise click.UsageError("name editions, or say --all for every one of them")
    names = list(dict.fromkeys(check_editions(root, editions)))
    if len(names) > 1 and not editions and not every:
        raise click.UsageError(f"name an edition, or say --all; there are: {', '.join(names)}")
    return names


def choose_edition(root: Path, asked: str | None) -> str:
    """Return the edition that was asked for; where none was named, the only one that there is."""
    if asked:
        return check_editions(root, [asked])[0]
    known = check_editions(root, ())
    if len(known) != 1:
        there = f"name an edition; there are: {', '.join(known)}"
        raise click.UsageError(there if known else "there is no edition yet: `briefing new edition` makes one")
    return known[0]


def choose_country(root: Path, asked: str | None) -> str:
    """Return the country that was asked for; where nothing was said, the only one that there is, the
    invented one of `briefing init` aside."""
    known = sorted(path.parent.name for path in (root / "data").glob("*/country.yaml"))
    own = list_own_countries(known)
    if asked is None and len(own) != 1:
        raise click.UsageError(
            f"say the country, such as --country {own[0]}" if own else "there is no country in data/"
        )
    country = asked or own[0]
    require_known("country", country, known)
    return country


def choose_lang(root: Path, edition: str, asked: str | None) -> str:
    """Return the language that was asked for; where none was, English if the edition is written in it, and else the
    first of its languages."""
    if asked:
        return asked
    try:
        text = read_input(root / "briefings" / edition / "edition.yaml", root).decode("utf-8", "replace")
    except (OSError, BriefingError):
        return "en"
    said = _LANGUAGES.search(text)
    written = re.findall(r"[A-Za-z][\w-]*", said[1]) if said else []
    return "en" if "en" in written or not written else written[0]


_LANGUAGES = re.compile(r"""^["']?languages["']?\s*:[ ]*(\[[^\]]*\]|[^\s#\[].*|(?:\n\s*-[ ]*[^\n]+)+)""", re.M)


def format_option(known: Sequence[str]) -> Callable[[_Command], _Command]:
    """Return the option `--format`, in which formats are named: with commas between them, one at a time, or both."""
    return click.option(
        "--format",
        "formats",
        multiple=True,
        default=known,
        show_default=True,
        callback=_join_formats,
        help="Formats, with commas between them.",
    )


def _join_formats(context: click.Context, option: click.Parameter, said: Sequence[str]) -> str:
    """Return the formats as one word. Where nobody named any and the PDF's libraries are not installed, the others are
    made, and that is told."""
    named = context.get_parameter_source(str(option.name)) is not click.core.ParameterSource.DEFAULT
    if not named and "pdf" in said and not is_installed("pdf"):
        click.echo(f"without the PDF, whose libraries are not installed; {say_how('pdf')}", err=True)
        said = [name for name in said if name != "pdf"]
    return ",".join(said)


def check_formats(asked: str, known: Sequence[str] = PAPER_FORMATS) -> list[str]:
    """Return the formats that are named with commas between them; an unknown one is refused."""
    wanted = read_format_words(asked)
    for name in wanted:
        require_known("format", name, known)
    if not wanted:
        raise click.UsageError(f"name a format; there are: {', '.join(known)}")
    return wanted


_SAID = (
    r"""(?:^|[{,])\s*["']?(kind|as_of|status|country|predecessor)["']?\s*:\s*["']?([\w.-]+)["']?(?=\s*(?:[,}\#]|$))"""
)


def read_summary(root: Path, edition: str) -> Mapping[str, str]:
    """Return what edition.yaml says of kind, as_of, status, country and predecessor; what is no single word is left
    out. No YAML is read, which takes longer."""
    path = root / "briefings" / edition / "edition.yaml"
    try:
        said = re.findall(_SAID, read_input(path, root).decode("utf-8", "replace"), re.M)
    except (OSError, BriefingError):
        return {}  # what keeps it from being read is told where it is built or checked
    return dict(reversed(said))  # the first of a name counts


def group_by_country(root: Path, editions: Sequence[str]) -> dict[str, list[str]]:
    """Return the editions of each country, as far as they say it."""
    found: dict[str, list[str]] = {}
    for name in editions:
        if country := read_summary(root, name).get("country"):
            found.setdefault(country, []).append(name)
    return dict(sorted(found.items()))
