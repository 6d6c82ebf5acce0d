"""Of which months the documents of a paper give an account, and of which none does.

In: a selected edition and the `covers:` of the sources that it rests on. Out: the months of the time that it looks at,
from the day of the edition before where there is one. A document that says of no time that it gives an account of it
(a statement, a page of digests) may tell single facts of any; it covers nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from generator.paper.assemble.citations import find_citations
from generator.paper.assemble.context import Context
from generator.paper.assemble.source_names import say_period
from generator.paper.assemble.wording import join_words
from generator.paper.select import SelectedEdition
from generator.records.load import list_read
from generator.records.load.texts import find_texts
from generator.records.resolve.references import list_references
from generator.records.schema.partial_dates import parse_date
from generator.records.schema.periods import Period

Months = frozenset[int]
"""Months of the calendar, each as the number of months since the year 0."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """`looked_at` are the months that a paper looks at, `covered` those of which a document of it gives an account, in
    that time or out of it."""

    looked_at: Months
    covered: Months

    @property
    def gaps(self) -> Months:
        """The months that the paper looks at and none of its documents covers."""
        return self.looked_at - self.covered


def find_coverage(edition: SelectedEdition) -> Coverage:
    """Return what the documents of a paper cover; nothing where none of them says it, and where the edition names
    neither a period nor an edition before it, no time that it looks at."""
    record = edition.record
    covered: set[int] = set()
    for id in _list_documents(edition):
        covers = edition.sources[id].record.covers
        if covers:
            covered |= list_months(covers.start.first, covers.end.last)
    starts = [record.period.start.first] if record.period else []
    starts += [edition.before.as_of] if edition.before and edition.before.as_of < date.max else []
    end = record.period.end.last if record.period else edition.as_of
    return Coverage(list_months(min(starts), end) if starts else frozenset(), frozenset(covered))


def list_months(start: date, end: date) -> Months:
    """Return the months from that of one day to that of another."""
    return frozenset(range(number_month(start.year, start.month), number_month(end.year, end.month) + 1))


def number_month(year: int, month: int) -> int:
    """Return the number of a month among all."""
    return year * 12 + month - 1


def _list_documents(edition: SelectedEdition) -> Iterator[str]:
    """Yield the ids of the sources on which a paper says that it rests, and those that its sections cite."""
    named = set(edition.record.by)
    for entry in edition.sections:
        named |= {id for _, collection, id in list_references(entry.record) if collection == "sources"}
        named |= {id for text in find_texts(entry.tree) for id in find_citations(text)}
    return (id for id in list_read(edition.sources) if id in named)  # what is named was read


def say_coverage(context: Context) -> str | None:
    """Return which months of its time the documents of a paper cover and which none does; None where they cover all,
    and where none says what it covers."""
    coverage = find_coverage(context.edition)
    if not coverage.gaps or not coverage.covered:
        return None
    return context.labels["coverage"].format(
        covered=say_months(context, coverage.looked_at & coverage.covered) or context.labels["coverage_none"],
        gaps=say_months(context, coverage.gaps),
    )


def say_months(context: Context, months: Iterable[int]) -> str:
    """Return months in words, those that follow each other as one span: March to May 2022 and January 2023."""
    runs = groupby(enumerate(sorted(months)), key=lambda place: place[1] - place[0])
    spans = [[month for _, month in run] for _, run in runs]
    return join_words(context.labels, [say_period(context, _period(span[0], span[-1])) for span in spans])


def _period(first: int, last: int) -> Period:
    written = (f"{month // 12:04}-{month % 12 + 1:02}" for month in (first, last))
    start, end = (parse_date(one) for one in written)
    return Period(**{"from": start.written, "to": end.written})
