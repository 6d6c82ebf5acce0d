"""Fields of records in words: dates, lists, sums, charges and sentences, with the fixed words of the style's labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.paper.assemble.context import Context
from generator.records.resolve.custody import IMPOSING
from generator.records.schema import Source
from generator.records.schema.base import Amount, Money, Text, pick_text
from generator.records.schema.lengths import Length, split_length
from generator.records.schema.partial_dates import PartialDate
from generator.records.schema.proceedings import Proceeding, Sentence, Stage

Labels = Mapping[str, str]


def say(context: Context, text: Text | None) -> str | None:
    """Return the words of a text in the edition's language; None where there are none."""
    return None if text is None else pick_text(text, context.edition.lang)


def say_day(labels: Labels, date: PartialDate) -> str:
    """Return a full or partial date in words: 17 April 2020, April 2020, 2020."""
    year = date.written[:4]
    if date.precision == "year":
        return year
    month = labels[f"month_{date.first.month}"]
    return (
        labels["date_month"].format(month=month, year=year)
        if date.precision == "month"
        else labels["date_day"].format(day=date.first.day, month=month, year=year)
    )


def say_when(labels: Labels, date: PartialDate) -> str:
    """Return when something happened, in words that follow a verb: on 17 April 2020, in April 2020, in 2020."""
    return labels["on_day" if date.precision == "day" else "in_month"].format(date=say_day(labels, date))


def join_words(labels: Labels, words: Sequence[str]) -> str:
    """Return a list in words: a, b and c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {labels['and']} {words[-1]}" if words else ""


def say_organisation(context: Context, id: str) -> str:
    """Return the short name of an organisation, its name where it has no short one, and free text as it is.

    Nothing where there is such an organisation and the audience may not see it: its id may tell who it is.
    """
    entry = context.edition.organisations.get(id)
    if entry is None:
        return "" if id in context.edition.withheld["organisations"] else id
    return entry.record.short or entry.record.names.preferred


def say_publishers(context: Context, source: Source) -> str:
    """Return who published a source, in words; empty where it is not known."""
    return join_words(
        context.labels, [name for publisher in source.publisher if (name := say_organisation(context, publisher))]
    )


def say_length(context: Context, span: Length) -> str:
    """Return a span of time in words, its numbers and units kept together: 5 years, 6 months and 10 days."""
    labels = context.labels
    if span == "life":
        return labels["length_life"]
    *before, last = (
        labels[f"length_{unit}" if number == "1" else f"length_{unit}s"].format(number=number)
        for number, unit in split_length(span)
    )
    return labels["length_and"].format(first=labels["comma"].join(before), second=last) if before else last


def say_money(context: Context, sum: Money) -> str:
    """Return a sum as its source printed it, with the equivalent that the source gave: 55,560 KZT (110 EUR)."""
    text = _amount(context, sum)
    if sum.equivalent:
        text += f" ({_amount(context, sum.equivalent)})"
    return text


def _amount(context: Context, sum: Amount) -> str:
    limit = f"{context.labels[f'amount_{sum.qualifier}']} " if sum.qualifier else ""
    return f"{limit}{sum.amount:,.0f} {sum.currency}"


def say_sentence(context: Context, imposed: Sentence) -> str:
    """Return what a court imposed, in words: 5 years’ imprisonment; banned from … for 3 years."""
    labels = context.labels
    key = f"sentence_{imposed.kind}"
    if imposed.length == "life" and f"{key}_life" in labels:
        words = labels[f"{key}_life"]
    elif imposed.length:
        words = labels[key].format(length=say_length(context, imposed.length))
    else:
        words = labels[f"{key}_unknown"] if f"{key}_unknown" in labels else labels[key].format(length="").strip()
    parts = [words] if imposed.kind != "fine" or not imposed.fine else []
    if imposed.fine:
        parts.append(labels["sentence_fine_of"].format(sum=say_money(context, imposed.fine)))
    for ban in imposed.bans:
        what = say(context, ban.what) or ""
        parts.append(
            labels["ban_for"].format(what=what, length=say_length(context, ban.length))
            if ban.length
            else labels["ban"].format(what=what)
        )
    parts += [order for order in (say(context, order) for order in imposed.orders) if order]
    return "; ".join(parts)


def find_last_sentence(proceeding: Proceeding) -> Stage | None:
    """Return the stage of the sentence in force: the last one with which a judgment imposed or changed one, or an act
    of mercy left one; none where a court overturned it."""
    for stage in reversed(proceeding.stages):
        if stage.stage in ("appeal_overturned", "acquitted"):
            return None
        if stage.sentence and stage.stage in IMPOSING:
            return stage
    return None
