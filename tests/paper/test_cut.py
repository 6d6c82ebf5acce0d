"""A record out of which something was taken is the one that reading the rest anew makes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from generator.paper.select.cut import are_words, cut
from generator.paper.select.picked import _judge, pick
from generator.paper.select.visible import _keep, _list_around, _Reader, pick_fields
from generator.records.load import Entry, PathInRecord, list_entries, list_values, load
from generator.records.resolve.known import date_record, find_appearances
from generator.records.resolve.references import list_references
from generator.records.schema import COLLECTIONS, Record, SectionProse
from generator.records.schema.base import VISIBILITIES
from tests.paper.test_protected import ASSUMED, BY_INITIALS, HIDDEN
from tests.support.places import ROOT
from tests.support.workspaces import write


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> list[Entry[Record]]:
    root = write(tmp_path_factory.mktemp("records"), HIDDEN | ASSUMED | BY_INITIALS)
    read = [load(one)[0] for one in (root, ROOT)]
    sections = [section for dataset in read for own in dataset.sections.values() for section in own.values()]
    return [entry for dataset in read for entry in list_entries(dataset)] + sections


def list_paths(entry: Entry[Record]) -> list[PathInRecord]:
    """Return the paths of everything that stands in a record."""
    paths = (path for path, _ in list_values(entry.tree))
    return sorted({path[:length] for path in paths for length in range(1, len(path) + 1)}, key=str)


def list_losses(entry: Entry[Record], chance: random.Random) -> Iterator[frozenset[PathInRecord]]:
    """Yield what may go: each thing alone, of long records some, and some things at once."""
    paths = list_paths(entry)
    for path in chance.sample(paths, min(len(paths), 12)):
        yield frozenset([path])
    yield frozenset(chance.sample(paths, min(len(paths), 3)))


def test_what_is_left_is_as_if_it_had_been_read(entries: list[Entry[Record]]) -> None:
    chance, cuts = random.Random(7), 0
    for entry in entries:
        model = COLLECTIONS.get(entry.collection, SectionProse)
        for left in list_losses(entry, chance):
            reader = _Reader("internal", frozenset(), left)
            tree, changed = _keep(entry.tree, (), reader, _list_around(left, False))
            assert changed
            made = cut(entry.record, reader.lost)
            if made is None:
                continue  # then the rest is read anew
            cuts += 1
            read = model.model_validate({"id": entry.record.id, **tree})
            assert made == read
            assert repr(made) == repr(read)
            assert made.model_fields_set == read.model_fields_set
            assert list_references(made) == list_references(read)
    assert cuts > 500


def test_a_picked_record_names_what_it_says_itself(entries: list[Entry[Record]]) -> None:
    chance, known = random.Random(8), 0
    for entry in entries:
        if entry.collection not in COLLECTIONS:
            continue
        for left in [frozenset(), *list_losses(entry, chance)]:
            closed = replace(entry, limits=dict.fromkeys(left, "internal"), visibility="public")
            seen = _judge(closed, "public", date(2030, 1, 1), frozenset(), {}).seen
            if seen:
                known += getattr(seen.record, "_references", None) is not None
                assert list_references(seen.record) == list_references(seen.record.model_copy())
    assert known > 50


def test_a_field_that_is_needed_is_not_taken_out(entries: list[Entry[Record]]) -> None:
    refused = 0
    for entry in entries:
        model = COLLECTIONS.get(entry.collection, SectionProse)
        for path in list_paths(entry)[::4]:
            reader = _Reader("internal", frozenset(), frozenset([path]))
            tree, _ = _keep(entry.tree, (), reader, _list_around([path], False))
            try:
                model.model_validate({"id": entry.record.id, **tree})
            except ValidationError:
                refused += 1
                assert cut(entry.record, reader.lost) is None
    assert refused > 100


def test_words_that_go_leave_the_dates_as_they_are(entries: list[Entry[Record]]) -> None:
    chance, seen = random.Random(11), 0
    appeared = find_appearances({one.record.id: one for one in entries if one.collection == "sources"})  # type: ignore[misc]
    for entry in entries:
        dated = date_record(entry.record, appeared)
        for left in list_losses(entry, chance):
            lost = tuple(left)
            made = cut(entry.record, lost)
            if made is not None and are_words(entry.record, lost):
                seen += 1
                assert repr(cut(dated, lost)) == repr(date_record(made, appeared))
                assert cut(dated, lost) == date_record(made, appeared)
    assert seen > 200


def test_a_round_whose_outcome_is_closed_is_dated_as_if_it_had_none(tmp_path: Path) -> None:
    """Of a round of which nothing is told, a statement on it says nothing of the day: it may have announced it."""
    text = """\
zenda-dialogue:
  visibility: public
  title: Zenda Human Rights Dialogue
  parties: [council, government]
  rounds:
    "3": {date: 2020-11, place: Zenda, outcome: {value: They talked., visibility: internal}, by: zenda-statement}
  sources:
    zenda-statement: {visibility: public, kind: statement, publisher: council, published: 2020-11-20,
      url: https://example.org/round}
"""
    dataset, _ = load(write(tmp_path, {"data/dialogues.yaml": text}))
    picked = pick(
        dataset.records["dialogues"], "public", date(2020, 12, 5), frozenset(), find_appearances(dataset.sources)
    )
    (met,) = picked.entries["zenda-dialogue"].record.rounds.values()
    assert met.outcome is None
    assert met.date.last == date(2020, 11, 30)


def test_what_is_picked_is_what_may_be_seen(entries: list[Entry[Record]]) -> None:
    by_id = {str(index): entry for index, entry in enumerate(entries) if entry.collection in COLLECTIONS}
    for audience in VISIBILITIES:
        for hidden in (
            frozenset[str](),
            frozenset(entry.record.id for entry in entries if entry.collection == "sources"),
        ):
            picked = pick(by_id, audience, date(2030, 1, 1), hidden, {})
            for id, entry in picked.entries.items():
                model = COLLECTIONS[entry.collection]
                seen = pick_fields(by_id[id], model, audience, hidden)
                assert seen is not None
                read = model.model_validate({"id": entry.record.id, **seen.tree})
                assert seen.record == read
                assert seen.record.model_fields_set == read.model_fields_set
                assert entry.record == date_record(read, {})
