"""How the rating of civic space changed since the edition before.

In: the edition's country and the edition before. Out: rows of the table of changes; one from before the time that a
paper looks at is what was last known.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.paper.assemble.context import Context
from generator.paper.assemble.facts import capitalise, link_sources
from generator.paper.assemble.tables import RowDraft
from generator.paper.assemble.wording import say_day, say_organisation
from generator.paper.document import Run
from generator.paper.select import Predecessor
from generator.records.schema.countries import Rating


def list_rating_changes(context: Context, before: Predecessor) -> Iterator[RowDraft]:
    """Yield the ratings of the edition's country that changed, with those that came and went in between."""
    entry = context.edition.countries.get(context.edition.record.country)
    if entry is None:
        return
    record = entry.record
    for who in dict.fromkeys(rating.rated_by for rating in record.ratings):
        own = sorted((r for r in record.ratings if r.rated_by == who), key=lambda r: r.date.last)
        old, new = (
            [r for r in own if r.date.last <= before.as_of],
            [r for r in own if r.date.last > before.as_of],
        )
        if not new or (old and old[-1].rating == new[-1].rating):
            continue
        what = context.labels["civic_space_rating"].format(name=say_organisation(context, who))
        then = capitalise(_rate(context, old[-1], before.start)) if old else ()
        *passed, last = new
        told = [f"{one.rating} ({say_day(context.labels, one.date)})" for one in passed]
        now = capitalise("; ".join([*told, _rate(context, last, context.edition.start, dated=True)]))
        links = tuple(link_sources(context, (id for one in new for id in one.by)))
        yield RowDraft(
            f"{record.id}.{who}", {"what": (Run(what),), "then": then, "now": now, "sources": links}, entry.origin()
        )


def _rate(context: Context, rating: Rating, start: date | None, dated: bool = False) -> str:
    """Return a rating, with its day where it is `dated`; one from before the time that a paper looks at, which begins
    on `start`, as what was last known."""
    labels, day = context.labels, say_day(context.labels, rating.date)
    if dated and rating.instead_of:
        words = labels["rating_instead"].format(rating=rating.rating, date=day, before=rating.instead_of)
        return labels["last_known_undated"].format(status=words) if start and rating.date.last < start else words
    if start and rating.date.last < start:
        return labels["last_known"].format(status=rating.rating, date=day)
    return f"{rating.rating} ({day})" if dated else rating.rating
