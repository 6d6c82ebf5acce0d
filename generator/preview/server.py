"""Serve the preview: the app's files, pages, events, problems, and the details of each sentence.

In: the desk. Out: an ASGI application. Whatever an address names is looked up in a list of what there is.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from generator.authoring.record_reference.tell import list_told
from generator.base.diagnostics import BriefingError
from generator.preview import choice as choices
from generator.preview.app_files import find_app_file
from generator.preview.asked import Asked, CannotAnswer, report_fault
from generator.preview.carried_marks import carried, confirm_mark
from generator.preview.desk import Desk
from generator.preview.edit.changes import EditDesk
from generator.preview.edit.routes import list_routes
from generator.preview.guard import CSP_PAPER, HOSTS, Guard
from generator.preview.paper import find_style_file, link_style_files
from generator.preview.people import list_people
from generator.preview.problems import describe_problems
from generator.preview.sentence_details import count_letters_by_block, describe_claim
from generator.preview.written_files import download, paginate
from generator.review.diff_report.html import write_report_html
from generator.runs.compare import ComparedEdition, compare_editions

_QUIET = 15.0
"""Seconds after which a stream of events says that it is still there."""
_ON_PAPER = {"content-security-policy": CSP_PAPER}


def make_application(
    desk: Desk, key: str, once: str, port: int, editor: str, edit: EditDesk | None = None
) -> Starlette:
    """Return the application; the desk is open as long as it runs. `key` opens it, `once` does so a single time. With
    `edit`, records are changed in forms."""
    deed = secrets.token_urlsafe(32)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with desk.open():
            yield

    def route(path: str, answer: Callable[[Asked], Awaitable[Response]], method: str = "GET") -> Route:
        async def endpoint(request: Request) -> Response:
            try:
                return await answer(Asked(request, desk, editor, deed, edit is not None))
            except CannotAnswer as fault:
                return JSONResponse(fault.said, fault.status)
            except choices.UnknownChoice as fault:
                return JSONResponse({"message": str(fault)}, 404)
            except Exception as error:
                # not the error's own words, which may hold what a reader may not see
                message = f"a fault of the preview itself ({type(error).__name__}); please report it"
                return JSONResponse({"message": message}, 500)

        return Route(path, endpoint, methods=[method])

    return Starlette(
        routes=[
            route("/", _app),
            route("/static/{name}", _static),
            route("/choices", _choices),
            route("/events", _events),
            route("/page", _page),
            route("/paper/{style}/{name:path}", _style_file),
            route("/problems", _problems),
            route("/layout", _layout),
            route("/claims", _claims),
            route("/claim/{number}", _claim),
            route("/diff", _diff),
            route("/people", _people),
            route("/fields", _fields),
            route("/carried", carried),
            route("/confirm", confirm_mark, "POST"),
            route("/download/{format}", download),
            route("/paginate", paginate, "POST"),
            *(route(*one) for one in (list_routes(edit) if edit else ())),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS), www_redirect=False),
            Middleware(Guard, key=key, once=once, cookie=f"briefing-preview-{port}", deed=deed),
        ],
        exception_handlers={404: _nowhere},
        lifespan=lifespan,
    )


# ── the app ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def _app(asked: Asked) -> Response:
    try:
        await asked.choice()
    except choices.UnknownChoice:  # it was renamed since: without pickers nobody could choose another
        wanted = asked.request.query_params.get("edition") or asked.desk.default
        other = await asyncio.to_thread(choices.find_known_edition, asked.desk.root, wanted)
        if other:
            return RedirectResponse(f"/?{urlencode({'edition': other})}", 303)
    return _own_file("index.html")


async def _static(asked: Asked) -> Response:
    return _own_file(asked.name["name"])


def _own_file(name: str) -> Response:
    file = find_app_file(name)
    if file is None:
        raise CannotAnswer("there is no such file", 404)
    return Response(file.data, media_type=file.media_type, headers={"cache-control": "no-cache"})


async def _choices(asked: Asked) -> Response:
    there = await asyncio.to_thread(choices.list_choices, asked.desk.root, await asked.choice())
    return JSONResponse({**there, "deed": asked.deed, "edit": asked.edits})


# ── the paper ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def _events(asked: Asked) -> Response:
    choice = await asked.choice()
    if asked.request.method == "HEAD":
        return Response(media_type="text/event-stream")

    async def stream() -> AsyncIterator[str]:
        yield ": briefing preview\n\n"
        async for event in asked.desk.listen(choice, _QUIET):
            yield f"event: {event[0]}\ndata: {json.dumps(event[1])}\n\n" if event else ": still here\n\n"

    return StreamingResponse(stream(), media_type="text/event-stream")


async def _page(asked: Asked) -> Response:
    paper = await asked.paper()
    if paper.made is None:
        return Response(status_code=204)
    page = link_style_files(paper.made.page, paper.made.style.name, paper.dress)
    return HTMLResponse(page, headers={**_ON_PAPER, "x-version": str(paper.good)})


async def _style_file(asked: Asked) -> Response:
    name, wanted = asked.name["style"], asked.name["name"]
    style = await asyncio.to_thread(choices.find_style, asked.desk.root, name)
    try:
        file = await asyncio.to_thread(find_style_file, style, wanted) if style else None
    except BriefingError as error:
        # the last good page is dressed as it was
        file = asked.desk.sheets.get((name, wanted))
        if file is None:
            raise report_fault("the style sheet has errors", error, asked) from None
    if file and file.media_type == "text/css":
        asked.desk.sheets[name, wanted] = file
    if style is None:
        file = asked.desk.sheets.get((name, wanted))
    if file is None:
        raise CannotAnswer("there is no such file", 404)
    caching = {} if file.media_type == "text/css" else {"cache-control": "private, max-age=3600"}
    return Response(file.data, media_type=file.media_type, headers={**_ON_PAPER, **caching})


async def _problems(asked: Asked) -> Response:
    paper = await asked.paper()
    # what belongs together is taken before anything is waited for
    version, checked, found = paper.version, paper.is_checked(), paper.problems()
    try:
        _, known = await asked.desk.known(paper)
    except Exception:  # a fault in what is known of sentences hides no problem
        known = None
    rows = await asyncio.to_thread(describe_problems, found, known, asked.desk.root, asked.editor)
    return JSONResponse({"version": version, "checked": checked, "problems": rows})


async def _layout(asked: Asked) -> Response:
    paper = await asked.paper()
    return JSONResponse(
        {"version": paper.pages_version, "pages": [asdict(page) for page in paper.pdf.pages] if paper.pdf else []}
    )


# ── what stands in it ─────────────────────────────────────────────────────────────────────────────────────────────────


async def _claims(asked: Asked) -> Response:
    version, known = await asked.desk.known(await asked.paper())
    return JSONResponse({"version": version, "blocks": count_letters_by_block(known) if known else {}})


async def _claim(asked: Asked) -> Response:
    version, known = await asked.desk.known(await asked.paper())
    if (wanted := asked.request.query_params.get("version")) and wanted != str(version):
        raise CannotAnswer("the paper has changed since", 409)
    number, cell = asked.name["number"], asked.request.query_params.get("cell", "")
    said = None
    if known and number in {str(claim.number) for claim in known.claims}:
        said = await asyncio.to_thread(
            describe_claim,
            known,
            int(number),
            asked.desk.root,
            asked.editor,
            int(cell) if cell.isdecimal() and len(cell) < 4 else None,
        )
    if said is None:
        raise CannotAnswer("there is no such sentence in this paper", 404)
    return JSONResponse(said)


async def _diff(asked: Asked) -> Response:
    choice, root = await asked.choice(), asked.desk.root
    known = await asyncio.to_thread(choices.read_editions, root)
    record = known[choice.edition]
    before = record.predecessor if record else None
    if before is None or before not in known:
        raise CannotAnswer("this edition names no edition before it", 404)
    now = await asyncio.to_thread(choices.complete_choice, root, choice)
    try:
        report = await asyncio.to_thread(
            compare_editions,
            ComparedEdition(root, before),
            ComparedEdition(root, now.edition),
            now.audience,
            now.lang or "en",
        )
    except BriefingError as error:
        raise report_fault("nothing can be compared while either edition has errors", error, asked) from None
    page = await asyncio.to_thread(write_report_html, report, False)
    return Response(page, media_type="text/html", headers=_ON_PAPER)


async def _people(asked: Asked) -> Response:
    choice, said = await asked.choice(), [asked.request.query_params.get(name, "") for name in ("day", "status")]
    try:
        return JSONResponse(await asyncio.to_thread(list_people, asked.desk.root, choice, *said))
    except ValueError as error:
        raise CannotAnswer(str(error), 409) from None


async def _fields(_: Asked) -> Response:
    return JSONResponse({"fields": await asyncio.to_thread(list_told)})


# ── faults ────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def _nowhere(_: Request, error: Exception) -> Response:
    return JSONResponse({"message": "there is nothing here"}, 404)
