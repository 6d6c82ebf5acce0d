"""What went wrong, and where: the one form in which every step reports a problem.

A step gathers all its diagnostics and raises them together in one `BriefingError`; the command prints them sorted
by place.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeVar

Made = TypeVar("Made")
Severity = Literal["error", "warning", "hint"]


class Origin(NamedTuple):
    """A place in a file of the workspace: path relative to it with `/`, line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem: its permanent `id` (D102), the name of the problem (bad-date), and how bad it is by default.

    D data, R reference, T text, S safety, P template, O output. `generator.base.codes` has them all. `shows_line`
    False: what was found must not be printed, and neither is the line that it stands in.
    """

    id: str
    name: str
    severity: Severity = "error"
    shows_line: bool = True

    def at(
        self,
        origin: Origin,
        message: str,
        help: str | None = None,
        *,
        excerpt: str | None = None,
        width: int = 1,
        severity: Severity | None = None,
        about: str | None = None,
    ) -> Diagnostic:
        """Return the diagnostic that says where this is so, what was found, and how to mend it; `severity` None: as
        ever."""
        return Diagnostic(self, message, origin, help, excerpt, width, severity or self.severity, about)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: `kind` says which, `message` what was found, `help` how to mend it.

    `excerpt` is the line of text that `origin` points to (None where there is none to show, or where it must not be
    shown), and `width` the number of its characters to underline. `about` is the name of what is wrong, for programs
    (None where nothing asks for it).
    """

    kind: Code
    message: str
    origin: Origin
    help: str | None = None
    excerpt: str | None = None
    width: int = 1
    severity: Severity = "error"
    about: str | None = None

    @property
    def code(self) -> str:
        """The permanent code: D102."""
        return self.kind.id

    @property
    def name(self) -> str:
        """The name of the problem: bad-date."""
        return self.kind.name


def list_rows(diagnostics: Iterable[Diagnostic]) -> list[list[Any]]:
    """Return diagnostics as rows of texts and numbers, to be kept; `read_rows` reads them."""
    return [[d.code, d.message, *d.origin, d.help, d.excerpt, d.width, d.severity, d.about] for d in diagnostics]


def read_rows(rows: Iterable[Sequence[Any]]) -> Iterator[Diagnostic]:
    """Yield the diagnostics that `list_rows` wrote."""
    from generator.base.codes import BY_ID  # it is made of what stands here

    for code, message, file, line, column, *more in rows:
        yield Diagnostic(BY_ID[code], message, Origin(file, line, column), *more)


class BriefingError(Exception):
    """Work stopped; `diagnostics` holds every problem that was found, never just the first."""

    def __init__(self, diagnostics: Iterable[Diagnostic]):
        self.diagnostics = tuple(sort_diagnostics(diagnostics))
        super().__init__(f"{len(self.diagnostics)} problems")

    def __reduce__(self) -> tuple[type[BriefingError], tuple[tuple[Diagnostic, ...]]]:
        # the PDF is written in a process of its own, and what is wrong with it has to come back whole
        return type(self), (self.diagnostics,)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of the diagnostics is an error."""
    return any(diagnostic.severity == "error" for diagnostic in diagnostics)


def stop_at_errors(found: Collection[Diagnostic], made: Made | None) -> Made:
    """Return what was made; raise BriefingError with all that was found where that has an error, or nothing was
    made."""
    if made is None or has_errors(found):
        raise BriefingError(found)
    return made


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics sorted by file, line and column, each once."""
    return sorted(dict.fromkeys(diagnostics), key=lambda d: (d.origin, d.code, d.message))


MOST_OF_A_KIND = 100
"""Diagnostics of one kind that are shown one by one: nobody reads more before the first ones are mended."""


def shorten_list(diagnostics: Iterable[Diagnostic], most: int = MOST_OF_A_KIND) -> Iterator[tuple[Diagnostic, int]]:
    """Yield the diagnostics, each with 0; of each kind after the first `most` only one, with the number of those that
    are left out."""
    held: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        kept = held.setdefault(diagnostic.code, [])
        kept.append(diagnostic)
        if len(kept) <= most:
            yield diagnostic, 0
    for kept in held.values():
        if len(kept) > most:
            yield kept[-1], len(kept) - most


def find_nearest_word(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like `word`, or None where nothing comes near."""
    import difflib  # of a run in which every word is known nobody asks

    words = list(known)
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    if not near and not word.islower():  # capitals are no other letters
        near = difflib.get_close_matches(word.lower(), words, n=1, cutoff=0.6)
    return near[0] if near else None


def suggest(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return the help for a word that is not known: whether the one most like it was meant, else `otherwise`."""
    near = find_nearest_word(word, known)
    return f"did you mean `{near}`?" if near else otherwise


def render_text(diagnostic: Diagnostic) -> str:
    """Return the diagnostic as lines of text: clickable place, excerpt with the spot underlined, help.

    Characters that can't be printed come out as `�`, so that no file can steer the terminal that shows it.
    """
    d = diagnostic
    lines = [
        f"{d.origin.file}:{d.origin.line}:{d.origin.column}: {d.severity} {d.code} {d.name}:"
        f" {make_printable(d.message)}"
    ]
    if d.excerpt is not None:
        gutter = f"{d.origin.line} | "
        start = max(d.origin.column - 1, 0)
        # a very long line is cut around the spot, so that the underline stays on the screen
        cut = max(0, start - 60)
        shown = make_printable(d.excerpt[cut : cut + 120])
        lines.append((gutter + shown).rstrip())
        lines.append(
            " " * (len(gutter) - 2) + "| " + " " * (start - cut) + "^" * max(1, min(d.width, len(shown) - start + cut))
        )
    if d.help:
        lines.append(f"help: {make_printable(d.help)}")
    return "\n".join(lines)


def make_printable(text: str) -> str:
    """Return the text on one line, with a space for each tab or line break and `�` for what can't be printed."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "�" for c in text)


def render_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Return the diagnostics as a JSON list, one object each, for machines."""
    rows = [
        {
            "file": d.origin.file,
            "line": d.origin.line,
            "column": d.origin.column,
            "severity": d.severity,
            "code": d.code,
            "name": d.name,
            "message": d.message,
            "help": d.help,
        }
        for d in diagnostics
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def render_github(diagnostic: Diagnostic) -> str:
    """Return the diagnostic as a GitHub workflow command, which shows it beside the line in a pull request.

    Escapes as GitHub's runner decodes: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
    """
    d = diagnostic
    message = d.message if not d.help else f"{d.message}\n{d.help}"
    message = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    file = d.origin.file.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    level = {"error": "error", "warning": "warning", "hint": "notice"}[d.severity]
    return f"::{level} file={file},line={d.origin.line},col={d.origin.column},title={d.code} {d.name}::{message}"
