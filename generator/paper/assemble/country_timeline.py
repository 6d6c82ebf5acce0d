"""What stands on a country's page between its papers: what happened, and the notices of watch lists, at their place.

In: the papers as the page tells them, and what is on record. Out: sections and boxes in the order of the page, the
newest first. What happened stands above the last paper of whose day the records did not tell it yet; so the days of
the papers (`as_of`) say between which two it stands, and the heading names them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, pairwise

from generator.base import codes
from generator.paper.assemble.between_papers import Happening, list_dialogues, list_happenings, list_known
from generator.paper.assemble.context import Context
from generator.paper.assemble.facts import link_sources
from generator.paper.assemble.places import locate_text
from generator.paper.assemble.prose import assemble_prose
from generator.paper.assemble.wording import say, say_day, say_organisation
from generator.paper.document import Block, Box, Inline, ItemList, ListItem, Paragraph, Run, Section
from generator.paper.select import SelectedEdition
from generator.records.load import Entry, PathInRecord
from generator.records.schema import Country, Record
from generator.records.schema.base import Text

Notice = tuple[date, Box]
"""The notice of a watch list, with its day."""


def arrange_timeline(
    context: Context, papers: Sequence[tuple[SelectedEdition, Section]], notices: Iterable[Notice]
) -> Iterator[Section | Box]:
    """Yield the papers, the newest first as they are given, and what stands between two of them.

    A notice of the day of a paper stands above it: it was known when the paper was written.
    """
    editions = [edition for edition, _ in papers]
    dialogues = list_dialogues(editions)
    happened = list_happenings(context, editions)
    waiting = sorted(notices, key=lambda notice: notice[0], reverse=True)
    newest = papers[0][0].as_of
    yield from (box for when, box in waiting if when >= newest)
    for newer, older in pairwise(papers):
        yield newer[1]
        known = list_known(context, older[0], dialogues)
        between = [one for one in happened if one.id not in known]
        happened = [one for one in happened if one.id in known]
        start, end = older[0].as_of, newer[0].as_of
        inside = [(when, box) for when, box in waiting if start < when < end]
        if between or inside:
            yield _gap(context, older[0], newer[0], between, inside)
        yield from (box for when, box in waiting if start == when < end)
    yield papers[-1][1]
    yield from (box for when, box in waiting if when < papers[-1][0].as_of)


def _gap(
    context: Context,
    older: SelectedEdition,
    newer: SelectedEdition,
    happened: Sequence[Happening],
    notices: Sequence[Notice],
) -> Section:
    """Return what stands between two papers, under their days."""
    labels = context.labels
    id = f"since.{older.id}"
    start, end = (say_day(labels, edition.record.as_of) for edition in (older, newer))
    items = [(one.last, 0, _item(context, one, older)) for one in happened]
    told = sorted([*items, *((when, 1, box) for when, box in notices)], key=lambda item: item[:2], reverse=True)
    blocks: list[Block] = []
    for number, (listed, group) in enumerate(groupby(told, key=lambda item: isinstance(item[2], ListItem)), 1):
        found = [item for *_, item in group]
        lists = ItemList(f"{id}.{number}", tuple(item for item in found if isinstance(item, ListItem)))
        blocks += [lists] if listed else [item for item in found if isinstance(item, Box)]
    return Section(id, 2, (Run(labels["country_between"].format(start=start, end=end)),), tuple(blocks))


def _item(context: Context, one: Happening, older: SelectedEdition) -> ListItem:
    """Return an item: when, what, and from where that is known; and where it may have been before the older of the two
    papers, that it may."""
    labels = context.labels
    when = one.when
    if one.earliest <= older.as_of and not one.went_on:
        when = labels["country_perhaps_before"].format(when=when, date=say_day(labels, older.record.as_of))
    told = (Run(f"{when[:1].upper()}{when[1:]}: ", strong=True), *one.words, *_sources(context, one.by))
    return ListItem(one.id, (Paragraph(f"{one.id}.p", told),))


def _sources(context: Context, by: Iterable[str]) -> tuple[Inline, ...]:
    """Return the sources behind what is told, as the end of a paragraph, with the space before them."""
    # a source that is younger than an event is not younger than a paper: none tells of it here
    labels = {**context.labels, "source_later": context.labels["country_source_later"]}
    sources = link_sources(replace(context, labels=labels), by)
    return (Run(" "), context.label("country_source"), Run(" "), *sources) if sources else ()


def assemble_words(
    context: Context, entry: Entry[Record], text: Text, path: PathInRecord, id: str
) -> tuple[Block, ...]:
    """Return the paragraphs of a text in the page's language; none where it is not written in it."""
    said = say(context, text)
    if not said:
        return ()
    where = path if isinstance(text, str) else (*path, context.edition.lang)
    return assemble_prose(context, said, locate_text(context, entry.file, entry.origin(*where), said), id)


def list_notices(context: Context, entry: Entry[Country]) -> Iterator[Notice]:
    """Yield the notices of watch lists, each with its day."""
    country = entry.record
    for index, notice in enumerate(country.watch_list):
        origin = entry.origin("watch_list", index)
        when = notice.date or notice.as_of
        name = say_organisation(context, notice.listed_by)
        if when is None:
            context.problem(
                codes.UNDATED_NOTICE,
                "a notice of a watch list has no day, and so no place among the papers",
                origin,
                "add `date:`, the day of the notice, or `as_of:`, a day on which the country stood there",
            )
            continue
        if not name:
            continue
        id = f"notice.{notice.listed_by}.{when}"
        key = "country_listed" if notice.date else "country_on_list"
        title = (Run(context.labels[key].format(name=name, date=say_day(context.labels, when))),)
        blocks: list[Block] = []
        if notice.text:
            blocks += assemble_words(context, entry, notice.text, ("watch_list", index, "text"), id)
        if sources := _sources(context, notice.by):
            blocks.append(Paragraph(f"{id}.sources", sources[1:], "remark", origin))
        yield when.last, Box(id, "matter", title, tuple(blocks), origin)
