"""Leave out of lists whom their readers may not know, where a list asks for that, and count them.

In: a section, the ids of the withheld cases, the audience. Out: what of the section to leave out, and how many people
each list has whom it does not name.
"""

from __future__ import annotations

from collections.abc import Collection

from generator.base.diagnostics import Origin
from generator.records.load import Entry, PathInRecord
from generator.records.schema import SectionProse
from generator.records.schema.base import Visibility
from generator.records.schema.listed_blocks import PrisonersBlock
from generator.records.schema.walks import find_blocks


def find_not_named(
    section: Entry[SectionProse], withheld: Collection[str], withdrawn: Collection[str], audience: Visibility
) -> tuple[frozenset[PathInRecord], dict[Origin, int]]:
    """Return the paths of the ids to leave out, and by the place of its block how many people a list does not name: of
    the lists that say `not_named: count`. In any other list a case that is withheld stays, and is an error.

    Who withdrew is left out and not counted: they asked to be used for nothing any more, and a number is a use, too.
    """
    left: set[PathInRecord] = set()
    counts: dict[Origin, int] = {}
    for path, block in find_blocks(section.record.blocks):
        if isinstance(block, PrisonersBlock) and block.not_named and not section.above(audience, (*path, "not_named")):
            listed = {(*path, "prisoners", index): id for index, id in enumerate(block.prisoners)}
            hidden = {here: id for here, id in listed.items() if id in withheld or section.above(audience, here)}
            left |= hidden.keys()
            counts[section.origin(*path)] = len(set(hidden.values()) - set(withdrawn))
    return frozenset(left), counts
