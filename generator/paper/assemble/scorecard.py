"""The scorecard of recommendations: where each was first made, what became of it, on what evidence, and who raised it.

In: ids of recommendations. Out: a table. A status needs a dated entry of the record; without one it is not known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.base.diagnostics import Origin
from generator.paper.assemble.context import Context
from generator.paper.assemble.facts import capitalise, find_case, link_sources, read_case, say_status
from generator.paper.assemble.places import locate_text
from generator.paper.assemble.prose import assemble_paragraph
from generator.paper.assemble.tables import RowDraft, assemble_table
from generator.paper.assemble.wording import say, say_day, say_organisation
from generator.paper.document import BlockId, Column, Inline, Mention, Run, Table, join_inlines
from generator.records.load import Entry
from generator.records.resolve.wordings import choose_name
from generator.records.schema import Case, Recommendation
from generator.records.schema.cases import Raised
from generator.records.schema.editions import ScorecardBlock
from generator.records.schema.records import RecommendationStatus

COLUMNS = (
    Column("recommendation", 0.28), Column("first_made", 0.09), Column("status", 0.1), Column("evidence", 0.24),
    Column("raised", 0.16), Column("sources", 0.13),
)  # fmt: skip


def assemble_scorecard(
    context: Context, block: ScorecardBlock, ids: Iterable[str], id: BlockId, origin: Origin
) -> Table:
    """Return the table, a row for each of the recommendations, in that order."""
    known = context.edition.recommendations
    lines = [_line(context, known[name]) for name in ids if name in known]
    caption = say(context, block.caption)
    above = Run(caption) if caption else context.label("scorecard")
    return assemble_table(context, id, COLUMNS, lines, above, origin)


def _line(context: Context, entry: Entry[Recommendation]) -> RowDraft:
    record, labels = entry.record, context.labels
    number = context.recommendations.get(record.id)
    told = find_latest_status(record)
    cells: dict[str, tuple[Inline, ...]] = {
        "recommendation": ((Run(f"{number} ", strong=True),) if number else ())
        + (Run(f"{say_demand(context, entry)}."),),
        "first_made": capitalise(_first_made(context, record)),
        "status": (context.label(f"recommendation_{told.status}"), Run(f" ({say_day(labels, told.date)})"))
        if told
        else (),
        "evidence": _evidence(context, record, told),
        "raised": _raised(context, record.raised_by),
        "sources": tuple(
            link_sources(
                context, dict.fromkeys([*(told.by if told else ()), *(s for r in record.raised_by for s in r.by)])
            )
        ),
    }
    return RowDraft(record.id, {key: value for key, value in cells.items() if value}, entry.origin())


def _evidence(context: Context, record: Recommendation, told: RecommendationStatus | None) -> tuple[Inline, ...]:
    """Return what shows the status, and how the people whom it is about stand, where that is known for the day."""
    found: list[Inline] = []
    if told and (evidence := say(context, told.evidence)):
        found.append(Run(f"{evidence.rstrip('.')}."))
    for id in record.cases:
        entry = find_case(context, id)
        if entry and _is_news(context, case := entry.record):
            name = Run(choose_name(case.names, case.display))
            found += [Run(" ")] if found else []
            found += [
                Mention(f"case:{id}", (name,), target=context.targets.get(f"case:{id}")),
                Run(": "),
                *say_status(context, case),
                Run("."),
            ]
    return tuple(found)


def _is_news(context: Context, case: Case) -> bool:
    """Tell whether it is known for the day how the person stands; a death that the edition before knew of shows
    nothing."""
    edition = context.edition
    found = read_case(context, case)
    step = found.step
    if step and step.status == "deceased" and edition.before and step.sort <= edition.before.as_of:
        return False
    return found.known


def say_demand(context: Context, entry: Entry[Recommendation]) -> str:
    """Return what a recommendation asks for, in plain words: the paper has its links and notes where it is made."""
    record = entry.record
    said = (say(context, record.text) or "").strip().rstrip(".;")
    apart = replace(context, notes={}, problems=[])  # what is wrong with it is told where it is made
    return join_inlines(
        assemble_paragraph(apart, said, locate_text(apart, entry.file, entry.origin("text"), said), record.id).inlines
    )


def find_latest_status(record: Recommendation) -> RecommendationStatus | None:
    """Return the last dated status; None where nothing is known. What comes after the as-of date was not picked."""
    return max(record.status, key=lambda entry: entry.date.last, default=None)


def _first_made(context: Context, record: Recommendation) -> str | None:
    """Return when the edition was issued that first made it: this one, or one before it."""
    edition = context.edition
    if record.first_edition == edition.id:
        return context.labels["first_made_here"]
    before = edition.before
    while before and before.id != record.first_edition:
        before = before.before
    return say_day(context.labels, before.issued) if before else None


def _raised(context: Context, raised: Iterable[Raised]) -> tuple[Inline, ...]:
    """Return by whom and when it was raised, the earliest first; that nothing is on record where nobody did."""
    found: list[str] = []
    for entry in sorted(raised, key=lambda entry: str(entry.date or "")):
        who = say_organisation(context, entry.raised_by)
        when = say_day(context.labels, entry.date) if entry.date else context.labels["unknown"]
        if who:
            what = say(context, entry.text)
            found.append(
                context.labels["raised_by"].format(name=who, date=when) + (f": {what.rstrip('.')}" if what else "")
            )
    return (Run("; ".join(found) + "."),) if found else (context.label("no_public_record"),)
