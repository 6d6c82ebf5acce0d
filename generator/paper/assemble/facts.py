"""What is known of a case on the edition's day, in words: for the table of prisoners and for profiles.

In: a record. Out: words, or nothing where no document says it.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from generator.paper.assemble.citations import find_citations
from generator.paper.assemble.context import Context
from generator.paper.assemble.wording import (
    Labels,
    find_last_sentence,
    say,
    say_charge,
    say_day,
    say_publishers,
    say_sentence,
)
from generator.paper.document import Inline, Link, Run
from generator.records.load import Entry
from generator.records.resolve.custody import Step
from generator.records.resolve.held import Reading, choose_day, find_custody_start, find_postponement_end, read_standing
from generator.records.resolve.references import list_references
from generator.records.resolve.wordings import find_place_name
from generator.records.schema import Case
from generator.records.schema.cases import Charge, Stage
from generator.records.schema.partial_dates import shorten_to_month


def find_case(context: Context, id: str) -> Entry[Case] | None:
    """Return the case, where it was picked."""
    return context.edition.cases.get(id)


def capitalise(words: str | None) -> tuple[Inline, ...]:
    """Return words as they begin a cell; none for none."""
    return (Run(words[0].upper() + words[1:]),) if words else ()


def read_case(context: Context, case: Case) -> Reading:
    """Return how the person stands on the edition's day, by entries of the time that it looks at."""
    return read_standing(case, context.edition.start, context.edition.as_of)


def was_convicted(case: Case) -> bool:
    """Tell whether the person was ever convicted, even if the conviction was later quashed."""
    return any(stage.stage == "convicted" for p in case.proceedings for stage in p.stages)


def say_custody_start(context: Context, case: Case) -> tuple[Inline, ...]:
    """Say when the custody of the edition's day began, and how: 17 April 2020 (arrest)."""
    return _began(context, read_case(context, case).held_since)


def say_last_arrest(context: Context, case: Case) -> tuple[Inline, ...]:
    """Say when the last custody began, and how, whether or not it has ended."""
    return _began(context, find_custody_start(case, context.edition.as_of))


def _began(context: Context, step: Step | None) -> tuple[Inline, ...]:
    if step is None or step.day is None:
        return ()
    how = f"since_{step.entry.stage}" if isinstance(step.entry, Stage) else "since"
    pattern = context.labels.get(how, context.labels["since"])
    return (Run(pattern.format(date=say_day(context.labels, step.day))),)


def say_home(context: Context, case: Case) -> str | None:
    """Return where the person lives; the capital by the name that it has on the edition's day."""
    country = context.edition.countries.get(context.edition.record.country)
    if case.place is None or country is None:
        return case.place
    return find_place_name(country.record, case.place, context.edition.as_of)


def say_charges(context: Context, case: Case) -> str:
    """Return what the person is or was accused of in criminal proceedings, each charge once; none that a court
    dismissed."""
    charges = (c for p in case.proceedings if p.kind == "criminal" for c in p.charges)
    told = (say_charge(context, c) for c in charges if not _is_dismissed(context, c))
    return "; ".join(dict.fromkeys(words for words in told if words))


def _is_dismissed(context: Context, charge: str | Charge) -> bool:
    when = charge.dismissed if isinstance(charge, Charge) else None
    return when is not None and when.last <= context.edition.as_of


def say_sentences(context: Context, case: Case) -> str:
    """Return the sentences in force."""
    imposed = (find_last_sentence(p) for p in case.proceedings if p.kind == "criminal")
    return "; ".join(say_sentence(context, s) for s in imposed if s)


def say_place_of_detention(context: Context, case: Case) -> str | None:
    """Return the latest place where the person is held, the conditions where no place is known."""
    known = [d for d in case.detention if not d.as_of or d.as_of.last <= context.edition.as_of]
    told = [words for d in reversed(known) if (words := say(context, d.place or d.conditions))]
    places = [words for d in reversed(known) if (words := say(context, d.place))]
    return next(iter(places or told), None)


def say_status(context: Context, case: Case) -> tuple[Inline, ...]:
    """Return how the person stands on the edition's day, in words; nothing where no status is known."""
    return say_reading(context, read_case(context, case))


