"""What stands between the papers on a country's page: rounds, events and deaths, each with its day and its sources.

In: what everybody may read on the day of the newest paper. Out: items, each with the day by which it has its place, and
lists of those that follow each other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.paper.assemble.attribution import wrap_attributed
from generator.paper.assemble.context import Context
from generator.paper.assemble.facts import link_sources
from generator.paper.assemble.places import locate_text
from generator.paper.assemble.prose import assemble_paragraph
from generator.paper.assemble.wording import say, say_day
from generator.paper.document import BlockId, Inline, ItemList, ListItem, Paragraph, Run, Section
from generator.paper.select import SelectedEdition
from generator.records.load import Entry
from generator.records.load.texts import find_texts
from generator.records.resolve.custody import list_steps
from generator.records.resolve.wordings import choose_name, find_wordings
from generator.records.schema import Case, Event
from generator.records.schema.partial_dates import PartialDate

_FIGURE = re.compile(r"\]\(figure:([a-z0-9.-]+)")


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened, on or between two dates, and the item that tells of it."""

    start: PartialDate
    end: PartialDate
    item: ListItem


def list_happenings(context: Context, papers: Iterable[SelectedEdition]) -> list[Happening]:
    """Return the rounds of the dialogues for which the papers are, the events of the country and the deaths of people
    in cases, on record by the day of the context's edition."""
    papers = list(papers)
    country = context.edition.record.country
    texts = (text for paper in papers for section in paper.sections for text in find_texts(section.tree))
    told = {id for text in texts for id in _FIGURE.findall(text)}
    events = (
        _event(context, entry, told)
        for entry in context.edition.events.values()
        if entry.file.startswith(f"data/{country}/")
    )
    deaths = (
        death
        for entry in context.edition.cases.values()
        if entry.file.startswith(f"data/{country}/")
        for death in _deaths(context, entry)
    )
    rounds = _rounds(context, {paper.record.dialogue for paper in papers})
    return sorted(
        (*rounds, *events, *deaths), key=lambda one: (one.end.last, one.start.first, one.item.id), reverse=True
    )


def _rounds(context: Context, dialogues: Collection[str | None]) -> Iterator[Happening]:
    """Yield the rounds that were over by the day of the context's edition: place, and what was said afterwards."""
    for entry in context.edition.dialogues.values():
        dialogue = entry.record
        if dialogue.id not in dialogues:
            continue
        for number, met in dialogue.rounds.items():
            if (met.as_of or met.date).last > context.edition.as_of:
                continue
            id = f"round.{dialogue.id}.{number}"
            name = context.labels["country_round"].format(number=number, name=say(context, dialogue.title) or "")
            words: list[Inline] = [Run(_close(", ".join(part for part in (name, met.place) if part)))]
            if said := say(context, met.outcome):
                place = locate_text(context, entry.file, entry.origin("rounds", number, "outcome"), said)
                words += [Run(" "), *assemble_paragraph(context, said, place, f"{id}.p").inlines]
            yield Happening(met.date, met.date, _item(context, id, say_day(context.labels, met.date), words, met.by))


def _event(context: Context, entry: Entry[Event], told: set[str]) -> Happening:
    """Return an event with its numbers, save those that a paper on the page gives (`told`)."""
    event, labels = entry.record, context.labels
    when = say_day(labels, event.date)
    if event.end:
        how = "country_within" if event.within else "country_span"
        when = labels[how].format(start=when, end=say_day(labels, event.end))
    if event.place and event.place not in f"{say(context, event.title)} {say(context, event.text)}":
        when = labels["country_place"].format(date=when, place=event.place)
    id = f"event.{event.id}"
    words: list[Inline] = [Run(_close(say(context, event.title) or event.id))]
    if text := say(context, event.text):
        place = locate_text(context, entry.file, entry.origin("text"), text)
        said_by = assemble_paragraph(context, text, place, f"{id}.p").inlines
        words += [Run(" "), *wrap_attributed(context, said_by, event)]
    if accused := say(context, event.accused_of):
        told_of = labels["country_accused"].format(what=accused.strip().rstrip("."))
        words.append(Run(f" {_close(told_of)}"))
    numbers = [said for figure in event.figures if figure not in told and (said := _figure(context, figure))]
    if numbers:
        words.append(Run(f" {'. '.join(numbers)}."))
    return Happening(event.date, event.end or event.date, _item(context, id, when, words, event.by))


def _close(title: str) -> str:
    """Return a title as a sentence of its own."""
    return title[:1].upper() + title[1:] + ("" if title.endswith((".", "!", "?")) else ".")


def _figure(context: Context, id: str) -> str:
    """Return a number with what it counts: “Over 30 people”; nothing where it is not known by that day."""
    entry = context.edition.figures.get(id)
    words = find_wordings(entry.record, None, context.edition.as_of, context.edition.lang) if entry else None
    if entry is None or words is None:
        return ""
    what = say(context, entry.record.what) or ""
    return context.labels["country_number"].format(what=f"{what[:1].upper()}{what[1:]}", number=words.preferred)


def _deaths(context: Context, entry: Entry[Case]) -> Iterator[Happening]:
    """Yield the death of somebody, where its day, or one by which it had happened, is on record."""
    case, labels = entry.record, context.labels
    for step in list_steps(case):
        if step.status != "deceased" or step.day is None:
            continue
        when = say_day(labels, step.day)
        if step.observed:
            # who is known to be dead by a month or year may have died on its last day
            how = "country_by" if step.day.precision == "day" else "country_by_end"
            when = labels[how].format(date=when)
        id = f"death.{case.id}"
        words: list[Inline] = [Run(choose_name(case.names, case.display)), Run(".")]
        if text := say(context, step.entry.text):
            place = locate_text(context, entry.file, entry.origin(*step.path, "text"), text)
            said_by = assemble_paragraph(context, text, place, f"{id}.p").inlines
            words += [Run(" "), *wrap_attributed(context, said_by, step.entry)]
        yield Happening(step.day, step.day, _item(context, id, when, words, step.entry.by))


def _item(context: Context, id: BlockId, when: str, words: Sequence[Inline], by: Iterable[str]) -> ListItem:
    """Return an item: when, what, and from where that is known."""
    sources = link_sources(context, by)
    source: tuple[Inline, ...] = (Run(" "), context.label("country_source"), Run(" "), *sources) if sources else ()
    told = (Run(f"{when[:1].upper()}{when[1:]}: ", strong=True), *words, *source)
    return ListItem(id, (Paragraph(f"{id}.p", told),))


def make_list(context: Context, number: int, happened: Sequence[Happening]) -> Section:
    """Return a list of happenings that follow each other, the newest first, under the time of them."""
    labels = context.labels
    start = min((one.start for one in happened), key=lambda day: (day.first, day.last))
    end = max((one.end for one in happened), key=lambda day: (day.last, day.first))
    words = [say_day(labels, day) for day in (start, end)]
    title = labels["country_meanwhile"].format(date=words[0])
    if words[0] != words[1]:
        title = labels["country_meanwhile_from"].format(start=words[0], end=words[1])
    id = f"meanwhile.{number}"
    return Section(id, 2, (Run(title),), (ItemList(f"{id}.list", tuple(one.item for one in happened)),))
