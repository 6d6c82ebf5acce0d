"""Case boxes: for each case a box with how the person stands, the story, what this paper asks, and the sources.

In: the ids of cases. Out: boxes. All of it comes from the records: the profile as told by the edition's day, the status
of that day, all recommendations of this paper that are about the case, those for the fewest people first. The box takes
the place of a profile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.paper.assemble.context import Context
from generator.paper.assemble.facts import find_case, say_sources
from generator.paper.assemble.profiles import assemble_story, say_facts
from generator.paper.assemble.proposed import end_ask, explain_mark, explain_repeated, find_first_paper
from generator.paper.assemble.scorecard import say_demand
from generator.paper.document import Block, BlockId, Box, Inline, ItemList, ListItem, Mention, Paragraph, Reference, Run
from generator.records.load import Entry
from generator.records.resolve.asks_for_cases import list_kin, list_members
from generator.records.resolve.wordings import choose_name
from generator.records.schema import Case


def make_case_box_id(case: str) -> BlockId:
    """Return the id of the box that tells of a case."""
    return f"case-box.{case}"


def list_boxed_people(context: Context, cases: Iterable[str]) -> Iterator[tuple[str, BlockId]]:
    """Yield (case, the box that tells of it): of a group's box also the people in it."""
    for id in cases:
        if id in context.edition.cases:
            yield id, make_case_box_id(id)
            yield from ((member, make_case_box_id(id)) for member in list_members(context.edition.cases, id))


def assemble_case_boxes(context: Context, cases: Iterable[str]) -> Iterator[Box]:
    """Yield the boxes of the cases that the audience may see, in that order."""
    for id in cases:
        if entry := find_case(context, id):
            yield _box(context, entry)


def _box(context: Context, entry: Entry[Case]) -> Box:
    case, id = entry.record, make_case_box_id(entry.record.id)
    blocks: list[Block] = []
    if facts := say_facts(context, case):
        blocks.append(Paragraph(f"{id}.facts", facts, "facts", entry.origin()))
    blocks += assemble_story(context, entry, id)
    if people := tuple(_people(context, case, id)):
        blocks.append(ItemList(f"{id}.people", people, origin=entry.origin()))
    blocks += _asks(context, case, id)
    if sources := say_sources(context, entry):
        label = context.label("column_sources", strong=True)
        blocks.append(Paragraph(f"{id}.sources", (label, Run(": "), *sources), "remark", entry.origin()))
    return Box(id, "case", (Run(choose_name(case.names, case.display)),), tuple(blocks), entry.origin())


def _people(context: Context, case: Case, id: BlockId) -> Iterator[ListItem]:
    """Yield a line for each of the people of a group: the name, and how the person stands."""
    for member in list_members(context.edition.cases, case.id):
        entry = context.edition.cases[member]
        name = Mention(f"case:{member}", (Run(choose_name(entry.record.names, entry.record.display), strong=True),))
        facts = say_facts(context, entry.record)
        words: tuple[Inline, ...] = (name, Run(" · "), *facts) if facts else (name,)
        here = f"{id}.people.{member}"
        yield ListItem(here, (Paragraph(f"{here}.1", words, origin=entry.origin()),), entry.origin())


def _asks(context: Context, case: Case, id: BlockId) -> Iterator[Paragraph]:
    """Yield a line for each thing that this paper asks for the person, with its number, which leads to where it
    stands, and what a mark in them means."""
    known = context.edition.recommendations
    made = (known[name] for name in context.recommendations)
    kin = list_kin(context.edition.cases, case.id)
    about = (entry for entry in made if not kin.isdisjoint(entry.record.cases))
    asked = sorted(about, key=lambda entry: len(entry.record.cases))
    for entry in asked:
        name = entry.record.id
        number = Reference(f"r.{name}", (Run(context.recommendations[name], strong=True),))
        words = (context.label("case_asked", strong=True), Run(" ("), number, Run("): "))
        said = Run(say_demand(context, entry))
        end = end_ask(entry.record.proposed == "demand", find_first_paper(context, entry.record) is not None)
        yield Paragraph(f"{id}.ask.{name}", (*words, said, *end), origin=entry.origin())
    if any(entry.record.proposed == "demand" for entry in asked):
        yield explain_mark(context, f"{id}.ask", asked[0].origin())
    if asked:
        yield from explain_repeated(context, (entry.record for entry in asked), f"{id}.ask", asked[0].origin())
