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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.records.load import Entry, list_entries, list_values
from generator.records.schema import Case, Person, Record
from generator.records.schema.base import Visibility
from generator.review.lint.markup import mask_foreign_words
from generator.review.lint.subject import Subject

CODE = codes.UNKNOWN_NAME

_WORD = r"[^\W\d_a-zа-яё][\w’'-]*"
_RUN = re.compile(rf"(?<![\w’'#@&/.-]){_WORD}(?:(?: (?:of|for|and|the|al|de|von|van|bin) (?:the )?| ){_WORD})*")
_PART = re.compile(r"[^\W\d_][^\W_]*")
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
    known = _known(subject)
    given = known.given()
    bodies = frozenset(said for name in known.names if len((said := _phrase(name)).split()) > 1)

    @cache
    def find_why(run: str, starts: bool) -> str | None:
        parts = _parts(run)
        return (_why(parts, starts, known, given) or _no_body(run, parts, bodies)) if parts else None

    for words in subject.texts:
        if words.entry.collection == "sources":
            continue
        text = mask_foreign_words(words.text)
        for match in _RUN.finditer(text):
            starts = _STARTS.search(text[max(match.start() - 4, 0) : match.start()]) is not None
            if why := find_why(match[0], starts):
                yield CODE.at(
                    words.at(match.start()),
                    f"“{match[0]}” stands in no record: {why}",
                    "correct the spelling, or add a record for whom or what it names",
                    width=len(match[0]),
                )


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


def _known(subject: Subject) -> _Known:
    known = _Known(words=set(_everywhere()))
    for label in subject.document.labels.values():
        known.words.update(_PART.findall(label))
    for entry in subject.entries():
        if entry.collection == "sources":
            names: Any = {key: entry.tree.get(key) for key in ("publisher", "platform")}
        else:
            names = {} if entry.collection in ("sections", "editions") else entry.tree
        known.add(_list_named(names))
        if isinstance(entry.record, Person) or (isinstance(entry.record, Case) and entry.record.kind == "person"):
            *first, last = entry.record.names.preferred.split()
            known.surnames[last].update(first)
    # whatever the day of the paper: what it cuts from a record, above all of another country, is a name all the same
    for entry in list_entries(subject.dataset):
        if not entry.above(subject.edition.audience):
            known.add(_named_uncut(entry, subject.edition.audience))
    for words in subject.texts:
        known.common.update(re.findall(r"(?<![\w’'/.@-])[a-zа-яё]\w+", mask_foreign_words(words.text)))
    return known


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
