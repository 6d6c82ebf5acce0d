"""Find which event of the records each sentence is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.paper.sentences import ProseSentence
from generator.records.schema import Event
from generator.review.lint.dates_and_numbers import find_days
from generator.review.lint.evidence import Reach, find_reach
from generator.review.lint.subject import Subject


def find_sentence_events(subject: Subject) -> Sequence[tuple[ProseSentence, frozenset[str]]]:
    """Return every sentence that tells something, with the ids of the events that it may be about."""
    return subject.ask(_list_events)


def _list_events(subject: Subject) -> tuple[tuple[ProseSentence, frozenset[str]], ...]:
    return tuple(_find_each(subject, find_reach(subject)))


def _find_each(subject: Subject, reach: Reach) -> Iterator[tuple[ProseSentence, frozenset[str]]]:
    days: dict[tuple[int, int], list[tuple[int, str]]] = defaultdict(list)
    for id, entry in subject.edition.events.items():
        if entry.record.date.precision == "day":
            year, month, day = map(int, str(entry.record.date).split("-"))
            days[month, day].append((year, id))

    def _named(sentence: ProseSentence) -> frozenset[str]:
        """Return the events that a sentence names; else the only one of the day that it tells."""
        named = frozenset(id for collection, id in reach.named(sentence) if collection == "events")
        told = [] if named else [day for day in find_days(sentence.text) if day.day]
        if len(told) != 1:
            return named
        (day,) = told
        same = [id for year, id in days.get((day.month or 0, day.day or 0), ()) if day.year in (None, year)]
        return frozenset(same if len(same) == 1 else ())

    in_block: dict[str, frozenset[str]] = {}
    of_section: dict[str, frozenset[str]] = {}
    for sentence in subject.sentences:
        of_section[sentence.section] = of_section.get(sentence.section, frozenset()) | _named(sentence)
    demands = {entry.file for entry in subject.edition.recommendations.values()}
    for sentence in subject.sentences:
        if sentence.origin.file in demands:
            continue
        events = _named(sentence) or in_block.get(sentence.block, frozenset())
        in_block[sentence.block] = events
        whole = of_section[sentence.section]
        events = events or (whole if len(whole) == 1 else frozenset())
        yield sentence, events


def find_event(subject: Subject, id: str) -> Event | None:
    """Return the event of this id, where the edition's readers may see it."""
    entry = subject.edition.events.get(id)
    return entry.record if entry else None
