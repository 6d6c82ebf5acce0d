"""Show in the margin what was taken over from an old edition and waits, and confirm it when its button is pressed.

In: a page with what it was made from, or a request that names one of its marks. Out: each mark with the block beside
which it stands; or the section's file without it, if the file is still the one that the reader sees.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from starlette.responses import JSONResponse, Response

from generator.authoring.confirm import Waiting, confirm, list_waiting, read_section
from generator.base.diagnostics import BriefingError, Origin
from generator.paper.document.walks import walk
from generator.preview.asked import Asked, CannotAnswer, report_fault
from generator.preview.rebuild import MadePage


@dataclass(frozen=True, slots=True)
class Mark:
    """What waits of one block: the section in whose file it stands, its number among the marks there, the block of the
    page beside which it stands, and what waits."""

    section: str
    number: int
    block: str
    waiting: tuple[Waiting, ...]


def list_marks(made: MadePage, edition: str) -> list[Mark]:
    """Return what waits and is shown on the page, in the order of reading; what its readers may not see has no mark."""
    places = _list_places(made)
    order = {id: place for place, id in enumerate(places.order)}
    dataset = made.workspace.dataset
    marks = [
        Mark(section, number, block, group)
        for section, entry in dataset.sections.get(edition, {}).items()
        for number, group in enumerate(group_by_block("\n".join(dataset.lines.get(entry.file, ()))))
        if (block := _find_block(places, entry.file, group)) is not None
    ]
    return sorted(marks, key=lambda one: (order[one.block], one.number))


def group_by_block(text: str) -> list[tuple[Waiting, ...]]:
    """Return what waits in the text of a section's file, block by block."""
    return [tuple(group) for _, group in groupby(list_waiting(text), lambda one: (one.first, one.last, one.kind))]


async def carried(asked: Asked) -> Response:
    """Return the marks of the page that is shown, with its version."""
    paper = await asked.paper()
    version, made = paper.good, paper.made
    marks = await asyncio.to_thread(list_marks, made, paper.choice.edition) if made else []
    rows = [
        {"section": one.section, "mark": one.number, "block": one.block, "number": len(one.waiting),
         "listed": one.waiting[0].name is not None}
        for one in marks
    ]  # fmt: skip
    return JSONResponse({"version": version, "marks": rows})


async def confirm_mark(asked: Asked) -> Response:
    """Take away one mark, named by its section and number in the version of the page that the reader sees."""
    paper, said = await asked.paper(), asked.request.query_params
    if paper.made is None or said.get("version") != str(paper.good):
        raise CannotAnswer("the paper has changed since: look at it again", 409)
    section, mark = said.get("section", ""), said.get("mark", "")
    entry = paper.made.workspace.dataset.sections.get(paper.choice.edition, {}).get(section)
    if entry is None or not (mark.isdecimal() and len(mark) < 6):
        raise CannotAnswer("there is no such mark in this paper", 404)
    lines = paper.made.workspace.dataset.lines.get(entry.file, [])
    try:
        number = await asyncio.to_thread(_confirm, asked.desk.root, paper.choice.edition, section, int(mark), lines)
    except BriefingError as error:
        raise report_fault("nothing was confirmed", error, asked) from None
    return JSONResponse({"number": number})


def _confirm(root: Path, edition: str, section: str, mark: int, lines: list[str]) -> int:
    """Confirm what waits behind one mark of a section; return how much that was."""
    _, _, text = read_section(root, edition, section)
    if text.replace("\r\n", "\n").split("\n") != lines:
        raise CannotAnswer("the file has changed since: look at the paper again", 409)
    marks = group_by_block(text)
    if mark >= len(marks):
        raise CannotAnswer("there is no such mark in this paper", 404)
    confirm(root, edition, {section: marks[mark]})
    return len(marks[mark])


class _Places(NamedTuple):
    """The ids of all parts of the page in the order of reading, and by file those that come from it, with their
    lines."""

    order: list[str]
    by_file: dict[str, list[tuple[int, str]]]


def _list_places(made: MadePage) -> _Places:
    places = _Places([], {})
    for part, _ in walk(made.document.sections):
        places.order.append(part.id)
        origin: Origin | None = getattr(part, "origin", None)
        if origin:
            places.by_file.setdefault(origin.file, []).append((origin.line, part.id))
    return places


def _find_block(places: _Places, file: str, group: tuple[Waiting, ...]) -> str | None:
    """Return the first part of the page that comes from a block's lines, or else the first that a record of its list
    makes; of a whole file it is the section."""
    first, last = group[0].first, group[0].last
    if found := next((id for line, id in places.by_file.get(file, ()) if first <= line <= last), None):
        return found
    made = {f"{kind}.{one.name}" for one in group for kind in ("profile", "case-box")}
    return next((id for id in places.order if id in made), None)
