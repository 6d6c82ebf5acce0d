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

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.records.load import Entry, list_entries, list_values
from generator.records.schema import Case, Person, Record
from generator.records.schema.base import Visibility
from generator.review.lint.said import read_said
from generator.review.lint.shared import Shared
from generator.review.lint.subject import Subject

CODE = codes.UNKNOWN_NAME

_WORD = r"[^\W\d_a-zа-яё][\w’'-]*"
_RUN = re.compile(rf"(?<![\w’'#@&/.-]){_WORD}(?:(?: (?:of|for|and|the|al|de|von|van|bin) (?:the )?| ){_WORD})*")
_PART = re.compile(r"[^\W\d_][^\W_]*")
_COMMON = re.compile(r"(?<![\w’'/.@-])[a-zа-яё]\w+")
_STARTS = re.compile(r"(?:^|[.!?:;•–—(“\n\ufffc]\s*|\d\.\s+|-\s+)$")
_NAMES = ("preferred", "native", "variants", "pseudonym", "given", "patronymic", "family", "sort", "short",
          "adjective", "name", "publisher", "platform", "place", "from_place", "to_place", "region", "court",
          "title", "wordings", "plaintiff", "occupation", "role", "body", "rating", "unit")  # fmt: skip
"""Fields of records whose words are names, or stand beside names."""
_NAME_FIELDS, _NAMES_OF_SOURCES = frozenset(_NAMES), frozenset(("publisher", "platform"))

_TITLES = frozenset(
    ("Mr", "Mrs", "Ms", "Dr", "Prof", "Professor", "Judge", "Prosecutor", "Minister", "President", "Senator", "General",
     "Colonel", "Major", "Captain", "Lieutenant", "Inspector", "Father", "Imam", "Sheikh")
)  # fmt: skip
"""Words before a surname; a name follows them also where they begin a sentence."""

_READERS_KNOW = (
    "International Women Day New Year Eve Good Friday Easter Christmas Ramadan World War Cold Soviet Union Internet"
    " Covid Facebook Instagram Telegram Twitter YouTube WhatsApp TikTok Viber Signal Google Zoom Live Brussels Geneva"
    " Hague London Paris Strasbourg Vienna Warsaw Washington York Middle East"
)
"""Words of feasts, wars, networks and seats of international bodies."""

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

_NEAR = 0.84
_LONG = 5
"""How alike two words are, and how long, where one is taken for a slip in the other (difflib's ratio)."""


