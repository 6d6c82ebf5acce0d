"""Answer the forms: which there are, what a record says, what a change would do, and write, undo and commit.

In: a request. Out: JSON. What writes is asked for by POST, with the token of the page (generator/preview/guard.py).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.responses import JSONResponse, Response

from generator.base.diagnostics import BriefingError
from generator.preview.asked import Asked, CannotAnswer, report_fault
from generator.preview.edit import changes, commit, signoff
from generator.preview.edit.addition_routes import list_addition_routes
from generator.preview.edit.changes import EditDesk
from generator.preview.edit.form_schema import make_forms
from generator.preview.edit.read_body import read_body
from generator.preview.edit.records import (
    NotEditable,
    find_new_place,
    find_place,
    find_steps,
    list_ids,
    name_kind,
    read_text,
    read_value,
    say_name,
)
from generator.records.load import load
from generator.records.load.names import may_be_called
from generator.records.schema import COLLECTIONS
from generator.review.signoff.signer import LONGEST, read_signer

_Answer = Callable[[Asked], Awaitable[Response]]


def list_routes(desk: EditDesk) -> list[tuple[str, _Answer, str]]:
    """Return what is answered where records are changed in forms: address, answer, method."""

    def answer(work: Callable[[EditDesk, Asked], Awaitable[Any]]) -> _Answer:
        async def answered(asked: Asked) -> Response:
            try:
                return JSONResponse(await work(desk, asked))
            except NotEditable as fault:
                raise CannotAnswer(str(fault), 404) from None
            except BriefingError as error:
                raise report_fault("the file can't be changed in a form: mend it by hand first", error, asked) from None

        return answered

    return [
        ("/edit/forms", answer(_forms), "GET"),
        ("/edit/record", answer(_record), "GET"),
        ("/edit/try", answer(_try), "POST"),
        ("/edit/save", answer(_save), "POST"),
        ("/edit/undo", answer(_undo), "POST"),
        ("/edit/message", answer(_message), "GET"),
        ("/edit/commit", answer(_commit), "POST"),
        ("/edit/signoff", answer(_signoff), "GET"),
        ("/edit/sign", answer(_sign), "POST"),
        *((path, answer(work), method) for path, work, method in list_addition_routes()),
    ]


async def _forms(desk: EditDesk, asked: Asked) -> Any:
    edition = (await asked.choice()).edition

    def collect() -> dict[str, Any]:
        dataset, _ = load(desk.root, [edition])
        record = dataset.editions[edition].record if edition in dataset.editions else None
        return {
            "forms": make_forms(),
            "ids": list_ids(dataset),
            "country": record.country if record else "",
            "edition": edition,
            "models": {collection: model.__name__ for collection, model in COLLECTIONS.items()},
            "sections": [
                {"id": id, "title": say_name(section.record)}
                for id, section in dataset.sections.get(edition, {}).items()
            ],
            "languages": list(record.languages) if record else [],
            "undos": len(desk.undos),
            "git": commit.find_changed(desk.root, desk.files),
        }

    return await asyncio.to_thread(collect)


async def _record(desk: EditDesk, asked: Asked) -> Any:
    query = asked.request.query_params
    line = int(query["line"]) if query.get("line", "").isdecimal() and len(query["line"]) < 8 else 1

    def collect() -> dict[str, Any]:
        place = find_place(desk.root, query.get("file", ""), query.get("id", ""), line)
        text = read_text(desk.root, place.path, place.file)
        value = read_value(text, place)
        if value is None or place.kind.model is None:
            raise NotEditable("there is no such record")
        return {
            "file": place.file,
            "id": place.id,
            "kind": name_kind(place.kind),
            "model": place.kind.model.__name__,
            "value": value,
            "hash": desk.remember(text),
            "focus": find_steps(text, place, line) if "line" in query else [],
        }

    return await asyncio.to_thread(collect)


async def _try(desk: EditDesk, asked: Asked) -> Any:
    return await asyncio.to_thread(changes.try_change, desk, await _read_change(desk, asked))


async def _save(desk: EditDesk, asked: Asked) -> Any:
    told = await asyncio.to_thread(changes.save_change, desk, await _read_change(desk, asked))
    return {**told, "git": await asyncio.to_thread(commit.find_changed, desk.root, desk.files)}


async def _undo(desk: EditDesk, asked: Asked) -> Any:
    told = await asyncio.to_thread(changes.undo, desk)
    return {**told, "git": await asyncio.to_thread(commit.find_changed, desk.root, desk.files)}


async def _message(desk: EditDesk, asked: Asked) -> Any:
    edition = (await asked.choice()).edition
    files = await asyncio.to_thread(commit.find_changed, desk.root, desk.files) or []
    return {"files": files, "message": await asyncio.to_thread(commit.propose_message, desk.root, edition, files)}


async def _commit(desk: EditDesk, asked: Asked) -> Any:
    said = await read_body(asked)
    told = await asyncio.to_thread(commit.commit_files, desk.root, desk.files, str(said.get("message", "")))
    return {**told, "git": await asyncio.to_thread(commit.find_changed, desk.root, desk.files)}


async def _signoff(desk: EditDesk, asked: Asked) -> Any:
    choice, section = await asked.choice(), asked.request.query_params.get("section", "")
    try:
        return await asyncio.to_thread(signoff.describe_sheet, desk.root, choice, section)
    except BriefingError as error:
        raise report_fault("the paper has errors", error, asked) from None


async def _sign(desk: EditDesk, asked: Asked) -> Any:
    said, choice = await read_body(asked), await asked.choice()
    name, shown = said.get("name"), said.get("lines")
    signer = read_signer(name) if isinstance(name, str) else None
    if signer is None:
        raise CannotAnswer(f"write your name, in {LONGEST} letters at most", 400)
    if not isinstance(shown, dict) or not shown or not all(isinstance(mark, str) for mark in shown.values()):
        raise CannotAnswer("tick the lines that you compared", 400)
    try:
        told = await asyncio.to_thread(signoff.sign_lines, desk, choice, signer, shown)
    except BriefingError as error:
        raise report_fault("nothing was signed", error, asked) from None
    return {**told, "git": await asyncio.to_thread(commit.find_changed, desk.root, desk.files)}


async def _read_change(desk: EditDesk, asked: Asked) -> changes.Asked:
    """Return what a form says; raise CannotAnswer where it says nothing that is one."""
    said = await read_body(asked)
    choice = await asked.choice()
    value, base, chosen = said.get("value"), said.get("base", ""), said.get("chosen", {})
    good = isinstance(value, dict) and value and isinstance(base, str) and isinstance(chosen, dict)
    if not good or not set(chosen.values()) <= {"mine", "theirs"}:
        raise CannotAnswer("this is no form", 400)
    words = {name: str(said.get(name, "")) for name in ("file", "id", "collection", "country")}

    def find() -> changes.Asked:
        if base:
            place = find_place(desk.root, words["file"], words["id"])
        else:
            if not _is_id(words["id"]):
                raise NotEditable("write small letters, digits and hyphens for the name of the record")
            dataset, _ = load(desk.root, [choice.edition])
            place = find_new_place(dataset, words["collection"], words["id"], words["country"])
        return changes.Asked(place, base, value, chosen, choice.edition)

    return await asyncio.to_thread(find)


def _is_id(said: str) -> bool:
    """Tell whether a word can be the id of a new record."""
    return len(said) < 100 and may_be_called(said)
