"""The line below a table of prisoners that says what the articles in it are about, where the table names these alone.

In: the cases of the table. Out: a line with each article once, in the order of the codes and their articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.paper.assemble.attribution import is_dismissed
from generator.paper.assemble.charges import say_charge
from generator.paper.assemble.context import Context
from generator.paper.document import BlockId, Inline, Paragraph, Run
from generator.records.load import Entry
from generator.records.schema import Case
from generator.records.schema.proceedings import Charge


def assemble_legend(context: Context, cases: Iterable[Entry[Case]], id: BlockId) -> Iterator[Paragraph]:
    """Yield the line, if it has to say anything: the title in the law of each provision with which somebody is charged.
    A charge that the record tells in words of its own has them in the table."""
    charged = {
        provision
        for entry in cases
        for proceeding in entry.record.proceedings
        if proceeding.kind == "criminal"
        for charge in proceeding.charges
        if not is_dismissed(context, charge)
        for provision in _find_provisions(charge)
    }
    codes = {code: number for number, code in enumerate(context.edition.laws)}
    told: list[Inline] = []
    for provision in sorted(charged, key=lambda one: _order(codes, one)):
        words, bare = say_charge(context, provision), say_charge(context, provision, bare=True)
        if words != bare:
            told += [Run("; ")] if told else [context.label("charges_legend", strong=True), Run(" ")]
            told.append(Run(words))
    if told:
        yield Paragraph(f"{id}.legend", tuple(told), "remark")


def _find_provisions(charge: str | Charge) -> list[str]:
    """Return the provisions of a charge of which the table says no more than their numbers."""
    if isinstance(charge, str):
        return [charge]
    linked = [one if isinstance(one, str) else one.provision for one in charge.in_connection_with]
    return [*([charge.provision] if charge.provision and not charge.offence else []), *linked]


def _order(codes: dict[str, int], provision: str) -> tuple[int, list[tuple[int, str]]]:
    """Return the key of a provision: Article 99 stands before Article 174, and 174-1 after it."""
    code, _, article = provision.partition("/")
    pieces = re.findall(r"\d+|\D+", article)
    return codes.get(code, len(codes)), [(int(piece), "") if piece.isdigit() else (-1, piece) for piece in pieces]
