"""Find of whom a statement for many can be made, and write it beside the edition.

In: a selected edition, the day, and the status (None: as each record tells). Out: everybody on its lists, each with why
the statement does not cover them, where it does not; or the file with the statement in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.authoring.fmt.files import lay_out_text
from generator.authoring.statements import NewStatement, add_statement
from generator.base import codes
from generator.base.diagnostics import BriefingError, Origin
from generator.base.files import write_files
from generator.base.inputs import VERIFIED, read_input
from generator.paper.select import SelectedEdition
from generator.records.load import Entry
from generator.records.load.parse import parse
from generator.records.load.texts import decode
from generator.records.resolve.custody import CUSTODY, SENTENCED, SENTENCED_TO_DEATH, list_seen
from generator.records.resolve.held import read_standing
from generator.records.resolve.wordings import choose_name
from generator.records.schema import Case
from generator.records.schema.editions import HandoverBlock
from generator.records.schema.listed_blocks import PrisonersBlock
from generator.records.schema.walks import find_blocks

_SERVED = frozenset({(SENTENCED, "imprisoned"), (SENTENCED_TO_DEATH, "death_row")})
"""A sentence of which it was not told whether it is served, and the status of whoever serves it."""


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """Somebody on a list of the edition: what is known of them, and why a statement can't cover them (None: it can)."""

    id: str
    name: str
    known: str
    why_not: str | None


def find_people(
    edition: SelectedEdition, day: date, status: str | None, but_not: Collection[str] = ()
) -> list[ListedPerson]:
    """Return everybody on the edition's lists, in their order, each with whether a statement of `day` covers them."""
    return [_judge(edition.cases[id], day, status, id in but_not) for id in _list_listed(edition)]


def _list_listed(edition: SelectedEdition) -> Iterator[str]:
    """Yield the ids of the cases in tables of prisoners and in lists to hand over, each once."""
    blocks = (block for section in edition.sections for _, block in find_blocks(section.record.blocks))
    listed: dict[str, None] = {}
    for block in blocks:
        if isinstance(block, PrisonersBlock | HandoverBlock):
            listed |= dict.fromkeys(block.prisoners if isinstance(block, PrisonersBlock) else block.handover)
    yield from (id for id in listed if id in edition.cases)


def _judge(entry: Entry[Case], day: date, status: str | None, excepted: bool) -> ListedPerson:
    case = entry.record
    found = read_standing(case, None, day)
    step = found.step
    known = "nothing tells how the person is"
    if step:
        when = f" ({found.latest})" if found.latest else ""
        known = f"last known: {step.status.replace('_', ' ')}{when}"
    seen = max((when.first for when, _ in list_seen(case, date.max)), default=None)
    why = None
    if excepted:
        why = "left out by --except"
    elif seen and seen >= day:
        why = f"somebody looked already ({seen})"
    elif step is None and status is None:
        why = "there is no status that could be confirmed; name one"
    elif step and status and step.status != status and (step.status, status) not in _SERVED:
        why = f"not {status.replace('_', ' ')} by the record"
    elif step and status is None and step.status not in CUSTODY:
        why = "not in custody by the record"
    return ListedPerson(case.id, choose_name(case.names, case.display), known, why)


def write_statement(root: Path, edition: str, new: NewStatement) -> Path:
    """Write a statement into the edition's verified.yaml, which may be there already; return the file.

    Raises BriefingError where the file can't be read (D00x), is laid out so that nothing can be put into it (D013), or
    can't be written (O501)."""
    path = root / "briefings" / edition / VERIFIED
    name = path.relative_to(root).as_posix()
    data = read_input(path, root) if path.exists() else b""
    text, problems = decode(data, name)
    if text is None:
        raise BriefingError(problems)
    before, problems = parse(text, name) if text.strip() else (None, [])
    if problems:
        raise BriefingError(problems)
    made = add_statement(text, new)
    after = parse(made, name)[0] if made else None
    old = [*(before.get("statements") or [])] if before else []
    if made is None or after is None or after["statements"][:-1] != old:
        message = "no statement can be put into this file: its list is written in a way of its own"
        raise BriefingError([codes.NOT_LAID_OUT.at(Origin(name), message, "write each statement on lines of its own")])
    if not text or lay_out_text(text, name)[0] == text:
        made = lay_out_text(made, name)[0] or made
    write_files({path: made.encode()}, root, was={path: data if path.exists() else None})
    return path