def say_reading(context: Context, found: Reading) -> tuple[Inline, ...]:
    """Return how a person stands on a day: a status with the day from which, or on which, it is known; where it is not
    known for that day, what was last known, and when the term would have ended; of an arrest without a later word, that
    nothing more is told."""
    step, labels = found.step, context.labels
    if step is None:
        return ()
    if found.arrest_only:
        return (Run(_say_arrest(labels, step)),)
    if found.known and not found.custody_untold and step.status != "sentence_postponed":
        words = context.label(f"status_{step.status}")
        return (words, Run(" "), Run(said)) if (said := _say_status_day(labels, found)) else (words,)
    told = _name_status(labels, found, step)
    if not found.known:
        when = say_day(labels, found.latest) if found.latest else None
        told = labels["last_known" if when else "last_known_undated"].format(status=told, date=when)
    elif said := _say_status_day(labels, found):
        told = f"{told} {said}"
    if found.term:
        over = labels["term_over_custody" if found.term.from_custody else "term_over"]
        told = over.format(status=told, date=say_day(labels, shorten_to_month(found.term.latest)))
    return (Run(labels["custody_untold"].format(status=told) if found.custody_untold else told),)


def _name_status(labels: Labels, found: Reading, step: Step) -> str:
    """Return a status in words; of a sentence that is postponed, that it stands, and until when it is postponed."""
    if step.status != "sentence_postponed":
        return labels[f"status_{step.status}"]
    words = labels["postponed_upheld" if found.upheld else "status_sentence_postponed"]
    until = find_postponement_end(step)
    return labels["postponed_until"].format(status=words, date=say_day(labels, until)) if until else words


def _say_arrest(labels: Labels, step: Step) -> str:
    """Return that somebody was arrested, and that no more is told: arrested in April 2024; whether still held …"""
    words = labels[f"stage_{step.entry.stage}" if isinstance(step.entry, Stage) else "status_detained"]
    if step.day is None:
        return labels["arrest_only_undated"].format(status=words)
    how = "by" if step.observed else "day" if step.day.precision == "day" else "month"
    when = labels[f"when_{how}"].format(date=say_day(labels, step.day))
    return labels["arrest_only"].format(status=words, when=when)


def _say_status_day(labels: Labels, found: Reading) -> str | None:
    """Return the day that is told of a status: since 17 April 2020; None where none is."""
    told = choose_day(found)
    return labels[f"status_{told[0]}"].format(date=say_day(labels, told[1])) if told else None


def say_sources(context: Context, entry: Entry[Case]) -> list[Inline]:
    """Return the sources of a case."""
    return link_sources(context, list_cited_sources(entry.record))


def link_sources(context: Context, ids: Iterable[str]) -> list[Inline]:
    """Return sources by host, each a link; those without an address by who published them. Texts of laws are left
    out."""
    found: list[Inline] = []
    seen: dict[str, int] = {}
    for id in ids:
        if id not in context.edition.sources:
            continue
        source = context.edition.sources[id].record
        if source.kind == "law":
            continue  # the text of a law tells nothing of the person
        host = (
            (urlsplit(source.url).hostname or "").removeprefix("www.")
            if source.url
            else say_publishers(context, source)
        )
        seen[host] = seen.get(host, 0) + 1
        words = host if seen[host] == 1 else f"{host} ({seen[host]})"
        if not host or (not source.url and seen[host] > 1):
            continue
        if found:
            found.append(Run(", "))
        found.append(Link(source.url, (Run(words),)) if source.url else Run(words))
    return found


def list_cited_sources(record: Case) -> list[str]:
    """Return the ids of the sources that a case rests on, those of its profile too, each once, in order.

    Who raised it came to it later: those sources tell of the echo, and may be younger than the paper.
    """
    ids = [id for path, collection, id in list_references(record) if collection == "sources" and path[0] != "raised_by"]
    for told in record.profile:
        for text in (told.text, told.lead):
            for words in text.values() if isinstance(text, dict) else [text or ""]:
                ids += find_citations(words)
    return list(dict.fromkeys(ids))
