"""Assemble the page of a country: its papers, newest first, and between them what happened and the notices of watch
lists, at their place in time.

In: the country's selected editions, with the files of each. Out: a Document. Each paper is told as of its own day, the
country and the notices as of the day of the newest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.paper.assemble.between_papers import Happening, list_happenings, make_list
from generator.paper.assemble.context import Context
from generator.paper.assemble.cover import say_dialogue
from generator.paper.assemble.facts import link_sources
from generator.paper.assemble.lists import split_by_standing
from generator.paper.assemble.places import locate_text
from generator.paper.assemble.prose import assemble_prose
from generator.paper.assemble.wording import say, say_day, say_organisation
from generator.paper.document import (
    Block,
    BlockId,
    Box,
    Cover,
    Document,
    ItemList,
    Link,
    ListItem,
    Paragraph,
    Properties,
    Run,
    Section,
)
from generator.paper.select import SelectedEdition
from generator.paper.select.before import list_told_cases
from generator.records.load import Entry
from generator.records.schema import Country, Record
from generator.records.schema.base import Text
from generator.records.schema.listed_blocks import AsksBlock
from generator.records.schema.records import Rating
from generator.records.schema.walks import find_blocks
from generator.records.style import NoteStyle

Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """An edition on a country's page: `words` are those of its own style, `files` the addresses of its files by format,
    as seen from the page."""

    edition: SelectedEdition
    words: Labels
    files: Mapping[str, str]


def assemble_country_page(
    papers: Sequence[ListedPaper], labels: Labels, lines: Mapping[str, list[str]], note_style: NoteStyle
) -> tuple[Document | None, list[Diagnostic]]:
    """Return the page of a country from its papers, at least one, and what is wrong with its words (T…, R…, S…).

    None, with S101, where the country itself is not for the audience.
    """
    ordered = sorted(papers, key=lambda paper: (paper.edition.as_of, paper.edition.id), reverse=True)
    newest = ordered[0].edition
    top = Context(newest, labels, lines, note_style)
    entry = newest.countries.get(newest.record.country)
    if entry is None:
        top.absent(
            "country", "countries", newest.record.country, newest.entry.origin("country"), len(newest.record.country)
        )
        return None, top.problems
    country = entry.record
    # a notice of a day stands above the paper of that day: it was known when the paper was written
    told: list[tuple[date, int, Section | Box | Happening]] = []
    titles = [_title(top, paper) for paper in ordered]
    for rank, paper in enumerate(ordered):
        context = replace(top, edition=paper.edition)
        told.append((paper.edition.as_of, -rank, _paper(context, paper, twins=titles.count(_title(top, paper)) > 1)))
    told += [(when, 1, box) for when, box in _notices(top, entry)]
    happened = list_happenings(top, [paper.edition for paper in papers])
    first = ordered[-1].edition
    between = [one for one in happened if one.end.last > first.as_of]
    # what happened by the day of a paper stands below it
    told += [(one.end.last, -len(ordered) - number, one) for number, one in enumerate(between)]
    told.sort(key=lambda item: item[:2], reverse=True)
    blocks = (*_asks(top, ordered[0]), *_join_lists(top, [item for *_, item in told]))
    name = country.names.preferred
    as_of = labels["as_of"].format(date=say_day(labels, newest.record.as_of))
    document = Document(
        id=country.id,
        lang=newest.lang,
        properties=Properties(
            labels["country_title"].format(name=name),
            tuple(_authors(ordered)),
            as_of,
            (name,),
            str(newest.record.as_of),
            "final",
        ),
        cover=Cover(
            Paragraph("cover.kind", (top.label("kind_country_page"),), "cover-kind", entry.origin()),
            Paragraph("cover.title", (Run(name),), "cover-title", entry.origin()),
            facts=(Paragraph("cover.as-of", (Run(as_of),), "cover-fact", newest.entry.origin()),),
        ),
        sections=(
            Section("papers", 1, (top.label("country_papers"),), blocks),
            _left_out(top, first, len(happened) - len(between)),
        ),
        notes=top.notes,
        labels=labels,
        running=f"{name} · {as_of}",
    )
    return document, top.problems


def _join_lists(context: Context, told: Iterable[Section | Box | Happening]) -> Iterator[Section | Box]:
    """Yield papers and notices, and a list of what happened between two of them."""
    for number, (happened, group) in enumerate(groupby(told, key=lambda item: isinstance(item, Happening)), 1):
        if happened:
            yield make_list(context, number, [item for item in group if isinstance(item, Happening)])
        else:
            yield from (item for item in group if not isinstance(item, Happening))


def _left_out(context: Context, first: SelectedEdition, before: int) -> Section:
    """Return what the page says of what it leaves out; `before` is how much happened by the day of the first paper."""
    labels = context.labels
    words = [labels["country_left_out_words"].format(date=say_day(labels, context.edition.record.as_of))]
    if before:
        words.append(labels["country_left_out_before"].format(number=before, date=say_day(labels, first.record.as_of)))
    told = Paragraph("left-out.1", (Run(" ".join(words)),), "remark")
    return Section("left-out", 1, (context.label("country_left_out"),), (told,))


def _authors(papers: Sequence[ListedPaper]) -> Iterator[str]:
    """Yield the organisations that signed the papers, each once."""
    seen = set()
    for paper in papers:
        for id in paper.edition.record.authors:
            entry = paper.edition.organisations.get(id)
            if entry and id not in seen:
                seen.add(id)
                yield entry.record.names.preferred


# ── papers ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _title(context: Context, paper: ListedPaper) -> str:
    record = paper.edition.record
    return say(context, record.title) or record.id


def _asks(context: Context, newest: ListedPaper) -> Iterator[Paragraph]:
    """Yield the link to the asks on one page, where the newest paper has such a section and a web page."""
    address = newest.files.get("html")
    for entry in newest.edition.sections:
        if address and any(isinstance(block, AsksBlock) for _, block in find_blocks(entry.record.blocks)):
            date = say_day(context.labels, newest.edition.record.as_of)
            words = (Run(context.labels["country_asks"].format(date=date)),)
            yield Paragraph("asks", (Link(f"{address}#{entry.record.id}", words),), "body", entry.origin())
            return


def _paper(context: Context, paper: ListedPaper, twins: bool) -> Section:
    """Return what the page says of a paper: what it is, of which day, its abstract, the rating then, its status, its
    files. Of `twins`, papers with the same title, the heading has the day."""
    edition, labels, words = paper.edition, context.labels, paper.words
    record, origin, id = edition.record, edition.entry.origin(), f"paper.{edition.id}"
    facts = [words[f"kind_{record.kind}"]]
    if record.dialogue and (met := say_dialogue(context)):
        facts.append(met)
    facts.append(labels["as_of"].format(date=say_day(labels, record.as_of)))
    if record.period:
        start, end = say_day(labels, record.period.start), say_day(labels, record.period.end)
        facts.append(labels["period"].format(start=start, end=end))
    blocks: list[Block] = [Paragraph(f"{id}.facts", (Run("\u00a0· ".join(facts)),), "facts", origin)]
    if record.abstract:
        blocks += _words(context, edition.entry, record.abstract, ("abstract",), f"{id}.abstract")
    blocks += _ratings(context, f"{id}.rating", origin)
    if listed := _prisoners(context):
        blocks.append(
            Paragraph(
                f"{id}.prisoners",
                (context.label("country_prisoners", strong=True), Run(f" {listed}")),
                "remark",
                origin,
            )
        )
    if status := words.get(f"status_line_{record.status}"):
        blocks.append(Paragraph(f"{id}.status", (Run(status),), "remark", origin))
    if paper.files:
        items = (
            ListItem(
                f"{id}.file.{format}",
                (Paragraph(f"{id}.file.{format}.1", (Link(address, (Run(labels[f"file_{format}"]),)),)),),
            )
            for format, address in paper.files.items()
        )
        blocks.append(ItemList(f"{id}.files", tuple(items)))
    title = _title(context, paper)
    if twins:
        title = labels["country_dated"].format(name=title, date=say_day(labels, record.as_of))
    return Section(id, 2, (Run(title),), tuple(blocks), origin=origin)


def _words(
    context: Context, entry: Entry[Record], text: Text, path: tuple[str | int, ...], id: str
) -> tuple[Block, ...]:
    """Return the paragraphs of a text in the page's language; none where it is not written in it."""
    said = say(context, text)
    if not said:
        return ()
    where = path if isinstance(text, str) else (*path, context.edition.lang)
    return assemble_prose(context, said, locate_text(context, entry.file, entry.origin(*where), said), id)


