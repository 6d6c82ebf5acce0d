"""Answer what is asked beside a form: whom a name means, in which lists of the paper a record stands, and add to them.

In: a request. Out: plain values for JSON. What writes is asked for by POST, with the token of the page.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from generator.preview.asked import Asked, CannotAnswer
from generator.preview.edit import commit
from generator.preview.edit.additions import (
    PlannedText,
    find_lists,
    plan_listing,
    plan_section,
    save_addition,
    try_addition,
)
from generator.preview.edit.changes import EditDesk
from generator.preview.edit.find import find_called
from generator.preview.edit.read_body import read_body
from generator.records.load import load

AnswerEdit = Callable[[EditDesk, Asked], Awaitable[Any]]


def list_addition_routes() -> list[tuple[str, AnswerEdit, str]]:
    """Return what is answered beside the forms: address, answer, method."""
    return [
        ("/edit/find", _find, "GET"),
        ("/edit/lists", _lists, "GET"),
        ("/edit/list/try", _try_listing, "POST"),
        ("/edit/list/save", _save_listing, "POST"),
        ("/edit/section/try", _try_section, "POST"),
        ("/edit/section/save", _save_section, "POST"),
    ]


async def _find(desk: EditDesk, asked: Asked) -> Any:
    edition = (await asked.choice()).edition
    query = asked.request.query_params

    def find() -> dict[str, Any]:
        dataset, _ = load(desk.root, [edition])
        found = find_called(dataset, query.get("of", ""), query.get("words", "")[:200])
        return {"found": found.record, "near": found.near}

    return await asyncio.to_thread(find)


async def _lists(desk: EditDesk, asked: Asked) -> Any:
    edition = (await asked.choice()).edition
    query = asked.request.query_params
    lists = await asyncio.to_thread(find_lists, desk.root, edition, query.get("collection", ""))
    return {
        "lists": [
            {"section": one.section, "title": one.title, "steps": one.steps, "block": one.block,
             "there": query.get("id", "") in one.ids}
            for one in lists
        ]
    }  # fmt: skip


async def _plan_listing(desk: EditDesk, asked: Asked) -> tuple[str, Callable[[], list[PlannedText]]]:
    said = await read_body(asked)
    edition = (await asked.choice()).edition
    words = {name: str(said.get(name, "")) for name in ("section", "id", "collection")}
    steps = said.get("steps")
    if not isinstance(steps, list) or not all(type(step) in (str, int) for step in steps):
        raise CannotAnswer("this is no list of the paper", 400)
    return edition, lambda: plan_listing(desk.root, edition, steps=tuple(steps), **words)


async def _try_listing(desk: EditDesk, asked: Asked) -> Any:
    return await asyncio.to_thread(try_addition, desk, *await _plan_listing(desk, asked))


async def _save_listing(desk: EditDesk, asked: Asked) -> Any:
    return await _save(desk, *await _plan_listing(desk, asked))


async def _plan_section(desk: EditDesk, asked: Asked) -> tuple[str, Callable[[], list[PlannedText]]]:
    said = await read_body(asked)
    edition = (await asked.choice()).edition
    words = {name: str(said.get(name, "")) for name in ("kind", "title", "theme")}
    return edition, lambda: plan_section(desk.root, edition, str(said.get("id", "")), words)


async def _try_section(desk: EditDesk, asked: Asked) -> Any:
    return await asyncio.to_thread(try_addition, desk, *await _plan_section(desk, asked))


async def _save_section(desk: EditDesk, asked: Asked) -> Any:
    return await _save(desk, *await _plan_section(desk, asked))


async def _save(desk: EditDesk, edition: str, plan: Callable[[], list[PlannedText]]) -> Any:
    told = await asyncio.to_thread(save_addition, desk, edition, plan)
    return {**told, "git": await asyncio.to_thread(commit.find_changed, desk.root, desk.files)}
