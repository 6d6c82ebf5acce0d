"""The scorecard of recommendations: where each was first made, what became of it, on what evidence, and who raised it.

In: ids of recommendations. Out: a table. A status needs a dated entry of the record with its evidence and source;
without one it is not known, and so is each single demand of which no entry tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from generator.base.diagnostics import Origin
from generator.paper.assemble.context import Context
from generator.paper.assemble.facts import capitalise, find_case, link_sources, name_case, read_case, say_status
from generator.paper.assemble.places import locate_text
from generator.paper.assemble.proposed import end_ask, explain_mark
from generator.paper.assemble.prose import assemble_paragraph
from generator.paper.assemble.raised import Voice, find_first_call, find_voices, say_voice, say_who_and_when
from generator.paper.assemble.tables import RowDraft, assemble_table
from generator.paper.assemble.wording import say, say_day
from generator.paper.document import Block, BlockId, Column, Inline, Run, join_inlines
from generator.records.load import Entry
from generator.records.schema import Case, Recommendation
from generator.records.schema.editions import ScorecardBlock
from generator.records.schema.records import RecommendationStatus

COLUMNS = (
    Column("recommendation", 0.22), Column("first_made", 0.12), Column("status", 0.09), Column("evidence", 0.23),
    Column("raised", 0.21), Column("sources", 0.13),
)  # fmt: skip


class Told(NamedTuple):
    """A status of a recommendation, and the numbers of the single demands of which it is the last."""

    status: RecommendationStatus
    demands: tuple[int, ...]


def assemble_scorecard(
    context: Context, block: ScorecardBlock, ids: Iterable[str], id: BlockId, origin: Origin
) -> Iterator[Block]:
    """Yield the table, a row for each of the recommendations, in that order, and below it what a mark in it means."""
    known = context.edition.recommendations
    asked = [known[name] for name in ids if name in known]
    lines = [_line(context, entry) for entry in asked]
    caption = say(context, block.caption)
    above = Run(caption) if caption else context.label("scorecard")
    yield assemble_table(context, id, COLUMNS, lines, above, origin)
    if any(entry.record.proposed == "demand" for entry in asked):
        yield explain_mark(context, id, origin)


def _line(context: Context, entry: Entry[Recommendation]) -> RowDraft:
    record = entry.record
    number = context.recommendations.get(record.id)
    told, voices = list_statuses(record), find_voices(context, record)
    cells: dict[str, tuple[Inline, ...]] = {
        "recommendation": ((Run(f"{number} ", strong=True),) if number else ())
        + (
            Run(say_demand(context, entry)),
            *end_ask(record.proposed == "demand"),
        ),
        "first_made": capitalise(_first_made(context, record, voices)),
        "status": say_statuses(context, record, told),
        "evidence": _evidence(context, record, told),
        "raised": _raised(context, voices),
        "sources": tuple(
            link_sources(
                context, [*(s for one in told for s in one.status.by), *(s for v in voices for s in v.sources)]
            )
        ),
    }
    return RowDraft(record.id, {key: value for key, value in cells.items() if value}, entry.origin())


def say_statuses(
    context: Context, record: Recommendation, told: Iterable[Told], dated: bool = True
) -> tuple[Inline, ...]:
    """Return each status, with its day where they are `dated`; of one that tells of some of the single demands, of how
    many: open, for 1 of 3 demands (June 2022)."""
    labels, all_demands = context.labels, len(record.demands)
    found: list[Inline] = []
    for status, demands in told:
        some = len(demands) < all_demands
        of = labels["status_of_demands"].format(number=len(demands), all=all_demands) if some else ""
        day = f" ({say_day(labels, status.date)})" if dated else ""
        found += [Run("; ")] if found else []
        found.append(context.label(f"recommendation_{status.status}"))
        found += [Run(f"{of}{day}")] if of or day else []
    return tuple(found)


def _evidence(context: Context, record: Recommendation, told: list[Told]) -> tuple[Inline, ...]:
    """Return what shows the status, of which demands nothing is known, what progress there was before, and how the
    people whom it is about stand, where that is known for the day. Who noted progress stands where it is told who
    raised it."""
    sentences = [words for one in told if (words := say(context, one.status.evidence))]
    if told and (unknown := _list_unknown_demands(context, record, told)):
        sentences.append(context.labels["demands_unknown"].format(demands="; ".join(unknown)))
    sentences += _list_progress(context, record, told)
    found: list[Inline] = []
    for words in sentences:
        found.append(Run(f"{' ' if found else ''}{words.strip().rstrip('.')}."))
    for id in record.cases:
        entry = find_case(context, id)
        if entry and _is_news(context, case := entry.record):
            found += [Run(" ")] if found else []
            found += [
                name_case(context, case),
                Run(": "),
                *say_status(context, case),
                Run("."),
            ]
    return tuple(found)


def _list_unknown_demands(context: Context, record: Recommendation, told: list[Told]) -> list[str]:
    """Return the single demands of which no status tells, as they stand inside a sentence."""
    known = {number for one in told for number in one.demands}
    rest = (demand for number, demand in enumerate(record.demands, 1) if number not in known)
    return [words[0].lower() + words[1:] for demand in rest if (words := (say(context, demand) or "").rstrip(".;"))]


def _list_progress(context: Context, record: Recommendation, told: list[Told]) -> list[str]:
    """Return the progress of which statuses tell and the last one takes something back."""
    if any(one.status.status in _PROGRESS for one in told):
        return []
    labels = context.labels
    earlier = (one for one in record.status if one.status in _PROGRESS and _is_supported(one))
    pairs = ((say_day(labels, one.date), say(context, one.evidence)) for one in earlier)
    return [labels["progress_noted"].format(date=when, words=words) for when, words in pairs if words]


_PROGRESS = ("partly_met", "met")


def _is_news(context: Context, case: Case) -> bool:
    """Tell whether it is known for the day how the person stands; a death that the edition before knew of shows
    nothing."""
    edition = context.edition
    found = read_case(context, case)
    step = found.step
    if step and step.status == "deceased" and edition.before and step.known <= edition.before.as_of:
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


def list_statuses(record: Recommendation) -> list[Told]:
    """Return the last dated status of each single demand, each status once with the numbers of its demands, the latest
    first; none where nothing is known. What comes after the as-of date was not picked, and a status without evidence
    and source is none."""
    found: list[Told] = []
    known = sorted((one for one in record.status if _is_supported(one)), key=lambda one: one.date.last)
    left = list(range(1, len(record.demands) + 1))
    for status in reversed(known):
        demands = tuple(number for number in left if not status.demands or number in status.demands)
        if demands or not (record.demands or found):
            found.append(Told(status, demands))
        left = [number for number in left if number not in demands]
    return found


def _is_supported(status: RecommendationStatus) -> bool:
    return bool(status.evidence and status.by)


def _first_made(context: Context, record: Recommendation, voices: list[Voice]) -> str | None:
    """Return who first asked for it, where that was before our editions, and in which edition it was first made: this
    one, or one before it."""
    edition, labels = context.edition, context.labels
    made, day = None, edition.as_of
    if record.first_edition == edition.id:
        made = labels["first_made_here"]
    else:
        before = edition.before
        while before and before.id != record.first_edition:
            before = before.before
        if before:
            made, day = say_day(labels, before.issued), before.as_of
    call = find_first_call(voices, day)
    if call is None:
        return made
    who = labels["first_call"].format(name=say_who_and_when(context, call))
    return labels["first_made_then"].format(name=who, made=made) if made else who


def _raised(context: Context, voices: list[Voice]) -> tuple[Inline, ...]:
    """Return by whom and when it was raised, in that order; that nothing is on record where nobody did."""
    if not voices:
        return (context.label("no_public_record"),)
    return capitalise("; ".join(say_voice(context, voice) for voice in voices) + ".")
