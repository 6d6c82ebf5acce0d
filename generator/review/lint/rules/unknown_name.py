"""What it finds: a name in prose that stands in no record. Two capitalised words or more, one of which no person, case,
organisation, place, law, event or other record has; the given name of one person before the surname of another; and a
single word that is nearly the name of a person, and not quite.

Why: who is named without a record has no source, no agreed spelling, and nobody has decided who may see the name; and a
slip in a name that is known comes out here.

Example, where people.yaml has Rupert Hentzau and nobody else of that name:

```yaml
text: The charge was brought by Rupert Hentsau.
```

What to do: correct the spelling, or add the person to people.yaml, the body to organisations.yaml, the name to
`wordings:` of what is meant. Words of other languages are marked as such (`[Nashe Pravo]{lang=ru-Latn}`) and left
alone, like quotations; countries, languages, months and the words of the style are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.review.lint.known_names import PART, Known, find_phrase, read_known
from generator.review.lint.said import read_said
from generator.review.lint.shared import Shared
from generator.review.lint.subject import Subject

CODE = codes.UNKNOWN_NAME

_WORD = r"[^\W\d_a-zа-яё][\w’'-]*"
_RUN = re.compile(rf"(?<![\w’'#@&/.-]){_WORD}(?:(?: (?:of|for|and|the|al|de|von|van|bin) (?:the )?| ){_WORD})*")
_STARTS = re.compile(r"(?:^|[.!?:;•–—(“\n\ufffc]\s*|\d\.\s+|-\s+)$")

_TITLES = frozenset(
    ("Mr", "Mrs", "Ms", "Dr", "Prof", "Professor", "Judge", "Prosecutor", "Minister", "President", "Senator", "General",
     "Colonel", "Major", "Captain", "Lieutenant", "Inspector", "Father", "Imam", "Sheikh")
)  # fmt: skip
"""Words before a surname; a name follows them also where they begin a sentence."""
_BODIES = frozenset(
    [
        "Union",
        "Association",
        "Foundation",
        "Federation",
        "Confederation",
        "Party",
        "Movement",
        "League",
        "Alliance",
        "Coalition",
        "Society",
        "Club",
    ]
)
"""What a body’s name ends in: such words are known, and the body is known only if some record has the whole name."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every name in the edition's and the records' texts that no record has."""
    known, bodies = read_known(subject)
    given = known.given()

    @cache
    def find_why(run: str, starts: bool) -> str | None:
        parts = _parts(run)
        return (_why(parts, starts, known, given) or _no_body(run, parts, bodies)) if parts else None

    runs = subject.shared.ask(_find_runs)
    told = dict.fromkeys(words.text for words in subject.texts if words.entry.collection != "sources")
    wrong = {run for text in told for run in runs[text] if find_why(run.words, run.starts)}
    for words in subject.texts if wrong else ():
        if words.entry.collection == "sources":
            continue
        for run in runs[words.text]:
            if run in wrong:
                yield CODE.at(
                    words.at(run.at),
                    f"“{run.words}” stands in no record: {find_why(run.words, run.starts)}",
                    "correct the spelling, or add a record for whom or what it names",
                    width=len(run.words),
                )


class _Run(NamedTuple):
    """Words with capitals in a row, where they stand, and whether they begin a sentence."""

    words: str
    starts: bool
    at: int


def _find_runs(shared: Shared) -> dict[str, tuple[_Run, ...]]:
    return {text: tuple(_list_runs(said)) for text, said in shared.ask(read_said).by_text.items()}


def _list_runs(text: str) -> Iterator[_Run]:
    for match in _RUN.finditer(text):
        start = match.start()
        yield _Run(match[0], _STARTS.search(text[max(start - 4, 0) : start]) is not None, start)


def _why(parts: list[str], starts: bool, known: Known, given: set[str]) -> str | None:
    """Return what is unknown about a run of capitalised words; None where nothing is."""
    titled = parts[0] in _TITLES
    if starts and not titled and parts[0].casefold() in known.common:
        parts = parts[1:]  # the first word of a sentence has a capital, whatever it is
    unknown = [part for part in parts if not known.has(part) and part not in _TITLES]
    for first, last in pairwise(parts):
        if (
            last in known.surnames
            and first in given
            and first not in known.surnames[last]
            and first not in known.surnames
        ):
            return f"nobody called {last} has the name {first}"
    if not unknown:
        return None
    for part in unknown:
        if near := known.near(part):
            return f"is it {near}?"
    if starts and not titled and unknown == parts[:1]:
        return None
    return f"nothing has the name {', '.join(unknown)}" if len(parts) > 1 else None


def _no_body(run: str, parts: list[str], bodies: Set[str]) -> str | None:
    """Return what is unknown about words that are known one by one, and end as the name of a body does."""
    said = find_phrase(run)
    if len(parts) < 3 or parts[-1] not in _BODIES or any(name and (name in said or said in name) for name in bodies):
        return None
    return "no organisation has this name"


def _parts(words: str) -> list[str]:
    """Return the capitalised words, each by itself, without a possessive’s ending."""
    return [part for part in PART.findall(re.sub(r"[’']s?\b", " ", words)) if part[0].isupper()]
