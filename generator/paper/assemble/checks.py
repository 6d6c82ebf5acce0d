"""Check what a paper names: records that it may name, and each thing once.

In: the context, with the sections of the edition or the document that was made of them. Out: what is wrong goes to the
context's problems (R101, R107, S101, and what stands twice).
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.base import codes
from generator.base.diagnostics import Origin
from generator.paper.assemble.context import Context
from generator.paper.document import BlockId, Box, Document, Section, Table, walk
from generator.records.load import Entry, PathInRecord
from generator.records.resolve.references import NAMES, list_references
from generator.records.schema import SectionProse


def check_cases(context: Context) -> None:
    """Say which records the sections and the edition name that this audience may not see, or that come too late."""
    edition = context.edition
    for entry in (*edition.sections, edition.entry):
        for path, collection, id in list_references(entry.record):
            name = id.partition("/")[0]
            if name in edition.withheld[collection] or name in edition.later[collection]:
                context.absent(NAMES[collection], collection, name, entry.origin(*path), len(id))


def check_unique(context: Context, document: Document) -> None:
    """Say what stands twice in the paper: its notes and places could not be told apart."""
    seen: dict[BlockId, Origin] = {}
    for part, around in walk(document.sections):
        profiled = any(isinstance(one, Section) and one.kind == "profile" for one in around)
        if profiled or not isinstance(part, Section | Box | Table) or (origin := part.origin) is None:
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


def keep_once(
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
