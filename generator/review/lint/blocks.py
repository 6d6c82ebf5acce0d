"""List the blocks of an edition, the cases in its tables and its recommendations."""

from __future__ import annotations

from collections.abc import Iterator

from generator.records.load import Entry, PathInRecord
from generator.records.schema import Recommendation, SectionProse, walks
from generator.records.schema.editions import BlockRecord, CaseBoxesBlock, HandoverBlock, RecommendationsBlock
from generator.records.schema.listed_blocks import PrisonersBlock, ProfilesBlock
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
    """Return the ids of the cases in lists of profiles, and of those that have a box."""
    return [id for _, _, id in list_told(subject)]


def list_told(subject: Subject) -> Iterator[tuple[Entry[SectionProse], PathInRecord, str]]:
    """Yield the ids of the cases that have a profile, a box or a line to hand over, each with its place."""
    for entry, path, block in list_blocks(subject):
        for field in _TOLD.get(type(block), ()):
            for index, id in enumerate(getattr(block, field)):
                yield entry, (*path, field, index), id


_TOLD: dict[type, tuple[str, ...]] = {
    ProfilesBlock: ("profiles",),
    CaseBoxesBlock: ("case_boxes",),
    HandoverBlock: ("handover",),
}
"""Blocks that tell of cases, with the fields that name them."""


def list_demands(subject: Subject) -> Iterator[Entry[Recommendation]]:
    """Yield the recommendations that the edition makes or hands over, each once, in its order."""
    ids: list[str] = []
    for _, _, block in list_blocks(subject):
        if isinstance(block, RecommendationsBlock):
            ids += block.recommendations
        elif isinstance(block, HandoverBlock):
            ids += block.asks
    for id in dict.fromkeys(ids):
        if entry := subject.edition.recommendations.get(id):
            yield entry
