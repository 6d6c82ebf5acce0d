"""What was said last time: the rounds of the dialogue since the edition before, beside what that edition asked for.

In: the edition, its dialogue and the edition before. Out: a table, the newest round first, each outcome with its source
as a note, and a list of the other asks of that time. An ask stands beside a round where the scorecard has something
that was raised at that round; of the others nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Origin
from generator.paper.assemble.context import Context
from generator.paper.assemble.facts import capitalise, find_case, mention_case
from generator.paper.assemble.places import locate_text
from generator.paper.assemble.prose import assemble_paragraph
from generator.paper.assemble.raised import find_voices, is_of_round
from generator.paper.assemble.scorecard import say_demand
from generator.paper.assemble.tables import RowDraft, assemble_table
from generator.paper.assemble.wording import say, say_day
from generator.paper.document import (
    Block,
    BlockId,
    Column,
    Inline,
    ItemList,
    Label,
    ListItem,
    Paragraph,
    Reference,
    Run,
)
from generator.paper.select import Predecessor
from generator.records.load import Entry
from generator.records.schema import Dialogue, Recommendation
from generator.records.schema.records import Round

COLUMNS = (Column("round", 0.17), Column("said", 0.47), Column("asked_then", 0.36))


def assemble_rounds(context: Context, id: BlockId, origin: Origin) -> tuple[Block, ...]:
    """Return the table of the rounds and the list of what else was asked; none, after saying why, where the edition
    names no edition before (R110) or no dialogue (R167)."""
    edition = context.edition
    before, dialogue = edition.before, edition.dialogues.get(edition.record.dialogue or "")
    if before is None:
        context.problem(
            codes.NO_PREDECESSOR,
            "what was said since the edition before can't be told: this edition names none",
            origin,
            "add a line `predecessor: …` to its edition.yaml, or take this block out",
        )
    if edition.record.dialogue is None:
        context.problem(
            codes.NO_DIALOGUE,
            "what was said at rounds can't be told: this edition is for no dialogue",
            origin,
            "add a line `dialogue: …` to its edition.yaml, or take this block out",
        )
    if before is None or dialogue is None:
        return ()
    asked = [e for name in before.recommendations if (e := edition.recommendations.get(name))]
    lines: list[RowDraft] = []
    beside: set[str] = set()
    voices = {e.record.id: find_voices(context, e.record) for e in asked}
    for number, met in _rounds_since(context, dialogue.record, before):
        raised = [e for e in asked if any(is_of_round(voice, dialogue.record, number) for voice in voices[e.record.id])]
        beside.update(e.record.id for e in raised)
        lines.append(_line(context, dialogue, number, met, raised, f"{id}.{number}"))
    dates = {"before": say_day(context.labels, before.issued)}
    caption = Label("rounds_since", context.labels["rounds_since"].format(**dates))
    others = [e for e in asked if e.record.id not in beside]
    return (
        assemble_table(context, id, COLUMNS, lines, caption, origin, dates),
        *_others(context, others, f"{id}.others", dates, origin),
    )


def _rounds_since(context: Context, dialogue: Dialogue, before: Predecessor) -> Iterator[tuple[str, Round]]:
    """Yield the rounds (number, record), the newest first, from that of the edition before, whose outcome it could not
    know, up to the day of this one; not the round for which this one is made."""
    known = sorted(dialogue.rounds.items(), key=lambda item: item[1].date.last, reverse=True)
    for number, met in known:
        if number != context.edition.record.round and (number == before.round or met.date.last > before.as_of):
            yield number, met


def _line(
    context: Context,
    dialogue: Entry[Dialogue],
    number: str,
    met: Round,
    raised: list[Entry[Recommendation]],
    id: BlockId,
) -> RowDraft:
    labels = context.labels
    when = ", ".join(
        words
        for words in (
            labels["round"].format(number=number),
            say(context, met.title),
            say_day(labels, met.date),
            met.place,
        )
        if words
    )
    cells: dict[str, tuple[Inline, ...]] = {
        "round": capitalise(when),
        "said": (
            *(_said(context, dialogue, number, met, id) or (context.label("no_outcome"),)),
            *_named(context, dialogue, number, met, id),
        ),
        "asked_then": tuple(_join_asks(context, raised)) or (context.label("no_ask_raised"),),
    }
    return RowDraft(number, cells, dialogue.origin("rounds", number))


def _said(context: Context, dialogue: Entry[Dialogue], number: str, met: Round, id: BlockId) -> tuple[Inline, ...]:
    """Return what was said, with its sources as a note; none where no document tells."""
    words = say(context, met.outcome)
    if not words:
        return ()
    cited = "; ".join(f"@{source}" for source in met.by if source in context.edition.sources)
    text = f"{words.strip()}[{cited}]" if cited else words
    place = locate_text(context, dialogue.file, dialogue.origin("rounds", number, "outcome"), text)
    return assemble_paragraph(context, text, place, f"{id}.said").inlines


def _named(context: Context, dialogue: Entry[Dialogue], number: str, met: Round, id: BlockId) -> Iterator[Inline]:
    """Yield whose cases were raised by name, as a sentence, with the sources of it as a note; of those alone whom the
    audience may see. Nothing where no record names anybody."""
    about: dict[str, list[str]] = {}
    for point in met.raised:
        for name in point.cases:
            about.setdefault(name, []).extend(point.by or met.by)
    cases = [entry.record for name in about if (entry := find_case(context, name))]
    if not cases:
        return
    yield Run(" ")
    yield context.label("cases_raised", strong=True)
    for count, case in enumerate(cases):
        yield Run(", " if count else " ")
        yield from mention_case(context, case)
    sources = dict.fromkeys(source for case in cases for source in about[case.id])
    cited = "; ".join(f"@{source}" for source in sources if source in context.edition.sources)
    text = f".[{cited}]" if cited else "."
    place = locate_text(context, dialogue.file, dialogue.origin("rounds", number, "raised"), text)
    yield from assemble_paragraph(context, text, place, f"{id}.named").inlines


def _join_asks(context: Context, asks: list[Entry[Recommendation]]) -> Iterator[Inline]:
    for count, entry in enumerate(asks):
        if count:
            yield Run("; ")
        yield from _ask(context, entry)


def _ask(context: Context, entry: Entry[Recommendation]) -> Iterator[Inline]:
    """Yield an ask of that time, with the number that it has in this paper where it is made again."""
    id = entry.record.id
    if number := context.recommendations.get(id):
        yield Reference(f"r.{id}", (Run(number, strong=True),))
        yield Run(" ")
    yield Run(say_demand(context, entry))


def _others(
    context: Context, asks: list[Entry[Recommendation]], id: BlockId, dates: dict[str, str], origin: Origin
) -> tuple[Block, ...]:
    """Return the asks of that time that stand beside no round; nothing is said of what became of them."""
    if not asks:
        return ()
    words = Label("asked_besides", context.labels["asked_besides"].format(**dates), strong=True)
    items = tuple(
        ListItem(
            f"{id}.{e.record.id}",
            (Paragraph(f"{id}.{e.record.id}.1", (*_ask(context, e), Run(".")), "body", e.origin()),),
            e.origin(),
        )
        for e in asks
    )
    return Paragraph(id, (words,), "body", origin), ItemList(f"{id}.list", items, "bullets", origin)
