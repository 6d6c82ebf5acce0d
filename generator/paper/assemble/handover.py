"""The list to hand over at a meeting: a line for each person, and one thing that is asked.

In: cases in order, and the recommendations from which the asks are taken. Out: a table, made from the records as the
annex is. A person for whom none of the recommendations asks anything has no line that says nothing: it is told (T176).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.base import codes
from generator.base.diagnostics import Origin
from generator.paper.assemble.context import Context
from generator.paper.assemble.facts import capitalise, find_case, say_native_names, say_status
from generator.paper.assemble.places import locate_text
from generator.paper.assemble.proposed import end_ask, explain_mark
from generator.paper.assemble.prose import assemble_paragraph
from generator.paper.assemble.scorecard import say_demand
from generator.paper.assemble.tables import RowDraft, assemble_table
from generator.paper.assemble.wording import say
from generator.paper.document import Block, BlockId, Column, Inline, Mention, Run
from generator.records.load import Entry
from generator.records.resolve.asks_for_cases import list_kin
from generator.records.resolve.wordings import choose_name
from generator.records.schema import Case, Recommendation, SectionProse
from generator.records.schema.editions import HandoverBlock

COLUMNS = (
    Column("number", 0.05), Column("name", 0.21), Column("about", 0.21), Column("status", 0.19), Column("ask", 0.34),
)  # fmt: skip


def assemble_handover(
    context: Context,
    section: Entry[SectionProse],
    block: HandoverBlock,
    ids: Sequence[str],
    id: BlockId,
    origin: Origin,
) -> Iterator[Block]:
    """Yield the table, a row for each of the cases that have an ask, in that order, and the remark below it."""
    lines: list[RowDraft] = []
    said: dict[str, int] = {}
    for name in ids:
        entry = find_case(context, name)
        if entry is None:
            continue
        ask = _choose_ask(context, block, entry.record)
        if ask is None:
            context.problem(
                codes.NOTHING_ASKED,
                f"nothing is asked for `{name}`: none of `asks` names the case",
                origin,
                "add a recommendation that names it, or take the person off this list",
            )
            continue
        first = said.setdefault(ask.record.id, len(lines) + 1)
        lines.append(RowDraft(name, _words(context, entry, ask, len(lines) + 1, first), entry.origin()))
    if lines:
        caption = say(context, block.caption)
        above = Run(caption) if caption else None
        yield assemble_table(context, id, COLUMNS, lines, above, origin, heads="name")
    if any(context.edition.recommendations[name].record.proposed == "demand" for name in said):
        yield explain_mark(context, id, origin)
    if remark := say(context, block.remark):
        place = locate_text(context, section.file, origin, remark)
        yield assemble_paragraph(context, remark, place, f"{id}.remark", role="remark")


def _choose_ask(context: Context, block: HandoverBlock, case: Case) -> Entry[Recommendation] | None:
    """Return the first of the block's asks that names the case, its group or somebody of it; None where none does."""
    known, kin = context.edition.recommendations, list_kin(context.edition.cases, case.id)
    return next((known[n] for n in block.asks if n in known and kin.intersection(known[n].record.cases)), None)


def _words(
    context: Context, entry: Entry[Case], ask: Entry[Recommendation], number: int, first: int
) -> Mapping[str, tuple[Inline, ...]]:
    """Return the words of a row by the keys of its columns; what is asked for several stands beside the `first` of
    them."""
    case = entry.record
    name: list[Inline] = [Mention(f"case:{case.id}", (Run(choose_name(case.names, case.display), strong=True),))]
    name += say_native_names(case)
    about = ", ".join(words for words in (say(context, case.occupation), case.place) if words)
    again = context.labels["ask_again"].format(number=first)
    return {
        "number": (Run(str(number)),),
        "name": tuple(name),
        "about": capitalise(about),
        "status": say_status(context, case),
        "ask": (Run(_shorten(context, ask)), *end_ask(ask.record.proposed == "demand"))
        if first == number
        else (Run(again),),
    }


def _shorten(context: Context, ask: Entry[Recommendation]) -> str:
    """Return what is asked, in few words: the single demand where there is but one."""
    demands = ask.record.demands
    single = say(context, demands[0]) if len(demands) == 1 else None
    return single.strip().rstrip(".;") if single else say_demand(context, ask)
