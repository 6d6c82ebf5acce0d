"""Compare the entries of a library with a country's sources: what is new, what is known, what is left out.

In: entries, the dataset, the country. Out: an ImportPlan with the new text of the country's file of sources. A source
is known by its address, by its title and day, or because the entry is our own export. Ids are made as those that are
there: who published it, and when.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from generator.authoring.fmt.files import lay_out_new
from generator.authoring.import_sources.read import ForeignEntry
from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin
from generator.base.text.spellings import fold_words
from generator.records.csl_items import read_item, read_own
from generator.records.load import Dataset
from generator.records.load.names import is_id
from generator.records.load.parse import parse
from generator.records.schema import Source
from generator.records.schema.person import list_spellings
from generator.records.schema.sources import SourceKind

_LONGEST_ID = 40


@dataclass(frozen=True, slots=True)
class Addresses:
    """How addresses are treated: `normalise` writes all spellings of one alike, `strip` takes away what is there to
    track readers."""

    normalise: Callable[[str], str]
    strip: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class NewSource:
    """An entry that becomes a record, under an id."""

    entry: ForeignEntry
    source: Source
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class KnownSource:
    """An entry of which there is a record, or an entry before it (`id`): by what it is known (`why`), and which of its
    fields the record lacks."""

    entry: ForeignEntry
    id: str
    why: str
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What would become of a file: new sources, known ones, notices (D463); and the text of the file of sources with
    the new ones in it, where there are any."""

    new: tuple[NewSource, ...]
    known: tuple[KnownSource, ...]
    notices: tuple[Diagnostic, ...]
    text: str | None


def plan_import(
    files: Mapping[str, Sequence[ForeignEntry]],
    dataset: Dataset,
    target: str,
    text: str,
    kinds: Mapping[str, SourceKind],
    addresses: Addresses,
) -> ImportPlan:
    """Return what would become of the entries of files, by their names; `target` is the country's file of sources,
    `text` what it holds ("" where there is none).

    Raises BriefingError (D462) with every entry of which something that a source must have is not known.
    """
    faults: list[Diagnostic] = []
    notices: list[Diagnostic] = []
    known = _Known((entry.record for entry in dataset.sources.values()), addresses.normalise)
    taken = {*dataset.sources, *(re.findall(r"^([\w.-]+):", text, re.M))}
    houses = _name_houses(dataset)
    new: list[NewSource] = []
    old: list[KnownSource] = []
    for name, entry in ((name, entry) for name, entries in files.items() for entry in entries):
        read = read_item(entry.item, kinds)
        said = f"entry `{entry.key[:60]}`" if entry.key else "this entry"
        notices += [
            codes.LEFT_OUT_OF_IMPORT.at(Origin(name, entry.line), f"{said}: `{field}` is left out: {why}")
            for field, why in read.left
        ]
        source = _make_source(name, entry, read.fields, houses, faults) if read.kind_known else None
        if not read.kind_known:
            type_ = str(entry.item.get("type") or "")[:40]
            message = f"{said}: what it is can't be told by its type “{type_}”"
            help = f"say --kind {type_ or 'TYPE'}=KIND, such as --kind {type_ or 'TYPE'}=report"
            faults.append(codes.UNREADABLE_ENTRY.at(Origin(name, entry.line), message, help))
        if source is None:
            continue
        if found := known.find(source, entry):
            old.append(KnownSource(entry, found[0].id, found[1], _list_lacking(source, found[0])))
            continue
        id = _choose_id(entry, source, houses, taken)
        taken.add(id)
        url = addresses.strip(source.url) if source.url else None
        closed = "internal" if entry.closed else None
        source = source.model_copy(update={"id": id, "url": url, "visibility": closed})
        new.append(NewSource(entry, source, _list_fields(source)))
        known.add(source)
    if faults:
        raise BriefingError(faults)
    return ImportPlan(tuple(new), tuple(old), tuple(notices), _append(target, text, new) if new else None)


class _Known:
    """The sources that there are, by what they are known again."""

    def __init__(self, sources: Iterable[Source], normalise: Callable[[str], str]):
        self.normalise = normalise
        self.ids: dict[str, Source] = {}
        self.addresses: dict[str, Source] = {}
        self.titles: dict[tuple[str, str], Source] = {}
        for source in sources:
            self.add(source)

    def add(self, source: Source) -> None:
        """Know a source from now on."""
        self.ids[source.id] = source
        for url in (source.url, source.archive_url):
            if url:
                self.addresses.setdefault(self.normalise(url), source)
        for key in _list_titles(source):
            self.titles.setdefault(key, source)

    def find(self, source: Source, entry: ForeignEntry) -> tuple[Source, str] | None:
        """Return the source that an entry is, and by what it is known."""
        same = self.ids.get(entry.key)
        if same and read_own(entry.item) and (same.url, same.title) == (source.url, source.title):
            return same, "the same id, from our own export"
        if source.url and (same := self.addresses.get(self.normalise(source.url))):
            return same, "the same address"
        keys = [key for key in _list_titles(source) if key in self.titles]
        # of one title and day there may be two pages, which addresses tell apart
        if keys and not (source.url and self.titles[keys[0]].url):
            return self.titles[keys[0]], "the same title and day"
        return None


