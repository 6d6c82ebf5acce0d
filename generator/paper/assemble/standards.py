"""Treaty articles below the headings of themes, and the definition of a political prisoner with its criteria.

In: standards of the data. Out: a line of links to the official texts; a box. A criterion is met where a document says
so of a person; where none does, the box says that, and nothing is concluded.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.paper.assemble.context import Context
from generator.paper.assemble.facts import find_case, link_sources, name_case
from generator.paper.assemble.places import locate_text
from generator.paper.assemble.prose import assemble_prose
from generator.paper.assemble.recommendations import is_annex
from generator.paper.assemble.tables import RowDraft, assemble_table
from generator.paper.assemble.wording import say, say_day
from generator.paper.document import Block, BlockId, Box, Column, Inline, Link, Paragraph, Run
from generator.records.load import Entry
from generator.records.schema import Case, SectionProse, Standard
from generator.records.schema.listed_blocks import PrisonersBlock
from generator.records.schema.walks import find_blocks

CRITERIA = "abcde"
COLUMNS = (
    Column("name", 0.3),
    *(Column(f"criterion_{letter}", 0.09) for letter in CRITERIA),
    Column("sources", 0.25),
)


def assemble_treaty_articles(context: Context, section: SectionProse) -> tuple[Paragraph, ...]:
    """Return the line below a theme's heading that names the articles of treaties that protect it, each a link to its
    official text; none where the edition does not ask for it. A resolution has no article, and is no treaty."""
    theme = context.edition.themes.get(section.theme or "")
    if theme is None or not context.edition.record.treaty_articles or is_annex(context.edition, section):
        return ()
    known = (context.edition.standards.get(id) for id in theme.record.standards)
    articles = [entry for entry in known if entry and entry.record.article]
    if not articles:
        return ()
    words: list[Inline] = [context.label("treaty_articles", strong=True), Run(": ")]
    for count, entry in enumerate(articles):
        words += [Run("; ")] if count else []
        words.append(_name(context, entry.record))
    return (Paragraph(f"{section.id}.treaty-articles", tuple(words), "facts", articles[0].origin()),)


def _name(context: Context, standard: Standard) -> Inline:
    name = Run(say(context, standard.title) or standard.id)
    return Link(standard.url, (name,)) if standard.url else name


def assemble_definition(context: Context, id: str, block: BlockId) -> tuple[Box, ...]:
    """Return the box of a definition and of the criteria that documents find fulfilled; none where it was not
    picked."""
    entry = context.edition.standards.get(id)
    if entry is None:
        return ()
    record, here = entry.record, f"box.{block}"
    source: list[Inline] = [_name(context, record)]
    details = (record.body, say_day(context.labels, record.adopted) if record.adopted else None)
    source += [Run(f", {words}") for words in details if words]
    blocks: list[Block] = [Paragraph(f"{here}.source", (*source, Run(".")), "body", entry.origin())]
    if summary := say(context, record.summary):
        blocks += assemble_prose(
            context, summary, locate_text(context, entry.file, entry.origin("summary"), summary), here
        )
    lines = [_line(context, case) for case in _find_prisoners(context) if case.record.criteria]
    if lines:
        blocks.append(
            assemble_table(context, f"{here}.criteria", COLUMNS, lines, context.label("criteria"), entry.origin())
        )
    else:
        blocks.append(Paragraph(f"{here}.none", (context.label("criteria_none"),), "body", entry.origin()))
    return (Box(here, "matter", (context.label("definition"),), tuple(blocks), entry.origin()),)


def _find_prisoners(context: Context) -> Iterator[Entry[Case]]:
    """Yield the cases in the edition's tables of prisoners, each once."""
    ids = (
        id
        for section in context.edition.sections
        for _, block in find_blocks(section.record.blocks)
        if isinstance(block, PrisonersBlock)
        for id in block.prisoners
    )
    yield from (case for id in dict.fromkeys(ids) if (case := find_case(context, id)))


def _line(context: Context, entry: Entry[Case]) -> RowDraft:
    case = entry.record
    met = {one.criterion for one in case.criteria}
    cells: dict[str, tuple[Inline, ...]] = {
        "name": (name_case(context, case, strong=True),),
        "sources": tuple(link_sources(context, (id for one in case.criteria for id in one.by))),
    }
    cells |= {
        f"criterion_{letter}": (context.label("criterion_met" if letter in met else "criterion_silent"),)
        for letter in CRITERIA
    }
    return RowDraft(case.id, cells, entry.origin())
