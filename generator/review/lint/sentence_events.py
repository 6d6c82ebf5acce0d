"""Find which event of the records each sentence is about."""

from __future__ import annotations

from collections.abc import Iterator

from generator.paper.sentences import ProseSentence
from generator.records.schema import Event
from generator.review.lint.dates_and_numbers import find_days
from generator.review.lint.evidence import Reach
from generator.review.lint.subject import Subject


def find_sentence_events(subject: Subject, reach: Reach) -> Iterator[tuple[ProseSentence, frozenset[str]]]:
    """Yield every sentence that tells something, with the ids of the events that it may be about."""
    in_block: dict[str, frozenset[str]] = {}
    of_section: dict[str, frozenset[str]] = {}
    for sentence in subject.sentences:
        of_section[sentence.section] = of_section.get(sentence.section, frozenset()) | _named(subject, reach, sentence)
    demands = {entry.file for entry in subject.edition.recommendations.values()}
    for sentence in subject.sentences:
        if sentence.origin.file in demands:
            continue
        events = _named(subject, reach, sentence) or in_block.get(sentence.block, frozenset())
        in_block[sentence.block] = events
        whole = of_section[sentence.section]
        events = events or (whole if len(whole) == 1 else frozenset())
        yield sentence, events


def find_event(subject: Subject, id: str) -> Event | None:
    """Return the event of this id, where the edition's readers may see it."""
    entry = subject.edition.events.get(id)
    return entry.record if entry else None


def _named(subject: Subject, reach: Reach, sentence: ProseSentence) -> frozenset[str]:
    named = frozenset(id for collection, id in reach.named(sentence) if collection == "events")
    told = [day for day in find_days(sentence.text) if day.day]
    if named or len(told) != 1:
        return named
    same = [
        id
        for id in subject.edition.events
        if (one := find_event(subject, id)) and one.date.precision == "day" and told[0].agrees(str(one.date))
    ]
    return frozenset(same if len(same) == 1 else ())