@dataclass(frozen=True, slots=True)
class _Known:
    """`words` stand in records, in `names` as a whole, `common` are written small somewhere; `surnames` have the given
    names that go with them."""

    words: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    common: set[str] = field(default_factory=set)
    surnames: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    looked_up: dict[str, str | None] = field(default_factory=dict)

    def add(self, names: Iterable[str]) -> None:
        """Take in names, and the words of which they are made."""
        new = set(names) - self.names  # a name stands in its record as it was picked, and as it was written
        self.names.update(new)
        self.words.update(word for value in new for word in _PART.findall(value))

    def has(self, word: str) -> bool:
        """Tell whether a word is known: itself, or what it is made from (Uzbekistani, Kazakhs)."""
        forms = (word, *(word.removesuffix(end) for end in ("s", "i", "n", "an", "ian")))
        if len(word) < 2 or word.removesuffix("s").isupper():
            return True  # an abbreviation
        return any(form in self.words or form.casefold() in self.common for form in forms)

    def near(self, word: str) -> str | None:
        """Return the name of a person that a word nearly is, and None where there is none such."""
        if len(word) < _LONG:
            return None
        if word not in self.looked_up:
            alike = [name for name in self.people() if name[0] == word[0] and abs(len(name) - len(word)) < 3]
            self.looked_up[word] = next(iter(difflib.get_close_matches(word, alike, n=1, cutoff=_NEAR)), None)
        return self.looked_up[word]

    def people(self) -> set[str]:
        """Return the words of people’s names."""
        return {*self.surnames, *self.given()}

    def given(self) -> set[str]:
        """Return the words of people’s names that stand before the last."""
        return set().union(*self.surnames.values())


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every name in the edition's and the records' texts that no record has."""
    known, bodies = _known(subject)
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


def _why(parts: list[str], starts: bool, known: _Known, given: set[str]) -> str | None:
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


def _no_body(run: str, parts: list[str], bodies: frozenset[str]) -> str | None:
    """Return what is unknown about words that are known one by one, and end as the name of a body does."""
    said = _phrase(run)
    if len(parts) < 3 or parts[-1] not in _BODIES or any(name and (name in said or said in name) for name in bodies):
        return None
    return "no organisation has this name"


def _phrase(words: str) -> str:
    """Return words in small letters, with nothing between them but spaces around."""
    return f" {' '.join(_PART.findall(words)).casefold()} "


def _parts(words: str) -> list[str]:
    """Return the capitalised words, each by itself, without a possessive’s ending."""
    return [part for part in _PART.findall(re.sub(r"[’']s?\b", " ", words)) if part[0].isupper()]


def _known(subject: Subject) -> tuple[_Known, Set[str]]:
    """Return what is known, and the names of more than one word, in small letters."""
    named = subject.shared.ask(_name_all, subject.edition.audience)
    known = _Known(words={*_everywhere(), *named.words}, names=set(named.names))
    for label in subject.document.labels.values():
        known.words.update(_PART.findall(label))
    picked = subject.shared.ask(_name_picked)
    for entry in subject.entries():
        known.add(picked[id(entry)])
        if isinstance(entry.record, Person) or (isinstance(entry.record, Case) and entry.record.kind == "person"):
            *first, last = entry.record.names.preferred.split()
            known.surnames[last].update(first)
    said = subject.shared.ask(read_said).list_different(subject.texts)
    known.common.update(_COMMON.findall("\0".join(said.values())))
    return known, named.bodies | _list_phrases(known.names - named.names)


@dataclass(frozen=True, slots=True)
class _Named:
    """The names in records as they are written, the words in them, and those of more than one word, in small
    letters."""

    names: Set[str]
    words: Set[str]
    bodies: Set[str]


def _name_all(shared: Shared, audience: Visibility) -> _Named:
    """Return the names in all records that the readers may see, whatever the day of a paper: what it cuts from a
    record, above all of another country, is a name all the same."""
    names: set[str] = set()
    for entry in list_entries(shared.dataset):
        if not entry.above(audience):
            names.update(_named_uncut(entry, audience))
    return _Named(names, set(_PART.findall("\0".join(names))), _list_phrases(names))


def _list_phrases(names: Iterable[str]) -> Set[str]:
    return frozenset(said for name in names if len((said := _phrase(name)).split()) > 1)


def _name_picked(shared: Shared) -> dict[int, list[str]]:
    """Return the names in each record as a paper has it, by its identity."""
    return {id(entry): _list_picked(entry) for entry in shared.entries}


def _list_picked(entry: Entry[Record]) -> list[str]:
    if entry.collection == "sources":
        return _list_named({key: entry.tree.get(key) for key in ("publisher", "platform")})
    return [] if entry.collection in ("sections", "editions") else _list_named(entry.tree)


def _named_uncut(entry: Entry[Record], audience: Visibility) -> Iterator[str]:
    """Yield the same of a record as it stands in its file, as far as the readers may see it."""
    known = _NAMES_OF_SOURCES if entry.collection == "sources" else _NAME_FIELDS
    for path, value in list_values(entry.tree):
        if not known.isdisjoint(path) and not (entry.limits and entry.above(audience, path)):
            yield value


def _list_named(tree: Any) -> list[str]:
    """Return the values of fields that hold names, at any depth."""
    found: list[str] = []  # filled and not yielded level by level: of a long list ten thousands are asked for
    _add_named(tree, False, found)
    return found


def _add_named(node: Any, inside: bool, found: list[str]) -> None:
    if isinstance(node, str):
        if inside:
            found.append(node)
    elif isinstance(node, dict):
        for key, value in node.items():
            if value is not None:
                _add_named(value, inside or key in _NAME_FIELDS, found)
    elif isinstance(node, list):
        for value in node:
            _add_named(value, inside, found)


@cache
def _everywhere() -> frozenset[str]:
    """Return the English words for territories, languages, months, days and currencies (Unicode CLDR), and a few
    more."""
    from babel import Locale

    english = Locale("en")
    names = [_READERS_KNOW, *english.territories.values(), *english.languages.values(), *english.currencies.values()]
    names += [
        name
        for table in (english.months, english.days)
        for form in ("wide", "abbreviated")
        for name in table["format"][form].values()
    ]
    return frozenset(word for name in names for word in _PART.findall(str(name)))