def _ratings(context: Context, id: BlockId, origin: Origin) -> Iterator[Paragraph]:
    """Yield how civic space was rated on the edition's day: the last word of each who rates, the newest first."""
    entry = context.edition.countries.get(context.edition.record.country)
    ratings = entry.record.ratings if entry else ()
    last: dict[str, Rating] = {}
    for rating in sorted(ratings, key=lambda rating: rating.date.last, reverse=True):
        if say_organisation(context, rating.rated_by):
            last.setdefault(rating.rated_by, rating)
    civic_space = context.label("country_rating", strong=True)
    if not last:
        yield Paragraph(id, (civic_space, Run(" "), context.label("country_no_rating")), "remark", origin)
    for who, rating in last.items():
        words = context.labels["country_rated"].format(
            rating=rating.rating, name=say_organisation(context, who), date=say_day(context.labels, rating.date)
        )
        links = link_sources(context, rating.by)
        source = (Run(". "), context.label("country_source"), Run(" "), *links) if links else ()
        yield Paragraph(f"{id}.{who}", (civic_space, Run(f" {words}"), *source), "remark", origin)


def _prisoners(context: Context) -> str:
    """Return how many of those in the paper's lists of prisoners were held on its day, as far as is known; nothing
    where it has none."""
    edition = context.edition
    _, listed = list_told_cases(section.tree for section in edition.sections)
    lists = split_by_standing(context, (entry for id, entry in edition.cases.items() if id in listed))
    counts = (context.labels[f"country_{part}"].format(number=len(cases)) for part, cases in lists.items() if cases)
    return context.labels["comma"].join(counts)


# ── notices ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _notices(context: Context, entry: Entry[Country]) -> Iterator[tuple[date, Box]]:
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
            blocks += _words(context, entry, notice.text, ("watch_list", index, "text"), id)
        if links := link_sources(context, notice.by):
            blocks.append(
                Paragraph(f"{id}.sources", (context.label("country_source"), Run(" "), *links), "remark", origin)
            )
        yield when.last, Box(id, "matter", title, tuple(blocks), origin)
