"""What is known of a case on the edition's day, in words: for the table of prisoners and for profiles.

In: a record. Out: words, or nothing where no document says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.base.once_each import once_each
from generator.paper.assemble.attribution import list_charges, say_attributed, wrap_attributed
from generator.paper.assemble.citations import find_citations
from generator.paper.assemble.context import Context
from generator.paper.assemble.row_days import find_row_day
from generator.paper.assemble.source_names import name_source
from generator.paper.assemble.wording import (
    say_day,
    say_length,
)
from generator.paper.document import SOURCE_SEPARATOR, Inline, Link, Mention, Run, join_inlines, share_run
from generator.records.load import Entry
from generator.records.resolve.custody import Step
from generator.records.resolve.held import Reading, choose_day, find_custody_start, read_standing
from generator.records.resolve.references import list_references
from generator.records.resolve.terms import find_postponement_end
from generator.records.resolve.wordings import choose_name, find_place_name
from generator.records.schema import Case
from generator.records.schema.cases import Development
from generator.records.schema.partial_dates import PartialDate, shorten_to_month
from generator.records.schema.proceedings import Stage


def find_case(context: Context, id: str) -> Entry[Case] | None:
    """Return the case, where it was picked."""
    return context.edition.cases.get(id)


def name_case(context: Context, case: Case, strong: bool = False) -> Mention:
    """Return the name of a case, leading to where the paper tells of it."""
    name = Run(choose_name(case.names, case.display), strong=strong)
    return Mention(f"case:{case.id}", (name,), target=context.targets.get(f"case:{case.id}"))


def mention_case(context: Context, case: Case, strong: bool = False) -> tuple[Inline, ...]:
    """Return the name of a case as it stands in lists; a group or family is marked as one, since its members may stand
    beside it."""
    mention, mark = name_case(context, case, strong), f"mark_{case.kind}"
    return (mention, share_run(" "), context.label(mark)) if mark in context.labels else (mention,)


def say_native_names(case: Case) -> Iterator[Inline]:
    """Yield the names in their own scripts, as they follow the name; none where the name is not told in full."""
    for lang, native in case.names.native.items() if case.display == "full_name" else ():
        yield from (share_run(" "), share_run(native, lang=lang))


def say_listed_name(context: Context, case: Case) -> str:
    """Return the same in plain words, for a picture."""
    return join_inlines(mention_case(context, case))


def capitalise(words: str | None) -> tuple[Inline, ...]:
    """Return words as they begin a cell; none for none."""
    return (share_run(words[0].upper() + words[1:]),) if words else ()


def read_case(context: Context, case: Case) -> Reading:
    """Return how the person stands on the edition's day, by entries of the time that it looks at."""
    known = context.readings.get(case.id)
    if known is None or known[0] is not case:  # a record as it is, and as another paper had it
        known = (case, read_standing(case, context.edition.start, context.edition.as_of))
        context.readings[case.id] = known
    return known[1]


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
    return wrap_attributed(context, (share_run(pattern.format(date=say_day(context.labels, step.day))),), step.entry)


def say_home(context: Context, case: Case) -> str | None:
    """Return where the person lives; the capital by the name that it has on the edition's day."""
    country = context.edition.countries.get(context.edition.record.country)
    if case.place is None or country is None:
        return case.place
    return find_place_name(country.record, case.place, context.edition.as_of)


def say_charges(context: Context, case: Case, bare: bool = False) -> str:
    """Return what the person is or was accused of in criminal proceedings, each charge once; none that a court
    dismissed. `bare` charges are articles alone."""
    return "; ".join(list_charges(context, case, bare))


def say_status(context: Context, case: Case) -> tuple[Inline, ...]:
    """Return how the person stands on the edition's day, in words; nothing where no status is known."""
    return say_reading(context, read_case(context, case))


def say_reading(context: Context, found: Reading) -> tuple[Inline, ...]:
    """Return how a person stands on a day, and of which day that is known, where the edition says so of rows."""
    words, day = _say_reading(context, found), find_row_day(context, found)
    if day is None:
        return words
    said = _say_told_day(context, found, day, found.latest_entry)
    return (*words, Run(context.labels["row_as_of"].format(date=said)))