def _list_titles(source: Source) -> list[tuple[str, str]]:
    titles = [source.title] if isinstance(source.title, str) else (source.title or {}).values()
    day = source.published.written if source.published else ""
    return [("".join(fold_words(title)), day) for title in titles] if day else []


def _list_lacking(source: Source, record: Source) -> tuple[str, ...]:
    """Return the fields of an entry that its record has not."""
    names = ("publisher", "title", "number", "url", "language", "published", "accessed")
    return tuple(name for name in names if getattr(source, name) and not getattr(record, name))


def _name_houses(dataset: Dataset) -> dict[str, str]:
    """Return the ids of organisations by what they are called, folded."""
    found: dict[str, str] = {}
    for id, entry in dataset.organisations.items():
        names, short = entry.record.names, entry.record.short
        said = [*list_spellings(names), *([short] if isinstance(short, str) else ())]
        for name in said:
            found.setdefault(" ".join(fold_words(name)), id)
    return found


def _make_source(
    name: str, entry: ForeignEntry, fields: dict[str, Any], houses: Mapping[str, str], faults: list[Diagnostic]
) -> Source | None:
    publisher = fields.get("publisher")
    if isinstance(publisher, list):
        fields["publisher"] = [houses.get(" ".join(fold_words(str(one))), one) for one in publisher]
    try:
        return Source.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        message = f"entry `{entry.key[:60]}`: `{'.'.join(map(str, first['loc']))}` can't stand in a record"
        help = f"correct it in the library: {first['msg'].removeprefix('Value error, ')}"
        faults.append(codes.UNREADABLE_ENTRY.at(Origin(name, entry.line), message, help))
        return None


def _choose_id(entry: ForeignEntry, source: Source, houses: Mapping[str, str], taken: set[str]) -> str:
    """Return an id that is free: that of our own export; else who published it, or the host, and the month."""
    if read_own(entry.item) and is_id(entry.key) and entry.key not in taken:
        return entry.key
    host = re.sub(r"^https?://(?:www\.)?([^/:.]+).*$", r"\1", source.url) if source.url else ""
    words = source.publisher[0] if source.publisher else host or source.kind
    base = "-".join(_split_words(words))[:_LONGEST_ID].strip("-") or source.kind.replace("_", "-")
    if source.published:
        base = f"{base}-{source.published.written[:7]}"
    return next(id for n in range(1, len(taken) + 2) if (id := base if n == 1 else f"{base}-{n}") not in taken)


def _split_words(text: str) -> list[str]:
    from anyascii import anyascii

    return re.findall(r"[a-z0-9]+", anyascii(text).casefold())


def _list_fields(source: Source) -> dict[str, Any]:
    said = source.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    fields = {name: value for name, value in said.items() if name != "id"} | {"kind": source.kind}
    return fields | ({"publisher": source.publisher[0]} if len(source.publisher) == 1 else {})


def _append(target: str, text: str, new: Sequence[NewSource]) -> str:
    """Return the file of sources with the new ones at its end, in the layout of `fmt`; what is there stays as it is.

    Raises BriefingError where nothing can be put at the end of what is there.
    """
    # a string or an object of JSON is one of YAML, too (https://yaml.org/spec/1.2.2/#12-yaml-history)
    said = {one.source.id: dict(one.fields) for one in new}
    lines = "".join(f"{id}: {json.dumps(fields, ensure_ascii=False)}\n" for id, fields in said.items())
    added = lay_out_new(lines, target)
    before = text if not text or text.endswith("\n") else f"{text}\n"
    whole = before + (added.replace("\n", "\r\n") if "\r\n" in text else added)
    tree, problems = parse(whole.replace("\r\n", "\n"), target)
    if tree is None or problems or not said.keys() <= tree.keys():
        message = f"nothing can be put at the end of `{target}` as it is written"
        raise BriefingError([codes.UNREADABLE_ENTRY.at(Origin(target), message, "mend it first: `briefing check`")])
    return whole
