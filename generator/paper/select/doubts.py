"""Find what a paper would tell of or compare, and of which its day leaves open whether it had happened by then.

In: what was picked, and the sections. Out: a diagnostic (D204) for each such date. Only records that the paper tells of
are asked: a date that is open on the day of an old paper is no fault of a record of which that paper says nothing. The
days of the editions before matter where this paper says what changed since, or counts over them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.paper.select.before import Predecessor, list_told_cases
from generator.paper.select.picked import Picked
from generator.records.load import Entry, PathInRecord, list_read
from generator.records.load.texts import find_texts
from generator.records.resolve.known import Left, judge_date, judge_part
from generator.records.resolve.references import list_references
from generator.records.resolve.wordings import KINDS
from generator.records.schema import Edition, Figure, Recommendation, Record, SectionProse
from generator.records.schema.base import Visibility
from generator.records.schema.editions import ChangesBlock, PictureBlock
from generator.records.schema.listed_blocks import PrisonersBlock
from generator.records.schema.partial_dates import PartialDate
from generator.records.schema.records import Round
from generator.records.schema.walks import find_blocks, find_values

Key = tuple[str, str]
"""A record: its collection and id."""

_MENTION = re.compile(rf"\]\(({'|'.join(KINDS)}):([a-z0-9.-]+)")

_COMPARED = {
    "cases": ("proceedings", "timeline", "recognitions"), "recommendations": ("status",), "figures": ("values",),
    "countries": ("ratings",), "laws": ("adopted", "provisions"),
}  # fmt: skip
"""Fields by whose dates a paper says what changed since the one before."""

_OF_LAWS = ("adopted", "in_force_from", "in_force_to")


def find_doubts(
    records: Mapping[str, Mapping[str, Entry[Record]]],
    picked: Mapping[str, Picked],
    edition: Edition,
    sections: Iterable[Entry[SectionProse]],
    before: Predecessor | None,
    audience: Visibility,
) -> list[Diagnostic]:
    """Return a diagnostic for every date of which it is open whether it is before or after the day of the paper, and
    for those of which that is open of an edition before, where they are compared. `records` are all of the data."""
    sections = tuple(sections)
    told = _list_told(records, edition, sections, before)
    problems: list[Diagnostic] = []
    ends = f"{edition.as_of.last}, the day on which this paper ends"
    for collection, id in sorted(told):
        for left in picked[collection].doubtful.get(id, ()):
            if left.field is None:
                # old papers say nothing of what was told first after their days; a paper says all of its own document
                if set(getattr(left.part, "by", ())) & set(edition.by):
                    problems.append(_undated(records[collection][id], left, ends))
            # a record that is left out as a whole is told where it is named
            elif left.path and not _is_announced(left, id, edition):
                problems.append(_doubt(records[collection][id], left.path, left.part, left.field, ends, audience))
    for kind, ids, day in _list_compared(edition, sections, before, told):
        where = ends if day == edition.as_of.last else f"{day}, the day of an edition before"
        # what is compared is named, and what is named was read
        for id, entry in list_read(picked[kind].entries).items():
            if ids is None or id in ids:
                for left in _find_open(entry.record, kind, day):
                    problems.append(_doubt(entry, left.path, left.part, left.field, where, audience))
    return list(dict.fromkeys(problems))


def _is_announced(left: Left, dialogue: str, edition: Edition) -> bool:
    """Tell whether a part is a round of which nothing is told but that it was to come: one without an outcome, and that
    for which the paper is written."""
    own = left.path == ("rounds", edition.round) and dialogue == edition.dialogue
    return isinstance(left.part, Round) and (own or left.part.outcome is None)


def _undated(entry: Entry[Record], left: Left, ends: str) -> Diagnostic:
    return codes.MAY_BE_LATER.at(
        entry.origin(*left.path),
        f"this has no date, and the paper's own document, which tells it, appeared after {ends}",
        "write the day, or add `as_of:`, a day by which it had happened",
    )


def _doubt(
    entry: Entry[Record], path: PathInRecord, part: BaseModel, field: str | None, day: str, audience: Visibility
) -> Diagnostic:
    name = field or "date"
    when = getattr(part, "since" if name == "from" else name)
    hushed = entry.above(audience, (*path, name))
    beside = ", or add `as_of:`, a day by which it was so" if "as_of" in type(part).model_fields else ""
    help = f"write the day{beside if name != 'as_of' else ''}, or name a source that appeared by then"
    return codes.MAY_BE_LATER.at(
        entry.origin(*path, name),
        f"{'a date' if hushed else f'`{when}`'} may be before or after {day}, and none of its sources is known to have"
        " appeared within it by then",
        help,
        width=1 if hushed else len(when.written),
    )


# ── what the paper tells of ───────────────────────────────────────────────────────────────────────────────────────────


def _list_told(
    records: Mapping[str, Mapping[str, Entry[Record]]],
    edition: Edition,
    sections: Iterable[Entry[SectionProse]],
    before: Predecessor | None,
) -> set[Key]:
    """Return the records of which the paper tells: those that it names in its fields and words, those that their words
    mention, the cases of recommendations, people and their groups; and, where it compares, the cases of the edition
    before."""
    named = [(kind, id) for _, kind, id in list_references(edition)]
    for section in sections:
        named += [(kind, id) for _, kind, id in list_references(section.record)]
        named += _find_mentions(section)
        named += [("cases", id) for id in list_told_cases([section.tree])[0]]
        for _, block in find_blocks(section.record.blocks):
            if before and isinstance(block, ChangesBlock | PictureBlock):
                named += [("cases", id) for id in before.cases]
            if before and isinstance(block, ChangesBlock):
                named += [
                    (kind, id)
                    for kind in block.changes
                    if kind in ("recommendations", "figures")
                    for id, entry in records[kind].items()
                    if _was_told(entry.record, before)
                ]
    members: dict[str, list[str]] = {}
    for id, entry in list_read(records["cases"]).items():  # a case with a group is always read
        members.setdefault(getattr(entry.record, "group", None) or "", []).append(id)
    told: set[Key] = set()
    while named:
        kind, id = named.pop()
        key = (kind, id.partition("/")[0])
        one = records[kind].get(key[1])
        if one is None or key in told:
            continue
        told.add(key)
        named += _find_mentions(one)
        if kind == "cases":
            named += [("cases", other) for other in (getattr(one.record, "group", None), *members.get(id, ())) if other]
        if kind == "recommendations":
            named += [("cases", other) for other in getattr(one.record, "cases", ())]
    return told


def _was_told(record: Record, before: Predecessor) -> bool:
    """Tell whether a block of changes may compare a recommendation or a figure: it was there on the day before."""
    if isinstance(record, Figure):
        return any(value.as_of.last <= before.as_of for value in record.values)
    return isinstance(record, Recommendation) and record.first_edition == before.id


def _find_mentions(entry: Entry[Record]) -> list[Key]:
    return [(KINDS[kind], id) for text in find_texts(entry.tree) if "](" in text for kind, id in _MENTION.findall(text)]


# ── what it compares with the editions before ─────────────────────────────────────────────────────────────────────────


def _list_compared(
    edition: Edition, sections: Iterable[Entry[SectionProse]], before: Predecessor | None, told: set[Key]
) -> Iterator[tuple[str, frozenset[str] | None, date]]:
    """Yield (collection, ids, None for all, day) of what the paper compares with a day on which it is not made."""
    blocks = [block for section in sections for _, block in find_blocks(section.record.blocks)]
    if before is None:
        return
    kinds = {kind for block in blocks if isinstance(block, ChangesBlock) for kind in block.changes}
    if "cases" in kinds or any(isinstance(block, PrisonersBlock) for block in blocks):
        yield "cases", frozenset(id for id in before.cases if ("cases", id) in told), before.as_of
    for kind in sorted(kinds & {"recommendations", "figures", "laws"}):
        yield kind, None, before.as_of
    if "laws" in kinds:
        yield "laws", None, edition.as_of.last
    if "ratings" in kinds:
        yield "countries", frozenset({edition.country}), before.as_of
    counted: Predecessor | None = before
    while counted and any(isinstance(block, PictureBlock) and block.picture == "prisoners" for block in blocks):
        yield "cases", counted.prisoners, counted.as_of
        counted = counted.before


def _find_open(record: Record, kind: str, day: date) -> Iterator[Left]:
    """Yield the compared dates of a picked record of which it is open whether they are before or after a day."""
    for path, part, name, when in find_values(record, _mark):
        if path[0] not in _COMPARED[kind] or not isinstance(when, PartialDate):
            continue
        if kind == "laws":
            doubtful = name in _OF_LAWS and "penalties" not in path and judge_date(when, day) == "unclear"
        else:
            beside = name == "as_of" and getattr(part, "date", None)
            doubtful = name in ("date", "as_of") and not beside and judge_part(part, day) == "unclear"
        if doubtful:
            yield Left(path[:-1], part, "unclear", name)


def _mark(name: str, _: FieldInfo) -> str | None:
    return name if name in ("date", "as_of", *_OF_LAWS) else None
