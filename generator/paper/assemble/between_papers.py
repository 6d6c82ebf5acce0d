"""What stands between the papers on a country's page: rounds, events and deaths, each with its day and its sources.

In: what everybody may read on the day of the newest paper, and the papers. Out: happenings, each with the words that
tell of it; country_timeline.py puts them in their places.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.paper.assemble.attribution import wrap_attributed
from generator.paper.assemble.context import Context
from generator.paper.assemble.facts import capitalise, find_status_key
from generator.paper.assemble.numbers_told import list_told_figures, say_untold_figures
from generator.paper.assemble.places import locate_text
from generator.paper.assemble.prose import assemble_paragraph
from generator.paper.assemble.wording import say, say_day
from generator.paper.document import Inline, Run
from generator.paper.select import SelectedEdition
from generator.records.load import Entry
from generator.records.resolve.custody import Step, list_steps
from generator.records.resolve.wordings import choose_name
from generator.records.schema import Case, Event
from generator.records.schema.partial_dates import PartialDate, parse_date


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened not before `earliest` and by the day `last`; `when`, `words` and the sources `by` tell of
    it, in the context in which they are written. What `went_on` is known to have lasted from the one to the other."""

    id: str
    earliest: date
    last: date
    when: str
    words: tuple[Inline, ...]
    by: tuple[str, ...]
    went_on: bool = False


def list_happenings(context: Context, papers: Sequence[SelectedEdition]) -> list[Happening]:
    """Return the rounds of the dialogues for which the papers are, the events of the country and the deaths of people
    in cases, on record by the day of the context's edition and not by that of the first of the papers: the newest
    first."""
    dialogues = list_dialogues(papers)
    before = list_known(context, min(papers, key=lambda paper: paper.as_of), dialogues)
    rounds = _rounds(context, dialogues)
    deaths = (death for entry in _list_cases(context.edition) for death in _deaths(context, entry))
    told = list_told_figures(papers)
    # the numbers of an event that is left out are not told with it
    events = [entry for entry in _list_events(context.edition) if _name_event(entry.record) not in before]
    found = (*rounds, *deaths, *(_event(context, entry, told) for entry in events))
    between = (one for one in found if one.id not in before)
    return sorted(between, key=lambda one: (one.last, one.earliest, one.id), reverse=True)


def list_dialogues(papers: Iterable[SelectedEdition]) -> set[str]:
    """Return the ids of the dialogues for which papers are."""
    return {paper.record.dialogue for paper in papers if paper.record.dialogue}


def list_known(context: Context, edition: SelectedEdition, dialogues: Collection[str]) -> set[str]:
    """Return the ids of what had happened by the day of an edition, as its records tell it; rounds of `dialogues`.

    What had begun by then, and went on, has its place by its end, which the context's edition, the newest, tells.
    """
    ends = {entry.record.id: entry.record.end for entry in _list_events(context.edition)}
    begun = [entry.record for entry in _list_events(edition)]
    events = {_name_event(one) for one in begun if not (end := ends.get(one.id)) or end.last <= edition.as_of}
    deaths = {_name_death(entry.record) for entry in _list_cases(edition) if _list_dated_deaths(entry.record)}
    rounds = {
        _name_round(entry.record.id, number)
        for entry in edition.dialogues.values()
        for number, met in entry.record.rounds.items()
        if entry.record.id in dialogues and (met.as_of or met.date).last <= edition.as_of
    }
    return events | deaths | rounds


def count_undated_deaths(edition: SelectedEdition) -> int:
    """Return of how many deaths no day is on record, nor one by which they had happened."""
    dead = [
        entry.record
        for entry in _list_cases(edition)
        if any(step.status == "deceased" for step in list_steps(entry.record))
    ]
    return sum(not _list_dated_deaths(case) for case in dead)


def _list_events(edition: SelectedEdition) -> list[Entry[Event]]:
    return [one for one in edition.events.values() if one.file.startswith(f"data/{edition.record.country}/")]


def _list_cases(edition: SelectedEdition) -> list[Entry[Case]]:
    return [one for one in edition.cases.values() if one.file.startswith(f"data/{edition.record.country}/")]


def _name_event(event: Event) -> str:
    return f"event.{event.id}"


def _name_death(case: Case) -> str:
    return f"death.{case.id}"


def _name_round(dialogue: str, number: str) -> str:
    return f"round.{dialogue}.{number}"


