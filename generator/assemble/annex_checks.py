"""What an author may get wrong in the table of prisoners: its number of rows, and who stands in it."""

from __future__ import annotations

import re

from generator.assemble.context import Context
from generator.assemble.places import place_of
from generator.assemble.wording import say
from generator.load import Entry, PathInRecord
from generator.resolve.custody import CUSTODY, in_custody_since, status_on
from generator.resolve.forms import MONTHS, SMALL
from generator.schema import Case
from generator.schema.editions import PrisonersBlock

_NUMBER = re.compile(r"(\d{1,3}(?![\d.,:/-])|[A-Za-z]+(?!-))\s+(?!(?:" + "|".join(MONTHS) + r")\b)\w")


def check_prisoners(context: Context, entry: Entry, block: PrisonersBlock, path: PathInRecord, rows: int) -> None:
    """Say where the number at the beginning of a table's caption is not that of its rows, and who in it is not held."""
    caption = say(context, block.caption) or ""
    if (match := _NUMBER.match(caption.strip())) and rows == len(block.prisoners):
        word = match[1].lower()
        number = int(word) if word.isdigit() else SMALL.index(word) if word in SMALL else rows
        if number != rows:
            origin = place_of(context, entry.file, entry.origin(*path, "caption"), caption).at(caption.find(match[1]))
            context.problem("T114", "count-against-table", f"the caption says “{match[1]}”, and the table has {rows} rows", origin,
                            "correct the number, or the list of prisoners", len(match[1]))  # fmt: skip
    for index, id in enumerate(block.prisoners):
        found = context.edition.records["cases"].get(id)
        if found is None or not isinstance(case := found.record, Case):
            continue
        step = status_on(case, context.edition.as_of)
        if step and step.status not in CUSTODY and in_custody_since(case, context.edition.as_of) is None:
            context.problem("R109", "not-in-custody", f"`{id}` stands among the prisoners; status on the as-of date: {context.labels[f'status_{step.status}']}",
                            entry.origin(*path, "prisoners", index), "take the case out of the list, or correct its record", len(id), "warning")  # fmt: skip
