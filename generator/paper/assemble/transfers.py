"""Transfers from prison to prison in words, and where somebody is held after them.

In: a case. Out: words, or nothing where no document says it.
"""

from __future__ import annotations

from generator.paper.assemble.attribution import say_attributed
from generator.paper.assemble.context import Context
from generator.paper.assemble.wording import say, say_day, say_when
from generator.records.schema import Case
from generator.records.schema.cases import Transfer


def say_transfer(context: Context, moved: Transfer) -> str:
    """Return a transfer as it follows “was transferred”: from Zenda Castle to the Colony of Hentzau on 3 May 2020."""
    labels = context.labels
    before, after = say(context, moved.from_place), say(context, moved.to_place)
    key = "transfer" if before and after else "transfer_to" if after else "transfer_from"
    words = labels[key].format(before=before, after=after)
    if moved.date:
        words = f"{words} {say_when(labels, moved.date)}"
    elif moved.as_of:
        words = f"{words} {labels['when_by'].format(date=say_day(labels, moved.as_of))}"
    if reason := say(context, moved.reason):
        words = labels["transfer_reason"].format(words=words, reason=reason.strip().rstrip("."))
    return say_attributed(context, words, moved)


def say_transfers(context: Context, case: Case) -> str:
    """Return all transfers of a case, in the order of the record."""
    return "; ".join(say_transfer(context, one) for one in case.transfers)


def say_place_after(context: Context, moved: Transfer) -> str:
    """Return where somebody is held since a transfer; where it is not told, from where they were taken."""
    after = say(context, moved.to_place)
    if after:
        return say_attributed(context, after, moved)
    return context.labels["place_after_transfer"].format(words=say_transfer(context, moved))
