"""The recommendations of a paper: in the section that names them, or all in a section of their own at the end of the
body.

In: ids of recommendations and the places where the edition names them. Out: a box, or a section. Where they stand is
the style's choice; a section that has nothing but recommendations stands where the edition puts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from generator.base.diagnostics import Origin
from generator.paper.assemble.context import Context
from generator.paper.assemble.places import locate_text
from generator.paper.assemble.proposed import end_ask, explain_mark, explain_repeated, find_first_paper
from generator.paper.assemble.prose import assemble_paragraph
from generator.paper.assemble.wording import say, say_organisation
from generator.paper.document import Block, BlockId, Box, ItemList, ListItem, Paragraph, Run, Section
from generator.paper.select import SelectedEdition
from generator.records.load import Entry
from generator.records.schema import Recommendation, SectionProse, walks
from generator.records.schema.editions import BlockRecord, RecommendationsBlock, SectionBlock

SECTION: BlockId = "recommendations.at-end"
"""Id of the section that has all of them; no section of an edition can have it, for the dot."""


def assemble_recommendations_box(context: Context, ids: Iterable[str], origin: Origin, id: BlockId) -> Box | None:
    """Return the box of some recommendations, None where there are none of them."""
    blocks = _demands(context, [(name, origin) for name in ids], id)
    return Box(id, "recommendations", (context.label("recommendations"),), blocks, origin) if blocks else None


def assemble_recommendations_section(context: Context) -> Section | None:
    """Return the section of those that were gathered from the others, None where there are none of them."""
    blocks = _demands(context, context.gathered, SECTION)
    title = (context.label("recommendations_section"),)
    return Section(SECTION, 1, title, blocks, origin=blocks[0].origin) if blocks else None


def _demands(context: Context, ids: Iterable[tuple[str, Origin]], id: BlockId) -> tuple[Block, ...]:
    """Return for each addressee a line that says who should act, and the demands, and below all of them what a mark
    means; `ids` come with the place that names them."""
    known = context.edition.recommendations
    asked = [(known[name], origin) for name, origin in ids if name in known]
    blocks: list[Block] = []
    for part, (addressee, group) in enumerate(groupby(asked, key=lambda item: item[0].record.addressee)):
        here = f"{id}.{addressee}" if f"{id}.{addressee}" not in {b.id for b in blocks} else f"{id}.{addressee}.{part}"
        demands = list(group)
        named = demands[0][1]
        items = []
        for recommendation, _ in demands:
            said = say(context, recommendation.record.text) or ""
            place = locate_text(context, recommendation.file, recommendation.origin("text"), said)
            words = said.strip().rstrip(".;")
            name = recommendation.record.id
            text = assemble_paragraph(context, words, place, f"r.{name}.1")
            record = recommendation.record
            end = end_ask(record.proposed == "demand", find_first_paper(context, record) is not None)
            text = replace(text, inlines=(*text.inlines, *end))
            message = _message(context, recommendation)
            items.append(ListItem(f"r.{name}", (text, *message), recommendation.origin()))
        blocks.append(Paragraph(here, (Run(say_addressee(context, addressee)),), "addressee", named))
        blocks.append(ItemList(f"{here}.list", tuple(items), "recommendations", named))
    if any(_is_marked(context, entry) for entry, _ in asked):
        blocks.append(explain_mark(context, id, asked[0][1]))
    blocks += explain_repeated(context, (entry.record for entry, _ in asked), id, asked[0][1]) if asked else ()
    return tuple(blocks)


def _message(context: Context, entry: Entry[Recommendation]) -> tuple[Paragraph, ...]:
    """Return the line that says who is asked to raise a recommendation; none where nobody is, or where the audience may
    not know who."""
    record = entry.record
    if record.messenger is None or not (name := say_name(context, record.messenger)):
        return ()
    words = context.labels["messenger"].format(name=name)
    end = end_ask(record.proposed == "messenger")
    said = Run(f"{words[0].upper()}{words[1:]}")
    return (Paragraph(f"r.{record.id}.messenger", (said, *end), "body", entry.origin("messenger")),)


def _is_marked(context: Context, entry: Entry[Recommendation]) -> bool:
    """Tell whether a mark stands at the demand, or at who is asked to raise it."""
    return entry.record.proposed == "demand" or (
        entry.record.proposed == "messenger" and bool(_message(context, entry))
    )


def say_addressee(context: Context, id: str) -> str:
    """Return the line above what a body should do: The authorities of Kazakhstan should:"""
    words = context.labels["addressee"].format(name=say_name(context, id))
    return words[0].upper() + words[1:]


def say_name(context: Context, id: str) -> str:
    """Return the name of a body that is asked, as it stands within a sentence."""
    entry = context.edition.organisations.get(id)
    return entry.record.within or entry.record.names.preferred if entry else say_organisation(context, id)


# ── at the end ────────────────────────────────────────────────────────────────────────────────────────────────────────


def is_annex(edition: SelectedEdition, record: SectionProse) -> bool:
    """Tell whether a section is an annex, by its own words or the edition's."""
    return record.kind == "annex" or record.id in edition.record.annexes


def find_moved_sections(edition: SelectedEdition) -> frozenset[str]:
    """Return the ids of the sections whose recommendations go to the end: not annexes, nor what has nothing else; none
    where there is none to go."""
    records = [entry.record for entry in edition.sections]
    found = [r for r in records if not is_annex(edition, r) and not has_only_recommendations(r.blocks)]
    some = any(id in edition.recommendations for record in found for id in name_made(record.blocks))
    return frozenset(record.id for record in found) if some else frozenset()


def has_only_recommendations(blocks: Sequence[BlockRecord]) -> bool:
    """Tell whether blocks are recommendations alone, be it in subsections."""
    return bool(blocks) and all(
        isinstance(block, RecommendationsBlock)
        or (isinstance(block, SectionBlock) and has_only_recommendations(block.blocks))
        for block in blocks
    )


def number_recommendations(context: Context) -> Iterator[tuple[str, str]]:
    """Yield (id, R1) of each recommendation, in the order of the paper."""
    edition = context.edition
    records = [entry.record for entry in edition.sections]
    end = find_end_of_body(edition)
    stay = [record for record in records[:end] if record.id not in context.moved]
    go = [record for record in records[:end] if record.id in context.moved]
    ids = dict.fromkeys(id for record in (*stay, *go, *records[end:]) for id in name_made(record.blocks))
    known = (id for id in ids if id in edition.recommendations)
    return ((id, f"R{n}") for n, id in enumerate(known, 1))


def find_end_of_body(edition: SelectedEdition) -> int:
    """Return how many sections stand before the annexes that end the paper."""
    records = [entry.record for entry in edition.sections]
    body = (n for n, r in enumerate(records, 1) if not is_annex(edition, r))
    return max(body, default=0)


def name_made(records: Iterable[BlockRecord]) -> Iterator[str]:
    """Yield the ids of the recommendations that blocks make, those of subsections too."""
    for _, block in walks.find_blocks(records):
        if isinstance(block, RecommendationsBlock):
            yield from block.recommendations
