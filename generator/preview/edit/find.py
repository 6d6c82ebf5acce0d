"""Find the record that somebody means by a name: for fields that hold ids.

In: what was typed, and of which kind the record is. Out: the one record that is called so in a spelling that it has
itself, whatever the case, the marks and the order of the words; and those that are called nearly so, the likest first.
None of these is ever taken by itself: two people have one name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from generator.authoring.new.answers import list_names
from generator.base.text.name_scores import fold_name, score_names
from generator.preview.edit.records import say_name
from generator.records.load import Dataset
from generator.records.schema import COLLECTIONS, Law, Source
from generator.records.schema.base import pick_text

_MOST = 5

_BEGINNING = 5
"""Letters by which a word is known again in a longer name: authorities, authority."""

_LIKE = 65.0
"""How alike a name has to be to be proposed: a surname alone scores 75 at most."""


class FoundRecord(NamedTuple):
    """A record: its id and what it is called."""

    id: str
    called: str


class Found(NamedTuple):
    """The only record that is called so, if there is one, and others that may be meant."""

    record: FoundRecord | None
    near: tuple[FoundRecord, ...]


def find_called(dataset: Dataset, collection: str, typed: str) -> Found:
    """Return the record of a kind that `typed` names, or those that it may name."""
    wanted = _fold(typed)
    if collection not in COLLECTIONS or not wanted:
        return Found(None, ())
    spelled = [
        (record, spelling) for record, spellings in _list_spellings(dataset, collection) for spelling in spellings
    ]
    known = {record.id: record for record, _ in spelled}
    if typed in known:
        return Found(known[typed], ())
    same = dict.fromkeys(record for record, spelling in spelled if _fold(spelling) == wanted)
    if len(same) == 1:
        return Found(next(iter(same)), ())
    near = dict.fromkeys([*same, *_begin_so(spelled, wanted)])
    if len(near) < _MOST:
        near |= dict.fromkeys([*_sound_so(spelled, typed), *_share_words(spelled, wanted)])
    return Found(None, tuple(near)[:_MOST])


def _begin_so(spelled: list[tuple[FoundRecord, str]], wanted: tuple[str, ...]) -> Iterator[FoundRecord]:
    """Yield the records of which each word that was typed begins one: a surname, part of a title."""
    for record, spelling in spelled:
        words = _fold(spelling)
        if all(any(word.startswith(typed) for word in words) for typed in wanted):
            yield record


def _sound_so(spelled: list[tuple[FoundRecord, str]], typed: str) -> list[FoundRecord]:
    """Return the records that are called nearly so, in whatever script and transliteration, the likest first."""
    wanted = fold_name(typed)
    scored = [(-score_names(wanted, _sound(spelling)).score, n) for n, (_, spelling) in enumerate(spelled)]
    return [spelled[n][0] for score, n in sorted(scored) if -score >= _LIKE]


def _share_words(spelled: list[tuple[FoundRecord, str]], wanted: tuple[str, ...]) -> list[FoundRecord]:
    """Return the records of which some long word begins as one that was typed, those with the most such words first."""
    begin = {word[:_BEGINNING] for word in wanted if len(word) >= _BEGINNING}
    shared = [
        (len(begin & {word[:_BEGINNING] for word in _fold(spelling)}), n) for n, (_, spelling) in enumerate(spelled)
    ]
    return [spelled[n][0] for number, n in sorted((-number, n) for number, n in shared if number)]


@lru_cache(maxsize=50_000)
def _sound(spelling: str) -> tuple[str, ...]:
    return fold_name(spelling)


@lru_cache(maxsize=50_000)
def _fold(words: str) -> tuple[str, ...]:
    """Return the words of a name in one order, without case and marks."""
    plain = unicodedata.normalize("NFKD", words[:300]).casefold()
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(sorted(re.findall(r"\w+", kept)))


def _list_spellings(dataset: Dataset, collection: str) -> Iterator[tuple[FoundRecord, list[str]]]:
    for id, entry in dataset.records[collection].items():
        record = entry.record
        called = say_name(record) or id
        yield FoundRecord(id, called), [*_list_called(dataset, record)] or [id]
        for number, provision in record.provisions.items() if isinstance(record, Law) else ():
            title = pick_text(provision.title, "en") or ""
            named = f"{called}, {number} {title}".strip()
            texts = [f"{called} {number}", f"{called} Article {number}", f"Article {number}", title]
            yield FoundRecord(f"{id}/{number}", named), [named, *texts]


def _list_called(dataset: Dataset, record: Any) -> Iterator[str]:
    """Yield everything by which a record is called, or known where it has no name: a source by its publisher."""
    yield from list_names(record)
    yield from getattr(record, "wordings", ())
    if isinstance(record, Source):
        organisations = dataset.organisations
        for publisher in record.publisher:
            names = list_names(organisations[publisher].record) if publisher in organisations else [publisher]
            yield from (f"{name} {record.published or ''}".strip() for name in names)
            yield from (name for name in names)
        yield from (word for word in (record.number, record.url) if word)
    elif not getattr(record, "title", None) and not getattr(record, "names", None):
        said = getattr(record, "text", None)
        yield from said.values() if isinstance(said, dict) else [said] if said else []
