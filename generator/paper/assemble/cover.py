"""The cover block, the file's properties and the running line, from the edition's fields."""

from __future__ import annotations

from datetime import timedelta

from generator.paper.assemble.context import Context
from generator.paper.assemble.coverage import say_coverage
from generator.paper.assemble.row_days import say_row_days
from generator.paper.assemble.wording import say, say_day
from generator.paper.document import Cover, Inline, Label, Paragraph, ParagraphRole, Properties, Run
from generator.records.schema.partial_dates import make_full_date


def assemble_cover(context: Context) -> Cover:
    """Return the cover: kind, title, dialogue with round and date, authors in signing order, as-of date, audience,
    status."""
    edition, labels = context.edition, context.labels
    record = edition.record

    def line(name: str, role: ParagraphRole, *inlines: Inline) -> Paragraph:
        return Paragraph(f"cover.{name}", inlines, role, edition.entry.origin())

    authors = [
        line(
            "prepared",
            "cover-author",
            context.label("prepared_reconstruction" if record.status == "reconstruction" else "prepared"),
        )
    ]
    authors += [line(f"author.{id}", "cover-author", Run(_author(context, id))) for id in record.authors]
    facts = [line("as-of", "cover-fact", Run(labels["as_of"].format(date=say_day(labels, record.as_of))))]
    if record.period:
        period = labels["period"].format(
            start=say_day(labels, record.period.start), end=say_day(labels, record.period.end)
        )
        before = edition.before
        if before and before.as_of + timedelta(1) < record.period.start.first:
            then = say_day(labels, make_full_date(before.as_of))
            period = labels["period_since"].format(period=period, before=then)
        facts.append(line("period", "cover-fact", Run(period)))
    if days := say_row_days(context):
        facts.append(line("row-days", "cover-fact", Run(days)))
    if covered := say_coverage(context):
        facts.append(line("coverage", "cover-fact", Run(covered)))
    whom = labels[f"audience_{edition.audience}"]
    said = labels["distribution"].format(audience=whom[0].lower() + whom[1:])
    facts.append(line("audience", "cover-fact", Label("distribution", said)))
    status = (
        None
        if record.status == "final"
        else line("status", "cover-status", context.label(f"status_line_{record.status}"))
    )
    dialogue = say_dialogue(context)
    return Cover(
        line("kind", "cover-kind", context.label(f"kind_{record.kind}")),
        line("title", "cover-title", Run(say(context, record.title) or record.id)),
        line("dialogue", "cover-dialogue", Run(dialogue)) if dialogue else None,
        tuple(authors),
        tuple(facts),
        status,
    )


def _author(context: Context, id: str) -> str:
    """Return an author with short name and country: International Partnership for Human Rights (IPHR, Belgium)."""
    entry = context.edition.organisations.get(id)
    if entry is None:
        return id
    author = entry.record
    country = context.edition.countries.get(author.country or "")
    where = country.record.names.preferred if country else author.place
    inside = ", ".join(words for words in (author.short, where) if words)
    return f"{author.names.preferred} ({inside})" if inside else author.names.preferred


def say_dialogue(context: Context) -> str | None:
    """Return the dialogue for which an edition is made, its round and day; the date of issue where it names none."""
    record = context.edition.record
    entry = context.edition.dialogues.get(record.dialogue or "")
    if entry is None:
        return say_day(context.labels, record.date) if record.date else None
    dialogue = entry.record
    parts = [say(context, dialogue.title) or dialogue.id]
    met = dialogue.rounds.get(record.round or "")
    if record.round:
        parts.append(context.labels["round"].format(number=record.round))
    if met:
        parts.append(say_day(context.labels, met.date))
    elif record.date:  # the day of the round is not known: that of the paper is not taken for it
        parts.append(context.labels["paper_of"].format(date=say_day(context.labels, record.date)))
    return ", ".join(parts)


def assemble_properties(context: Context) -> Properties:
    """Return what the file says of itself, for whom it is first where that is not everybody: no person, no program, no
    path."""
    edition = context.edition
    record = edition.record
    status = context.labels[f"status_line_{record.status}"] if record.status != "final" else None
    reader = say_audience(context)
    subject = ". ".join(words for words in (reader, say_dialogue(context), status) if words)
    names = []
    for id in record.authors:
        entry = edition.organisations.get(id)
        names.append(entry.record.names.preferred if entry else id)
    return Properties(
        say(context, record.title) or record.id,
        tuple(names),
        subject,
        record.keywords,
        str(record.date or record.as_of),
        record.status,
    )


def assemble_running_head(context: Context) -> str:
    """Return the words at the head of every page: short title and as-of date."""
    record = context.edition.record
    as_of = context.labels["as_of"].format(date=say_day(context.labels, record.as_of))
    return f"{say(context, record.short_title)} · {as_of}"


def assemble_page_mark(context: Context) -> str | None:
    """Return what every page must carry: the audience where it is not public, DRAFT for a draft."""
    edition, labels = context.edition, context.labels
    marks = [labels["mark_draft"]] if edition.record.status == "draft" else []
    marks += [reader] if (reader := say_audience(context)) else []
    return " · ".join(marks) or None


def say_audience(context: Context) -> str | None:
    """Return for whom a paper is, in its fixed words; None where it is for everybody."""
    audience = context.edition.audience
    return context.labels[f"audience_{audience}"] if audience != "public" else None
