"""Where and how somebody is held, as far as it was told by the edition's day: place and conditions, health, access.

In: a case. Out: words, or nothing where no document says it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from generator.paper.assemble.attribution import say_attributed
from generator.paper.assemble.context import Context
from generator.paper.assemble.transfers import say_place_after
from generator.paper.assemble.wording import say, say_day
from generator.records.resolve.transfers import find_last_transfer, was_moved_since
from generator.records.schema import Case
from generator.records.schema.cases import Detention


def say_place_of_detention(context: Context, case: Case) -> str | None:
    """Return the latest place where the person is held, with the conditions that were told with it or since; the latest
    conditions where no place is known. What was told of a place before tells nothing of this one. After a transfer the
    place is where it ended; where that is not told, that it is not."""
    since: list[Detention] = []
    for entry in _list_latest_first(context, case):
        since.append(entry)
        if _say(context, entry, "place"):
            break
    place = _say(context, since[-1], "place") if since else ""
    moved = find_last_transfer(case, context.edition.as_of)
    if moved and (not place or was_moved_since(moved, since[-1])):
        place, since = say_place_after(context, moved), [entry for entry in since if not was_moved_since(moved, entry)]
    conditions = next((words for entry in since if (words := _say(context, entry, "conditions"))), "")
    told = [words[0].upper() + words[1:] for words in (place, conditions) if words]
    return ". ".join(told) or None


def say_latest(context: Context, case: Case, field: Literal["health", "access"]) -> str | None:
    """Return what was told last of the person's health or of who is let in, with its day: both change."""
    for entry in _list_latest_first(context, case):
        if words := _say(context, entry, field):
            day = entry.as_of and context.labels["status_as_of"].format(date=say_day(context.labels, entry.as_of))
            return f"{words} {day}" if day else words
    return None


def _list_latest_first(context: Context, case: Case) -> Iterator[Detention]:
    yield from (d for d in reversed(case.detention) if not d.as_of or d.as_of.last <= context.edition.as_of)


def _say(context: Context, entry: Detention, field: Literal["place", "conditions", "health", "access"]) -> str:
    """Return what an entry tells in a field, with whose word it is; nothing where it tells nothing of it."""
    words = (say(context, getattr(entry, field)) or "").strip().rstrip(".")
    return say_attributed(context, words, entry)
