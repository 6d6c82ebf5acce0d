"""Find the edition before: its day and its cases, so that a paper can say what changed since."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from generator.records.load import Dataset, Entry
from generator.records.load.parse import Map, Seq
from generator.records.schema import Edition, SectionProse
from generator.records.schema.base import Visibility, is_above
from generator.records.schema.editions import RecommendationsBlock
from generator.records.schema.partial_dates import PartialDate
from generator.records.schema.walks import find_blocks


@dataclass(frozen=True, slots=True)
class Predecessor:
    """The edition before: its day, the first day of the time that it looks at, when it was issued (its day where that
    is not known), the ids of the cases that it told of and of those in its tables of prisoners, the sources that are
    this paper itself, the edition before it, the ids of its recommendations in order, and the number of its round where
    it was for the same dialogue."""

    id: str
    as_of: date
    start: date | None
    issued: PartialDate
    cases: frozenset[str]
    prisoners: frozenset[str]
    by: tuple[str, ...]
    before: Predecessor | None
    recommendations: tuple[str, ...] = ()
    round: str | None = None


def find_predecessor(
    dataset: Dataset, record: Edition, audience: Visibility, seen: frozenset[str]
) -> Predecessor | None:
    """Return the edition before, with all before it; None where there is none, or none that this audience may see."""
    entry = dataset.editions.get(record.predecessor or "")
    if entry is None or entry.record.id in seen:
        return None
    old = entry.record
    if is_above(old.audience, audience) or is_above(entry.visibility, audience):
        return None
    known = dataset.sections.get(old.id, {})
    named = (known[name] for name in (*old.outline, *old.annexes) if name in known)
    sections = [section for section in named if not is_above(section.visibility, audience)]
    cases, prisoners = list_told_cases(section.tree for section in sections)
    asked = dict.fromkeys(id for section in sections for id in _list_recommendations(section, audience))
    earlier = find_predecessor(dataset, old, audience, seen | {old.id})
    return Predecessor(
        old.id,
        old.as_of.last,
        find_period_start(old, earlier),
        old.date or old.as_of,
        cases,
        prisoners,
        old.by,
        earlier,
        tuple(asked),
        old.round if old.dialogue == record.dialogue else None,
    )


def _list_recommendations(section: Entry[SectionProse], audience: Visibility) -> Iterator[str]:
    for path, block in find_blocks(section.record.blocks):
        if isinstance(block, RecommendationsBlock):
            for index, id in enumerate(block.recommendations):
                if not section.above(audience, (*path, "recommendations", index)):
                    yield id


def find_period_start(record: Edition, before: Predecessor | None) -> date | None:
    """Return the first day of the time that an edition looks at: of its period, or the day after that of the edition
    before; None where it names neither, and then entries of any age count as known for its day."""
    if record.period:
        return record.period.start.first
    return before.as_of + timedelta(1) if before and before.as_of < date.max else None


def list_told_cases(sections: Iterable[Map]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids of the cases that sections tell of, and of those in their tables of prisoners."""
    cases: set[str] = set()
    prisoners: set[str] = set()
    for tree in sections:
        _tell(tree, cases, prisoners)
    return frozenset(cases), frozenset(prisoners)


_CASE = re.compile(r"\]\(case:([a-z0-9.-]+)")


def _tell(node: Any, cases: set[str], prisoners: set[str]) -> None:
    """Gather the cases that a section tells of: those that it lists, and those that its words mention."""
    if isinstance(node, str):
        cases.update(_CASE.findall(node))
    elif isinstance(node, Seq):
        for item in node:
            _tell(item, cases, prisoners)
    elif isinstance(node, Map):
        for key, value in node.items():
            if key in ("prisoners", "profiles", "cases", "to_name"):
                listed = [value] if isinstance(value, str) else [item for item in value if isinstance(item, str)]
                cases.update(listed)
                prisoners.update(listed if key == "prisoners" else ())
            else:
                _tell(value, cases, prisoners)
