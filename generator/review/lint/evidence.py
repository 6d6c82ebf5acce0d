"""Find what the records say about a sentence: the records that it is about, their days, numbers and words.

A sentence is about the records that it mentions or names in plain prose, and its neighbours under the same heading do;
about what belongs to these (the event of a figure, the cases of an event); and about what rests on the sources that it
cites.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from generator.base.diagnostics import Origin
from generator.base.text.names_in_text import find_names
from generator.paper.document import BlockId
from generator.paper.sentences import ProseSentence
from generator.records.load import Entry
from generator.records.resolve.references import list_references
from generator.records.resolve.wordings import KINDS, find_family_name
from generator.records.schema import Case, Event, Organisation, Person, Record
from generator.review.lint.facts import Facts, collect_facts
from generator.review.lint.shared import Shared
from generator.review.lint.subject import Subject

Key = tuple[str, str]
"""A record: its collection and id."""

_NEAR = ("cases", "events", "figures", "laws")
"""Collections whose records belong together: what is told of one may stand in another. All the world refers to the
others."""


class Reach:
    """The records of an edition, to be asked what a sentence may rest on."""

    def __init__(self, subject: Subject):
        self.subject = subject
        records = subject.edition.records
        self._facts = subject.shared.ask(_know_facts)
        self._of: dict[tuple[BlockId, tuple[str, ...], tuple[str, ...]], Facts] = {}
        self._named: dict[tuple[Origin, str], set[Key]] = {}
        self._gathered: dict[frozenset[Key], Facts] = {}
        self._near: dict[Key, set[Key]] = defaultdict(set)
        self._by: dict[str, set[Key]] = defaultdict(set)
        refer = subject.shared.ask(_refer)
        for collection, entries in records.items():
            for name, entry in entries.items():
                key = (collection, name)
                for kind, other in refer[id(entry)]:
                    if kind == "sources":
                        self._by[other].add(key)
                    elif collection in _NEAR and kind in ("cases", "events", "figures") and kind != collection:
                        self._near[key].add((kind, other))
                        self._near[(kind, other)].add(key)
        self._frame = Facts()
        self._frame.add(collect_facts([subject.edition.entry.tree.get(key) for key in ("date", "period", "as_of")]))
        record = subject.edition.record
        dialogue = subject.edition.dialogues.get(record.dialogue or "")
        if dialogue:
            self._frame.add(collect_facts(dialogue.tree))
        self._names = _names(records)
        find = find_names(self._names)
        self._find_names = cache(lambda text: tuple(find(text)))  # several rules ask of the same sentences
        self._of_file: dict[str, list[Key]] = defaultdict(list)
        for name, case in subject.edition.cases.items():
            self._of_file[case.file].append(("cases", name))
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
        asked = (sentence.section, sentence.cited, sentence.support)
        if asked not in self._of:
            self._of[asked] = self._facts_of(sentence)
        return self._of[asked]

    def _facts_of(self, sentence: ProseSentence) -> Facts:
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
        collection, name = key
        entry = self.subject.edition.records.get(collection, {}).get(name)
        if entry is None:
            return Facts()
        if id(entry) not in self._facts:
            self._facts[id(entry)] = collect_facts(entry.tree)
        return self._facts[id(entry)]

    def _gather(self, keys: Iterable[Key]) -> Facts:
        wanted = frozenset(keys)
        if wanted not in self._gathered:
            found = self._gathered[wanted] = Facts()
            for key in wanted:
                found.add(self.of(key))
            found.add(self._frame)
        return self._gathered[wanted]


def find_reach(subject: Subject) -> Reach:
    """Return the Reach of a subject, which several rules ask for."""
    return subject.ask(Reach)


def _refer(shared: Shared) -> Mapping[int, tuple[Key, ...]]:
    """Return what each record refers to, by its identity: collection and id."""
    return {id(entry): tuple(_list_referred(entry)) for entry in shared.entries}


def _list_referred(entry: Entry[Record]) -> Iterator[Key]:
    for _, kind, name in list_references(entry.record):
        yield kind, name.partition("/")[0] if kind == "laws" else name


def _know_facts(shared: Shared) -> dict[int, Facts]:
    """Return what records hold, by their identity; whoever asks for one adds it."""
    return {}


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
