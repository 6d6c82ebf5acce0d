"""The table of prisoners: a row for each case, made from its record.

In: the ids of cases. Out: a table. What no document says is printed as not known, and nothing is asserted from silence.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.assemble.context import Context
from generator.assemble.facts import (
    capital,
    case_of,
    charges,
    convicted,
    held,
    sentences,
    since,
    sources,
    status,
    status_step,
)
from generator.assemble.wording import say
from generator.diagnostics import Origin
from generator.document import BlockId, Cell, Column, Inline, Label, Mention, Paragraph, Row, Run, Table
from generator.load import Entry
from generator.resolve.forms import name_of
from generator.schema import Case
from generator.schema.editions import PrisonersBlock

COLUMNS = (
    Column("number", 0.025), Column("name", 0.115), Column("about", 0.105), Column("since", 0.105), Column("charges", 0.215),
    Column("sentence", 0.12), Column("held", 0.095), Column("status", 0.115), Column("sources", 0.105),
)  # fmt: skip


def prisoners(context: Context, block: PrisonersBlock, cases: Iterable[str], id: BlockId, origin: Origin) -> Table:
    """Return the table of the prisoners, a row for each of the cases, in that order."""
    head = Row(
        f"{id}.head",
        tuple(
            Cell(
                f"{id}.head.{c.key}",
                (Paragraph(f"{id}.head.{c.key}.p", (context.label(f"column_{c.key}"),), "cell"),),
                True,
            )
            for c in COLUMNS
        ),
    )
    rows = []
    for number, case_id in enumerate(cases, 1):
        if entry := case_of(context, case_id):
            rows.append(_row(context, entry, number, block.marks.get(case_id), id))
    caption = say(context, block.caption)
    above = Paragraph(f"{id}.caption", (Run(caption),), "caption", origin) if caption else None
    return Table(id, COLUMNS, (head,), tuple(rows), above, origin)


def _row(context: Context, entry: Entry, number: int, mark: str | None, table: BlockId) -> Row:
    case, labels, id = entry.record, context.labels, f"{table}.{entry.record.id}"
    assert isinstance(case, Case)
    unknown: tuple[Inline, ...] = (context.label("unknown"),)
    name: list[Inline] = [
        Mention(
            f"case:{case.id}",
            (Run(name_of(case.names, case.display), strong=True),),
            target=context.targets.get(f"case:{case.id}"),
        )
    ]
    if case.display == "full_name":
        for lang, native in case.names.native.items():
            name += [Run(" "), Run(native, lang=lang)]
    if mark:
        name += [Run(" "), context.label(f"mark_{mark}")]
    about = ", ".join(words for words in (say(context, case.occupation), case.place) if words)
    cells: dict[str, tuple[Inline, ...]] = {
        "number": (Run(str(number)),),
        "name": tuple(name),
        "about": capital(about) or unknown,
        "since": since(context, case) or unknown,
        "charges": capital(charges(context, case)) or unknown,
        "sentence": capital(sentences(context, case)) or unknown,
        "held": capital(held(context, case)) or unknown,
        "status": status(context, case) or unknown,
        "sources": tuple(sources(context, entry)) or unknown,
    }
    if status_step(context, case) and cells["sentence"] == unknown and not convicted(case) and case.proceedings:
        cells["sentence"] = (Label("no_sentence", labels["no_sentence"]),)
    return Row(
        id,
        tuple(
            Cell(f"{id}.{c.key}", (Paragraph(f"{id}.{c.key}.p", cells[c.key], "cell"),), c.key == "name")
            for c in COLUMNS
        ),
        entry.origin(),
    )
