"""Answer with a file as `build` writes it, and write the page numbers of the Word file, the one thing that the preview
writes.

In: what was asked. Out: the file to take away; where the page numbers are recorded, how many.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace

from starlette.responses import JSONResponse, Response

from generator.base.diagnostics import BriefingError
from generator.preview import choice as choices
from generator.preview import tasks
from generator.preview.asked import Asked, CannotAnswer, report_fault
from generator.preview.worker import WorkerDied

_DOWNLOADS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


async def download(asked: Asked) -> Response:
    """Answer with the file of a format."""
    kind = _DOWNLOADS.get(asked.name["format"])
    if kind is None:
        raise CannotAnswer("there is no such format here", 404)
    choice = await asked.choice()
    now = await asyncio.to_thread(choices.complete_choice, asked.desk.root, choice)
    wanted = replace(choice, lang=now.lang)
    try:
        file: tasks.WrittenFile = await asked.desk.second.ask(
            tasks.write_edition, asked.desk.root, wanted, asked.name["format"]
        )
    except BriefingError as error:
        raise report_fault("no file is made while there are errors", error, asked) from None
    except WorkerDied:
        raise CannotAnswer("the process that makes the file has ended; try again", 500) from None
    return Response(file.data, media_type=kind, headers={"content-disposition": f'attachment; filename="{file.name}"'})


async def paginate(asked: Asked) -> Response:
    """Record the page numbers of the Word file's contents, and have the paper checked anew."""
    choice = await asked.choice()
    if choice.style:
        raise CannotAnswer("page numbers are recorded in the edition's own style: choose that first", 409)
    now = await asyncio.to_thread(choices.complete_choice, asked.desk.root, choice)
    try:
        number = await asked.desk.second.ask(tasks.record_page_numbers, asked.desk.root, replace(choice, lang=now.lang))
    except BriefingError as error:
        raise report_fault("no page numbers are recorded", error, asked) from None
    except WorkerDied:
        raise CannotAnswer("the process that lays out the Word file has ended; try again", 500) from None
    asked.desk.look_again(choice.edition)
    return JSONResponse({"number": number})
