"""The asks of a paper on one page: a table for each body that is asked, and the people to name.

In: ids of recommendations that sections of the edition make, and of cases. Out: tables. Every word is taken from
records: each ask leads to where it is made, to its section and its cases, and a person's line is what the record says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.base import codes
from generator.base.diagnostics import Origin
from generator.paper.assemble.context import Context
from generator.paper.assemble.facts import (
    capitalise,
    find_case,
    name_case,
    say_charges,
    say_home,
    say_status,
)
from generator.paper.assemble.imposed import say_sentences
from generator.paper.assemble.proposed import end_ask, explain_mark, explain_repeated, find_first_paper
from generator.paper.assemble.recommendations import name_made, say_addressee, say_name
from generator.paper.assemble.scorecard import say_demand
from generator.paper.assemble.tables import RowDraft, assemble_table
from generator.paper.assemble.wording import say
from generator.paper.document import Block, BlockId, Column, Inline, Label, Reference, Run, Table
from generator.records.load import Entry, PathInRecord
from generator.records.schema import Case, Recommendation, SectionProse
from generator.records.schema.listed_blocks import AsksBlock

ASKS = (Column("ask", 0.62), Column("where", 0.09), Column("about_whom", 0.29))
PEOPLE = (Column("name", 0.22), Column("in_a_line", 0.63), Column("asks", 0.15))

SHOWN = 3
"""So many cases of an ask are named on the page; of more than one beyond them, the number is told."""

Asked = Entry[Recommendation]


def assemble_asks(
    context: Context, entry: Entry[SectionProse], block: AsksBlock, path: PathInRecord, id: BlockId
) -> Iterator[Block]:
    """Yield a table for each body that is asked, in the order in which they come: of what it should do itself, after
    what it should raise with others, by the numbers of the asks; and below them what a mark in them means. What no
    section makes is told (R166), and left out."""
    made = {name: section for section in context.edition.sections for name in name_made(section.record.blocks)}
    asked: list[Asked] = []
    for index, name in enumerate(dict.fromkeys(block.asks)):
        if name in made and name in context.edition.recommendations:
            asked.append(context.edition.recommendations[name])
        elif name in context.edition.recommendations:
            origin, help = entry.origin(*path, "asks", index), "name it among the `recommendations:` of a section"
            context.problem(
                codes.ASKED_NOWHERE, f"no section of this paper makes the ask `{name}`", origin, help, len(name)
            )
    bodies = dict.fromkeys(e.record.addressee for e in asked)
    bodies |= dict.fromkeys(e.record.messenger for e in asked if e.record.messenger)
    numbers = {name: place for place, name in enumerate(context.recommendations)}
    asked.sort(key=lambda e: numbers.get(e.record.id, len(numbers)))
    tables = [_table(context, body, asked, made, f"{id}.{body}", entry.origin(*path)) for body in bodies]
    yield from (table for table, _ in tables)
    if any(marked for _, marked in tables):
        yield explain_mark(context, id, entry.origin(*path))
    yield from explain_repeated(context, (one.record for one in asked), id, entry.origin(*path))


def _table(
    context: Context,
    body: str,
    asked: Iterable[Asked],
    made: dict[str, Entry[SectionProse]],
    id: BlockId,
    origin: Origin,
) -> tuple[Table, bool]:
    """Return the table of one body, and whether a mark stands in it. What is true of all its rows stands once, above
    them, in words."""
    raised: dict[str, list[Asked]] = {}
    own: list[Asked] = []
    for entry in asked:
        if entry.record.messenger == body:
            raised.setdefault(entry.record.addressee, []).append(entry)
        if entry.record.addressee == body:
            own.append(entry)
    proposed = [all(e.record.proposed for e in group) for group in raised.values()]
    proposed += [e.record.proposed == "demand" for e in own]
    marks = not all(proposed)
    lines = [
        _line(
            context,
            made,
            group,
            f"raise.{addressee}",
            (*_raise(context, addressee, group), *end_ask(marks and marked)),
        )
        for (addressee, group), marked in zip(raised.items(), proposed, strict=False)
    ]
    for entry in own:
        repeated = find_first_paper(context, entry.record) is not None
        end = end_ask(marks and entry.record.proposed == "demand", repeated)
        words = (*_number(context, entry), Run(say_demand(context, entry)), *end)
        lines.append(_line(context, made, [entry], entry.record.id, words))
    title = say_addressee(context, body)
    if all(proposed):
        title = context.labels["asks_proposed"].format(addressee=title.rstrip(":"), proposed=context.labels["proposed"])
    return assemble_table(context, id, ASKS, lines, Label("addressee", title), origin), marks and any(proposed)


def _line(
    context: Context, made: dict[str, Entry[SectionProse]], asks: Sequence[Asked], name: str, words: Sequence[Inline]
) -> RowDraft:
    """Return the row of one ask, or of some that one body should raise: where they are made, and their cases."""
    sections = {made[e.record.id].record.id: made[e.record.id] for e in asks}
    where = [
        Reference(context.anchors.get(id, id), (Run(say(context, section.record.title) or id),), by_number=True)
        for id, section in sections.items()
    ]
    cases = [
        case
        for id in dict.fromkeys(id for e in asks for id in e.record.cases)
        if id in context.edition.told and (case := find_case(context, id))
    ]
    shown = cases if len(cases) <= SHOWN + 1 else cases[:SHOWN]
    about = [name_case(context, case.record) for case in shown]
    more = [Run(context.labels["and_more"].format(number=len(cases) - len(shown)))] if cases[len(shown) :] else []
    cells = {
        "ask": tuple(words),
        "where": tuple(_join(where, ", ")),
        "about_whom": (*_join(about, ", "), *more) or (context.label("no_case"),),
    }
    raised = name not in (entry.record.id for entry in asks)
    if not raised:
        return RowDraft(name, cells, asks[0].origin())
    # a row that is proposed in part rests on no document
    first = next((entry for entry in asks if entry.record.proposed), asks[0])
    return RowDraft(name, cells, first.origin("messenger"))


def _raise(context: Context, addressee: str, asks: Sequence[Asked]) -> Iterator[Inline]:
    """Yield what a messenger is asked to do: raise with the authorities R3 and R7."""
    words = context.labels["asks_raise"].format(name=say_name(context, addressee), numbers="{numbers}")
    first, _, last = words.partition("{numbers}")
    yield Run(first)
    for count, entry in enumerate(asks):
        if count:
            yield Label("and", f" {context.labels['and']} ") if count == len(asks) - 1 else context.label("comma")
        yield from _number(context, entry)[:1]
    if last:
        yield Run(last)


def _number(context: Context, entry: Asked) -> tuple[Inline, ...]:
    """Return the number of an ask, which leads to where it is made, and a space."""
    id = entry.record.id
    return Reference(f"r.{id}", (Run(context.recommendations.get(id, id), strong=True),)), Run(" ")


def _join(parts: Iterable[Inline], between: str) -> Iterator[Inline]:
    for count, part in enumerate(parts):
        if count:
            yield Run(between)
        yield part


def assemble_people_to_name(context: Context, ids: Iterable[str], id: BlockId, origin: Origin) -> tuple[Table, ...]:
    """Return the table of the people to name at the meeting, none where none of them was picked."""
    cases = [case for name in ids if (case := find_case(context, name))]
    lines = [
        RowDraft(
            case.record.id,
            {
                "name": (name_case(context, case.record, strong=True),),
                "in_a_line": tuple(_join_facts(_facts(context, case.record))),
                "asks": tuple(_asks_about(context, case.record)) or (context.label("no_ask"),),
            },
            case.origin(),
        )
        for case in cases
    ]
    if not lines:
        return ()
    return (assemble_table(context, id, PEOPLE, lines, context.label("people_to_name"), origin),)


def _facts(context: Context, case: Case) -> Iterator[Sequence[Inline]]:
    """Yield what is known of a person in a few words: occupation and place, status, sentence, charges."""
    about = ", ".join(words for words in (say(context, case.occupation), say_home(context, case)) if words)
    yield capitalise(about)
    yield say_status(context, case)
    yield capitalise(say_sentences(context, case))[:1]
    if charges := say_charges(context, case):
        yield (Label("column_charges", context.labels["column_charges"]), Run(f": {charges}"))


def _join_facts(facts: Iterable[Sequence[Inline]]) -> Iterator[Inline]:
    for count, words in enumerate(fact for fact in facts if fact):
        if count:
            yield Run(" · ")
        yield from words


def _asks_about(context: Context, case: Case) -> Iterator[Inline]:
    """Yield the numbers of the asks of the paper that are about a person, or about the group that shares the case."""
    known = context.edition.recommendations
    about = (id for id in context.recommendations if {case.id, case.group} & {*known[id].record.cases})
    yield from _join((_number(context, known[id])[0] for id in about), ", ")
