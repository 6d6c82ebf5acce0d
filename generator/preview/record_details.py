"""List facts of the record that a sentence mentions, as of the paper's day, for the panel beside it.

The records are those of the edition as it was selected (`generator.paper.select.visible`): nothing later than its day
is in them.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.paper.assemble.context import Context
from generator.paper.assemble.court import say_judges, say_lawyers, say_prosecutors
from generator.paper.assemble.detention import say_place_of_detention
from generator.paper.assemble.facts import say_charges, say_home, say_status
from generator.paper.assemble.imposed import say_sentences
from generator.paper.assemble.portrait import say_age_at_arrest, say_birth, say_family, say_recognitions
from generator.paper.assemble.transfers import say_transfers
from generator.paper.assemble.wording import say, say_day, say_organisation
from generator.paper.document import join_inlines
from generator.records.load import Entry
from generator.records.resolve.wordings import choose_name
from generator.records.schema import (
    Case,
    Country,
    Dialogue,
    Event,
    Figure,
    Law,
    Organisation,
    Person,
    Recommendation,
    Record,
    Standard,
    Theme,
)

Fact = tuple[str, str]
"""What it is about, and what is so."""


def say_title(context: Context, entry: Entry[Record], article: str = "") -> str:
    """Return what a record is called; of a law, where one of its articles is meant, that article."""
    match entry.record:
        case Case() as case:
            return choose_name(case.names, case.display)  # a name that papers do not print is not shown here
        case Person() | Organisation() | Country() as named:
            return named.names.preferred
        case Law() as law:
            code = say(context, law.title) or law.id
            return (
                context.labels["article_of"].format(
                    article=context.labels["article"].format(article=article), code=code
                )
                if article
                else code
            )
        case Event() | Theme() | Standard() | Dialogue() as titled:
            return say(context, titled.title) or titled.id
        case Figure() as figure:
            return say(context, figure.what) or figure.id
        case Recommendation() as asked:
            return say(context, asked.text) or asked.id
    return entry.record.id


def list_facts(context: Context, entry: Entry[Record], article: str = "") -> list[Fact]:
    """Return what is known of a record on the paper's day, as far as the audience may know it; what is not known is
    left out."""
    return [(name, value) for name, value in _facts(context, entry, article) if value]


def _facts(context: Context, entry: Entry[Record], article: str) -> Iterator[tuple[str, str | None]]:
    labels = context.labels
    match entry.record:
        case Case() as case:
            yield "Status", join_inlines(say_status(context, case))
            yield "Born", say_birth(context, case)
            yield "Age at arrest", say_age_at_arrest(context, case)
            yield "Charges", say_charges(context, case)
            yield "Sentence", say_sentences(context, case)
            yield "Held", say_place_of_detention(context, case)
            yield "Transfers", say_transfers(context, case)
            yield "Lawyers", say_lawyers(context, case)
            yield "Judges", say_judges(context, case)
            yield "Prosecutors", say_prosecutors(context, case)
            yield "Lives in", say_home(context, case)
            yield "Family", join_inlines(say_family(context, case))
            yield "Listed by", say_recognitions(context, case)
        case Event() as event:
            yield "Date", " – ".join(say_day(labels, one) for one in (event.date, event.end) if one)
            yield "Place", event.place
        case Figure() as figure:
            for value in sorted(figure.values, key=lambda value: value.as_of.last, reverse=True):
                limit = "" if value.qualifier == "exactly" else f"{value.qualifier.replace('_', ' ')} "
                number = f"{value.value:,.0f}" if value.value == int(value.value) else f"{value.value:,}"
                yield f"As of {say_day(labels, value.as_of)}", f"{limit}{number} {figure.unit or ''}".strip()
        case Person() as person:
            yield "Occupation", say(context, person.occupation)
            belongs = (one if isinstance(one, str) else one.organisation for one in person.affiliations)
            yield "Belongs to", ", ".join(name for one in belongs if (name := say_organisation(context, one)))
        case Organisation() as body:
            yield "Short name", body.short
            yield "Kind", body.kind.replace("_", " ")
            for step in body.history:
                yield step.status.replace("_", " ").capitalize(), say_day(labels, step.date)
        case Law() as law:
            provision = law.provisions.get(article) if article else None
            if provision:
                yield "Offence", say(context, provision.title)
                yield "In force from", say_day(labels, provision.in_force_from) if provision.in_force_from else None
        case Dialogue() as dialogue:
            met = dialogue.rounds.get(context.edition.record.round or "")
            if met:
                yield "Round", f"{context.edition.record.round}, {say_day(labels, met.date)}"
                yield "Place", met.place
        case Recommendation() as asked:
            yield "Addressee", say_organisation(context, asked.addressee)
            yield "Made to", say_organisation(context, asked.messenger) if asked.messenger else None
            yield "Proposed", f"by the editors: the {asked.proposed}" if asked.proposed else None
            for became in asked.status:
                yield became.status.replace("_", " ").capitalize(), say_day(labels, became.date)
        case Standard() as standard:
            yield "Adopted by", standard.body
            yield "Adopted", say_day(labels, standard.adopted) if standard.adopted else None
