"""Check the table of prisoners: the number in its caption, who is listed, and the marks."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.base import codes
from generator.paper.assemble.context import Context
from generator.paper.assemble.facts import read_case
from generator.paper.assemble.places import locate_text
from generator.paper.assemble.wording import say
from generator.records.load import Entry, PathInRecord
from generator.records.resolve.held import Standing
from generator.records.resolve.wordings import MONTHS, SMALL
from generator.records.schema import Case, SectionProse
from generator.records.schema.listed_blocks import PrisonersBlock

_NUMBER = re.compile(r"(\d{1,3}(?![\d.,:/-])|[A-Za-z]+(?!-))\s+(?!(?:" + "|".join(MONTHS) + r")\b)\w")


def check_prisoners(
    context: Context,
    entry: Entry[SectionProse],
    block: PrisonersBlock,
    path: PathInRecord,
    lists: Mapping[Standing, tuple[Entry[Case], ...]],
) -> None:
    """Say where the number at the beginning of the caption is not that of the people known to be held, who is listed
    and is free, and which marks are typed though they are computed.

    Who is free now and stood in the tables of the edition before is listed with reason: readers look for that person.
    Who was never known to be in custody is not.
    """
    caption = say(context, block.caption) or ""
    held = len(lists["held"])
    others = sum(map(len, lists.values())) - held
    if (match := _NUMBER.match(caption.strip())) and held + others == len(block.prisoners):
        word = match[1].lower()
        number = int(word) if word.isdigit() else SMALL.index(word) if word in SMALL else held
        if number != held:
            origin = locate_text(context, entry.file, entry.origin(*path, "caption"), caption).at(
                caption.find(match[1])
            )
            rows = f"and the table has {held} row{'' if held == 1 else 's'}"
            rest = f"; {others} more on the list: no longer held, or not known to be" if others else ""
            context.problem(
                codes.COUNT_AGAINST_TABLE,
                f"the caption says “{match[1]}”, {rows}{rest}",
                origin,
                "correct the number, or the list of prisoners",
                len(match[1]),
                "warning" if context.edition.record.status == "draft" else "error",
            )
    before = context.edition.before
    for index, id in enumerate(block.prisoners):
        found = next((one for one in (*lists["free"], *lists["never_held"]) if one.record.id == id), None)
        if found is None or (found in lists["free"] and before and id in before.prisoners):
            continue
        if step := read_case(context, found.record).step:
            context.problem(
                codes.NOT_IN_CUSTODY,
                f"`{id}` stands among the prisoners; status on the as-of date:"
                f" {context.labels[f'status_{step.status}']}",
                entry.origin(*path, "prisoners", index),
                "take the case out of the list, or correct its record",
                len(id),
            )
    for id in block.marks if context.edition.record.predecessor else ():
        context.problem(
            codes.TYPED_MARK,
            f"the mark of `{id}` is typed, and this edition has a predecessor",
            entry.origin(*path, "marks", id),
            "take it out: marks are computed from what the record says since then",
            len(block.marks[id]),
        )