def _say_reading(context: Context, found: Reading) -> tuple[Inline, ...]:
    """Return how a person stands on a day: a status with the day from which, or on which, it is known; where it is not
    known for that day, what was last known, and when the term would have ended; of an arrest without a later word, that
    nothing more is told."""
    step, labels = found.step, context.labels
    if step is None:
        return ()
    if found.arrest_only:
        return (share_run(_say_arrest(context, step)),)
    if found.known and not found.custody_untold and step.status != "sentence_postponed":
        words = context.label(find_status_key(step))
        said = _say_status_day(context, found)
        return wrap_attributed(context, (words, share_run(" "), share_run(said)) if said else (words,), step.entry)
    told = _name_status(context, found, step)
    if not found.known:
        when = _say_told_day(context, found, found.latest, found.latest_entry) if found.latest else None
        told = labels["last_known" if when else "last_known_undated"].format(status=told, date=when)
    elif said := _say_status_day(context, found):
        told = f"{told} {said}"
    told = say_attributed(context, told, step.entry)
    if found.term:
        over = labels["term_over_custody" if found.term.from_custody else "term_over"]
        told = over.format(status=told, date=say_day(labels, shorten_to_month(found.term.latest)))
    return (share_run(labels["custody_untold"].format(status=told) if found.custody_untold else told),)


def find_status_key(step: Step) -> str:
    """Return the key of the words of a status; of a death that was an execution, of this."""
    executed = isinstance(step.entry, Stage) and step.entry.stage == "executed"
    return "status_executed" if executed and step.status == "deceased" else f"status_{step.status}"


def _name_status(context: Context, found: Reading, step: Step) -> str:
    """Return a status in words; of a sentence that is postponed, that it stands, and until when or for how
    long it is postponed."""
    labels = context.labels
    if step.status != "sentence_postponed":
        return labels[find_status_key(step)]
    words = labels["postponed_upheld" if found.upheld else "status_sentence_postponed"]
    length = step.entry.length if isinstance(step.entry, Stage) else None
    if length:
        return labels["postponed_for"].format(status=words, length=say_length(context, length))
    until = find_postponement_end(step)
    return labels["postponed_until"].format(status=words, date=say_day(labels, until)) if until else words


def _say_arrest(context: Context, step: Step) -> str:
    """Return that somebody was arrested, and that no more is told: arrested in April 2024; whether still held …"""
    labels = context.labels
    words = labels[f"stage_{step.entry.stage}" if isinstance(step.entry, Stage) else "status_detained"]
    words = say_attributed(context, words, step.entry)
    if step.day is None:
        return labels["arrest_only_undated"].format(status=words)
    how = "by" if step.observed else "day" if step.day.precision == "day" else "month"
    when = labels[f"when_{how}"].format(date=say_day(labels, step.day))
    return labels["arrest_only"].format(status=words, when=when)


def _say_status_day(context: Context, found: Reading) -> str | None:
    """Return the day that is told of a status: since 17 April 2020; None where none is."""
    told = choose_day(found)
    if told is None:
        return None
    kind, day = told
    step = {"in_custody": found.held_since, "since": found.since, "on": found.since, "sentenced": found.since}.get(kind)
    entry = step.entry if step else found.latest_entry
    return context.labels[f"status_{kind}"].format(date=_say_told_day(context, found, day, entry))


def _say_told_day(context: Context, found: Reading, day: PartialDate, entry: Stage | Development | None) -> str:
    """Return a day that stands beside a status, with whose word it is: 17 April 2020, reportedly. Whose word the status
    itself is stands around both, and is not told twice."""
    words = say_day(context.labels, day)
    around = say_attributed(context, "{}", found.step.entry) if found.step else "{}"
    own = say_attributed(context, "{}", entry) if entry else "{}"
    return words if own == around else own.replace("{}", words, 1)


def say_sources(context: Context, entry: Entry[Case]) -> list[Inline]:
    """Return the sources of a case."""
    return link_sources(context, list_cited_sources(entry.record))


def link_sources(context: Context, ids: Iterable[str]) -> list[Inline]:
    """Return sources by their short names, each a link where it has an address. Texts of laws are left out."""
    found: list[Inline] = []
    for id in pick_sources(context, ids):
        source = context.edition.sources[id].record
        if found:
            found.append(share_run(SOURCE_SEPARATOR))
        name = share_run(name_source(context, source))
        found.append(Link(source.url, (name,)) if source.url else name)
    return found


def pick_sources(context: Context, ids: Iterable[str]) -> list[str]:
    """Return those of the sources that are named of a person, each once: the text of a law tells nothing of one."""
    known = context.edition.sources
    return [id for id in dict.fromkeys(ids) if id in known and known[id].record.kind != "law"]


@once_each
def list_cited_sources(record: Case) -> tuple[str, ...]:
    """Return the ids of the sources that a case rests on, those of its profile too, each once, in order.

    Who raised it came to it later: those sources tell of the echo, and may be younger than the paper.
    """
    ids = [id for path, collection, id in list_references(record) if collection == "sources" and path[0] != "raised_by"]
    for told in record.profile:
        for text in (told.text, told.lead):
            for words in text.values() if isinstance(text, dict) else [text or ""]:
                ids += find_citations(words)
    return tuple(dict.fromkeys(ids))
