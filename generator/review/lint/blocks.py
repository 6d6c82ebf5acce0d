"""List the blocks of an edition, the cases in its tables and its recommendations."""

from __future__ import annotations

from collections.abc import Iterator

from generator.records.load import Entry, PathInRecord
from generator.records.schema import Recommendation, SectionProse, walks
from generator.records.schema.editions import (
    BlockRecord,
    PrisonersBlock,
    ProfilesBlock,
    RecommendationsBlock,
)
from generator.review.lint.subject import Subject


def list_blocks(subject: Subject) -> Iterator[tuple[Entry[SectionProse], PathInRecord, BlockRecord]]:
    """Yield every block of the edition's sections, those of subsections too, with its place."""
    for entry in subject.edition.sections:
        yield from ((entry, path, block) for path, block in walks.find_blocks(entry.record.blocks))


def list_prisoners(subject: Subject) -> Iterator[tuple[Entry[SectionProse], PathInRecord, str]]:
    """Yield the ids of the cases in tables of prisoners, each with the entry and the path in it where it stands."""
    for entry, path, block in list_blocks(subject):
        if isinstance(block, PrisonersBlock):
            for index, id in enumerate(block.prisoners):
                yield entry, (*path, "prisoners", index), id


def list_profiles(subject: Subject) -> list[str]:
    """Return the ids of the cases in lists of profiles."""
    return [id for _, _, block in list_blocks(subject) if isinstance(block, ProfilesBlock) for id in block.profiles]


def list_demands(subject: Subject) -> Iterator[Entry[Recommendation]]:
    """Yield the recommendations that the edition makes, each once, in its order."""
    ids = [id for _, _, b in list_blocks(subject) if isinstance(b, RecommendationsBlock) for id in b.recommendations]
    for id in dict.fromkeys(ids):
        if entry := subject.edition.recommendations.get(id):
            yield entry
