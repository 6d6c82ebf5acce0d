"""The dataset: every record, with the line and column of each of its values, and its visibility."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from generator.base.diagnostics import Diagnostic, Origin
from generator.records.aside import Aside, list_read
from generator.records.load.parse import Lent, Map, Place, Seq
from generator.records.load.pseudonyms import RealName
from generator.records.load.validate import find
from generator.records.schema import (
    COLLECTIONS,
    Case,
    Country,
    Dialogue,
    Edition,
    Event,
    Figure,
    Law,
    Organisation,
    Person,
    Recommendation,
    Record,
    SectionProse,
    Source,
    Standard,
    Theme,
)
from generator.records.schema.base import VISIBILITIES, Visibility, is_above
from generator.records.schema.signatures import Signatures
from generator.records.schema.verified import Verified
from generator.records.style import Style

R_co = TypeVar("R_co", bound=Record, covariant=True)

PathInRecord = tuple[str | int, ...]

SAY_IT = (
    "the record and its folder say no visibility, so it is internal; if it may go out, write `visibility: public` in"
    " the record, or in defaults.yaml of its folder"
)
"""What to do about a record of which nothing says who may see it."""


@dataclass(frozen=True, slots=True)
class Entry(Generic[R_co]):
    """A record of the kind `R_co` with where it comes from: `tree` are its values as written, `limits` the visibility
    of single fields; `unsaid` tells that it is internal because nothing says otherwise."""

    record: R_co
    collection: str
    file: str
    tree: Map
    visibility: Visibility
    limits: Mapping[PathInRecord, Visibility] = field(default_factory=dict)
    line: int = 1
    column: int = 1
    unsaid: bool = False

    def above(self, audience: Visibility, path: PathInRecord = ()) -> bool:
        """Tell whether the record, or the value at `path` in it, is not for the audience; a case that was withdrawn is
        for none."""
        if self.withdrawn or is_above(self.visibility, audience):
            return True
        for limit, said in self.limits.items():  # noqa: SIM110  # no generator: it is asked of each value
            if path[: len(limit)] == limit and is_above(said, audience):
                return True
        return False

    def find_closed(self, audience: Visibility) -> Callable[[PathInRecord], bool] | None:
        """Return what tells of each path in the record whether a visibility of its own closes it to the audience, as
        `above` does of a record that is not closed as a whole; None where none does. For whoever asks of every value:
        who may see a field is then looked up once, and not for each."""
        limits = frozenset(limit for limit, said in self.limits.items() if is_above(said, audience))
        if not limits:
            return None
        first, lengths = frozenset(limit[:1] for limit in limits), sorted(set(map(len, limits)))

        def is_closed(path: PathInRecord) -> bool:
            if path[:1] not in first and () not in first:
                return False
            for length in lengths:  # noqa: SIM110  # no generator, as above
                if path[:length] in limits:
                    return True
            return False

        return is_closed

    @property
    def withdrawn(self) -> bool:
        """Tell whether it is a case whose person asked to be named no more."""
        return isinstance(self.record, Case) and self.record.withdrawn

    def origin(self, *path: str | int) -> Origin:
        """Return the place of the value at `path`, or of the record."""
        if not path:
            return Origin(self.file, self.line, self.column)
        place, _ = find(self.tree, path)
        lent = self.find_lent(path)
        return Origin(lent.file if lent else self.file, place[2] + 1, place[3] + 1)

    def find_lent(self, path: PathInRecord) -> Lent | None:
        """Return what was put into the record from a statement for many, where the value at `path` is of it."""
        node: Any = self.tree
        for step in path:
            node = node["value"] if is_limited(node) else node
            held = isinstance(node, dict) if isinstance(step, str) else isinstance(node, list) and step < len(node)
            if not held or (isinstance(step, str) and step not in node):
                return None
            node = node[step]
            if isinstance(node, Lent):
                return node
        return None


class _Collection(Generic[R_co]):
    """The records of one kind in what holds records by collection, typed as that kind."""

    def __init__(self, model: type[R_co]):
        self.model = model

    def __set_name__(self, owner: type, name: str) -> None:
        if COLLECTIONS.get(name) is not self.model:
            raise TypeError(f"the collection `{name}` does not hold records of the kind {self.model.__name__}")
        self._name = name

    def __get__(self, holder: Any, owner: type) -> Mapping[str, Entry[R_co]]:
        # the loader makes the records of a collection with the model that COLLECTIONS names
        picked: Mapping[str, Entry[R_co]] = holder.records[self._name]
        return picked


class Collections:
    """Typed access to what holds records by collection and id, as `records`: `x.cases` is `x.records["cases"]`."""

    __slots__ = ()

    cases = _Collection(Case)
    events = _Collection(Event)
    laws = _Collection(Law)
    sources = _Collection(Source)
    recommendations = _Collection(Recommendation)
    figures = _Collection(Figure)
    people = _Collection(Person)
    organisations = _Collection(Organisation)
    themes = _Collection(Theme)
    standards = _Collection(Standard)
    countries = _Collection(Country)
    dialogues = _Collection(Dialogue)


@dataclass(frozen=True, slots=True)
class Unread:
    """What of a file became no record: the names that it may hold, and the lines of the whole file (None: not even they
    could be read)."""

    names: frozenset[str]
    lines: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Dataset(Collections):
    """Everything that the files say. `broken` names records and sections whose file could not be read, so that nobody
    is told that they do not exist (`sources/*` where a file of sources gives no names at all), and `unread` the files
    of data/ that hold such; `lines` are the files' lines, for excerpts; `closed` is what a file with such a record has
    to be taken for: nobody knows what visibility it would have; `signatures` are those beside each edition, of which no
    paper is made, and `pseudonyms` the true names behind assumed ones, which nothing prints; `verified` are the
    statements for many beside every edition, loaded or not, which stand in the cases already; `aside` are files that
    were left unread, since nothing of them can matter.
    """

    root: Path
    records: Mapping[str, Mapping[str, Entry[Record]]]
    editions: Mapping[str, Entry[Edition]]
    sections: Mapping[str, Mapping[str, Entry[SectionProse]]]
    lines: Mapping[str, list[str]]
    broken: frozenset[str] = frozenset()
    closed: Mapping[str, Visibility] = field(default_factory=dict)
    styles: Mapping[str, Style] = field(default_factory=dict)
    signatures: Mapping[str, Entry[Signatures]] = field(default_factory=dict)
    pseudonyms: tuple[RealName, ...] = ()
    verified: Mapping[str, Entry[Verified]] = field(default_factory=dict)
    unread: Mapping[str, Unread] = field(default_factory=dict)
    aside: Mapping[str, Aside] = field(default_factory=dict)


def is_limited(node: Any) -> bool:
    """Tell whether a value is written as `{value: …, visibility: …}`."""
    return isinstance(node, Map) and len(node) == 2 and "visibility" in node and "value" in node


def read_visibility(said: Any) -> Visibility:
    """Return a visibility as it was written; what is no such word counts as internal."""
    return said if said in VISIBILITIES else "internal"


def unwrap(tree: Any, fallback: Visibility) -> tuple[Any, Visibility]:
    """Return a record that is written as `{value: …, visibility: …}` without that, and the stricter visibility."""
    while is_limited(tree):
        tree, fallback = tree["value"], max(read_visibility(tree["visibility"]), fallback, key=VISIBILITIES.index)
    return tree, fallback


def find_unknown_visibilities(tree: Map | Seq) -> Iterator[Place]:
    """Yield the places of words that are no visibility, in fields written as `{value: …, visibility: …}`."""
    if isinstance(tree, Map) and is_limited(tree) and tree["visibility"] not in VISIBILITIES:
        yield tree.at["visibility"]
    for value in tree.values() if isinstance(tree, Map) else tree:
        if isinstance(value, Map | Seq):
            yield from find_unknown_visibilities(value)


def strip_places(tree: Map, limits: dict[PathInRecord, Visibility]) -> dict[str, Any]:
    """Return the values without their places. A field written as `{value: …, visibility: …}` becomes its value, and its
    visibility goes into `limits` (a word that is no visibility counts as internal: closed)."""

    def value(node: Any, path: PathInRecord) -> Any:
        if isinstance(node, Map):
            if is_limited(node):
                limits[path] = read_visibility(node["visibility"])
                return value(node["value"], path)
            return {key: value(item, (*path, key)) for key, item in node.items()}
        if isinstance(node, Seq):
            return [value(item, (*path, index)) for index, item in enumerate(node)]
        return node

    return {key: value(item, (key,)) for key, item in tree.items()}


def keep_read(dataset: Dataset) -> Dataset:
    """Return the dataset as if there were no more than the records that were read."""
    if not dataset.aside:
        return dataset
    return replace(dataset, records={name: list_read(records) for name, records in dataset.records.items()}, aside={})


def list_entries(dataset: Dataset) -> Iterator[Entry[Record]]:
    """Yield every entry of data/, collection by collection."""
    for records in dataset.records.values():
        yield from records.values()


def list_all_entries(dataset: Dataset) -> Iterator[Entry[Any]]:
    """Yield every entry of data/, then every edition and every section that was loaded, and the statements for many."""
    yield from list_entries(dataset)
    yield from dataset.editions.values()
    yield from dataset.verified.values()
    for sections in dataset.sections.values():
        yield from sections.values()


def list_values(tree: Any) -> list[tuple[PathInRecord, str]]:
    """Return every value of a record as it is written, and its path; what is `{value: …, visibility: …}` is its
    value."""
    found: list[tuple[PathInRecord, str]] = []  # filled and not yielded: of an archive a million values are asked for
    _add_values(tree, (), found)
    return found


def _add_values(tree: Any, path: PathInRecord, found: list[tuple[PathInRecord, str]]) -> None:
    while is_limited(tree):
        tree = tree["value"]
    if isinstance(tree, dict):
        inside: Iterable[tuple[str | int, Any]] = tree.items()
    elif isinstance(tree, list):
        inside = enumerate(tree)
    else:
        if isinstance(tree, str):
            found.append((path, tree))
        return
    for step, value in inside:
        if type(value) is str:
            found.append(((*path, step), value))
        elif value is not None:
            _add_values(value, (*path, step), found)


_USER = re.compile(r"(?<=://)[^\s/@]+(?=@)")
"""The name and password of a user in an address. As many letters stand in their place, so that places stay true."""


def add_excerpts(diagnostics: Iterable[Diagnostic], files: Mapping[str, list[str]]) -> list[Diagnostic]:
    """Return the diagnostics, each with the line of the file that it points to, where there is one and it may be
    shown, and without the password in an address."""
    shown = []
    for d in diagnostics:
        lines = files.get(d.origin.file) if d.kind.shows_line else None
        if d.excerpt is None and lines and d.origin.line <= len(lines):
            d = replace(d, excerpt=_USER.sub(lambda match: "…" * len(match[0]), lines[d.origin.line - 1]))
        shown.append(d)
    return shown
