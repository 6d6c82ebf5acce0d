"""Find what the records say about a sentence: the records that it is about, their days, numbers and words.

A sentence is about the records that it mentions or names in plain prose, and its neighbours under the same heading do;
about what belongs to these (the event of a figure, the cases of an event); and about what rests on the sources that it
cites.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from generator.base.diagnostics import Origin
from generator.base.text.names_in_text import find_names
from generator.paper.sentences import ProseSentence
from generator.records.load import Entry
from generator.records.resolve.references import list_references
from generator.records.resolve.wordings import KINDS, find_family_name
from generator.records.schema import Case, Event, Organisation, Person
from generator.review.lint.dates_and_numbers import Day, find_days, find_numbers
from generator.review.lint.subject import Subject

Key = tuple[str, str]
"""A record: its collection and id."""

_NEAR = ("cases", "events", "figures", "laws")
"""Collections whose records belong together: what is told of one may stand in another. All the world refers to the
others."""

_PARTIAL = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)


@dataclass(slots=True)
class Facts:
    """What records hold: dates as written, numbers, established words, and words of what is only claimed: alleged,
    reported, told by somebody, or what somebody is accused of."""

    dates: set[str] = field(default_factory=set)
    numbers: set[float] = field(default_factory=set)
    words: list[str] = field(default_factory=list)
    alleged: list[str] = field(default_factory=list)
    told: list[Day] = field(default_factory=list)

    def add(self, other: Facts) -> None:
        """Take in what other records hold."""
        self.dates |= other.dates
        self.numbers |= other.numbers
        self.words += other.words
        self.alleged += other.alleged
        self.told += other.told


class Reach:
    """The records of an edition, to be asked what a sentence may rest on."""

    def __init__(self, subject: Subject):
        self.subject = subject
        records = subject.edition.records
        self._facts: dict[Key, Facts] = {}
        self._named: dict[tuple[Origin, str], set[Key]] = {}
        self._gathered: dict[frozenset[Key], Facts] = {}
        self._near: dict[Key, set[Key]] = defaultdict(set)
        self._by: dict[str, set[Key]] = defaultdict(set)
        for collection, entries in records.items():
            for id, entry in entries.items():
                key = (collection, id)
                for _, kind, other in list_references(entry.record):
                    other = other.partition("/")[0] if kind == "laws" else other
                    if kind == "sources":
                        self._by[other].add(key)
                    elif collection in _NEAR and kind in ("cases", "events", "figures") and kind != collection:
                        self._near[key].add((kind, other))
                        self._near[(kind, other)].add(key)
        self._frame = collect_facts([subject.edition.entry.tree.get(key) for key in ("date", "period", "as_of")])
        record = subject.edition.record
        dialogue = subject.edition.dialogues.get(record.dialogue or "")
        if dialogue:
            self._frame.add(collect_facts(dialogue.tree))
        self._names = _names(records)
        find = find_names(self._names)
        self._find_names = cache(lambda text: tuple(find(text)))  # several rules ask of the same sentences
        self._of_file: dict[str, list[Key]] = defaultdict(list)
        for id, entry in subject.edition.cases.items():
            self._of_file[entry.file].append(("cases", id))
        # “after January 2022” needs no mention in a paper that tells of those events elsewhere
        mentioned = {k for sentence in subject.sentences for record in sentence.records if (k := _key(record))}
        for kind, name in mentioned:
            event = subject.edition.events.get(name) if kind == "events" else None
            if event and event.record.date.precision != "day":
                self._frame.dates.add(str(event.record.date))
        self._of_section: dict[str, set[Key]] = defaultdict(set)
        for sentence in subject.sentences:
            self._of_section[sentence.section] |= self.named(sentence)
            self._of_section[sentence.block] |= self.named(sentence)

    def named(self, sentence: ProseSentence) -> set[Key]:
        """Return the records that a sentence mentions, and those that it names in plain prose."""
        asked = (sentence.origin, sentence.text)
        if asked not in self._named:
            self._named[asked] = self._names_in(sentence)
        return self._named[asked]

    def _names_in(self, sentence: ProseSentence) -> set[Key]:
        found = {key for record in sentence.records if (key := _key(record))}
        own = sentence.origin.file
        if own.startswith("data/") and "/cases/" in own:
            found |= set(self._of_file.get(own, ()))
        return found | self.in_prose(sentence.text)

    def in_prose(self, text: str) -> set[Key]:
        """Return the records whose names stand in a text."""
        return {self._names[name] for name in self._find_names(text)}

    def people(self, text: str) -> list[Entry[Case]]:
        """Return the people among the cases who are named in a text, in its order."""
        found: dict[str, Entry[Case]] = {}
        for name in self._find_names(text):
            collection, id = self._names[name]
            entry = self.subject.edition.cases.get(id) if collection == "cases" else None
            if entry and entry.record.kind == "person":
                found.setdefault(id, entry)
        return list(found.values())

    def facts(self, sentence: ProseSentence) -> Facts:
        """Return what the data hold about a sentence."""
        keys = set(self._of_section[sentence.section])
        keys |= {near for key in keys for near in self._near.get(key, ())}
        for source in sentence.cited:
            keys |= self._by.get(source, set())
        keys |= {("sources", source) for source in (*sentence.cited, *sentence.support)}
        return self._gather(keys)

    def alleged(self, sentence: ProseSentence) -> list[str]:
        """Return what is claimed in the records that a sentence names or, where it names no case, its paragraph."""
        named = self.named(sentence)
        if not any(collection == "cases" for collection, _ in named):
            named = named | self._of_section[sentence.block]
        return [text for key in sorted(named) for text in self.of(key).alleged]

    def around(self, key: Key) -> Facts:
        """Return what the data hold about a record and what belongs to it."""
        entry = self.subject.edition.records[key[0]].get(key[1])
        group = getattr(entry.record, "group", None) if entry else None
        return self._gather({key, *self._near.get(key, ()), *([("cases", group)] if group else ())})

    def by_support(self, sentence: ProseSentence) -> Facts:
        """Return what the data hold that rests on the sources which support a sentence without a note."""
        return self._gather({key for source in sentence.support for key in self._by.get(source, ())})

    def of(self, key: Key) -> Facts:
        """Return what one record holds."""
        if key not in self._facts:
            collection, id = key
            entry = self.subject.edition.records.get(collection, {}).get(id)
            self._facts[key] = collect_facts(entry.tree) if entry else Facts()
        return self._facts[key]

    def _gather(self, keys: Iterable[Key]) -> Facts:
        wanted = frozenset(keys)
        if wanted not in self._gathered:
            found = self._gathered[wanted] = Facts()
            for key in wanted:
                found.add(self.of(key))
            found.add(self._frame)
        return self._gathered[wanted]


_known: list[Reach] = []


def find_reach(subject: Subject) -> Reach:
    """Return the Reach of a subject; the last one is kept, since several rules ask for it one after the other."""
    if not _known or _known[0].subject is not subject:
        _known[:] = [Reach(subject)]
    return _known[0]


def collect_facts(tree: Any) -> Facts:
    """Return what the values of a record hold."""
    found = Facts()
    values: list[tuple[str | float, bool]] = []  # filled and not yielded level by level: of a long list there are many
    _add_values(tree, False, values)
    for text, alleged in values:
        if isinstance(text, float):
            found.numbers.add(text)
        elif _PARTIAL.fullmatch(text):
            found.dates.add(text)
            found.numbers |= {float(text)} if text.isdigit() else set()
        else:
            told, counted = _read(text)
            found.told += told
            found.numbers |= counted | {value * 1e6 for value in counted if value < 1000}  # "unit: million people"
            (found.alleged if alleged else found.words).append(text)
    return found


@lru_cache(maxsize=32768)
def _read(text: str) -> tuple[tuple[Day, ...], frozenset[float]]:
    return find_days(text), frozenset(number.value for number in find_numbers(text.replace("_", " ")))


def _add_values(node: Any, alleged: bool, found: list[tuple[str | float, bool]]) -> None:
    """Add what stands in a part of a record, and whether it is only claimed."""
    if isinstance(node, str):
        found.append((node, alleged))
    elif isinstance(node, bool):
        return
    elif isinstance(node, int | float):
        found.append((float(node), alleged))
    elif isinstance(node, dict):
        attributed = _is_attributed(node)
        for key, value in node.items():
            # of an event its text is what is claimed; that it happened, and where, is not
            inside = alleged or (attributed and ("title" not in node or key == "text")) or key == "accused_of"
            if key == "publisher" and isinstance(value, list):
                found.append((float(len(value)), inside))  # ten organisations that sign one statement
            if key not in ("by", "url", "archive_url", "profile", "texts"):
                _add_values(value, inside and key != "attributed_to", found)
    elif isinstance(node, list):
        for value in node:
            _add_values(value, alleged, found)


def _is_attributed(node: dict[str, Any]) -> bool:
    """Tell whether the source says of an entry that it is alleged, reported, or told by somebody."""
    return bool(node.get("attributed_to")) or any(
        str(node.get(key)).lower() == "true" for key in ("alleged", "reported")
    )


def _key(mention: str) -> Key | None:
    kind, _, id = mention.partition(":")
    return (KINDS[kind], id.partition("/")[0]) if kind in KINDS else None


def _names(records: Any) -> dict[str, Key]:
    """Return the record that each name means; a name of several records means none."""
    found: dict[str, Key | None] = {}

    def add(name: str | None, key: Key) -> None:
        if name and len(name) > 2:
            found[name] = key if found.get(name, key) == key else None

    for collection in ("cases", "people", "organisations", "events"):
        for id, entry in records[collection].items():
            record = entry.record
            key = (collection, id)
            match record:
                case Case() | Person():
                    for name in (record.names.preferred, *record.names.variants):
                        add(name, key)
                    if isinstance(record, Person) or record.kind == "person":
                        add(find_family_name(record.names), key)
                case Organisation():
                    add(record.names.preferred, key)
                    add(record.short, key)
                case Event():
                    for title in (record.title, *record.wordings):
                        if isinstance(title, str) and not re.fullmatch(r"[\w ]*\d{4}|\d+ \w+|\w+", title):
                            add(title, key)
    return {name: key for name, key in found.items() if key}
