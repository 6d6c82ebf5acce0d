"""The names that stand in records, and the words in them: what papers may name.

In: a subject. Out: what is known of names to it; those of all records are gathered once for all subjects.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from generator.records.load import Dataset, Entry, PathInRecord, is_limited, list_entries
from generator.records.schema import Case, Person, Record
from generator.records.schema.base import Visibility, is_above
from generator.review.lint.said import read_said
from generator.review.lint.shared import Shared
from generator.review.lint.subject import Subject

PART = re.compile(r"[^\W\d_][^\W_]*")
"""A word of a name."""
_COMMON = re.compile(r"(?<![\w’'/.@-])[a-zа-яё]\w+")
_NAMES = ("preferred", "native", "variants", "pseudonym", "given", "patronymic", "family", "sort", "short",
          "adjective", "name", "publisher", "platform", "place", "from_place", "to_place", "region", "court",
          "title", "wordings", "plaintiff", "occupation", "role", "body", "rating", "unit")  # fmt: skip
"""Fields of records whose words are names, or stand beside names."""
_NAME_FIELDS, _NAMES_OF_SOURCES = frozenset(_NAMES), frozenset(("publisher", "platform"))


_READERS_KNOW = (
    "International Women Day New Year Eve Good Friday Easter Christmas Ramadan World War Cold Soviet Union Internet"
    " Covid Facebook Instagram Telegram Twitter YouTube WhatsApp TikTok Viber Signal Google Zoom Live Brussels Geneva"
    " Hague London Paris Strasbourg Vienna Warsaw Washington York Middle East"
)
"""Words of feasts, wars, networks and seats of international bodies."""
_NEAR = 0.84
_LONG = 5
"""How alike two words are, and how long, where one is taken for a slip in the other (difflib's ratio)."""


@dataclass(frozen=True, slots=True)
class Known:
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
        self.words.update(word for value in new for word in PART.findall(value))

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


def find_phrase(words: str) -> str:
    """Return words in small letters, with nothing between them but spaces around."""
    return f" {' '.join(PART.findall(words)).casefold()} "


def read_known(subject: Subject) -> tuple[Known, Set[str]]:
    """Return what is known, and the names of more than one word, in small letters."""
    named = subject.shared.ask(_name_all, subject.edition.audience)
    known = Known(words={*_everywhere(), *named.words}, names=set(named.names))
    for label in subject.document.labels.values():
        known.words.update(PART.findall(label))
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
    found: list[str] = []
    for entry in list_entries(shared.dataset):
        if not entry.above(audience):
            known = _NAMES_OF_SOURCES if entry.collection == "sources" else _NAME_FIELDS
            closed = [path for path, said in entry.limits.items() if is_above(said, audience)]
            _add_uncut(entry.tree, False, known, closed, found)
    names = set(found)
    return _Named(names, set(PART.findall("\0".join(names))), _list_phrases(names))


def _list_phrases(names: Iterable[str]) -> Set[str]:
    return frozenset(said for name in names if len((said := find_phrase(name)).split()) > 1)


def _name_picked(shared: Shared) -> dict[int, list[str]]:
    """Return the names in each record as a paper has it, by its identity."""
    return {id(entry): _list_picked(shared.dataset, entry) for entry in shared.entries}


def _list_picked(dataset: Dataset, entry: Entry[Record]) -> list[str]:
    records = dataset.records.get(entry.collection, {})
    if not entry.limits and entry is records.get(str(entry.record.id)):
        return []  # it is as it was written, and its names are among those of all records
    if entry.collection == "sources":
        return _list_named({key: entry.tree.get(key) for key in ("publisher", "platform")})
    return [] if entry.collection in ("sections", "editions") else _list_named(entry.tree)


def _add_uncut(node: Any, inside: bool, known: Set[str], closed: Sequence[PathInRecord], found: list[str]) -> None:
    """Add the values of fields that hold names, at any depth of a record as it stands in its file, without what is
    closed to the readers."""
    if () in closed:
        return
    while is_limited(node):
        node = node["value"]
    if isinstance(node, str):
        if inside:
            found.append(node)
    elif isinstance(node, dict | list):
        for step, value in node.items() if isinstance(node, dict) else enumerate(node):
            here = inside or step in known
            if type(value) is str:
                if here and (not closed or (step,) not in closed):
                    found.append(value)
            elif value is not None:
                deeper = [path[1:] for path in closed if path[0] == step] if closed else closed
                _add_uncut(value, here, known, deeper, found)


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
    return frozenset(word for name in names for word in PART.findall(str(name)))
