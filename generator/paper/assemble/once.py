"""What may stand in a paper once: an id of a list, a section, a box, a table. What stands twice is told (T111)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.base import codes
from generator.base.diagnostics import Origin
from generator.paper.assemble.context import Context
from generator.paper.document import Block, BlockId, Box, Document, ItemList, Section, Table
from generator.records.load import Entry, PathInRecord
from generator.records.schema import SectionProse


def check_unique(context: Context, document: Document) -> None:
    """Say what stands twice in the paper: its notes and places could not be told apart."""
    seen: dict[BlockId, Origin] = {}
    for part in _list_named(document.sections):
        if (origin := part.origin) is None:
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


def _list_named(blocks: Iterable[Block | Section]) -> Iterator[Section | Box | Table]:
    """Yield what has a name in a paper, in order; nothing of what stands in a profile."""
    for part in blocks:
        match part:
            case Section() | Box():
                yield part
                if not (isinstance(part, Section) and part.kind == "profile"):
                    yield from _list_named(part.blocks)
            case Table():
                yield part
            case ItemList():
                for item in part.items:
                    yield from _list_named(item.blocks)


def list_once(
    context: Context, entry: Entry[SectionProse], path: PathInRecord, ids: Iterable[str], among: str
) -> list[str]:
    """Return the ids of a list, each once, after saying which stand there or elsewhere in the paper already."""
    kept = []
    for index, id in enumerate(ids):
        origin, named = entry.origin(*path, index), f"{among}.{id}"
        if named in context.once:
            first = context.once[named]  # None of a group whose story stands above its people, and nobody named it
            place = f"from {first.file}:{first.line}" if first else "above its people"
            message = f"`{id}` stands in this paper already, {place}"
            context.problem(codes.STANDS_TWICE, message, origin, "name it once", len(id))
        else:
            kept.append(id)
            context.once[named] = origin
    return kept
