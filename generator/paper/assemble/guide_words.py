"""Guide words of long lists: who stands first and last on a page, said in its running head, as in a dictionary.

In: the blocks of a section and the numbers of the people in its tables. Out: the same blocks, whose rows and profiles
carry their guide words. Where a list is short enough to need no index, there are none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.paper.assemble.context import Context
from generator.paper.assemble.index_of_names import invert_name, is_long, name_index
from generator.paper.assemble.profiles import make_profile_id
from generator.paper.document import Block, BlockId, Section, Table

_LONGEST = 24
"""Letters of a name that have room in a running head, twice."""


def set_guide_words(
    context: Context, section: BlockId, blocks: tuple[Block | Section, ...]
) -> tuple[Block | Section, ...]:
    """Return the blocks of a section of the paper with guide words, where it lists many people: `No. 12 Rassendyll` for
    a row and a profile, the heading of the index for its pages."""
    numbers = context.numbered.get(section, {})
    if not is_long(numbers):
        return blocks
    label = context.labels["column_number"]
    words = {id: f"{label} {number} {_shorten(context, id)}" for id, number in numbers.items()}
    profiles = {make_profile_id(id): said for id, said in words.items()}
    profiles[name_index(section)] = context.labels["index_of_names"]
    return tuple(_set(block, words, profiles) for block in blocks)


def _set(block: Block | Section, rows: Mapping[str, str], sections: Mapping[BlockId, str]) -> Block | Section:
    if isinstance(block, Section):
        inner = tuple(_set(one, rows, sections) for one in block.blocks)
        return replace(block, blocks=inner, guide=sections.get(block.id))
    if isinstance(block, Table):
        body = tuple(replace(row, guide=rows.get(row.id.removeprefix(f"{block.id}."))) for row in block.body)
        return replace(block, body=body)
    return block


def _shorten(context: Context, id: str) -> str:
    """Return the family name of a person, where the paper prints it, or what else a case is called."""
    name = invert_name(context.edition.cases[id].record).partition(",")[0]
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
