"""Assemble the page of a country: its papers, newest first, what stands between them, and what is left out.

In: the country's selected editions, with the files of each. Out: a Document. Each paper is told as of its own day, the
country and the notices as of the day of the newest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.base.diagnostics import Diagnostic, Origin
from generator.paper.assemble.between_papers import count_undated_deaths, list_dialogues, list_known
from generator.paper.assemble.context import Context
from generator.paper.assemble.country_timeline import arrange_timeline, assemble_words, list_notices
from generator.paper.assemble.cover import say_dialogue
from generator.paper.assemble.coverage import say_coverage
from generator.paper.assemble.facts import link_sources, read_case
from generator.paper.assemble.lists import split_by_standing
from generator.paper.assemble.wording import say, say_day, say_organisation
from generator.paper.document import (
    Block,
    BlockId,
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
from generator.records.resolve.held import is_deceased
from generator.records.schema.countries import Rating
from generator.records.schema.listed_blocks import AsksBlock
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
    titles = [_title(top, paper) for paper in ordered]
    told = [
        (paper.edition, _paper(replace(top, edition=paper.edition), paper, twins=titles.count(_title(top, paper)) > 1))
        for paper in ordered
    ]
    timeline = arrange_timeline(top, told, list_notices(top, entry))
    blocks = (*_asks(top, ordered), *timeline)
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
            _left_out(top, [paper.edition for paper in ordered]),
        ),
        notes=top.notes,
        labels=labels,
        running=f"{name} · {as_of}",
    )
    return document, top.problems


def _left_out(context: Context, papers: Sequence[SelectedEdition]) -> Section:
    """Return what the page says of what it leaves out: in general, and how much of what is on record. `papers` stand
    the newest first."""
    labels, first = context.labels, papers[-1]
    words = [labels["country_left_out_words"].format(date=say_day(labels, context.edition.record.as_of))]
    if before := len(list_known(context, first, list_dialogues(papers))):
        words.append(labels["country_left_out_before"].format(number=before, date=say_day(labels, first.record.as_of)))
    if undated := count_undated_deaths(context.edition):
        words.append(labels["country_left_out_undated"].format(number=undated))
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


def _asks(context: Context, papers: Sequence[ListedPaper]) -> Iterator[Paragraph]:
    """Yield the link to the asks on one page, where one of the papers of the newest day has such a section and a web
    page: a list to hand over may be of the same day."""
    newest = [paper for paper in papers if paper.edition.as_of == context.edition.as_of]
    for address, entry in ((paper.files.get("html"), entry) for paper in newest for entry in paper.edition.sections):
        if address and any(isinstance(block, AsksBlock) for _, block in find_blocks(entry.record.blocks)):
            date = say_day(context.labels, context.edition.record.as_of)
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
        blocks += assemble_words(context, edition.entry, record.abstract, ("abstract",), f"{id}.abstract")
        if covered := say_coverage(context):
            blocks.append(Paragraph(f"{id}.coverage", (Run(covered),), "remark", origin))
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
    """Return how many of those in the paper's lists of prisoners were held on its day, as far as is known, and how
    many of them had died; nothing where it has none."""
    edition = context.edition
    _, listed = list_told_cases(section.tree for section in edition.sections)
    lists = split_by_standing(context, (entry for id, entry in edition.cases.items() if id in listed))
    found: dict[str, int] = {}
    for standing, cases in lists.items():
        for entry in cases:
            part = "deceased" if is_deceased(read_case(context, entry.record)) else standing
            found[part] = found.get(part, 0) + 1
    return context.labels["comma"].join(context.labels[f"country_{part}"].format(number=n) for part, n in found.items())
