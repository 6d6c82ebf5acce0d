"""Blocks that print nothing though they are asked for: an empty list, a text without words, a heading with nothing
below it.

In: what a block of a section's file came to. Out: a finding (T152) at its place. Nobody sees in the paper that
something is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.base import codes
from generator.base.diagnostics import Origin
from generator.paper.assemble.context import Context
from generator.paper.document import Block, Box, Section, Table
from generator.records.resolve.references import list_references
from generator.records.schema.editions import BlockRecord


def tell_silence(context: Context, record: BlockRecord, printed: Sequence[Block | Section], origin: Origin) -> None:
    """Note that a block printed nothing, or a heading alone. What it names and this reader may not see has been told
    already."""
    if not all(_is_empty(block) for block in printed) or _names_absent(context, record):
        return
    what = "a heading and nothing below it" if printed else "nothing"
    context.problem(codes.PRINTS_NOTHING, f"this block prints {what}", origin, "fill it, or take it out of the section")


def tell_empty_section(context: Context, origin: Origin) -> None:
    """Note that a section's file holds no blocks, so that its heading stands in the paper alone: a hint for a draft,
    which begins so."""
    context.problem(
        codes.PRINTS_NOTHING,
        "this section prints a heading and nothing below it",
        origin,
        "fill it, or take it out",
        severity="hint" if context.edition.record.status == "draft" else None,
    )


def tell_silent_changes(context: Context, kinds: Iterable[str], origin: Origin) -> None:
    """Note the kinds of records of which a list of changes was to tell and has nothing."""
    for kind in kinds:
        context.problem(
            codes.PRINTS_NOTHING,
            f"`{kind}` prints nothing: no record tells of any that changed since the edition before",
            origin,
            f"take `{kind}` out of `changes:`, or add to the records what changed, with its date and source",
        )


def _is_empty(block: Block | Section) -> bool:
    return (isinstance(block, Section | Box) and not block.blocks) or (isinstance(block, Table) and not block.body)


def _names_absent(context: Context, record: BlockRecord) -> bool:
    """Tell whether a block names a record that was not picked, or that there is not."""
    records = context.edition.records
    return any(id.partition("/")[0] not in records[collection] for _, collection, id in list_references(record))