def _rounds(context: Context, dialogues: Collection[str]) -> Iterator[Happening]:
    """Yield the rounds that were over by the day of the context's edition: place, and what was said afterwards."""
    for entry in context.edition.dialogues.values():
        dialogue = entry.record
        if dialogue.id not in dialogues:
            continue
        for number, met in dialogue.rounds.items():
            if (met.as_of or met.date).last > context.edition.as_of:
                continue
            id = _name_round(dialogue.id, number)
            name = context.labels["country_round"].format(number=number, name=say(context, dialogue.title) or "")
            parts = (name, say(context, met.title), met.place)
            words: list[Inline] = [Run(_close(", ".join(part for part in parts if part)))]
            if said := say(context, met.outcome):
                place = locate_text(context, entry.file, entry.origin("rounds", number, "outcome"), said)
                words += [Run(" "), *assemble_paragraph(context, said, place, f"{id}.p").inlines]
            when = say_day(context.labels, met.date)
            yield Happening(id, met.date.first, met.date.last, when, tuple(words), met.by)


def _event(context: Context, entry: Entry[Event], told: set[str]) -> Happening:
    """Return an event with its numbers, save those that are `told`, to which it adds them."""
    event, labels = entry.record, context.labels
    when = say_day(labels, event.date)
    if event.end:
        how = "country_within" if event.within else "country_span"
        when = labels[how].format(start=when, end=say_day(labels, event.end))
    if event.place and event.place not in f"{say(context, event.title)} {say(context, event.text)}":
        when = labels["country_place"].format(date=when, place=event.place)
    id = _name_event(event)
    words: list[Inline] = [Run(_close(_cut_day(context, say(context, event.title) or event.id, event)))]
    if text := say(context, event.text):
        place = locate_text(context, entry.file, entry.origin("text"), text)
        said_by = assemble_paragraph(context, text, place, f"{id}.p").inlines
        words += [Run(" "), *wrap_attributed(context, said_by, event)]
    if accused := say(context, event.accused_of):
        told_of = labels["country_accused"].format(what=accused.strip().rstrip("."))
        words.append(Run(f" {_close(told_of)}"))
    if numbers := say_untold_figures(context, event, told):
        words.append(Run(f" {'. '.join(numbers)}."))
    end = event.end or event.date
    went_on = event.end is not None and not event.within
    return Happening(id, event.date.first, end.last, when, tuple(words), event.by, went_on)


def _cut_day(context: Context, title: str, event: Event) -> str:
    """Return a title without the day at its end, which stands before it: “Protest” of “Protest of 7 May 2022”."""
    days = (event.date, parse_date(event.date.written[:4]))
    endings = (context.labels["country_of_day"].format(date=say_day(context.labels, day)) for day in days)
    return next((title.removesuffix(ending) for ending in endings if title.endswith(ending)), title)


def _close(title: str) -> str:
    """Return a title as a sentence of its own."""
    return title[:1].upper() + title[1:] + ("" if title.endswith((".", "!", "?")) else ".")


def _list_dated_deaths(case: Case) -> list[tuple[Step, PartialDate, date]]:
    """Return the entries that tell of the death of somebody, where its day, or one by which it had happened, is on
    record; and with each the first day on which it can have been: that of the last word before it, where it is not
    told itself."""
    found, alive = [], date.min
    for step in list_steps(case):
        if step.status == "deceased" and step.day is not None:
            found.append((step, step.day, alive if step.observed else step.day.first))
        elif step.day is not None:
            alive = step.day.first
    return found


def _deaths(context: Context, entry: Entry[Case]) -> Iterator[Happening]:
    """Yield the death of somebody, where it has a place in time."""
    case, labels = entry.record, context.labels
    for step, day, earliest in _list_dated_deaths(case):
        when = say_day(labels, day)
        if step.observed:
            # who is known to be dead by a month or year may have died on its last day
            how = "country_by" if day.precision == "day" else "country_by_end"
            when = labels[how].format(date=when)
        id = _name_death(case)
        words: list[Inline] = [Run(choose_name(case.names, case.display)), Run(".")]
        if (key := find_status_key(step)) == "status_executed":
            words.append(Run(" "))
            words += wrap_attributed(context, (*capitalise(labels[key]), Run(".")), step.entry)
        if text := say(context, step.entry.text):
            place = locate_text(context, entry.file, entry.origin(*step.path, "text"), text)
            said_by = assemble_paragraph(context, text, place, f"{id}.p").inlines
            words += [Run(" "), *wrap_attributed(context, said_by, step.entry)]
        yield Happening(id, earliest, day.last, when, tuple(words), step.entry.by)
