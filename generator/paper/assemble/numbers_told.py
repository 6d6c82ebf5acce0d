"""The numbers on a country's page: each stands there once, and not where a paper gives it.

In: events and the papers. Out: the numbers that are still to be told, in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.paper.assemble.context import Context
from generator.paper.assemble.wording import say
from generator.paper.select import SelectedEdition
from generator.records.load.texts import find_texts
from generator.records.resolve.wordings import MONTHS, Wordings, find_wordings
from generator.records.schema import Event

_FIGURE = re.compile(r"\]\(figure:([a-z0-9.-]+)")

_LENGTH = r"\b[\d-]+(?: to \d+)? (?:days?|years?|hours?)\b"

_DAYS = re.compile(rf"\b(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)})(?: \d{{4}})?\b|{_LENGTH}")
"""Days, and lengths of time: 7 May 2022, 15 to 20 days."""

_LONGEST = 3
"""How many words a number has at most, with its limit: more than 1,500."""


def list_told_figures(papers: Iterable[SelectedEdition]) -> set[str]:
    """Return the ids of the figures that papers give: in their sections, or in the abstract that is on the page."""
    texts = (
        text
        for paper in papers
        for tree in (paper.record.abstract, *(section.tree for section in paper.sections))
        for text in find_texts(tree)
    )
    return {id for text in texts for id in _FIGURE.findall(text)}


def say_untold_figures(context: Context, event: Event, told: set[str]) -> list[str]:
    """Return the numbers of an event with what they count (“Over 30 people”), and add them to those that are `told`:
    without those, those that the event's own words give, and those that are not known by the day of the edition."""
    own = " ".join(say(context, text) or "" for text in (event.title, event.text, event.accused_of))
    found = []
    for id in event.figures:
        entry = context.edition.figures.get(id)
        words = find_wordings(entry.record, None, context.edition.as_of, context.edition.lang) if entry else None
        if entry is None or words is None or id in told:
            continue
        told.add(id)
        if _gives(own, words):
            continue
        what = say(context, entry.record.what) or ""
        found.append(
            context.labels["country_number"].format(what=f"{what[:1].upper()}{what[1:]}", number=words.preferred)
        )
    return found


def _gives(text: str, number: Wordings) -> bool:
    """Tell whether a text has a number in one of its wordings, and not as a part of another or of a date."""
    words = re.findall(r"[^\W_]+(?:[.,’-][^\W_]+)*", _DAYS.sub("", text))
    spans = (words[start : start + length] for length in range(1, _LONGEST + 1) for start in range(len(words)))
    return any(number.agrees(" ".join(span)) for span in spans)
