"""What may stand in a paper once: an id of a list, a section, a box, a table. What stands twice is told (T111)."""

from __future__ import annotations

from collections.abc import Iterable

from generator.base import codes
from generator.base.diagnostics import Origin
from generator.paper.assemble.context import Context
from generator.paper.document import BlockId, Box, Document, Section, Table, walk
from generator.records.load import Entry, PathInRecord
from generator.records.schema import SectionProse


def check_unique(context: Context, document: Document) -> None:
    """Say what stands twice in the paper: its notes and places could not be told apart."""
    seen: dict[BlockId, Origin] = {}
    for part, around in walk(document.sections, into_tables=False):
        if not isinstance(part, Section | Box | Table) or (origin := part.origin) is None:
            continue
        if any(isinstance(one, Section) and one.kind == "profile" for one in around):
            continue
        id = part.id
        first = seen.setdefault(id, origin)
        if first is not origin:
            context.problem(
                codes.STANDS_TWICE,
                f"`{id}` stands in this paper already, from {first.file}:{first.line}",
                origin,
                "name it once, or give one of the two another id",
            )


def list_once(
    context: Context, entry: Entry[SectionProse], path: PathInRecord, ids: Iterable[str], among: str
) -> list[str]:
    """Return the ids of a list, each once, after saying which stand there or elsewhere in the paper already."""
    kept = []
    for index, id in enumerate(ids):
        if f"{among}.{id}" in context.once:
            context.problem(
                codes.STANDS_TWICE,
                f"`{id}` stands in this paper already",
                entry.origin(*path, index),
                "name it once",
                len(id),
            )
        else:
            kept.append(id)
        context.once.add(f"{among}.{id}")
    return kept
